"""The parts of the screen on which values are typed: which rows, the finding, what others did, the grid."""

from dataclasses import dataclass

import streamlit as st

from app.services.editing import Draft, changed_by_others, read_again
from app.services.editing_tables import Grid, GridRow, allowed_words, rows_of_indicator, rows_of_points, rows_of_unit
from app.services.entry_words import indicator_with
from app.services.wording import month_text, name_in
from app.storage.records import Content
from app.views import cached
from app.views.frame import Screen, card, escaped, segments, select, show_finding, unit_label
from app.views.unsaved import hold
from app.views.values_draft import current_draft
from app.views.values_grid import show_grid
from scoring.model import State

BY_UNIT, BY_INDICATOR, POINTS = "unit", "indicator", "points"
ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which cells stand in the grid; ``code`` is a unit or an indicator."""

    by: str
    code: str


def choose_rows(screen: Screen) -> Chosen:
    """The indicators of the unit at the top, the units of an indicator, or the points of the unit."""
    names = {by: screen.text(f"edit.by.{by}") for by in (BY_UNIT, BY_INDICATOR, POINTS)}
    with st.container(horizontal=True, vertical_alignment="center"):
        by = segments("rows", screen.text("edit.rows"), names, BY_UNIT)
        if by != BY_INDICATOR:
            st.caption(escaped(screen.text("edit.unit_above", unit=unit_label(screen, screen.unit))))
            return Chosen(by, screen.unit)
        indicators = {
            one.code: f"{one.code} {name_in(one.name, screen.language)}" for one in screen.view.evaluation.indicators()
        }
        code = select("edited", screen.text("edit.indicator"), indicators, next(iter(indicators)), visible=False)
        return Chosen(by, code)


def show_values_finding(screen: Screen, chosen: Chosen, draft: Draft) -> None:
    """How many cells are not saved, else how many are empty."""
    if draft.typed:
        title = screen.text("edit.title_unsaved", count=len(draft.typed))
    elif screen.view.closed is not None:
        title = screen.text("edit.title_closed", month=month_text(screen.view.month, screen.language))
    else:
        title = _title(screen, chosen, draft)
    show_finding(screen, title, screen.text("edit.line"))


def _title(screen: Screen, chosen: Chosen, draft: Draft) -> str:
    if chosen.by == POINTS:
        count = sum(unit == chosen.code and kind != "value" for kind, unit, _ in draft.seen)
        return screen.text("edit.title_points", unit=unit_label(screen, chosen.code), count=count)
    evaluation = screen.view.evaluation
    if chosen.by == BY_UNIT:
        cells = [draft.seen.get(("value", chosen.code, one.code)) for one in evaluation.indicators()]
        name = unit_label(screen, chosen.code)
    else:
        cells = [draft.seen.get(("value", one.code, chosen.code)) for one in evaluation.units]
        indicator = indicator_with(evaluation, chosen.code)
        name = chosen.code if indicator is None else name_in(indicator.name, screen.language)
    missing = sum(map(_is_missing, cells))
    key = "title_missing" if missing else "title_full"
    return screen.text(f"edit.{key}.{chosen.by}", name=name, count=len(cells), missing=missing)


def _is_missing(content: Content | None) -> bool:
    return content is None or content.state is State.NOT_SUBMITTED


def show_others(screen: Screen, draft: Draft) -> None:
    """That others have written meanwhile, and the way to see it; what is typed stays."""
    others = changed_by_others(cached.store(), draft) - draft.typed.keys() if draft.typed else frozenset()
    if not others:
        return
    words, button = st.columns([3, 1], vertical_alignment="center")
    words.info(screen.text("edit.others", count=len(others)))
    button.button(screen.text("edit.read_again"), key="read_again", on_click=_read_again, args=(draft,))


def _read_again(draft: Draft) -> None:
    hold(read_again(cached.store(), draft))


def show_grid_card(screen: Screen, chosen: Chosen) -> tuple[GridRow, ...]:
    """The grid of what was chosen; gives its rows."""
    draft = current_draft(screen)
    rows = _rows(screen, chosen, draft)
    title = screen.text(f"edit.card.{chosen.by}")
    with card(title, _explained(screen, chosen)):
        if not rows:
            st.info(screen.text("edit.no_points"))
            return rows
        name = f"{chosen.by}_{chosen.code}_{screen.view.evaluation.code}_{screen.view.month}_{draft.drawing}"
        show_grid(screen, name, rows, height_rows=ROWS_SHOWN, locked=screen.view.closed is not None)
    return rows


def _rows(screen: Screen, chosen: Chosen, draft: Draft) -> tuple[GridRow, ...]:
    view, store = screen.view, cached.store()
    about = (view.evaluation.code, view.month)
    grid = Grid(view, draft, store.last_sources(*about), screen.language)
    if chosen.by == BY_UNIT:
        return rows_of_unit(grid, chosen.code)
    if chosen.by == BY_INDICATOR:
        return rows_of_indicator(grid, chosen.code)
    return rows_of_points(grid, store.month_data(*about), chosen.code)


def _explained(screen: Screen, chosen: Chosen) -> str:
    indicator = indicator_with(screen.view.evaluation, chosen.code) if chosen.by == BY_INDICATOR else None
    if indicator is None:
        return screen.text(f"edit.explained.{chosen.by}")
    measure = name_in(indicator.unit_of_measure, screen.language)
    allowed = allowed_words(indicator, screen.language)
    return " · ".join(filter(None, (screen.text("edit.measured_in", measure=measure) if measure else "", allowed)))
