"""The names and codes of an evaluation, and which of them something written in a file means."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.intake.cells import nearest
from app.intake.numbers import Unread
from app.intake.reading import Kind
from app.intake.workbook_format import fold, words
from scoring.model import AdjustmentKind, Evaluation, Indicator, Name

KINDS: dict[AdjustmentKind, Kind] = {AdjustmentKind.BONUS: "bonus", AdjustmentKind.DEDUCTION: "deduction"}
NONE: frozenset[str] = frozenset()
LEAST_STEM = 2
# Looking for the nearest name takes a millisecond, and a file may hold thousands that are none.
MAX_SUGGESTIONS = 200


@dataclass(frozen=True, slots=True)
class Directory:
    """The units, the indicators or the scores of an evaluation; ``kind`` says which, as the codes of problems do.

    ``exact`` holds codes and names as they are compared, ``stems`` names without their ending; where there are
    stems, a name may also have its province in front of it or be that of its office.
    """

    kind: str
    labels: dict[str, str]
    english: dict[str, str]
    exact: dict[str, frozenset[str]]
    codes: frozenset[str]
    stems: dict[str, frozenset[str]] = field(default_factory=dict)
    _found: dict[str, tuple[frozenset[str], bool]] = field(default_factory=dict)
    _resolved: dict[tuple[str, str], str] = field(default_factory=dict)
    _suggested: dict[str, str | None] = field(default_factory=dict)

    def find(self, written: str) -> frozenset[str]:
        """The codes that can be meant: none, one, or several."""
        return self._look_up(written)[0]

    def is_code(self, written: str) -> bool:
        """Whether it is a code and not a name."""
        return fold(written) in self.codes

    def is_short(self, written: str) -> bool:
        """Whether a name was found by a form that people use instead of it."""
        return self._look_up(written)[1]

    def name_of(self, written: str) -> str:
        """The name of what is meant."""
        return self.labels[min(self.find(written))]

    def name_in(self, code: str, language: str) -> str:
        """A unit by its name, anything else by code and name."""
        name = self.english[code] if language == "en" else self.labels[code]
        return name if self.kind == "unit" else f"{code} {name}"

    def resolve(self, code: str, name: str) -> str:
        """The code that is meant by a code, a name or both; raises Unread where they mean none, several or differ."""
        known = self._resolved.get((code, name))
        if known is None:
            known = self._resolved[code, name] = self._resolve(code, name)
        return known

    def suggest(self, written: str) -> str | None:
        """The code or the name that is most like what was written."""
        if written not in self._suggested:
            if len(self._suggested) == MAX_SUGGESTIONS:
                return None
            self._suggested[written] = self._nearest(written)
        return self._suggested[written]

    def _resolve(self, code: str, name: str) -> str:
        written = code or name
        meant, named = self.find(written), self.find(name)
        if not meant:
            near = min(named) if len(named) == 1 else self.suggest(written)
            raise Unread(f"unknown_{self.kind}", found=written, suggestion=near)
        meant = meant & named or meant
        if len(meant) > 1:
            allowed = ", ".join(f"{self.labels[one]}({one})" for one in sorted(meant))
            raise Unread(f"ambiguous_{self.kind}", found=written, allowed=allowed)
        (found,) = meant
        if named and found not in named:
            raise Unread(f"{self.kind}_mismatch", code=found, name=name, other=min(named))
        return found

    def _look_up(self, written: str) -> tuple[frozenset[str], bool]:
        """What can be meant, and whether only by a short form."""
        known = self._found.get(written)
        if known is None:
            folded = fold(written)
            exact = self.exact.get(folded)
            known = self._found[written] = (exact, False) if exact else (self._by_short_form(folded), True)
        return known

    def _by_short_form(self, folded: str) -> frozenset[str]:
        if not self.stems:
            return NONE
        bare = [folded.removeprefix(province) for province in ("", *words("names.provinces"))]
        bare += [form.removesuffix(office) for form in bare for office in words("names.offices")]
        return NONE.union(*(self.exact.get(form, NONE) | self.stems.get(form, NONE) for form in bare))

    def _nearest(self, written: str) -> str | None:
        code = nearest(written, list(self.labels))
        if code or not written:
            return code
        near = nearest(fold(written), [*self.exact, *self.stems])
        return self.labels[min(self.find(near))] if near else None


class Names(NamedTuple):
    """Everything of an evaluation that can be named in a file."""

    evaluation: Evaluation
    units: Directory
    indicators: Directory
    scores: Directory
    nodes: dict[Kind, Directory]
    by_code: dict[str, Indicator]


def names_of(evaluation: Evaluation) -> Names:
    """The directories of an evaluation."""
    units = {unit.code: unit.name for unit in evaluation.units}
    indicators = {indicator.code: indicator for indicator in evaluation.indicators()}
    scores = {leaf.code: leaf.name for leaf in evaluation.score_leaves()}
    nodes: dict[Kind, Directory] = {"score": directory_of("node", scores)}
    for kind, name in KINDS.items():
        accepting = {node.code: node.name for node in evaluation.adjustable() if kind in node.accepts}
        nodes[name] = directory_of("node", accepting)
    return Names(
        evaluation,
        replace(directory_of("unit", units), stems=_stems(units)),
        directory_of("indicator", {code: each.name for code, each in indicators.items()}),
        directory_of("score", scores),
        nodes,
        indicators,
    )


def directory_of(kind: str, names: dict[str, Name]) -> Directory:
    """A directory of codes and exact names."""
    exact: dict[str, frozenset[str]] = {}
    for code, name in names.items():
        for folded in filter(None, {fold(code), fold(name.ko), fold(name.en)}):
            exact[folded] = exact.get(folded, NONE) | {code}
    labels = {code: name.ko or name.en for code, name in names.items()}
    english = {code: name.en or name.ko for code, name in names.items()}
    return Directory(kind, labels, english, exact, frozenset(map(fold, names)))


def _stems(names: dict[str, Name]) -> dict[str, frozenset[str]]:
    """The names of municipalities without the syllable that says of which rank they are."""
    found: dict[str, frozenset[str]] = {}
    for code, name in names.items():
        for ending in words("names.endings"):
            stem = fold(name.ko).removesuffix(ending)
            if LEAST_STEM <= len(stem) < len(fold(name.ko)):
                found[stem] = found.get(stem, NONE) | {code}
    return found
