from pathlib import Path

import pytest

from app.views.tables import Heading
from tests.screens.conftest import Opener, words_of


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_record_of_the_unit_is_the_title(open_page: Opener, language: str) -> None:
    app = open_page("published", lang=language)
    title = app.title[0].value
    assert {"ko": "2024년 2위", "en": "2nd in 2024"}[language] in title
    assert "published." not in words_of(app)
    assert not app.exception


def test_all_published_rows_are_there_with_their_sources(open_page: Opener) -> None:
    app = open_page("published")
    table = app.dataframe[0].value
    assert len(table) == 121
    assert all(table["출처(언론 보도)"])
    assert "▶ 부천시" in list(table["시군"])


def test_one_year_shows_its_rows_and_what_was_computed_of_it(open_page: Opener) -> None:
    app = open_page("published", year="2023")
    published, compared = (table.value for table in app.dataframe)
    assert len(published) == 7
    assert list(compared["일치 여부"]) == ["일치"] * 7
    assert "2023년 계산 결과는 공표와 같음" in words_of(app)


def test_a_year_without_computed_results_has_none(open_page: Opener) -> None:
    app = open_page("published", year="2017")
    assert len(app.dataframe) == 1
    assert not any("예시 데이터" in element.value for element in app.markdown)


def test_a_unit_without_a_publication_is_said_to_have_none(open_page: Opener) -> None:
    assert open_page("published", unit="41820", group="3").title[0].value.startswith("가평군")


def test_only_the_download_with_computed_columns_is_marked(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    marks: dict[str, tuple[str, ...]] = {}

    def keep(screen: object, table: object, key: str, heading: Heading) -> None:
        marks[key] = heading.marks

    monkeypatch.setattr("app.views.published.show_download", keep)
    open_page("published", year="2023")
    assert marks == {"published": (), "reproduced_gyeonggi-2023": ("예시 데이터",)}


@pytest.mark.parametrize(
    ("language", "title"), [("ko", "공표 결과가 없습니다"), ("en", "There are no published results")]
)
def test_without_published_results_it_says_what_to_do(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, language: str, title: str
) -> None:
    monkeypatch.setattr("app.services.published.published_years", lambda store: ())
    app = open_page("published", lang=language)
    assert [element.value for element in app.title] == [title]
    assert "data/published_results.csv" in app.info[0].value


def test_an_empty_store_says_what_to_do(open_page_on, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    app = open_page_on(tmp_path / "empty.duckdb")("published", lang="en")
    assert "There is no data yet" in words_of(app)
