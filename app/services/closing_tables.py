"""Closings as tables: every month, one closing with its proof, and the month scored anew beside what was frozen."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from app.services.closing import Reproduction
from app.services.closing_comparison import Comparison, DataChange, Pair
from app.services.closing_findings import warning_text
from app.services.closing_results import ResultDifference, count_numbers, read_circumstances
from app.services.entry_words import content_words, item_words, moment_text, unit_words
from app.services.months import Choice
from app.services.problems import describe
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import (
    NOTHING,
    decimals_for,
    month_text,
    name_in,
    place_text,
    score_text,
    signed_text,
)
from app.storage.records import Closing
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.problem import Problem
from scoring.rounding import decimals_that_tell_apart
from scoring.score import Standing
from scoring.version import ENGINE

DIFFERENT = "≠"
PAIR_COLUMNS = {
    "group": Kind.WORDS,
    "unit": Kind.WORDS,
    "frozen_rank": Kind.WORDS,
    "now_rank": Kind.WORDS,
    "rank_change": Kind.WORDS,
    "frozen_score": Kind.FIGURES,
    "now_score": Kind.FIGURES,
    "score_change": Kind.FIGURES,
}
MONTH_COLUMNS = (
    *("evaluation", "month", "state", "closed_at", "closed_by", "definition"),
    *("reopened_at", "reopened_by", "reason"),
)


def pairs_table(found: Comparison, title: str, language: str) -> Table:
    """Every unit as it was frozen and as it would come out; what does not differ is called the same."""
    columns = tuple(Column(key, text(f"closing.pair.{key}", language), kind) for key, kind in PAIR_COLUMNS.items())
    standings = [one for pair in found.pairs for one in (pair.frozen, pair.now) if one is not None]
    decimals = decimals_for({one.score for one in standings})
    rows = [_pair_row(pair, found, decimals, language) for pair in found.pairs]
    return Table(title, columns, rows, tuple(pair.unit for pair in found.pairs))


def _pair_row(pair: Pair, found: Comparison, decimals: int, language: str) -> dict[str, Cell]:
    result = found.frozen if pair.frozen is not None or found.now is None else found.now
    same = text("closing.pair.same", language)
    change = pair.difference
    wide = decimals if change is None else decimals_that_tell_apart([change, Fraction(0)], decimals)
    return {
        "group": name_in(result.evaluation.group_of(pair.unit).name, language),
        "unit": unit_words(result.evaluation, pair.unit, language),
        "frozen_rank": _rank(pair.frozen, language),
        "now_rank": _rank(pair.now, language),
        "rank_change": _moved(pair) if pair.rank_differs else same,
        "frozen_score": NOTHING if pair.frozen is None else score_text(pair.frozen.score, decimals),
        "now_score": NOTHING if pair.now is None else score_text(pair.now.score, decimals),
        "score_change": signed_text(change, wide) if pair.score_differs else same,
    }


def _rank(standing: Standing | None, language: str) -> str:
    return text("closing.pair.absent", language) if standing is None else place_text(standing, language)


def _moved(pair: Pair) -> str:
    before = None if pair.frozen is None else pair.frozen.rank
    after = None if pair.now is None else pair.now.rank
    if before is None or after is None or before == after:
        return DIFFERENT
    return f"▲{before - after}" if after < before else f"▼{after - before}"


def data_changes_table(changes: Iterable[DataChange], evaluation: Evaluation, title: str, language: str) -> Table:
    """One row per entry that stands otherwise today."""
    columns = tuple(
        Column(key, text(f"closing.data.{key}", language), wide=key == "item")
        for key in ("unit", "item", "before", "after")
    )
    rows = [
        {
            "unit": unit_words(evaluation, change.key[1], language),
            "item": item_words(evaluation, change.key, language),
            "before": content_words(evaluation, change.key, change.before, language),
            "after": content_words(evaluation, change.key, change.after, language),
        }
        for change in changes
    ]
    return Table(title, columns, rows)


def differences_table(differences: Iterable[ResultDifference], title: str, language: str) -> Table:
    """One row per number, rank or grade that came out otherwise."""
    columns = tuple(
        Column(key, text(f"closing.difference.{key}", language), wide=True) for key in ("path", "frozen", "now")
    )
    rows = [
        {"path": " · ".join(one.path), "frozen": one.frozen or NOTHING, "now": one.now or NOTHING}
        for one in differences
    ]
    return Table(title, columns, rows)


def obstacles_table(problems: Iterable[Problem], title: str, language: str) -> Table:
    """One row per problem: where it stands and what it is."""
    columns = tuple(Column(key, text(f"frame.{key}", language), wide=key == "problem") for key in ("place", "problem"))
    rows: list[dict[str, Cell]] = [
        {"place": one.place or NOTHING, "problem": describe(replace(one, place=""), language)} for one in problems
    ]
    return Table(title, columns, rows)


def proof_lines(
    closing: Closing, reproduction: Reproduction, language: str, *, same_definition: bool
) -> tuple[tuple[str, str], ...]:
    """What was kept of a closed month: label and words."""
    circumstances = read_circumstances(closing.results)
    definition = "definition_same" if same_definition else "definition_other"
    engine = "engine_same" if circumstances.engine == ENGINE else "engine_other"
    evaluation = None if reproduction.result is None else reproduction.result.evaluation
    said = [warning_text(one, evaluation, language) for one in circumstances.confirmed] if evaluation else []
    lines = {
        "closed": f"{moment_text(closing.closed_at)} {closing.closed_by}",
        "data": _data_counts(closing, language),
        "results": text("closing.proof.results_count", language, count=f"{count_numbers(closing.results):,}"),
        "definition": text(f"closing.proof.{definition}", language, checksum=closing.definition_checksum),
        "record": closing.sha256,
        "engine": text(f"closing.proof.{engine}", language, engine=circumstances.engine, now=ENGINE),
        "confirmed": " · ".join(said) or text("closing.proof.nothing", language),
    }
    return tuple((text(f"closing.proof.{key}", language), words) for key, words in lines.items())


def _data_counts(closing: Closing, language: str) -> str:
    data = closing.data
    cells = sum(len(row) for row in data.observations.values())
    counts = {"scores": len(data.scores), "adjustments": len(data.adjustments)}
    return text("closing.proof.data_counts", language, cells=f"{cells:,}", **counts)


def months_table(found: Iterable[Choice], closings: tuple[Closing, ...], checksum: str, language: str) -> Table:
    """Every month that is open and every closing, reopened ones too: newest evaluation and month first."""
    columns = tuple(Column(key, text(f"closing.months.{key}", language)) for key in MONTH_COLUMNS)
    names = {choice.evaluation.code: name_in(choice.evaluation.name, language) for choice in found}
    listed: list[tuple[str, str, int, dict[str, Cell]]] = []
    for choice in found:
        code = choice.evaluation.code
        shut = {one.month for one in closings if one.evaluation == code and one.reopened_at is None}
        listed += [(code, month, 0, _open_row(month, language)) for month in choice.months if month not in shut]
    listed += [(one.evaluation, one.month, one.id, _closing_row(one, checksum, language)) for one in closings]
    order = {code: position for position, code in enumerate(names)}
    listed.sort(key=lambda row: (row[1], row[2] == 0, row[2]), reverse=True)
    listed.sort(key=lambda row: order.get(row[0], len(order)))
    rows = [row | {"evaluation": names.get(code, code)} for code, _, _, row in listed]
    return Table(text("closing.months.title", language), columns, rows)


def _open_row(month: str, language: str) -> dict[str, Cell]:
    empty: dict[str, Cell] = dict.fromkeys(MONTH_COLUMNS)
    state = text("closing.months.open", language)
    return empty | {"month": month_text(month, language), "state": state}


def _closing_row(closing: Closing, checksum: str, language: str) -> dict[str, Cell]:
    reopened = closing.reopened_at
    same = "same" if closing.definition_checksum == checksum else "other"
    return {
        "month": month_text(closing.month, language),
        "state": text("closing.months.closed" if reopened is None else "closing.months.reopened", language),
        "closed_at": moment_text(closing.closed_at),
        "closed_by": closing.closed_by,
        "definition": text(f"closing.months.{same}", language),
        "reopened_at": None if reopened is None else moment_text(reopened),
        "reopened_by": closing.reopened_by or None,
        "reason": closing.reason or None,
    }
