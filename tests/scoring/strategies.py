"""Random evaluations for the properties: trees of depth 1 to 4 with gaps, unequal weights, bonus and deduction."""

from decimal import Decimal
from fractions import Fraction
from itertools import count

from hypothesis import strategies as st

from scoring.model import (
    NOT_APPLICABLE,
    NOT_SUBMITTED,
    Accumulation,
    Adjustment,
    AdjustmentKind,
    Branch,
    Direction,
    Evaluation,
    IndicatorLeaf,
    LowerAchievement,
    MissingPolicy,
    MonthData,
    Node,
    Observation,
    Policies,
    State,
)
from tests.scoring.build import LETTERS, MONTH, NONE, evaluation, imported, indicator

WEIGHTS = st.builds(Fraction, st.integers(1, 12), st.sampled_from((1, 1, 2, 3, 7, 10)))
VALUES = st.decimals(Decimal(0), Decimal(250), places=2)
TARGETS = st.decimals(Decimal("0.5"), Decimal(200), places=1)
POINTS = st.decimals(Decimal(0), Decimal(5), places=2)
MISSING = st.sampled_from(tuple(MissingPolicy))
POLICIES = st.builds(
    Policies, not_submitted=MISSING, missing_score=MISSING, lower_achievement=st.sampled_from(tuple(LowerAchievement))
)
CELLS = st.one_of(
    st.just(NOT_APPLICABLE),
    st.just(NOT_SUBMITTED),
    st.builds(Observation, st.just(State.SUBMITTED), VALUES, st.none()),
    st.builds(Observation, st.just(State.SUBMITTED), VALUES | st.none(), st.sampled_from(LETTERS)),
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> Branch:
    """A root with children of any kind; codes are numbered."""
    numbers = count(1)

    def node(levels: int) -> Node:
        kind = draw(st.sampled_from(("branch", "indicator", "branch", "indicator", "score"))) if levels else "indicator"
        if kind == "indicator":
            direction = draw(st.sampled_from(tuple(Direction)))
            accumulation = draw(st.sampled_from(tuple(Accumulation)))
            code = f"i{next(numbers)}"
            measured = indicator(code, target=draw(TARGETS), direction=direction, accumulation=accumulation)
            return IndicatorLeaf(measured, draw(WEIGHTS))
        if kind == "score":
            return imported(f"s{next(numbers)}", draw(WEIGHTS))
        return grow(f"b{next(numbers)}", levels, WEIGHTS | st.none())

    def grow(code: str, levels: int, own: st.SearchStrategy[Fraction | None]) -> Branch:
        children = tuple(node(levels - 1) for _ in range(draw(st.integers(1, 4))))
        return Branch(code, NONE, NONE, children, draw(own), frozenset(AdjustmentKind))

    return grow("final", draw(st.integers(1, depth)), st.none())


@st.composite
def evaluations(draw: st.DrawFn, units: str = "abcd") -> Evaluation:
    return evaluation(draw(trees()), units, policies=draw(POLICIES))


@st.composite
def months(draw: st.DrawFn, one: Evaluation, cells: st.SearchStrategy[Observation] = CELLS) -> MonthData:
    """Cells for every unit and indicator (some absent), imported scores with gaps, bonus and deduction anywhere."""
    units = [unit.code for unit in one.units]
    observations = {
        unit: {measured.code: draw(cells) for measured in one.indicators() if draw(st.integers(0, 9))} for unit in units
    }
    scores = {
        (unit, node.code): draw(st.decimals(Decimal(50), Decimal(105), places=2))
        for unit in units
        for node in one.score_leaves()
        if draw(st.integers(0, 3))
    }
    nodes = st.sampled_from([node.code for node in one.adjustable()])
    kinds = st.sampled_from(tuple(AdjustmentKind))
    change = st.builds(Adjustment, st.sampled_from(units), nodes, kinds, POINTS, st.just(""))
    return MonthData(MONTH, observations, scores, tuple(draw(st.lists(change, max_size=3))))


@st.composite
def scored(draw: st.DrawFn) -> tuple[Evaluation, MonthData]:
    one = draw(evaluations())
    return one, draw(months(one))
