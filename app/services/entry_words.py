"""What an entry is about and what it says, in words: one cell of an indicator, or the points of a node."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from app.services.wording import MINUS, NOTHING, name_in, number_text, value_text
from app.storage.records import CellSource, Content, Key
from app.text.catalogue import LANGUAGES, text
from scoring.model import Evaluation, Indicator, IndicatorLeaf, Name, Node, State, walk
from scoring.rounding import plain_decimal

DAY = "%Y-%m-%d"
MOMENT = f"{DAY} %H:%M"
SIGNED_BY_ITSELF = ("intake.shipped", "inbox.who")
"""The names in which the program signs what nobody brought in by hand; kept in the first language."""


def moment_text(at: datetime) -> str:
    """A moment by the clock of this machine."""
    return at.astimezone().strftime(MOMENT)


def date_text(at: datetime) -> str:
    """The day of a moment by the clock of this machine."""
    return at.astimezone().strftime(DAY)


def unit_words(evaluation: Evaluation, code: str, language: str) -> str:
    """The name of a unit; the code of one that the evaluation does not have."""
    name = _units(evaluation).get(code)
    return code if name is None else name_in(name, language)


def item_words(evaluation: Evaluation, key: Key, language: str) -> str:
    """The indicator, or the node and which kind of points; the code of what the evaluation does not have."""
    kind, _, item = key
    node = _nodes(evaluation).get(item)
    name = "" if node is None else name_in(node.name, language)
    if kind == "value":
        return f"{item} {name}".rstrip()
    return text("history.points", language, node=name or item, kind=kind_words(kind, language))


def kind_words(kind: str, language: str) -> str:
    """Value, score, bonus or deduction."""
    return text(f"history.kind.{kind}", language)


def content_words(evaluation: Evaluation, key: Key, content: Content | None, language: str) -> str:
    """What stands in a cell with its unit of measure: a value, a grade, both, points with their reason, or a state."""
    if content is None:
        return NOTHING
    if content.state is State.NOT_APPLICABLE:
        return text("words.not_applicable", language)
    kind, _, item = key
    if content.state is State.NOT_SUBMITTED:
        return text("words.not_submitted" if kind in ("value", "score") else "history.no_points", language)
    if kind != "value":
        points = number_text(_plain(content.value))
        return f"{points} ({content.reason})" if content.reason else points
    if content.value is None:
        return content.grade or NOTHING
    indicator = indicator_with(evaluation, item)
    shown = number_text(_plain(content.value)) if indicator is None else value_text(indicator, content.value, language)
    return f"{shown} ({content.grade})" if content.grade else shown


def typed_words(indicator: Indicator | None, content: Content | None, language: str) -> str:
    """What stands in a cell as somebody would type it: without a unit, every digit, blank where nothing is known."""
    if content is None:
        return ""
    if content.state is not State.SUBMITTED:
        return text(f"words.{content.state.value}", language)
    if content.value is None:
        return content.grade or ""
    if indicator is None:
        shown = number_text(_plain(content.value))
    else:
        shown = value_text(indicator, content.value, language, with_unit=False)
    typed = shown.replace(MINUS, "-")
    return f"{typed} ({content.grade})" if content.grade else typed


def source_words(source: CellSource | None, language: str) -> str:
    """The file, sheet and cell that something comes from, or that it was typed on the screen."""
    if source is None:
        return NOTHING
    if not source.file:
        return text("history.on_screen", language)
    return " · ".join(part for part in (source.file, f"{source.sheet}!{source.cell}".strip("!")) if part)


def who_words(who: str, language: str) -> str:
    """Who signed an act: a person as written, the program itself in the words of the language."""
    own = {text(key, LANGUAGES[0]): key for key in SIGNED_BY_ITSELF}
    return text(own[who], language) if who in own else who


def touched_words(source: CellSource | None, language: str) -> str:
    """Who touched a cell last and when."""
    return NOTHING if source is None else f"{moment_text(source.at)} {who_words(source.who, language)}"


def indicator_with(evaluation: Evaluation, code: str) -> Indicator | None:
    """The indicator with a code, None where the evaluation has none."""
    node = _nodes(evaluation).get(code)
    return node.indicator if isinstance(node, IndicatorLeaf) else None


# A long table asks for thousands of names; going through the tree for each takes longer than everything else.
@lru_cache(maxsize=8)
def _nodes(evaluation: Evaluation) -> Mapping[str, Node]:
    return {node.code: node for node in walk(evaluation.root)}


@lru_cache(maxsize=8)
def _units(evaluation: Evaluation) -> Mapping[str, Name]:
    return {unit.code: unit.name for unit in evaluation.units}


def _plain(value: Decimal | None) -> Decimal:
    return plain_decimal(Fraction(value or 0))
