"""The grid in which values per dong are typed, and the draft that holds them until they are saved."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from app.services.dong_entry import Draft, put, read_again, typed_of
from app.services.dong_words import part_text, touched_text
from app.services.dongs import Place, Sheet, sheet_of
from app.services.wording import name_in
from app.views import cached, state
from app.views.frame import Screen
from app.views.tables import ROW_HEIGHT
from scoring.model import Indicator, Parts

DRAFTS = "dong_drafts"
LONGEST = 60
COLUMNS = {Parts.SUM: ("value",), Parts.RATIO: ("done", "total")}
ROWS_SHOWN = 12


def current_draft(screen: Screen, indicator: Indicator) -> Draft:
    """What is typed for an indicator in the month at the top; while nothing is, it follows what others write."""
    sheet = sheet_of(cached.store(), screen.view, screen.unit, indicator)
    _fold(sheet.place)
    draft = drafts().get(sheet.place)
    if draft is None:
        return hold(Draft(sheet))
    if not draft.typed and draft.sheet != sheet:
        return hold(Draft(sheet, drawing=draft.drawing + 1))
    return draft


def drafts() -> dict[Place, Draft]:
    """Everything that this visitor has typed and not saved."""
    held: dict[Place, Draft] = state.remembered(DRAFTS, {})
    return held


def hold(draft: Draft) -> Draft:
    """Keep a draft in the place of the one before."""
    state.remember(DRAFTS, {**drafts(), draft.sheet.place: draft})
    return draft


def see_again(screen: Screen, draft: Draft) -> Draft:
    """The draft on top of what others have written meanwhile."""
    return hold(read_again(draft, sheet_of(cached.store(), screen.view, screen.unit, draft.sheet.indicator)))


def show_grid(screen: Screen, draft: Draft, *, locked: bool) -> None:
    """One row per dong: the month before, what stands or was typed, who entered it last."""
    sheet = draft.sheet
    typed = COLUMNS[sheet.kind]
    st.data_editor(
        pd.DataFrame([_row(screen, draft, dong.code, name_in(dong.name, screen.language)) for dong in sheet.dongs]),
        hide_index=True,
        width="stretch",
        height=(min(len(sheet.dongs), ROWS_SHOWN) + 1) * ROW_HEIGHT + 2,
        row_height=ROW_HEIGHT,
        column_config={name: _configured(screen, sheet, name) for name in ("dong", "before", *typed, "touched")},
        disabled=True if locked else ["dong", "before", "touched"],
        key=_key(draft),
        on_change=_fold,
        args=(sheet.place,),
        alt=screen.text("dongs.grid"),
    )


def _row(screen: Screen, draft: Draft, dong: str, name: str) -> dict[str, str]:
    sheet = draft.sheet
    typed = draft.typed.get(dong, typed_of(sheet, dong))
    return {
        "dong": name,
        "before": part_text(sheet.before.get(dong), sheet, screen.language),
        **dict(zip(COLUMNS[sheet.kind], typed, strict=True)),
        "touched": touched_text(sheet.parts.get(dong), screen.language),
    }


def _configured(screen: Screen, sheet: Sheet, name: str) -> object:
    typed = name in COLUMNS[sheet.kind]
    measure = name_in(sheet.indicator.unit_of_measure, screen.language)
    return st.column_config.TextColumn(
        screen.text(f"dongs.column.{name}", **({"measure": measure} if name == "value" else {})),
        help=screen.text("dongs.tip.typed") if typed else None,
        alignment="right" if typed or name == "before" else None,
        max_chars=LONGEST if typed else None,
    )


def _key(draft: Draft) -> str:
    """The key of the grid; another one each time it has to begin anew."""
    place = draft.sheet.place
    return f"dongs_{place.evaluation}_{place.month}_{place.indicator}_{draft.drawing}"


def _fold(place: Place) -> None:
    """Take what was typed into the grid over into the draft; also before another screen opens."""
    draft = drafts().get(place)
    if draft is None:
        return
    edited: Mapping[str, Mapping[str, str | None]] = state.held(_key(draft), {}).get("edited_rows", {})
    if not edited:
        return
    typed = {}
    for row, cells in edited.items():
        dong = draft.sheet.dongs[int(row)].code
        stood = draft.typed.get(dong, typed_of(draft.sheet, dong))
        names = COLUMNS[draft.sheet.kind]
        typed[dong] = tuple((cells.get(name, was) or "") for name, was in zip(names, stood, strict=True))
    hold(put(draft, typed))
