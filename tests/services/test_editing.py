"""Values typed on the screen by one person and by two at once, on a small store."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.services.editing import (
    Typed,
    begin_draft,
    changed_by_others,
    content_of,
    drop,
    plan_edit,
    put,
    read_again,
    save,
    settle,
)
from app.services.editing_tables import Grid, planned_table, problems_table, rows_of_indicator, rows_of_points
from app.services.months import month_view
from app.storage.errors import MonthClosed, StoreChanged
from app.storage.frozen import ClosingDraft
from app.storage.records import Act, Content
from scoring.model import Definition, State
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

NOW = datetime(2023, 10, 9, tzinfo=UTC)
Y_OF_B, X_OF_A, X_OF_C = ("value", "b", "Y"), ("value", "a", "X"), ("value", "c", "X")
PRIOR_OF_A, BONUS_OF_A = ("score", "a", "prior"), ("bonus", "a", "current")


@pytest.fixture
def store(tmp_path):
    with filled_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def begin(store):
    """One person's draft of September with what that person types."""

    def typing(typed):
        draft = begin_draft(store, evaluation(), SEPTEMBER)
        return put(evaluation(), draft, {key: _typed(one) for key, one in typed.items()})

    return typing


def _typed(written):
    return Typed(written) if isinstance(written, str) else Typed(*written)


def standing(store, key):
    return store.month_content(EVALUATION, SEPTEMBER).get(key)


def plan_of(store, draft):
    return plan_edit(store, evaluation(), draft)


def saved(store, draft, who="홍길동", why="공문 정정"):
    return save(store, plan_of(store, draft), who, why, NOW)


def conflicts_of(store, draft):
    with pytest.raises(StoreChanged) as raised:
        saved(store, draft)
    return raised.value.conflicts


def test_an_edit_is_one_act_with_a_name_and_a_reason(store, begin):
    receipt = saved(store, begin({Y_OF_B: "S", X_OF_C: "98.50"}))
    act = store.imports()[0]
    assert (act.id, act.act, act.who, act.note, act.file_name) == (
        receipt.import_id,
        Act.EDIT,
        "홍길동",
        "공문 정정",
        "",
    )
    assert (act.added, act.changed) == (1, 1)
    assert standing(store, X_OF_C) == Content(State.SUBMITTED, Decimal("98.5"))


def test_the_plan_shows_old_and_new_and_what_it_does_to_ranks(store, begin):
    plan = plan_of(store, begin({Y_OF_B: "S"}))
    (row,) = planned_table(evaluation(), plan, "t", "ko").rows
    assert (row["unit"], row["old"], row["new"]) == ("나시", "A", "S")
    assert (plan.effect.before.standings["b"].rank, plan.effect.after.standings["b"].rank) == (2, 1)


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("1,234.5", Content(State.SUBMITTED, Decimal("1234.5"))),
        ("0.1234567890123456789012", Content(State.SUBMITTED, Decimal("0.1234567890123456789012"))),
        ("９８．５", Content(State.SUBMITTED, Decimal("98.5"))),
        ("S", grade("S")),
        ("98.5 (A)", Content(State.SUBMITTED, Decimal("98.5"), "A")),
        ("해당없음", Content(State.NOT_APPLICABLE)),
        ("not applicable", Content(State.NOT_APPLICABLE)),
        ("미입력", NOT_THERE),
        (" ", NOT_THERE),
    ],
)
def test_typed_words_are_read_like_the_cells_of_a_file(written, content):
    assert content_of(evaluation(), Y_OF_B, Typed(written)) == content


def test_every_cell_that_cannot_be_read_is_named_and_nothing_is_saved(store, begin):
    plan = plan_of(store, begin({Y_OF_B: "구십", X_OF_C: "98", BONUS_OF_A: "-1"}))
    rows = problems_table(evaluation(), plan.errors, "t", "ko").rows
    assert {(row["unit"], row["typed"]) for row in rows} == {("나시", "구십"), ("가시", "-1")}
    assert all(row["what"] for row in rows)
    with pytest.raises(ValueError, match="readable"):
        save(store, plan, "홍길동", "정정", NOW)


@pytest.mark.parametrize(("who", "why"), [("", "정정"), ("홍길동", "")])
def test_nothing_is_saved_without_a_name_or_a_reason(store, begin, who, why):
    version = store.data_version()
    with pytest.raises(ValueError, match="name"):
        saved(store, begin({Y_OF_B: "S"}), who, why)
    assert store.data_version() == version


def test_what_says_the_same_as_before_is_not_kept(begin):
    draft = begin({Y_OF_B: "A", X_OF_C: "미입력", PRIOR_OF_A: "", X_OF_A: "B"})
    assert set(draft.typed) == {X_OF_A}
    assert put(evaluation(), draft, {X_OF_A: Typed("S")}).typed == {}


def test_saving_the_same_twice_writes_once(store, begin):
    draft = begin({Y_OF_B: "S"})
    plan = plan_of(store, draft)
    save(store, plan, "홍길동", "정정", NOW)
    assert save(store, plan, "홍길동", "정정", NOW).import_id is None


def test_the_second_to_save_a_cell_is_told_and_shown_both(store, begin):
    first, second = begin({Y_OF_B: "B"}), begin({Y_OF_B: "S", X_OF_A: "C"})
    saved(store, first, who="박주무관")
    (conflict,) = conflicts_of(store, second)
    assert (conflict.key, conflict.seen, conflict.found, conflict.wanted) == (
        Y_OF_B,
        grade("A"),
        grade("B"),
        grade("S"),
    )
    assert conflict.source.who == "박주무관"
    assert standing(store, Y_OF_B) == grade("B")
    assert standing(store, X_OF_A) == grade("S"), "nothing of the second edit is written"


def test_the_second_keeps_the_own_value_for_a_cell(store, begin):
    first, second = begin({Y_OF_B: "B"}), begin({Y_OF_B: "S"})
    saved(store, first)
    settled = settle(replace(second, conflicts=conflicts_of(store, second)), {Y_OF_B})
    assert plan_of(store, settled).changes[0].old == grade("B")
    saved(store, settled)
    assert standing(store, Y_OF_B) == grade("S")


def test_the_second_leaves_a_cell_and_saves_the_rest(store, begin):
    first, second = begin({Y_OF_B: "B", X_OF_C: "S"}), begin({Y_OF_B: "S", X_OF_C: "A", X_OF_A: "C"})
    saved(store, first)
    settled = settle(replace(second, conflicts=conflicts_of(store, second)), {X_OF_C})
    saved(store, settled)
    assert [standing(store, key) for key in (Y_OF_B, X_OF_C, X_OF_A)] == [grade("B"), grade("A"), grade("C")]


def test_a_third_change_after_the_decision_is_told_again(store, begin):
    first, second = begin({Y_OF_B: "B"}), begin({Y_OF_B: "S"})
    saved(store, first)
    settled = settle(replace(second, conflicts=conflicts_of(store, second)), {Y_OF_B})
    write(store, SEPTEMBER, {Y_OF_B: grade("D")}, file="third.xlsx")
    (again,) = conflicts_of(store, settled)
    assert (again.seen, again.found) == (grade("B"), grade("D"))


def test_others_may_change_other_cells(store, begin):
    first, second = begin({X_OF_A: "B"}), begin({Y_OF_B: "S"})
    saved(store, first)
    assert changed_by_others(store, second) == {X_OF_A}
    saved(store, second)
    assert (standing(store, X_OF_A), standing(store, Y_OF_B)) == (grade("B"), grade("S"))


def test_both_may_want_the_same(store, begin):
    first, second = begin({Y_OF_B: "S"}), begin({Y_OF_B: "S"})
    saved(store, first)
    assert saved(store, second).import_id is None


def test_reading_again_keeps_what_was_typed_and_what_was_seen_then(store, begin):
    draft = begin({Y_OF_B: "S"})
    write(store, SEPTEMBER, {Y_OF_B: grade("B"), X_OF_A: grade("C"), X_OF_C: grade("A")})
    again = read_again(store, draft)
    assert again.typed == draft.typed
    assert (again.seen[X_OF_A], again.seen[Y_OF_B]) == (grade("C"), grade("A"))
    assert again.drawing > draft.drawing
    assert [conflict.key for conflict in conflicts_of(store, again)] == [Y_OF_B]


def test_a_cell_that_an_undo_took_away_is_a_conflict_too(store, begin):
    number = write(store, SEPTEMBER, {PRIOR_OF_A: points(80)}).import_id
    draft = begin({PRIOR_OF_A: "85"})
    store.apply_undo(number, "박주무관", NOW)
    (conflict,) = conflicts_of(store, draft)
    assert (conflict.seen, conflict.found, conflict.wanted) == (points(80), None, points(85))
    settled = settle(replace(draft, conflicts=(conflict,)), {PRIOR_OF_A})
    saved(store, settled)
    assert standing(store, PRIOR_OF_A) == points(85)


def test_dropping_begins_the_grid_anew(begin):
    draft = begin({Y_OF_B: "S", X_OF_A: "B"})
    rest = drop(draft, [Y_OF_B])
    assert set(rest.typed) == {X_OF_A}
    assert rest.drawing == draft.drawing + 1
    assert drop(draft).typed == {}


def test_a_closed_month_takes_no_edit(store, begin):
    draft = begin({Y_OF_B: "S"})
    closing = ClosingDraft(EVALUATION, SEPTEMBER, NOW, "이팀장", "0" * 64, "", "{}")
    store.close_month(closing, store.data_version())
    with pytest.raises(MonthClosed):
        saved(store, draft)


def test_points_with_their_reason(store, begin):
    saved(store, begin({BONUS_OF_A: ("1.5", "표창"), PRIOR_OF_A: ("", "공표 취소")}))
    assert standing(store, BONUS_OF_A) == points("1.5", "표창")
    assert standing(store, PRIOR_OF_A) == Content(State.NOT_SUBMITTED, reason="공표 취소")
    assert store.month_data(EVALUATION, SEPTEMBER).scores.get(("a", "prior")) is None


def test_only_a_reason_may_change(store, begin):
    saved(store, begin({BONUS_OF_A: ("1.5", "표창")}))
    saved(store, begin({BONUS_OF_A: ("1.5", "장관 표창")}))
    assert standing(store, BONUS_OF_A) == points("1.5", "장관 표창")


def test_a_value_ten_times_that_of_the_month_before_is_asked_about(store):
    value = Content(State.SUBMITTED, Decimal("95.0"))
    write(store, AUGUST, {X_OF_A: value})
    draft = put(evaluation(), begin_draft(store, evaluation(), SEPTEMBER), {X_OF_A: Typed("950"), Y_OF_B: Typed("S")})
    plan = plan_of(store, draft)
    assert [(about.key, about.typed.text) for about in plan.questions] == [(X_OF_A, "950")]
    assert plan.kinds == ("plausibility.far_above",)
    save(store, plan, "홍길동", "확인함", NOW)
    assert store.imports()[0].note == "확인함 (plausibility.far_above)"
    (row,) = problems_table(evaluation(), plan.questions, "t", "en").rows
    assert row["unit"] == "Ga"
    assert row["what"]


def test_a_few_cells_are_not_asked_about_as_if_they_were_a_file(store, begin):
    write(store, AUGUST, {("value", unit, item): points(90) for unit in "abcd" for item in "XYZ"})
    assert plan_of(store, begin({X_OF_A: "89"})).questions == ()


def test_the_grid_has_a_row_for_every_unit_with_who_touched_it_last(store, begin):
    saved(store, begin({X_OF_A: "1234.5"}), who="박주무관")
    draft = begin({X_OF_C: "abc"})
    view = month_view(store, Definition((evaluation(),), ()), evaluation(), SEPTEMBER)
    grid = Grid(view, draft, store.last_sources(EVALUATION, SEPTEMBER), "ko")
    rows = {row.key[1]: row.words for row in rows_of_indicator(grid, "X")}
    assert list(rows) == ["a", "b", "c", "d"]
    assert (rows["a"]["now"], rows["a"]["last"], rows["a"]["target"]) == ("1,234.5", "S", "100.0")
    assert rows["a"]["touched"].endswith(" 박주무관")
    assert (rows["c"]["now"], rows["c"]["grade"]) == ("abc", "미입력")


def test_the_points_in_force_may_come_from_an_earlier_month(store, begin):
    view = month_view(store, Definition((evaluation(),), ()), evaluation(), SEPTEMBER)
    grid = Grid(view, begin({}), store.last_sources(EVALUATION, SEPTEMBER), "ko")
    rows = rows_of_points(grid, store.month_data(EVALUATION, SEPTEMBER), "a")
    score = next(row.words for row in rows if row.key == PRIOR_OF_A)
    assert (score["force"], score["now"], score["kind"]) == ("90", "", "점수")
