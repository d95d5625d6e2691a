"""Kept scenarios: names, what a later definition makes of them, and the comparison with the official result."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.services.entry_words import moment_text
from app.services.kept_scenarios import (
    Kept,
    compared,
    deleted_scenarios,
    kept_scenarios,
    label_of,
    same_changes,
    save,
    save_over,
)
from app.services.kept_tables import (
    comparison_table,
    group_table,
    legend_lines,
    neighbours,
    scenarios_title,
    short_lines,
    unread_lines,
    without_words,
)
from app.services.problems import parts_of
from app.services.scenarios import Scenario, result_of
from app.storage.errors import ScenarioNameTaken
from app.storage.scenarios import Label
from app.storage.store import Store
from app.text.catalogue import LANGUAGES
from scoring.problem import Problem
from tests.services import named
from tests.services.small_store import NOW, filled_store

VIEW = named.view(named.result())
UP = Scenario("e", VIEW.month, grades={("b", "Y"): "S"})
DOWN = Scenario("e", "2023-08", grades={("b", "Y"): "C"})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled_store(tmp_path) as opened:
        yield opened


def kept(store: Store, **scenarios: Scenario) -> tuple[Kept, ...]:
    for name, scenario in scenarios.items():
        save(store, scenario, Label(name, "메모"), "김주무관", NOW)
    return kept_scenarios(store, VIEW)


def test_what_is_saved_is_read_with_its_name_and_changes_nothing_official(store: Store) -> None:
    stood = (store.data_version(), store.month_content("e", VIEW.month), store.imports(), store.audit())
    (found,) = kept(store, up=replace(UP, name="another", note="old"))
    assert found.scenario == replace(UP, name="up", note="메모")
    assert (store.data_version(), store.month_content("e", VIEW.month), store.imports(), store.audit()) == stood


def test_a_name_is_taken_once(store: Store) -> None:
    kept(store, up=UP)
    with pytest.raises(ScenarioNameTaken):
        save(store, DOWN, Label("UP", ""), "김주무관", NOW)


def test_saving_over_one_keeps_its_name_and_the_older_one(store: Store) -> None:
    name = "아주 긴 이름 " * 7
    (found,) = kept(store, **{name[:60]: UP})
    save_over(store, found.saved, DOWN, "박주무관", NOW)
    (now,), (older,) = kept_scenarios(store, VIEW), deleted_scenarios(store, VIEW)
    assert now.saved.label == found.saved.label
    assert now.scenario is not None
    assert now.scenario.grades == DOWN.grades
    assert (older.content, older.deleted_by, len(older.label.name)) == (found.saved.content, "박주무관", 60)
    assert older.label.name.startswith("아주 긴 이름")
    assert moment_text(NOW) in older.label.name
    store.bring_back_scenario(older.id)
    assert len(kept_scenarios(store, VIEW)) == 2


@pytest.mark.parametrize(("scenario", "who"), [(Scenario("e", VIEW.month), "x"), (UP, "")])
def test_nothing_and_nobody_are_not_saved(store: Store, scenario: Scenario, who: str) -> None:
    with pytest.raises(ValueError, match="needs changes"):
        save(store, scenario, Label("x", ""), who, NOW)
    assert kept_scenarios(store, VIEW) == ()


def test_deleted_ones_are_listed_apart(store: Store) -> None:
    (found,) = kept(store, up=UP)
    store.delete_scenario(found.saved.id, "x", NOW)
    assert kept_scenarios(store, VIEW) == ()
    assert [one.id for one in deleted_scenarios(store, VIEW)] == [found.saved.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scenario_that_a_definition_lost_is_told_and_left_out(store: Store, language: str) -> None:
    save(store, replace(UP, grades={("z", "Y"): "S"}), Label("gone", ""), "x", NOW)
    listed = kept(store, up=UP)
    assert [one.scenario is None for one in listed] == [False, True]
    assert len(unread_lines(listed, language)) == 1
    assert [one.name for one in compared(listed, partial(result_of, VIEW))] == ["up"]


@pytest.mark.parametrize(
    ("name", "note", "code"),
    [
        ("", "", "name_missing"),
        ("  \t", "", "name_missing"),
        ("x" * 61, "", "name_long"),
        ("x", "y" * 301, "name_long"),
        ("a\u202eb", "", "name_signs"),
        ("a", "\x00", "name_signs"),
    ],
)
def test_a_name_that_cannot_be_kept_is_told(name: str, note: str, code: str) -> None:
    found = label_of(name, note)
    assert isinstance(found, Problem)
    assert found.code == f"whatif_scenarios.problem.{code}"
    assert all(parts_of(found, language).what for language in LANGUAGES)


def test_a_name_loses_superfluous_spaces() -> None:
    assert label_of("  전년도   20% ", "한\n줄") == Label("전년도 20%", "한 줄")


def test_scenarios_of_another_month_are_computed_from_the_month_looked_at(store: Store) -> None:
    found = compared(kept(store, down=DOWN), partial(result_of, VIEW))
    assert found[0].result.month == VIEW.month
    assert found[0].result.standings["b"].rank == 2
    assert same_changes(DOWN, replace(DOWN, month=VIEW.month, name="x"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_scenarios_stand_beside_the_official_result(store: Store, language: str) -> None:
    found = compared(kept(store, up=UP, down=DOWN), partial(result_of, VIEW))
    units = ("b", *neighbours(VIEW.result, "b"))
    assert units == ("b", "a", "c")
    table = comparison_table(VIEW, units, found, "t", language)
    by_name = {row["name"]: row for row in table.rows}
    assert table.rows[0]["difference"] == "–"
    assert (by_name["up"]["score"], by_name["up"]["difference"]) == ("98.80", "+2.333")
    assert by_name["up"]["rank"] == {"ko": "1위 ▲1", "en": "1st ▲1"}[language]
    assert by_name["up"]["other_0"] == {"ko": "2위 ▼1 · 97.00", "en": "2nd ▼1 · 97.00"}[language]
    assert "김주무관" in str(by_name["down"]["saved"])
    group = group_table(VIEW, "b", found, "t", language)
    assert len(group.rows) == 3
    assert len(group.columns) == 4
    assert len(legend_lines(VIEW, found, language)) == 2


def test_what_scenarios_change_stands_below_a_table_that_fits(store: Store) -> None:
    found = compared(kept(store, up=UP), partial(result_of, VIEW))
    table = comparison_table(VIEW, ("b",), found, "t", "ko")
    narrow = without_words(table)
    assert [column.key for column in narrow.columns] == ["name", "rank", "score", "difference"]
    assert all(list(row) == [column.key for column in narrow.columns] for row in narrow.rows)
    (line,) = short_lines(VIEW, found, "ko")
    assert line == f"up: {table.rows[1]['changes']}"


def test_two_scenarios_of_the_same_heading_keep_their_columns(store: Store) -> None:
    found = compared(kept(store, up=UP), partial(result_of, VIEW))
    columns = group_table(VIEW, "b", (*found, *found), "t", "ko").columns
    assert len({column.label for column in columns}) == len(columns)


def test_the_title_names_the_scenario_that_lifts_the_unit_most(store: Store) -> None:
    title = partial(scenarios_title, VIEW)
    assert title("b", (), 0, "ko") == "저장한 시나리오가 없습니다"
    assert title("b", (), 2, "ko") == "저장한 시나리오 2개를 지금의 정의로는 읽을 수 없습니다"
    found = compared(kept(store, up=UP, down=DOWN), partial(result_of, VIEW))
    assert title("b", found, 0, "ko") == "시나리오 2개 중 나시는 ‘up’에서 가장 높은 1위(98.80점)입니다"
    assert title("a", found, 0, "ko") == "시나리오 2개 가운데 가시를 공식 1위보다 올리는 것은 없습니다"
    assert title("b", (replace(found[0], kept=None),), 0, "en").startswith("With the present what-if, Na is")
