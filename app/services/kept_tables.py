"""Scenarios beside each other and beside the official result, as a finding and as tables."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from app.services.effects import Move
from app.services.entry_words import moment_text
from app.services.kept_scenarios import Compared, Kept
from app.services.months import MonthView
from app.services.problems import parts_of
from app.services.scenario_tables import gain_text, moved_place
from app.services.scenario_words import changes_in_short, changes_in_words
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, decimals_for, place_text, score_text, unit_name
from app.storage.scenarios import SavedScenario
from app.text.catalogue import text
from scoring.score import Result, Standing


def scenarios_title(view: MonthView, unit: str, found: Sequence[Compared], unread: int, language: str) -> str:
    """Which scenario lifts the unit most; whether any is kept at all."""
    name = unit_name(view.evaluation, unit, language)
    if not found:
        key = "unreadable" if unread else "none"
        return text(f"whatif_scenarios.title.{key}", language, count=unread)
    official = view.result.standings[unit]
    ranked = [one for one in found if one.result.standings[unit].rank is not None]
    best = min(ranked, key=lambda one: _order(one.result.standings[unit]), default=None)
    if best is None or official.rank is None:
        return text("whatif_scenarios.title.no_rank", language, count=len(found), unit=name)
    after = best.result.standings[unit]
    values = {"count": len(found), "unit": name, "rank": place_text(after, language), "score": score_text(after.score)}
    if len(found) == 1 and best.kept is None:
        return text("whatif_scenarios.title.present", language, **values)
    if _order(after) < _order(official):
        return text("whatif_scenarios.title.best", language, name=best.name, **values)
    return text("whatif_scenarios.title.no_better", language, **values | {"rank": place_text(official, language)})


def _order(standing: Standing) -> tuple[int, Fraction]:
    assert standing.rank is not None
    return standing.rank, -(standing.score or Fraction(0))


def without_words(table: Table) -> Table:
    """The comparison without the columns of words, which stand below the table where everybody can read them whole."""
    columns = tuple(column for column in table.columns if column.key not in ("changes", "saved"))
    rows = [{column.key: row[column.key] for column in columns} for row in table.rows]
    return replace(table, columns=columns, rows=rows)


def neighbours(result: Result, unit: str) -> tuple[str, ...]:
    """The units officially just above and just below in the group."""
    codes = [one.unit for one in result.group(result.standings[unit].group)]
    place = codes.index(unit)
    return tuple(codes[max(place - 1, 0) : place] + codes[place + 1 : place + 2])


def comparison_table(
    view: MonthView, units: Sequence[str], found: Sequence[Compared], title: str, language: str
) -> Table:
    """The official result and one row per scenario: rank and score of the units, the first with its difference."""
    scores = [result.standings[unit].score for result in _results(view, found) for unit in units]
    decimals = decimals_for(scores)
    official = text("whatif_scenarios.official", language)
    rows = [
        {"name": official, **_standings(view, view.result, units, decimals, language), "changes": NOTHING, "saved": ""}
    ]
    for one in found:
        rows.append(
            {
                "name": one.name,
                **_standings(view, one.result, units, decimals, language),
                "changes": changes_in_short(view, one.scenario, language),
                "saved": _saved(one.kept),
            }
        )
    return Table(title, _comparison_columns(view, units, language), rows)


def _results(view: MonthView, found: Iterable[Compared]) -> tuple[Result, ...]:
    return (view.result, *(one.result for one in found))


def _comparison_columns(view: MonthView, units: Sequence[str], language: str) -> tuple[Column, ...]:
    own, *others = (unit_name(view.evaluation, unit, language) for unit in units)
    return (
        Column("name", text("whatif_scenarios.column.name", language)),
        Column("rank", text("whatif_scenarios.column.rank", language, unit=own)),
        Column("score", text("whatif_scenarios.column.score", language, unit=own), Kind.FIGURES),
        Column("difference", text("whatif_scenarios.column.difference", language), Kind.FIGURES),
        *(Column(f"other_{number}", name) for number, name in enumerate(others)),
        Column("changes", text("whatif_scenarios.column.changes", language), wide=True),
        Column("saved", text("whatif_scenarios.column.saved", language)),
    )


def _standings(view: MonthView, result: Result, units: Sequence[str], decimals: int, language: str) -> dict[str, Cell]:
    """Rank, score and difference of the first unit; rank and score of each other in one cell."""
    own, *others = (Move(view.result.standings[unit], result.standings[unit]) for unit in units)
    official = result is view.result
    cells: dict[str, Cell] = {
        "rank": _place(own, official, language),
        "score": score_text(own.after.score, decimals),
        "difference": NOTHING if official else gain_text(own.score_change),
    }
    for number, move in enumerate(others):
        cells[f"other_{number}"] = f"{_place(move, official, language)} · {score_text(move.after.score, decimals)}"
    return cells


def _place(move: Move, official: bool, language: str) -> str:
    if official or move.before is None:
        return place_text(move.after, language)
    return moved_place(move.before, move.after, language)


def _saved(kept: Kept | None) -> str:
    return "" if kept is None else f"{moment_text(kept.saved.saved_at)} {kept.saved.saved_by}"


def group_table(view: MonthView, unit: str, found: Sequence[Compared], title: str, language: str) -> Table:
    """One row per unit of the group, one column per scenario: the place, how it moved, and the score."""
    columns = [
        Column("unit", text("whatif_scenarios.column.unit", language)),
        Column("official", text("whatif_scenarios.official", language)),
        *(Column(f"scenario_{number}", f"{number}. {one.name}") for number, one in enumerate(found, 1)),
    ]
    rows = []
    for before in view.result.group(view.result.standings[unit].group):
        decimals = decimals_for(result.standings[before.unit].score for result in _results(view, found))
        cells: dict[str, Cell] = {
            "unit": unit_name(view.evaluation, before.unit, language),
            "official": f"{place_text(before, language)} · {score_text(before.score, decimals)}",
        }
        for number, one in enumerate(found, 1):
            after = one.result.standings[before.unit]
            place = moved_place(before, after, language)
            cells[f"scenario_{number}"] = f"{place} · {score_text(after.score, decimals)}"
        rows.append(cells)
    return Table(title, tuple(columns), rows)


def legend_lines(view: MonthView, found: Iterable[Compared], language: str) -> tuple[str, ...]:
    """Every scenario with everything that it changes, for what is downloaded."""
    return tuple(f"{one.name}: {', '.join(changes_in_words(view, one.scenario, language))}" for one in found)


def short_lines(view: MonthView, found: Iterable[Compared], language: str) -> tuple[str, ...]:
    """Every scenario with the first of what it changes, for the lines below the table."""
    return tuple(f"{one.name}: {changes_in_short(view, one.scenario, language)}" for one in found)


def unread_lines(kept: Iterable[Kept], language: str) -> tuple[str, ...]:
    """The scenarios that the definition can't read any more, each with the reason."""
    return tuple(
        f"{one.saved.label.name}: {parts_of(one.problem, language).what}" for one in kept if one.problem is not None
    )


def deleted_words(saved: SavedScenario, language: str) -> str:
    """The name of a deleted scenario, who deleted it and when."""
    assert saved.deleted_at is not None
    values = {"name": saved.label.name, "who": saved.deleted_by, "at": moment_text(saved.deleted_at)}
    return text("whatif_scenarios.deleted_words", language, **values)
