"""One mistake each in a good definition: exactly its problems, on exactly its lines, and nothing else."""

from pathlib import Path

import pytest
import yaml

MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))
TOGETHER = (
    "misspelt key",
    "day in another form",
    "unknown lead",
    "own cut-off of an unknown letter",
    "places that overlap",
    "rule without threshold",
    "negative weight",
    "unit twice",
    "branch with no child",
)


def make(text, name):
    mistake = MISTAKES[name]
    assert mistake["right"] in text
    return text.replace(mistake["right"], mistake["wrong"], 1)


def lines_of(text, marks):
    numbers = [text[: text.index(mark)].count("\n") + 1 for mark in marks]
    return numbers or [number for number, line in enumerate(text.splitlines(), 1) if "# HERE" in line]


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_located_problem(name, base, problems):
    text, mistake = make(base, name), MISTAKES[name]
    found = problems(text)
    lines = {f"indicators.yaml:{line}" for line in lines_of(text, mistake.get("lines", ()))}
    assert {problem.code for problem in found} == {f"definition.{code}" for code in mistake["problems"]}
    assert {problem.place for problem in found} == lines
    assert len(found) == max(len(lines), len(mistake["problems"]))


def test_the_base_has_no_problem(base, load):
    assert [evaluation.code for evaluation in load(base).evaluations] == ["e-2022", "e-2023"]


def test_mistakes_in_different_places_are_found_at_once(base, problems):
    text = base
    for name in TOGETHER:
        text = make(text, name)
    found = problems(text)
    assert sorted(problem.code for problem in found) == sorted(
        f"definition.{MISTAKES[name]['problems'][0]}" for name in TOGETHER
    )
    lines = [int(problem.place.split(":")[1]) for problem in found]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("misspelt key", ""),
        ("misspelt word of a choice", "lower"),
        ("unknown lead", "audit"),
        ("unknown collaborating department", "planning"),
        ("unknown scale", "hand"),
        ("unknown previous", "e-2022"),
        ("own cut-off of an unknown letter", "A"),
        ("indicator with an unknown override", "target"),
        ("unknown kind of rule", "achievement_at_most"),
    ],
)
def test_the_nearest_allowed_word_is_suggested(name, suggestion, base, problems):
    (problem,) = problems(make(base, name))
    assert problem.values["suggestion"] == suggestion


def test_a_misspelt_key_is_recognised_where_it_is_needed(base, problems):
    text = base.replace("    scale: hand", "    scael: hand")
    found = {problem.code: problem.values for problem in problems(text)}
    assert found["definition.unknown_key"]["suggestion"] == "scale"
    assert "definition.key_missing" in found


def test_a_block_used_by_two_evaluations_is_said_once(base, problems):
    text = base.replace("lead: audit", "lead: nobody")
    assert len(problems(text)) == 1


def test_a_path_of_months_is_refused_in_a_period_of_years(base, problems):
    """Month 3 of which year?"""
    text = base.replace("      to: 2023-09-30", "      to: 2024-03-31")
    text = text.replace("target: 95", "target: 95\n    pace: path\n    path: {3: 50}  # HERE")
    (problem,) = problems(text)
    assert problem.code == "definition.path_of_years"
    assert {problem.place} == {f"indicators.yaml:{line}" for line in lines_of(text, ())}


def test_a_kind_that_is_refused_leaves_the_other_checks_at_work(base, problems):
    calendar = "calendar:\n  - {code: m, kind: meet, name: 회의, rule: {day: 3}, reference: {assumed: true}}\n"
    text = base.replace("evaluations:\n", calendar + "evaluations:\n").replace("lead: audit", "lead: nobody")
    assert {problem.code for problem in problems(text)} == {"definition.not_a_choice", "definition.code_unknown"}
