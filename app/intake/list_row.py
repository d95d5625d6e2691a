"""One row of a list: a value or a grade of an indicator, or a score, bonus or deduction of an item."""

from dataclasses import dataclass, field
from decimal import Decimal

from app.intake.cells import CellReader, label, letter, measure_of, missing, nearest, stated
from app.intake.directory import KINDS, Directory, Names
from app.intake.grid import Grid, RawCell, cell_name
from app.intake.list_header import POINT_COLUMNS, ListHeader
from app.intake.numbers import Unread, number
from app.intake.reading import Kind, ReadEntry
from app.intake.targets import check_target
from app.intake.workbook_format import fold, word, words
from scoring.model import AdjustmentKind, Indicator, Observation, State


@dataclass(slots=True)
class ListRow:
    """The cells of a row by the name of their column; ``at`` is the column that was looked at last."""

    header: ListHeader
    names: Names
    reader: CellReader
    row: int
    at: str = "unit"
    _labels: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        """The sheet."""
        return self.header.grid

    @property
    def column(self) -> int:
        """The column that was looked at last."""
        return self.header.columns[self.at][0] if self.at in self.header.columns else self.header.first_column

    @property
    def place(self) -> str:
        """The sheet and cell that was looked at last."""
        return self.grid.place(self.row, self.column)

    def cell(self, name: str) -> RawCell | None:
        """The cell of a column."""
        self.at = name
        return self.grid.cell(self.row, next(iter(self.header.columns.get(name, ())), None))

    def written(self, name: str) -> str:
        """What stands in a column."""
        return label(self.cell(name))

    def labels(self, name: str) -> tuple[str, str]:
        """The code and the name in the columns of a unit, an indicator or an item; either may be blank."""
        self.at = name
        if name not in self._labels:
            columns = self.header.columns.get(name, ())
            found = [label(self.grid.cell(self.row, column)) for column in columns[:2]]
            self._labels[name] = (found[0], found[1]) if len(found) > 1 else (found[0] if found else "", "")
        return self._labels[name]

    def entry(self) -> ReadEntry:
        """What the row says; raises Unread."""
        unit = self.header.unit or self._resolved("unit", self.names.units)
        item, indicator = self.labels("node"), self.labels("indicator")
        if any(indicator) is any(item):
            raise Unread("indicator_or_node", indicator=" ".join(indicator).strip(), node=" ".join(item).strip())
        return self._value(unit) if any(indicator) else self._points(unit)

    def _resolved(self, name: str, directory: Directory) -> str:
        code, other = self.labels(name)
        if other and directory.is_code(other) and not directory.is_code(code):
            code, other = other, code
        found = directory.resolve(code, other)
        if directory.is_short(code or other):
            self.reader.findings.match(directory, code or other, self.place)
        return found

    def _value(self, unit: str) -> ReadEntry:
        code = self._resolved("indicator", self.names.indicators)
        indicator = self.names.by_code[code]
        if "target" in self.header.columns:
            check_target(indicator, self.cell("target"), self.place, self.reader.findings, unit)
        about: tuple[Kind, str, str] = ("value", unit, code)
        return self._read(about, self._observed(indicator, about))

    def _observed(self, indicator: Indicator, about: tuple[Kind, str, str]) -> Observation:
        """What the columns for value, grade and state say together."""
        state, said = self._state(), self.written("state")
        found = self._entered(indicator)
        if found is None:
            if state is None:
                self.reader.findings.blank(self.place, about)
            found = Observation(state or State.NOT_SUBMITTED)
            agrees = state is not State.SUBMITTED
        else:
            agrees = state in (None, found.state)
        if not agrees:
            self.at = "state"
            raise Unread("state_differs", found=said)
        return found

    def _entered(self, indicator: Indicator) -> Observation | None:
        """The value, the grade or both; None where neither was entered."""
        grade_cell, value_cell = self.cell("grade"), self.cell("value")
        if grade_cell is None:
            return self._observation(value_cell, indicator) if value_cell else None
        if value_cell is None:
            self.at = "grade"
            said = missing(grade_cell, self.reader.dash)
            return said or Observation(State.SUBMITTED, None, letter(grade_cell, indicator))
        value = number(value_cell, measure_of(indicator))
        self.at = "grade"
        grade = letter(grade_cell, indicator)
        self.at = "value"
        return Observation(State.SUBMITTED, value, grade)

    def _observation(self, cell: RawCell, indicator: Indicator) -> Observation:
        said = self.reader.observation(cell, indicator)
        if said.state is not State.SUBMITTED:
            self.reader.note(cell, self.place)
        return said

    def _state(self) -> State | None:
        cell = self.cell("state")
        if cell is None:
            return None
        written = label(cell)
        if fold(written) == State.SUBMITTED or fold(written) in words("state_words.submitted"):
            return State.SUBMITTED
        said = stated(written)
        if said is None:
            allowed = ", ".join(State)
            raise Unread("unknown_state", found=written, allowed=allowed, suggestion=nearest(written, list(State)))
        return said.state

    def _points(self, unit: str) -> ReadEntry:
        kind = self._kind()
        node = self._node(kind)
        points = self._score((kind, unit, node)) if kind == "score" else self._adjustment(kind)
        state = State.NOT_SUBMITTED if points is None else State.SUBMITTED
        column = self.at
        reason = "" if kind == "score" else self.written("reason")
        self.at = column
        return self._read((kind, unit, node), Observation(state, points), reason)

    def _kind(self) -> Kind:
        """Which points a row gives: by its column of kinds, or by the column in which they stand."""
        if "kind" in self.header.columns:
            return self._adjustment_kind()
        given = [kind for kind in POINT_COLUMNS if self.cell(kind) is not None]
        if not given and "score" in self.header.columns and self._is_score(self.labels("node")):
            given = ["score"]
        if len(given) != 1:
            self.at = "node"
            raise Unread("one_kind_of_points", found=", ".join(given))
        return given[0]

    def _adjustment_kind(self) -> Kind:
        written = self.written("kind")
        for kind, name in KINDS.items():
            if fold(written) in words(f"adjustment.{kind}"):
                return name
        allowed = ", ".join(word(f"adjustment.{kind}") for kind in AdjustmentKind)
        raise Unread("unknown_adjustment", found=written, allowed=allowed)

    def _is_score(self, written: tuple[str, str]) -> bool:
        return any(self.names.scores.find(text) for text in written if text)

    def _node(self, kind: Kind) -> str:
        """The item, by its code or its name, if it takes such points."""
        directory = self.names.nodes[kind]
        code, name = self.labels("node")
        found = directory.find(code) or directory.find(name)
        if len(found) == 1:
            return min(found)
        near, allowed = directory.suggest(code or name), ", ".join(directory.labels)
        raise Unread("unknown_node", found=code or name, allowed=allowed, suggestion=near)

    def _score(self, about: tuple[Kind, str, str]) -> Decimal | None:
        """An imported score; None where the row says that there is none."""
        state = self._state()
        cell = self.cell("score")
        score = self.reader.score(cell) if cell else None
        if state is not None and (state is State.SUBMITTED) is (score is None):
            raise Unread("state_differs", found=self.written("state"))
        if cell is None and state is None:
            self.reader.findings.blank(self.place, about)
        if cell is not None and score is None:
            self.reader.note(cell, self.place)
        return score

    def _adjustment(self, kind: Kind) -> Decimal:
        cell = self.cell("score" if "kind" in self.header.columns else kind)
        if cell is None:
            raise Unread("points_missing")
        points = number(cell)
        if points < 0:
            raise Unread("negative_points", found=points)
        return points

    def _read(self, about: tuple[Kind, str, str], said: Observation, reason: str = "") -> ReadEntry:
        return ReadEntry(*about, *said, reason, self.grid.name, cell_name(self.row, self.column))
