"""The sheets of imported scores and of bonuses and deductions: a row for each unit, a row for each adjustment."""

from decimal import Decimal

from app.intake.cells import Unread, label, nearest, number, stated
from app.intake.grid import CellType, Grid, RawCell, cell_name
from app.intake.reading import Findings, Kind, ReadEntry
from app.intake.table import Header, find_header, match_code, other_name, suggest
from app.intake.value_sheet import names_of_units
from app.intake.workbook_format import fold, word, words
from scoring.model import AdjustmentKind, Evaluation, State

ADJUSTMENT_COLUMNS = ("node", "kind", "points", "reason")
KINDS: dict[AdjustmentKind, Kind] = {AdjustmentKind.BONUS: "bonus", AdjustmentKind.DEDUCTION: "deduction"}


def read_scores(grid: Grid, evaluation: Evaluation, findings: Findings) -> None:
    """Read the imported scores; a blank cell says nothing, a score that is not submitted takes an earlier one away."""
    header = find_header(grid, "unit.code", findings)
    if header is None:
        return
    nodes = _score_columns(header, evaluation, findings)
    names = names_of_units(evaluation)
    rows: dict[str, int] = {}
    for row, cells in header.data_rows():
        unit = _unit_of_row(header, row, names, findings)
        if unit is None:
            continue
        if unit in rows:
            _refuse_repeated(header, row, rows[unit], unit, findings)
            continue
        rows[unit] = row
        findings.read += 1
        for column, node in nodes.items():
            if column in cells:
                _read_score(grid, (row, column), (unit, node), findings)


def read_adjustments(grid: Grid, evaluation: Evaluation, findings: Findings) -> None:
    """Read bonuses and deductions; at most one of each for a unit and node."""
    header = find_header(grid, "unit.code", findings)
    if header is None:
        return
    columns = _adjustment_columns(header, findings)
    if columns is None:
        return
    names = names_of_units(evaluation)
    seen: dict[tuple[Kind, str, str], int] = {}
    for row, _ in header.data_rows():
        unit = _unit_of_row(header, row, names, findings)
        if unit is None:
            continue
        entry = _adjustment(grid, row, columns, (unit, evaluation, findings))
        if entry is None:
            findings.refused += 1
        elif (key := (entry.kind, entry.unit, entry.item)) in seen:
            _refuse_repeated(header, row, seen[key], f"{entry.unit} {entry.item}", findings)
        else:
            seen[key] = row
            findings.read += 1
            findings.entries.append(entry)


def _score_columns(header: Header, evaluation: Evaluation, findings: Findings) -> dict[int, str]:
    leaves = evaluation.score_leaves()
    names = {leaf.code: frozenset((fold(leaf.name.ko), fold(leaf.name.en))) for leaf in leaves}
    nodes: dict[int, str] = {}
    for column in header.columns():
        name, code = header.name(column), header.code(column)
        if fold(name) in words("unit.code") | words("unit.name"):
            continue
        node = match_code(code, name, names)
        if node is None:
            suggestion = suggest(code or name, names)
            findings.error("unknown_score", header.place(column), found=code or name, suggestion=suggestion)
        elif node in nodes.values():
            first = next(known for known, code in nodes.items() if code == node)
            findings.error("score_twice", header.place(column), code=node, first=header.place(first))
        else:
            nodes[column] = node
    return nodes


def _unit_of_row(header: Header, row: int, names: dict[str, frozenset[str]], findings: Findings) -> str | None:
    """The unit a row is about; None for a note or a row that is refused, both of which are counted."""
    findings.rows += 1
    cells = header.grid.rows[row]
    code = label(cells.get(header.column))
    name = label(cells.get(header.column + 1))
    place = header.grid.place(row, header.column)
    if code in names and (other := other_name(code, name, names)) is None:
        return code
    if code in names:
        findings.error("unit_mismatch", place, code=code, name=name, other=other)
    elif len(cells) == 1 and not (code.isascii() and code and " " not in code):
        findings.notes += 1
        return None
    elif code:
        findings.error("unknown_unit", place, found=code, suggestion=suggest(code, names))
    else:
        findings.error("code_missing", place, suggestion=suggest(name, names) if name else None)
    findings.refused += 1
    return None


def _refuse_repeated(header: Header, row: int, first: int, what: str, findings: Findings) -> None:
    findings.refused += 1
    place = header.grid.place(row, header.column)
    findings.error("row_twice", place, found=what, first=cell_name(first, header.column))


def _read_score(grid: Grid, place: tuple[int, int], about: tuple[str, str], findings: Findings) -> None:
    row, column = place
    cell = grid.rows[row][column]
    try:
        score = _number_or_none(cell)
    except Unread as unread:
        findings.error(unread.code, grid.place(row, column), **unread.values)
        return
    state = State.NOT_SUBMITTED if score is None else State.SUBMITTED
    findings.entries.append(ReadEntry("score", *about, state, score, None, "", grid.name, cell_name(row, column)))


def _number_or_none(cell: RawCell) -> Decimal | None:
    state = stated(cell.text) if cell.type is CellType.TEXT else None
    return None if state is not None else number(cell)


def _adjustment_columns(header: Header, findings: Findings) -> dict[str, int] | None:
    found = {fold(header.name(column)): column for column in header.columns()}
    columns = {}
    for name in ADJUSTMENT_COLUMNS:
        column = next((found[written] for written in words(f"adjustments.{name}") if written in found), None)
        if column is not None:
            columns[name] = column
        elif name != "reason":
            findings.error("column_missing", header.grid.name, expected=word(f"adjustments.{name}"))
    return columns if {"node", "kind", "points"} <= columns.keys() else None


def _adjustment(
    grid: Grid, row: int, columns: dict[str, int], about: tuple[str, Evaluation, Findings]
) -> ReadEntry | None:
    unit, evaluation, findings = about
    kind = _adjustment_kind(grid, row, columns["kind"], findings)
    node = _adjusted_node(grid, row, columns["node"], (evaluation, kind, findings))
    points = _points(grid, row, columns["points"], findings)
    if kind is None or node is None or points is None:
        return None
    reason = label(grid.cell(row, columns["reason"])) if "reason" in columns else ""
    where = (grid.name, cell_name(row, columns["points"]))
    return ReadEntry(KINDS[kind], unit, node, State.SUBMITTED, points, None, reason, *where)


def _adjustment_kind(grid: Grid, row: int, column: int, findings: Findings) -> AdjustmentKind | None:
    written = label(grid.cell(row, column))
    for kind in AdjustmentKind:
        if fold(written) in words(f"adjustment.{kind}"):
            return kind
    allowed = ", ".join(word(f"adjustment.{kind}") for kind in AdjustmentKind)
    findings.error("unknown_adjustment", grid.place(row, column), found=written, allowed=allowed)
    return None


def _adjusted_node(
    grid: Grid, row: int, column: int, about: tuple[Evaluation, AdjustmentKind | None, Findings]
) -> str | None:
    evaluation, kind, findings = about
    written = label(grid.cell(row, column))
    accepting = [node.code for node in evaluation.adjustable() if kind is None or kind in node.accepts]
    if written in accepting:
        return written
    allowed = ", ".join(accepting)
    suggestion = nearest(written, accepting)
    findings.error("unknown_node", grid.place(row, column), found=written, allowed=allowed, suggestion=suggestion)
    return None


def _points(grid: Grid, row: int, column: int, findings: Findings) -> Decimal | None:
    cell = grid.cell(row, column)
    place = grid.place(row, column)
    if cell is None:
        findings.error("points_missing", place)
        return None
    try:
        points = number(cell)
    except Unread as unread:
        findings.error(unread.code, place, **unread.values)
        return None
    if points < 0:
        findings.error("negative_points", place, found=points)
        return None
    return points
