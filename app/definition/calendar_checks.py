"""What must hold for dates: an entry falls on some day, its rule is whole, and no date contradicts the period."""

from collections.abc import Sequence
from datetime import date

from app.definition.calendar_entries import CalendarEntryEntry, PartsEntry, RuleEntry
from app.definition.entries import ReferenceEntry
from app.definition.report import Path, Report
from app.definition.schema import EvaluationEntry
from app.definition.shared_checks import check_once
from app.definition.tree_checks import require_reference
from scoring.schedule import EntryKind


def check_calendar(
    entries: Sequence[CalendarEntryEntry],
    path: Path,
    report: Report,
    *,
    above: ReferenceEntry | None = None,
    cutoff: date | None = None,
) -> None:
    """All checks of one list of dates; those of an evaluation hold to its cut-off date."""
    codes = [(entry.code, (*path, index, "code")) for index, entry in enumerate(entries)]
    check_once(codes, report, "calendar")
    for index, entry in enumerate(entries):
        here = (*path, index)
        if report.is_broken(here):
            continue
        require_reference((entry.reference, above), here, entry.code, report)
        _check_days(entry, here, report)
        other = [day for day in entry.dates if day != cutoff]
        if entry.kind is EntryKind.CUTOFF and cutoff is not None and other:
            report.add("cutoff_differs", (*here, "dates"), entry=entry.code, date=other[0], cutoff=cutoff)


def check_submission(evaluation: EvaluationEntry, path: Path, report: Report) -> None:
    """The day of submission is said once, or twice alike."""
    for index, entry in enumerate(evaluation.calendar):
        day = entry.rule.day if entry.rule and entry.kind is EntryKind.SUBMISSION else None
        if day and evaluation.submit_by and day != evaluation.submit_by:
            here = (*path, "calendar", index, "rule", "day")
            report.add("submission_differs", here, entry=entry.code, day=day, other=evaluation.submit_by)


def check_parts(parts: PartsEntry | None, path: Path, above: ReferenceEntry | None, report: Report) -> None:
    """All checks of the dong offices of an evaluation."""
    if parts is None:
        return
    check_once([(unit.code, (*path, "units", i, "code")) for i, unit in enumerate(parts.units)], report, "parts")
    require_reference((parts.reference, above), path, "parts", report)


def _check_days(entry: CalendarEntryEntry, path: Path, report: Report) -> None:
    if entry.rule is not None and not _is_whole(entry.rule):
        report.add("rule_incomplete", (*path, "rule"), entry=entry.code)
    elif entry.rule is None and not entry.dates:
        report.add("calendar_without_days", path, entry=entry.code)


def _is_whole(rule: RuleEntry) -> bool:
    """A week with its weekday, or a day; never both."""
    stated = (rule.week is not None, rule.weekday is not None, rule.day is not None)
    return stated in {(True, True, False), (False, False, True)}
