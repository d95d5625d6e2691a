"""A located finding about a definition or about data: what is wrong, where, and with which values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error blocks; a warning must be confirmed by whoever brings the data; a note is only shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; ``code`` is the key of its text, ``place`` the line or the sheet and cell it stands in."""

    code: str
    place: str
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
