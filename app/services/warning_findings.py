"""The finding of the screen of early warnings, and the line below it."""

from collections import Counter

from app.services.months import MonthView
from app.services.warning_words import level_text
from app.services.warnings import LEVELS, Warnings, WarningState
from app.services.wording import month_text, unit_name
from app.text.catalogue import text


def warnings_title(view: MonthView, unit: str, warnings: Warnings, language: str) -> str:
    """How many warnings stand, and how many of them are new and how many were resolved since the month before."""
    if not view.evaluation.weak_rules:
        return text("warnings.no_rules", language, unit=unit_name(view.evaluation, unit, language))
    count = len(warnings.standing)
    indicators = {one.firing.key[1] for one in warnings.standing} - {""}
    values = {
        "unit": unit_name(view.evaluation, unit, language),
        "count": count,
        "indicators": len(indicators),
        "new": len(warnings.of(WarningState.NEW)),
        "resolved": len(warnings.of(WarningState.RESOLVED)),
    }
    if warnings.last_month is None:
        return text("warnings.title_first" if count else "warnings.title_first_none", language, **values)
    return text("warnings.title" if count else "warnings.title_none", language, **values)


def warnings_line(warnings: Warnings, language: str) -> str:
    """How many warnings of each level stand, and which month they are held against."""
    counts = Counter(one.rule.level for one in warnings.standing)
    parts = [
        text("warnings.line_level", language, level=level_text(level, language), count=counts[level])
        for level in LEVELS
    ]
    if warnings.last_month is not None:
        parts.append(text("warnings.line_month", language, month=month_text(warnings.last_month, language)))
    return " · ".join(parts)
