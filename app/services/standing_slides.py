"""Slides of where the unit stands: with last year's result, now, and what changed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.services import moved_findings
from app.services.findings import change_title, status_line, status_title
from app.services.months import MonthView
from app.services.moved import Movement
from app.services.slides import Jump, Line, Lines, Part, Slide
from app.services.status import status_of
from app.services.unit_strip import Scored, strip_text, unit_strip, zones_of
from app.services.wording import (
    decimals_for,
    name_in,
    node_name,
    rank_text,
    score_text,
    shared_place_text,
    short_month_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.score import Result

BESIDE = 4
"""Units drawn beside the home unit over the months: more lines can't be told apart from the last row."""


def last_year_slides(view: MonthView, unit: str, language: str) -> Iterator[Slide]:
    """The score that is carried over from the year before, and where it puts everybody; none where none is known."""
    result, group = view.result, view.evaluation.group_of(unit)
    for leaf in view.evaluation.score_leaves():
        scores = {one.unit: one.points.get(leaf.code) for one in result.group(group.code)}
        own = scores[unit]
        if own is None:
            continue
        values = {
            "leaf": node_name(leaf, language),
            "unit": unit_name(view.evaluation, unit, language),
            "score": score_text(own, decimals_for(scores.values())),
            "place": shared_place_text(result.places(leaf.code, group.code)[unit], language),
            "group": name_in(group.name, language),
        }
        strip = unit_strip(view.evaluation, Scored(scores, unit), text("meetings.axis.score", language), language)
        yield Slide(
            f"{Part.LAST_YEAR}.{leaf.code}",
            Part.LAST_YEAR,
            text("meetings.last_year.title", language, **values),
            _last_final(view, unit, language),
            figure=strip,
            figure_text=strip_text(strip),
            jumps=(_ranking(language, group.code),),
        )


def _last_final(view: MonthView, unit: str, language: str) -> str:
    """The final rank of the year before, where it is known."""
    before = view.last_year
    if before is None or unit not in before.standings or before.standings[unit].rank is None:
        return ""
    standing = before.standings[unit]
    award = name_in(standing.award.name, language) if standing.award else text("meetings.no_award", language)
    rank = rank_text(standing.rank, standing.tied, language)
    evaluation = name_in(before.evaluation.name, language)
    return text("meetings.last_year.final", language, evaluation=evaluation, rank=rank, award=award)


def standing_slide(view: MonthView, unit: str, language: str) -> Slide:
    """Rank, award and the distance to the neighbours, over all units of the group."""
    status = status_of(view, unit)
    scores = {one.unit: one.score for one in status.group}
    zones = zones_of(view.evaluation, status.group, language)
    axis = text("meetings.axis.score", language)
    strip = unit_strip(view.evaluation, Scored(scores, unit), axis, language, zones=zones)
    return Slide(
        Part.STANDING,
        Part.STANDING,
        status_title(view, status, language),
        status_line(view, status, language),
        figure=strip if strip.points else None,
        figure_text=strip_text(strip),
        jumps=(
            _ranking(language, status.standing.group),
            Jump(text("frame.page.weights", language), "weights"),
            Jump(text("frame.page.moved", language), "moved"),
        ),
    )


def change_slides(
    view: MonthView, unit: str, months: Sequence[Result], movement: Movement | None, language: str
) -> Iterator[Slide]:
    """What moved since the month before, with the ranks of the year; none in the first month."""
    if len(months) < 2:
        return
    title, below = change_title(status_of(view, unit), language), ""
    if movement is not None:
        title, below = moved_findings.title(movement, language), moved_findings.line(movement, language)
    ranks = _ranks(view, unit, months, language)
    yield Slide(
        Part.CHANGE,
        Part.CHANGE,
        title,
        below,
        figure=ranks,
        figure_text="; ".join(f"{line.label} {', '.join(map(_or_none, line.values))}" for line in ranks.lines),
        jumps=(Jump(text("frame.page.moved", language), "moved"),),
    )


def _ranks(view: MonthView, unit: str, months: Sequence[Result], language: str) -> Lines:
    """The unit and those nearest to it now, over the months."""
    group = [one.unit for one in view.result.group(view.result.standings[unit].group)]
    place = group.index(unit)
    first = max(0, min(place - BESIDE // 2, len(group) - BESIDE - 1))
    lines = tuple(
        Line(unit_name(view.evaluation, code, language), tuple(_rank(one, code) for one in months), code == unit)
        for code in group[first : first + BESIDE + 1]
    )
    names = tuple(short_month_text(one.month, language) for one in months)
    return Lines(names, lines, text("meetings.axis.rank", language), downward=True)


def _rank(result: Result, unit: str) -> Decimal | None:
    rank = result.standings[unit].rank if unit in result.standings else None
    return None if rank is None else Decimal(rank)


def _ranking(language: str, group: str) -> Jump:
    return Jump(text("frame.page.ranking", language), "ranking", (("group", group),))


def _or_none(value: Decimal | None) -> str:
    return "–" if value is None else str(value)
