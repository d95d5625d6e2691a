"""Method and assumptions: every rule with what it rests on, and nothing assumed left unmarked."""

import pytest

from app.services.assumptions import assumptions_of, statements_of
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, headings_of, shipped_definition, title_of

ASSUMED = {"ko": "가정", "en": "assumed"}
STANDING, BASIS = 3, 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("evaluation", ["gyeonggi-2022", "gyeonggi-2023"])
def test_every_rule_and_what_is_assumed_of_it(open_page: Opener, evaluation: str, language: str) -> None:
    defined = shipped_definition().evaluation(evaluation)
    statements, assumed = statements_of(defined), assumptions_of(defined)
    app = open_page("method", evaluation=evaluation, lang=language)
    rows = app.table[0].value
    assert len(rows) == len(statements)
    assert list(rows.iloc[:, STANDING]).count(ASSUMED[language]) == len(assumed)
    assert str(len(assumed)) in title_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_assumptions_on_request(open_page: Opener, language: str) -> None:
    app = open_page("method", lang=language)
    app.toggle[0].set_value(True).run()
    rows = app.table[0].value
    assert set(rows.iloc[:, STANDING]) == {ASSUMED[language]}
    assert len(rows) == len(assumptions_of(shipped_definition().evaluation("gyeonggi-2023")))


def test_every_published_or_assumed_rule_says_why(open_page: Opener) -> None:
    rows = open_page("method").table[0].value
    assert all(
        basis != "–"
        for standing, basis in zip(rows.iloc[:, STANDING], rows.iloc[:, BASIS], strict=True)
        if standing != "처리 원칙"
    )


def test_weights_groups_and_awards_stand_as_published(open_page: Opener) -> None:
    words = open_page("method").table[0].value.to_string().replace("\\", "")
    for published in ("가중치 30 (같은 단계에서 30.00%)", "가중치 70 (같은 단계에서 70.00%)", "그룹별 1위 4억 원"):
        assert published in words
    assert "ebreaknews.com 37047" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_a_score_is_told_step_by_step(open_page: Opener, language: str) -> None:
    written = headings_of(open_page("method", lang=language))
    assert [words[0] for words in written if words[1:2] == "."] == list("123456")
