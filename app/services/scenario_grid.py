"""The cells of one unit as rows in which another grade can be chosen or another value typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.services.months import MonthView
from app.services.scenario_cells import Cell, observation_of
from app.services.scenario_tables import gain_text
from app.services.scenario_words import graded_words
from app.services.scenarios import Scenario
from app.services.tables import Column, Kind, Table
from app.services.wording import MINUS, cell_text, name_in, value_text
from app.text.catalogue import text
from scoring.grade import Graded, grade, yardstick
from scoring.model import Indicator, State
from scoring.problem import Problem
from scoring.weak import find_below_top

STATES = (State.NOT_APPLICABLE, State.NOT_SUBMITTED)
COLUMNS = ("indicator", "official", "grade", "value", "gain")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A cell and the words in its row; ``value`` holds only what was typed in the what-if."""

    cell: Cell
    words: Mapping[str, str]


def grid_rows(
    view: MonthView, scenario: Scenario, unit: str, indicators: Iterable[Indicator], language: str
) -> tuple[GridRow, ...]:
    """One row per indicator: those below the top grade first, by what they cost."""
    gains = {weak.indicator.code: weak.gain_top for weak in find_below_top(view.result, unit)}
    costly = {code: place for place, code in enumerate(gains)}
    ordered = sorted(indicators, key=lambda one: costly.get(one.code, len(costly)))
    rows = []
    for indicator in ordered:
        official = view.result.standings[unit].grades[indicator.code]
        now = changed_cell(view, scenario, unit, indicator) or official
        typed = now.value is not None and (unit, indicator.code) in scenario.grades
        words = {
            "indicator": f"{indicator.code} {name_in(indicator.name, language)}",
            "official": graded_words(indicator, official, language),
            "grade": cell_text(now, language),
            "value": _typed_value(indicator, now, language) if typed else "",
            "gain": gain_text(gains[indicator.code]) if indicator.code in gains else "",
        }
        rows.append(GridRow((unit, indicator.code), words))
    return tuple(rows)


def changed_cell(view: MonthView, scenario: Scenario, unit: str, indicator: Indicator) -> Graded | None:
    """What stands in a cell in the what-if, None where that is what stands there officially."""
    typed = scenario.grades.get((unit, indicator.code))
    if typed is None:
        return None
    seen = observation_of(view.evaluation, view.month, (unit, indicator.code), typed)
    if isinstance(seen, Problem):
        raise ValueError(seen.code)
    return grade(seen, yardstick(view.evaluation, indicator, unit, view.month))


def letters_of(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Every letter of some indicators, best first inside each scale."""
    return tuple(dict.fromkeys(step.letter for one in indicators for step in one.scale.steps))


def grid_table(rows: Iterable[GridRow], title: str, language: str) -> Table:
    """The rows as they stand, for a download."""
    columns = tuple(
        Column(key, text(f"whatif_grades.grid.{key}", language), Kind.FIGURES if key == "gain" else Kind.WORDS)
        for key in COLUMNS
    )
    return Table(title, columns, [dict(row.words) for row in rows])


def _typed_value(indicator: Indicator, cell: Graded, language: str) -> str:
    shown = value_text(indicator, cell.value, language, with_unit=False).replace(MINUS, "-")
    return f"{shown} ({cell.step.letter})" if cell.given and cell.step is not None else shown
