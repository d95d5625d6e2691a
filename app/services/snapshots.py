"""The data of a meeting, frozen: values, definition, results and the slides made from them, under one number.

What is shown and printed comes from here, so that it stays what it was whatever is entered afterwards.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from app.services.closing import frozen_result
from app.services.closing_results import read_circumstances, results_text
from app.services.months import MonthView
from app.services.slides import Slide
from app.services.written import Register, Written
from app.storage.errors import StoreChanged
from app.storage.frozen import Closing, closing_checksum, text_of
from app.storage.records import MonthProvenance
from app.storage.store import Store
from scoring.score import Result

SHORT = 6


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A month frozen for a meeting; ``slides`` holds them by language, ``marks`` what must not be overlooked."""

    evaluation: str
    month: str
    unit: str
    data_version: int
    definition_checksum: str
    definition_text: str
    data_text: str
    results: str
    slides: dict[str, tuple[Slide, ...]]
    marks: dict[str, tuple[str, ...]]


Kept = Written[Snapshot]
_REGISTER = Register("snapshot", Snapshot)


class DefinitionMoved(Exception):  # noqa: N818
    """The definition file is another than the one that the month was scored by."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is frozen beside the values: the definition file with its checksum, and the slides in every language."""

    unit: str
    definition: bytes
    checksum: str
    slides: dict[str, tuple[Slide, ...]]
    marks: dict[str, tuple[str, ...]]


def take_snapshot(store: Store, view: MonthView, made: Made, signed: tuple[str, datetime]) -> str:
    """Freeze a month as it was looked at and give the number.

    StoreChanged where something was written since the view was read, DefinitionMoved where the file is another one.
    """
    if hashlib.sha256(made.definition).hexdigest() != made.checksum:
        raise DefinitionMoved
    data = store.month_data(view.evaluation.code, view.month)
    if store.data_version() != view.data_version:
        raise StoreChanged(store.path)
    content = Snapshot(
        view.evaluation.code,
        view.month,
        made.unit,
        view.data_version,
        made.checksum,
        made.definition.decode(),
        text_of(data),
        results_text(view.result, demonstration=view.provenance.demonstration),
        made.slides,
        made.marks,
    )
    return _REGISTER.add(store, view.evaluation.code, content, signed)


def snapshot_of(store: Store, evaluation: str, number: int) -> Kept:
    """The snapshot with a number; KeyError where there is none."""
    found = _REGISTER.history(store, evaluation, str(number))
    if not found:
        raise KeyError(number)
    return found[0]


def snapshot_id(kept: Kept) -> str:
    """Number and the first signs of the checksum: what stands at the foot of every page."""
    return f"{kept.key}-{kept.sha256[:SHORT]}"


def frozen_month(kept: Kept) -> Result:
    """The result of the snapshot as it was; UnreadableClosingError where it cannot be read any more."""
    return frozen_result(as_closing(kept))


def frozen_view(kept: Kept, result: Result) -> MonthView:
    """The snapshot as screens look at a month, with nothing beside it; ``result`` is that of ``frozen_month``."""
    content = kept.content
    made_up = read_circumstances(content.results).demonstration
    origin = MonthProvenance(made_up, None, (), "")
    return MonthView(result.evaluation, result.month, (result.month,), result, None, None, origin, content.data_version)


def as_closing(kept: Kept) -> Closing:
    """A snapshot read like a closed month, by the same rules."""
    content = kept.content
    about = (int(kept.key), content.evaluation, content.month, kept.at, kept.who, content.data_version)
    definition = (content.definition_checksum, content.definition_text)
    closing = Closing(*about, *definition, content.data_text, content.results, "")
    return Closing(*about, *definition, content.data_text, content.results, closing_checksum(closing))
