"""The commands that keep the data: copies, bringing one back, the inbox, and whether everything still holds."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.definition import load_definition
from app.services.backup_tables import copies_table, instead_text, size_line, title_text
from app.services.backups import (
    Reason,
    back_up_before,
    back_up_to,
    bring_back,
    check_copy,
    chosen_copy,
    folder_of,
    kept,
    newest_sound,
    prune,
    refuse_in_use,
)
from app.services.checking import errors_of
from app.services.command_line import DONE, PROBLEMS, Options
from app.services.console import agreed, complain, say
from app.services.entry_words import moment_text
from app.services.inbox import Inbox, Target, inbox_of
from app.services.inbox_report import ASKING, result_line
from app.services.integrity import check_closings, check_copies, check_scores, check_trail
from app.services.printing import Form, printed
from app.storage import Store, open_store
from app.storage.errors import StoreMissing
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.problem import Problem

PAUSE = 1.0  # seconds between two looks at the inbox: what is still being copied has changed by then


def backup(options: Options) -> int:
    """Make a copy of the database, in the folder of the copies or where it is wanted."""
    now = datetime.now(UTC)
    with _store_that_is_there(options) as store:
        if options.to is not None:
            target: Path | None = back_up_to(store, options.to, now)
        else:
            copy = back_up_before(store, Reason.HAND, now)
            target = copy.path if copy else None
            prune(options.database, now)
    key = "console.backup.nothing" if target is None else "console.backup.done"
    say(text(key, options.language, path=target or options.database))
    return DONE


def restore(options: Options) -> int:
    """Bring a copy back; without one being named, list those there are."""
    if not options.copy:
        return _list_copies(options)
    copy = chosen_copy(options.database, options.copy)
    if copy is None:
        complain([Problem("console.restore.unknown", options.copy)], options.language)
        return PROBLEMS
    check_copy(copy)
    refuse_in_use(options.database)
    words = {"copy": copy, "path": options.database}
    question = text("console.restore.ask", options.language, **words)
    if not options.yes and not agreed(question, text("console.restore.yes", options.language)):
        say(text("console.restore.left", options.language), sys.stderr)
        return PROBLEMS
    aside = bring_back(copy, options.database, options.who, datetime.now(UTC))
    say(text("console.restore.done", options.language, **words))
    if aside is not None:
        say(text("console.restore.aside", options.language, path=aside))
    return DONE


def _list_copies(options: Options) -> int:
    copies = kept(options.database)
    title = title_text(copies, options.language)
    listed = printed(copies_table(copies, title, options.language), Form.TABLE) if copies else ""
    say("\n".join([title, size_line(copies, options.database, options.language), "", listed]).rstrip())
    say(text("console.restore.how", options.language), sys.stderr)
    return DONE


def inbox(options: Options) -> int:
    """Look through the inbox once, as the dashboard does while it runs."""
    folder = Inbox(inbox_of(options.database))
    with _store_that_is_there(options) as store:
        target = Target(store, lambda: load_definition(options.definition))
        folder.look(target, datetime.now(UTC))
        time.sleep(PAUSE)
        taken = folder.look(target, datetime.now(UTC))
    for one in taken:
        say(result_line(one, options.language))
    say(text("console.inbox.done", options.language, count=len(taken), folder=folder.folder))
    return PROBLEMS if any(one.outcome in ASKING for one in taken) else DONE


@contextmanager
def _store_that_is_there(options: Options) -> Iterator[Store]:
    if not options.database.exists():
        raise StoreMissing("missing", options.database)
    with open_store(options.database) as store:
        yield store


def instead(options: Options) -> None:
    """Say what to do instead while the dashboard holds the database."""
    say(instead_text(options.command, options.database, options.language), sys.stderr)


@contextmanager
def store_to_read(options: Options) -> Iterator[Store]:
    """The database, or the newest copy of it where that was asked for, with its time said."""
    path = options.database
    if options.from_backup:
        copy = newest_sound(path)
        if copy is None:
            raise StoreMissing("missing", folder_of(path))
        say(text("console.from_backup", options.language, at=moment_text(copy.at), path=copy.path), sys.stderr)
        path = copy.path
    with open_store(path, read_only=True) as store:
        yield store


def check_integrity(store: Store, months: Sequence[tuple[Evaluation, str]], options: Options) -> int:
    """Say of the trail, the scores, the closings and the copies whether they hold; the number of errors."""
    scores = tuple(problem for evaluation, month in months for problem in check_scores(store, evaluation, month))
    parts = {
        "trail": (check_trail(store), len(store.imports())),
        "scores": (scores, len(months)),
        "closings": (check_closings(store), len(store.closings())),
        "copies": (check_copies(options.database), len(kept(options.database))),
    }
    for part, (problems, count) in parts.items():
        complain(problems, options.language)
        state = text("console.checked.wrong", options.language, count=len(problems)) if problems else ""
        sound = state or text("console.checked.sound", options.language)
        say(text(f"console.checked.{part}", options.language, count=count, state=sound))
    return sum(len(errors_of(problems)) for problems, _ in parts.values())
