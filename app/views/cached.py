"""Every cache of the screens. Keys are codes and the data version, so that a write shows at once everywhere."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app.charts.theme import Figure
from app.definition import load_definition
from app.intake.reading import SourceFile
from app.services import meetings as meeting_list
from app.services import outlook, status, timeline, warnings, weak
from app.services.backtest import BackTest, year_tested
from app.services.closing import Reproduction, reproduce
from app.services.closing_checks import Readiness, check_closing
from app.services.closing_comparison import Basis, Comparison, compare
from app.services.file_reading import Scope
from app.services.forecast_warnings import chances_of
from app.services.judgements import KIND as JUDGEMENTS
from app.services.judgements import judgements_of
from app.services.meeting_deck import Prepared, prepare
from app.services.months import Choice, MonthView, choices, history, month_view
from app.services.outlook import Outlook
from app.services.preview import Preview, preview_file
from app.services.publishing import (
    PublishedPlan,
    PublishedReading,
    is_published_file,
    plan_published,
    read_published_file,
)
from app.services.status import Status
from app.services.timeline import Timeline
from app.services.warnings import ChancesAt, Warnings
from app.storage.records import Closing
from app.storage.store import Store, open_store
from scoring.model import Definition, Evaluation
from scoring.score import Result
from scoring.weak import WeakIndicator

ROOT = Path(__file__).parents[2]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its text alternative."""

    figure: Figure
    alternative: str


def database_path() -> Path:
    """The database: EVALUATION_DATABASE, else data/evaluation.duckdb."""
    return Path(os.environ.get("EVALUATION_DATABASE") or ROOT / "data" / "evaluation.duckdb")


def definition_path() -> Path:
    """The definition: EVALUATION_DEFINITION, else indicators.yaml."""
    return Path(os.environ.get("EVALUATION_DEFINITION") or ROOT / "indicators.yaml")


def store() -> Store:
    """The one store of this process."""
    return _store(str(database_path()))


@st.cache_resource(max_entries=4)
def _store(path: str) -> Store:
    return open_store(Path(path))


def definition() -> Definition:
    """The definition as the file stands now; read again when it has changed."""
    path = definition_path()
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _definition(str(path), stamp)


@st.cache_resource(max_entries=4, show_spinner=False)
def _definition(path: str, stamp: int) -> Definition:
    return load_definition(Path(path))


def available() -> tuple[Choice, ...]:
    """The evaluations with the months that hold data."""
    return _available(_state())


def view_of(evaluation: str, month: str) -> MonthView:
    """A scored month with what it is looked at beside."""
    return _view(_state(), evaluation, month)


def status_of(view: MonthView, unit: str) -> Status:
    """Where a unit stands in a month."""
    return _status(_key(view), unit, view)


def chart_of(view: MonthView, about: tuple[str, ...], draw: Callable[[], Chart]) -> Chart:
    """A chart of a month, drawn once; ``about`` names everything it is drawn from besides the month."""
    return _chart(_key(view), about, draw)


def found_of(view: MonthView, about: tuple[str, ...], find: Callable[[], Found]) -> Found:
    """What was found in a month, once; ``about`` names what was asked and everything it was asked with."""
    found: Found = _found(_key(view), about, find)
    return found


def results_of(evaluation: str) -> tuple[Result, ...]:
    """All scored months of an evaluation."""
    return _results(_state(), evaluation)


def timeline_of(view: MonthView) -> Timeline:
    """The months of the year up to a month, beside those of the year before."""
    return timeline.timeline_of(view, results_of)


def weak_of(view: MonthView, unit: str) -> tuple[WeakIndicator, ...]:
    """The weak indicators of a unit, the same on every screen."""
    chances = _chances_at(view, unit)
    return found_of(
        view, ("weak", unit, judged(view)), lambda: weak.weak_of(timeline_of(view), unit, chances(view.month))
    )


def warnings_of(view: MonthView, unit: str) -> Warnings:
    """The early warnings of a unit in a month, with what became of those of the month before."""
    chances = _chances_at(view, unit)
    return found_of(
        view, ("warnings", unit, judged(view)), lambda: warnings.warnings_of(timeline_of(view), unit, chances)
    )


def judged(view: MonthView) -> str:
    """The state of the grades by hand, for what rests on a forecast; whatever else is written leaves it as it is."""
    return ",".join(str(entry.id) for entry in store().ledger(view.evaluation.code, JUDGEMENTS))


def _chances_at(view: MonthView, unit: str) -> ChancesAt:
    """What the months up to one say of missing the top grade."""
    path, version, checksum, code, _ = _key(view)
    line, written = timeline_of(view), judged(view)
    return lambda month: _chances((path, version, checksum, code, month), (written, unit), line.until(month))


def meeting_of(evaluation: str, kept: meeting_list.Kept) -> Prepared:
    """Everything that the deck of a meeting is made of."""
    key = (str(database_path()), store().ledger_version(), evaluation, kept.key)
    return _meeting(key, kept)


def outlook_of(view: MonthView) -> Outlook:
    """Where everybody will stand at the cut-off date, as a month says."""
    return _outlook(_key(view), judged(view), view)


def back_test_of(evaluation: str) -> BackTest | None:
    """The forecast held against a year that is over; None where it is not."""
    return _back_test(_state(), evaluation)


def preview_of(file: UploadedFile, scope: Scope) -> Preview:
    """What an uploaded file would do to the data as they stand."""
    return _preview(_state(), (file.file_id, file.name, scope), file)


def published_of(file: UploadedFile) -> tuple[PublishedReading, PublishedPlan] | None:
    """An uploaded file of published results and what it would change; None where it holds something else."""
    return _published(_state(), (file.file_id, file.name), file)


def closings() -> tuple[Closing, ...]:
    """All closings, newest first, reopened ones too."""
    return _closings(_state())


def closed_months(evaluation: str) -> frozenset[str]:
    """The months of an evaluation that are closed."""
    return frozenset(one.month for one in closings() if one.evaluation == evaluation and one.reopened_at is None)


def readiness_of(evaluation: Evaluation, month: str, today: date) -> Readiness:
    """What is to know before an open month is closed."""
    return _readiness(_state(), (evaluation.code, month, today), evaluation)


def reproduction_of(closing: Closing) -> Reproduction:
    """A closed month scored again from what was frozen."""
    return _reproduction((str(database_path()), closing.id, closing.sha256), closing)


def comparison_of(closing: Closing, basis: Basis) -> Comparison:
    """A closed month beside the same month scored anew."""
    return _comparison(_state(), (closing.id, basis), closing)


def _state() -> tuple[str, int, str]:
    return str(database_path()), store().data_version(), definition().checksum


def _key(view: MonthView) -> tuple[str, int, str, str, str]:
    return str(database_path()), view.data_version, definition().checksum, view.evaluation.code, view.month


@st.cache_resource(max_entries=4, show_spinner=False)
def _available(state: tuple[str, int, str]) -> tuple[Choice, ...]:
    return choices(store(), definition())


@st.cache_resource(max_entries=48, show_spinner=False)
def _view(state: tuple[str, int, str], evaluation: str, month: str) -> MonthView:
    found = next(choice.evaluation for choice in available() if choice.evaluation.code == evaluation)
    return month_view(store(), definition(), found, month)


@st.cache_resource(max_entries=8, show_spinner=False)
def _outlook(key: tuple[str, int, str, str, str], written: str, _view: MonthView) -> Outlook:
    return outlook.outlook_of(timeline_of(_view), judgements_of(store(), _view.evaluation.code))


@st.cache_resource(max_entries=4, show_spinner=False)
def _back_test(state: tuple[str, int, str], evaluation: str) -> BackTest | None:
    return year_tested(evaluation, results_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def _chances(key: tuple[str, int, str, str, str], about: tuple[str, str], _timeline: Timeline) -> dict[str, Fraction]:
    return chances_of(_timeline, judgements_of(store(), _timeline.now.evaluation.code), about[1])


# What begins with an underscore is not part of the key.
# As many as the municipalities of a province, each of which may send a file.
@st.cache_resource(max_entries=40, show_spinner=False)
def _preview(state: tuple[str, int, str], key: tuple[str, str, Scope], _file: UploadedFile) -> Preview:
    return preview_file(store(), definition(), SourceFile(_file.name, _file.getvalue()), key[2])


@st.cache_resource(max_entries=12, show_spinner=False)
def _published(
    state: tuple[str, int, str], key: tuple[str, str], _file: UploadedFile
) -> tuple[PublishedReading, PublishedPlan] | None:
    source = SourceFile(_file.name, _file.getvalue())
    if not is_published_file(source):
        return None
    reading = read_published_file(source, definition())
    return reading, plan_published(store(), reading)


@st.cache_resource(max_entries=128, show_spinner=False)
def _status(key: tuple[str, int, str, str, str], unit: str, _view: MonthView) -> Status:
    return status.status_of(_view, unit)


@st.cache_resource(max_entries=128, show_spinner=False)
def _chart(key: tuple[str, int, str, str, str], about: tuple[str, ...], _draw: Callable[[], Chart]) -> Chart:
    return _draw()


@st.cache_resource(max_entries=64, show_spinner=False)
def _found(key: tuple[str, int, str, str, str], about: tuple[str, ...], _find: Callable[[], Any]) -> Any:
    return _find()


@st.cache_resource(max_entries=8, show_spinner=False)
def _meeting(key: tuple[str, int, str, str], _kept: meeting_list.Kept) -> Prepared:
    return prepare(store(), key[2], _kept)


@st.cache_resource(max_entries=8, show_spinner=False)
def _results(state: tuple[str, int, str], evaluation: str) -> tuple[Result, ...]:
    return history(store(), definition(), evaluation)


@st.cache_resource(max_entries=2, show_spinner=False)
def _closings(state: tuple[str, int, str]) -> tuple[Closing, ...]:
    return store().closings()


@st.cache_resource(max_entries=8, show_spinner=False)
def _readiness(state: tuple[str, int, str], about: tuple[str, str, date], _evaluation: Evaluation) -> Readiness:
    return check_closing(store(), definition(), _evaluation, about[1], about[2])


@st.cache_resource(max_entries=32, show_spinner=False)
def _reproduction(key: tuple[str, int, str], _closing: Closing) -> Reproduction:
    return reproduce(_closing)


@st.cache_resource(max_entries=8, show_spinner=False)
def _comparison(state: tuple[str, int, str], about: tuple[int, str], _closing: Closing) -> Comparison:
    return compare(store(), _closing, definition(), Basis(about[1]))
