"""The copies of the store as words and a table, for the screen and the command line."""

from pathlib import Path

from app.services.backups import DAYS, MONTHS, NEWEST, Copy, folder_of, newest_sound
from app.services.entry_words import moment_text
from app.services.inbox import files_in, inbox_of
from app.services.inbox_report import reported
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING
from app.text.catalogue import text

MEGABYTE, TENTH = 1_000_000, 100_000
COPY_COLUMNS = ("at", "reason", "size", "sound", "file")
INBOX_COLUMNS = ("file", "result", "at")


def title_text(copies: tuple[Copy, ...], language: str) -> str:
    """When the last copy was made, how many there are and whether all of them open."""
    if not copies:
        return text("backup.title_none", language)
    broken = sum(not copy.sound for copy in copies)
    values = {"at": moment_text(copies[0].at), "count": len(copies), "broken": broken}
    return text("backup.title_broken" if broken else "backup.title", language, **values)


def size_line(copies: tuple[Copy, ...], database: Path, language: str) -> str:
    """How much room the copies take, and where they are."""
    total = size_text(sum(copy.size for copy in copies))
    return text("backup.line", language, size=total, folder=folder_of(database))


def rule_text(language: str) -> str:
    """Which copies are kept."""
    return text("backup.rule", language, newest=NEWEST, days=DAYS, months=MONTHS, most=NEWEST + DAYS + MONTHS)


def size_text(size: int) -> str:
    """Bytes as megabytes with one decimal.

    >>> size_text(9_449_472), size_text(12_345_678_901), size_text(40)
    ('9.4 MB', '12,345.7 MB', '0.0 MB')
    """
    tenths = (size + TENTH // 2) // TENTH
    return f"{tenths // 10:,}.{tenths % 10} MB"


def copies_table(copies: tuple[Copy, ...], title: str, language: str) -> Table:
    """One row per copy, newest first; the code of a row is the name of its file."""
    return Table(
        title,
        tuple(_column(key, "column", language, Kind.FIGURES if key == "size" else Kind.WORDS) for key in COPY_COLUMNS),
        tuple(_copy_row(copy, language) for copy in copies),
        tuple(copy.path.name for copy in copies),
    )


def inbox_table(folder: Path, title: str, language: str) -> Table:
    """One row per file of the inbox, with what its report says; the file that changed last comes first."""
    files = files_in(folder)
    ordered = sorted(files, key=lambda path: (-files[path].changed, path.name))
    columns = tuple(_column(key, "inbox_column", language) for key in INBOX_COLUMNS)
    return Table(title, columns, tuple(_inbox_row(path, language) for path in ordered))


def instead_text(command: str, database: Path, language: str) -> str:
    """What to do instead of a command while the dashboard, or another program, holds the database."""
    copy = newest_sound(database)
    newest = text("backup.newest", language, at=moment_text(copy.at), path=copy.path) if copy else ""
    values = {"inbox": inbox_of(database), "folder": folder_of(database), "newest": newest}
    return text(f"console.instead.{command}", language, **values).rstrip()


def _column(key: str, group: str, language: str, kind: Kind = Kind.WORDS) -> Column:
    return Column(key, text(f"backup.{group}.{key}", language), kind)


def _copy_row(copy: Copy, language: str) -> dict[str, Cell]:
    return {
        "at": moment_text(copy.at),
        "reason": text(f"backup.reason.{copy.reason}", language),
        "size": size_text(copy.size),
        "sound": text("backup.sound" if copy.sound else "backup.broken", language),
        "file": copy.path.name,
    }


def _inbox_row(path: Path, language: str) -> dict[str, Cell]:
    report = reported(path)
    return {
        "file": path.name,
        "result": text(f"inbox.short.{report.outcome}" if report else "inbox.short.waiting", language),
        "at": moment_text(report.at) if report else NOTHING,
    }
