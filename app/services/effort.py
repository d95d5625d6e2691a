"""What a grade step costs the planner, per indicator: typed in a grid, kept in the address."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from scoring.model import Evaluation
from scoring.rounding import plain_decimal
from scoring.shortest import ONE, Effort

FIXED = "x"
BETWEEN, OF = ",", ":"
MOST = Decimal(1_000_000)


def with_rows(effort: Effort, costs: Mapping[str, Decimal], fixed: Mapping[str, bool]) -> Effort:
    """The effort with some costs typed over and some indicators fixed or set free; a cost of 1 is not kept."""
    known = {**effort.costs, **{code: Fraction(cost) for code, cost in costs.items()}}
    bound = (effort.fixed | {code for code, is_fixed in fixed.items() if is_fixed}) - {
        code for code, is_fixed in fixed.items() if not is_fixed
    }
    return Effort({code: cost for code, cost in known.items() if cost != ONE and code not in bound}, frozenset(bound))


def effort_text(effort: Effort) -> str:
    """The effort for an address: ``K04:2.5,K10:x``; empty where every step costs one."""
    said = {code: str(plain_decimal(cost)) for code, cost in effort.costs.items()} | dict.fromkeys(effort.fixed, FIXED)
    return BETWEEN.join(f"{code}{OF}{word}" for code, word in sorted(said.items()))


def effort_of(written: str, evaluation: Evaluation) -> Effort:
    """The effort of an address; what the evaluation does not have, or what is no cost, counts as one."""
    codes = {indicator.code for indicator in evaluation.indicators()}
    pairs = [(code, word) for code, _, word in _parts(written) if code in codes]
    costs = {code: cost for code, word in pairs if (cost := cost_of(word)) is not None}
    fixed = {code: True for code, word in pairs if word == FIXED}
    return with_rows(Effort(), costs, fixed)


def _parts(written: str) -> Iterable[tuple[str, str, str]]:
    return (part.partition(OF) for part in written.split(BETWEEN))


def cost_of(word: str) -> Decimal | None:
    """A cost as typed, no less than nothing; None for anything else."""
    try:
        cost = Decimal(word)
    except InvalidOperation:
        return None
    return cost if cost.is_finite() and 0 <= cost <= MOST else None
