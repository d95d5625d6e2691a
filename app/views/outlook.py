"""The parts of the screen of where everybody will stand at the cut-off date."""

from fractions import Fraction

import streamlit as st

from app.charts.chance_bars import Chance, chance_bars, describe_chance_bars
from app.charts.reach_bars import Open, describe_reach_bars, reach_bars
from app.services.outlook import Outlook
from app.services.outlook_findings import (
    award_or_better,
    cutoff_text,
    outlook_line,
    outlook_title,
    reach_title,
    sample_text,
)
from app.services.outlook_tables import award_name, outlook_table, ranks_table, reach_table
from app.services.tables import Table
from app.services.wording import chance_text, rank_text, signed_text
from app.views import cached
from app.views.figures import WIDE, show_chart
from app.views.frame import Screen, card, escaped, segments, show_finding, unit_label
from app.views.links import open_indicator
from app.views.tables import filtered, show_table
from scoring.reach import reach_of

SHOW = "show"
PARTS = ("ranks", "points", "indicators", "hands", "test", "method")
HEIGHT_ROWS = 14
HALF = 0.5


def show_outlook_finding(screen: Screen, outlook: Outlook) -> None:
    """The likeliest rank and the chance of an award; below it what is open."""
    title = outlook_title(screen.view, screen.unit, outlook, screen.language)
    show_finding(screen, title, outlook_line(screen.view, screen.unit, outlook, screen.language))
    if screen.unit not in outlook.ranks:
        st.info(screen.text("outlook.no_score_do"))


def choose_part(screen: Screen, outlook: Outlook) -> str:
    """What is shown; without a score there are neither ranks nor points."""
    ranked = screen.unit in outlook.ranks
    parts = PARTS if ranked else PARTS[2:]
    names = {part: screen.text(f"outlook.part.{part}") for part in parts}
    return segments(SHOW, screen.text("outlook.show"), names, parts[0])


def show_ranks(screen: Screen, outlook: Outlook) -> None:
    """The chance of every rank and of every award."""
    if outlook.decided:
        st.info(screen.text("outlook.ranks.decided"))
    with card(
        screen.text("outlook.ranks.card", date=cutoff_text(screen.view, screen.language)),
        screen.text("outlook.ranks.explained"),
    ):
        _show_prizes(screen, outlook)
        about = ("outlook_ranks", screen.unit, screen.language, str(cached.store().ledger_version()))
        chart = cached.chart_of(screen.view, about, lambda: _ranks_chart(screen, outlook))
        show_chart(chart.figure, "outlook_ranks", chart.alternative)
        if not outlook.decided:
            st.caption(escaped(sample_text(outlook, screen.unit, screen.language)))
        title = screen.text("outlook.ranks.table")
        with st.expander(title):
            table = ranks_table(screen.view, screen.unit, outlook, title, screen.language)
            show_table(screen, _of_unit(screen, table), "outlook_ranks_table")


def _show_prizes(screen: Screen, outlook: Outlook) -> None:
    """The chance of each award or a better one, and of none."""
    tiers = sorted(screen.view.evaluation.awards, key=lambda tier: tier.first)
    if not tiers:
        return
    chances = outlook.ranks[screen.unit]
    reached = [(award_or_better(screen.view, tier, screen.language), tier.last) for tier in tiers]
    shown = [(name, sum(chance for rank, chance in chances.items() if rank <= last)) for name, last in reached]
    shown.append((screen.text("outlook.ranks.none_left"), max(0.0, 1 - shown[-1][1])))
    for place, (name, chance) in zip(st.columns(len(shown)), shown, strict=True):
        place.metric(escaped(name), chance_text(chance))


def _ranks_chart(screen: Screen, outlook: Outlook) -> cached.Chart:
    now = screen.view.result.standings[screen.unit].rank
    rows = [
        Chance(
            rank_text(rank, False, screen.language),
            Fraction(chance),
            chance_text(chance),
            award_name(screen.view, rank, screen.language),
            rank == now,
        )
        for rank, chance in outlook.ranks[screen.unit].items()
    ]
    return cached.Chart(chance_bars(rows, screen.language, size=WIDE), describe_chance_bars(rows, screen.language))


def show_points(screen: Screen, outlook: Outlook) -> None:
    """The points locked in, open and lost: of the group as bars, of the unit by field."""
    title = reach_title(screen.view, screen.unit, outlook, screen.language)
    with card(title, screen.text("outlook.reach.explained")):
        chart = cached.chart_of(screen.view, ("reach", screen.unit, screen.language), lambda: _reach_chart(screen))
        show_chart(chart.figure, "reach", chart.alternative)
        st.caption(escaped(screen.text("outlook.reach.note")))
        if outlook.drawn_scores:
            st.caption(escaped(screen.text("outlook.reach.prior_missing")))
    heading = screen.text("outlook.reach.fields")
    adjustment = reach_of(screen.view.result, screen.unit).adjustment
    explained = screen.text("outlook.reach.adjustment", points=signed_text(adjustment)) if adjustment else ""
    with card(heading, explained):
        table = reach_table(screen.view, screen.unit, heading, screen.language)
        show_table(screen, _of_unit(screen, table), "reach_fields")


def _reach_chart(screen: Screen) -> cached.Chart:
    result = screen.view.result
    group = [one for one in result.group(result.standings[screen.unit].group) if one.score is not None]
    rows = []
    for one in group:
        points = reach_of(result, one.unit).total
        rows.append(
            Open(
                f"{rank_text(one.rank, False, screen.language)} {unit_label(screen, one.unit)}",
                (points.locked, points.reachable, max(points.lost, Fraction(0))),
                one.unit == screen.unit,
            )
        )
    return cached.Chart(reach_bars(rows, screen.language, size=WIDE), describe_reach_bars(rows, screen.language))


def show_indicators(screen: Screen, outlook: Outlook) -> None:
    """Every indicator with its expected value, interval and chances; a row opens its indicator."""
    cells = outlook.cells[screen.unit]
    tops = {one.code: one.scale.top.letter for one in screen.view.evaluation.indicators()}
    unlikely = sum(cell.chances[tops[code]] < HALF for code, cell in cells.items())
    key = "title_decided" if outlook.decided else "title"
    title = screen.text(f"outlook.indicators.{key}", count=len(cells), unlikely=unlikely)
    with card(title, screen.text("outlook.indicators.explained")):
        table = _of_unit(screen, outlook_table(screen.view, screen.unit, outlook, title, screen.language))
        opened = show_table(screen, table, "outlook_indicators", height_rows=HEIGHT_ROWS, openable=True)
    if opened:
        open_indicator(screen, opened)


def _of_unit(screen: Screen, table: Table) -> Table:
    return filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)})
