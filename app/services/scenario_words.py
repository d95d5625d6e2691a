"""What a scenario changes, in words: for lists, tables and what is downloaded."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from app.services.entry_words import indicator_with, unit_words
from app.services.months import MonthView
from app.services.scenario_cells import Cell
from app.services.scenarios import Scenario, observations_of
from app.services.wording import cell_text, name_in, node_name, number_text, percent_text, value_text
from app.text.catalogue import text
from scoring.grade import Graded, grade, yardstick
from scoring.model import Branch, Evaluation, Indicator, walk
from scoring.rounding import plain_decimal, round_half_up

SHARE_DECIMALS = 2
FEW = 3


def changes_in_words(view: MonthView, scenario: Scenario, language: str) -> tuple[str, ...]:
    """One line for every weight, letter and cell that is otherwise than officially."""
    evaluation = view.evaluation
    return (
        *_weights(evaluation, scenario, language),
        *_points(evaluation, scenario, language),
        *_cells(view, scenario, language),
    )


def changes_in_short(view: MonthView, scenario: Scenario, language: str) -> str:
    """The first changes and how many more there are."""
    lines = changes_in_words(view, scenario, language)
    if not lines:
        return text("whatif_scenarios.nothing_changed", language)
    more = len(lines) - FEW
    shown = " · ".join(lines[:FEW])
    return text("whatif_scenarios.and_more", language, shown=shown, more=more) if more > 0 else shown


def graded_words(indicator: Indicator, cell: Graded, language: str) -> str:
    """The letter of a cell, with its value where it has one, or its state."""
    letter = cell_text(cell, language)
    return letter if cell.value is None else f"{letter} ({value_text(indicator, cell.value, language)})"


def cell_words(evaluation: Evaluation, cell: Cell, language: str) -> str:
    """Unit, code and name of an indicator."""
    indicator = indicator_with(evaluation, cell[1])
    name = "" if indicator is None else name_in(indicator.name, language)
    return f"{unit_words(evaluation, cell[0], language)} {cell[1]} {name}".rstrip()


def _weights(evaluation: Evaluation, scenario: Scenario, language: str) -> Iterator[str]:
    """Siblings whose share of their parent is otherwise; the parent is named where it is not the root."""
    for branch in walk(evaluation.root):
        if not isinstance(branch, Branch) or not any(child.code in scenario.weights for child in branch.children):
            continue
        official, now = _shares(branch, {}), _shares(branch, scenario.weights)
        for child in branch.children:
            if official[child.code] != now[child.code]:
                shares = {"share": _percent(now[child.code]), "official": _percent(official[child.code])}
                yield text("whatif_scenarios.change.weight", language, node=node_name(child, language), **shares)


def _shares(branch: Branch, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    found = {child.code: weights.get(child.code, child.weight) for child in branch.children}
    total = sum(found.values(), Fraction(0))
    return {code: weight / total if total else total for code, weight in found.items()}


def _percent(share: Fraction) -> str:
    """As few decimals as say it, at most two."""
    whole = (share * 100).denominator == 1
    return percent_text(share, 0 if whole else SHARE_DECIMALS)


def _points(evaluation: Evaluation, scenario: Scenario, language: str) -> Iterator[str]:
    scales = {one.scale.code: one.scale for one in evaluation.indicators()}
    for scale in scales.values():
        for step in scale.steps:
            points = scenario.points.get((scale.code, step.letter), step.points)
            if points != step.points:
                shown = {"points": _number(points), "official": _number(step.points)}
                yield text("whatif_scenarios.change.points", language, letter=step.letter, **shown)


def _number(points: Fraction) -> str:
    decimal = plain_decimal(points)
    exponent = decimal.as_tuple().exponent
    short = isinstance(exponent, int) and exponent >= -SHARE_DECIMALS
    return number_text(decimal if short else round_half_up(points, SHARE_DECIMALS))


def _cells(view: MonthView, scenario: Scenario, language: str) -> Iterator[str]:
    for (unit, code), seen in observations_of(view.evaluation, scenario, view.month).items():
        indicator = indicator_with(view.evaluation, code)
        assert indicator is not None
        now = grade(seen, yardstick(view.evaluation, indicator, unit, view.month))
        words = {
            "cell": f"{unit_words(view.evaluation, unit, language)} {code}",
            "official": graded_words(indicator, view.result.standings[unit].grades[code], language),
            "now": graded_words(indicator, now, language),
        }
        yield text("whatif_scenarios.change.cell", language, **words)
