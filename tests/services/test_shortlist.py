"""The list for the meeting: proposed until somebody decides, kept with a name, never overwritten unseen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.shortlist import (
    Place,
    Shortlist,
    decide,
    history_of,
    propose_again,
    read_shortlist,
    shortlist_of,
)
from app.storage.errors import LedgerChanged
from app.storage.store import Store, open_store

PLACE = Place("e", "u", "2023-07")
SIGNED = ("정책기획과  홍길동 ", datetime(2023, 8, 3, tzinfo=UTC))
PROPOSAL = ("a", "b", "c")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "e.duckdb") as opened:
        yield opened


def read(store: Store, place: Place = PLACE, proposal: tuple[str, ...] = PROPOSAL) -> Shortlist:
    return read_shortlist(store, place, proposal)


def test_until_somebody_decides_the_proposal_counts_and_follows_the_data(store: Store) -> None:
    assert read(store).kept is None
    assert shortlist_of(store, "e", "u", "2023-07", PROPOSAL) == PROPOSAL
    assert shortlist_of(store, "e", "u", "2023-07", ("z",)) == ("z",)


def test_what_was_decided_holds_whatever_is_proposed_with_name_and_time(store: Store) -> None:
    decide(store, read(store), ("c", "a"), SIGNED)
    now = read(store, proposal=("x", "y"))
    assert now.codes == ("c", "a")
    assert now.kept is not None
    assert (now.kept.who, now.kept.at) == ("정책기획과 홍길동", SIGNED[1])


@pytest.mark.parametrize("other", [Place("e", "v", "2023-07"), Place("e", "u", "2023-08"), Place("f", "u", "2023-07")])
def test_it_holds_for_its_own_unit_month_and_evaluation_only(store: Store, other: Place) -> None:
    decide(store, read(store), ("c",), SIGNED)
    assert read(store, other).codes == PROPOSAL


def test_an_emptied_list_is_empty_and_not_the_proposal(store: Store) -> None:
    decide(store, read(store), (), SIGNED)
    assert read(store).codes == ()


def test_back_to_the_proposal_and_everything_decided_is_kept(store: Store) -> None:
    decide(store, read(store), ("c",), SIGNED)
    decide(store, read(store), ("c", "a"), SIGNED)
    propose_again(store, read(store), SIGNED)
    assert read(store).codes == PROPOSAL
    decide(store, read(store), ("b",), SIGNED)
    assert [one.content.codes for one in history_of(store, PLACE)] == [("c",), ("c", "a"), ("b",)]


def test_of_two_who_decide_at_once_the_second_is_told_and_writes_nothing(store: Store) -> None:
    seen = read(store)
    decide(store, seen, ("c",), SIGNED)
    for act in (
        lambda: decide(store, seen, ("a",), ("다른 이", SIGNED[1])),
        lambda: propose_again(store, seen, SIGNED),
    ):
        with pytest.raises(LedgerChanged) as told:
            act()
        assert told.value.found[0].who == "정책기획과 홍길동"
    assert read(store).codes == ("c",)


def test_without_a_name_nothing_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="name"):
        decide(store, read(store), ("c",), ("  ", SIGNED[1]))
    assert read(store).kept is None


def test_added_once_removed_and_moved_up_to_either_end() -> None:
    one = Shortlist(PLACE, PROPOSAL, None)
    assert one.with_added("d") == ("a", "b", "c", "d")
    assert one.with_added("a") == PROPOSAL
    assert one.without("b") == ("a", "c")
    assert (one.moved("c", -1), one.moved("a", 1)) == (("a", "c", "b"), ("b", "a", "c"))
    assert (one.moved("a", -1), one.moved("c", 1)) == (PROPOSAL, PROPOSAL)


@given(st.permutations("abcde"), st.sampled_from("abcde"), st.integers(-6, 6))
def test_moving_keeps_every_code_and_the_order_of_the_others(codes: list[str], code: str, by: int) -> None:
    one = Shortlist(PLACE, tuple(codes), None)
    moved = one.moved(code, by)
    assert sorted(moved) == sorted(codes)
    assert tuple(each for each in moved if each != code) == one.without(code)
    assert moved.index(code) == min(max(codes.index(code) + by, 0), len(codes) - 1)
