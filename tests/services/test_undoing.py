"""Taking acts back, on a small store: what comes back, what is left, what it does to ranks, and how it is told."""

from datetime import UTC, datetime, timedelta

import pytest

from app.services.history import cell_steps, lines_of
from app.services.history_tables import cell_table, changes_table, left_table, lines_table, restored_table, title_text
from app.services.undoing import preview_undo, undo
from app.storage.errors import MonthClosed, StoreChanged
from app.storage.frozen import ClosingDraft, Event
from tests.services.named import evaluation
from tests.services.small_store import (
    AUGUST,
    EVALUATION,
    NOT_THERE,
    SEPTEMBER,
    filled_store,
    grade,
    points,
    write,
)

LATER = datetime(2023, 10, 9, tzinfo=UTC)
Y_OF_B = ("value", "b", "Y")


@pytest.fixture
def store(tmp_path):
    with filled_store(tmp_path) as opened:
        yield opened


def standing(store, key, month=SEPTEMBER):
    return store.month_content(EVALUATION, month).get(key)


def preview(store, number):
    return preview_undo(store, evaluation(), number)


def close(store):
    draft = ClosingDraft(EVALUATION, SEPTEMBER, LATER, "이팀장", "0" * 64, "", "{}")
    store.close_month(draft, store.data_version())


def test_an_undo_brings_back_values_and_ranks(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("S")}).import_id
    seen = preview(store, number)
    assert (seen.effect.before.standings["b"].rank, seen.effect.after.standings["b"].rank) == (1, 2)
    receipt = undo(store, seen.plan, "홍길동", LATER)
    assert standing(store, Y_OF_B) == grade("A")
    assert store.imports()[0].undoes == number
    assert receipt.import_id == store.imports()[0].id


def test_what_a_later_act_touched_is_left_and_named(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("B"), ("value", "b", "X"): grade("B")}, file="first.xlsx").import_id
    write(store, SEPTEMBER, {Y_OF_B: grade("C")}, file="", who="박주무관")
    seen = preview(store, number)
    (left,) = left_table(evaluation(), seen.plan.left, "t", "ko").rows
    assert (left["unit"], left["item"], left["before"], left["now"]) == ("나시", "Y Y", "A", "C")
    assert left["by"].startswith("4번 고치기 · 2023-10-05 ")
    assert left["by"].endswith(" · 박주무관")
    undo(store, seen.plan, "홍길동", LATER)
    assert standing(store, Y_OF_B) == grade("C")
    assert standing(store, ("value", "b", "X")) == grade("S")


def test_undoing_twice_writes_once(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("S")}).import_id
    seen = preview(store, number)
    undo(store, seen.plan, "홍길동", LATER)
    version = store.data_version()
    assert undo(store, seen.plan, "홍길동", LATER).import_id is None
    assert store.data_version() == version
    assert not preview(store, number).possible


def test_an_undo_taken_back_is_called_applying_again(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("S")}).import_id
    made = undo(store, preview(store, number).plan, "홍길동", LATER).import_id
    again = preview(store, made)
    assert (preview(store, number).what, again.what) == ("undo", "redo")
    undo(store, again.plan, "홍길동", LATER)
    assert standing(store, Y_OF_B) == grade("S")
    assert [line.what for line in lines_of(store, EVALUATION, SEPTEMBER)] == ["redo", "undo", "import", "import"]
    assert preview(store, number).possible


def test_nothing_is_undone_when_a_cell_moved_after_it_was_looked_at(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("S"), ("value", "c", "X"): grade("S")}).import_id
    seen = preview(store, number)
    write(store, SEPTEMBER, {Y_OF_B: grade("C")}, file="")
    with pytest.raises(StoreChanged):
        undo(store, seen.plan, "홍길동", LATER)
    assert standing(store, ("value", "c", "X")) == grade("S")


def test_a_closed_month_undoes_nothing(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("S")}).import_id
    plan = preview(store, number).plan
    close(store)
    assert preview(store, number).closed
    assert not preview(store, number).possible
    with pytest.raises(MonthClosed):
        undo(store, plan, "홍길동", LATER)


def test_nobody_undoes_without_a_name(store):
    number = write(store, SEPTEMBER, {Y_OF_B: grade("S")}).import_id
    with pytest.raises(ValueError, match="name"):
        undo(store, preview(store, number).plan, "", LATER)


def test_points_that_go_give_way_to_those_of_the_month_before(store):
    key = ("score", "a", "prior")
    number = write(store, SEPTEMBER, {key: points(60)}).import_id
    seen = preview(store, number)
    assert restored_table(evaluation(), seen.plan.restored, "t", "ko").rows == [
        {"unit": "가시", "item": "전년도 실적 (점수)", "old": "60", "new": "–"}
    ]
    assert seen.effect.after.standings["a"].points["prior"] == 90


def test_the_history_of_a_month_and_of_all(store):
    write(store, SEPTEMBER, {Y_OF_B: grade("S")}, file="", who="박주무관")
    month, everything = lines_of(store, EVALUATION, SEPTEMBER), lines_of(store, EVALUATION)
    assert [line.month for line in everything] == [SEPTEMBER, SEPTEMBER, AUGUST]
    assert title_text(month, "ko", all_months=False) == "이 달에 자료가 2번 바뀌었습니다, 마지막은 2023-10-05 박주무관"
    row, *_ = lines_table(month, "t", "ko", with_month=False).rows
    assert (row["number"], row["what"], row["who"], row["cells"]) == (3, "고치기", "박주무관", "변경 1")


def test_closings_and_reopenings_stand_in_the_history_of_their_month(store):
    close(store)
    store.reopen_month(EVALUATION, SEPTEMBER, "이팀장", LATER + timedelta(hours=1), "오류 정정")
    store.add_event(Event(LATER, "누구", "backup"))
    reopened, closed, *_ = lines_of(store, EVALUATION, SEPTEMBER)
    assert (reopened.what, reopened.detail, closed.what) == ("reopen", "오류 정정", "close")
    assert "close" not in [line.what for line in lines_of(store, EVALUATION, AUGUST)]


def test_the_changes_of_an_act_with_their_cells(store):
    number = write(store, SEPTEMBER, {("value", "c", "X"): grade("A"), Y_OF_B: NOT_THERE}).import_id
    rows = changes_table(evaluation(), store.import_changes(number), "t", "ko").rows
    assert [(row["unit"], row["old"], row["new"], row["what"], row["place"]) for row in rows] == [
        ("나시", "A", "미입력", "없어짐", "실적!C5"),
        ("다시", "미입력", "A", "추가", "실적!C5"),
    ]


def test_the_life_of_a_cell_newest_first(store):
    write(store, SEPTEMBER, {Y_OF_B: grade("B")}, file="", who="박주무관")
    undo(store, preview(store, 3).plan, "홍길동", LATER)
    steps = cell_steps(store, EVALUATION, SEPTEMBER, Y_OF_B)
    rows = cell_table(evaluation(), Y_OF_B, steps, "t", "ko").rows
    assert [(row["who"], row["what"], row["old"], row["new"], row["source"]) for row in rows] == [
        ("홍길동", "되돌리기", "B", "A", "m.xlsx · 실적!C5"),
        ("박주무관", "고치기", "A", "B", "화면에서 고침"),
        ("김주무관", "가져오기", "–", "A", "m.xlsx · 실적!C5"),
    ]


def test_what_the_definition_no_longer_knows_keeps_its_codes(store):
    number = write(store, SEPTEMBER, {("value", "zz", "Q9"): points("1234.50")}).import_id
    (row,) = changes_table(evaluation(), store.import_changes(number), "t", "ko").rows
    assert (row["unit"], row["item"], row["new"]) == ("zz", "Q9", "1,234.5")


def test_what_was_confirmed_stands_in_the_history_in_words(store):
    write(store, SEPTEMBER, {Y_OF_B: grade("S")}, file="", note="공문 정정 (plausibility.fell, plausibility.far_above)")
    (line, *_) = lines_table(lines_of(store, EVALUATION, SEPTEMBER), "t", "ko", with_month=False).rows
    assert line["note"] == "공문 정정 (누적 실적이 줄어듦, 지난달보다 지나치게 큼)"
