"""Tables on the screen: sorted and searched by the browser, opened by a click, downloaded as xlsx."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState

from app.exports.xlsx import table_workbook
from app.services.closing_findings import date_text
from app.services.findings import data_date
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, month_text, name_in
from app.views.frame import Desk, Screen, escaped

ROW_HEIGHT = 35
SIGNALS = ("red", "orange", "gray", "green")
"""The colours of signals, gravest first; the word beside it says the same."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a download says above its table, and how its file is called; ``marks`` are what must not be overlooked."""

    file_name: str
    lines: tuple[str, ...]
    marks: tuple[str, ...] = ()


def show_table(
    screen: Screen, table: Table, key: str, *, height_rows: int | None = None, openable: bool = False
) -> str | None:
    """Draw a table with its download; returns the code of the row that was clicked, None where none was."""
    opened = show_rows(table, key, height_rows=height_rows, openable=openable)
    show_download(screen, table, key, heading_of(screen, key))
    return opened


def show_rows(table: Table, key: str, *, height_rows: int | None = None, openable: bool = False) -> str | None:
    """Draw a table alone; returns the code of the row that was clicked, None where none was."""
    if not openable:
        _draw(table, key, height_rows, "ignore")
        return None
    # By this name keyboard.js knows the tables in which Enter opens a row.
    with st.container(key=f"opens_{key}"):
        event = _draw(table, key, height_rows, "rerun")
    cells = event.selection.cells
    return table.codes[cells[0][0]] if cells else None


def _draw(table: Table, key: str, height_rows: int | None, on_select: Literal["ignore", "rerun"]) -> DataframeState:
    shown = min(len(table.rows), height_rows or len(table.rows))
    return st.dataframe(
        frame_of(table),
        hide_index=True,
        width="stretch",
        height=(shown + 1) * ROW_HEIGHT + 2,
        column_config={column.label: _configured(column, table) for column in table.columns},
        key=key,
        on_select=on_select,
        selection_mode="single-cell",
        row_height=ROW_HEIGHT,
        placeholder=NOTHING,
        alt=table.title,
    )


def show_wrapped_table(screen: Screen, table: Table, key: str) -> None:
    """Draw a table of sentences, every word in sight, with its download."""
    words = frame_of(table).map(lambda cell: escaped(str(cell)))
    st.table(words, border="horizontal", hide_index=True, alt=table.title)
    show_download(screen, table, key, heading_of(screen, key))


def show_download(screen: Screen | Desk, table: Table | Callable[[], Table], key: str, heading: Heading) -> None:
    """The button that makes the workbook of a table when it is pressed; a long table is itself made only then."""
    st.download_button(
        screen.text("frame.download"),
        data=_maker(screen, table, heading),
        file_name=heading.file_name,
        mime=XLSX,
        key=f"{key}_xlsx",
        on_click="ignore",
        type="tertiary",
    )


def filtered(screen: Screen, table: Table, filters: Mapping[str, str]) -> Table:
    """The table with what was chosen on the screen to get it: keys of labels, with what was chosen of each."""
    said = (
        screen.text("exports.filter", label=screen.text(label), value=value)
        for label, value in filters.items()
        if value
    )
    return replace(table, filters=tuple(said))


def heading_of(screen: Screen, key: str) -> Heading:
    """The evaluation, the month and the data date of the screen, marked where closed and where demonstration data."""
    view = screen.view
    closed = (screen.text("closing.mark", date=date_text(view.closed)),) if view.closed else ()
    return Heading(
        f"{view.evaluation.code}_{view.month}_{key}.xlsx",
        (
            name_in(view.evaluation.name, screen.language),
            f"{month_text(view.month, screen.language)} · {screen.text('frame.data_date', date=data_date(view.month))}",
            *closed,
        ),
        (screen.text("frame.demonstration"),) if view.provenance.demonstration else (),
    )


def _maker(screen: Screen | Desk, table: Table | Callable[[], Table], heading: Heading) -> Callable[[], bytes]:
    def made() -> bytes:
        whole = table if isinstance(table, Table) else table()
        return table_workbook(whole, heading=heading.lines, marks=heading.marks, language=screen.language)

    return made


def frame_of(table: Table) -> pd.DataFrame:
    """The table for the browser; numbers are rounded already, so that what is shown is what was computed."""
    return pd.DataFrame(
        {column.label: [_shown(row[column.key], column) for row in table.rows] for column in table.columns}
    )


def _shown(cell: Cell, column: Column) -> object:
    if column.signals:
        return [cell]
    if isinstance(cell, Decimal):
        return float(cell)
    return cell


def _configured(column: Column, table: Table) -> object:
    if column.signals:
        return st.column_config.MultiselectColumn(
            help=column.explained, options=column.signals, color=SIGNALS[: len(column.signals)]
        )
    if column.kind in (Kind.WORDS, Kind.FIGURES):
        return st.column_config.TextColumn(
            help=column.explained,
            width=column.pixels or ("large" if column.wide else None),
            alignment="right" if column.kind is Kind.FIGURES else None,
        )
    if column.kind is Kind.BAR:
        numbers = [float(str(row[column.key])) for row in table.rows if row[column.key] is not None]
        return st.column_config.ProgressColumn(
            help=column.explained,
            format=f"%.{column.decimals}f",
            min_value=0.0,
            max_value=max([*numbers, 0.0]) or 1.0,
        )
    return st.column_config.NumberColumn(
        help=column.explained, format=f"%.{column.decimals}f" if column.decimals else "%d"
    )
