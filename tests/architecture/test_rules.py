import pytest

from tests.architecture.rules import ROOT, RULES, Rule, find_text_files


def _id(rule: Rule) -> str:
    return rule.sentence


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_the_project_keeps_the_rule(rule: Rule) -> None:
    breaches = [
        f"{path}:{line}"
        for path in find_text_files()
        if rule.applies_to(path)
        for line in rule.find_breaches((ROOT / path).read_text(encoding="utf-8-sig"))
    ]
    assert not breaches, f"{rule.sentence}: {', '.join(breaches)}"


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_a_breach_is_seen(rule: Rule) -> None:
    path, source = rule.example
    assert rule.applies_to(path)
    assert list(rule.find_breaches(source)) == [1]


def test_what_is_made_on_this_machine_is_left_out() -> None:
    files = find_text_files()
    assert "tests/architecture/rules.py" in files
    assert ".streamlit/config.toml" in files
    assert not [path for path in files if path.startswith((".venv/", ".git/"))]
