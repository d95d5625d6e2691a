"""Bringing data in, third part: what would change cell by cell, and what becomes of scores and ranks."""

import streamlit as st

from app.services.effect_tables import effect_table, later_line
from app.services.effects import ranks_that_change, scores_that_change
from app.services.preview import Preview
from app.services.preview_tables import SHOWN_ROWS, changes_table, counts_of, other_values_first, own_effect_line
from app.storage.records import Change, ChangeKind
from app.views.frame import Desk, escaped, segments
from app.views.tables import show_download, show_rows
from app.views.upload import unit_looked_at
from app.views.upload_reading import heading_of, show_problems_table
from scoring.model import Evaluation

HEIGHT_ROWS = 10
ALL = "all"


def show_changes(desk: Desk, seen: Preview, file_id: str) -> None:
    """How many cells are added, changed, removed and left, and each of them old and new side by side."""
    if seen.plan is None or seen.evaluation is None:
        return
    counts = counts_of(seen)
    for place, (what, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        place.metric(
            desk.text(f"upload.count.{what}"), f"{count:,}", help=desk.text(f"upload.count_help.{what}"), border=True
        )
    if seen.says_nothing_new:
        st.info(desk.text("upload.no_changes"))
        return
    only = _choose_kind(desk, seen)
    changes = other_values_first([change for change in seen.plan.changes if only in (ALL, change.what.value)])
    _show_cells(desk, seen, seen.evaluation, changes, f"changes_{file_id}_{only}")


def _choose_kind(desk: Desk, seen: Preview) -> str:
    found = {change.what for change in seen.plan.changes} if seen.plan else set()
    kinds = {kind.value: desk.text(f"upload.only.{kind}") for kind in ChangeKind if kind in found}
    if len(kinds) < 2:
        return ALL
    return segments("only", desk.text("upload.changed_title"), {ALL: desk.text("upload.only.all")} | kinds, ALL)


def _show_cells(desk: Desk, seen: Preview, evaluation: Evaluation, changes: tuple[Change, ...], key: str) -> None:
    title = desk.text("upload.changed_title")
    show_rows(changes_table(evaluation, changes[:SHOWN_ROWS], title, desk.language), key, height_rows=HEIGHT_ROWS)
    if len(changes) > SHOWN_ROWS:
        st.caption(desk.text("upload.first_rows", shown=f"{SHOWN_ROWS:,}", count=f"{len(changes):,}"))
    whole = heading_of(desk, seen, "changes")
    show_download(desk, lambda: changes_table(evaluation, changes, title, desk.language), key, whole)


def show_effect(desk: Desk, seen: Preview, file_id: str) -> None:
    """What becomes of the unit looked at from, and of every unit whose score or rank changes."""
    if seen.blocked or seen.says_nothing_new or seen.evaluation is None:
        return
    unit = unit_looked_at(desk, seen.evaluation)
    if seen.after is None:
        st.warning(desk.text("upload.effect.unscorable", count=len(seen.in_the_way)))
        if seen.in_the_way:
            show_problems_table(desk, seen.in_the_way, heading_of(desk, seen, "problems"), f"way_{file_id}")
        return
    if scores_that_change(seen.effect):
        _show_moves(desk, seen, unit, file_id)
    else:
        st.markdown(desk.text("upload.effect.none"))
    st.markdown(escaped(later_line(seen.effect, desk.language)))


def _show_moves(desk: Desk, seen: Preview, unit: str, file_id: str) -> None:
    st.subheader(escaped(own_effect_line(seen.effect, unit, desk.language)), anchor=False)
    first = desk.text("upload.effect.before_none") if seen.before is None else ""
    scores, ranks = scores_that_change(seen.effect), ranks_that_change(seen.effect)
    counts = desk.text("upload.effect.counts", scores=scores, ranks=ranks)
    st.markdown(escaped(first or counts))
    table = effect_table(seen.effect, unit, desk.text("upload.effect.title"), desk.language)
    show_rows(table, f"effect_{file_id}", height_rows=HEIGHT_ROWS)
    show_download(desk, table, f"effect_{file_id}", heading_of(desk, seen, "effect"))
