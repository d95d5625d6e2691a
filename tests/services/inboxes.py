"""An inbox with its store, for tests: a file laid into it is taken at the second look."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.definition import load_definition
from app.services.inbox import Inbox, Target
from app.services.inbox_report import Taken
from app.storage import Store, open_store
from scoring.model import Observation
from tests.console.conftest import SMALL

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HEADER = "evaluation,month,unit,indicator,value\n"


def rows(*cells: str, month: str = "2023-08") -> str:
    return HEADER + "".join(f"e-2023,{month},{cell}\n" for cell in cells)


GOOD = rows("U1,I1,97", "U2,I1,95", "U3,I1,90", "U4,I1,85")


class Box:
    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store, self.definition = folder, store, SMALL
        self.inbox = Inbox(folder)

    def lay(self, name: str, content: str | bytes = GOOD) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def look(self) -> tuple[Taken, ...]:
        return self.inbox.look(Target(self.store, lambda: load_definition(self.definition)), NOW)

    def take(self) -> tuple[Taken, ...]:
        self.look()
        return self.look()

    def again(self) -> tuple[Taken, ...]:
        """The same folder after the program was started again."""
        self.inbox = Inbox(self.folder)
        return self.take()

    def value(self, unit: str = "U1") -> Observation | None:
        return self.store.month_data("e-2023", "2023-08").observations.get(unit, {}).get("I1")


@contextmanager
def opened_box(folder: Path) -> Iterator[Box]:
    (folder / "inbox").mkdir()
    with open_store(folder / "evaluation.duckdb") as store:
        yield Box(folder / "inbox", store)
