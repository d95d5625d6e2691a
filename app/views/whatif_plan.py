"""The parts of the screen of the shortest way: what is asked, the plans, the slips."""

from dataclasses import replace

import streamlit as st

from app.services.effort import effort_of, effort_text
from app.services.scenarios import encode
from app.services.tables import Table
from app.services.ways import (
    Answer,
    Question,
    RivalsAs,
    aims_of,
    answer,
    default_aim,
    scenario_of,
)
from app.services.ways_alike import Way
from app.services.ways_findings import aim_text, instead_title, plan_title, slip_changes, slip_title
from app.services.ways_tables import changes_table, effort_filter, plans_table, slips_table
from app.services.wording import unit_name
from app.views import cached, state
from app.views.frame import Screen, card, escaped, segments, select, show_finding, unit_label
from app.views.links import open_indicator
from app.views.tables import show_download, show_rows
from app.views.whatif_mark import what_if_heading
from scoring.shortest import Effort

AIM, RIVALS, WAY, EFFORT = "goal", "rivals", "way", "effort"
GRADES_PAGE, SCENARIO = "pages/whatif/grades.py", "scenario"
ROWS_SHOWN = 8


def ask(screen: Screen) -> Question | None:
    """The aim and the rivals as chosen, the costs as typed; None for a unit that has no rank to better."""
    aims = {aim.code: aim for aim in aims_of(screen.view, screen.unit)}
    if not aims:
        return None
    first, second = st.columns([1.4, 3], vertical_alignment="bottom")
    with first:
        names = {code: aim_text(aim, screen.language) for code, aim in aims.items()}
        aim = select(AIM, screen.text("whatif_plan.choose_aim"), names, default_aim(screen.view, screen.unit).code)
    with second:
        names = {one.value: screen.text(f"whatif_plan.rivals.{one.value}") for one in RivalsAs}
        rivals = segments(RIVALS, screen.text("whatif_plan.choose_rivals"), names, RivalsAs.TODAY.value)
    # Costs are of the indicators of one evaluation: another one chosen at the top begins without.
    written = "" if state.used(state.EVALUATION) else state.written(EFFORT)
    effort = effort_of(written, screen.view.evaluation)
    state.publish(EFFORT, effort_text(effort), "")
    return Question(screen.unit, aims[aim], RivalsAs(rivals), effort)


def show_no_score(screen: Screen) -> None:
    """That there is no rank to start from."""
    unit = unit_name(screen.view.evaluation, screen.unit, screen.language)
    show_finding(screen, screen.text("whatif_plan.title.no_score", unit=unit), what_if=True)
    st.info(screen.text("whatif_plan.no_score_do"))


def answer_to(screen: Screen, question: Question) -> Answer:
    """The plans and slips, found once for what was asked and what a forecast says of the rivals."""
    view, forecast = screen.view, question.rivals is RivalsAs.FORECAST
    asked = (question.aim.code, question.rivals.value, effort_text(question.effort))
    about = ("ways", question.unit, *asked, cached.judged(view) if forecast else "")

    def found() -> Answer:
        return answer(view, question, cached.outlook_of(view).expected_score if forecast else {})

    return cached.found_of(view, about, found)


def show_plans(screen: Screen, question: Question, found: Answer) -> None:
    """The shortest set and the next-best ones, one opened; or everything together where nothing leads there."""
    ways = found.ways
    if ways and not ways[0].plan.changes:
        return
    if not ways:
        _show_utmost(screen, question, found)
        return
    with card(screen.text("whatif_plan.sets"), screen.text("whatif_plan.proven")):
        number = _choose_way(screen, len(ways))
        way = ways[number - 1]
        heading = plan_title(way.plan, number, screen.language)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{escaped(heading)}**", width="content")
            _show_way_on(screen, question, way)
        table = changes_table(screen.view.result, question.unit, way.plan.changes, heading, screen.language)
        _show(screen, question, table, "plan")
        _show_notes(screen, found)
    if way.instead:
        _show_instead(screen, question, way)
    if len(ways) > 1:
        heading = screen.text("whatif_plan.next_best", count=len(ways))
        with card(heading):
            table = plans_table(found, heading, screen.language)
            show_rows(table, "plans")
            show_download(screen, _asked(screen, question, table), "plans", what_if_heading(screen, "plans"))


def _choose_way(screen: Screen, count: int) -> int:
    if count == 1:
        return 1
    names = {str(number): screen.text("whatif_plan.way", number=number) for number in range(1, count + 1)}
    return int(segments(WAY, screen.text("whatif_plan.choose_way"), names, "1"))


def _show_way_on(screen: Screen, question: Question, way: Way) -> None:
    if st.button(screen.text("whatif_plan.open_scenario"), key="open_scenario"):
        state.turn_to(GRADES_PAGE, {SCENARIO: encode(scenario_of(screen.view, question.unit, way.plan))})


def _show_instead(screen: Screen, question: Question, way: Way) -> None:
    """The indicators that would do as well as one of the plan."""
    with card(instead_title(way, screen.language), screen.text("whatif_plan.instead_order")):
        title = screen.text("whatif_plan.instead_table")
        table = changes_table(screen.view.result, question.unit, way.instead, title, screen.language)
        _show(screen, question, table, "instead", height_rows=ROWS_SHOWN)


def _show_utmost(screen: Screen, question: Question, found: Answer) -> None:
    changes = found.found.utmost.changes
    if not changes:
        return
    heading = screen.text("whatif_plan.utmost", count=len(changes))
    with card(heading, screen.text("whatif_plan.proven_none")):
        table = changes_table(screen.view.result, question.unit, changes, heading, screen.language)
        _show(screen, question, table, "utmost", height_rows=ROWS_SHOWN)
        _show_notes(screen, found)


def _show_notes(screen: Screen, found: Answer) -> None:
    """What is not part of the plans, and why there may be more of them."""
    if found.found.left_out:
        codes = ", ".join(found.found.left_out)
        st.caption(escaped(screen.text("whatif_plan.left_out", count=len(found.found.left_out), codes=codes)))
    if found.more:
        st.caption(screen.text("whatif_plan.cut_short"))


def show_slips(screen: Screen, question: Question, found: Answer) -> None:
    """The smallest slips that lose the rank of today, those first that need the smallest part of a value."""
    changes = slip_changes(found)
    order = screen.text("whatif_plan.slip.order") if len(changes) > 1 else ""
    with card(slip_title(screen.view, question, found, screen.language), order):
        if changes:
            title = screen.text("whatif_plan.slips")
            table = slips_table(screen.view.result, question.unit, changes, title, screen.language)
            _show(screen, replace(question, effort=Effort()), table, "slips", height_rows=ROWS_SHOWN)


def _show(screen: Screen, question: Question, table: Table, key: str, *, height_rows: int | None = None) -> None:
    opened = show_rows(table, key, height_rows=height_rows, openable=True)
    show_download(screen, _asked(screen, question, table), key, what_if_heading(screen, key))
    if opened:
        open_indicator(screen, opened)


def _asked(screen: Screen, question: Question, table: Table) -> Table:
    """The table with everything that was asked to get it."""
    chosen = {
        "frame.unit": unit_label(screen, question.unit),
        "whatif_plan.choose_aim": aim_text(question.aim, screen.language),
        "whatif_plan.choose_rivals": screen.text(f"whatif_plan.rivals.{question.rivals.value}"),
    }
    said = (screen.text("exports.filter", label=screen.text(label), value=value) for label, value in chosen.items())
    return replace(table, filters=(*said, *effort_filter(screen.view, question.effort, screen.language)))
