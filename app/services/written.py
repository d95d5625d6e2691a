"""What people write into the ledger, as values: one kind of entry, read and written with nothing overwritten unseen."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from app.services.kept_text import KeptText
from app.storage.errors import LedgerChanged
from app.storage.records import LedgerDraft, LedgerEntry
from app.storage.store import Store

Content = TypeVar("Content")
TWICE = timedelta(seconds=10)
"""Within so short a time nobody writes the same words twice on purpose."""


@dataclass(frozen=True, slots=True)
class Written(Generic[Content]):
    """What counts under a key, who wrote it and when; ``entry`` is what was seen when it is written anew.

    ``sha256`` is that of the text as it was written, which a later version of the program leaves as it is.
    """

    key: str
    content: Content
    at: datetime
    who: str
    entry: int
    sha256: str


class Register(Generic[Content]):
    """One kind of entries of the ledger; ``content`` is a frozen dataclass of plain values."""

    def __init__(self, kind: str, content: type[Content]) -> None:
        self._kind = kind
        self._text = KeptText(content)

    def all(self, store: Store, evaluation: str) -> tuple[Written[Content], ...]:
        """What counts now, in the order in which it was first written."""
        return tuple(self._read(entry) for entry in store.ledger(evaluation, self._kind) if entry.content is not None)

    def history(self, store: Store, evaluation: str, key: str) -> tuple[Written[Content], ...]:
        """Everything that ever stood under a key, first to last."""
        entries = store.ledger_history(evaluation, self._kind, key)
        return tuple(self._read(entry) for entry in entries if entry.content is not None)

    def draft(self, evaluation: str, key: str, content: Content | None) -> LedgerDraft:
        """What is to be written; None takes out what stands under the key."""
        text = None if content is None else self._text.written(content)
        return LedgerDraft(evaluation, self._kind, key, text)

    def add(
        self, store: Store, evaluation: str, content: Content, signed: tuple[str, datetime], prefix: str = ""
    ) -> str:
        """Write something new under the next number and give its key; entries of this kind are never taken out."""
        while True:
            key = f"{prefix}{1 + len(store.ledger(evaluation, self._kind))}"
            try:
                self.write(store, self.draft(evaluation, key, content), None, signed)
            except LedgerChanged:
                continue
            return key

    def add_once(
        self, store: Store, evaluation: str, content: Content, signed: tuple[str, datetime], prefix: str = ""
    ) -> str:
        """The same for what a button writes: pressed twice it writes once, and the second press is given the key."""
        text, (who, at) = self._text.written(content), signed
        for one in store.ledger(evaluation, self._kind):
            if (one.content, one.who) == (text, who) and abs(at - one.at) <= TWICE:
                return one.key
        return self.add(store, evaluation, content, signed, prefix)

    def write(
        self, store: Store, draft: LedgerDraft, seen: int | None, signed: tuple[str, datetime]
    ) -> tuple[LedgerEntry, ...]:
        """Write one entry; LedgerChanged where somebody else wrote under the key since it was ``seen``."""
        return store.write_ledger((draft,), *signed, seen={draft.key: seen})

    def _read(self, entry: LedgerEntry) -> Written[Content]:
        written = entry.content or ""
        checksum = hashlib.sha256(written.encode()).hexdigest()
        return Written(entry.key, self._text.read(written), entry.at, entry.who, entry.id, checksum)
