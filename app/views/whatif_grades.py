"""The parts of the screen of grades in a what-if: choosing cells, what is changed, who moves by it."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from app.services.entry_words import indicator_with
from app.services.scenario_cells import Cell
from app.services.scenario_changes import OwnEffect, own_effects, without
from app.services.scenario_findings import all_at_top, grades_line, grades_title
from app.services.scenario_tables import cells_table, gain_text, moved_place, moves_table
from app.services.scenario_words import cell_words, graded_words
from app.services.scenarios import Scenario
from app.services.wording import node_name
from app.views.fields import choose_group
from app.views.frame import Screen, card, escaped, segments, select, show_finding, unit_label
from app.views.links import FIELD
from app.views.tables import show_download
from app.views.whatif import change_to, present_scenario, show_what_if_table, with_changes
from app.views.whatif_grid import Grid, show_grid
from app.views.whatif_map import BACK, DOWN, STEP, UP, Map, show_map
from app.views.whatif_mark import what_if_heading
from scoring.derive import field_of, fields
from scoring.model import Branch, Indicator, IndicatorLeaf
from scoring.score import Result
from scoring.weak import find_below_top

TABLE, MAP, EVERYTHING = "table", "map", ""
LIST_HEIGHT, FEW = 345, 4


def show_grades_finding(screen: Screen, scenario: Scenario, result: Result) -> None:
    """What becomes of the unit at the top."""
    about = (screen.view, scenario, result, screen.unit, screen.language)
    show_finding(screen, grades_title(*about), grades_line(*about), what_if=True)


def show_chooser(screen: Screen, scenario: Scenario, result: Result) -> None:
    """A table or a heatmap in which cells are changed, and everything that is changed; nothing without indicators."""
    if not screen.view.evaluation.indicators():
        return
    ways = {way: screen.text(f"whatif_grades.by.{way}") for way in (TABLE, MAP)}
    if segments("way", screen.text("whatif_grades.choose"), ways, TABLE) == MAP:
        _show_map_card(screen, scenario, result)
        _show_changed_card(screen, scenario)
        return
    left, right = st.columns([2, 1])
    with left:
        _show_table_card(screen, scenario)
    with right:
        _show_changed_card(screen, scenario)


def show_moves(screen: Screen, scenario: Scenario, result: Result) -> None:
    """Rank, score and award of the unit at the top and of all whose rank changes."""
    title = screen.text("whatif_grades.moves_card")
    with card(title):
        table = moves_table(screen.view.result, result, screen.unit, title, screen.language)
        show_what_if_table(screen, with_changes(screen, table, scenario), "whatif_moves")


def _show_table_card(screen: Screen, scenario: Scenario) -> None:
    with card(screen.text("whatif_grades.pick_card"), screen.text("whatif_grades.pick_table")):
        of_whom, of_what = st.columns(2)
        with of_whom:
            units = {unit.code: unit_label(screen, unit.code) for unit in screen.view.evaluation.units}
            unit = select("of", screen.text("whatif_grades.of"), units, screen.unit)
        with of_what:
            everything = {EVERYTHING: screen.text("indicator.all_fields")}
            field = select(FIELD, screen.text("whatif_grades.field"), everything | _field_names(screen), EVERYTHING)
        show_grid(screen, Grid(scenario, unit, _indicators(screen, field)))


def _show_map_card(screen: Screen, scenario: Scenario, result: Result) -> None:
    with card(screen.text("whatif_grades.pick_card"), screen.text("whatif_grades.pick_map")):
        names, costliest = _field_names(screen), _costliest_field(screen)
        steps = {step: screen.text(f"whatif_grades.step.{step}") for step in (UP, DOWN, BACK)}
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width=240):
                field = select(FIELD, screen.text("whatif_grades.field"), names, costliest, visible=False)
            direction = segments(STEP, screen.text("whatif_grades.direction"), steps, UP)
            groups = choose_group(screen)
        show_map(screen, Map(scenario, result, groups, _indicators(screen, field), direction))


def _field_names(screen: Screen) -> dict[str, str]:
    """Every branch that indicators hang on, in the order of the tree."""
    found: dict[str, str] = {}
    for node in fields(screen.view.evaluation.root):
        branch = field_of(screen.view.evaluation, node.code) if isinstance(node, IndicatorLeaf) else node
        if isinstance(branch, Branch):
            found[branch.code] = node_name(branch, screen.language)
    return found


def _costliest_field(screen: Screen) -> str:
    """The field of the indicator that costs the unit most; the first field where nothing does."""
    below = find_below_top(screen.view.result, screen.unit)
    if below:
        return below[0].field.code
    return next(iter(_field_names(screen)))


def _indicators(screen: Screen, field: str) -> tuple[Indicator, ...]:
    if field == EVERYTHING:
        return screen.view.evaluation.indicators()
    branch = screen.view.evaluation.node(field)
    children = branch.children if isinstance(branch, Branch) else ()
    return tuple(leaf.indicator for leaf in children if isinstance(leaf, IndicatorLeaf))


def _show_changed_card(screen: Screen, scenario: Scenario) -> None:
    """Everything that is changed, each with its own effect and a button that takes it out."""
    effects = own_effects(screen.view, scenario)
    title = screen.text("whatif_grades.cells_card", count=len(effects))
    with card(title, screen.text("whatif_grades.cells_explained") if effects else ""):
        if effects:
            with st.container(height=LIST_HEIGHT if len(effects) > FEW else "content", border=False, gap="small"):
                for effect in effects:
                    _show_effect(screen, effect)
        else:
            st.markdown(screen.text("whatif_grades.cells_none"))
        _show_buttons(screen, scenario)
        if effects:
            table = with_changes(screen, cells_table(screen.view, effects, title, screen.language), scenario)
            show_download(screen, table, "whatif_cells", what_if_heading(screen, "whatif_cells"))


def _show_effect(screen: Screen, effect: OwnEffect) -> None:
    indicator = indicator_with(screen.view.evaluation, effect.cell[1])
    assert indicator is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        name = escaped(cell_words(screen.view.evaluation, effect.cell, screen.language))
        change = {
            "official": graded_words(indicator, effect.official, screen.language),
            "now": graded_words(indicator, effect.changed, screen.language),
        }
        rank = moved_place(effect.without, effect.alone, screen.language)
        with st.container(gap=None):
            st.markdown(f"**{name}**  \n{escaped(screen.text('whatif_grades.cell_line', **change))}")
            st.caption(escaped(screen.text("whatif_grades.cell_effect", gain=gain_text(effect.gain), rank=rank)))
        st.button(
            screen.text("whatif_grades.take_out"),
            key="take_out_" + "_".join(effect.cell),
            help=screen.text("whatif_grades.take_out_help"),
            on_click=_take_out,
            args=(screen, effect.cell),
        )


def _show_buttons(screen: Screen, scenario: Scenario) -> None:
    """All top grades at once, and everything back."""
    best = all_at_top(screen.view, screen.unit)
    with st.container(horizontal=True):
        if best.grades:
            label = screen.text("whatif_grades.all_top", unit=unit_label(screen, screen.unit))
            st.button(label, key="all_top", on_click=_put, args=(screen, best.grades))
        if scenario.grades:
            label = screen.text("whatif_grades.take_all_out")
            st.button(label, key="take_all_out", on_click=_take_all_out, args=(screen,))


def _take_out(screen: Screen, cell: Cell) -> None:
    change_to(without(present_scenario(screen), cell))


def _put(screen: Screen, cells: Mapping[Cell, str]) -> None:
    scenario = present_scenario(screen)
    change_to(replace(scenario, grades={**scenario.grades, **cells}))


def _take_all_out(screen: Screen) -> None:
    change_to(replace(present_scenario(screen), grades={}))
