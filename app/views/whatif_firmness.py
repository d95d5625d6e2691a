"""The parts of the screen of how firm a rank is."""

from dataclasses import dataclass

import streamlit as st

from app.charts.acceptability_map import RankShares, acceptability_map, describe_acceptability_map
from app.services.firmness import SPREADS, USUAL_SPREAD, Depth, Firmness, depths_of, firmness_of, left_out_of
from app.services.firmness_findings import left_out_title, line, sample_text, share_text, title, weights_title
from app.services.firmness_tables import left_out_table, shares_table, weights_table
from app.services.tables import Table
from app.services.wording import rank_text
from app.views import cached
from app.views.figures import WIDE, show_chart
from app.views.frame import Screen, card, escaped, segments, show_finding, unit_label
from app.views.tables import filtered, show_download, show_rows
from app.views.whatif_mark import what_if_heading

SPREAD, DEPTH = "spread", "depth"
ROWS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen, and what was found for it."""

    spread: str
    depth: Depth
    found: Firmness


def ask(screen: Screen) -> Asked | None:
    """How far and how deep the weights are drawn; None where the unit has no rank or there is no weight to draw."""
    depths = depths_of(screen.view.evaluation)
    if screen.view.result.standings[screen.unit].rank is None or not depths:
        return None
    with st.container(horizontal=True, gap="large"):
        names = {code: _spread_text(screen, code) for code in SPREADS}
        spread = segments(SPREAD, screen.text("whatif_firmness.choose_spread"), names, USUAL_SPREAD)
        names = {one.value: screen.text(f"whatif_firmness.depth.{one.value}") for one in depths}
        depth = Depth(segments(DEPTH, screen.text("whatif_firmness.choose_depth"), names, depths[0].value))
    about = ("firmness", screen.unit, spread, depth.value)
    found = cached.found_of(screen.view, about, lambda: firmness_of(screen.view, screen.unit, spread, depth))
    return Asked(spread, depth, found)


def _spread_text(screen: Screen, code: str) -> str:
    return screen.text(f"whatif_firmness.spread.{'all' if code == 'all' else 'within'}", spread=code)


def show_not_ranked(screen: Screen) -> None:
    """That there is no rank that could be firm, or no weight that could be another."""
    ranked = screen.view.result.standings[screen.unit].rank is not None
    key = "nothing_to_draw" if ranked else "no_rank"
    unit = unit_label(screen, screen.unit)
    show_finding(screen, screen.text(f"whatif_firmness.title.{key}", unit=unit), what_if=True)
    if not ranked:
        st.info(screen.text("whatif_plan.no_score_do"))


def show_firm_finding(screen: Screen, asked: Asked) -> None:
    """In which share of the weightings the official rank stands."""
    show_finding(
        screen,
        title(screen.view, screen.unit, asked.found, asked.spread, screen.language),
        line(screen.view, screen.unit, asked.found, screen.language),
        what_if=True,
    )


def show_shares(screen: Screen, asked: Asked) -> None:
    """How often each unit of the group has each rank."""
    heading = screen.text("whatif_firmness.shares", spread=_spread_text(screen, asked.spread))
    with card(heading, screen.text("whatif_firmness.shares_explained")):
        about = ("shares", screen.unit, asked.spread, asked.depth.value, screen.language)
        chart = cached.chart_of(screen.view, about, lambda: _chart(screen, asked))
        show_chart(chart.figure, "shares", chart.alternative)
        st.caption(escaped(sample_text(screen.view, screen.unit, asked.found, screen.language)))
        table = shares_table(screen.view, screen.unit, asked.found, heading, screen.language)
        with st.expander(screen.text("ranking.as_table")):
            show_rows(table, "shares_table")
        show_download(screen, _chosen(screen, asked, table), "shares", what_if_heading(screen, "shares"))


def _chart(screen: Screen, asked: Asked) -> cached.Chart:
    ranks = asked.found.ranks
    listed = [one for one in screen.view.result.group(ranks.group) if one.unit in ranks.counts]
    places = range(1, len(listed) + 1)
    rows = []
    for one in listed:
        shares = tuple(ranks.share(one.unit, place) for place in places)
        labels = tuple(share_text(share) for share in shares)
        rows.append(RankShares(unit_label(screen, one.unit), shares, labels, one.unit == screen.unit))
    names = [rank_text(place, False, screen.language) for place in places]
    figure = acceptability_map(names, rows, screen.language, size=WIDE)
    return cached.Chart(figure, describe_acceptability_map(names, rows, screen.language))


def show_weights(screen: Screen, asked: Asked) -> None:
    """Which weight matters most, and where each turns the rank."""
    with card(weights_title(asked.found, screen.language)):
        title = screen.text("whatif_firmness.weights.title")
        table = weights_table(asked.found, title, screen.language)
        show_rows(table, "sensitive")
        show_download(screen, _chosen(screen, asked, table), "sensitive", what_if_heading(screen, "sensitive"))


def show_left_out(screen: Screen) -> None:
    """What leaving out one field or one indicator does to the score and the rank."""
    view, unit = screen.view, screen.unit
    found = cached.found_of(view, ("left_out", unit), lambda: left_out_of(view, unit))
    with card(left_out_title(view, unit, found, screen.language), screen.text("whatif_firmness.left_out.explained")):
        title = screen.text("whatif_firmness.left_out.title")
        table = left_out_table(view, unit, found, title, screen.language)
        show_rows(table, "left_out", height_rows=ROWS_SHOWN)
        table = filtered(screen, table, {"frame.unit": unit_label(screen, unit)})
        show_download(screen, table, "left_out", what_if_heading(screen, "left_out"))


def _chosen(screen: Screen, asked: Asked, table: Table) -> Table:
    """The table with how the weights were drawn."""
    chosen = {
        "frame.unit": unit_label(screen, screen.unit),
        "whatif_firmness.choose_spread": _spread_text(screen, asked.spread),
        "whatif_firmness.choose_depth": screen.text(f"whatif_firmness.depth.{asked.depth.value}"),
        "whatif_firmness.choose_samples": sample_text(screen.view, screen.unit, asked.found, screen.language),
    }
    return filtered(screen, table, chosen)
