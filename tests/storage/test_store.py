from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.storage import open_store
from app.storage.records import CellSource, Content, PublishedResult, fits_store
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED, Adjustment, AdjustmentKind, MonthData, Observation, State
from tests.storage.batches import EVALUATION, NOW, batch, points, value

MONTH = "2023-09"


def observed(store, unit="41190", item="G1", month=MONTH):
    return store.month_data(EVALUATION, month).observations[unit][item]


def test_a_new_store_holds_nothing(store):
    assert store.data_version() == 0
    assert store.months(EVALUATION) == ()
    assert store.month_data(EVALUATION, MONTH) == MonthData(MONTH, {})
    assert store.provenance(EVALUATION, MONTH).imported_at is None
    assert store.published_results() == ()


def test_what_is_entered_comes_back(store):
    receipt = store.apply_import(
        batch(
            value("41190", "G1", "98.50"),
            value("41190", "G2", "1200"),
            value("41280", "G1", None, grade="S"),
            value("41280", "G2", "5", grade="A"),
            value("41280", "G3", None, state=State.NOT_APPLICABLE),
            value("41280", "G4", None, state=State.NOT_SUBMITTED),
            points("score", "41190", "prior", "94.56"),
            points("bonus", "41190", "current", "1.5", "우수"),
        )
    )
    data = store.month_data(EVALUATION, MONTH)
    assert data.observations == {
        "41190": {
            "G1": Observation(State.SUBMITTED, Decimal("98.5")),
            "G2": Observation(State.SUBMITTED, Decimal(1200)),
        },
        "41280": {
            "G1": Observation(State.SUBMITTED, None, "S"),
            "G2": Observation(State.SUBMITTED, Decimal(5), "A"),
            "G3": NOT_APPLICABLE,
            "G4": NOT_SUBMITTED,
        },
    }
    assert data.scores == {("41190", "prior"): Decimal("94.56")}
    assert data.adjustments == (Adjustment("41190", "current", AdjustmentKind.BONUS, Decimal("1.5"), "우수"),)
    assert (receipt.added, receipt.changed, receipt.unchanged, receipt.data_version) == (8, 0, 0, 1)


def test_numbers_come_back_without_trailing_zeros(store):
    store.apply_import(
        batch(value("41190", "G1", "98.500"), value("41190", "G2", "1200.0"), value("41190", "G3", "0.00"))
    )
    row = store.month_data(EVALUATION, MONTH).observations["41190"]
    assert [str(row[item].value) for item in ("G1", "G2", "G3")] == ["98.5", "1200", "0"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False).filter(fits_store), min_size=1, max_size=20))
def test_every_number_that_fits_comes_back_exactly(store, numbers):
    month = f"2023-{store.data_version() % 12 + 1:02d}"
    store.apply_import(batch(*(value(f"u{n}", "G1", number) for n, number in enumerate(numbers)), month=month))
    data = store.month_data(EVALUATION, month).observations
    assert [data[f"u{n}"]["G1"].value for n in range(len(numbers))] == numbers


@pytest.mark.parametrize(
    "number",
    ["1e16", "-1e16", "1e-23", "0.12345678901234567890123", "1046866516.02906088069641200711234", "NaN", "Infinity"],
)
def test_a_number_that_would_be_rounded_is_refused(store, number):
    assert not fits_store(Decimal(number))
    with pytest.raises(ValueError, match="too long"):
        store.apply_import(batch(value("41190", "G1", number)))
    assert store.data_version() == 0


def test_two_entries_for_one_cell_are_refused(store):
    with pytest.raises(ValueError, match="twice"):
        store.apply_import(batch(value("41190", "G1", 1), value("41190", "G1", 1)))


def test_the_same_again_changes_nothing(store):
    given_twice = batch(value("41190", "G1", "98.5"), points("score", "41190", "prior", "94.56"))
    store.apply_import(given_twice)
    again = store.apply_import(given_twice)
    assert (again.import_id, again.unchanged, again.data_version) == (None, 2, 1)
    assert len(store.cell_history(EVALUATION, MONTH, "41190", "G1")) == 1


def test_only_what_differs_is_changed(store):
    store.apply_import(batch(value("41190", "G1", 1), value("41190", "G2", 2)))
    new = batch(value("41190", "G1", 1), value("41190", "G2", 3), value("41190", "G3", 4), file="new.xlsx")
    plan = store.plan_import(new)
    assert (plan.added, plan.changed, plan.unchanged) == (1, 1, 1)
    assert [(change.item, change.old and change.old.value) for change in plan.changes] == [
        ("G2", 2),
        ("G3", None),
    ]
    assert store.apply_import(new).data_version == 2
    assert observed(store, item="G2").value == 3
    assert store.cell_source(EVALUATION, MONTH, "41190", "G1").file == "m.xlsx"
    assert store.cell_source(EVALUATION, MONTH, "41190", "G2").file == "new.xlsx"


def test_a_cell_left_blank_says_nothing_where_nothing_stands_and_empties_where_something_does(store):
    blank = value("41190", "G1", None, state=State.NOT_SUBMITTED)
    given = replace(batch(blank), blanks=frozenset({blank.key}))
    assert store.apply_import(given).import_id is None
    store.apply_import(batch(value("41190", "G1", 1)))
    assert store.apply_import(given).removed == 1
    assert observed(store) == NOT_SUBMITTED


def test_a_value_can_become_a_state_and_a_grade(store):
    store.apply_import(batch(value("41190", "G1", 1)))
    store.apply_import(batch(value("41190", "G1", None, state=State.NOT_APPLICABLE)))
    assert observed(store) == NOT_APPLICABLE
    store.apply_import(batch(value("41190", "G1", None, grade="A")))
    assert observed(store) == Observation(State.SUBMITTED, None, "A")


def test_every_change_keeps_what_stood_there_before(store):
    store.apply_import(batch(value("41190", "G1", 1), who="가"))
    store.apply_import(batch(value("41190", "G1", None, grade="B", cell="D7"), who="나", file="b.xlsx"))
    first, second = store.cell_history(EVALUATION, MONTH, "41190", "G1")
    assert (first.old, first.new) == (None, Content(State.SUBMITTED, Decimal(1)))
    assert second.old == first.new
    assert second.new == Content(State.SUBMITTED, None, "B")
    assert second.source == CellSource("b.xlsx", "실적", "D7", "나", NOW)


def test_points_stand_until_a_later_month_says_otherwise(store):
    store.apply_import(
        batch(points("score", "41190", "prior", 90), points("bonus", "41190", "current", 1), month="2023-03")
    )
    store.apply_import(batch(points("score", "41190", "prior", 91), month="2023-05"))
    store.apply_import(batch(points("score", "41190", "prior", None, state=State.NOT_SUBMITTED), month="2023-07"))
    standing = [
        store.month_data(EVALUATION, f"2023-{month:02d}").scores.get(("41190", "prior")) for month in range(2, 8)
    ]
    assert standing == [None, 90, 90, 91, 91, None]
    assert len(store.month_data(EVALUATION, "2023-09").adjustments) == 1
    assert store.months(EVALUATION) == ("2023-03", "2023-05", "2023-07")


def test_months_units_and_evaluations_are_kept_apart(store):
    store.apply_import(batch(value("41190", "G1", 1)))
    store.apply_import(batch(value("41190", "G1", 2), month="2023-08"))
    store.apply_import(batch(value("41190", "G1", 3), evaluation="gyeonggi-2022"))
    store.apply_import(batch(value("41280", "G1", 4)))
    assert observed(store).value == 1
    assert observed(store, month="2023-08").value == 2
    assert store.indicator_history(EVALUATION, "G1") == (
        ("2023-08", "41190", Observation(State.SUBMITTED, Decimal(2))),
        ("2023-09", "41190", Observation(State.SUBMITTED, Decimal(1))),
        ("2023-09", "41280", Observation(State.SUBMITTED, Decimal(4))),
    )
    assert {unit for _, unit, _ in store.indicator_history(EVALUATION, "G1", ["41280"])} == {"41280"}


def test_the_demonstration_mark_stays_until_every_cell_is_replaced(store):
    cells = (value("41190", "G1", 1), value("41190", "G2", 2), points("score", "41190", "prior", 90))
    store.apply_import(batch(*cells, file="sample.xlsx", demonstration=True))
    receipt = store.apply_import(batch(cells[0], value("41190", "G2", 5)))
    assert (receipt.changed, receipt.confirmed) == (1, 1)
    assert store.provenance(EVALUATION, MONTH).demonstration
    store.apply_import(batch(cells[2], month="2023-08"))
    assert store.provenance(EVALUATION, MONTH).demonstration
    store.apply_import(batch(cells[2]))
    assert not store.provenance(EVALUATION, MONTH).demonstration


def test_demonstration_data_never_take_the_place_of_equal_real_data(store):
    store.apply_import(batch(value("41190", "G1", 1)))
    assert store.apply_import(batch(value("41190", "G1", 1), demonstration=True)).import_id is None
    assert not store.provenance(EVALUATION, MONTH).demonstration


def test_points_in_force_from_an_earlier_demonstration_keep_the_mark(store):
    store.apply_import(batch(points("score", "41190", "prior", 90), month="2023-01", demonstration=True))
    store.apply_import(batch(value("41190", "G1", 1)))
    assert store.provenance(EVALUATION, MONTH).demonstration


def test_provenance_names_files_person_and_moment(store):
    later = NOW + timedelta(days=1)
    store.apply_import(batch(value("41190", "G1", 1), file="a.xlsx", who="가"))
    store.apply_import(batch(value("41190", "G2", 1), file="b.xlsx", who="나", at=later))
    provenance = store.provenance(EVALUATION, MONTH)
    assert (provenance.files, provenance.who, provenance.imported_at) == (("a.xlsx", "b.xlsx"), "나", later)


def test_a_moment_is_kept_in_universal_time_and_needs_its_zone(store):
    seoul = datetime(2023, 10, 5, 18, 30, tzinfo=timezone(timedelta(hours=9)))
    store.apply_import(batch(value("41190", "G1", 1), at=seoul))
    assert store.provenance(EVALUATION, MONTH).imported_at == datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="zone"):
        store.apply_import(batch(value("41190", "G1", 2), at=seoul.replace(tzinfo=None)))
    assert observed(store).value == 1


def test_the_source_of_points_is_found_by_kind(store):
    store.apply_import(batch(points("bonus", "41190", "current", 1), month="2023-03", file="a.xlsx"))
    store.apply_import(batch(points("deduction", "41190", "current", 2), month="2023-05", file="b.xlsx"))
    assert store.cell_source(EVALUATION, MONTH, "41190", "current").file == "a.xlsx"
    assert store.cell_source(EVALUATION, MONTH, "41190", "current", kind="deduction").file == "b.xlsx"
    assert store.cell_source(EVALUATION, MONTH, "41190", "current", kind="score") is None


def test_published_results_come_back_in_order(store):
    results = (
        PublishedResult(2023, "3", 1, "최우수", "41310", "구리시", Decimal("99.24"), "a"),
        PublishedResult(2015, "1", None, "우수", None, "안양시", None, "b"),
    )
    assert store.publish(results) == 1
    assert store.publish(results) == 1
    assert store.published_results() == results
    assert store.publish(results[:1]) == 2
    assert store.published_results() == results[:1]


def test_what_is_entered_outlives_the_process(path):
    with open_store(path) as store:
        store.apply_import(batch(value("41190", "G1", "98.5")))
    with open_store(path) as store:
        assert observed(store).value == Decimal("98.5")
        assert store.data_version() == 1
