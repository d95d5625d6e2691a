"""What a file would change, in words: the finding, the cells old and new side by side, what becomes of the ranks."""

from collections.abc import Sequence

from app.intake.reading import Layout
from app.services.effects import Effect
from app.services.entry_words import content_words, item_words, moment_text, unit_words, who_words
from app.services.preview import Preview
from app.services.tables import Column, Kind, Table
from app.services.wording import NOTHING, decimals_for, month_text, place_text, score_text, short_month_text, unit_name
from app.storage.records import Change, ChangeKind, Conflict, ImportReceipt
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.score import Standing

SHOWN_ROWS = 1000
FOUND = ("seen", "found", "wanted")
COLUMNS = {
    "change": Kind.WORDS,
    "unit": Kind.WORDS,
    "item": Kind.WORDS,
    "old": Kind.FIGURES,
    "new": Kind.FIGURES,
    "place": Kind.WORDS,
}


def reading_title(seen: Preview, language: str) -> str:
    """What was read and what it comes to: to correct, to confirm, new or nothing new."""
    reading = seen.reading
    if seen.evaluation is None or not reading.counts.entries:
        return text("upload.title.unread", language, file=reading.file_name, errors=len(seen.errors))
    read = text(
        "upload.title.read",
        language,
        month=short_month_text(seen.month, language),
        cells=f"{reading.counts.entries:,}",
    )
    return text("upload.title.joined", language, read=read, then=_then(seen, language))


def _then(seen: Preview, language: str) -> str:
    if seen.plan is None:
        return text("upload.title.errors", language, count=len(seen.errors))
    if seen.says_nothing_new:
        return text("upload.title.same", language)
    if seen.warnings:
        return text("upload.title.warnings", language, count=len(seen.warnings))
    return text("upload.title.ready", language, count=f"{len(seen.plan.changes):,}")


def file_words(seen: Preview, language: str) -> str:
    """A file with what it comes to, for a choice among several."""
    file = seen.reading.file_name
    if seen.plan is None:
        return text("upload.file_state.errors", language, file=file, count=len(seen.errors))
    if seen.says_nothing_new:
        return text("upload.file_state.same", language, file=file)
    if seen.warnings:
        return text("upload.file_state.warnings", language, file=file, count=len(seen.warnings))
    return text("upload.file_state.ready", language, file=file, count=f"{len(seen.plan.changes):,}")


def receipt_title(seen: Preview, receipt: ImportReceipt, language: str) -> str:
    """What was written: how many cells were added, changed, removed, confirmed and left."""
    if receipt.import_id is None:
        return text("upload.title.done_same", language, file=seen.reading.file_name)
    names = ("added", "changed", "removed", "unchanged")
    counts = text("upload.counts_words", language, **{name: f"{getattr(receipt, name):,}" for name in names})
    if receipt.confirmed:
        counts = text("upload.counts_confirmed", language, counts=counts, confirmed=f"{receipt.confirmed:,}")
    return text("upload.title.done", language, month=short_month_text(seen.month, language), counts=counts)


def rows_line(seen: Preview, language: str) -> str:
    """How the file was read and what became of its rows: rows in are rows read, noted and refused."""
    counts = seen.reading.counts
    values = {name: f"{getattr(counts, name):,}" for name in ("rows", "read", "notes", "refused", "blanks")}
    rows, layout = text("upload.rows", language, **values), seen.reading.content.layout
    if layout is Layout.UNKNOWN:
        return rows
    return text("upload.read_as", language, layout=text(f"upload.layout.{layout}", language), rows=rows)


def about_line(seen: Preview, language: str) -> str:
    """The file and the evaluation and month it is for."""
    if seen.evaluation is None or not seen.month:
        return seen.reading.file_name
    name = seen.evaluation.name.en if language == "en" and seen.evaluation.name.en else seen.evaluation.name.ko
    return f"{seen.reading.file_name} · {name} · {month_text(seen.month, language)}"


def counts_of(seen: Preview) -> dict[str, int]:
    """How many cells are added, changed, removed, confirmed and unchanged; confirmed only where there are any."""
    if seen.plan is None:
        return {}
    counts = {what.value: getattr(seen.plan, what.value) for what in ChangeKind}
    if not counts[ChangeKind.CONFIRMED]:
        del counts[ChangeKind.CONFIRMED]
    return counts | {"unchanged": seen.plan.unchanged}


def other_values_first(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The cells that say something else before the many that only stop being demonstration data."""
    return tuple(sorted(changes, key=lambda change: change.what is ChangeKind.CONFIRMED))


def changes_table(evaluation: Evaluation, changes: Sequence[Change], title: str, language: str) -> Table:
    """One row for each cell: what becomes of it, unit, indicator or node, old, new and the cell of the file."""
    columns = tuple(
        Column(key, text(f"upload.changes.{key}", language), kind, wide=key == "item") for key, kind in COLUMNS.items()
    )
    return Table(title, columns, [_change_row(evaluation, change, language) for change in changes])


def _change_row(evaluation: Evaluation, change: Change, language: str) -> dict[str, str | None]:
    return {
        "change": text(f"upload.change.{change.what}", language),
        "unit": unit_words(evaluation, change.unit, language),
        "item": item_words(evaluation, change.key, language),
        "old": content_words(evaluation, change.key, change.old, language),
        "new": content_words(evaluation, change.key, change.new, language),
        "place": f"{change.sheet}!{change.cell}".strip("!"),
    }


def conflicts_table(evaluation: Evaluation, conflicts: Sequence[Conflict], title: str, language: str) -> Table:
    """One row for each cell that somebody else changed meanwhile: what was seen, what stands there, who wrote it."""
    columns = tuple(
        Column(key, text(f"upload.conflict.{key}", language), Kind.FIGURES if key in FOUND else Kind.WORDS)
        for key in ("unit", "item", *FOUND, "who", "at")
    )
    return Table(title, columns, [_conflict_row(evaluation, conflict, language) for conflict in conflicts])


def _conflict_row(evaluation: Evaluation, conflict: Conflict, language: str) -> dict[str, str | None]:
    contents = {name: content_words(evaluation, conflict.key, getattr(conflict, name), language) for name in FOUND}
    return {
        "unit": unit_words(evaluation, conflict.key[1], language),
        "item": item_words(evaluation, conflict.key, language),
        **contents,
        "who": who_words(conflict.source.who, language) if conflict.source else NOTHING,
        "at": moment_text(conflict.source.at) if conflict.source else NOTHING,
    }


def own_effect_line(effect: Effect, unit: str, language: str) -> str:
    """What becomes of the rank and score of one unit; blank where nobody can say."""
    if effect.after is None or unit not in effect.after.standings:
        return ""
    now = effect.after.standings[unit]
    before = effect.before.standings.get(unit) if effect.before else None
    values = {"unit": unit_name(effect.after.evaluation, unit, language), "after": place_text(now, language)}
    scores = _scores_text(before, now)
    if before is None or before.score is None:
        return text("upload.effect.first", language, score=scores, **values)
    if (before.rank, before.tied) != (now.rank, now.tied):
        return text("upload.effect.rank", language, before=place_text(before, language), score=scores, **values)
    return text(
        "upload.effect.score" if before.score != now.score else "upload.effect.same", language, score=scores, **values
    )


def _scores_text(before: Standing | None, now: Standing) -> str:
    """The score, or both scores with as many decimals as it takes to tell them apart."""
    if before is None or before.score is None or before.score == now.score:
        return score_text(now.score)
    decimals = decimals_for((before.score, now.score))
    return f"{score_text(before.score, decimals)} → {score_text(now.score, decimals)}"
