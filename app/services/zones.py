"""The scores between which each award lies in a group, as the group stands now."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.model import AwardTier, Evaluation
from scoring.score import Standing


@dataclass(frozen=True, slots=True)
class AwardZone:
    """From the score of the last place that gets the award up to the zone of the better award."""

    tier: AwardTier
    low: Fraction
    high: Fraction | None


def award_zones(evaluation: Evaluation, group: tuple[Standing, ...]) -> tuple[AwardZone, ...]:
    """The zones of a group, best first; a tier that nobody holds has none."""
    zones: list[AwardZone] = []
    for tier in evaluation.awards:
        held = [one.score for one in group if one.award is tier and one.score is not None]
        if held:
            zones.append(AwardZone(tier, min(held), zones[-1].low if zones else None))
    return tuple(zones)
