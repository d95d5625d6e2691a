"""A closed month as text: exact numbers, and a checksum over everything that was frozen."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from scoring.model import Adjustment, AdjustmentKind, MonthData, Observation, State


@dataclass(frozen=True, slots=True)
class ClosingDraft:
    """What is to be frozen besides the values: the definition as it was read and the results as JSON text."""

    evaluation: str
    month: str
    closed_at: datetime
    closed_by: str
    definition_checksum: str
    definition_text: str
    results: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A month as it was closed; ``reopened_at`` is None while the closing is in force."""

    id: int
    evaluation: str
    month: str
    closed_at: datetime
    closed_by: str
    data_version: int
    definition_checksum: str
    definition_text: str
    data_text: str
    results: str
    sha256: str
    reopened_at: datetime | None = None
    reopened_by: str = ""
    reason: str = ""

    @property
    def data(self) -> MonthData:
        """The frozen values, digit by digit as they stood."""
        return data_of(self.data_text)

    @property
    def intact(self) -> bool:
        """Whether what is frozen still is what was closed."""
        return self.sha256 == closing_checksum(self)


class Event(NamedTuple):
    """Something that happened to the store or to a month, for example 'close', 'reopen', 'backup', 'restore'."""

    at: datetime
    who: str
    what: str
    evaluation: str = ""
    month: str = ""
    detail: str = ""


def closing_checksum(closing: Closing) -> str:
    """SHA-256 over everything that a closing froze; a reopening does not change it."""
    about = (closing.evaluation, closing.month, closing.closed_at.isoformat(), closing.closed_by, closing.data_version)
    content = (closing.definition_checksum, closing.definition_text, closing.data_text, closing.results)
    return checksum_of((*about, *content))


def checksum_of(values: Iterable[object]) -> str:
    """SHA-256 of a sequence of texts and whole numbers, each kept apart from the next."""
    return hashlib.sha256(json.dumps(list(values), ensure_ascii=False).encode()).hexdigest()


def text_of(data: MonthData) -> str:
    """The values of a month as text; the same values always give the same text."""
    frozen = {
        "month": data.month,
        "observations": {
            unit: {item: [cell.state, _written(cell.value), cell.grade] for item, cell in row.items()}
            for unit, row in data.observations.items()
        },
        "scores": sorted([unit, node, _written(points)] for (unit, node), points in data.scores.items()),
        "adjustments": [
            [each.unit, each.node, each.kind, _written(each.points), each.reason] for each in data.adjustments
        ],
    }
    return json.dumps(frozen, ensure_ascii=False, sort_keys=True)


def data_of(text: str) -> MonthData:
    """The values of a month from their text."""
    frozen = json.loads(text)
    observations = {
        unit: {item: Observation(State(state), _number(value), grade) for item, (state, value, grade) in row.items()}
        for unit, row in frozen["observations"].items()
    }
    scores = {(unit, node): Decimal(points) for unit, node, points in frozen["scores"]}
    adjustments = tuple(
        Adjustment(unit, node, AdjustmentKind(kind), Decimal(points), reason)
        for unit, node, kind, points, reason in frozen["adjustments"]
    )
    return MonthData(frozen["month"], observations, scores, adjustments)


def _written(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)
