"""Snapshots: what was frozen stays what it was, and nothing is frozen that was not looked at."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.services.closing_results import results_text
from app.services.months import MonthView, month_view
from app.services.snapshots import DefinitionMoved, Made, frozen_month, snapshot_id, snapshot_of, take_snapshot
from app.storage.errors import StoreChanged
from app.storage.records import Act, Entry, ImportBatch, LedgerDraft
from app.storage.store import Store
from scoring.model import Definition, State
from tests.meeting.conftest import DEFINITION
from tests.meeting.decks import deck_in

CODE, MONTH, HOME = "gyeonggi-2023", "2023-07", "41190"
AT = datetime(2023, 8, 20, 5, 0, tzinfo=UTC)
SIGNED = ("정책기획과 김주무관", AT)


def view_of(store: Store, definition: Definition) -> MonthView:
    return month_view(store, definition, definition.evaluation(CODE), MONTH)


def made(definition: Definition) -> Made:
    slides = {language: deck_in(language).slides for language in ("ko", "en")}
    return Made(HOME, DEFINITION.read_bytes(), definition.checksum, slides, {"ko": ("시연 자료",), "en": ("Demo",)})


def edit(store: Store) -> None:
    entry = Entry("value", HOME, "K05", State.SUBMITTED, Decimal("12.3"), None, "", "", "")
    store.apply_import(ImportBatch(CODE, MONTH, (entry,), "", "", "김주무관", AT, act=Act.EDIT, note="정정"))


def test_the_month_and_its_slides_stay_as_they_were_whatever_is_entered_later(
    sample: Store, definition: Definition
) -> None:
    view = view_of(sample, definition)
    number = take_snapshot(sample, view, made(definition), SIGNED)
    kept = snapshot_of(sample, CODE, int(number))
    shown = snapshot_id(kept)
    edit(sample)
    assert view_of(sample, definition).result != view.result
    again = snapshot_of(sample, CODE, int(number))
    assert results_text(frozen_month(again)) == results_text(view.result)
    assert again.content.slides["ko"] == deck_in("ko").slides
    assert snapshot_id(again) == shown
    assert (again.who, again.at, again.content.data_version) == (*SIGNED, view.data_version)


def test_a_month_that_moved_since_it_was_looked_at_is_not_frozen(sample: Store, definition: Definition) -> None:
    view = view_of(sample, definition)
    edit(sample)
    with pytest.raises(StoreChanged):
        take_snapshot(sample, view, made(definition), SIGNED)
    with pytest.raises(KeyError):
        snapshot_of(sample, CODE, 1)


def test_another_definition_file_than_the_one_scored_by_is_not_frozen(sample: Store, definition: Definition) -> None:
    view = view_of(sample, definition)
    other = replace(made(definition), definition=DEFINITION.read_bytes() + b"\n# changed\n")
    with pytest.raises(DefinitionMoved):
        take_snapshot(sample, view, other, SIGNED)


def test_two_snapshots_of_the_same_data_have_ids_of_their_own(sample: Store, definition: Definition) -> None:
    view = view_of(sample, definition)
    numbers = [take_snapshot(sample, view, made(definition), SIGNED) for _ in range(2)]
    ids = [snapshot_id(snapshot_of(sample, CODE, int(number))) for number in numbers]
    assert numbers == ["1", "2"]
    assert len(set(ids)) == len(ids)


def test_the_id_on_papers_is_that_of_what_was_written_whatever_a_later_program_adds(
    sample: Store, definition: Definition
) -> None:
    """An earlier program wrote slides without a mark; the id that its papers carry stays."""
    take_snapshot(sample, view_of(sample, definition), made(definition), SIGNED)
    written = sample.ledger_history(CODE, "snapshot", "1")[0].content
    assert written is not None
    older = written.replace(',"mark":""', "")
    assert older != written
    sample.write_ledger((LedgerDraft(CODE, "snapshot", "2", older),), *SIGNED, seen={"2": None})
    kept = snapshot_of(sample, CODE, 2)
    assert kept.content.slides["ko"] == deck_in("ko").slides
    assert snapshot_id(kept) == f"2-{hashlib.sha256(older.encode()).hexdigest()[:6]}"
