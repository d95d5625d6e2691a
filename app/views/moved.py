"""The parts of the screen that says why score and rank moved."""

import streamlit as st

from app.charts.difference_bars import Effect, change_bars, describe_change_bars
from app.services import moved_findings as findings
from app.services.moved import Against, Movement, Start, Unsplit, movement_of, starts_of, usual_starts
from app.services.moved_method_tables import method_table
from app.services.moved_pieces import pieces_of
from app.services.moved_tables import (
    EFFECT_DECIMALS,
    indicators_table,
    piece_name,
    pieces_table,
    rivals_table,
    steps_table,
)
from app.services.tables import Table
from app.services.wording import month_text, name_in, rank_text
from app.views import cached
from app.views.figures import WIDE, show_chart
from app.views.frame import Screen, card, escaped, segments, select, show_empty, show_finding, unit_label
from app.views.links import open_indicator
from app.views.tables import filtered, show_table
from scoring.ladder import RankStep, Stage

ROWS_SHOWN = 16


def choose_start(screen: Screen) -> Start | None:
    """The month to compare with; None, with a message, where there is no earlier one."""
    starts = starts_of(cached.available(), screen.view)
    if not starts:
        names = {"unit": unit_label(screen, screen.unit), "month": month_text(screen.view.month, screen.language)}
        show_empty(escaped(screen.text("moved.first", **names)), screen.text("moved.first_do"))
        return None
    usual = usual_starts(starts, screen.view)
    kinds = {str(kind): _kind(screen, kind, start) for kind, start in usual.items()}
    kinds[str(Against.OTHER)] = screen.text("moved.against_kind.other")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        kind = Against(segments("against", screen.text("moved.against"), kinds, next(iter(kinds))))
        if kind is not Against.OTHER:
            return usual[kind]
        months = {start.code: _label(screen, start) for start in starts}
        code = select("from", screen.text("moved.from"), months, starts[0].code, visible=False)
    return next(start for start in starts if start.code == code)


def _kind(screen: Screen, kind: Against, start: Start) -> str:
    so_far = kind is Against.CUTOFF and start.month != start.evaluation.months[-1]
    key = f"moved.against_kind.{kind}{'_so_far' if so_far else ''}"
    return screen.text(key, month=month_text(start.month, screen.language))


def _label(screen: Screen, start: Start) -> str:
    month = month_text(start.month, screen.language)
    if start.same:
        return month
    return screen.text("moved.from_other", month=month, evaluation=name_in(start.evaluation.name, screen.language))


def movement_to(screen: Screen, start: Start) -> Movement | Unsplit:
    """The change since a month, computed once."""
    before = cached.view_of(start.evaluation.code, start.month)
    about = ("moved", start.code, screen.unit)
    return cached.found_of(screen.view, about, lambda: movement_of(before.result, screen.view.result, screen.unit))


def show_unsplit(screen: Screen, start: Start, reason: Unsplit) -> None:
    """Why there is nothing to compare, and what to do."""
    title = findings.unsplit_title(reason, screen.view.result, start, screen.unit, screen.language)
    show_finding(screen, title)
    st.info(screen.text("moved.unsplit_do"))


def show_movement_finding(screen: Screen, start: Start, movement: Movement) -> None:
    """The rank, how far it moved and through what; both scores below."""
    parts = [findings.line(movement, screen.language)]
    if _demonstration_before(screen, start):
        parts.append(screen.text("moved.demonstration_before", month=month_text(start.month, screen.language)))
    show_finding(screen, findings.title(movement, screen.language), " · ".join(parts))


def _demonstration_before(screen: Screen, start: Start) -> bool:
    """Whether only the month that is compared with holds demonstration data; else the screen says so of all."""
    before = cached.view_of(start.evaluation.code, start.month)
    return before.provenance.demonstration and not screen.view.provenance.demonstration


def show_ranks(screen: Screen, start: Start, movement: Movement) -> None:
    """The rank after each step, and who was overtaken in it or went past."""
    title = findings.ranks_title(movement, screen.language)
    with card(title, screen.text("moved.ranks_explained")):
        split = movement.split
        steps = [step for step in split.steps if step.change or step.stage in _always(movement)]
        first, *columns = st.columns(len(steps) + 1)
        month = month_text(movement.before.month, screen.language)
        first.metric(escaped(month), rank_text(split.rank_before, False, screen.language))
        for column, step in zip(columns, steps, strict=True):
            with column:
                _show_step(screen, movement, step)
        for note in findings.notes(movement, screen.language):
            st.caption(escaped(note))
        with st.expander(screen.text("moved.as_table")):
            table = steps_table(movement, screen.text("moved.steps_table"), screen.language)
            show_table(screen, _against(screen, start, table), "moved_steps")


def _show_step(screen: Screen, movement: Movement, step: RankStep) -> None:
    st.metric(
        screen.text(f"moved.stage.{step.stage}"),
        rank_text(step.rank, False, screen.language),
        screen.text("moved.delta", ranks=step.change) if step.change else screen.text("moved.no_delta"),
        delta_color="normal" if step.change else "off",
        delta_arrow="auto" if step.change else "off",
    )
    who = findings.rivals_of_step(movement, step.stage, screen.language)
    if who:
        st.markdown(escaped(who))


def _always(movement: Movement) -> frozenset[Stage]:
    """The steps that are shown even where they moved nothing."""
    method = {Stage.METHOD} if movement.method_moved else set()
    return frozenset({Stage.OWN, Stage.RIVALS} | method)


def show_score(screen: Screen, start: Start, movement: Movement) -> None:
    """What the change of the score is made of, as bars and as a table."""
    pieces = pieces_of(movement)
    with card(findings.score_title(movement, screen.language), screen.text("moved.score_explained")):
        effects = [Effect(piece_name(movement, one, screen.language), one.points) for one in pieces]
        name = screen.text("moved.total")
        figure = change_bars(effects, screen.language, name=name, decimals=EFFECT_DECIMALS, size=WIDE)
        alternative = describe_change_bars(effects, screen.language, name=name, decimals=EFFECT_DECIMALS)
        show_chart(figure, "moved_parts", alternative)
        st.caption(screen.text("moved.score_note"))
        with st.expander(screen.text("moved.as_table")):
            table = pieces_table(movement, screen.text("moved.pieces_table"), screen.language)
            show_table(screen, _against(screen, start, table), "moved_score")


def show_indicators(screen: Screen, start: Start, movement: Movement) -> None:
    """Every indicator that moved; a click opens it."""
    title = findings.indicators_title(movement, screen.language)
    with card(title, screen.text("moved.open_hint") if movement.indicators else ""):
        opened = None
        if movement.indicators:
            table = _against(screen, start, indicators_table(movement, title, screen.language))
            opened = show_table(screen, table, "moved_indicators", height_rows=ROWS_SHOWN, openable=True)
    if opened:
        open_indicator(screen, opened)


def show_rivals(screen: Screen, start: Start, movement: Movement) -> None:
    """The rivals: overtaken or gone past, and by how much."""
    title = findings.rivals_title(movement, screen.language)
    with card(title):
        if movement.split.rivals:
            table = _against(screen, start, rivals_table(movement, title, screen.language))
            show_table(screen, table, "moved_rivals", height_rows=ROWS_SHOWN)


def show_method(screen: Screen, start: Start, movement: Movement) -> None:
    """New, changed and dropped indicators and the weights; nothing where the rules are the same."""
    if not movement.method_moved:
        return
    title = findings.method_title(movement, screen.language)
    table = method_table(movement, title, screen.language)
    with card(title if table.rows else screen.text("moved.method_none")):
        opened = None
        if table.rows:
            table = _against(screen, start, table)
            opened = show_table(screen, table, "moved_method", height_rows=ROWS_SHOWN, openable=True)
    if opened:
        open_indicator(screen, opened)


def _against(screen: Screen, start: Start, table: Table) -> Table:
    compared = _label(screen, start)
    if _demonstration_before(screen, start):
        compared = f"{compared} ({screen.text('frame.demonstration')})"
    return filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit), "moved.against": compared})
