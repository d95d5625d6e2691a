"""A CSV file in long form: one row for each value, score, bonus or deduction."""

from dataclasses import dataclass, field
from decimal import Decimal

from app.intake.cells import Unread, letter, measure_of, nearest, number, observation, stated
from app.intake.grid import CellType, RawCell
from app.intake.info_sheet import Stated, normal_month
from app.intake.point_sheets import KINDS
from app.intake.reading import Expected, FileReading, Findings, Kind, ReadEntry, Refused, SourceFile
from app.intake.scope import find_scope
from app.intake.table import suggest
from app.intake.text_table import TextTable, read_table
from app.intake.value_sheet import names_of_units
from app.intake.workbook_file import finish
from app.intake.workbook_format import fold, tidy
from scoring.model import AdjustmentKind, Evaluation, Indicator, Observation, State

POINT_COLUMNS: tuple[Kind, ...] = ("score", "bonus", "deduction")
COLUMNS = ("evaluation", "month", "unit", "indicator", "value", "grade", "state", "node", *POINT_COLUMNS, "reason")


@dataclass(slots=True)
class _Rows:
    """What the rows are read against."""

    table: TextTable
    evaluation: Evaluation
    findings: Findings
    units: dict[str, frozenset[str]]
    indicators: dict[str, Indicator]
    seen: dict[tuple[Kind, str, str], int] = field(default_factory=dict)

    def error(self, line: int, code: str, **values: object) -> None:
        self.findings.error(code, self.table.place(line), **values)


def read_csv(file: SourceFile, expected: Expected) -> FileReading:
    """Everything a CSV file says about its month, and every problem in it."""
    findings = Findings()
    scope = None
    try:
        table = read_table(file, findings)
        _check_header(table, findings)
        if not findings.blocking():
            scope = find_scope(file.name, _stated(table, findings), expected, findings)
        if scope is not None:
            _read_rows(table, scope[0], findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
    evaluation, month = scope or (None, "")
    return finish(file.name, findings, evaluation, month)


def _check_header(table: TextTable, findings: Findings) -> None:
    place = table.place(1)
    for name in dict.fromkeys(table.header):
        if name not in COLUMNS:
            near = nearest(name, list(COLUMNS))
            findings.error("unknown_column", place, found=name, allowed=", ".join(COLUMNS), suggestion=near)
        elif table.header.count(name) > 1:
            findings.error("column_twice", place, found=name, first=place)
    if "unit" not in table.header or not {"indicator", "node"} & set(table.header):
        findings.error("no_known_sheet", place, found=", ".join(table.header), expected=", ".join(COLUMNS))


def _stated(table: TextTable, findings: Findings) -> Stated:
    """Evaluation and month, where the rows name them; one file is about one month."""
    said: dict[str, tuple[str, str]] = {}
    for name in ("evaluation", "month"):
        if name not in table.header:
            continue
        column = table.header.index(name)
        for line, row in table.rows:
            written = tidy(row[column]) if column < len(row) else ""
            written = normal_month(written) if name == "month" else written
            first, _ = said.setdefault(name, (written, table.place(line)))
            if written != first:
                findings.error(f"several_{name}s", table.place(line), found=written, first=first)
                break
    evaluation, month = said.get("evaluation", ("", "")), said.get("month", ("", ""))
    return Stated(*evaluation, *month)


def _read_rows(table: TextTable, evaluation: Evaluation, findings: Findings) -> None:
    indicators = {indicator.code: indicator for indicator in evaluation.indicators()}
    rows = _Rows(table, evaluation, findings, names_of_units(evaluation), indicators)
    for line, row in table.rows:
        findings.rows += 1
        entry = _entry(rows, line, row)
        if entry is None:
            findings.refused += 1
        elif (key := (entry.kind, entry.unit, entry.item)) in rows.seen:
            findings.refused += 1
            rows.error(line, "row_twice", found=f"{entry.unit} {entry.item}", first=str(rows.seen[key]))
        else:
            rows.seen[key] = line
            findings.read += 1
            findings.entries.append(entry)


def _entry(rows: _Rows, line: int, row: tuple[str, ...]) -> ReadEntry | None:
    if len(row) != len(rows.table.header):
        rows.error(line, "field_count", found=len(row), expected=len(rows.table.header))
        return None
    written = {name: field.strip() for name, field in zip(rows.table.header, row, strict=True)}
    unit = tidy(written["unit"])
    if unit not in rows.units:
        rows.error(line, "unknown_unit", found=unit, suggestion=suggest(unit, rows.units))
        return None
    indicator, node = tidy(written.get("indicator", "")), tidy(written.get("node", ""))
    if bool(indicator) == bool(node):
        rows.error(line, "indicator_or_node", indicator=indicator, node=node)
        return None
    try:
        return _value(rows, line, unit, written) if indicator else _points(rows, line, unit, written)
    except Unread as unread:
        rows.error(line, unread.code, **unread.values)
        return None


def _value(rows: _Rows, line: int, unit: str, written: dict[str, str]) -> ReadEntry | None:
    indicator = rows.indicators.get(tidy(written["indicator"]))
    if indicator is None:
        found = written["indicator"]
        known = {code: frozenset((fold(each.name.ko), fold(each.name.en))) for code, each in rows.indicators.items()}
        rows.error(line, "unknown_indicator", found=found, suggestion=suggest(found, known))
        return None
    state, value, grade = _observed(rows, line, indicator, written)
    return ReadEntry("value", unit, indicator.code, state, value, grade, "", rows.table.name, str(line))


def _observed(rows: _Rows, line: int, indicator: Indicator, written: dict[str, str]) -> Observation:
    """What the columns for value, grade and state say together."""
    said, found = written.get("state", ""), _entered(indicator, written)
    state = _state(said)
    if found is None:
        if not said:
            rows.findings.blanks.append(rows.table.place(line))
        if state is State.SUBMITTED:
            raise Unread("state_differs", found=said)
        return Observation(state or State.NOT_SUBMITTED)
    if state is not None and state is not found.state:
        raise Unread("state_differs", found=said)
    return found


def _entered(indicator: Indicator, written: dict[str, str]) -> Observation | None:
    """The value, the grade or both; None where neither was entered."""
    value, grade = (RawCell(CellType.TEXT, written.get(name, "")) for name in ("value", "grade"))
    if not grade.text:
        return observation(value, indicator) if value.text else None
    if not value.text:
        return stated(grade.text) or Observation(State.SUBMITTED, None, letter(grade, indicator))
    return Observation(State.SUBMITTED, number(value, measure_of(indicator)), letter(grade, indicator))


def _state(written: str) -> State | None:
    if not written or fold(written) == State.SUBMITTED:
        return State.SUBMITTED if written else None
    state = stated(written)
    if state is None:
        allowed = ", ".join(State)
        raise Unread("unknown_state", found=written, allowed=allowed, suggestion=nearest(written, list(State)))
    return state.state


def _points(rows: _Rows, line: int, unit: str, written: dict[str, str]) -> ReadEntry | None:
    node = tidy(written["node"])
    given = [kind for kind in POINT_COLUMNS if written.get(kind)]
    if not given and "score" in written and node in _allowed_nodes(rows.evaluation, "score"):
        given = ["score"]
    if len(given) != 1:
        rows.error(line, "one_kind_of_points", found=", ".join(given))
        return None
    kind = given[0]
    allowed = _allowed_nodes(rows.evaluation, kind)
    if node not in allowed:
        near = nearest(node, allowed)
        rows.error(line, "unknown_node", found=node, allowed=", ".join(allowed), suggestion=near)
        return None
    points = _score(rows, line, written) if kind == "score" else number(RawCell(CellType.TEXT, written[kind]))
    if points is not None and points < 0 and kind != "score":
        raise Unread("negative_points", found=points)
    state = State.NOT_SUBMITTED if points is None else State.SUBMITTED
    reason = tidy(written.get("reason", "")) if kind != "score" else ""
    return ReadEntry(kind, unit, node, state, points, None, reason, rows.table.name, str(line))


def _score(rows: _Rows, line: int, written: dict[str, str]) -> Decimal | None:
    """An imported score; None where the row says that there is none."""
    cell, said = RawCell(CellType.TEXT, written["score"]), written.get("state", "")
    state = _state(said)
    score = None if stated(cell.text) else number(cell)
    if state is not None and (state is State.SUBMITTED) is (score is None):
        raise Unread("state_differs", found=said)
    if not cell.text and not said:
        rows.findings.blanks.append(rows.table.place(line))
    return score


def _allowed_nodes(evaluation: Evaluation, kind: Kind) -> list[str]:
    if kind == "score":
        return [leaf.code for leaf in evaluation.score_leaves()]
    adjustment = next(each for each in AdjustmentKind if KINDS[each] == kind)
    return [node.code for node in evaluation.adjustable() if adjustment in node.accepts]
