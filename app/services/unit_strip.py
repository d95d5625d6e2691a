"""Units on the scale of a slide: best first, those around the home unit where there are too many to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.services.slides import MOST_BARS, DotStrip, Point, Zone
from app.services.wording import decimals_for, name_in, score_text, unit_name
from app.services.zones import award_zones
from scoring.model import Evaluation
from scoring.rounding import round_half_up
from scoring.score import Standing


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of units; ``said`` is what stands instead of the plain number behind a unit."""

    scores: Mapping[str, Fraction | None]
    home: str
    said: Mapping[str, str] = field(default_factory=dict)


def unit_strip(
    evaluation: Evaluation, scored: Scored, axis: str, language: str, *, zones: tuple[Zone, ...] = ()
) -> DotStrip:
    """Every unit that has a score, with as many decimals as tell them apart."""
    decimals = decimals_for(scored.scores.values())
    ranked = sorted(
        ((score, code) for code, score in scored.scores.items() if score is not None),
        key=lambda one: (-one[0], one[1]),
    )
    place = next((number for number, (_, code) in enumerate(ranked) if code == scored.home), 0)
    first = max(0, min(place - MOST_BARS // 2, len(ranked) - MOST_BARS))
    points = tuple(
        Point(
            unit_name(evaluation, code, language),
            round_half_up(score, decimals),
            scored.said.get(code, score_text(score, decimals)),
            code == scored.home,
        )
        for score, code in ranked[first : first + MOST_BARS]
    )
    return DotStrip(points, zones, axis)


def zones_of(evaluation: Evaluation, group: tuple[Standing, ...], language: str) -> tuple[Zone, ...]:
    """The scores between which each award lies."""
    decimals = decimals_for(one.score for one in group)
    return tuple(
        Zone(
            name_in(zone.tier.name, language),
            round_half_up(zone.low, decimals),
            None if zone.high is None else round_half_up(zone.high, decimals),
        )
        for zone in award_zones(evaluation, group)
    )


def strip_text(strip: DotStrip) -> str:
    """The strip in words."""
    return ", ".join(f"{point.label} {point.shown}" for point in strip.points)
