"""The sentences of the ranking screen, computed from the data."""

from fractions import Fraction

from app.services.comparison import SideBySide
from app.services.findings import group_title
from app.services.months import MonthView
from app.services.ranking import RankPath
from app.services.status import LossRow
from app.services.wording import gap_text, name_in, node_name, place_text, rank_text, signed_text, unit_name
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.score import Result

EFFECT_DECIMALS = 3


def ranking_title(view: MonthView, unit: str, language: str) -> str:
    """Who leads the unit's group and by how much, and the place of the unit where it is not the leader."""
    home = view.result.standings[unit]
    led = group_title(view, view.result.group(home.group), language)
    if home.rank == 1 and not home.tied:
        return led
    name = unit_name(view.evaluation, unit, language)
    return text("ranking.title", language, led=led, unit=name, rank=place_text(home, language))


def losses_title(evaluation: Evaluation, rows: tuple[LossRow, ...], unit: str, language: str) -> str:
    """What a unit lost and where most of it; of the best unit where the one asked for is in another group."""
    row = next((one for one in rows if one.standing.unit == unit), rows[0] if rows else None)
    if row is None:
        return text("ranking.lost_unknown", language)
    values = {
        "unit": unit_name(evaluation, row.standing.unit, language),
        "total": gap_text(sum((loss.lost for loss in row.losses), Fraction(0))),
    }
    worst = max(row.losses, key=lambda loss: loss.lost)
    if worst.lost > 0:
        part = node_name(worst.node, language)
        alone = all(loss.lost == 0 for loss in row.losses if loss is not worst)
        key = "ranking.lost_alone" if alone else "ranking.lost_most"
        title = text(key, language, part=part, lost=gap_text(worst.lost), **values)
    else:
        title = text("ranking.lost_nothing", language, **values)
    if not row.adjustment:
        return title
    return text("ranking.lost_adjusted", language, title=title, points=signed_text(row.adjustment))


def comparison_title(evaluation: Evaluation, pair: SideBySide, language: str) -> str:
    """Which of two units is ahead and by how much, and the field that separates them most."""
    total = pair.by_field.total
    values = {
        "first": unit_name(evaluation, pair.first.unit, language),
        "second": unit_name(evaluation, pair.second.unit, language),
        "gap": gap_text(abs(total)),
    }
    widest = max(pair.by_field.differences, key=lambda one: abs(one.effect))
    if total == 0:
        return text("ranking.compare_equal", language, **values)
    title = text("ranking.compare_ahead" if total > 0 else "ranking.compare_behind", language, **values)
    if widest.effect == 0:
        return title
    effect = signed_text(widest.effect, EFFECT_DECIMALS)
    return text("ranking.compare_most", language, title=title, part=node_name(widest.node, language), effect=effect)


def map_title(evaluation: Evaluation, result: Result, language: str) -> str:
    """Who is first in each group."""
    parts = []
    for group in evaluation.groups:
        leaders = [unit_name(evaluation, one.unit, language) for one in result.group(group.code) if one.rank == 1]
        if leaders:
            name = name_in(group.name, language)
            parts.append(text("ranking.leader", language, group=name, unit=", ".join(leaders)))
    return " · ".join(parts) or text("ranking.map_unranked", language)


def months_title(evaluation: Evaluation, months: tuple[str, ...], path: RankPath, language: str) -> str:
    """From which rank to which a unit went, and its best month."""
    known = [(rank, month) for rank, month in zip(path.ranks, months, strict=True) if rank is not None]
    unit = unit_name(evaluation, path.unit, language)
    if not known:
        return text("ranking.months_unranked", language, unit=unit)

    def words(place: tuple[int, str]) -> dict[str, str]:
        return {"rank": rank_text(place[0], False, language), "month": _month(place[1], language)}

    first, last, best = words(known[0]), words(known[-1]), words(min(known))
    if len(known) == 1:
        return text("ranking.months_one", language, unit=unit, **last)
    way = {"first_month": first["month"], "first": first["rank"], "last_month": last["month"], "last": last["rank"]}
    path_words = text("ranking.months_path", language, unit=unit, **way)
    if best["rank"] == last["rank"]:
        return path_words
    return text("ranking.months_best", language, path=path_words, best=best["rank"], month=best["month"])


def months_text(months: tuple[str, ...], all_months: tuple[str, ...], language: str) -> str:
    """Months in words; those that follow each other without a gap as a span."""
    start = all_months.index(months[0])
    if len(months) > 2 and all_months[start : start + len(months)] == months:
        ends = {"first": _month(months[0], language), "last": _month(months[-1], language)}
        return text("ranking.months_span", language, **ends)
    return ", ".join(_month(month, language) for month in months)


def _month(month: str, language: str) -> str:
    return text(f"words.months.m{month.split('-')[1]}", language)
