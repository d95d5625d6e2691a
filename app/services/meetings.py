"""The meetings of an evaluation: when, about which month, on which frozen snapshot, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.services.applying import tidy_name
from app.services.decisions import NotWritten
from app.services.written import Register, Written
from app.storage.store import Store
from scoring.problem import Problem

LONGEST_TITLE = 80
EXTRA, WHAT_IF = "extra.", "scenario."
"""How the keys of what the planner adds begin; a number follows."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda: the key of its slide, whether it is shown, and the planner's note for the speaker."""

    key: str
    shown: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """An item that the planner wrote: a title and lines of text."""

    key: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A kept scenario as it was when it was brought into the meeting; ``content`` is its text as in an address."""

    key: str
    name: str
    note: str
    content: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; ``snapshot`` is the number of the frozen data, None until they are frozen.

    ``items`` is the order of the agenda; a slide that is not among them follows at its usual place. A meeting that
    was dropped stays with what it decided, but is not on the list.
    """

    title: str
    held_on: date
    month: str
    unit: str
    chair: str = ""
    snapshot: int | None = None
    items: tuple[Item, ...] = ()
    extras: tuple[Extra, ...] = ()
    dropped: bool = False
    what_ifs: tuple[WhatIf, ...] = ()


Kept = Written[Meeting]
_REGISTER = Register("meeting", Meeting)


def meetings_of(store: Store, evaluation: str) -> tuple[Kept, ...]:
    """The meetings of an evaluation, the last one first."""
    listed = (one for one in _REGISTER.all(store, evaluation) if not one.content.dropped)
    return tuple(sorted(listed, key=lambda one: (one.content.held_on, one.key), reverse=True))


def call_meeting(store: Store, evaluation: str, meeting: Meeting, signed: tuple[str, datetime]) -> str:
    """Put a new meeting on the list and give its key; NotWritten where the title or the name is missing."""
    meeting, who = _checked(meeting, signed[0])
    return _REGISTER.add_once(store, evaluation, meeting, (who, signed[1]), "m")


def change_meeting(store: Store, evaluation: str, kept: Kept, now: Meeting, signed: tuple[str, datetime]) -> None:
    """Write a meeting anew; LedgerChanged where somebody was faster."""
    meeting, who = _checked(now, signed[0])
    _REGISTER.write(store, _REGISTER.draft(evaluation, kept.key, meeting), kept.entry, (who, signed[1]))


def arranged(meeting: Meeting, keys: Iterable[str]) -> tuple[Item, ...]:
    """The agenda over the slides there are: the planner's order first, what is new at its usual place behind it."""
    usual = tuple(dict.fromkeys(keys))
    items = [item for item in meeting.items if item.key in usual]
    for key in usual:
        if all(item.key != key for item in items):
            items.insert(_place(items, usual, key), Item(key))
    return tuple(items)


def with_extra(meeting: Meeting, title: str, lines: tuple[str, ...]) -> Meeting:
    """The meeting with a slide of the planner's own."""
    return replace(meeting, extras=(*meeting.extras, Extra(_new_key(meeting, EXTRA), title, lines)))


def with_what_if(meeting: Meeting, name: str, note: str, content: str) -> Meeting:
    """The meeting with a copy of a scenario."""
    return replace(meeting, what_ifs=(*meeting.what_ifs, WhatIf(_new_key(meeting, WHAT_IF), name, note, content)))


def without(meeting: Meeting, key: str) -> Meeting:
    """The meeting without a slide or a scenario that was added, its place and its note."""
    return replace(
        meeting,
        items=tuple(one for one in meeting.items if one.key != key),
        extras=tuple(one for one in meeting.extras if one.key != key),
        what_ifs=tuple(one for one in meeting.what_ifs if one.key != key),
    )


def _new_key(meeting: Meeting, kind: str) -> str:
    """A key that nothing in the meeting has, not even the place of what was dropped."""
    added = (*(one.key for one in meeting.extras), *(one.key for one in meeting.what_ifs))
    keys = (*(one.key for one in meeting.items), *added)
    taken = (int(key.removeprefix(kind)) for key in keys if key.startswith(kind))
    return f"{kind}{1 + max(taken, default=0)}"


def _place(items: list[Item], usual: tuple[str, ...], key: str) -> int:
    """Behind the nearest of those that usually come before it."""
    before = usual[: usual.index(key)]
    places = [number for number, item in enumerate(items) if item.key in before]
    return max(places) + 1 if places else 0


def _checked(meeting: Meeting, who: str) -> tuple[Meeting, str]:
    tidy, name = replace(meeting, title=" ".join(meeting.title.split()), chair=tidy_name(meeting.chair)), tidy_name(who)
    problems = []
    if not tidy.title:
        problems.append(Problem("meetings.problem.title_missing", ""))
    if len(tidy.title) > LONGEST_TITLE:
        problems.append(Problem("meetings.problem.title_long", "", {"longest": str(LONGEST_TITLE)}))
    if not name:
        problems.append(Problem("meetings.problem.name_missing", ""))
    if problems:
        raise NotWritten(tuple(problems))
    return tidy, name
