import pytest

from tests.screens.conftest import Opener, words_of

SUWON = "41110"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_record_of_the_unit_is_the_title(open_page: Opener, language: str) -> None:
    app = open_page("published", lang=language)
    title = app.title[0].value
    assert {"ko": "2024년 2위", "en": "2nd in 2024"}[language] in title
    assert "published." not in words_of(app)
    assert not app.exception


def test_all_published_rows_are_there_with_their_sources(open_page: Opener) -> None:
    app = open_page("published")
    table = app.dataframe(key="published").value
    assert len(table) == 121
    assert all(table["출처(언론 보도)"])
    assert "▶ 부천시" in list(table["시군"])


def test_one_year_shows_its_rows_and_what_was_computed_of_it(open_page: Opener) -> None:
    app = open_page("published", year="2023")
    assert len(app.dataframe(key="published").value) == 7
    compared = app.dataframe(key="reproduced_gyeonggi-2023").value
    assert list(compared["일치 여부"]) == ["일치"] * 7
    assert "2023년 계산 결과는 공표와 같음" in words_of(app)


def test_a_year_without_computed_results_has_none(open_page: Opener) -> None:
    app = open_page("published", year="2017")
    assert [frame.key for frame in app.dataframe] == ["published"]
    assert "예시 데이터" not in words_of(app)


def test_a_unit_without_a_publication_is_said_to_have_none(open_page: Opener) -> None:
    assert open_page("published", unit="41820", group="3").title[0].value.startswith("가평군")
