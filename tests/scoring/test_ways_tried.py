"""The shortest ways and the smallest slips against trying every set of steps, ties and costs of nothing included."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.model import Evaluation, IndicatorLeaf, MonthData
from scoring.score import Result, score_month
from scoring.shortest import Effort, Goal, Listing, Ways, shortest_ways, smallest_slip
from tests.scoring.build import bonus, branch, evaluation, imported, indicator, month
from tests.scoring.strategies import POLICIES, WEIGHTS, scored
from tests.scoring.ways import Case, all_ways, way_of

ALL = Listing(100_000)
many = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
hundred = settings(many, max_examples=100)
COSTS = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1), Fraction(1), Fraction(7, 3)])


@st.composite
def small_months(draw: st.DrawFn) -> tuple[Evaluation, MonthData]:
    """Two to four indicators in fields of unequal weight; of a everything can be better and most can be worse."""
    codes = "wxyz"[: draw(st.integers(2, 4))]
    leaves = [IndicatorLeaf(indicator(code), draw(WEIGHTS)) for code in codes]
    cut = draw(st.integers(1, len(leaves)))
    fields = [
        branch(f"f{number}", *part, weight=draw(WEIGHTS)) for number, part in enumerate((leaves[:cut], leaves[cut:]))
    ]
    root = branch(
        "final", imported("prior", 30), branch("current", *(one for one in fields if one.children), weight=70)
    )
    cells = {code: draw(st.sampled_from(["S", "A", "A", "B", "B", "C", "", "n/a"])) for code in codes}
    bonuses = [bonus("a", node, 1) for node in draw(st.lists(st.sampled_from(["final", "current", "f0"]), max_size=1))]
    return evaluation(root, "abcd", policies=draw(POLICIES)), month({"a": cells}, {("a", "prior"): "91.3"}, bonuses)


@st.composite
def cases(draw: st.DrawFn, months: st.SearchStrategy[tuple[Evaluation, MonthData]], *, up: bool) -> Case | None:
    """At most four indicators that can be changed; a rival stands where some set of grades leads, or close by."""
    one, entries = draw(months)
    one = replace(one, policies=replace(one.policies, rank_decimals=draw(st.sampled_from([None, None, 0, 1, 2]))))
    standing = score_month(one, entries).standings["a"]
    codes = [code for code, points in standing.points.items() if code in standing.grades and points is not None]
    if standing.score is None or not codes:
        return None
    free = draw(st.lists(st.sampled_from(codes), min_size=min(2, len(codes)), max_size=4, unique=True))
    costs = draw(st.dictionaries(st.sampled_from(free), COSTS))
    effort = Effort(costs, frozenset(cell.code for cell in one.indicators()) - frozenset(free))
    anywhere = draw(st.dictionaries(st.sampled_from(free), st.sampled_from("SSAB" if up else "CCBA"), min_size=1))
    aim = Case(one, entries, {}, 1, effort, up).score(anywhere)
    assert aim is not None
    near = st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(3, 2)])
    rank = draw(st.integers(1, 3))
    far = Fraction(200 if draw(st.booleans()) else -200)
    rivals = {unit: far if place < rank else -far for place, unit in enumerate("bcd", start=1)}
    rivals |= {"bcd"[rank - 1]: aim + draw(near)}
    return Case(one, entries, rivals, rank, effort, up)


def assert_as_tried(ways: Ways, few: Ways, result: Result, case: Case) -> None:
    grades = result.standings["a"].grades
    tried = all_ways(case, lambda code: None if grades[code].step is None else grades[code].step.letter)
    found = [way_of(plan, up=case.up) for plan in ways.plans]
    assert sorted(found) == tried
    assert [way[:3] for way in found] == [way[:3] for way in tried]
    assert [way_of(plan, up=case.up)[:3] for plan in few.plans] == [way[:3] for way in tried[:3]]
    assert ways.reachable == (ways.utmost.rank <= case.rank) if case.up else True
    for plan in ways.plans:
        assert (plan.rank <= case.rank) == case.up
        assert plan.margin is None or plan.margin >= 0


def compare(case: Case | None) -> None:
    """What the search finds, all of it and its beginning, against trying every set."""
    if case is None:
        return
    result = score_month(case.evaluation, case.data)
    search = shortest_ways if case.up else smallest_slip
    goal = Goal(case.rank, case.rivals)
    ways, few = (search(result, "a", goal=goal, effort=case.effort, listing=listing) for listing in (ALL, Listing(3)))
    assert_as_tried(ways, few, result, case)


@many
@given(cases(small_months(), up=True))
def test_the_shortest_ways_are_those_that_trying_everything_finds(case: Case | None) -> None:
    compare(case)


@many
@given(cases(small_months(), up=False))
def test_the_smallest_slips_are_those_that_trying_everything_finds(case: Case | None) -> None:
    compare(case)


@hundred
@given(cases(scored(), up=True), cases(scored(), up=False))
def test_both_are_right_in_any_tree(rise: Case | None, fall: Case | None) -> None:
    compare(rise)
    compare(fall)
