"""The names and codes of an evaluation, and which of them something written in a file means."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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

    ``exact`` holds codes and names, ``short`` the forms that people use instead.
    """

    kind: str
    labels: dict[str, str]
    exact: dict[str, frozenset[str]]
    short: dict[str, frozenset[str]] = field(default_factory=dict)
    codes: frozenset[str] = NONE
    _suggested: dict[str, str | None] = field(default_factory=dict)

    def find(self, written: str) -> frozenset[str]:
        """The codes that can be meant: none, one, or several."""
        folded = fold(written)
        return self.exact.get(folded) or self.short.get(folded, NONE)

    def is_code(self, written: str) -> bool:
        """Whether it is a code and not a name."""
        return fold(written) in self.codes

    def is_short(self, written: str) -> bool:
        """Whether a name was found by a form that people use instead of it."""
        return fold(written) not in self.exact

    def name_of(self, written: str) -> str:
        """The name of what is meant."""
        return self.labels[min(self.find(written))]

    def resolve(self, code: str, name: str) -> str:
        """The code that is meant by a code, a name or both; raises Unread where they mean none, several or differ."""
        written = code or name
        meant, named = self.find(written), self.find(name)
        if not meant:
            near = min(named) if len(named) == 1 else self.suggest(written)
            raise Unread(f"unknown_{self.kind}", found=written, suggestion=near)
        if len(meant) > 1:
            meant = meant & named if code and meant & named else meant
        if len(meant) > 1:
            allowed = ", ".join(f"{self.labels[one]}({one})" for one in sorted(meant))
            raise Unread(f"ambiguous_{self.kind}", found=written, allowed=allowed)
        (found,) = meant
        if named and found not in named:
            raise Unread(f"{self.kind}_mismatch", code=found, name=name, other=min(named))
        return found

    def suggest(self, written: str) -> str | None:
        """The code or the name that is most like what was written."""
        if written not in self._suggested:
            if len(self._suggested) == MAX_SUGGESTIONS:
                return None
            self._suggested[written] = self._nearest(written)
        return self._suggested[written]

    def _nearest(self, written: str) -> str | None:
        code = nearest(written, list(self.labels))
        if code or not written:
            return code
        near = nearest(fold(written), [*self.exact, *self.short])
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
    exact = directory_of("unit", units)
    return Names(
        evaluation,
        Directory(exact.kind, exact.labels, exact.exact, _by_form(units, _short_forms), exact.codes),
        directory_of("indicator", {code: each.name for code, each in indicators.items()}),
        directory_of("score", scores),
        nodes,
        indicators,
    )


def directory_of(kind: str, names: dict[str, Name]) -> Directory:
    """A directory of codes and exact names."""
    labels = {code: name.ko or name.en for code, name in names.items()}
    by_name = _by_form(names, lambda folded: (folded,))
    by_code = {fold(code): frozenset((code,)) for code in names}
    return Directory(kind, labels, by_name | by_code, codes=frozenset(by_code))


def _by_form(names: dict[str, Name], forms: Callable[[str], Iterable[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, name in names.items():
        for folded in filter(None, (fold(name.ko), fold(name.en))):
            for form in forms(folded):
                found[form] = found.get(form, NONE) | {code}
    return found


def _short_forms(folded: str) -> Iterator[str]:
    """A municipality without its ending, with its own province in front, or as its office."""
    stems = [folded.removesuffix(ending) for ending in words("names.endings") if folded.endswith(ending)]
    offices = [folded + office for office in words("names.offices")]
    for form in (folded, *(stem for stem in stems if len(stem) >= LEAST_STEM), *offices):
        yield form
        yield from (province + form for province in words("names.provinces"))
