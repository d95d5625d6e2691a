"""The command line: make the database, import, rank, find weak indicators, check, report, keep copies, restore."""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.definition import DefinitionError, load_definition, write_json_schema
from app.exports.report_command import report
from app.services.checking import can_be_scored, check_evaluations, check_months_behind, errors_of
from app.services.closing_findings import closed_note
from app.services.command_line import DONE, PROBLEMS, USAGE, Options, parse
from app.services.console import complain, say, write_utf8
from app.services.findings import data_date
from app.services.forecast_warnings import chances_of
from app.services.import_command import bring_in
from app.services.import_lines import import_line
from app.services.importing import initialise
from app.services.judgements import judgements_of
from app.services.keeping_commands import backup, check_integrity, inbox, instead, restore, store_to_read
from app.services.listing import rank_listing, weak_listing
from app.services.months import (
    NoDataError,
    UnscorableError,
    choices,
    evaluation_of,
    history,
    month_view,
    problems_of,
    provenance_of,
    score,
)
from app.services.notes import notes_of
from app.services.printing import Form, printed
from app.services.selection import UnknownChoiceError, check_scope, chosen_evaluation, chosen_month, chosen_unit
from app.services.tables import Table
from app.services.timeline import timeline_of
from app.services.weak import weak_of
from app.services.wording import month_text, name_in
from app.storage import Store, open_store
from app.storage.connection import discard
from app.storage.errors import StoreBusy, StoreError, StoreExists
from app.text.catalogue import text
from scoring.model import Definition, Evaluation
from scoring.problem import Problem

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "data"
SCHEMA = ROOT / "app" / "definition" / "indicators.schema.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    write_utf8()
    options = parse(sys.argv[1:] if argv is None else argv, ROOT)
    try:
        return COMMANDS[options.command](options)
    except UnknownChoiceError as error:
        _complain([error.problem], options)
        return USAGE
    except (DefinitionError, UnscorableError) as error:
        _complain(error.problems, options)
    except StoreBusy as error:
        _complain([error.problem], options)
        instead(options)
    except StoreError as error:
        _complain([error.problem], options)
    except NoDataError:
        _complain([Problem("console.no_data", "")], options)
    except OSError as error:
        reason = {"reason": error.strerror or type(error).__name__}
        _complain([Problem("console.no_file", str(error.filename or ""), reason)], options)
    return PROBLEMS


def rank(options: Options) -> int:
    """Print ranks and scores by group."""
    definition = load_definition(options.definition)
    with store_to_read(options) as store:
        evaluation, month = chosen_month(choices(store, definition), options.evaluation, options.month)
        problems = errors_of(problems_of(store, evaluation, month))
        _complain(problems, options)
        if not can_be_scored(problems):
            return PROBLEMS
        result = score(store, evaluation, month)
        notes = notes_of(result, provenance_of(store, evaluation.code, month), options.language)
        notes += closed_note(store.closing(evaluation.code, month), options.language)
    heading = _heading(evaluation, month, options.language)
    _print_rows(rank_listing(result, options.language), options, heading, notes)
    return PROBLEMS if problems else DONE


def weak(options: Options) -> int:
    """Print the weak indicators of one unit."""
    definition, language = load_definition(options.definition), options.language
    with store_to_read(options) as store:
        evaluation, month = chosen_month(choices(store, definition), options.evaluation, options.month)
        unit = chosen_unit(evaluation_of(store, evaluation, month).units, options.unit)
        closing = store.closing(evaluation.code, month)
        problems = errors_of(problems_of(store, evaluation, month))
        problems += () if closing else check_months_behind(store, definition, evaluation, month)
        _complain(problems, options)
        if not can_be_scored(problems):
            return PROBLEMS
        view = month_view(store, definition, evaluation, month)
        timeline = timeline_of(view, partial(history, store, definition))
        judgements = judgements_of(store, evaluation.code)
    found = weak_of(timeline, unit.code, chances_of(timeline, judgements, unit.code))
    listing = weak_listing(found, language, for_people=options.form is Form.TABLE)
    counted = text("console.heading_unit", language, unit=name_in(unit.name, language), count=len(found))
    heading = f"{_heading(evaluation, month, language)}\n{counted}"
    notes = notes_of(view.result, view.provenance, language, unit.code)
    _print_rows(listing, options, heading, notes + closed_note(closing, language))
    return PROBLEMS if problems else DONE


def check(options: Options) -> int:
    """Say everything that is wrong with the definition, the data, their trail, the scores and the copies."""
    definition = load_definition(options.definition)
    say(_definition_summary(definition, options.language))
    if not options.database.exists() and not options.from_backup:
        say(text("console.checked.no_database", options.language, path=options.database))
        return DONE
    with store_to_read(options) as store:
        months = _months_to_check(store, definition, options)
        found = [_check_one(store, evaluation, month, options) for evaluation, month in months]
        strangers = check_evaluations(store, definition) if options.evaluation is None else ()
        broken = check_integrity(store, months, options)
    _complain(strangers, options)
    errors, warnings = sum(one for one, _ in found) + len(strangers) + broken, sum(one for _, one in found)
    say(text("console.checked.total", options.language, months=len(found), errors=errors, warnings=warnings))
    return PROBLEMS if errors else DONE


def _definition_summary(definition: Definition, language: str) -> str:
    indicators = {one.code for evaluation in definition.evaluations for one in evaluation.indicators()}
    counts = {"evaluations": len(definition.evaluations), "units": len(definition.units), "indicators": len(indicators)}
    return text("console.checked.definition", language, **counts)


def _months_to_check(store: Store, definition: Definition, options: Options) -> list[tuple[Evaluation, str]]:
    found = choices(store, definition)
    if options.month is not None:
        return [chosen_month(found, options.evaluation, options.month)]
    chosen = found if options.evaluation is None else (chosen_evaluation(found, options.evaluation),)
    return [(choice.evaluation, month) for choice in reversed(chosen) for month in choice.months]


def _check_one(store: Store, evaluation: Evaluation, month: str, options: Options) -> tuple[int, int]:
    problems = problems_of(store, evaluation, month)
    _complain(problems, options)
    errors = len(errors_of(problems))
    counts = {"errors": errors, "warnings": len(problems) - errors}
    say(text("console.checked.month", options.language, evaluation=evaluation.code, month=month, **counts))
    return errors, len(problems) - errors


def init(options: Options) -> int:
    """Make the database from the sample and the published results."""
    definition = load_definition(options.definition)
    if options.force or not options.database.exists():
        say(text("console.init.started", options.language, path=options.database))
    try:
        outcome = initialise(options.database, definition, DATA, now=datetime.now(UTC), overwrite=options.force)
    except StoreExists as error:
        _complain([error.problem], options)
        say(text("console.init.force", options.language), sys.stderr)
        return PROBLEMS
    for file in outcome.files:
        say(import_line(file, options.language))
    _complain(outcome.problems, options)
    if outcome.failed:
        return PROBLEMS
    counts = {"files": len(outcome.files), "published": outcome.published}
    say(text("console.init.done", options.language, path=options.database, **counts))
    return DONE


def import_files(options: Options) -> int:
    """Bring files in, each completely or not at all."""
    definition = load_definition(options.definition)
    check_scope(definition, options.evaluation, options.month)
    if options.unit:
        chosen_unit(definition.units, options.unit)
    is_new = not options.database.exists()
    with open_store(options.database, read_only=options.dry_run and not is_new) as store:
        came_in = [bring_in(store, definition, file, options) for file in options.files]
        stays_empty = is_new and not store.data_version()
    if stays_empty:
        discard(options.database)
    return DONE if all(came_in) else PROBLEMS


def schema(options: Options) -> int:
    """Write the JSON Schema of the definition."""
    write_json_schema(SCHEMA)
    say(text("console.schema_written", options.language, path=SCHEMA))
    return DONE


def _heading(evaluation: Evaluation, month: str, language: str) -> str:
    named = {"evaluation": name_in(evaluation.name, language), "month": month_text(month, language)}
    return text("console.heading", language, date=data_date(month), **named)


def _print_rows(table: Table, options: Options, heading: str, notes: Iterable[str]) -> None:
    """The rows; what goes with them stands around a table, and apart from rows that another program reads."""
    rows = printed(table, options.form).removesuffix("\n")
    if options.form is Form.TABLE:
        say("\n".join([heading, "", rows, "", *notes]).rstrip("\n"))
        return
    say(rows)
    for note in notes:
        say(note, sys.stderr)


def _complain(problems: Iterable[Problem], options: Options) -> None:
    complain(problems, options.language)


COMMANDS: dict[str, Callable[[Options], int]] = {
    "init": init,
    "import": import_files,
    "rank": rank,
    "weak": weak,
    "check": check,
    "report": report,
    "backup": backup,
    "restore": restore,
    "inbox": inbox,
    "schema": schema,
}

if __name__ == "__main__":
    sys.exit(main())
