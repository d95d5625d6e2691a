"""What differs between two definitions, as a table in the words of the field."""

from decimal import Decimal
from fractions import Fraction

from app.services.definition_changes import DefinitionChange, Fact, Subject
from app.services.tables import Cell, Column, Table
from app.services.wording import NOTHING, name_in, number_text
from app.text.catalogue import text, texts
from scoring.model import Name
from scoring.rounding import plain_decimal

COLUMNS = ("subject", "what", "before", "after", "moves")
WORDED = {
    Subject.DIRECTION: "indicator.direction",
    Subject.ACCUMULATION: "indicator.accumulation",
    Subject.METHOD: "indicator.method",
    Subject.ACCEPTS: "history.kind",
    Subject.PACE: "month.pace",
    Subject.PARTS: "closing.parts",
    Subject.LEVEL: "warnings.level",
}


def changes_title(changes: tuple[DefinitionChange, ...], language: str) -> str:
    """How many things are otherwise, and how many of them can move a score."""
    if not changes:
        return text("closing.changes.none", language)
    moving = sum(change.moves_scores for change in changes)
    return text("closing.changes.title", language, count=len(changes), moving=moving)


def changes_table(changes: tuple[DefinitionChange, ...], language: str) -> Table:
    """One row per thing that is otherwise, before and after."""
    columns = tuple(Column(key, text(f"closing.changes.{key}", language)) for key in COLUMNS)
    return Table(changes_title(changes, language), columns, [_row(change, language) for change in changes])


def _row(change: DefinitionChange, language: str) -> dict[str, Cell]:
    return {
        "subject": text(f"closing.subject.{change.subject}", language),
        "what": _what(change, language),
        "before": said_of(change, change.before, language),
        "after": said_of(change, change.after, language),
        "moves": text(f"closing.changes.{'can' if change.moves_scores else 'cannot'}", language),
    }


def _what(change: DefinitionChange, language: str) -> str:
    if change.subject is Subject.POLICY:
        return text(f"method.policy.{change.code}.name", language)
    named = "" if change.name is None else name_in(change.name, language)
    return " · ".join(dict.fromkeys(word for word in (change.code, named, change.part) if word)) or NOTHING


def said_of(change: DefinitionChange, fact: Fact, language: str) -> str:
    """What a definition says, in words."""
    if change.subject is Subject.NODE:
        return text("closing.fact.not_there" if fact is None else "closing.fact.there", language)
    if fact is None or fact == ():
        return NOTHING
    if change.subject is Subject.POLICY:
        key = f"method.policy.{change.code}.{fact}"
        return text(key if key in texts(language) else f"method.policy.{change.code}.rounded", language, first=fact)
    if change.subject is Subject.SCALE and isinstance(fact, tuple):
        return _step(fact, language)
    if change.subject is Subject.AWARD and isinstance(fact, tuple):
        return text("closing.fact.places", language, first=fact[0], last=fact[1])
    if change.subject is Subject.WEAK_RULE and isinstance(fact, tuple):
        kind, threshold, *codes = fact
        return text(
            f"method.weak.{kind}", language, first=_plain(threshold) if threshold else ", ".join(map(str, codes))
        )
    return _in_words(fact, WORDED.get(change.subject), language)


def _in_words(fact: Fact, part: str | None, language: str) -> str:
    if isinstance(fact, tuple):
        return ", ".join(_in_words(one, part, language) for one in fact)
    if isinstance(fact, Name):
        return name_in(fact, language)
    return text(f"{part}.{fact}", language) if part else _plain(fact)


def _step(step: tuple[Fact, ...], language: str) -> str:
    points, cutoff = step
    key = "last_step" if cutoff is None else "step"
    return text(f"closing.fact.{key}", language, points=_plain(points), cutoff=_plain(cutoff))


def _plain(fact: Fact) -> str:
    """A number with all its digits; a third stays a third."""
    if isinstance(fact, Decimal | Fraction):
        exact = Fraction(fact)
        return number_text(plain_decimal(exact)) if Fraction(plain_decimal(exact)) == exact else str(exact)
    return NOTHING if fact is None else str(fact)
