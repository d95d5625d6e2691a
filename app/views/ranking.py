"""The parts of the ranking screen: tables, lost points, two units, the map, the months."""

from collections.abc import Mapping

import streamlit as st

from app.charts import theme
from app.charts.measure import text_width
from app.charts.rank_lines import RankSeries, describe_rank_lines, rank_lines
from app.charts.tile_map import Tile, describe_tile_map, tile_map
from app.services.findings import group_title
from app.services.ranking import RankPath, months_without_scores, nodes_with_parts, rank_paths, ranked_rows
from app.services.ranking_findings import losses_title, map_title, months_text, months_title
from app.services.ranking_tables import losses_table, months_table, notes_line, rank_table, short_rank_table
from app.services.status import loss_rows
from app.services.status_tables import derivation_table
from app.services.tables import Column, Table
from app.services.wording import decimals_for, name_in, node_name, place_text, score_text
from app.views import cached
from app.views.figures import show_chart, show_losses
from app.views.frame import Screen, card, escaped, segments, unit_label
from app.views.tables import filtered, show_table
from scoring.aggregate import full_score
from scoring.derive import derive
from scoring.model import Branch, Group

ALL = "all"
NO_FILTERS: Mapping[str, str] = {}
NARROWEST = 896
"""Pixels that a window of 1280 leaves beside the menu, and one gap; the paddings are those of a card and of a cell."""
CARD_PADDING, CELL_PADDING = 50, 17
PARTS = ("table", "lost", "comparison", "map", "months")


def choose_part(screen: Screen) -> str:
    """Which part of the screen is shown; only that one is computed."""
    names = {part: screen.text(f"ranking.part.{part}") for part in PARTS}
    return segments("part", screen.text("ranking.choose_part"), names, PARTS[0])


def choose_group(screen: Screen) -> tuple[Group, ...]:
    """The groups shown: the one of the unit by default, another, or all of them."""
    groups = screen.view.evaluation.groups
    names = {group.code: name_in(group.name, screen.language) for group in groups}
    if len(groups) > 1:
        names[ALL] = screen.text("ranking.all_groups")
    code = segments(
        "group", screen.text("ranking.choose_group"), names, screen.view.result.standings[screen.unit].group
    )
    return tuple(group for group in groups if code in (ALL, group.code))


def show_rank_tables(screen: Screen, groups: tuple[Group, ...]) -> None:
    """One group with all its parts, or the groups side by side; a row opens the sum behind its score.

    As long as no row is chosen it is the sum of the unit at the top.
    """
    opened = [_show_full_table(screen, groups[0])] if len(groups) == 1 else _show_side_by_side(screen, groups)
    own = [screen.unit for group in groups if group.code == screen.view.result.standings[screen.unit].group]
    for unit in [unit for unit in opened if unit] or own:
        _show_derivation(screen, unit)


def _show_full_table(screen: Screen, group: Group) -> str | None:
    view = screen.view
    rows = ranked_rows(view.result, group.code)
    own = group.code == view.result.standings[screen.unit].group
    title = screen.text("ranking.table_card", group=name_in(group.name, screen.language))
    heading = title if own else group_title(view, view.result.group(group.code), screen.language)
    with card(heading, screen.text("ranking.open_hint")):
        table = rank_table(view.evaluation, rows, screen.unit, title, screen.language)
        opened = show_table(screen, _of_group(screen, table, group), f"ranking_{group.code}", openable=True)
        _show_notes(screen, group)
        decimals = decimals_for(row.standing.score for row in rows)
        if decimals > 2:
            st.caption(screen.text("status.decimals_note", decimals=decimals))
    return opened


def _show_side_by_side(screen: Screen, groups: tuple[Group, ...]) -> list[str | None]:
    tables = [_short_table(screen, group) for group in groups]
    count = _fitting(tables)
    opened = []
    for start in range(0, len(groups), count):
        shown = slice(start, start + count)
        for group, table, place in zip(groups[shown], tables[shown], st.columns(count), strict=False):
            with place, card(table.title):
                table = _of_group(screen, table, group)
                opened.append(show_table(screen, table, f"ranking_short_{group.code}", openable=True))
                _show_notes(screen, group)
    return opened


def _show_notes(screen: Screen, group: Group) -> None:
    notes = notes_line(screen.view.evaluation, ranked_rows(screen.view.result, group.code), screen.language)
    if notes:
        st.caption(escaped(notes))


def _short_table(screen: Screen, group: Group) -> Table:
    view = screen.view
    title = group_title(view, view.result.group(group.code), screen.language)
    rows = ranked_rows(view.result, group.code)
    return short_rank_table(view.evaluation, rows, screen.unit, title, screen.language)


def _fitting(tables: list[Table]) -> int:
    """How many tables stand side by side in the narrowest window without a column being cut."""
    widest = max(sum(_column_width(table, column) for column in table.columns) for table in tables)
    return max(1, min(len(tables), int(NARROWEST // (widest + CARD_PADDING))))


def _column_width(table: Table, column: Column) -> float:
    words = [column.label, *(str(row[column.key]) for row in table.rows)]
    return max(text_width(word, theme.SCREEN.small) for word in words) + CELL_PADDING


def _show_derivation(screen: Screen, unit: str) -> None:
    """The sum behind the final score of a unit and behind each part that has parts of its own."""
    evaluation = screen.view.evaluation
    standing = screen.view.result.standings[unit]
    with card(screen.text("ranking.derivation", unit=unit_label(screen, unit), score=score_text(standing.score, 3))):
        nodes = [evaluation.root, *(child for child in evaluation.root.children if isinstance(child, Branch))]
        for node in nodes:
            title = node_name(node, screen.language)
            st.markdown(f"**{escaped(title)}**")
            table = derivation_table(derive(evaluation, standing, node.code), title, screen.language)
            table = filtered(screen, table, {"frame.unit": unit_label(screen, unit)})
            show_table(screen, table, f"derivation_{unit}_{node.code}")


def show_lost_points(screen: Screen, groups: tuple[Group, ...]) -> None:
    """Where every unit of the groups lost its points, by part or split further."""
    evaluation, result = screen.view.evaluation, screen.view.result
    node = _choose_node(screen)
    for group in groups:
        rows = loss_rows(result, group.code, node)
        title = losses_title(evaluation, rows, screen.unit, screen.language)
        with card(f"{name_in(group.name, screen.language)}: {title}"):
            if not rows:
                continue
            show_losses(screen, group.code, f"lost_{group.code}", node)
            st.caption(_losses_note(screen, node))
            with st.expander(screen.text("ranking.as_table")):
                table = losses_table(evaluation, rows, screen.unit, title, screen.language)
                table = _of_group(screen, table, group, {"ranking.choose_node": _node_name(screen, node)})
                show_table(screen, table, f"lost_points_{group.code}")


def _of_group(screen: Screen, table: Table, group: Group, others: Mapping[str, str] = NO_FILTERS) -> Table:
    return filtered(screen, table, {"ranking.choose_group": name_in(group.name, screen.language), **others})


def _node_name(screen: Screen, code: str) -> str:
    root = screen.view.evaluation.root
    if code == root.code:
        return screen.text("ranking.by_part")
    return screen.text("ranking.by_field", part=node_name(screen.view.evaluation.node(code), screen.language))


def _choose_node(screen: Screen) -> str:
    nodes = nodes_with_parts(screen.view.evaluation)
    root = screen.view.evaluation.root
    names = {node.code: _node_name(screen, node.code) for node in nodes}
    if len(names) == 1:
        return root.code
    return segments("node", screen.text("ranking.choose_node"), names, root.code)


def _losses_note(screen: Screen, node: str) -> str:
    root = screen.view.evaluation.root
    if node == root.code:
        return screen.text("status.bars_note", full=score_text(full_score(root), 0))
    return screen.text("ranking.inside_note", part=node_name(screen.view.evaluation.node(node), screen.language))


def show_map(screen: Screen) -> None:
    """All units as tiles with their rank inside their group."""
    evaluation, result = screen.view.evaluation, screen.view.result
    tiles = [
        Tile(
            unit.code,
            unit_label(screen, unit.code),
            place_text(result.standings[unit.code], screen.language),
            name_in(group.name, screen.language),
            result.standings[unit.code].score,
            unit.code == screen.unit,
        )
        for group in evaluation.groups
        for unit in group.units
    ]
    with card(map_title(evaluation, result, screen.language)):
        show_chart(tile_map(tiles, screen.language), "tile_map", describe_tile_map(tiles, screen.language))
        st.caption(screen.text("ranking.map_note"))


def show_months(screen: Screen, groups: tuple[Group, ...]) -> None:
    """The rank of every unit over the months up to the one looked at."""
    evaluation = screen.view.evaluation
    results = tuple(one for one in cached.results_of(evaluation.code) if one.month <= screen.view.month)
    months = tuple(result.month for result in results)
    for group in groups:
        paths = rank_paths(results, group.code)
        path = next((one for one in paths if one.unit == screen.unit), paths[0])
        title = months_title(evaluation, months, path, screen.language)
        with card(f"{name_in(group.name, screen.language)}: {title}"):
            series = [_series(screen, one) for one in paths]
            figure = rank_lines(months, series, screen.language)
            show_chart(figure, f"months_{group.code}", describe_rank_lines(months, series, screen.language))
            missing = months_without_scores(results, group.code)
            if missing:
                span = months_text(missing, months, screen.language)
                st.caption(screen.text("ranking.months_missing", months=span))
            with st.expander(screen.text("ranking.as_table")):
                table = months_table(evaluation, months, paths, title, screen.language)
                show_table(screen, _of_group(screen, table, group), f"rank_months_{group.code}")


def _series(screen: Screen, path: RankPath) -> RankSeries:
    return RankSeries(unit_label(screen, path.unit), path.ranks, path.unit == screen.unit)
