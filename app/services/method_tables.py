"""The rules and numbers of an evaluation with what each rests on, as a table."""

from app.services.assumptions import Statement
from app.services.tables import Cell, Column, Table
from app.services.wording import NOTHING, name_in
from app.text.catalogue import text
from scoring.model import Reference


def statements_table(statements: tuple[Statement, ...], title: str, language: str) -> Table:
    """One row per rule or number: what it is about, what it says, whether it is published or assumed, and why."""
    columns = tuple(
        Column(key, text(f"method.column.{key}", language), wide=key in ("content", "basis"))
        for key in ("topic", "subject", "content", "standing", "basis")
    )
    return Table(title, columns, [_row(statement, language) for statement in statements])


def _row(statement: Statement, language: str) -> dict[str, Cell]:
    return {
        "topic": text(f"method.topic.{statement.topic.value}", language),
        "subject": name_in(statement.subject, language),
        "content": name_in(statement.content, language),
        "standing": standing_text(statement.reference, language),
        "basis": basis_text(statement.reference, language),
    }


def standing_text(reference: Reference, language: str) -> str:
    """Whether a statement is published, assumed, or a rule of this program."""
    if reference.assumed:
        return text("method.assumed", language)
    return text("method.published" if reference.source else "method.fixed", language)


def basis_text(reference: Reference, language: str) -> str:
    """Source, date and note of a statement."""
    parts = [
        reference.source or "",
        text("method.since", language, date=reference.since.isoformat()) if reference.since else "",
        name_in(reference.note, language) if reference.note else "",
    ]
    return " · ".join(part for part in parts if part) or NOTHING
