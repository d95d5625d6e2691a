"""The parts of the opening screen."""

from fractions import Fraction

import streamlit as st

from app.services.findings import (
    award_line_text,
    change_title,
    fields_title,
    not_top_title,
)
from app.services.status import Status
from app.services.status_tables import changes_table, derivation_table, fields_table
from app.services.tables import Table
from app.services.weak_tables import weak_table
from app.services.wording import decimals_for, node_name, percent_text, score_text, shared_place_text, signed_text
from app.views.figures import show_losses, show_strip
from app.views.frame import Screen, card, escaped, unit_label
from app.views.links import open_field, open_indicator
from app.views.tables import filtered, show_table
from scoring.aggregate import full_score
from scoring.derive import adjustment_in_final, derive

PARTS_IN_A_ROW = 4
"""More parts than these stand in the sum that opens by a click, and not beside the score."""


def show_numbers(screen: Screen, status: Status) -> None:
    """The final score, its parts with their places, the bonus, the award lines; the sum opens by a click."""
    shown = status.parts if len(status.parts) <= PARTS_IN_A_ROW else ()
    final, *parts, adjustment = st.columns(len(shown) + 2)
    with final:
        _show_final(screen, status)
    for column, part in zip(parts, shown, strict=True):
        share = percent_text(part.share, 0)
        label = screen.text("status.part", part=node_name(part.node, screen.language), share=share)
        place = screen.text("status.part_place", rank=shared_place_text(part.place, screen.language))
        column.metric(escaped(label), score_text(part.score), place, delta_color="off", delta_arrow="off")
    with adjustment:
        worth = adjustment_in_final(screen.view.evaluation, status.standing)
        total = sum(status.standing.adjustments.values(), Fraction(0))
        in_final = screen.text("status.adjustment_in_final", points=signed_text(worth))
        st.metric(screen.text("status.adjustment"), signed_text(total), in_final, delta_color="off", delta_arrow="off")
    *lines, opener = st.columns(len(status.lines) + 1, vertical_alignment="center")
    for column, line in zip(lines, status.lines, strict=True):
        sign = "●" if line.reached else "○"
        column.markdown(escaped(f"{sign} {award_line_text(screen.view, line, screen.language)}"))
    with opener, st.popover(screen.text("status.open_score"), type="tertiary", width="stretch"):
        show_derivation(screen, status)


def _show_final(screen: Screen, status: Status) -> None:
    decimals = decimals_for(one.score for one in status.group)
    change = status.change.score_change if status.change else None
    st.metric(
        screen.text("status.final"),
        score_text(status.standing.score, decimals),
        None if change is None else signed_text(change),
        delta_description=None if status.change is None else screen.text("status.since", month=status.change.month),
    )


def show_derivation(screen: Screen, status: Status) -> None:
    """The sum behind the final score and behind each part that has parts of its own."""
    evaluation = screen.view.evaluation
    for node in (evaluation.root, *(part.node for part in status.parts if hasattr(part.node, "children"))):
        derivation = derive(evaluation, status.standing, node.code)
        title = node_name(node, screen.language)
        st.markdown(f"**{escaped(title)}**")
        table = derivation_table(derivation, title, screen.language)
        show_table(screen, _of_unit(screen, table), f"derivation_{node.code}")


def show_group(screen: Screen, status: Status) -> None:
    """The group on a line, and where every unit lost its points beside the fields of the home unit."""
    with card(screen.text("status.strip"), screen.text("status.strip_explained")):
        show_strip(screen, "strip")
        decimals = decimals_for(one.score for one in status.group)
        if decimals > 2:
            st.caption(screen.text("status.decimals_note", decimals=decimals))
    left, right = st.columns([1.15, 1])
    with left, card(screen.text("status.lost"), screen.text("status.lost_explained")):
        show_losses(screen, status.standing.group, "losses")
        full = score_text(full_score(screen.view.evaluation.root), 0)
        st.caption(screen.text("status.bars_note", full=full))
    with right, card(fields_title(status, screen.language)):
        table = fields_table(status.fields, screen.text("status.fields"), screen.language)
        opened = show_table(screen, _of_unit(screen, table), "fields_table", openable=True)
        if opened:
            open_field(opened)


def show_not_top(screen: Screen, status: Status) -> None:
    """The indicators below the top grade, and what changed on the month before."""
    with card(not_top_title(screen.view, status, screen.language)):
        if status.not_top:
            title = screen.text("status.field.not_top")
            table = weak_table(
                status.not_top, title, screen.language, rank=status.standing.rank, leave_out=frozenset({"rules"})
            )
            opened = show_table(screen, _of_unit(screen, table), "not_top", height_rows=12, openable=True)
            if opened:
                open_indicator(screen, opened)
    with card(change_title(status, screen.language)):
        if status.change and status.change.grades:
            table = changes_table(status, change_title(status, screen.language), screen.language)
            opened = show_table(screen, _of_unit(screen, table), "changes", height_rows=8, openable=True)
            if opened:
                open_indicator(screen, opened)
        elif status.change:
            st.caption(screen.text("status.no_change"))


def _of_unit(screen: Screen, table: Table) -> Table:
    return filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)})
