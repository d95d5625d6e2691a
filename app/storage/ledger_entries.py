"""What people write beside the values: a draft of an entry, and an entry as it stands in the ledger."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LedgerDraft:
    """What is to be written under a key; ``content`` is JSON of plain values, None takes out what stands there."""

    evaluation: str
    kind: str
    key: str
    content: str | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What somebody wrote under a key, and the entry that it took the place of; ``content`` None took it out."""

    id: int
    evaluation: str
    kind: str
    key: str
    content: str | None
    at: datetime
    who: str
    replaces: int | None
