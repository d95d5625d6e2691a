"""The list for the meeting on the screen: read beside what indicators are worth, added to, put in order, reset."""

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

import streamlit as st

from app.services.shortlist import Place, Shortlist, decide, propose_again, read_shortlist
from app.services.weak_tables import GAIN_DECIMALS
from app.services.wording import chance_text, name_in, score_text
from app.services.worth import Worths, worths_of
from app.services.worth_findings import list_line
from app.storage.errors import LedgerChanged
from app.views import cached, state
from app.views.frame import Screen, card, escaped
from app.views.person import ask_name, entered_name
from app.views.progress import courses_of, today
from app.views.said import say, show_said

ADDED = "shortlist_added"
WIDTHS = [0.4, 5, 1.9, 1.6, 0.5, 0.5, 0.5]
UP, DOWN, OUT = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK DOWN-POINTING TRIANGLE}", "\N{MULTIPLICATION SIGN}"


def worths_on(screen: Screen) -> Worths | None:
    """What every indicator is worth, found once for what is known and written."""
    view = screen.view
    about = ("worth", screen.unit, today().isoformat(), cached.judged(view))
    return cached.found_of(
        view, about, lambda: worths_of(view.result, screen.unit, courses_of(screen), cached.outlook_of(view))
    )


def shortlist_on(screen: Screen) -> Shortlist:
    """The list for the meeting of the unit and month at the top: as decided, else as proposed."""
    worths = worths_on(screen)
    place = Place(screen.view.evaluation.code, screen.unit, screen.view.month)
    return read_shortlist(cached.store(), place, worths.proposal if worths else ())


def show_shortlist(screen: Screen, worths: Worths | None, shortlist: Shortlist) -> None:
    """The list in its order with buttons to move and remove, a field to add, and the way back to the proposal."""
    title = screen.text("worth.list.card", count=len(shortlist.codes))
    with card(title, list_line(shortlist, screen.language)):
        names = {one.code: name_in(one.name, screen.language) for one in screen.view.evaluation.indicators()}
        if not shortlist.codes:
            st.caption(screen.text("worth.list.empty"))
        for place, code in enumerate(shortlist.codes):
            _show_entry(screen, shortlist, place, (names.get(code, code), *_said(screen, worths, code)))
        _show_adding(screen, shortlist, {code: name for code, name in names.items() if code not in shortlist.codes})
        show_said(screen)


def _said(screen: Screen, worths: Worths | None, code: str) -> tuple[str, str]:
    """Expected points and chance of an indicator, for its line."""
    worth = next((one for one in worths.listed if one.indicator.code == code), None) if worths else None
    if worth is None:
        return "", ""
    top = worth.indicator.scale.top.letter
    return (
        screen.text("worth.list.points", points=score_text(Fraction(worth.expected), GAIN_DECIMALS)),
        screen.text("worth.list.chance", top=top, chance=chance_text(worth.chance)),
    )


def _show_entry(screen: Screen, shortlist: Shortlist, place: int, words: tuple[str, ...]) -> None:
    code, last = shortlist.codes[place], len(shortlist.codes) - 1
    number, name, points, chance, *buttons = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    number.markdown(f"**{place + 1}**")
    for part, said in zip((name, points, chance), words, strict=True):
        part.markdown(escaped(said))
    acts = (
        (UP, "up", shortlist.moved(code, -1), place == 0),
        (DOWN, "down", shortlist.moved(code, 1), place == last),
        (OUT, "out", shortlist.without(code), False),
    )
    for button, (sign, act, codes, disabled) in zip(buttons, acts, strict=True):
        button.button(
            sign,
            key=f"shortlist_{act}_{code}",
            help=screen.text(f"worth.list.{act}", name=words[0]),
            type="tertiary",
            disabled=disabled,
            on_click=_decide,
            args=(shortlist, codes),
        )


def _show_adding(screen: Screen, shortlist: Shortlist, others: dict[str, str]) -> None:
    chosen, add, name, reset = st.columns([3, 1, 2, 1.6], vertical_alignment="bottom")
    chosen.selectbox(
        screen.text("worth.list.choose"),
        tuple(others),
        index=None,
        format_func=lambda code: f"{code} {others.get(code, '')}",
        key=_added(shortlist),
        placeholder=screen.text("worth.list.choose_hint"),
    )
    add.button(screen.text("worth.list.add"), key="shortlist_add", on_click=_add, args=(shortlist,), width="stretch")
    with name:
        ask_name(screen.language)
    if shortlist.kept is not None:
        reset.button(
            screen.text("worth.list.reset"), key="shortlist_reset", on_click=_reset, args=(shortlist,), width="stretch"
        )


def _added(shortlist: Shortlist) -> str:
    """The key of the field; another after each decision, so that it is empty again."""
    return f"{ADDED}_{shortlist.place.key}_{shortlist.kept.entry if shortlist.kept else 0}"


def _add(shortlist: Shortlist) -> None:
    code = state.held(_added(shortlist))
    if not code:
        say("worth.list.choose_first", warning=True)
        return
    _decide(shortlist, shortlist.with_added(str(code)))


def _decide(shortlist: Shortlist, codes: tuple[str, ...]) -> None:
    _act(lambda signed: decide(cached.store(), shortlist, codes, signed), "saved")


def _reset(shortlist: Shortlist) -> None:
    _act(lambda signed: propose_again(cached.store(), shortlist, signed), "proposed_again")


def _act(act: Callable[[tuple[str, datetime]], None], done: str) -> None:
    """Write it, and say what was done or why not."""
    who = entered_name()
    if not who:
        say("worth.list.name_first", warning=True)
        return
    try:
        act((who, datetime.now(UTC)))
    except LedgerChanged as changed:
        say("worth.list.changed", warning=True, who=changed.found[0].who)
    else:
        say(f"worth.list.{done}")
