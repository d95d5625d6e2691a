"""What every screen shares: the choices at the top, the finding with its marks, cards, problems and empty states."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from app.definition import DefinitionError
from app.services.findings import data_date
from app.services.months import Choice, MonthView, NoDataError, UnscorableError, default_choice
from app.services.problems import describe
from app.services.wording import month_text, name_in, unit_name
from app.storage.errors import StoreError
from app.text.catalogue import LANGUAGES, text
from app.views import cached, state
from app.views.component.keyboard import listen_to_keyboard
from app.views.marks import show_marks
from app.views.unsaved import with_unsaved
from scoring.model import Evaluation
from scoring.problem import Problem


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen shows: the language, the unit looked at from, and the scored month."""

    language: str
    unit: str
    view: MonthView

    def text(self, key: str, **values: object) -> str:
        """A text in the language of the screen."""
        return text(key, self.language, **values)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a screen that brings data in has: the language, and the choices at the top where there are data."""

    language: str
    screen: Screen | None

    def text(self, key: str, **values: object) -> str:
        """A text in the language of the desk."""
        return text(key, self.language, **values)


def choose_language() -> str:
    """The language of the address, or Korean; the first choice of a run."""
    state.begin()
    return state.resolve(state.LANGUAGE, LANGUAGES, LANGUAGES[0])


def show_choices(language: str, *, needs_data: bool, needs_store: bool = True) -> Screen | None:
    """Draw evaluation, month, unit and language at the top; None, with a message, where nothing can be shown.

    A screen that brings data in needs none: without data, or with data that do not fit, the page stays free for it.
    One that brings the store back does not even need that to open.
    """
    places = st.columns([4.6, 3.2, 2.2, 1.6], vertical_alignment="center")
    state.keep("header", st.container())
    state.keep("ready", False)
    with places[3]:
        _show_language(language)
    try:
        screen = _show_selectors(places, language)
        state.keep("ready", True)
        return screen
    except DefinitionError as error:
        show_problems(error.problems, language, "frame.definition_wrong")
    except UnscorableError as error:
        state.keep("ready", not needs_data)
        if needs_data:
            show_problems(error.problems, language, "frame.data_wrong")
    except StoreError as error:
        state.keep("ready", not needs_store)
        if needs_store:
            detail = describe(error.problem, language)
            show_empty(text("frame.no_store", language), text("frame.no_store_do", language), detail)
    except NoDataError:
        state.keep("ready", not needs_data)
        if needs_data:
            show_empty(text("frame.no_data", language), text("frame.no_data_do", language))
    return None


def show_menu(
    sections: dict[str, list[tuple[StreamlitPage, str]]], opened: StreamlitPage, screen: Screen | None, language: str
) -> None:
    """The menu at the side: open are the first section, that of the open screen and those with unsaved work.

    Every entry carries the choices at the top, so that they hold on the next screen.
    """
    with st.sidebar:
        st.subheader(text("frame.product", language), anchor=False)
        if screen is not None:
            st.caption(
                text("frame.office", language, unit=unit_label(screen, screen.view.evaluation.home or screen.unit))
            )
        for number, (section, pages) in enumerate(sections.items()):
            labels = [(page, with_unsaved(page.url_path, label, language)) for page, label in pages]
            needed = opened in [page for page, _ in pages] or labels != pages
            with st.expander(section, expanded=number == 0 or needed, type="compact"):
                for page, label in labels:
                    state.show_link(page, label)
        listen_to_keyboard(text("frame.row_keys", language))


def show_page(page: StreamlitPage, screen: Screen | None, language: str) -> None:
    """Run the script of a screen; another month that it looks at may not fit the definition."""
    state.keep("screen", screen)
    state.keep("desk", Desk(language, screen))
    if not state.kept("ready"):
        return
    try:
        page.run()
    except UnscorableError as error:
        show_problems(error.problems, language, "frame.data_wrong")


def finish() -> None:
    """End a run: what was chosen stands in the address."""
    state.write_address()


def opened_screen() -> Screen:
    """The choices made at the top, for the script of a screen."""
    screen: Screen = state.kept("screen")
    return screen


def opened_desk() -> Desk:
    """The same for a screen that needs no data."""
    desk: Desk = state.kept("desk")
    return desk


def _show_language(language: str) -> None:
    state.seed(state.LANGUAGE, language)
    st.segmented_control(
        text("frame.language", language),
        LANGUAGES,
        format_func=lambda code: {"ko": "KO", "en": "EN"}[code],
        key=state.LANGUAGE,
        required=True,
        label_visibility="collapsed",
    )
    state.publish(state.LANGUAGE, language)


def _show_selectors(places: list, language: str) -> Screen:
    found = cached.available()
    evaluation, _ = default_choice(found)
    with_data = [choice for choice in found if choice.months]
    with places[0]:
        code = select(
            state.EVALUATION,
            text("frame.evaluation", language),
            {choice.evaluation.code: name_in(choice.evaluation.name, language) for choice in with_data},
            evaluation.code,
            visible=False,
        )
    choice = next(choice for choice in with_data if choice.evaluation.code == code)
    with places[1]:
        months = {month: _month_label(choice, month, language) for month in reversed(choice.months)}
        month = select(state.MONTH, text("frame.month", language), months, choice.months[-1], visible=False)
    try:
        view = cached.view_of(code, month)
    except UnscorableError:
        with places[2]:
            _show_unit(choice.evaluation, language)
        raise
    with places[2]:
        unit = _show_unit(view.evaluation, language)
    return Screen(language, unit, view)


def _month_label(choice: Choice, month: str, language: str) -> str:
    key = "frame.month_final" if month == choice.evaluation.months[-1] else "frame.month_other"
    if month in cached.closed_months(choice.evaluation.code):
        key = "closing.month_closed"
    return text(key, language, month=month_text(month, language))


def _show_unit(evaluation: Evaluation, language: str) -> str:
    units = sorted(evaluation.units, key=lambda unit: name_in(unit.name, language))
    names = {unit.code: name_in(unit.name, language) for unit in units}
    home = evaluation.home if evaluation.home in names else next(iter(names))
    if state.used(state.UNIT):
        for name in state.OF_THE_UNIT:
            state.forget(name)
    return select(state.UNIT, text("frame.unit", language), names, home or "", visible=False)


def select(name: str, label: str, options: dict[str, str], default: str, *, visible: bool = True) -> str:
    """A drop-down whose choice stands in the address as a code; returns the code."""
    value = state.resolve(name, tuple(options), default)
    state.seed(name, value)
    st.selectbox(
        label,
        tuple(options),
        format_func=lambda code: options.get(code, code),
        key=name,
        label_visibility="visible" if visible else "collapsed",
    )
    state.publish(name, value, default if visible else None)
    return value


def segments(name: str, label: str, options: dict[str, str], default: str) -> str:
    """A row of buttons, one of which is chosen; the choice stands in the address as a code."""
    value = state.resolve(name, tuple(options), default)
    state.seed(name, value)
    st.segmented_control(
        label,
        tuple(options),
        format_func=lambda code: options.get(code, code),
        key=name,
        required=True,
        label_visibility="collapsed",
    )
    state.publish(name, value, default)
    return value


def show_finding(screen: Screen, title: str, line: str = "", *, what_if: bool = False) -> None:
    """The finding of the screen as its title, and below it the data date, the marks and one more line."""
    date = screen.text("frame.data_date", date=data_date(screen.view.month))
    with state.kept("header"):
        st.title(escaped(title), anchor=False)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if what_if:
                st.badge(screen.text("frame.what_if"), color="violet", help=screen.text("frame.what_if_help"))
            st.markdown(f"{escaped(line)} · {date}" if line else date, width="content")
            show_marks(screen.view, screen.unit, screen.language)


def show_desk_finding(title: str, line: str = "") -> None:
    """The finding of a screen that brings data in, and one more line."""
    with state.kept("header"):
        st.title(escaped(title), anchor=False)
        if line:
            st.markdown(escaped(line))


def card(title: str, explained: str = "") -> "st.delta_generator.DeltaGenerator":
    """A bordered part of a screen with its heading; to be used with ``with``."""
    container = st.container(border=True)
    heading = f"**{escaped(title)}**"
    container.markdown(f"{heading} — {escaped(explained)}" if explained else heading)
    return container


def show_problems(problems: Iterable[Problem], language: str, title: str) -> None:
    """All problems of a definition or of the data, each with its place, instead of the screen."""
    listed = tuple(problems)
    st.title(text(title, language, count=len(listed)), anchor=False)
    st.markdown(text(f"{title}_do", language))
    rows = [
        {
            text("frame.place", language): escaped(problem.place),
            text("frame.problem", language): escaped(describe(replace(problem, place=""), language)),
        }
        for problem in listed
    ]
    st.table(rows, border="horizontal", hide_index=True)


def show_empty(title: str, to_do: str, detail: str = "") -> None:
    """Nothing to show: what is missing and what to do next."""
    st.title(title, anchor=False)
    st.info(to_do)
    if detail:
        st.caption(escaped(detail))


def escaped(words: str) -> str:
    """Words as they are: signs that Markdown would read as formatting are kept from it."""
    table = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]<>#+|~$:"}
    return words.translate(table)


def unit_label(screen: Screen, code: str) -> str:
    """The name of a unit in the language of the screen."""
    return unit_name(screen.view.evaluation, code, screen.language)
