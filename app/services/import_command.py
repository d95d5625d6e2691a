"""One file of the import command: brought in or refused, and what came of it said on the console."""

from datetime import UTC, datetime
from pathlib import Path

from app.services.applying import NotApplied
from app.services.command_line import Options
from app.services.console import complain, say
from app.services.import_lines import import_line, open_cells_line, published_line
from app.services.importing import import_file
from app.services.publishing import is_published_file, publish, read_published_file
from app.storage.store import Store
from scoring.model import Definition


def bring_in(store: Store, definition: Definition, file: Path, options: Options) -> bool:
    """Import one file as asked on the command line; whether it came in, or would with ``--dry-run``."""
    try:
        if is_published_file(file):
            return _bring_in_published(store, definition, file, options)
        return _bring_in_month(store, definition, file, options)
    except NotApplied as error:
        complain(error.problems, options.language)
        return False


def _bring_in_month(store: Store, definition: Definition, file: Path, options: Options) -> bool:
    outcome = import_file(
        store,
        definition,
        file,
        who=options.who,
        now=datetime.now(UTC),
        evaluation=options.evaluation,
        month=options.month,
        unit=options.unit or None,
        confirmed=options.confirm,
        dry_run=options.dry_run,
    )
    complain(outcome.problems, options.language)
    left = "" if outcome.failed else f" {open_cells_line(store, outcome, options.language)}"
    say(import_line(outcome, options.language) + left)
    return not outcome.failed


def _bring_in_published(store: Store, definition: Definition, file: Path, options: Options) -> bool:
    reading = read_published_file(file, definition)
    complain(reading.problems, options.language)
    written = not reading.problems and not options.dry_run
    if written:
        publish(store, reading, options.who, datetime.now(UTC))
    say(published_line(file.name, len(reading.results), reading.problems, options.language, written=written))
    return not reading.problems
