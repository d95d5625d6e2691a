"""Reading and writing what is entered: plain values in, plain values out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from app.storage import (
    arrivals,
    audit,
    closings,
    imports,
    journal,
    ledger,
    months,
    provenance,
    published,
    scenarios,
    undo,
)
from app.storage.arrivals import Arrival
from app.storage.connection import Connection, connect
from app.storage.records import (
    CellChange,
    CellSource,
    Change,
    Closing,
    ClosingDraft,
    Content,
    Event,
    ImportBatch,
    ImportPlan,
    ImportReceipt,
    ImportRecord,
    Key,
    Kind,
    LedgerDraft,
    LedgerEntry,
    MonthProvenance,
    PublishedResult,
    UndoPlan,
)
from app.storage.rows import STATE, STATES, exact, first_value
from app.storage.scenarios import Label, SavedScenario, ScenarioDraft, Stamp
from scoring.model import MonthData, Observation
from scoring.problem import Problem

HISTORY = """
    SELECT month, unit, state, rtrim(rtrim(value::VARCHAR, '0'), '.') AS value, grade
    FROM observations WHERE evaluation = ? AND indicator = ? AND (?::VARCHAR[] IS NULL OR list_contains(?, unit))
    ORDER BY month, unit
"""


def open_store(path: str | Path, read_only: bool = False) -> "Store":
    """The store in a file; a file that is not there is made, unless it is opened for reading only."""
    return Store(connect(Path(path), read_only=read_only))


class Store:
    """Everything entered, by evaluation and month; used by several threads at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._closed = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._connection.path

    def close(self) -> None:
        """Give the file free; closing twice does no harm."""
        if not self._closed:
            self._closed = True
            self._connection.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def data_version(self) -> int:
        """A number that grows with every change."""
        with self._connection.cursor() as cursor:
            return int(first_value(cursor.execute(STATE).fetchone()))

    def evaluations(self) -> tuple[str, ...]:
        """The evaluations of which anything stands, whether a definition knows them or not."""
        with self._connection.snapshot() as cursor:
            return tuple(dict.fromkeys(code for code, _ in months.months_with_data(cursor)))

    def months(self, evaluation: str) -> tuple[str, ...]:
        """The months of which anything stands, first to last."""
        with self._connection.snapshot() as cursor:
            return tuple(month for code, month in months.months_with_data(cursor) if code == evaluation)

    def month_data(self, evaluation: str, month: str) -> MonthData:
        """Everything entered for a month; scores, bonuses and deductions are the latest up to that month."""
        with self._connection.snapshot() as cursor:
            return months.month_data(cursor, evaluation, month)

    def month_content(self, evaluation: str, month: str) -> Mapping[Key, Content]:
        """Exactly what was entered for a month itself, points too; later and earlier months have no part in it."""
        with self._connection.cursor() as cursor:
            standing = imports.standing(cursor, evaluation, month)
        return {key: content for key, (content, _) in standing.items() if content is not None}

    def indicator_history(
        self, evaluation: str, indicator: str, units: Iterable[str] | None = None
    ) -> tuple[tuple[str, str, Observation], ...]:
        """Month, unit and observation of one indicator, in the order of months."""
        chosen = None if units is None else list(units)
        with self._connection.cursor() as cursor:
            rows = cursor.execute(HISTORY, [evaluation, indicator, chosen, chosen]).fetchall()
        return tuple(
            (month, unit, Observation(STATES[state], exact(value), grade)) for month, unit, state, value, grade in rows
        )

    def plan_import(self, batch: ImportBatch) -> ImportPlan:
        """What an import would change; nothing is written."""
        with self._connection.snapshot() as cursor:
            return imports.plan(cursor, batch)

    def apply_import(
        self,
        batch: ImportBatch,
        seen: Mapping[Key, Content | None] | None = None,
        ledger: Sequence[LedgerDraft] = (),
        ledger_seen: Mapping[str, int | None] | None = None,
    ) -> ImportReceipt:
        """Write what a file or an edit says in one transaction; where it says nothing new, nothing is written.

        ``seen`` is what stood in the cells when they were looked at (``ImportPlan.seen``): StoreChanged where one says
        something else by now, MonthClosed where the month is closed. ``ledger`` is written along or not at all, as
        ``write_ledger`` does.
        """
        return imports.apply(self._connection, batch, seen, ledger, ledger_seen)

    def imports(self, evaluation: str | None = None, month: str | None = None) -> tuple[ImportRecord, ...]:
        """Every import, edit and undo, newest first."""
        with self._connection.cursor() as cursor:
            return journal.acts(cursor, evaluation, month)

    def import_changes(self, import_id: int) -> tuple[Change, ...]:
        """Every cell that an act changed, by kind, unit and item."""
        with self._connection.cursor() as cursor:
            return journal.changes_of(cursor, import_id)

    def plan_undo(self, import_id: int) -> UndoPlan:
        """What undoing an act would bring back, and what it would leave because a later act touched it."""
        with self._connection.snapshot() as cursor:
            return undo.plan(cursor, import_id)

    def apply_undo(self, import_id: int, who: str, at: datetime, expected: UndoPlan | None = None) -> ImportReceipt:
        """Undo an act as far as nothing later touched it; StoreChanged where ``expected`` no longer holds."""
        return undo.apply(self._connection, undo.Undoing(import_id, who, at), expected)

    def provenance(self, evaluation: str, month: str) -> MonthProvenance:
        """Where the data of a month come from."""
        with self._connection.cursor() as cursor:
            return provenance.of_month(cursor, evaluation, month)

    def cell_source(
        self, evaluation: str, month: str, unit: str, item: str, *, kind: Kind | None = None
    ) -> CellSource | None:
        """The cell of a file behind an indicator's value, or behind the points of a node that are in force."""
        with self._connection.cursor() as cursor:
            return provenance.of_cell(cursor, (evaluation, month, unit, item), kind)

    def last_sources(self, evaluation: str, month: str) -> Mapping[Key, CellSource]:
        """For every cell of this month who touched it last, and where what stands there since comes from."""
        with self._connection.cursor() as cursor:
            return journal.last_sources(cursor, evaluation, month)

    def arrivals(self, evaluation: str, month: str, unit: str) -> Mapping[str, Arrival]:
        """When what stands of each indicator of a unit came in."""
        with self._connection.cursor() as cursor:
            return arrivals.of_unit(cursor, (evaluation, month, unit))

    def cell_history(
        self, evaluation: str, month: str, unit: str, item: str, *, kind: Kind | None = None
    ) -> tuple[CellChange, ...]:
        """Every change of a cell of this month, first to last; without ``kind`` all that was said of unit and item."""
        with self._connection.cursor() as cursor:
            return provenance.history(cursor, (evaluation, month, unit, item), kind)

    def close_month(self, draft: ClosingDraft, expected_version: int) -> Closing:
        """Freeze a month; StoreChanged where ``expected_version``, that of the results, is no longer the store's."""
        return closings.close(self._connection, draft, expected_version)

    def reopen_month(self, evaluation: str, month: str, who: str, at: datetime, reason: str) -> Closing:
        """Take a closing out of force, with a reason; MonthOpen where there is none."""
        return closings.reopen(self._connection, Event(at, who, "reopen", evaluation, month, reason))

    def closing(self, evaluation: str, month: str) -> Closing | None:
        """The closing in force of a month."""
        with self._connection.cursor() as cursor:
            return next(iter(closings.closings(cursor, evaluation, month, in_force=True)), None)

    def closings(self, evaluation: str | None = None) -> tuple[Closing, ...]:
        """All closings, newest first, reopened ones too."""
        with self._connection.cursor() as cursor:
            return closings.closings(cursor, evaluation)

    def events(self) -> tuple[Event, ...]:
        """What happened besides the acts, newest first."""
        with self._connection.cursor() as cursor:
            return closings.events(cursor)

    def add_event(self, event: Event) -> None:
        """Log something that happened."""
        closings.add_event(self._connection, event)

    def copy_to(self, path: Path) -> None:
        """A consistent copy in a file that is not there yet, while others go on reading and writing."""
        self._connection.copy_to(path)

    def audit(self) -> tuple[Problem, ...]:
        """Whether every value follows from its audit trail, and everything frozen is what was frozen."""
        with self._connection.snapshot() as cursor:
            return audit.findings(cursor)

    def publish(self, results: Iterable[PublishedResult]) -> int:
        """Replace the published results and give the data version."""
        return published.replace(self._connection, tuple(results))

    def published_results(self) -> tuple[PublishedResult, ...]:
        """The published results in the order they were given."""
        with self._connection.cursor() as cursor:
            return published.read(cursor)

    def scenarios(self, evaluation: str) -> tuple[SavedScenario, ...]:
        """The scenarios that are kept of an evaluation, last saved first, those that were deleted too."""
        with self._connection.cursor() as cursor:
            return scenarios.read(cursor, evaluation)

    def save_scenario(self, draft: ScenarioDraft, who: str, at: datetime) -> SavedScenario:
        """Keep a scenario; ScenarioNameTaken where another of the evaluation has the name. No data version moves."""
        return scenarios.save(self._connection, draft, who, at)

    def put_scenario_in_place(self, scenario: int, draft: ScenarioDraft, older: str, at: Stamp) -> SavedScenario:
        """Keep a scenario in place of another, which is deleted under the name ``older``; ScenarioGone."""
        return scenarios.put_in_place(self._connection, scenario, draft, older, at)

    def rename_scenario(self, scenario: int, label: Label, who: str, at: datetime) -> SavedScenario:
        """Give a scenario another name and note; ScenarioNameTaken, ScenarioGone."""
        return scenarios.rename(self._connection, scenario, label, who, at)

    def delete_scenario(self, scenario: int, who: str, at: datetime) -> SavedScenario:
        """Take a scenario off the list; it can be brought back. ScenarioGone."""
        return scenarios.delete(self._connection, scenario, who, at)

    def bring_back_scenario(self, scenario: int) -> SavedScenario:
        """Put a deleted scenario back on the list; ScenarioNameTaken, ScenarioGone."""
        return scenarios.bring_back(self._connection, scenario)

    def ledger(self, evaluation: str, kind: str) -> tuple[LedgerEntry, ...]:
        """What counts now of a kind, in the order in which the keys were first written."""
        with self._connection.cursor() as cursor:
            return ledger.counting(cursor, evaluation, kind)

    def ledger_history(self, evaluation: str, kind: str, key: str) -> tuple[LedgerEntry, ...]:
        """Everything that was written under a key, first to last."""
        with self._connection.cursor() as cursor:
            return ledger.history(cursor, evaluation, kind, key)

    def write_ledger(
        self, drafts: Sequence[LedgerDraft], who: str, at: datetime, seen: Mapping[str, int | None]
    ) -> tuple[LedgerEntry, ...]:
        """Write drafts in one transaction; what says the same again is not written.

        ``seen`` has for each key the id of the entry that counted when it was looked at, None where there was none:
        LedgerChanged where another counts by now. MonthClosed for a part of a closed month.
        """
        return ledger.write(self._connection, drafts, who, at, seen)

    def ledger_version(self) -> int:
        """A number that grows with every entry of the ledger."""
        with self._connection.cursor() as cursor:
            return ledger.version(cursor)
