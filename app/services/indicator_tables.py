"""One indicator and its values as tables: definition, every unit's value, the months of one unit."""

from app.services.indicator import IndicatorDetail, MonthValue, UnitValue
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import department_name
from app.services.wording import (
    NOTHING,
    cell_text,
    month_text,
    name_in,
    number_text,
    percent_text,
    score_text,
    unit_name,
    value_text,
)
from app.text.catalogue import text
from scoring.model import Evaluation, Indicator
from scoring.rounding import plain_decimal


def definition_rows(detail: IndicatorDetail, unit: str, language: str) -> tuple[tuple[str, str], ...]:
    """What the indicator is, label by label."""
    indicator = detail.indicator

    def row(key: str, value: str) -> tuple[str, str]:
        return text(f"indicator.definition.{key}", language), value

    rows = [
        row("code", indicator.code),
        row("field", name_in(detail.field.name, language)),
        row("method", _word("method", indicator.method.value, language)),
        row("direction", _word("direction", indicator.direction.value, language)),
        row("accumulation", _word("accumulation", indicator.accumulation.value, language)),
        row("target", value_text(indicator, indicator.target_of(unit), language)),
        row("grades", grades_text(indicator, language)),
        row("share", percent_text(detail.share, 3)),
        row("lead", department_name(indicator.lead, language)),
        row("collaborating", ", ".join(department_name(one, language) for one in indicator.collaborating) or NOTHING),
    ]
    if indicator.origin:
        rows.append(row("origin", name_in(indicator.origin, language)))
    rows.append(row("reference", reference_text(indicator, language)))
    return tuple(rows)


def _word(group: str, value: str, language: str) -> str:
    return text(f"indicator.{group}.{value}", language)


def grades_text(indicator: Indicator, language: str) -> str:
    """The letters with their points and the rate or value from which each is given."""
    parts = []
    for index, step in enumerate(indicator.scale.steps):
        points = number_text(plain_decimal(step.points))
        own = indicator.cutoffs[index] if indicator.cutoffs else None
        if own is not None:
            limit = value_text(indicator, own, language)
        elif not indicator.cutoffs and step.cutoff is not None and indicator.target is not None:
            limit = f"{number_text(step.cutoff)}%"
        else:
            limit = ""
        parts.append(f"{step.letter} {points}" + (f" ({limit})" if limit else ""))
    return " · ".join(parts)


def reference_text(indicator: Indicator, language: str) -> str:
    """Where the definition of the indicator comes from, and what of it is assumed."""
    reference = indicator.reference
    parts = [reference.source] if reference.source else []
    if reference.note:
        parts.append(name_in(reference.note, language))
    if reference.assumed:
        parts.insert(0, text("indicator.assumed", language))
    return " · ".join(parts) or NOTHING


def values_table(evaluation: Evaluation, detail: IndicatorDetail, title: str, language: str) -> Table:
    """One row per unit: value, target, achievement, grade."""
    columns = (
        Column("group", text("indicator.value.group", language)),
        Column("unit", text("indicator.value.unit", language)),
        Column("grade", text("indicator.value.grade", language)),
        Column("value", text("indicator.value.value", language), Kind.FIGURES),
        Column("target", text("indicator.value.target", language), Kind.FIGURES),
        Column("achievement", text("indicator.value.achievement", language), Kind.FIGURES),
    )
    rows = [_value_row(evaluation, detail.indicator, value, language) for value in detail.values]
    return Table(title, columns, rows, tuple(value.unit for value in detail.values))


def _value_row(evaluation: Evaluation, indicator: Indicator, value: UnitValue, language: str) -> dict[str, Cell]:
    return {
        "group": name_in(evaluation.group_of(value.unit).name, language),
        "unit": unit_name(evaluation, value.unit, language),
        "grade": cell_text(value.cell, language),
        "value": value_text(indicator, value.cell.value, language),
        "target": value_text(indicator, value.target, language),
        "achievement": NOTHING if value.achievement is None else f"{score_text(value.achievement, 1)}%",
    }


def months_table(detail: IndicatorDetail, title: str, language: str) -> Table:
    """One row per month: value, target of the month, grade, and the same month a year before."""
    columns = (
        Column("month", text("indicator.month.month", language)),
        Column("value", text("indicator.month.value", language), Kind.FIGURES),
        Column("target", text("indicator.month.target", language), Kind.FIGURES),
        Column("grade", text("indicator.month.grade", language)),
        Column("last_year", text("indicator.month.last_year", language), Kind.FIGURES),
        Column("last_grade", text("indicator.month.last_grade", language)),
    )
    before = {one.month[5:]: one for one in detail.last_year}
    rows = [_month_row(detail.indicator, one, before.get(one.month[5:]), language) for one in detail.months]
    return Table(title, columns, rows)


def _month_row(indicator: Indicator, month: MonthValue, before: MonthValue | None, language: str) -> dict[str, Cell]:
    return {
        "month": month_text(month.month, language),
        "value": value_text(indicator, month.cell.value, language),
        "target": value_text(indicator, month.measure.target, language),
        "grade": cell_text(month.cell, language),
        "last_year": value_text(indicator, before.cell.value, language) if before else NOTHING,
        "last_grade": cell_text(before.cell, language) if before else NOTHING,
    }
