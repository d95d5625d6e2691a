"""The planner's chances for grades given by hand: percents by letter, saved with a name."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import streamlit as st

from app.services.judgements import Percents, Refused, Sheet, changed, check, save, sheet_of
from app.services.outlook import Outlook
from app.services.outlook_tables import basis_text
from app.services.wording import cell_text, chance_text, name_in
from app.storage.errors import LedgerChanged
from app.views import cached
from app.views.frame import Screen, card, escaped, unit_label
from app.views.person import ask_name, entered_name
from app.views.said import say, show_said
from app.views.tables import ROW_HEIGHT
from scoring.forecast import CellOutlook
from scoring.model import Indicator


def show_hands(screen: Screen, outlook: Outlook) -> None:
    """One row per grade by hand; nothing is saved that does not add up to 100."""
    show_said(screen)
    sheet = sheet_of(cached.store(), screen.view.result, screen.unit)
    if not sheet.indicators:
        st.info(screen.text("outlook.hands.none"))
        return
    if outlook.decided:
        st.info(screen.text("outlook.hands.decided"))
    title = screen.text("outlook.hands.card", unit=unit_label(screen, screen.unit))
    with card(title, screen.text("outlook.hands.explained")):
        typed = _ask_percents(screen, sheet, outlook)
        if not outlook.decided:
            _show_save(screen, sheet, changed(sheet, typed))


def _letters(sheet: Sheet) -> tuple[str, ...]:
    """The letters of all scales together, in their order."""
    return tuple(dict.fromkeys(step.letter for one in sheet.indicators for step in one.scale.steps))


def _ask_percents(screen: Screen, sheet: Sheet, outlook: Outlook) -> dict[str, Percents]:
    letters = _letters(sheet)
    rows = [_row(screen, sheet, outlook, one, letters) for one in sheet.indicators]
    fixed = [column for column in rows[0] if column not in letters]
    number = st.column_config.NumberColumn
    edited = st.data_editor(
        pd.DataFrame(rows),
        hide_index=True,
        width="stretch",
        height=(len(rows) + 1) * ROW_HEIGHT + 2,
        row_height=ROW_HEIGHT,
        column_config={
            letter: number(help=screen.text("outlook.hands.tip_letter"), min_value=0, max_value=100, width=60)
            for letter in letters
        },
        disabled=True if outlook.decided else fixed,
        key=f"hands_{screen.unit}_{cached.store().ledger_version()}",
        placeholder="",
        alt=screen.text("outlook.hands.table"),
    )
    percents = edited[list(letters)].to_dict("records")
    return {one.code: _percents(row) for one, row in zip(sheet.indicators, percents, strict=True)}


def _row(
    screen: Screen, sheet: Sheet, outlook: Outlook, indicator: Indicator, letters: tuple[str, ...]
) -> dict[str, object]:
    cell = outlook.cells[screen.unit][indicator.code]
    said, entry = sheet.percents(indicator.code), sheet.entries.get(indicator.code)
    by = {"who": entry.who, "date": f"{entry.at.astimezone():%Y-%m-%d}"} if entry else None
    words = {
        "indicator": name_in(indicator.name, screen.language),
        "grade": cell_text(screen.view.result.standings[screen.unit].grades[indicator.code], screen.language),
        "used": _chances(cell),
        "basis": basis_text(cell.basis, screen.language),
        "who": screen.text("outlook.hands.by", **by) if by else "",
    }
    named = {screen.text(f"outlook.hands.column.{key}"): word for key, word in words.items()}
    first, *others = named.items()
    percents = {letter: float(said[letter]) if letter in said else None for letter in letters}
    return {**dict([first, others[0]]), **percents, **dict(others[1:])}


def _chances(cell: CellOutlook) -> str:
    return " · ".join(f"{letter} {chance_text(chance)}" for letter, chance in cell.chances.items() if chance)


def _percents(row: Mapping[str, object]) -> Percents:
    """What is typed, as it is written; empty cells and 0 say nothing."""
    typed = {letter: Decimal(str(value)).normalize() for letter, value in row.items() if not pd.isna(value)}
    return {letter: percent for letter, percent in typed.items() if percent}


def _show_save(screen: Screen, sheet: Sheet, wanted: dict[str, Percents]) -> None:
    refused = check(sheet, wanted)
    if refused:
        names = ", ".join(_refused(screen, one) for one in refused)
        st.warning(escaped(screen.text("outlook.hands.refused", count=len(refused), names=names)))
    name, button = st.columns([1, 2], vertical_alignment="bottom")
    with name:
        ask_name(screen.language)
    with button:
        st.button(
            screen.text("outlook.hands.save", count=len(wanted)) if wanted else screen.text("outlook.hands.nothing"),
            key="save_hands",
            type="primary",
            disabled=bool(refused) or not wanted,
            on_click=_save,
            args=(sheet, wanted),
        )


def _refused(screen: Screen, one: Refused) -> str:
    name = name_in(one.indicator.name, screen.language)
    return screen.text("outlook.hands.refused_one", name=name, total=f"{one.total:f}")


def _save(sheet: Sheet, wanted: dict[str, Percents]) -> None:
    who = entered_name()
    if not who:
        say("outlook.hands.name_first", warning=True)
        return
    try:
        written = save(cached.store(), sheet, wanted, who, datetime.now(UTC))
    except LedgerChanged as error:
        say("outlook.hands.changed", warning=True, who=error.found[0].who)
    else:
        say("outlook.hands.saved", count=written)
