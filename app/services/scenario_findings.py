"""The findings of the screens of grades in a what-if and of scenarios, as sentences."""

from collections.abc import Iterable
from typing import NamedTuple

from app.services.entry_words import indicator_with
from app.services.months import MonthView
from app.services.scenarios import Scenario, observations_of, result_of
from app.services.wording import place_text, score_text, unit_name
from app.text.catalogue import text
from scoring.grade import Graded, grade, yardstick
from scoring.model import State
from scoring.score import Result, Standing

NAMED = 3
TITLE, LINE = "whatif_grades.title", "whatif_grades.line"


class Moved(NamedTuple):
    """One changed cell before and after."""

    unit: str
    indicator: str
    before: Graded
    after: Graded


def grades_title(view: MonthView, scenario: Scenario, result: Result, unit: str, language: str) -> str:
    """What becomes of a unit under the changes; without any, what all top grades would make of it."""
    if scenario.changes_nothing:
        return _untouched(view, unit, language)
    before, after = view.result.standings[unit], result.standings[unit]
    given = condition(view, scenario, unit, language)
    if after.score is None:
        return text(f"{TITLE}.no_score", language, condition=given, unit=unit_name(view.evaluation, unit, language))
    key = "same" if before.rank == after.rank and before.tied == after.tied else "moved"
    return text(f"{TITLE}.{key}", language, condition=given, **_standing(view, after, language))


def grades_line(view: MonthView, scenario: Scenario, result: Result, unit: str, language: str) -> str:
    """Where the unit stands officially, and that the weights are otherwise, too, where they are."""
    official = view.result.standings[unit]
    shown = {"rank": place_text(official, language), "score": score_text(official.score)}
    moved = sum(one.rank != view.result.standings[code].rank for code, one in result.standings.items() if code != unit)
    key = "untouched" if scenario.changes_nothing else "moved" if moved else "alone"
    line = text(f"{LINE}.{key}", language, others=moved, **shown)
    if scenario.weights or scenario.points:
        return f"{line} · {text(f'{LINE}.weights', language)}"
    return line


def condition(view: MonthView, scenario: Scenario, unit: str, language: str) -> str:
    """If K04 and K17 rise to S; if three cells change; if the weights change."""
    moves = _moves(view, scenario)
    with_rules = bool(scenario.weights or scenario.points)
    if not moves:
        return text(f"{TITLE}.rules", language)
    if with_rules or len(moves) > NAMED or len({move.unit for move in moves}) > 1:
        key = "rules_and_cells" if with_rules else "cells"
        return text(f"{TITLE}.{key}", language, count=len(moves))
    names = joined([move.indicator for move in moves], language)
    if moves[0].unit != unit:
        owner = unit_name(view.evaluation, moves[0].unit, language)
        names = text(f"{TITLE}.of_unit", language, unit=owner, names=names)
    letters = {move.after.step.letter for move in moves if move.after.step is not None}
    directions = {_direction(move) for move in moves}
    if len(letters) == 1 and len(directions) == 1 and all(move.after.value is None for move in moves):
        return text(f"{TITLE}.{directions.pop()}", language, names=names, letter=letters.pop())
    return text(f"{TITLE}.changed", language, names=names)


def all_at_top(view: MonthView, unit: str) -> Scenario:
    """The scenario in which every indicator of a unit that applies to it has the top grade."""
    below = {
        (unit, one.code): one.scale.top.letter
        for one in view.evaluation.indicators()
        if (cell := view.result.standings[unit].grades[one.code]).state is not State.NOT_APPLICABLE
        and (cell.step is None or cell.step.letter != one.scale.top.letter)
    }
    return Scenario(view.evaluation.code, view.month, grades=below)


def _untouched(view: MonthView, unit: str, language: str) -> str:
    if not view.evaluation.indicators():
        return text(f"{TITLE}.no_indicators", language)
    best = all_at_top(view, unit)
    count, name = len(best.grades), unit_name(view.evaluation, unit, language)
    if not count:
        return text(f"{TITLE}.all_top", language, unit=name)
    after = result_of(view, best).standings[unit]
    if after.score is None:
        return text(f"{TITLE}.no_official", language, unit=name)
    same = after.rank == view.result.standings[unit].rank
    key = "untouched_same" if same else "untouched"
    return text(f"{TITLE}.{key}", language, count=count, **_standing(view, after, language))


def _standing(view: MonthView, standing: Standing, language: str) -> dict[str, str]:
    return {
        "unit": unit_name(view.evaluation, standing.unit, language),
        "rank": place_text(standing, language),
        "score": score_text(standing.score),
    }


def _moves(view: MonthView, scenario: Scenario) -> tuple[Moved, ...]:
    found = []
    for (unit, code), seen in sorted(observations_of(view.evaluation, scenario, view.month).items()):
        indicator = indicator_with(view.evaluation, code)
        assert indicator is not None
        after = grade(seen, yardstick(view.evaluation, indicator, unit, view.month))
        found.append(Moved(unit, code, view.result.standings[unit].grades[code], after))
    return tuple(found)


def _direction(move: Moved) -> str:
    if move.after.step is None:
        return "changed"
    if move.before.step is None:
        return "up"
    return "up" if move.after.step.points > move.before.step.points else "down"


def joined(names: Iterable[str], language: str) -> str:
    """Names as a list within a sentence."""
    *first, last = names
    if not first:
        return last
    return text("whatif_grades.joined", language, first=", ".join(first), last=last)
