"""A closed month takes nothing, and what was frozen comes back digit by digit."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.problems import describe
from app.storage import open_store
from app.storage.errors import MonthClosed, MonthOpen, StoreChanged
from app.storage.frozen import ClosingDraft, Event, data_of, text_of
from app.storage.records import fits_store
from app.text.catalogue import LANGUAGES
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED, Adjustment, AdjustmentKind, MonthData, Observation, State
from tests.storage.batches import EVALUATION, NOW, batch, edit, points, value

MONTH = "2023-09"
RESULTS = '{"41190": "98.50"}'
DRAFT = ClosingDraft(EVALUATION, MONTH, NOW, "김팀장", "abc", "평가: 정의\n", RESULTS)
LATER = NOW + timedelta(days=3)
ENTRIES = (
    value("41190", "G1", "98.50"),
    value("41190", "G2", None, state=State.NOT_APPLICABLE),
    value("41280", "G1", "0.0000000000000000000001", grade="A"),
    points("score", "41190", "prior", "94.56"),
    points("bonus", "41190", "current", "1.5", "우수"),
)


@pytest.fixture
def closed(store):
    store.apply_import(batch(*ENTRIES))
    store.close_month(DRAFT, 1)
    return store


def test_a_closed_month_keeps_values_definition_and_results(closed, path):
    stood = closed.month_data(EVALUATION, MONTH)
    closed.close()
    with open_store(path) as store:
        closing = store.closing(EVALUATION, MONTH)
        assert closing.data == stood
        assert str(closing.data.observations["41190"]["G1"].value) == "98.5"
        assert (closing.definition_checksum, closing.definition_text, closing.results) == (
            "abc",
            "평가: 정의\n",
            RESULTS,
        )
        assert (closing.closed_at, closing.closed_by, closing.data_version, closing.intact) == (NOW, "김팀장", 1, True)
        assert store.audit() == ()


def test_a_closed_month_takes_nothing_and_others_go_on(closed):
    for act in (
        lambda: closed.apply_import(batch(value("41190", "G1", 1))),
        lambda: closed.apply_import(edit(value("41190", "G1", 1))),
        lambda: closed.apply_undo(1, "x", NOW),
        lambda: closed.close_month(DRAFT, closed.data_version()),
    ):
        with pytest.raises(MonthClosed) as refused:
            act()
        assert all(describe(refused.value.problem, language) for language in LANGUAGES)
    assert closed.data_version() == 2
    assert closed.apply_import(batch(value("41190", "G1", 1), month="2023-10")).added == 1


def test_points_of_an_earlier_month_do_not_move_what_is_frozen(closed):
    frozen = closed.closing(EVALUATION, MONTH).data
    closed.apply_import(batch(points("score", "41280", "prior", 12), month="2023-01"))
    assert closed.month_data(EVALUATION, MONTH) != frozen
    assert closed.closing(EVALUATION, MONTH).data == frozen
    assert closed.audit() == ()


def test_results_of_other_data_are_not_frozen(store):
    store.apply_import(batch(*ENTRIES))
    store.apply_import(edit(value("41190", "G1", 1)))
    with pytest.raises(StoreChanged):
        store.close_month(DRAFT, 1)
    assert store.closings() == ()


def test_reopening_needs_a_reason_and_is_logged(closed):
    with pytest.raises(ValueError, match="reason"):
        closed.reopen_month(EVALUATION, MONTH, "이주무관", LATER, "  ")
    seoul = LATER.astimezone(timezone(timedelta(hours=9)))
    reopened = closed.reopen_month(EVALUATION, MONTH, "이주무관", seoul, "부천 값 정정")
    assert closed.closing(EVALUATION, MONTH) is None
    assert closed.closings() == (reopened,)
    assert (reopened.reopened_at, reopened.reopened_by, reopened.reason) == (LATER, "이주무관", "부천 값 정정")
    assert closed.events() == (
        Event(LATER, "이주무관", "reopen", EVALUATION, MONTH, "부천 값 정정"),
        Event(NOW, "김팀장", "close", EVALUATION, MONTH, ""),
    )
    assert closed.apply_import(batch(value("41190", "G1", 1))).changed == 1
    assert closed.closings()[0].data.observations["41190"]["G1"].value == Decimal("98.5")
    with pytest.raises(MonthOpen) as refused:
        closed.reopen_month(EVALUATION, MONTH, "이주무관", LATER, "다시")
    assert all(describe(refused.value.problem, language) for language in LANGUAGES)


def test_a_month_can_be_closed_again_and_both_closings_stay(closed):
    closed.reopen_month(EVALUATION, MONTH, "이주무관", LATER, "정정")
    closed.apply_import(batch(value("41190", "G1", 1)))
    closed.close_month(DRAFT, closed.data_version())
    second, first = closed.closings(EVALUATION)
    assert (second.reopened_at, first.reopened_at) == (None, LATER)
    assert [each.data.observations["41190"]["G1"].value for each in (second, first)] == [1, Decimal("98.5")]
    assert closed.closings("gyeonggi-2022") == ()
    assert closed.audit() == ()


def test_what_happens_besides_is_logged_and_no_value_moves(store):
    happened = Event(datetime(2023, 10, 6, tzinfo=UTC), "x", "backup", detail="a.duckdb")
    store.add_event(happened)
    assert store.events() == (happened,)
    assert store.data_version() == 0


numbers = st.decimals(allow_nan=False, allow_infinity=False).filter(fits_store)
cells = st.one_of(
    st.just(NOT_SUBMITTED),
    st.just(NOT_APPLICABLE),
    st.builds(Observation, st.just(State.SUBMITTED), st.none() | numbers, st.none() | st.sampled_from("SABC")),
)
names = st.text(max_size=5)
months = st.builds(
    MonthData,
    st.just(MONTH),
    st.dictionaries(names, st.dictionaries(names, cells, max_size=3), max_size=3),
    st.dictionaries(st.tuples(names, names), numbers, max_size=3),
    st.lists(st.builds(Adjustment, names, names, st.sampled_from(AdjustmentKind), numbers, names), max_size=2).map(
        tuple
    ),
)


@given(months)
def test_any_month_comes_back_from_its_text_exactly(data):
    assert data_of(text_of(data)) == data
    assert text_of(data_of(text_of(data))) == text_of(data)
