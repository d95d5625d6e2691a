"""The history of a cell of the grid."""

from app.services.editing_tables import GridRow
from app.views.cell_history import show_cell_history
from app.views.frame import Screen, select
from app.views.values import BY_INDICATOR, Chosen

NONE = ""


def show_history_of_a_row(screen: Screen, chosen: Chosen, rows: tuple[GridRow, ...]) -> None:
    """A row of the grid chosen by name, and everything that happened to its cell."""
    by_code = {_code(row): row for row in rows}
    names = {NONE: screen.text("edit.no_history")}
    names |= {code: _name(row, chosen) for code, row in by_code.items()}
    code = select("cell", screen.text("edit.history_of"), names, NONE)
    if code:
        show_cell_history(screen, by_code[code].key)


def _code(row: GridRow) -> str:
    """A cell as it stands in the address."""
    kind, unit, item = row.key
    return f"{kind}.{unit}.{item}"


def _name(row: GridRow, chosen: Chosen) -> str:
    if chosen.by == BY_INDICATOR:
        return row.words["unit"]
    return " · ".join(row.words[name] for name in ("item", "kind") if name in row.words)
