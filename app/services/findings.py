"""The one sentence that a screen says, computed from the data, and the line below it."""

from calendar import monthrange
from fractions import Fraction

from app.services.months import MonthView
from app.services.status import AwardLine, Neighbour, Status
from app.services.wording import (
    gap_text,
    month_text,
    name_in,
    ordinal,
    place_text,
    rank_text,
    score_text,
    signed_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.score import Standing


def data_date(month: str) -> str:
    """The last day of a month, the day its values stand for."""
    year, number = (int(part) for part in month.split("-"))
    return f"{month}-{monthrange(year, number)[1]:02d}"


def status_title(view: MonthView, status: Status, language: str) -> str:
    """Rank of the unit in its group and the award it would bring."""
    standing = status.standing
    group = view.evaluation.group_of(standing.unit)
    values = {
        "unit": unit_name(view.evaluation, standing.unit, language),
        "group": name_in(group.name, language),
        "count": len(group.units),
        "rank": place_text(standing, language),
    }
    if standing.rank is None:
        return text("findings.no_rank", language, **values)
    if standing.award is None:
        return text("findings.rank_without_award", language, **values)
    return text("findings.rank_with_award", language, award=name_in(standing.award.name, language), **values)


def status_line(view: MonthView, status: Status, language: str) -> str:
    """Who is next above and below and how far away, or with whom the place is shared."""
    parts = []
    if status.tied_with:
        names = ", ".join(unit_name(view.evaluation, one.unit, language) for one in status.tied_with)
        parts.append(text("findings.tied_with", language, names=names))
    if status.above:
        parts.append(_neighbour("findings.to_above", view, status.above, language))
    if status.below:
        parts.append(_neighbour("findings.ahead_of_below", view, status.below, language))
    return " · ".join(parts)


def _neighbour(key: str, view: MonthView, neighbour: Neighbour, language: str) -> str:
    standing = neighbour.standing
    name = unit_name(view.evaluation, standing.unit, language)
    return text(key, language, rank=place_text(standing, language), unit=name, gap=gap_text(neighbour.distance))


def award_line_text(view: MonthView, line: AwardLine, language: str) -> str:
    """How far it is to an award, or how large the lead is on whoever would take it away."""
    award = name_in(line.tier.name, language)
    if line.against is None or line.distance is None:
        return text("findings.award_safe" if line.reached else "findings.award_unknown", language, award=award)
    unit = unit_name(view.evaluation, line.against.unit, language)
    key = "findings.award_reached" if line.reached else "findings.award_missing"
    return text(key, language, award=award, unit=unit, gap=gap_text(line.distance))


def not_top_title(view: MonthView, status: Status, language: str) -> str:
    """How many indicators miss the top grade, and what it would bring if all of them had it."""
    count = len(status.not_top)
    if not count:
        return text("findings.all_top", language)
    gain = None if status.all_top.score is None else status.all_top.score - (status.standing.score or Fraction(0))
    values = {"count": count, "gain": signed_text(gain), "top": view.evaluation.indicators()[0].scale.top.letter}
    after = rank_text(status.all_top.rank, False, language)
    if status.all_top.rank == status.standing.rank:
        return text("findings.not_top_same_rank", language, rank=after, **values)
    return text("findings.not_top_new_rank", language, rank=after, **values)


def fields_title(status: Status, language: str) -> str:
    """In how many fields the unit is first in its group."""
    first = sum(1 for field in status.fields if field.place and field.place.rank == 1)
    return text("findings.fields_first", language, first=first, count=len(status.fields))


def change_title(status: Status, language: str) -> str:
    """What changed on the month before: rank, score and the number of grades."""
    change = status.change
    if change is None:
        return text("findings.no_month_before", language)
    values = {
        "month": month_text(change.month, language),
        "score": signed_text(change.score_change),
        "count": len(change.grades),
        "before": rank_text(change.rank_before, False, language),
        "now": rank_text(status.standing.rank, status.standing.tied, language),
    }
    same = change.rank_before == status.standing.rank
    return text("findings.change_same_rank" if same else "findings.change_rank", language, **values)


def weak_title(view: MonthView, unit: str, count: int, gain: Fraction, language: str) -> str:
    """How many indicators are weak and what the worst of them cost."""
    name = unit_name(view.evaluation, unit, language)
    if not count:
        return text("findings.no_weak", language, unit=name)
    return text("findings.weak", language, unit=name, count=count, gain=score_text(gain))


def group_title(view: MonthView, group: tuple[Standing, ...], language: str) -> str:
    """Who leads a group and by how much."""
    ranked = [one for one in group if one.score is not None]
    name = name_in(view.evaluation.group_of(group[0].unit).name, language)
    if not ranked:
        return text("findings.group_unranked", language, group=name)
    leaders = [one for one in ranked if one.rank == 1]
    first = ", ".join(unit_name(view.evaluation, one.unit, language) for one in leaders)
    rest = [one for one in ranked if one.rank != 1]
    if not rest or ranked[0].score is None or rest[0].score is None:
        return text("findings.group_led", language, group=name, unit=first)
    gap = gap_text(ranked[0].score - rest[0].score)
    second = unit_name(view.evaluation, rest[0].unit, language)
    return text("findings.group_led_by", language, group=name, unit=first, second=second, gap=gap, rank=ordinal(1))
