"""Evaluations of another shape: every screen opens, for a unit with a score and for one without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.examples import test_composite_index as index
from tests.examples import test_yearly_survey as survey
from tests.examples.outsider import Outsider
from tests.screens.conftest import PAGES, Opener
from tests.screens.reading import LANGUAGES, tables_of, title_of

ASSUMED = {"assumed": True}
FLAT, FLAT_UNITS, QUESTIONS = "flat-2024", [f"d{number}" for number in range(1, 8)], [f"q{n}" for n in range(1, 26)]
Filled = Callable[[Outsider], None]


def fill_survey(outsider: Outsider) -> None:
    outsider.define(survey.definition())
    for edition in survey.EDITIONS[:2]:
        survey.write_workbook(edition, outsider.folder / "edition.xlsx")
        outsider.run("import", "--confirm", "all", str(outsider.folder / "edition.xlsx"))


def fill_index(outsider: Outsider) -> None:
    outsider.define(index.definition("exact"))
    index.import_list(outsider)


def fill_flat(outsider: Outsider) -> None:
    """25 questions right below the root, in no field; one department has answered nothing, one has no rank yet."""
    grades = [{"letter": letter, "points": points} for letter, points in zip("ABCDE", (4, 3, 2, 1, 0), strict=True)]
    group = {"code": "all", "name": "All", "units": FLAT_UNITS}
    evaluation = {
        "code": FLAT,
        "name": "Flat",
        "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "grouping": "one",
        "policies": {"not_submitted": "leave_out", "reference": ASSUMED},
        "weak_rules": [{"code": "top", "kind": "not_top_grade", "name": "Below A"}],
        "tree": {"code": "total", "name": "Total", "children": QUESTIONS},
    }
    outsider.define(
        {
            "schema": 1,
            "units": [{"code": unit, "name": f"Department {unit}"} for unit in FLAT_UNITS],
            "groupings": [{"code": "one", "from": "2024-01-01", "reference": ASSUMED, "groups": [group]}],
            "scales": [{"code": "five", "reference": ASSUMED, "grades": grades}],
            "indicators": [{"code": one, "name": one, "scale": "five", "method": "qualitative"} for one in QUESTIONS],
            "evaluations": [evaluation],
        }
    )
    rows = [
        [unit, one, "ABCDE"[(row * column) % 5]]
        for row, unit in enumerate(FLAT_UNITS[:-1])
        for column, one in enumerate(QUESTIONS)
    ]
    path = outsider.write_list("flat.csv", ("unit", "indicator", "grade"), rows)
    outsider.run("import", "--confirm", "all", str(path), "--evaluation", FLAT, "--month", "2024-12")


SHAPES: dict[str, tuple[Filled, str, tuple[str, ...]]] = {
    "three levels, graded by hand": (fill_survey, survey.EDITIONS[1].code, tuple(list(survey.EDITIONS[1].answers)[:2])),
    "imported scores only": (fill_index, index.CODE, ("KOR", "LAO", "MNG")),
    "no fields": (fill_flat, FLAT, ("d1", "d3", "d7")),
}
# A field and an indicator in it, where there are any.
OPENED = {"three levels, graded by hand": [("A", "A1")], "imported scores only": [], "no fields": [("total", "q7")]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_screen_opens(
    open_page_on: Callable[[Path], Opener],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    shape: str,
    language: str,
) -> None:
    fill, evaluation, units = SHAPES[shape]
    outsider = Outsider(tmp_path, capsys)
    fill(outsider)
    monkeypatch.setenv("EVALUATION_DEFINITION", str(tmp_path / "own.yaml"))
    open_page = open_page_on(tmp_path / "own.duckdb")
    for unit in units:
        for page in PAGES:
            app = open_page(page, evaluation=evaluation, unit=unit, lang=language)
            assert title_of(app)
            assert len(app.get("download_button")) >= len(tables_of(app))
        for field, indicator in OPENED[shape]:
            app = open_page("fields", evaluation=evaluation, unit=unit, lang=language, field=field, indicator=indicator)
            assert f" {indicator}" in title_of(app)
        for part in ("lost", "comparison", "map", "months"):
            assert title_of(open_page("ranking", part=part, evaluation=evaluation, unit=unit, lang=language))


def test_the_numbers_at_the_top_stay_few_where_the_whole_has_many_parts(
    open_page_on: Callable[[Path], Opener],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill_flat(Outsider(tmp_path, capsys))
    monkeypatch.setenv("EVALUATION_DEFINITION", str(tmp_path / "own.yaml"))
    app = open_page_on(tmp_path / "own.duckdb")("status")
    assert len(app.metric) <= 6
    assert max(len(table.value) for table in app.dataframe) >= len(QUESTIONS)
