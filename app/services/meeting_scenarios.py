"""What-ifs in a meeting: scenarios copied into it, computed from its frozen month alone, and their slides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.services import scenario_findings, weights_findings
from app.services.kept_scenarios import Compared, Kept
from app.services.kept_tables import group_table, legend_lines
from app.services.meetings import Meeting, WhatIf, with_what_if
from app.services.months import MonthView
from app.services.paper_words import SEPARATOR
from app.services.scenario_tables import moves_table
from app.services.scenario_words import changes_in_short, changes_in_words
from app.services.scenarios import Scenario, decode, encode, result_of
from app.services.slides import Jump, Part, Slide
from app.services.tables import Table
from app.services.unit_strip import Scored, strip_text, unit_strip, zones_of
from app.services.weights import letters_of, settled
from app.services.weights_scenario import weights_inside
from app.services.wording import decimals_for, month_text, name_in, place_text, score_text, unit_name
from app.storage.scenarios import SavedScenario
from app.text.catalogue import text
from scoring.problem import Problem
from scoring.score import Standing


@dataclass(frozen=True, slots=True)
class Applied:
    """A what-if and what it makes of the frozen month; ``made`` is None where ``problem`` says why it can't."""

    what_if: WhatIf
    made: Compared | None
    made_for: str = ""
    problem: Problem | None = None


def applied(view: MonthView, what_ifs: Iterable[WhatIf]) -> tuple[Applied, ...]:
    """Each what-if computed from a month and nothing else."""
    return tuple(_applied(view, one) for one in what_ifs)


def offered(meeting: Meeting, kept: Iterable[Kept]) -> tuple[SavedScenario, ...]:
    """The scenarios of the list that are not in the meeting as they stand."""
    there = {(one.name, one.content) for one in meeting.what_ifs}
    return tuple(one.saved for one in kept if (one.saved.label.name, one.saved.content) not in there)


def brought(meeting: Meeting, saved: SavedScenario, view: MonthView) -> Meeting | Problem:
    """The meeting with a copy of a kept scenario, or why it can't be applied to the frozen month."""
    now = with_what_if(meeting, saved.label.name, saved.label.note, saved.content)
    problem = _applied(view, now.what_ifs[-1]).problem
    return now if problem is None else problem


def _applied(view: MonthView, what_if: WhatIf) -> Applied:
    found = decode(what_if.content, view.evaluation)
    if isinstance(found, Problem):
        return Applied(what_if, None, problem=found)
    # Read once more as of the month: what can be graded may differ from the month that it was made for.
    here = decode(encode(replace(found, month=view.month, name="", note="")), view.evaluation)
    if isinstance(here, Problem):
        return Applied(what_if, None, found.month, here)
    return Applied(what_if, Compared(what_if.name, here, result_of(view, here)), found.month)


def scenario_slides(view: MonthView, unit: str, found: Iterable[Applied], language: str) -> Iterator[Slide]:
    """One slide for each what-if that can be applied."""
    for one in found:
        if one.made is not None:
            yield _slide(view, unit, one, one.made, language)


def scenario_tables(view: MonthView, unit: str, found: Iterable[Applied], language: str) -> tuple[Table, ...]:
    """The group under all what-ifs, then who moves by each, beside the official result and with all that changes."""
    made = [one.made for one in found if one.made is not None]
    if not made:
        return ()
    mark, lines = text("frame.what_if", language), legend_lines(view, made, language)
    moves = (moves_table(view.result, one.result, unit, f"{mark} {one.name}", language) for one in made)
    return (
        replace(group_table(view, unit, made, mark, language), filters=lines),
        *(replace(table, filters=(mark, line)) for table, line in zip(moves, lines, strict=True)),
    )


def _slide(view: MonthView, unit: str, one: Applied, made: Compared, language: str) -> Slide:
    group = made.result.group(made.result.standings[unit].group)
    strip = unit_strip(
        view.evaluation,
        Scored({each.unit: each.score for each in group}, unit, _beside(view, group, language)),
        text("meetings.scenario.axis", language),
        language,
        zones=zones_of(view.evaluation, group, language),
    )
    return Slide(
        one.what_if.key,
        Part.SCENARIO,
        _title(view, unit, made, language),
        _line(view, unit, made, language),
        figure=strip if strip.points else None,
        figure_text=strip_text(strip),
        notes=tuple(_notes(view, one, made, language)),
        jumps=_jumps(made.scenario, language),
    )


def _title(view: MonthView, unit: str, made: Compared, language: str) -> str:
    """The rank under the what-if, and how far it is from the official one."""
    before, after = view.result.standings[unit], made.result.standings[unit]
    values = {
        "condition": _condition(view, made.scenario, unit, language),
        "unit": unit_name(view.evaluation, unit, language),
        "rank": place_text(after, language),
        "official": place_text(before, language),
    }
    if before.rank is None or after.rank is None:
        key, count = "no_score" if after.rank is None else "no_official", 0
    else:
        count = abs(before.rank - after.rank)
        key = "up" if after.rank < before.rank else "down" if count else "same" if before.tied == after.tied else "tie"
    return text(f"meetings.scenario.title.{key}", language, count=count, **values)


def _line(view: MonthView, unit: str, made: Compared, language: str) -> str:
    """Rank and score officially and in the what-if, the award where it is another, and the first of what changes."""
    before, after = view.result.standings[unit], made.result.standings[unit]
    parts = [weights_findings.ranks_text(before, after, language)]
    if before.award != after.award:
        awards = {"before": _award(before, language), "after": _award(after, language)}
        parts.append(text("meetings.scenario.award", language, **awards))
    changes = changes_in_short(view, made.scenario, language)
    return SEPARATOR.join((*parts, text("meetings.scenario.changes", language, name=made.name, changes=changes)))


def _condition(view: MonthView, scenario: Scenario, unit: str, language: str) -> str:
    """What is otherwise, as the screen says it on which it is set: that of weights where they say all of it."""
    evaluation = view.evaluation
    setting = settled(evaluation, scenario.weights, scenario.points)
    moved = {
        (scale.code, step.letter)
        for scale, step in letters_of(evaluation)
        if scenario.points.get((scale.code, step.letter), step.points) != step.points
    }
    whole = not (scenario.grades or setting.untouched or weights_inside(evaluation, scenario))
    if whole and moved == setting.points.keys():
        return weights_findings.condition(evaluation, setting, language)
    return scenario_findings.condition(view, scenario, unit, language)


def _beside(view: MonthView, group: tuple[Standing, ...], language: str) -> dict[str, str]:
    """The score under the what-if with the official rank."""
    decimals, official = decimals_for(one.score for one in group), view.result.standings
    return {
        one.unit: text(
            "meetings.scenario.beside",
            language,
            score=score_text(one.score, decimals),
            rank=place_text(official[one.unit], language),
        )
        for one in group
    }


def _award(standing: Standing, language: str) -> str:
    return name_in(standing.award.name, language) if standing.award else text("meetings.no_award", language)


def _notes(view: MonthView, one: Applied, made: Compared, language: str) -> Iterator[str]:
    """What was changed, all of it, for the speaker."""
    yield text("meetings.scenario.note", language, name=made.name, month=month_text(view.month, language))
    if one.made_for != view.month:
        yield text("meetings.scenario.other_month", language, month=month_text(one.made_for, language))
    if one.what_if.note:
        yield one.what_if.note
    yield from changes_in_words(view, made.scenario, language)


def _jumps(scenario: Scenario, language: str) -> tuple[Jump, ...]:
    """To the screens on which it was set, and to all scenarios, with the what-if in the address."""
    pages = ["weights"] if scenario.weights or scenario.points else []
    pages += ["grades"] if scenario.grades else []
    choices = (("scenario", encode(scenario)),)
    return tuple(Jump(text(f"frame.page.{page}", language), page, choices) for page in (*pages, "scenarios"))
