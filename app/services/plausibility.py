"""Could a wrong value pass unseen? What a file says, held against the month before: questions, never errors.

The rules, each asked once per cell, the first that fires:

- ``above_maximum``: above the greatest value that can be (``Indicator.greatest``).
- ``far_below``: the month before was more than 8 times as much. A point or a unit slipped gives 10, 100 or 1,000
  times; 8 leaves room for a month of ordinary growth on top.
- ``fell``: a cumulative value below that of the month before, which can't be unless one of the two is wrong.
- ``far_above``: more than 8 times the month before. A cumulative value grows by itself, so it is held against even
  growth: from the first to the second month it doubles, and 16 times is asked about.

The two that compare sizes keep still where the greater of the two is below 30 of the smallest steps shown (30 cases,
3.0 days): a count that goes from 1 to 12 is no slip. What already stands in the month was asked about when it came.

- ``grade_differs``: a grade written beside a value that earns another one.
- ``unit_empty``: a unit of the file had entries a month ago and would have none.
- ``copied_month``: every value of a unit (10 or more) is that of the month before.
- ``same_column``: two units agree in every value (10 or more, at least 5 different ones).
- ``fewer_rows``: the month would hold fewer than nine tenths of the entries of the month before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from app.intake.reading import FileReading, ReadEntry
from app.services.wording import name_in, value_text
from app.text.catalogue import LANGUAGES
from scoring.grade import grade, yardstick
from scoring.model import (
    NOT_SUBMITTED,
    Accumulation,
    Evaluation,
    Indicator,
    Method,
    MonthData,
    Name,
    Observation,
    State,
)
from scoring.problem import Problem, Severity

TIMES, NOUGHT = Decimal(8), Decimal(0)
LEAST_STEPS = 30
ENOUGH_VALUES = 10
ENOUGH_DIFFERENT = 5
KEPT_IN_TENTHS = 9

# Members of an enumeration and fields of a tuple by their name are slow to look up in Python 3.11, and every cell of a
# file passes here.
SUBMITTED, MISSING = State.SUBMITTED, State.NOT_SUBMITTED
ITEM, STATE, VALUE, GRADE = map(ReadEntry._fields.index, ("item", "state", "value", "grade"))
STATED, SAID = itemgetter(ITEM, STATE), itemgetter(ITEM, VALUE, GRADE)

Observed = Mapping[str, Observation]
Columns = Mapping[str, list[ReadEntry]]
Values = tuple[tuple[str, Decimal], ...]


class _Limits(NamedTuple):
    """What a value of one indicator is held against; ``growth`` is by how much more than evenly it may grow."""

    indicator: Indicator
    greatest: Decimal | None
    cumulative: bool
    least: Decimal
    growth: Decimal


@dataclass(frozen=True, slots=True)
class _File:
    """A file, what stands in its month and in the one before."""

    evaluation: Evaluation
    month: str
    now: Mapping[str, Observed]
    last: Mapping[str, Observed]
    last_month: str
    limits: Mapping[str, _Limits]
    names: Mapping[str, Name]

    def ask(self, code: str, place: str, **values: object) -> Problem:
        said = {key: str(value) for key, value in values.items()}
        return Problem(f"plausibility.{code}", place, said | {"month": self.last_month}, Severity.WARNING)

    def named(self, entry: ReadEntry) -> dict[str, str]:
        """The unit and the indicator of a cell."""
        indicator = self.limits[entry.item].indicator
        coded = {language: f"{indicator.code} {name_in(indicator.name, language)}" for language in LANGUAGES}
        return self.unit(entry.unit) | _in_each("indicator", coded)

    def unit(self, code: str, key: str = "unit") -> dict[str, str]:
        """A unit by its name, or by its code where it has none."""
        name = self.names.get(code)
        return _in_each(key, {language: name_in(name, language) if name else code for language in LANGUAGES})


def check_plausible(reading: FileReading, now: MonthData | None, last: MonthData | None) -> tuple[Problem, ...]:
    """What of a file should be looked at twice before it counts; ``last`` is the month before, ``now`` what stands."""
    if reading.evaluation is None:
        return ()
    entries = [entry for entry in reading.entries if entry.kind == "value"]
    file = _file(reading.evaluation, reading.month, now, last)
    columns = _by_unit(entries)
    changed = {unit: _changed(column, file.now.get(unit, {})) for unit, column in columns.items()}
    asked = [problem for unit, column in changed.items() for problem in _ask_cells(file, unit, column)]
    asked += _ask_columns(file, columns, {unit for unit, column in changed.items() if column})
    if not any(problem.severity is Severity.ERROR for problem in reading.problems):
        asked += _ask_coverage(file, columns)
    return tuple(asked)


def _file(evaluation: Evaluation, month: str, now: MonthData | None, last: MonthData | None) -> _File:
    elapsed = evaluation.months.index(last.month) + 1 if last and last.month in evaluation.months else 0
    ahead = evaluation.months.index(month) + 1
    even = Decimal(ahead) / elapsed if elapsed else Decimal(1)
    return _File(
        evaluation,
        month,
        now.observations if now else {},
        last.observations if last else {},
        last.month if last else "",
        {one.code: _limits(one, even) for one in evaluation.indicators()},
        {unit.code: unit.name for unit in evaluation.units},
    )


def _in_each(key: str, words: Mapping[str, str]) -> dict[str, str]:
    """A value of a problem that is not the same in every language, as ``parts_of`` looks for it."""
    return {key: words[LANGUAGES[0]]} | {f"{key}.{language}": said for language, said in words.items()}


def _limits(indicator: Indicator, even_growth: Decimal) -> _Limits:
    cumulative = indicator.accumulation is Accumulation.CUMULATIVE
    least = Decimal(LEAST_STEPS).scaleb(-indicator.decimals)
    growth = TIMES * even_growth if cumulative else TIMES
    return _Limits(indicator, indicator.greatest, cumulative, least, growth)


def _by_unit(entries: list[ReadEntry]) -> dict[str, list[ReadEntry]]:
    """The entries of each unit in the order of the file, units by code."""
    columns: defaultdict[str, list[ReadEntry]] = defaultdict(list)
    for entry in entries:
        columns[entry.unit].append(entry)
    return dict(sorted(columns.items()))


def _changed(column: list[ReadEntry], now: Observed) -> list[ReadEntry]:
    """The submitted entries of a unit that say something else than what stands."""
    submitted = [entry for entry in column if entry.state is SUBMITTED]
    if not now:
        return submitted
    return [entry for entry in submitted if now.get(entry.item) != (SUBMITTED, entry.value, entry.grade)]


def _ask_cells(file: _File, unit: str, column: list[ReadEntry]) -> Iterator[Problem]:
    """The rules on single values, for the entries of one unit."""
    last = file.last.get(unit, {})
    for entry, (item, value, letter) in zip(column, map(SAID, column), strict=True):
        limits = file.limits.get(item)
        if value is None or limits is None:
            continue
        _, before, _ = last.get(item, NOT_SUBMITTED)
        code = _wrong_with(value, before, limits)
        if code is not None:
            yield _about_cell(file, entry, code, limits, before)
        elif letter is not None and limits.indicator.method is not Method.QUALITATIVE:
            yield from _ask_grade(file, entry, limits)


def _wrong_with(value: Decimal, before: Decimal | None, limits: _Limits) -> str | None:
    """Which of the rules on a single value fires first."""
    _, greatest, cumulative, least, growth = limits
    if greatest is not None and value > greatest:
        return "above_maximum"
    if before is None or value == before:
        return None
    if value < before:
        if before >= least and NOUGHT <= value * TIMES < before:
            return "far_below"
        return "fell" if cumulative else None
    return "far_above" if value >= least and before > NOUGHT and value > before * growth else None


def _about_cell(file: _File, entry: ReadEntry, code: str, limits: _Limits, before: Decimal | None) -> Problem:
    about = {"found": entry.value, "maximum": limits.greatest, "last": before}
    said = {key: text for name, value in about.items() for key, text in _measured(name, limits, value).items()}
    return file.ask(code, _place(entry), **file.named(entry), **said, times=TIMES)


def _measured(key: str, limits: _Limits, value: Decimal | None) -> dict[str, str]:
    return _in_each(key, {language: value_text(limits.indicator, value, language) for language in LANGUAGES})


def _ask_grade(file: _File, entry: ReadEntry, limits: _Limits) -> Iterator[Problem]:
    """A grade beside a value, where the value earns another one."""
    measure = yardstick(file.evaluation, limits.indicator, entry.unit, file.month)
    earned = grade(Observation(SUBMITTED, entry.value), measure).step
    if earned is not None and earned.letter != entry.grade:
        values = {"grade": entry.grade, "earned": earned.letter, **_measured("found", limits, entry.value)}
        yield file.ask("grade_differs", _place(entry), **file.named(entry), **values)


def _ask_columns(file: _File, columns: Columns, changed: set[str]) -> Iterator[Problem]:
    """Whole columns that are those of the month before or of another unit."""
    seen: defaultdict[Values, list[tuple[ReadEntry, Values]]] = defaultdict(list)
    for unit, column in columns.items():
        values = tuple([(item, value) for item, value, _ in map(SAID, column) if value is not None])
        if len(values) < ENOUGH_VALUES:
            continue
        if unit in changed and _is_copied(values, file.last.get(unit, {})):
            yield file.ask("copied_month", _place(column[0]), **file.unit(unit), count=len(values))
        alike = seen[values[:ENOUGH_VALUES]]  # whole columns need not be hashed: few begin alike
        first = next((earlier for earlier, held in alike if held == values), None)
        if first is None:
            alike.append((column[0], values))
        elif changed & {unit, first.unit} and len({value for _, value in values}) >= ENOUGH_DIFFERENT:
            yield file.ask("same_column", _place(column[0]), **_pair(file, unit, first), count=len(values))


def _is_copied(values: Values, last: Observed) -> bool:
    """Whether all values that can be compared, and enough of them, are those of the month before."""
    compared = 0
    for item, value in values:
        _, before, _ = last.get(item, NOT_SUBMITTED)
        if before is None:
            continue
        if before != value:
            return False
        compared += 1
    return compared >= ENOUGH_VALUES


def _pair(file: _File, unit: str, first: ReadEntry) -> dict[str, str]:
    return {**file.unit(unit), **file.unit(first.unit, "other"), "first": _place(first)}


def _ask_coverage(file: _File, columns: Columns) -> Iterator[Problem]:
    """Units without an entry, and fewer entries than in the month before."""
    then, after = 0, 0
    for unit in file.names:
        before = _filled(file.last.get(unit, {}))
        column = columns.get(unit, [])
        entered = {item for item, state in map(STATED, column) if state is not MISSING}
        standing = _filled(file.now.get(unit, {})).difference(item for item, _ in map(STATED, column))
        then, after = then + len(before), after + len(entered | standing)
        if column and before and not entered | standing:
            yield file.ask("unit_empty", _place(column[0]), **file.unit(unit), count=len(before))
    if columns and after * 10 < then * KEPT_IN_TENTHS:
        sheet = next(iter(columns.values()))[0].sheet
        yield file.ask("fewer_rows", sheet, found=after, last=then)


def _filled(observed: Observed) -> set[str]:
    return {item for item, (state, _, _) in observed.items() if state is not MISSING}


def _place(entry: ReadEntry) -> str:
    return f"{entry.sheet}!{entry.cell}"
