"""The history as words and tables: every act, what one changed, what undoing it would do, the life of a cell."""

import re
from collections.abc import Iterable

from app.services.entry_words import (
    content_words,
    date_text,
    item_words,
    moment_text,
    source_words,
    unit_words,
    who_words,
)
from app.services.history import Line, Step
from app.services.problem_tables import kind_words
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, month_text
from app.storage.records import Change, ImportRecord, Key, LeftAlone
from app.text.catalogue import text
from scoring.model import Evaluation

CHECKSUM_SHOWN = 8
# What was confirmed stands in a note by its code.
CODE = re.compile(r"\b(?:intake|plausibility|upload)\.[a-z_]+")
COUNTS = ("added", "changed", "removed", "confirmed")


def _columns(group: str, keys: Iterable[str], language: str, whole: Iterable[str] = ()) -> tuple[Column, ...]:
    return tuple(
        Column(key, text(f"history.{group}.{key}", language), Kind.WHOLE if key in whole else Kind.WORDS)
        for key in keys
    )


def what_text(what: str, language: str) -> str:
    """The name of an act or event."""
    return text(f"history.what.{what}", language)


def act_text(record: ImportRecord, what: str, language: str) -> str:
    """One act in a line: number, what it was, when, who and from which file."""
    values = {
        "number": record.id,
        "what": what_text(what, language),
        "at": moment_text(record.at),
        "who": who_words(record.who, language),
    }
    line = text("history.act", language, **values)
    return f"{line} · {record.file_name}" if record.file_name else line


def title_text(lines: tuple[Line, ...], language: str, *, all_months: bool) -> str:
    """How often the data were changed, and when and by whom the last time."""
    acts = [line for line in lines if line.record is not None]
    where = "all" if all_months else "month"
    if not acts:
        return text(f"history.title_none.{where}", language)
    last = {"date": date_text(acts[0].at), "who": who_words(acts[0].who, language)}
    return text(f"history.title.{where}", language, count=len(acts), **last)


def lines_table(lines: tuple[Line, ...], title: str, language: str, *, with_month: bool) -> Table:
    """One row per act or event; the code of a row is the number of its act, blank for events."""
    keys = ["number", "at", "who", "what", *(["month"] if with_month else []), "cells", "file", "note", "checksum"]
    columns = _columns("line", keys, language, ("number",))
    rows = [{key: cell for key, cell in _line_row(line, language).items() if key in keys} for line in lines]
    return Table(title, columns, rows, tuple(str(line.record.id) if line.record else "" for line in lines))


def _line_row(line: Line, language: str) -> dict[str, Cell]:
    record = line.record
    return {
        "number": None if record is None else record.id,
        "at": moment_text(line.at),
        "who": who_words(line.who, language),
        "what": what_text(line.what, language),
        "month": month_text(line.month, language) if line.month else "",
        "cells": "" if record is None else counts_text(record, language),
        "file": "" if record is None else record.file_name,
        "note": _note(line, language),
        "checksum": "" if record is None else record.sha256[:CHECKSUM_SHOWN],
    }


def counts_text(record: ImportRecord, language: str) -> str:
    """How many cells an act added, changed, removed and confirmed; what it did not do is left out."""
    counts = {name: getattr(record, name) for name in COUNTS}
    return " · ".join(text(f"history.count.{name}", language, count=f"{n:,}") for name, n in counts.items() if n)


def _note(line: Line, language: str) -> str:
    record = line.record
    parts = [CODE.sub(lambda code: kind_words(code[0], language), line.detail)]
    if record is not None and record.undoes is not None:
        parts.append(text("history.of_act", language, number=record.undoes))
    if record is not None and record.undone_by is not None:
        parts.append(text("history.by_act", language, number=record.undone_by))
    return " · ".join(filter(None, parts))


def changes_table(evaluation: Evaluation, changes: Iterable[Change], title: str, language: str) -> Table:
    """One row per changed cell: what it is about, before and after, and where the new content stands in its file."""
    columns = _columns("change", ("unit", "item", "old", "new", "what", "place"), language)
    rows = [_change_row(evaluation, change, language) for change in changes]
    return Table(title, columns, rows)


def _change_row(evaluation: Evaluation, change: Change, language: str) -> dict[str, Cell]:
    return {
        "unit": unit_words(evaluation, change.unit, language),
        "item": item_words(evaluation, change.key, language),
        "old": content_words(evaluation, change.key, change.old, language),
        "new": content_words(evaluation, change.key, change.new, language),
        "what": text(f"history.became.{change.what.value}", language),
        "place": f"{change.sheet}!{change.cell}" if change.cell else NOTHING,
    }


def restored_table(evaluation: Evaluation, changes: Iterable[Change], title: str, language: str) -> Table:
    """One row per cell that an undo brings back: what stands now and what comes back."""
    columns = _columns("restored", ("unit", "item", "old", "new"), language)
    keys = {column.key for column in columns}
    rows = (_change_row(evaluation, change, language) for change in changes)
    return Table(title, columns, [{key: cell for key, cell in row.items() if key in keys} for row in rows])


def left_table(evaluation: Evaluation, left: Iterable[LeftAlone], title: str, language: str) -> Table:
    """One row per cell that an undo leaves: what would have come back, what stands, and who touched it later."""
    columns = _columns("left", ("unit", "item", "before", "now", "by"), language)
    rows: list[dict[str, Cell]] = [
        {
            "unit": unit_words(evaluation, one.key[1], language),
            "item": item_words(evaluation, one.key, language),
            "before": content_words(evaluation, one.key, one.before, language),
            "now": content_words(evaluation, one.key, one.now, language),
            "by": act_text(one.by, one.by.act.value, language),
        }
        for one in left
    ]
    return Table(title, columns, rows)


def cell_table(evaluation: Evaluation, key: Key, steps: Iterable[Step], title: str, language: str) -> Table:
    """One row per step in the life of a cell: who, when, before and after, how and from where."""
    columns = _columns("cell", ("at", "who", "what", "old", "new", "source", "number"), language, ("number",))
    rows = [_step_row(evaluation, key, step, language) for step in steps]
    return Table(title, columns, rows)


def _step_row(evaluation: Evaluation, key: Key, step: Step, language: str) -> dict[str, Cell]:
    change = step.change
    return {
        "at": moment_text(change.source.at),
        "who": who_words(change.source.who, language),
        "what": what_text(step.what, language),
        "old": content_words(evaluation, key, change.old, language),
        "new": content_words(evaluation, key, change.new, language),
        "source": source_words(change.source, language) if change.new is not None else NOTHING,
        "number": change.import_id,
    }
