"""The shortest way as slides of a meeting: by name, every step of it, and marked as no official result."""

from app.services.meeting_outlook import shortest_slides
from app.services.months import MonthView
from app.services.slides import MOST_ROWS, Slide, Words
from tests.scoring.build import branch, evaluation, leaf, month
from tests.services.what_ifs import view_of

CODES = tuple(f"k{number}" for number in range(1, MOST_ROWS + 3))


def group(home: str, rival: str) -> MonthView:
    """As many indicators as do not go on one slide; two units with the same grade everywhere."""
    root = branch("final", branch("f", *(leaf(code) for code in CODES)))
    cells = {"a": dict.fromkeys(CODES, home), "b": dict.fromkeys(CODES, rival)}
    return view_of(evaluation(root, list(cells)), month(cells))


def steps_on(slides: list[Slide]) -> list[tuple[str, str]]:
    """Name and grades of every row on all slides."""
    rows = [row for slide in slides if slide.table for row in slide.table.rows]
    words = [[cell.text for cell in row if isinstance(cell, Words)] for row in rows]
    return [(row[0], row[1]) for row in words]


def test_a_long_way_goes_on_over_slides_and_no_step_is_left_out() -> None:
    view = group("A", "S")
    slides = list(shortest_slides(view, "a", "ko"))
    assert [slide.key for slide in slides] == ["shortest", "shortest.2"]
    names = {one.name.ko for one in view.evaluation.indicators()}
    assert {name for name, _ in steps_on(slides)} == names
    assert {grades for _, grades in steps_on(slides)} == {"A→S"}


def test_the_title_names_indicators_and_counts_those_it_does_not() -> None:
    (first, _) = shortest_slides(group("A", "S"), "a", "ko")
    names = [one.name.ko for one in group("A", "S").evaluation.indicators()]
    assert sum(f"{name} A→S" in first.title for name in names) == 1
    assert f"외 {len(CODES) - 1}개" in first.title


def test_the_first_of_the_group_has_no_step_to_take() -> None:
    (only,) = shortest_slides(group("S", "A"), "a", "ko")
    assert only.table is None
