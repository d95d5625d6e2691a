"""Closing a month: what forbids it, what is frozen, and opening it again."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app.services.closing import frozen_result, reproduce
from app.services.closing_acts import NotClosed, close_month, reopen_month
from app.services.closing_results import results_text
from app.services.months import Closed, score
from app.services.problems import describe
from app.storage.errors import MonthClosed, MonthOpen, StoreChanged
from app.storage.records import Entry
from app.storage.store import Store
from scoring.model import State
from scoring.score import score_month
from tests.golden.cases import read_case
from tests.services.closed import (
    CHANGED,
    NOW,
    PLACE,
    SIGNED,
    SMALL,
    batch,
    closed,
    defined,
    kinds,
    opened_store,
    seen,
    value,
)

# What forbids closing, and what must have been seen


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened_store(tmp_path) as opened:
        yield opened


def test_what_must_be_confirmed(store: Store) -> None:
    assert kinds(seen(store)) == ["open_before"]
    assert dict(seen(store).warnings[0].values) == {"count": "2", "months": "2023-07 2023-08"}


def test_demonstration_missing_cells_and_a_month_that_is_not_over_must_be_confirmed(store: Store) -> None:
    store.apply_import(batch(Entry("value", "U3", "I3", State.NOT_SUBMITTED, None, None, "", "s", "C5")))
    store.apply_import(batch(value("U1", "I1", "99"), demonstration=True))
    gone = Entry("score", "U2", "prior", State.NOT_SUBMITTED, None, None, "", "p", "C5")
    store.apply_import(batch(gone, month="2023-07"))
    store.apply_import(batch(value("U1", "I1", "99"), month="2022-09", code="e-2022"))
    found = seen(store, today=date(2023, 9, 30))
    assert kinds(found) == [
        *("demonstration", "not_over", "not_submitted", "missing_scores"),
        *("open_before", "open_year_before"),
    ]
    assert found.warnings[2].values["units"] == "U3"
    assert found.warnings[3].values["units"] == "U2"


def test_every_warning_can_be_said(store: Store) -> None:
    store.apply_import(batch(value("U1", "I1", "99"), demonstration=True))
    for language in ("ko", "en"):
        assert all("{" not in describe(problem, language) for problem in seen(store, today=date(2023, 9, 1)).warnings)


def test_without_confirmation_name_or_with_another_definition_nothing_is_closed(store: Store) -> None:
    ready = seen(store)
    for definition, name, confirmed, code in [
        (SMALL, "홍길동", (), "unconfirmed"),
        (SMALL, "  ", ready.kinds, "nameless"),
        (SMALL + "\n", "홍길동", ready.kinds, "definition_changed"),
    ]:
        with pytest.raises(NotClosed) as caught:
            close_month(store, ready, definition.encode(), (name, NOW), confirmed)
        assert [problem.code for problem in caught.value.problems] == [f"closing.refused.{code}"]
    assert store.closings() == ()


@pytest.mark.parametrize("entry", [value("U9", "I1", "1"), value("U1", "I3", "Q"), value("U1", "I3", "9")])
def test_a_month_with_errors_is_not_closed(store: Store, entry: Entry) -> None:
    store.apply_import(batch(entry))
    ready = seen(store)
    assert ready.errors
    with pytest.raises(NotClosed):
        close_month(store, ready, SMALL.encode(), SIGNED, ready.kinds)
    assert store.closings() == ()


def test_a_month_that_changed_since_it_was_seen_is_not_closed(store: Store) -> None:
    ready = seen(store)
    store.apply_import(batch(value("U1", "I1", "80")))
    with pytest.raises(StoreChanged):
        close_month(store, ready, SMALL.encode(), SIGNED, ready.kinds)
    assert store.closings() == ()


def test_a_second_click_closes_nothing_twice(store: Store) -> None:
    ready = seen(store)
    close_month(store, ready, SMALL.encode(), SIGNED, ready.kinds)
    with pytest.raises((MonthClosed, StoreChanged)):
        close_month(store, ready, SMALL.encode(), SIGNED, ready.kinds)
    assert len(store.closings()) == 1


# What is frozen


def test_a_closing_holds_name_time_definition_and_results(store: Store) -> None:
    closing = closed(store)
    assert (closing.closed_by, closing.closed_at, closing.definition_text) == ("홍길동", NOW, SMALL)
    assert closing.definition_checksum == hashlib.sha256(SMALL.encode()).hexdigest()
    result = score_month(defined().evaluation("e-2023"), store.month_data(*PLACE))
    assert frozen_result(closing).standings == result.standings
    assert '"score":"49471/500"' in closing.results  # 98.942, exact


def test_the_same_results_are_the_same_text() -> None:
    case = read_case("exact-ranks")
    turned = replace(case.data, observations=dict(reversed(case.data.observations.items())))
    assert results_text(score_month(case.evaluation, case.data)) == results_text(score_month(case.evaluation, turned))


# Opening again


def test_a_reopened_month_is_scored_again_and_its_closing_stays_in_the_list(store: Store) -> None:
    closing = closed(store)
    changed = defined(*CHANGED["weights"])
    with pytest.raises(MonthClosed):
        store.apply_import(batch(value("U1", "I1", "80")))
    reopen_month(store, Closed(closing.id, NOW, ""), PLACE, SIGNED, "U1 실적\n정정")
    store.apply_import(batch(value("U1", "I1", "80")))
    assert score(store, changed.evaluation("e-2023"), "2023-09").standings["U1"].score < Fraction(98)
    (kept,) = store.closings()
    assert (kept.reopened_by, kept.reason) == ("홍길동", "U1 실적 정정")
    assert reproduce(kept).same
    assert [event.what for event in store.events()][:2] == ["reopen", "close"]


def test_reopening_needs_a_reason_a_name_and_the_closing_that_was_seen(store: Store) -> None:
    closing = closed(store)
    as_seen = Closed(closing.id, NOW, "")
    for seen_closing, who, reason, code in [
        (as_seen, "홍길동", " \n", "no_reason"),
        (as_seen, "", "정정", "nameless"),
        (Closed(closing.id + 1, NOW, ""), "홍길동", "정정", "another"),
    ]:
        with pytest.raises(NotClosed) as caught:
            reopen_month(store, seen_closing, PLACE, (who, NOW), reason)
        assert [problem.code for problem in caught.value.problems] == [f"closing.refused.{code}"]
    assert store.closing(*PLACE)
    reopen_month(store, as_seen, PLACE, SIGNED, "정정")
    with pytest.raises(MonthOpen):
        reopen_month(store, as_seen, PLACE, SIGNED, "정정")
