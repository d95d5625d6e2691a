"""Tables on the screen: sorted and searched by the browser, opened by a click, downloaded as xlsx."""

from collections.abc import Callable
from decimal import Decimal

import pandas as pd
import streamlit as st

from app.exports.xlsx import table_workbook
from app.services.findings import data_date
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import month_text, name_in
from app.views.frame import Screen

ROW_HEIGHT = 35
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_table(
    screen: Screen, table: Table, key: str, *, height_rows: int | None = None, openable: bool = False
) -> str | None:
    """Draw a table with its download; returns the code of the row that was clicked, None where none was."""
    shown = min(len(table.rows), height_rows or len(table.rows))
    event = st.dataframe(
        frame_of(table),
        hide_index=True,
        width="stretch",
        height=(shown + 1) * ROW_HEIGHT + 2,
        column_config={column.label: _configured(column, table) for column in table.columns},
        key=key,
        on_select="rerun" if openable else "ignore",
        selection_mode="single-row",
        row_height=ROW_HEIGHT,
        alt=table.title,
    )
    show_download(screen, table, key)
    if not openable:
        return None
    rows = event.selection.rows
    return table.codes[rows[0]] if rows else None


def show_download(screen: Screen, table: Table, key: str) -> None:
    """The button that makes the workbook of a table when it is pressed."""
    st.download_button(
        screen.text("frame.download"),
        data=_maker(screen, table),
        file_name=f"{screen.view.evaluation.code}_{screen.view.month}_{key}.xlsx",
        mime=XLSX,
        key=f"{key}_xlsx",
        on_click="ignore",
        type="tertiary",
    )


def _maker(screen: Screen, table: Table) -> Callable[[], bytes]:
    view = screen.view
    heading = (
        name_in(view.evaluation.name, screen.language),
        f"{month_text(view.month, screen.language)} · {screen.text('frame.data_date', date=data_date(view.month))}",
    )
    marks = (screen.text("frame.demonstration"),) if view.provenance.demonstration else ()
    return lambda: table_workbook(table, heading=heading, marks=marks, language=screen.language)


def frame_of(table: Table) -> pd.DataFrame:
    """The table for the browser; numbers are rounded already, so that what is shown is what was computed."""
    return pd.DataFrame(
        {column.label: [_shown(row[column.key], column) for row in table.rows] for column in table.columns}
    )


def _shown(cell: Cell, column: Column) -> object:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell


def _configured(column: Column, table: Table) -> object:
    width = "large" if column.wide else None
    if column.kind is Kind.WORDS:
        return st.column_config.TextColumn(help=column.explained, width=width)
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
