"""Plain values as JSON with exact numbers, and back: the form in which what people write and show is kept."""

from typing import Generic, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")


class KeptText(Generic[Value]):
    """The text of one kind of value: a frozen dataclass of plain values; the same value gives the same text."""

    def __init__(self, kind: type[Value]) -> None:
        self._adapter: TypeAdapter[Value] = TypeAdapter(kind)

    def written(self, value: Value) -> str:
        """The value as JSON; decimals keep all their digits."""
        return self._adapter.dump_json(value).decode()

    def read(self, text: str) -> Value:
        """The value of a text; ValueError where it is another kind of text."""
        return self._adapter.validate_json(text)
