"""Why a store can't be used, as problems that can be described to a reader."""

from pathlib import Path

from scoring.problem import Problem


class StoreError(Exception):
    """A store that can't be used; ``problem`` says why and what to do."""

    def __init__(self, code: str, path: Path, **values: str) -> None:
        super().__init__(f"{code}: {path}")
        self.problem = Problem(f"storage.{code}", str(path), values)


class StoreBusy(StoreError):  # noqa: N818
    """Another process holds the file, most likely the dashboard."""


class StoreMissing(StoreError):  # noqa: N818
    """There is no file to read."""


class StoreUnreadable(StoreError):  # noqa: N818
    """The file is damaged or was not made by this program."""


class StoreTooNew(StoreUnreadable):
    """The file was made by a later version of this program."""


class StoreReadOnly(StoreError):  # noqa: N818
    """The store was opened for reading only."""


class StoreExists(StoreError):  # noqa: N818
    """There is a file already where a new store was asked for."""
