"""Problems as rows and as questions."""

import re

import pytest

from app.services.problem_tables import count_of, examples_of, kind_words, place_of, problems_table
from app.text.catalogue import LANGUAGES
from scoring.problem import Problem, Severity
from tests.architecture.rules import ROOT

ASKED = re.compile(r"""(?:\.warn|file\.ask)\(\s*"([a-z_]+)\"""")
# Codes that are put together or handed on as a variable.
MADE = ("missing_units", "missing_indicators", "missing_scores", "above_maximum", "far_below", "far_above", "fell")


def kinds():
    """Every kind of warnings that a file can raise, as the code names it."""
    sources = [*(ROOT / "app" / "intake").glob("*.py"), ROOT / "app" / "services" / "plausibility.py"]
    found = {code for source in sources for code in ASKED.findall(source.read_text(encoding="utf-8"))}
    return sorted(found | set(MADE))


def test_the_kinds_are_found_in_the_code():
    assert {"blank_cells", "copied_month"} <= set(kinds())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_warnings_has_a_name(language):
    assert [kind for kind in kinds() if kind_words(f"intake.{kind}", language) == f"intake.{kind}"] == []


def test_a_kind_without_a_name_is_called_by_its_code():
    assert kind_words("intake.never_heard_of", "ko") == "intake.never_heard_of"


@pytest.mark.parametrize(
    ("place", "parts"),
    [("실적!C5", ("실적", "C5")), ("실적", ("실적", "")), ("a!b!C5", ("a!b", "C5")), ("m.csv!C12", ("m.csv", "C12"))],
)
def test_a_place_is_a_sheet_and_a_cell(place, parts):
    assert tuple(place_of(Problem("x", place))) == parts


def test_a_row_says_where_what_and_what_to_do():
    problem = Problem("upload.month_closed", "e 2023-09", {"month": "2023-09", "who": "kim", "date": "2023-10-05"})
    (row,) = problems_table([problem], "t", "en").rows
    assert (row["severity"], row["sheet"], row["cell"], row["found"]) == ("Error", "e 2023-09", "", "")
    assert row["what"] == "2023-09 is closed (on 2023-10-05, by kim)."
    assert row["do"].startswith("If it has to be opened again")


def test_blank_cells_are_counted_one_by_one_and_other_warnings_by_place():
    blank = Problem("intake.blank_cells", "실적!C5", {"count": "12"}, Severity.WARNING)
    copied = Problem("plausibility.copied_month", "실적!C5", {"count": "12"}, Severity.WARNING)
    assert (count_of([blank]), count_of([copied, copied])) == (12, 2)


def test_of_many_problems_three_are_shown_and_the_rest_counted():
    ignored = [Problem("intake.sheet_ignored", f"s{number}", {}, Severity.WARNING) for number in range(5)]
    shown = examples_of(ignored, "en")
    assert len(shown) == 4
    assert shown[0].startswith("s0: ")
    assert "2" in shown[3]
