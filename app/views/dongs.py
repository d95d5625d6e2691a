"""The parts of the screen of values per dong."""

from datetime import UTC, datetime
from fractions import Fraction

import streamlit as st

from app.charts.dong_bars import PartBar, describe_dong_bars, dong_bars
from app.services.dong_entry import Draft, Plan, drop, plan_parts, save
from app.services.dong_words import (
    city_text,
    clash_rows,
    dongs_title,
    made_text,
    mark_text,
    part_text,
    problems_rows,
    saving_text,
    stands_table,
    verdict_text,
)
from app.services.dongs import Stand, indicators_by_dong, stands_of
from app.services.entry_words import content_words, source_words
from app.services.wording import name_in
from app.storage.errors import LedgerChanged, MonthClosed, StoreChanged
from app.storage.records import Content
from app.views import cached
from app.views.dongs_grid import hold, see_again, show_grid
from app.views.figures import WIDE, show_chart
from app.views.frame import Screen, card, escaped, select, show_finding, unit_label
from app.views.person import ask_name, entered_name
from app.views.progress import courses_of
from app.views.said import say, show_said
from app.views.tables import filtered, heading_of, show_download
from scoring.model import Indicator

INDICATOR = "by_dong"
CHOICE_WIDTH = 520


def show_why_none(screen: Screen) -> bool:
    """Say why there is nothing to enter here; whether that is so."""
    evaluation = screen.view.evaluation
    if not evaluation.parts:
        reason, values = "no_dongs", {}
    elif evaluation.home != screen.unit:
        home = unit_label(screen, evaluation.home) if evaluation.home else ""
        reason, values = "not_home", {"home": home, "unit": unit_label(screen, screen.unit)}
    elif not indicators_by_dong(evaluation):
        reason, values = "no_indicator", {}
    else:
        return False
    show_finding(screen, screen.text(f"dongs.none.{reason}", **values))
    st.info(screen.text(f"dongs.none_do.{reason}", **values))
    return True


def _named(screen: Screen, indicator: Indicator) -> str:
    return f"{indicator.code} {name_in(indicator.name, screen.language)}"


def choose_indicator(screen: Screen) -> Indicator:
    """One of the indicators that are worked by dong offices."""
    listed = {one.code: one for one in indicators_by_dong(screen.view.evaluation)}
    names = {
        code: screen.text(
            "dongs.choice",
            code=code,
            name=name_in(one.name, screen.language),
            kind=screen.text(f"dongs.kind.{one.parts.value if one.parts else ''}"),
        )
        for code, one in listed.items()
    }
    with st.container(width=CHOICE_WIDTH):
        return listed[select(INDICATOR, screen.text("dongs.indicator"), names, next(iter(names)))]


def stands_on(screen: Screen, draft: Draft) -> tuple[Stand, ...]:
    """Every dong as it is saved, the farthest behind first."""
    code = draft.sheet.indicator.code
    course = next((one for one in courses_of(screen) if one.indicator.code == code), None)
    expected = course.expected.value if course and course.expected else None
    return stands_of(draft.sheet, expected)


def show_dongs_finding(screen: Screen, draft: Draft, stands: tuple[Stand, ...]) -> None:
    """What is missing, what disagrees, or who lags most; below it both values."""
    sheet = draft.sheet
    line = screen.text(
        f"dongs.line.{sheet.kind.value}",
        made=made_text(sheet, screen.language),
        entered=len(sheet.entered),
        count=len(sheet.dongs),
        city=city_text(sheet, screen.language),
    )
    show_finding(screen, dongs_title(draft, stands, screen.language), line)


def show_differing(screen: Screen, draft: Draft) -> None:
    """That the value of the unit is not the one that its dongs make, with both; entries that are not added."""
    sheet = draft.sheet
    if not sheet.agrees:
        made, city = made_text(sheet, screen.language), city_text(sheet, screen.language)
        st.warning(escaped(screen.text("dongs.differs", made=made, city=city)))
    if sheet.strangers:
        st.info(screen.text("dongs.strangers", count=sheet.strangers))


def show_entry(screen: Screen, draft: Draft, stands: tuple[Stand, ...]) -> None:
    """The grid, what is saved of it as xlsx, and the way to save it; a closed month shows what stands."""
    locked = screen.view.closed is not None
    key = f"dongs.explained.{draft.sheet.kind.value}"
    with card(screen.text("dongs.card"), screen.text(key)):
        if locked:
            st.info(screen.text("dongs.closed"))
        show_grid(screen, draft, locked=locked)
        chosen = {
            "frame.unit": unit_label(screen, screen.unit),
            "dongs.indicator": _named(screen, draft.sheet.indicator),
        }
        table = filtered(screen, stands_table(draft.sheet, stands, screen.language), chosen)
        show_download(screen, table, "dongs", heading_of(screen, "dongs"))
        _show_clashes(screen, draft)
        if not locked:
            _show_save(screen, draft)
        show_said(screen)


def _show_clashes(screen: Screen, draft: Draft) -> None:
    """What others wrote first, beside what was typed or seen."""
    if draft.clashes:
        st.warning(screen.text("dongs.clashes", count=len(draft.clashes)))
        st.table(
            [
                {key: escaped(cell) for key, cell in row.items()}
                for row in clash_rows(draft.sheet, draft.clashes, screen.language)
            ],
            border="horizontal",
            hide_index=True,
        )
        mine = tuple(clash.dong for clash in draft.clashes if clash.mine is not None)
        if mine:
            st.button(screen.text("dongs.theirs"), key="dongs_theirs", on_click=_theirs, args=(draft, mine))
    if draft.moved is not None:
        source = cached.store().last_sources(draft.sheet.place.evaluation, draft.sheet.place.month)
        by = source.get(draft.sheet.place.cell)
        st.warning(
            escaped(
                screen.text(
                    "dongs.moved",
                    seen=_content(screen, draft, draft.moved.seen),
                    found=_content(screen, draft, draft.moved.found),
                    who=by.who if by else "",
                    source=source_words(by, screen.language),
                )
            )
        )


def _content(screen: Screen, draft: Draft, content: Content | None) -> str:
    return content_words(screen.view.evaluation, draft.sheet.place.cell, content, screen.language)


def _show_save(screen: Screen, draft: Draft) -> None:
    plan = plan_parts(draft)
    if plan.errors:
        st.error(screen.text("dongs.errors", count=len(plan.errors)))
        rows = problems_rows(draft.sheet, plan.errors, screen.language)
        st.table(
            [{key: escaped(cell) for key, cell in row.items()} for row in rows], border="horizontal", hide_index=True
        )
    else:
        st.markdown(escaped(saving_text(screen.view.evaluation, plan, screen.language)))
    name, save_button, discard = st.columns([2, 1.4, 1.4], vertical_alignment="bottom")
    with name:
        ask_name(screen.language)
    save_button.button(
        screen.text("dongs.save"),
        key="save_dongs",
        type="primary",
        disabled=not plan.writes,
        on_click=_save,
        args=(screen, draft, plan),
        width="stretch",
    )
    if draft.typed:
        discard.button(
            screen.text("dongs.discard"), key="discard_dongs", on_click=_discard, args=(draft,), width="stretch"
        )


def _save(screen: Screen, draft: Draft, plan: Plan) -> None:
    who = entered_name()
    if not who:
        say("dongs.name_first", warning=True)
        return
    note = screen.text(f"dongs.note.{draft.sheet.kind.value}", count=len(draft.sheet.dongs))
    try:
        save(cached.store(), plan, note, (who, datetime.now(UTC)))
    except (LedgerChanged, StoreChanged):
        see_again(screen, draft)
        say("dongs.conflict", warning=True)
    except MonthClosed:
        say("dongs.closed_now", warning=True)
    else:
        hold(drop(see_again(screen, drop(draft))))
        key = "saved" if plan.value is not None else "saved_without_value"
        say(f"dongs.{key}", count=len(plan.changed), missing=len(plan.missing))


def _discard(draft: Draft) -> None:
    hold(drop(draft))


def _theirs(draft: Draft, dongs: tuple[str, ...]) -> None:
    hold(drop(draft, dongs))


def show_stands(screen: Screen, draft: Draft, stands: tuple[Stand, ...]) -> None:
    """Every dong that has entered beside the others as saved, the farthest behind first."""
    sheet, language = draft.sheet, screen.language
    if not sheet.entered:
        st.caption(screen.text("dongs.nothing_to_compare"))
        return
    with card(screen.text("dongs.stands"), screen.text(f"dongs.stands_explained.{sheet.kind.value}")):
        bars = [_bar(screen, draft, stand) for stand in stands if stand.figure is not None]
        mark = mark_text(sheet, language)
        if bars:
            show_chart(
                dong_bars(bars, mark, language, size=WIDE), "dong_bars", describe_dong_bars(bars, mark, language)
            )


def _bar(screen: Screen, draft: Draft, stand: Stand) -> PartBar:
    sheet = draft.sheet
    entered = part_text(sheet.entered.get(stand.dong.code), sheet, screen.language)
    label = f"{entered} {verdict_text(stand, sheet, screen.language)}"
    name = name_in(stand.dong.name, screen.language)
    return PartBar(name, stand.figure or Fraction(0), stand.mark, label, stand.lags)
