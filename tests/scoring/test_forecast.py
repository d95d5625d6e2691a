"""What a cell will hold at the cut-off, by hand and in its properties."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.forecast import CellOutlook, Years, forecast
from scoring.forecast_scores import forecast_scores
from scoring.model import (
    Accumulation,
    Direction,
    Evaluation,
    Method,
    MissingPolicy,
    Name,
    Policies,
)
from scoring.simulate import ADJUSTMENT
from scoring.ways import Basis, Ways
from tests.scoring.build import bonus, branch, evaluation, imported, indicator, leaf
from tests.scoring.years import straight, year_before, year_of

CUMULATIVE = Accumulation.CUMULATIVE
PERCENT = Name("%", "%")
UNITS = [f"u{number}" for number in range(8)]


def evaluate(**settings: Any) -> Evaluation:
    """One indicator p with target 100 for eight units."""
    policies = settings.pop("policies", Policies())
    return evaluation(branch("final", leaf(indicator("p", **settings))), UNITS, policies=policies)


def outlook(one: Evaluation, now: list[object], before: list[list[object]] | None = None) -> CellOutlook:
    """Of the unit u0, whose months are ``now``; the others hold the same. ``before`` are courses of the year before."""
    this_year = year_of(one, {unit: {"p": now} for unit in UNITS})
    courses = {unit: {"p": course} for unit, course in zip(UNITS, before or [], strict=False)}
    last_year = year_of(year_before(one), courses) if before else ()
    return forecast(Years(this_year, last_year))["u0"]["p"]


def test_without_an_earlier_year_a_cumulative_value_goes_on_along_the_linear_path() -> None:
    """50 after five of nine months: 90; the spread is a quarter of the 4/9 of the target that are left."""
    cell = outlook(evaluate(accumulation=CUMULATIVE), straight(90, 5))
    assert cell.basis is Basis.ASSUMED
    assert cell.expected == pytest.approx(90, abs=0.01)
    assert cell.low is not None
    assert cell.high is not None
    assert cell.high - cell.low == pytest.approx(2 * 1.2816 * 25 * 4 / 9, rel=0.1)
    assert cell.chances["A"] > cell.chances["S"] > 0


def test_the_forecast_of_one_unit_is_that_among_all() -> None:
    one = evaluate(accumulation=CUMULATIVE)
    courses = {unit: {"p": straight(80 + 4 * number, 9)} for number, unit in enumerate(UNITS)}
    years = Years(year_of(one, courses)[:5], year_of(year_before(one), courses))
    assert forecast(years, {"u3"}) == {"u3": forecast(years)["u3"]}


def test_without_an_earlier_year_a_level_stays_as_it_is() -> None:
    cell = outlook(evaluate(), [93] * 5)
    assert cell.expected == pytest.approx(93)
    assert max(cell.chances, key=cell.chances.__getitem__) == "A"


@pytest.mark.parametrize("settings", [{}, {"accumulation": CUMULATIVE}])
def test_the_interval_narrows_as_the_cut_off_comes_nearer(settings: dict[str, Any]) -> None:
    widths = []
    for months in (2, 5, 8):
        cell = outlook(evaluate(**settings), straight(90, months) if settings else [90] * months)
        assert cell.low is not None
        assert cell.high is not None
        widths.append(cell.high - cell.low)
    assert widths == sorted(widths, reverse=True)


def test_the_pace_of_the_year_before_is_taken() -> None:
    """Last year everybody had a quarter of the end by May; 24 now is on the way to 96, not to the linear 43.2."""
    late = [[f"{end * share}" for share in (0.05, 0.1, 0.15, 0.2, 0.25, 0.4, 0.6, 0.8, 1)] for end in range(92, 100)]
    cell = outlook(evaluate(accumulation=CUMULATIVE), [5, 10, 15, 20, 24], late)
    assert cell.basis is Basis.LAST_YEAR
    assert cell.expected == pytest.approx(96, abs=2)


def test_a_new_indicator_goes_on_as_those_of_its_kind() -> None:
    one = evaluate(accumulation=CUMULATIVE)
    old = evaluation(branch("final", leaf(indicator("q", accumulation=CUMULATIVE))), UNITS)
    last_year = year_of(year_before(old), {unit: {"q": straight(90 + place)} for place, unit in enumerate(UNITS)})
    this_year = year_of(one, {unit: {"p": straight(95, 5)} for unit in UNITS})
    cell = forecast(Years(this_year, last_year))["u0"]["p"]
    assert cell.basis is Basis.ALIKE
    assert cell.expected == pytest.approx(95, abs=2)


def test_an_earlier_year_without_its_cut_off_teaches_nothing() -> None:
    one = evaluate()
    this_year = year_of(one, {unit: {"p": [90] * 5} for unit in UNITS})
    last_year = year_of(year_before(one), {unit: {"p": [90] * 8} for unit in UNITS})
    assert forecast(Years(this_year, last_year))["u0"]["p"].basis is Basis.ASSUMED


def test_few_cases_leave_a_wider_interval_than_many() -> None:
    widths = []
    for units in (5, 8):
        cell = outlook(evaluate(), [95] * 5, [[95] * 9] * units)
        assert cell.low is not None
        assert cell.high is not None
        widths.append(cell.high - cell.low)
    assert widths[0] > widths[1] > 0


def test_what_was_missed_this_month_goes_on_from_the_last_value_of_the_year() -> None:
    cell = outlook(evaluate(), [80, 85, "", ""])
    assert cell.expected == pytest.approx(85)
    assert cell.value is None
    assert cell.missing > 0


def test_what_was_never_submitted_ends_as_all_units_did() -> None:
    cell = outlook(evaluate(), ["", ""], [[""] * 5 + [end] * 4 for end in (96, 97, 98, 99, 100, 101, 102, 103)])
    assert cell.basis is Basis.LAST_YEAR
    assert cell.expected == pytest.approx(99.5, abs=3)
    assert cell.missing == pytest.approx(1 / 10)  # none of eight open cells stayed open: (0 + 1) / (8 + 2)
    assert sum(cell.chances.values()) + cell.missing == pytest.approx(1)


def test_where_missing_entries_are_left_out_they_are_taken_as_coming_in() -> None:
    cell = outlook(evaluate(policies=Policies(not_submitted=MissingPolicy.LEAVE_OUT)), ["", ""])
    assert cell.missing == 0
    assert sum(cell.chances.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("direction", "value", "certain"),
    [(Direction.HIGHER, 100, {"S"}), (Direction.HIGHER, 91, {"S", "A"}), (Direction.LOWER, 112, {"B", "C"})],
)
def test_a_cumulative_value_keeps_or_has_lost_a_grade_for_sure(
    direction: Direction, value: int, certain: set[str]
) -> None:
    cell = outlook(evaluate(accumulation=CUMULATIVE, direction=direction), [value] * 8)
    assert {letter for letter, chance in cell.chances.items() if chance} == certain
    assert sum(cell.chances.values()) == pytest.approx(1)


def test_no_value_beyond_what_is_possible() -> None:
    share = indicator("p", target=Decimal(97), unit_of_measure=PERCENT)
    one = evaluation(branch("final", leaf(share)), UNITS)
    this_year = year_of(one, {unit: {"p": ["99.8"]} for unit in UNITS})
    spread = forecast(Years(this_year))["u0"]["p"].spread
    assert spread is not None
    assert spread.interval(0.99)[1] == 100
    low = outlook(evaluate(direction=Direction.LOWER, target=Decimal(2)), ["0.01"]).spread
    assert low is not None
    assert low.interval(0.99)[0] == 0


def test_the_cut_off_month_is_decided() -> None:
    cell = outlook(evaluate(), [80] * 8 + [95])
    assert (cell.basis, cell.chances["A"], cell.spread) == (Basis.DECIDED, 1, None)
    assert outlook(evaluate(), [80] * 8 + [""]).missing == 1


def test_what_does_not_apply_is_not_in_the_outlook() -> None:
    this_year = year_of(evaluate(), {unit: {"p": ["n/a"]} for unit in UNITS})
    assert forecast(Years(this_year))["u0"] == {}


def by_hand() -> Evaluation:
    return evaluate(method=Method.QUALITATIVE, target=None)


def test_a_grade_by_hand_moves_as_in_the_year_before() -> None:
    """Six of eight stayed, two rose by one; one made-up case each up, same and down: of A, 3, 7 and 1 of 11."""
    before: list[list[object]] = [["A"] * 9] * 6 + [["A"] * 8 + ["S"]] * 2
    cell = outlook(by_hand(), ["A"] * 5, before)
    assert cell.basis is Basis.BY_HAND
    assert cell.chances == pytest.approx({"S": 3 / 11, "A": 7 / 11, "B": 1 / 11, "C": 0})


def test_without_an_earlier_year_a_grade_by_hand_mostly_stays() -> None:
    cell = outlook(by_hand(), ["S"] * 5)
    assert cell.basis is Basis.ASSUMED
    assert cell.chances == pytest.approx({"S": 0.9, "A": 0.1, "B": 0, "C": 0})
    ungraded = outlook(by_hand(), [""] * 5)
    assert ungraded.chances["S"] == pytest.approx((1 - ungraded.missing) * 8 / 15)


def test_the_planner_decides_on_a_grade_by_hand() -> None:
    this_year = year_of(by_hand(), {unit: {"p": [""] * 5} for unit in UNITS})
    judgements = {("p", "u0"): {"S": Decimal(60), "A": Decimal(40)}, ("p", "u1"): {}}
    cells = forecast(Years(this_year, (), judgements))
    assert cells["u0"]["p"].chances == pytest.approx({"S": 0.6, "A": 0.4, "B": 0, "C": 0})
    assert (cells["u0"]["p"].basis, cells["u0"]["p"].missing) == (Basis.PLANNER, 0)
    assert cells["u1"]["p"].basis is Basis.ASSUMED


@st.composite
def two_years(draw: st.DrawFn) -> tuple[Evaluation, list[list[object]], int]:
    settings: dict[str, Any] = {
        "accumulation": draw(st.sampled_from(Accumulation)),
        "direction": draw(st.sampled_from(Direction)),
    }
    numbers = st.lists(st.integers(60, 130), min_size=9, max_size=9)
    rows = [draw(numbers) for _ in range(draw(st.sampled_from([0, 3, 8])))]
    if settings["accumulation"] is CUMULATIVE:
        rows = [[sum(row[: place + 1]) // 9 for place in range(9)] for row in rows]
    return evaluate(**settings), [list(row) for row in rows], draw(st.integers(1, 8))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(two_years(), st.integers(0, 140), st.integers(0, 60))
def test_a_better_value_now_never_makes_a_grade_or_better_less_likely(
    years: tuple[Evaluation, list[list[object]], int], worse: int, more: int
) -> None:
    one, before, months = years
    measured = one.indicators()[0]
    values = (worse, worse + more) if measured.direction is Direction.HIGHER else (worse + more, worse)
    cells = [outlook(one, [value] * months, before) for value in values]
    reached = [0.0, 0.0]
    for letter in "SABC":
        reached = [total + cell.chances[letter] for total, cell in zip(reached, cells, strict=True)]
        assert reached[0] <= reached[1] + 1e-12
    for cell in cells:
        assert sum(cell.chances.values()) == pytest.approx(1)
        assert min(cell.chances.values()) >= 0


def with_prior(**settings: object) -> Evaluation:
    return evaluation(branch("final", imported("prior", 1), leaf("p"), weight=1), UNITS, **settings)


def test_an_imported_score_that_is_missing_is_spread_as_last_year_half_way_to_the_units_own() -> None:
    one = with_prior()
    scores = {(unit, "prior"): 90 + place for place, unit in enumerate(UNITS)}  # 90 to 97, in the middle 93.5
    courses = {unit: {"p": [95] * 9} for unit in UNITS}
    last_year = year_of(year_before(one), courses, scores=scores)
    this_year = year_of(one, {unit: {"p": [95] * 3} for unit in UNITS})
    pools = forecast_scores(Years(this_year, last_year))
    assert pools["u0"]["prior"].quantile(0.5) == pytest.approx(93.5 + (90 - 93.5) / 2)
    assert pools["u7"]["prior"].quantile(0.5) == pytest.approx(93.5 + (97 - 93.5) / 2)
    assert forecast_scores(Years(this_year))["u0"]["prior"].quantile(0.5) == pytest.approx(95)
    whole = year_of(one, courses, scores=scores)
    assert forecast_scores(Years(whole, last_year)) == {}


def test_a_bonus_is_drawn_until_the_first_one_stands() -> None:
    one = with_prior()
    courses = {unit: {"p": [95] * 9} for unit in UNITS}
    last_year = year_of(year_before(one), courses, adjustments=[bonus("u0", "final", 2)])
    now = {unit: {"p": [95] * 3} for unit in UNITS}
    pools = forecast_scores(Years(year_of(one, now), last_year))
    assert ADJUSTMENT in pools["u5"]
    known = year_of(one, now, adjustments=[bonus("u1", "final", 1)])
    assert ADJUSTMENT not in forecast_scores(Years(known, last_year))["u5"]


def test_cases_of_the_year_before_are_found_by_the_months_to_go() -> None:
    one = evaluate()
    last_year = year_of(year_before(one), {unit: {"p": [90] * 9} for unit in UNITS})
    assert Ways(last_year).month(4) is last_year[4]
