"""Maps and lists that know the line of everything in them, and what is said about a file that is wrong."""

from typing import Any, NamedTuple


class LocatedMap(dict[str, Any]):
    """A map that knows the line of each key, and which keys were refused."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.key_lines: dict[str, int] = {}
        self.broken: set[str] = set()


class LocatedList(list[Any]):
    """A list that knows the line of each item, and whether an item was refused."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.item_lines: list[int] = []
        self.broken = False


class Finding(NamedTuple):
    """Something wrong in the YAML itself."""

    code: str
    line: int
    values: dict[str, str]


class SourceError(Exception):
    """The file can't be read any further than this."""

    def __init__(self, code: str, line: int, **values: str) -> None:
        super().__init__(code)
        self.finding = Finding(code, line, values)
