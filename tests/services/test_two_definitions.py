"""Months that were scored under different definitions, side by side: matched by code, never by identity."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.services.months import MonthView
from app.services.ranking import rank_paths
from app.services.status import status_of
from app.services.timeline import Timeline
from app.services.weak import weak_of
from app.storage.records import MonthProvenance
from scoring.compare import changes_between
from scoring.model import GradeScale, GradeStep, Name, WeakRule, WeakRuleKind
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, indicator, leaf, month

FELL = WeakRule("fell", WeakRuleKind.GRADE_FELL_FROM_LAST_MONTH, Name("", ""))
RICHER = GradeScale(
    "richer",
    (
        GradeStep("S", Fraction(200), Decimal(100)),
        GradeStep("A", Fraction(190), Decimal(90)),
        GradeStep("B", Fraction(180), Decimal(80)),
        GradeStep("C", Fraction(170), None),
    ),
)


def result(units: str, cells: dict[str, object], **settings: object) -> Result:
    root = branch("root", *(leaf(indicator(code, **settings)) for code in cells))
    one = evaluation(root, tuple(units), weak_rules=(FELL,))
    return score_month(one, month(dict.fromkeys(units, cells)))


def earlier(of: Result) -> Result:
    return replace(of, month="2023-08")


def view(now: Result, before: Result) -> MonthView:
    nowhere = MonthProvenance(False, None, (), "")
    return MonthView(now.evaluation, now.month, ("2023-08", now.month), now, before, None, nowhere, 1)


def test_a_letter_that_is_worth_more_now_has_not_changed() -> None:
    before, after = result("ab", {"G": "A", "H": "A"}), result("ab", {"G": "A", "H": "B"}, scale=RICHER)
    assert [change.indicator.code for change in changes_between(before, after, "a")] == ["H"]


def test_a_letter_that_is_worth_less_now_has_not_fallen() -> None:
    before, after = result("ab", {"G": "A", "H": "A"}, scale=RICHER), result("ab", {"G": "A", "H": "B"})
    assert [weak.indicator.code for weak in weak_of(Timeline((earlier(before), after)), "a")] == ["H"]


def test_a_letter_that_is_worth_more_now_has_fallen_all_the_same() -> None:
    before, after = result("ab", {"G": "A"}), result("ab", {"G": "B"}, scale=RICHER)
    assert [weak.indicator.code for weak in weak_of(Timeline((earlier(before), after)), "a")] == ["G"]


def test_a_unit_that_was_not_ranked_the_month_before_has_nothing_to_compare() -> None:
    status = status_of(view(result("abc", {"G": "A"}), result("ab", {"G": "S"})), "c")
    assert status.change is not None
    assert (status.change.rank_before, status.change.score_change, status.change.grades) == (None, None, ())


def test_ranks_over_months_leave_out_where_a_unit_was_not_ranked() -> None:
    paths = rank_paths((result("ab", {"G": "S"}), result("abc", {"G": "A"})), "1")
    assert {path.unit: path.ranks for path in paths} == {"a": (1, 1), "b": (1, 1), "c": (None, 1)}
