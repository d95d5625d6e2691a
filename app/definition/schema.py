"""The shape of indicators.yaml: which keys stand where, and which are needed."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import (
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    WithJsonSchema,
)

from app.definition.calendar_entries import CalendarEntryEntry, PartsEntry
from app.definition.entries import (
    DepartmentEntry,
    Entry,
    GroupingEntry,
    IndicatorEntry,
    IndicatorFields,
    Label,
    ReferenceEntry,
    ScaleEntry,
    UnitEntry,
    map_or_word,
)
from app.definition.near import nearest
from app.definition.scalars import (
    Code,
    Day,
    DayOfMonth,
    Number,
    Places,
    RankDecimals,
    Share,
    Words,
)
from scoring.model import (
    AdjustmentKind,
    InterimTarget,
    LowerAchievement,
    MissingPolicy,
    Pace,
    WarningLevel,
    WeakRuleKind,
)


class Version(StrEnum):
    """The forms of the file that this program reads."""

    FIRST = "1"


class ScoreSource(StrEnum):
    """Where the score of a leaf that is no indicator comes from."""

    IMPORTED = "imported"


FREE_KEY = "x-"
"""Keys of the file itself that begin so are the editor's own, for example for blocks that are used twice."""


class IndicatorNode(IndicatorFields):
    """A leaf of the tree: an indicator, with what differs from the catalogue in this evaluation."""

    indicator: Code
    weight: Share = Fraction(1)


class ScoreNode(Entry):
    """A leaf of the tree whose score is imported per unit."""

    code: Code
    name: Label
    short_name: Label | None = None
    weight: Share
    score: Annotated[ScoreSource, Words(ScoreSource)]
    full_score: Share = Fraction(100)
    reference: ReferenceEntry | None = None


class BranchNode(Entry):
    """A node with children; without a weight it weighs the sum of theirs."""

    code: Code
    name: Label
    short_name: Label | None = None
    weight: Share | None = None
    accepts: list[Annotated[AdjustmentKind, Words(AdjustmentKind)]] = Field(default_factory=list)
    reference: ReferenceEntry | None = None
    children: list["NodeEntry"] = Field(min_length=1)


NODE_KEYS = {"indicator": "(indicator)", "score": "(score)", "children": "(branch)"}


def _kind_of_node(value: Any) -> str:
    """What a node is meant to be, also where the key that says so is misspelt."""
    if not isinstance(value, dict):
        return "(code)"
    for key, kind in NODE_KEYS.items():
        if key in value:
            return kind
    near = [nearest(str(key), NODE_KEYS) for key in value if key not in BranchNode.written_keys()]
    return next((NODE_KEYS[key] for key in near if key), "(branch)")


NodeEntry = Annotated[
    Annotated[Code, Tag("(code)")]
    | Annotated[IndicatorNode, Tag("(indicator)")]
    | Annotated[ScoreNode, Tag("(score)")]
    | Annotated[BranchNode, Tag("(branch)")],
    Discriminator(_kind_of_node),
]


class AwardEntry(Entry):
    """An award for the places first to last of every group."""

    code: Code
    name: Label
    places: Places
    prize: Label | None = None
    reference: ReferenceEntry | None = None


MissingWord = Annotated[MissingPolicy, Words(MissingPolicy)]
LowerWord = Annotated[LowerAchievement, Words(LowerAchievement)]
InterimWord = Annotated[InterimTarget, Words(InterimTarget)]
PaceWord = Annotated[Pace, Words(Pace)]


class StatedPolicy(Entry):
    """A policy with its reference."""

    value: Any
    reference: ReferenceEntry | None = None


class StatedMissing(StatedPolicy):
    """What a missing entry counts as."""

    value: MissingWord


class StatedRankDecimals(StatedPolicy):
    """To how many decimals scores are rounded before they are ranked."""

    value: RankDecimals


class StatedLowerAchievement(StatedPolicy):
    """How the achievement rate of a lower-is-better indicator is taken."""

    value: LowerWord


class StatedInterimTarget(StatedPolicy):
    """What a cumulative value is held against before the cut-off date."""

    value: InterimWord


class StatedPace(StatedPolicy):
    """What a month's value is held against, of the indicators that state nothing else."""

    value: PaceWord


Value = TypeVar("Value")
Stated = TypeVar("Stated")
Policy = Annotated[Annotated[Value, Tag("(word)")] | Annotated[Stated, Tag("(map)")], Discriminator(map_or_word)]


class PoliciesEntry(Entry):
    """The choices that change scores, ranks or warnings; one that is not stated is shown as an assumption."""

    reference: ReferenceEntry | None = None
    not_submitted: Policy[MissingWord, StatedMissing] | None = None
    missing_score: Policy[MissingWord, StatedMissing] | None = None
    rank_decimals: Policy[RankDecimals, StatedRankDecimals] | None = None
    lower_achievement: Policy[LowerWord, StatedLowerAchievement] | None = None
    interim_target: Policy[InterimWord, StatedInterimTarget] | None = None
    pace: Policy[PaceWord, StatedPace] | None = None


POLICIES = tuple(name for name in PoliciesEntry.model_fields if name != "reference")


class WeakRuleEntry(Entry):
    """One rule by which an indicator counts as weak."""

    code: Code
    kind: Annotated[WeakRuleKind, Words(WeakRuleKind)]
    name: Label
    threshold: Number | None = None
    indicators: list[Code] = Field(default_factory=list)
    level: Annotated[WarningLevel, Words(WarningLevel)] = WarningLevel.MEDIUM
    reference: ReferenceEntry | None = None


class PeriodEntry(Entry):
    """First day and cut-off date."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


class EvaluationEntry(Entry):
    """One evaluation of one year."""

    code: Code
    name: Label
    period: PeriodEntry
    grouping: Code
    home: Code | None = None
    previous: Code | None = None
    reference: ReferenceEntry | None = None
    awards: list[AwardEntry] = Field(default_factory=list)
    policies: PoliciesEntry = Field(default_factory=PoliciesEntry)
    weak_rules: list[WeakRuleEntry] = Field(default_factory=list)
    parts: PartsEntry | None = None
    submit_by: DayOfMonth | None = None
    calendar: list[CalendarEntryEntry] = Field(default_factory=list)
    tree: BranchNode


VersionWord = Annotated[Version, PlainValidator(Words(Version).read), WithJsonSchema({"enum": [1, "1"]})]


class DefinitionFile(Entry):
    """The whole of indicators.yaml."""

    version: VersionWord = Field(alias="schema")
    units: list[UnitEntry]
    groupings: list[GroupingEntry]
    departments: list[DepartmentEntry] = Field(default_factory=list)
    scales: list[ScaleEntry] = Field(default_factory=list)
    indicators: list[IndicatorEntry] = Field(default_factory=list)
    evaluations: list[EvaluationEntry]
    calendar: list[CalendarEntryEntry] = Field(default_factory=list)
