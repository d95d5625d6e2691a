"""A closing as tables to be kept outside: its values and its results with all digits, and what it is."""

from collections.abc import Iterator
from fractions import Fraction

from app.services.closing_comparison import contents_of
from app.services.entry_words import kind_words, unit_words
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, cell_text, name_in
from app.storage.records import Closing
from app.text.catalogue import text
from scoring.model import Evaluation, walk
from scoring.rounding import plain_decimal
from scoring.score import Result, Standing

COLUMNS = {
    "about": ("what", "content"),
    "values": ("unit_code", "unit", "item", "name", "state", "value", "grade"),
    "points": ("unit_code", "unit", "item", "name", "kind", "value", "reason"),
    "standings": ("group", "rank", "unit_code", "unit", "score", "fraction", "award"),
    "scores": ("unit_code", "unit", "item", "name", "score", "fraction", "adjustment"),
    "grades": ("unit_code", "unit", "item", "name", "grade", "score"),
}
FIGURES = frozenset({"value", "score", "fraction", "adjustment", "rank"})
Rows = Iterator[dict[str, Cell]]


def archive_tables(
    closing: Closing, result: Result, about: tuple[tuple[str, str], ...], language: str
) -> tuple[Table, ...]:
    """What a closing is (``about``: label and words), its values and points, ranking, scores and grades."""
    evaluation = result.evaluation
    whole = (
        (text("closing.months.evaluation", language), f"{closing.evaluation} {name_in(evaluation.name, language)}"),
        (text("closing.months.month", language), closing.month),
        *about,
    )
    return (
        _table("about", ({"what": label, "content": words} for label, words in whole), language),
        _table("standings", _standings(result, language), language),
        _table("scores", _scores(result, language), language),
        _table("grades", _grades(result, language), language),
        _table("values", _entries(closing, evaluation, language, points=False), language),
        _table("points", _entries(closing, evaluation, language, points=True), language),
    )


def _table(key: str, rows: Rows, language: str) -> Table:
    columns = tuple(
        Column(name, text(f"closing.archive.{name}", language), Kind.FIGURES if name in FIGURES else Kind.WORDS)
        for name in COLUMNS[key]
    )
    return Table(text(f"closing.archive.{key}", language), columns, list(rows))


def _standings(result: Result, language: str) -> Rows:
    for group in result.evaluation.groups:
        for one in result.group(group.code):
            yield {
                "group": name_in(group.name, language),
                "rank": NOTHING if one.rank is None else str(one.rank),
                **_unit(result.evaluation, one.unit, language),
                **_number(one.score),
                "award": NOTHING if one.award is None else name_in(one.award.name, language),
            }


def _scores(result: Result, language: str) -> Rows:
    for one, code, name in _nodes(result, language):
        if code in one.scores:
            adjustment = one.adjustments.get(code)
            yield {
                **_unit(result.evaluation, one.unit, language),
                "item": code,
                "name": name,
                **_number(one.scores[code]),
                "adjustment": None if adjustment is None else _number(adjustment)["score"],
            }


def _grades(result: Result, language: str) -> Rows:
    for one, code, name in _nodes(result, language):
        if code in one.grades:
            yield {
                **_unit(result.evaluation, one.unit, language),
                "item": code,
                "name": name,
                "grade": cell_text(one.grades[code], language),
                "score": _number(one.points[code])["score"],
            }


def _nodes(result: Result, language: str) -> Iterator[tuple[Standing, str, str]]:
    nodes = [(node.code, name_in(node.name, language)) for node in walk(result.evaluation.root)]
    return ((one, code, name) for one in result.standings.values() for code, name in nodes)


def _entries(closing: Closing, evaluation: Evaluation, language: str, *, points: bool) -> Rows:
    names = {node.code: name_in(node.name, language) for node in walk(evaluation.root)}
    for (kind, unit, item), content in sorted(contents_of(closing.data).items(), key=lambda entry: entry[0]):
        if (kind == "value") is points:
            continue
        row: dict[str, Cell] = {
            **_unit(evaluation, unit, language),
            "item": item,
            "name": names.get(item, item),
            "value": None if content.value is None else f"{content.value:f}",
        }
        own: dict[str, Cell] = {"state": text(f"closing.archive.{content.state}", language), "grade": content.grade}
        if points:
            own = {"kind": kind_words(kind, language), "reason": content.reason or None}
        yield row | own


def _unit(evaluation: Evaluation, code: str, language: str) -> dict[str, Cell]:
    return {"unit_code": code, "unit": unit_words(evaluation, code, language)}


def _number(score: Fraction | None) -> dict[str, Cell]:
    """As a decimal with all its digits, at most thirty, and as the exact fraction."""
    if score is None:
        return {"score": None, "fraction": None}
    return {"score": f"{plain_decimal(score):f}", "fraction": str(score)}
