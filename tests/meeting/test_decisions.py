"""Decisions: written down only whole, never overwritten unseen, with everything that became of them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.services.decisions import (
    LONGEST,
    Decision,
    NotWritten,
    State,
    change,
    decisions_of,
    history_of,
    is_overdue,
    record,
)
from app.services.written import Written
from app.storage.errors import LedgerChanged
from app.storage.store import Store

EVALUATION = "gyeonggi-2023"
AT = datetime(2023, 8, 22, 1, 0, tzinfo=UTC)
SIGNED = ("정책기획과 김주무관", AT)
VIOLATIONS = Decision(
    "m1", "8월까지 합동 점검을 두 번 합니다", "building", date(2023, 9, 10), "K35", month="2023-07", value="71.20"
)


def only(store: Store) -> Written[Decision]:
    (kept,) = decisions_of(store, EVALUATION)
    return kept


def test_a_decision_comes_back_as_it_was_with_who_and_when(store: Store) -> None:
    key = record(store, EVALUATION, VIOLATIONS, SIGNED)
    kept = only(store)
    assert (kept.key, kept.content, kept.who, kept.at) == (key, VIOLATIONS, *SIGNED)


def test_a_button_pressed_twice_writes_once_and_the_same_words_later_or_by_somebody_else_are_new(store: Store) -> None:
    key = record(store, EVALUATION, VIOLATIONS, SIGNED)
    assert record(store, EVALUATION, VIOLATIONS, (SIGNED[0], AT + timedelta(seconds=3))) == key
    assert len(decisions_of(store, EVALUATION)) == 1
    assert record(store, EVALUATION, VIOLATIONS, (SIGNED[0], AT + timedelta(minutes=1))) != key
    record(store, EVALUATION, VIOLATIONS, ("다른 사람", AT))
    record(store, EVALUATION, replace(VIOLATIONS, due=None), SIGNED)
    assert len(decisions_of(store, EVALUATION)) == 4


def test_spaces_are_tidied_and_lines_kept(store: Store) -> None:
    record(store, EVALUATION, replace(VIOLATIONS, text="  합동  점검 \n 안내문   발송 "), ("  김  주무관 ", AT))
    kept = only(store)
    assert kept.content.text == "합동 점검\n안내문 발송"
    assert kept.who == "김 주무관"


@pytest.mark.parametrize(
    ("wrong", "who", "code"),
    [
        ({"text": " "}, "김", "text_missing"),
        ({"text": "가" * (LONGEST + 1)}, "김", "too_long"),
        ({"department": ""}, "김", "department_missing"),
        ({"state": State.DROPPED}, "김", "reason_missing"),
        ({}, "  ", "name_missing"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    store: Store, wrong: dict[str, object], who: str, code: str
) -> None:
    with pytest.raises(NotWritten) as refused:
        record(store, EVALUATION, replace(VIOLATIONS, **wrong), (who, AT))  # type: ignore[arg-type]
    assert [problem.code for problem in refused.value.problems] == [f"decisions.problem.{code}"]
    assert decisions_of(store, EVALUATION) == ()


def test_its_history_holds_every_state(store: Store) -> None:
    key = record(store, EVALUATION, VIOLATIONS, SIGNED)
    for state, reason in ((State.IN_PROGRESS, ""), (State.DROPPED, "소송 중")):
        change(store, EVALUATION, only(store), replace(VIOLATIONS, state=state, reason=reason), SIGNED)
    states = [step.content.state for step in history_of(store, EVALUATION, key)]
    assert states == [State.OPEN, State.IN_PROGRESS, State.DROPPED]
    assert only(store).content.reason == "소송 중"


def test_the_second_to_change_a_decision_is_told(store: Store) -> None:
    record(store, EVALUATION, VIOLATIONS, SIGNED)
    seen = only(store)
    change(store, EVALUATION, seen, replace(VIOLATIONS, state=State.DONE), SIGNED)
    with pytest.raises(LedgerChanged):
        change(store, EVALUATION, seen, replace(VIOLATIONS, state=State.IN_PROGRESS), SIGNED)
    assert only(store).content.state is State.DONE


def test_many_at_once_each_get_a_place_of_their_own(store: Store) -> None:
    texts = [f"지시 {number}" for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(lambda text: record(store, EVALUATION, replace(VIOLATIONS, text=text), SIGNED), texts))
    assert len(set(keys)) == len(texts)
    assert sorted(kept.content.text for kept in decisions_of(store, EVALUATION)) == sorted(texts)


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        (date(2023, 9, 9), State.OPEN, True),
        (date(2023, 9, 9), State.IN_PROGRESS, True),
        (date(2023, 9, 10), State.OPEN, False),
        (date(2023, 9, 9), State.DONE, False),
        (date(2023, 9, 9), State.DROPPED, False),
        (None, State.OPEN, False),
    ],
)
def test_overdue_from_the_day_after_until_it_is_done_or_dropped(due: date | None, state: State, overdue: bool) -> None:
    assert is_overdue(replace(VIOLATIONS, due=due, state=state), date(2023, 9, 10)) is overdue
