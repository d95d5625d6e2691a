"""A closed month comes out again digit by digit, whatever becomes of the definition and of the data."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

from app.definition import load_definition, parse_definition
from app.services.closing import frozen_result, reproduce
from app.services.closing_acts import close_month
from app.services.closing_checks import check_closing
from app.services.closing_comparison import Basis, compare, data_changes
from app.services.closing_results import differences_between, results_text
from app.services.months import NoDataError, choices, history, month_view, score
from app.services.problems import describe
from app.services.status import status_of
from app.services.timeline import timeline_of
from app.services.weak import weak_of
from app.storage.store import Store, open_store
from scoring.score import score_month
from tests.golden.cases import case_names, read_case
from tests.services.closed import (
    CHANGED,
    LATER,
    PLACE,
    ROOT,
    SIGNED,
    SMALL,
    batch,
    closed,
    defined,
    opened_store,
    points,
    without_evaluation,
)
from tests.services.written import batch_of, definition_text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened_store(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("name", case_names())
def test_what_is_read_back_from_the_text_is_the_result(name: str, tmp_path: Path) -> None:
    """Every golden case: closed, its definition replaced by an empty one, and reproduced digit by digit."""
    case = read_case(name)
    written = definition_text(case.evaluation)
    definition = parse_definition(written.encode(), "indicators.yaml")
    evaluation = definition.evaluation("e")
    with open_store(tmp_path / "golden.duckdb") as store:
        store.apply_import(batch_of("e", case.data))
        ready = check_closing(store, definition, evaluation, case.data.month, LATER)
        close_month(store, ready, written.encode(), SIGNED, ready.kinds)
        (closing,) = store.closings("e")
        expected = score_month(evaluation, case.data)
        assert frozen_result(closing).standings == expected.standings
        assert reproduce(closing).same
        (choice,) = [one for one in choices(store, without_evaluation()) if one.evaluation.code == "e"]
        view = month_view(store, without_evaluation(), choice.evaluation, case.data.month)
        assert view.result.standings == expected.standings


# What nothing moves later


@pytest.mark.parametrize("what", CHANGED)
def test_a_closed_month_shows_and_reproduces_what_was_frozen(store: Store, what: str) -> None:
    before = score(store, defined().evaluation("e-2023"), "2023-09").standings
    closed(store)
    changed = defined(*CHANGED[what])
    view = month_view(store, changed, changed.evaluation("e-2023"), "2023-09")
    assert view.result.standings == before
    assert view.evaluation.indicators()[0].target == Decimal(100)
    assert (view.closed and view.closed.who) == "홍길동"
    assert score(store, changed.evaluation("e-2023"), "2023-09").standings == before
    (closing,) = store.closings()
    assert reproduce(closing).same


def test_scores_of_earlier_months_that_change_later_do_not_reach_a_closed_month(store: Store) -> None:
    before = score(store, defined().evaluation("e-2023"), "2023-09").standings
    closing = closed(store)
    store.apply_import(batch(points("U1", "10"), month="2023-07"))
    assert score(store, defined().evaluation("e-2023"), "2023-09").standings == before
    assert reproduce(closing).same
    (change,) = data_changes(store, closing)
    assert change.key == ("score", "U1", "prior")
    assert (change.before.value, change.after.value) == (Decimal("94.56"), Decimal(10))


def test_a_demonstration_mark_stays_as_it_was_frozen(store: Store) -> None:
    store.apply_import(batch(points("U1", "94.5"), month="2023-07", demonstration=True))
    closed(store)
    store.apply_import(batch(points("U1", "94.5"), month="2023-07"))
    evaluation = defined().evaluation("e-2023")
    assert month_view(store, defined(), evaluation, "2023-09").provenance.demonstration
    assert not store.provenance(*PLACE).demonstration


def test_an_evaluation_that_left_the_definition_is_still_there_with_its_closed_months(store: Store) -> None:
    before = score(store, defined().evaluation("e-2023"), "2023-09").standings
    closed(store)
    found = {choice.evaluation.code: choice for choice in choices(store, without_evaluation())}
    assert found["e-2023"].months == ("2023-09",)
    view = month_view(store, without_evaluation(), found["e-2023"].evaluation, "2023-09")
    assert (view.result.standings, view.last_month) == (before, None)
    assert [one.month for one in history(store, without_evaluation(), "e-2023")] == ["2023-09"]
    with pytest.raises(NoDataError):
        month_view(store, without_evaluation(), found["e-2023"].evaluation, "2023-08")


def test_an_open_month_after_a_closed_one_under_another_definition(store: Store) -> None:
    """Letters, units and indicators are matched by code: a letter worth less now is not a grade that fell."""
    closed(store, "2023-08")
    changed = defined(
        ("{letter: A, points: 90, cutoff: 90}", "{letter: A, points: 85, cutoff: 90}"),
        ("                - I2\n", ""),
    )
    view = month_view(store, changed, changed.evaluation("e-2023"), "2023-09")
    assert view.last_month is not None
    assert view.last_month.evaluation.code == "e-2023"
    timeline = timeline_of(view, partial(history, store, changed))
    assert [one.month for one in timeline.this_year] == ["2023-07", "2023-08", "2023-09"]
    status = status_of(view, "U2")
    assert status.change is not None
    assert status.change.grades == ()
    assert status.change.score_change == view.result.standings["U2"].score - view.last_month.standings["U2"].score
    assert {weak.indicator.code for weak in weak_of(timeline, "U2")} == {"I1", "I3"}


def test_today_s_own_objects_serve_where_the_definition_is_the_frozen_one(store: Store) -> None:
    closed(store)
    today = defined()
    view = month_view(store, today, today.evaluation("e-2023"), "2023-09")
    assert view.evaluation is today.evaluation("e-2023")


# That it comes out again, or that it does not is told


def test_every_digit_that_differs_is_told(store: Store) -> None:
    closing = closed(store)
    moved = replace(closing, results=closing.results.replace('"score":"49471/500"', '"score":"49471/501"'))
    reproduction = reproduce(moved)
    assert not reproduction.same
    (difference,) = reproduction.differences
    assert difference == (("standings", "U1", "score"), '"49471/501"', '"49471/500"')
    assert [problem.code for problem in reproduction.problems] == ["closing.damaged"]


def test_values_that_were_tampered_with_are_told(store: Store) -> None:
    closing = closed(store)
    moved = replace(closing, data_text=closing.data_text.replace('"100"', '"1"', 1))
    reproduction = reproduce(moved)
    assert reproduction.differences
    assert [problem.code for problem in reproduction.problems] == ["closing.damaged"]


@pytest.mark.parametrize("broken", ["", "schema: 1\n", "{", SMALL + "\n"])
def test_a_definition_that_was_tampered_with_is_told(store: Store, broken: str) -> None:
    reproduction = reproduce(replace(closed(store), definition_text=broken))
    assert reproduction.result is None
    assert reproduction.problems
    assert all(describe(problem, language) for problem in reproduction.problems for language in ("ko", "en"))


def test_results_that_cannot_be_read_are_told(store: Store) -> None:
    reproduction = reproduce(replace(closed(store), results="{"))
    assert reproduction.problems
    assert not reproduction.same


# A newer definition beside the frozen one


def test_today_s_definition_and_today_s_values_beside_the_frozen_ones(store: Store) -> None:
    closing = closed(store)
    assert not any(pair.score_differs for pair in compare(store, closing, defined(), Basis.BOTH).pairs)
    store.apply_import(batch(points("U1", "10"), month="2023-07"))
    changed = defined(*CHANGED["points of a letter"])
    by_definition = compare(store, closing, changed, Basis.DEFINITION).pairs
    by_data = compare(store, closing, changed, Basis.DATA).pairs
    assert {pair.unit for pair in by_definition if pair.score_differs} == {"U2", "U3", "U4"}
    assert len(by_definition) == 4
    assert [pair.unit for pair in by_data if pair.score_differs] == ["U1"]
    (first,) = [pair.difference for pair in by_data if pair.unit == "U1"]
    assert first == Fraction(30, 100) * (10 - Fraction("94.56"))


@pytest.mark.parametrize("basis", Basis)
def test_what_cannot_be_scored_anew_says_why(store: Store, basis: Basis) -> None:
    closing = closed(store)
    for today, code in [
        (defined(*CHANGED["a letter gone"]), "console.unknown_grade"),
        (without_evaluation(), "closing.dropped"),
    ]:
        found = compare(store, closing, today, basis)
        if basis is Basis.DATA:
            assert found.now is not None
        else:
            assert found.now is None
            assert code in {problem.code for problem in found.problems}


def test_the_whole_sample_closed_and_reproduced_under_another_file(built_database: Path, tmp_path: Path) -> None:
    database = shutil.copyfile(built_database, tmp_path / "sample.duckdb")
    content = (ROOT / "indicators.yaml").read_bytes()
    definition = load_definition(ROOT / "indicators.yaml")
    other = parse_definition(re.sub(rb"points: 90\b", b"points: 89", content), "indicators.yaml")
    with open_store(database) as store:
        for evaluation in sorted(definition.evaluations, key=lambda one: one.cutoff):
            for month in store.months(evaluation.code):
                ready = check_closing(store, definition, evaluation, month, LATER)
                close_month(store, ready, content, SIGNED, ready.kinds)
        closings = store.closings()
        assert len(closings) >= 12
        for closing in closings:
            evaluation = definition.evaluation(closing.evaluation)
            expected = score_month(evaluation, store.month_data(closing.evaluation, closing.month))
            assert differences_between(closing.results, results_text(expected)) == ()
            assert reproduce(closing).same
            today = other.evaluation(closing.evaluation)
            assert score(store, today, closing.month).standings == expected.standings
        assert any(pair.score_differs for pair in compare(store, closings[0], other, Basis.DEFINITION).pairs)
