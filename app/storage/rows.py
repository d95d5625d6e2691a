"""From what the tables hold to plain values and back."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from app.storage.records import Content
from scoring.model import State

STATE = "SELECT data_version FROM store_state"
NEXT_VERSION = "UPDATE store_state SET data_version = data_version + 1 RETURNING data_version"
STATES = {str(state): state for state in State}


def exact(written: str | None) -> Decimal | None:
    """The number behind its text."""
    return None if written is None else Decimal(written)


def content(state: str | None, value: str | None, grade: str | None, reason: str | None) -> Content | None:
    """What stands in a cell; None where there is none."""
    return None if state is None else Content(STATES[state], exact(value), grade, reason or "")


def to_utc(moment: datetime) -> datetime:
    """A moment as it is stored: universal time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_utc(stored: datetime) -> datetime:
    """A stored moment with its zone."""
    return stored.replace(tzinfo=UTC)


def first_value(row: tuple[Any, ...] | None) -> Any:
    """The value of a query that gives exactly one."""
    if row is None:
        raise LookupError("a row was expected")
    return row[0]
