"""Meetings and their agenda: the planner's order is kept, and no slide gets lost when there are new ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.cards import Card, Place, cards_of, write_card
from app.services.decisions import NotWritten
from app.services.meetings import LONGEST_TITLE, Item, Meeting, arranged, call_meeting, change_meeting, meetings_of
from app.storage.errors import LedgerChanged
from app.storage.store import Store

EVALUATION = "gyeonggi-2023"
SIGNED = ("정책기획과 김주무관", datetime(2023, 8, 20, tzinfo=UTC))
AUGUST = Meeting("8월 추진상황 보고회", date(2023, 8, 22), "2023-07", "41190", "부시장")


def test_the_last_meeting_stands_first_and_a_dropped_one_not_at_all(store: Store) -> None:
    september = replace(AUGUST, title="9월 보고회", held_on=date(2023, 9, 26))
    for meeting in (september, AUGUST, replace(AUGUST, title="연습")):
        call_meeting(store, EVALUATION, meeting, SIGNED)
    rehearsal = next(one for one in meetings_of(store, EVALUATION) if one.content.title == "연습")
    change_meeting(store, EVALUATION, rehearsal, replace(rehearsal.content, dropped=True), SIGNED)
    assert [one.content.title for one in meetings_of(store, EVALUATION)] == ["9월 보고회", "8월 추진상황 보고회"]
    later = (SIGNED[0], SIGNED[1] + timedelta(days=1))
    assert call_meeting(store, EVALUATION, AUGUST, later) not in {rehearsal.key, "m1", "m2"}


def test_a_meeting_needs_a_title_and_a_name(store: Store) -> None:
    with pytest.raises(NotWritten) as refused:
        call_meeting(store, EVALUATION, replace(AUGUST, title=" "), (" ", SIGNED[1]))
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["meetings.problem.title_missing", "meetings.problem.name_missing"]
    with pytest.raises(NotWritten):
        call_meeting(store, EVALUATION, replace(AUGUST, title="가" * (LONGEST_TITLE + 1)), SIGNED)
    assert meetings_of(store, EVALUATION) == ()


def test_the_order_of_the_planner_is_kept_and_new_slides_come_at_their_usual_place() -> None:
    meeting = replace(AUGUST, items=(Item("forecast"), Item("standing", shown=False), Item("gone")))
    items = arranged(meeting, ("cover", "standing", "change", "forecast"))
    assert items == (Item("cover"), Item("forecast"), Item("standing", shown=False), Item("change"))


@given(st.lists(st.sampled_from("abcdefg"), unique=True), st.lists(st.sampled_from("abcdefg"), unique=True))
def test_every_slide_stands_in_the_agenda_once(kept: list[str], usual: list[str]) -> None:
    meeting = replace(AUGUST, items=tuple(Item(key) for key in kept))
    keys = [item.key for item in arranged(meeting, usual)]
    assert sorted(keys) == sorted(usual)
    assert [key for key in keys if key in kept] == [key for key in kept if key in usual]


def test_a_card_belongs_to_one_meeting_and_is_not_overwritten_unseen(store: Store) -> None:
    place, card = Place(EVALUATION, "m1", "K35"), Card("연락 두절", "합동 점검", date(2023, 9, 10))
    write_card(store, place, card, None, SIGNED)
    assert {code: kept.content for code, kept in cards_of(store, EVALUATION, "m1").items()} == {"K35": card}
    assert cards_of(store, EVALUATION, "m10") == {}
    with pytest.raises(LedgerChanged):
        write_card(store, place, replace(card, cause="다른 원인"), None, SIGNED)
    seen = cards_of(store, EVALUATION, "m1")["K35"]
    write_card(store, place, replace(card, cause="다른 원인"), seen, SIGNED)
    assert cards_of(store, EVALUATION, "m1")["K35"].content.cause == "다른 원인"
