"""How firm a rank is, in words."""

from collections.abc import Sequence
from fractions import Fraction

from app.services.firmness import Firmness, Sensitive
from app.services.months import MonthView
from app.services.weights_rulers import beyond_text, decimals_of
from app.services.wording import (
    name_in,
    node_name,
    number_text,
    percent_text,
    place_text,
    rank_text,
    score_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.acceptability import Acceptability
from scoring.leave_out import LeftOut
from scoring.model import IndicatorLeaf
from scoring.rounding import round_half_up

HALF = Fraction(1, 2)


def share_text(share: Fraction) -> str:
    """A share in percent; one that is not nothing, or not all, never reads as if it were.

    >>> [share_text(share) for share in (Fraction(0), Fraction(1, 10000), Fraction(4, 1000), Fraction(956, 1000))]
    ['0%', '<0.1%', '0.4%', '96%']
    >>> [share_text(share) for share in (Fraction(9955, 10000), Fraction(9999, 10000), Fraction(1))]
    ['99.6%', '>99.9%', '100%']
    """
    near = min(share, 1 - share)
    if not near or near >= Fraction(1, 100):
        return percent_text(share, 0)
    if near < Fraction(5, 10000):
        return "<0.1%" if share < HALF else ">99.9%"
    return percent_text(share, 1)


def title(view: MonthView, unit: str, found: Firmness, spread: str, language: str) -> str:
    """In which share of the weightings the unit has its official rank, and which rank it has more often if any."""
    standing, ranks = view.result.standings[unit], found.ranks
    name = unit_name(view.evaluation, unit, language)
    assert standing.rank is not None
    share, most = ranks.share(unit, standing.rank), most_often(ranks, unit)
    values = {"unit": name, "rank": place_text(standing, language), "share": share_text(share)}
    within = "within_still" if most == standing.rank else "within"
    given = text(f"whatif_firmness.given.{'all' if spread == 'all' else within}", language, spread=spread)
    if share == 1:
        return text("whatif_firmness.title.always", language, given=given, **values)
    if most == standing.rank:
        return text("whatif_firmness.title.mostly", language, given=given, **values)
    other = {"most": rank_text(most, False, language), "most_share": share_text(ranks.share(unit, most))}
    return text("whatif_firmness.title.other", language, given=given, **values, **other)


def most_often(ranks: Acceptability, unit: str) -> int:
    """The rank that a unit has in most weightings, the best of equals."""
    counts = ranks.counts[unit]
    return counts.index(max(counts)) + 1


def line(view: MonthView, unit: str, found: Firmness, language: str) -> str:
    """The official rank and score, and in which share of the weightings the award of today is kept."""
    standing = view.result.standings[unit]
    said = text(
        "whatif_firmness.line.official", language, rank=place_text(standing, language), score=score_text(standing.score)
    )
    if standing.award is None:
        return said
    kept = share_text(found.ranks.at_least(unit, standing.award.last))
    award = name_in(standing.award.name, language)
    last = rank_text(standing.award.last, False, language)
    return f"{said} · {text('whatif_firmness.line.award', language, award=award, last=last, share=kept)}"


def sample_text(view: MonthView, unit: str, found: Firmness, language: str) -> str:
    """How many weightings were drawn, among which weights, and how far the shares may be off."""
    standing = view.result.standings[unit]
    errors = [found.ranks.error(code, rank + 1) for code, row in found.ranks.counts.items() for rank in range(len(row))]
    own = found.ranks.error(unit, standing.rank) if standing.rank else 0.0
    return text(
        "whatif_firmness.sample",
        language,
        samples=number_text(round_half_up(Fraction(found.sampling.samples), 0)),
        drawn=text(f"whatif_firmness.drawn.{found.depth.value}", language),
        own=_points(own),
        most=_points(max(errors, default=0.0)),
    )


def _points(error: float) -> str:
    return number_text(round_half_up(Fraction(error) * 100, 2))


def weights_title(found: Firmness, language: str) -> str:
    """Which weight has the nearest turn, and which rank follows; or that none turns the rank alone."""
    nearest = next((one for one in found.weights if one.turn is not None), None)
    if nearest is None:
        return text("whatif_firmness.weights.firm", language)
    return text(
        "whatif_firmness.weights.nearest",
        language,
        node=node_name(nearest.importance.node, language),
        official=percent_text(nearest.importance.official, decimals_of(nearest.ruler)),
        turn=turn_in_words(nearest, language),
    )


def turn_in_words(one: Sensitive, language: str) -> str:
    """From which share on which rank follows."""
    if one.turn is None:
        return text("whatif_firmness.turn.none", language)
    key = "above" if one.turn.above else "below"
    share = beyond_text(one.turn, decimals_of(one.ruler))
    return text(f"whatif_firmness.turn.{key}", language, share=share, rank=rank_text(one.turn.rank, False, language))


def left_out_title(view: MonthView, unit: str, found: Sequence[LeftOut], language: str) -> str:
    """How many fields and how many indicators would change the rank of the unit if they were left out."""
    rank = place_text(view.result.standings[unit], language)
    changing = [one for one in found if one.change]
    if not changing:
        return text("whatif_firmness.left_out.firm", language, rank=rank)
    indicators = sum(isinstance(one.node, IndicatorLeaf) for one in changing)
    others = len(changing) - indicators
    return text("whatif_firmness.left_out.changing", language, fields=others, indicators=indicators, rank=rank)
