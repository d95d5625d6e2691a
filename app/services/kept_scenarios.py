"""Scenarios that somebody has kept: listed, saved under a name, renamed, deleted and brought back.

Nothing here writes into an official table; what is kept is the text of a scenario, read again each time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.services.entry_words import moment_text
from app.services.months import MonthView
from app.services.scenarios import LONGEST_NAME, LONGEST_NOTE, Scenario, decode, encode
from app.storage.scenarios import Label, SavedScenario, ScenarioDraft, Stamp
from app.storage.store import Store
from scoring.problem import Problem
from scoring.score import Result


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario of the list as the definition reads it today; ``scenario`` is None where ``problem`` says why not."""

    saved: SavedScenario
    scenario: Scenario | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A scenario and what it makes of the month looked at; ``kept`` is None for the one in the address."""

    name: str
    scenario: Scenario
    result: Result
    kept: Kept | None = None


def kept_scenarios(store: Store, view: MonthView) -> tuple[Kept, ...]:
    """The scenarios on the list, last saved first."""
    saved = (one for one in store.scenarios(view.evaluation.code) if one.deleted_at is None)
    return tuple(_kept(one, view) for one in saved)


def deleted_scenarios(store: Store, view: MonthView) -> tuple[SavedScenario, ...]:
    """The scenarios that were deleted and can be brought back."""
    return tuple(one for one in store.scenarios(view.evaluation.code) if one.deleted_at is not None)


def _kept(saved: SavedScenario, view: MonthView) -> Kept:
    found = decode(saved.content, view.evaluation)
    if isinstance(found, Problem):
        return Kept(saved, None, found)
    return Kept(saved, replace(found, name=saved.label.name, note=saved.label.note))


def compared(kept: Iterable[Kept], scored: Callable[[Scenario], Result]) -> tuple[Compared, ...]:
    """Every scenario that can be read with its result."""
    return tuple(
        Compared(one.saved.label.name, one.scenario, scored(one.scenario), one)
        for one in kept
        if one.scenario is not None
    )


def same_changes(first: Scenario, second: Scenario) -> bool:
    """Whether two scenarios change the same, however they are called and whatever month they were made for."""
    return (first.weights, first.points, first.grades) == (second.weights, second.points, second.grades)


def label_of(name: str, note: str) -> Label | Problem:
    """A name and a note without superfluous spaces; a problem where the name is missing or one can't be kept."""
    label = Label(" ".join(name.split()), " ".join(note.split()))
    if not label.name:
        return Problem("whatif_scenarios.problem.name_missing", "")
    if not (label.name.isprintable() and label.note.isprintable()):
        return Problem("whatif_scenarios.problem.name_signs", "")
    if len(label.name) > LONGEST_NAME or len(label.note) > LONGEST_NOTE:
        longest = {"name": str(LONGEST_NAME), "note": str(LONGEST_NOTE)}
        return Problem("whatif_scenarios.problem.name_long", "", longest)
    return label


def save(store: Store, scenario: Scenario, label: Label, who: str, now: datetime) -> SavedScenario:
    """Keep a scenario under a name; ScenarioNameTaken where the evaluation has one of that name."""
    return store.save_scenario(_draft(scenario, label, who), who, now)


def save_over(store: Store, one: SavedScenario, scenario: Scenario, who: str, now: datetime) -> SavedScenario:
    """Keep a scenario under the name and note of another, which joins the deleted ones.

    There its name ends with the moment until which it held, so that it can be brought back beside the new one.
    ScenarioGone where somebody has deleted it or saved over it meanwhile.
    """
    moment = f" (~ {moment_text(now)})"
    older = one.label.name[: LONGEST_NAME - len(moment)] + moment
    return store.put_scenario_in_place(one.id, _draft(scenario, one.label, who), older, Stamp(who, now))


def _draft(scenario: Scenario, label: Label, who: str) -> ScenarioDraft:
    if scenario.changes_nothing or not who:
        raise ValueError("a scenario needs changes and the name of a person")
    return ScenarioDraft(scenario.evaluation, label, encode(replace(scenario, name="", note="")))
