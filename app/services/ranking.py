"""The order of a group: distances, who to hold a unit against, and the way of every rank over the months."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.derive import adjustment_in_final
from scoring.model import Branch, Evaluation
from scoring.score import Result, Standing


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One unit of a group, its distance to the next better rank and what bonus less deduction brought it."""

    standing: Standing
    to_above: Fraction | None
    adjustment: Fraction


def ranked_rows(result: Result, group: str) -> tuple[RankedRow, ...]:
    """A group in the order of its ranks; the distance is taken to the nearest unit of a better rank."""
    standings = result.group(group)
    return tuple(
        RankedRow(one, _to_above(one, standings), adjustment_in_final(result.evaluation, one)) for one in standings
    )


def _to_above(home: Standing, standings: Iterable[Standing]) -> Fraction | None:
    if home.rank is None or home.score is None:
        return None
    better = [one.score for one in standings if one.rank is not None and one.rank < home.rank and one.score is not None]
    return better[-1] - home.score if better else None


def rival_of(result: Result, unit: str) -> str | None:
    """The unit to compare with first: the one just above in the group, for the first the one just below."""
    standings = [one for one in result.group(result.standings[unit].group) if one.score is not None]
    codes = [one.unit for one in standings]
    if unit not in codes:
        return codes[0] if codes else None
    place = codes.index(unit)
    others = [*reversed(codes[:place]), *codes[place + 1 :]]
    return others[0] if others else None


def nodes_with_parts(evaluation: Evaluation) -> tuple[Branch, ...]:
    """The root and those of its children that fall into fields: where lost points can be split further."""
    inner = (child for child in evaluation.root.children if isinstance(child, Branch))
    return (evaluation.root, *(child for child in inner if any(isinstance(one, Branch) for one in child.children)))


@dataclass(frozen=True, slots=True)
class RankPath:
    """The ranks of one unit, one per month, None where it had none."""

    unit: str
    ranks: tuple[int | None, ...]


def rank_paths(results: tuple[Result, ...], group: str) -> tuple[RankPath, ...]:
    """The ranks of a group over the months, in the order of the last month."""
    if not results:
        return ()
    return tuple(
        RankPath(one.unit, tuple(_rank_in(result, one.unit, group) for result in results))
        for one in results[-1].group(group)
    )


def _rank_in(result: Result, unit: str, group: str) -> int | None:
    """A month may rest on another definition, in which the unit was not ranked or was ranked in another group."""
    standing = result.standings.get(unit)
    return standing.rank if standing and standing.group == group else None


def months_without_scores(results: Iterable[Result], group: str) -> tuple[str, ...]:
    """The months in which an imported score was missing for a unit of the group, so that other rules held."""
    return tuple(result.month for result in results if any(one.missing_scores for one in result.group(group)))
