"""Whether what the store holds fits the definition: every entry that does not, and what is still missing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.storage.store import Store
from scoring.model import Definition, Evaluation, Indicator, Method, MonthData, Observation, State
from scoring.problem import Problem, Severity


def check_month(store: Store, evaluation: Evaluation, month: str) -> tuple[Problem, ...]:
    """What of a month does not fit its evaluation (errors) and what is missing (warnings)."""
    return check_data(store, evaluation, store.month_data(evaluation.code, month))


def check_data(store: Store, evaluation: Evaluation, data: MonthData) -> tuple[Problem, ...]:
    """The same of data that need not stand yet; cells are located by what stands."""
    place = f"{evaluation.code} {data.month}"
    return (
        *_period(evaluation, data.month, place),
        *_strangers(evaluation, data, place),
        *_points(evaluation, data, place),
        *_cells(store, evaluation, data),
        *_missing(evaluation, data, place),
    )


def check_evaluations(store: Store, definition: Definition) -> tuple[Problem, ...]:
    """The evaluations of which the store holds data and the definition nothing: no screen shows them."""
    known = {evaluation.code for evaluation in definition.evaluations}
    return tuple(
        Problem("console.stranger_evaluation", code, {"evaluation": code, "months": ", ".join(store.months(code))})
        for code in store.evaluations()
        if code not in known
    )


def check_months_behind(
    store: Store, definition: Definition, evaluation: Evaluation, month: str
) -> tuple[Problem, ...]:
    """What stands in the way of scoring the months that a month is held against: the one before, the year before."""
    earlier = [one for one in store.months(evaluation.code) if one < month]
    behind = [(evaluation, earlier[-1])] if earlier else []
    if evaluation.previous is not None and (months := store.months(evaluation.previous)):
        behind.append((definition.evaluation(evaluation.previous), months[-1]))
    return tuple(
        problem
        for one, when in behind
        if store.closing(one.code, when) is None
        for problem in check_month(store, one, when)
        if problem.code in UNSCORABLE
    )


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that are errors."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def can_be_scored(problems: Iterable[Problem]) -> bool:
    """Whether no problem stands in the way of a score; entries of unknown units and indicators do not."""
    return not any(problem.code in UNSCORABLE for problem in problems)


UNSCORABLE = frozenset(
    {"console.before_period", "console.unknown_grade", "console.without_grade", "console.without_value"}
)


def _period(evaluation: Evaluation, month: str, place: str) -> Iterator[Problem]:
    if month not in evaluation.months:
        code = "before_period" if month < evaluation.months[0] else "after_period"
        yield Problem(f"console.{code}", place, {"first": evaluation.months[0], "last": evaluation.months[-1]})


def _strangers(evaluation: Evaluation, data: MonthData, place: str) -> Iterator[Problem]:
    """Units and indicators that the evaluation does not have, each with the number of its entries."""
    units = {unit.code for unit in evaluation.units}
    indicators = {indicator.code for indicator in evaluation.indicators()}
    observed = data.observations
    of_units = {unit: len(entries) for unit, entries in observed.items() if unit not in units}
    of_indicators = Counter(code for entries in observed.values() for code in entries if code not in indicators)
    for unit, count in sorted(of_units.items()):
        yield Problem("console.stranger_unit", place, {"unit": unit, "count": str(count)})
    for code, count in sorted(of_indicators.items()):
        yield Problem("console.stranger_indicator", place, {"indicator": code, "count": str(count)})


def _points(evaluation: Evaluation, data: MonthData, place: str) -> Iterator[Problem]:
    """Imported scores, bonuses and deductions of units and nodes that do not take them."""
    units = {unit.code for unit in evaluation.units}
    leaves = {leaf.code for leaf in evaluation.score_leaves()}
    accepted = {(node.code, kind) for node in evaluation.adjustable() for kind in node.accepts}
    for unit, node in data.scores:
        if unit not in units or node not in leaves:
            yield Problem("console.stranger_score", place, {"unit": unit, "node": node})
    for unit, node, kind, _, _ in data.adjustments:
        if unit not in units or (node, kind) not in accepted:
            yield Problem(f"console.stranger_{kind}", place, {"unit": unit, "node": node})


def _cells(store: Store, evaluation: Evaluation, data: MonthData) -> Iterator[Problem]:
    """Cells that can't be graded, each with the file and cell it came from."""
    for unit in evaluation.units:
        observed = data.observations.get(unit.code, {})
        for indicator in evaluation.indicators():
            found = observed.get(indicator.code)
            code = found and _wrong_with(found, indicator)
            if found and code:
                place = _cell_place(store, evaluation, data.month, (unit.code, indicator.code))
                yield Problem(f"console.{code}", place, _cell_values(unit.code, indicator, found))


def _wrong_with(observation: Observation, indicator: Indicator) -> str | None:
    if observation.state is not State.SUBMITTED:
        return None
    if observation.grade is not None:
        known = {step.letter for step in indicator.scale.steps}
        return None if observation.grade in known else "unknown_grade"
    if indicator.method is Method.QUALITATIVE:
        return "without_grade"
    return "without_value" if observation.value is None else None


def _cell_place(store: Store, evaluation: Evaluation, month: str, cell: tuple[str, str]) -> str:
    source = store.cell_source(evaluation.code, month, *cell)
    place = f"{evaluation.code} {month}"
    return f"{place} ({source.file} {source.sheet}!{source.cell})" if source else place


def _cell_values(unit: str, indicator: Indicator, observation: Observation) -> dict[str, str]:
    letters = ", ".join(step.letter for step in indicator.scale.steps)
    return {"unit": unit, "indicator": indicator.code, "grade": observation.grade or "", "known": letters}


def _missing(evaluation: Evaluation, data: MonthData, place: str) -> Iterator[Problem]:
    units = [unit.code for unit in evaluation.units]
    for leaf in evaluation.score_leaves():
        absent = [unit for unit in units if (unit, leaf.code) not in data.scores]
        if absent:
            values = {"node": leaf.code, "count": str(len(absent)), "units": _some(absent)}
            yield Problem("console.missing_scores", place, values, Severity.WARNING)
    open_cells = {unit: count for unit in units if (count := _not_submitted(evaluation, data, unit))}
    if open_cells:
        cells = len(units) * len(evaluation.indicators())
        some = _some([f"{unit} ({count})" for unit, count in open_cells.items()])
        values = {"count": str(sum(open_cells.values())), "cells": str(cells), "units": some}
        yield Problem("console.not_submitted", place, values, Severity.WARNING)


def _not_submitted(evaluation: Evaluation, data: MonthData, unit: str) -> int:
    observed = data.observations.get(unit, {})
    cells = (observed.get(indicator.code) for indicator in evaluation.indicators())
    return sum(cell is None or cell.state is State.NOT_SUBMITTED for cell in cells)


def _some(names: list[str], most: int = 5) -> str:
    """The first names, and a sign that there are more."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
