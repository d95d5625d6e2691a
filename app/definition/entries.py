"""The shape of what evaluations share: units, groups, departments, grades, indicators."""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    model_validator,
)

from app.definition.scalars import (
    Code,
    Day,
    DayOfMonth,
    Decimals,
    Flag,
    Letter,
    MonthOfYear,
    Number,
    Share,
    Text,
    Words,
    refusal,
)
from scoring.model import (
    Accumulation,
    Direction,
    Method,
    Pace,
    Parts,
)


class Entry(BaseModel):
    """A map of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def remember_shape(cls, value: Any, info: ValidationInfo) -> Any:
        """Keep which map was read as what, so that a message can say which keys are allowed."""
        if isinstance(info.context, dict):
            info.context[id(value)] = cls
        return value

    @classmethod
    def written_keys(cls) -> tuple[str, ...]:
        """The keys as they are written in the file."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


def map_or_word(value: Any) -> str:
    return "(map)" if isinstance(value, dict) else "(word)"


class Names(Entry):
    """A label in Korean and English."""

    ko: Text
    en: Text


Label = Annotated[Annotated[Text, Tag("(word)")] | Annotated[Names, Tag("(map)")], Discriminator(map_or_word)]


class ReferenceEntry(Entry):
    """Where a number comes from: a source, or a stated assumption."""

    assumed: Flag = False
    source: Text | None = None
    since: Day | None = None
    note: Label | None = None

    @model_validator(mode="after")
    def says_something(self) -> "ReferenceEntry":
        """A reference names a source or owns up to an assumption."""
        if self.source is None and not self.assumed:
            raise refusal("reference_says_nothing", "reference")
        return self


class UnitEntry(Entry):
    """What is ranked: a municipality, a department, a dong office."""

    code: Code
    name: Label


class GroupEntry(Entry):
    """Units that are ranked among each other."""

    code: Code
    name: Label
    units: list[Code] = Field(min_length=1)


class GroupingEntry(Entry):
    """Groups with the days from which and until which they hold."""

    code: Code
    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")
    reference: ReferenceEntry
    groups: list[GroupEntry] = Field(min_length=1)


class DepartmentEntry(Entry):
    """A department that leads an indicator or works on it."""

    code: Code
    name: Label


class GradeEntry(Entry):
    """A letter, its points and the achievement rate in percent from which it is given."""

    letter: Letter
    points: Share
    cutoff: Number | None = None


class ScaleEntry(Entry):
    """Grades, best first; the last needs no cut-off."""

    code: Code
    reference: ReferenceEntry
    grades: list[GradeEntry] = Field(min_length=1)


class IndicatorFields(Entry):
    """What the catalogue says about an indicator and the tree of an evaluation may say anew."""

    name: Label | None = None
    scale: Code | None = None
    method: Annotated[Method, Words(Method)] = Method.QUANTITATIVE
    direction: Annotated[Direction, Words(Direction)] = Direction.HIGHER
    accumulation: Annotated[Accumulation, Words(Accumulation)] = Accumulation.LEVEL
    unit_of_measure: Label | None = None
    decimals: Decimals = 1
    target: Number | None = None
    maximum: Number | None = None
    unit_targets: dict[Code, Number] = Field(default_factory=dict)
    cutoffs: dict[Letter, Number] = Field(default_factory=dict)
    lead: Code | None = None
    collaborating: list[Code] = Field(default_factory=list)
    pace: Annotated[Pace, Words(Pace)] | None = None
    path: dict[MonthOfYear, Number] = Field(default_factory=dict)
    parts: Annotated[Parts, Words(Parts)] | None = None
    submit_by: DayOfMonth | None = None
    origin: Label | None = None
    note: Label | None = None
    reference: ReferenceEntry | None = None


class IndicatorEntry(IndicatorFields):
    """An indicator of the catalogue; its code stays the same over the years."""

    code: Code
    name: Label
    scale: Code
