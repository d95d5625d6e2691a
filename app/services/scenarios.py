"""A scenario: what would be otherwise in a month, as plain values, as text for an address, and as a result.

The text is ``1~evaluation~month`` and one part per change: ``w.node.7-10`` a weight of 7/10 among its siblings,
``p.scale.letter.85`` the points of a letter, ``g.unit.indicator.S`` what would stand in a cell, ``n.`` a name and
``m.`` a note. It holds letters, digits and ``-._~`` only; any other sign of a code or a word is its number, ``_ac00_``.
Nothing in it is ever run.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.intake.reading import shorten
from app.services.months import MonthView
from app.services.scenario_cells import SHOWN, Cell, observation_of, unknown
from scoring.model import Branch, Evaluation, Observation, walk
from scoring.problem import Problem
from scoring.regrade import regraded
from scoring.reweigh import with_weights
from scoring.score import Result

VERSION = "1"
LONGEST_TEXT, LONGEST_NAME, LONGEST_NOTE = 20_000, 60, 300
MOST_CELLS = 300
SIGNS = re.compile(r"[A-Za-z0-9._~-]*")
KEPT = re.compile(r"[A-Za-z0-9-]")
ATOM = re.compile(r"(?:[A-Za-z0-9-]|_[0-9a-f]{1,6}_)*")
ESCAPED = re.compile(r"_([0-9a-f]{1,6})_")
NUMBER = re.compile(r"(-?[0-9]{1,40})(?:-([0-9]{1,40}))?")
PARTS = {"w": 2, "p": 3, "g": 3, "n": 1, "m": 1}
"""How many words follow the sign of each part."""

Letter = tuple[str, str]
"""The code of a scale and a letter of it."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What would be otherwise; whatever is not named is as the rules and the data say.

    ``weights`` holds weights of nodes among their siblings, ``points`` the points of (scale, letter), ``grades`` what
    would stand in the cell of (unit, indicator), as it would be typed.
    """

    evaluation: str
    month: str
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    points: Mapping[Letter, Fraction] = field(default_factory=dict)
    grades: Mapping[Cell, str] = field(default_factory=dict)
    name: str = ""
    note: str = ""

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is as the rules and the data say."""
        return not self.weights and not self.points and not self.grades


class _Wrong(Exception):  # noqa: N818
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _wrong(code: str, **values: str) -> _Wrong:
    shown = {key: shorten(value, SHOWN) for key, value in values.items()}
    return _Wrong(Problem(f"whatif_scenarios.problem.{code}", "", shown))


def encode(scenario: Scenario) -> str:
    """The scenario as text for an address; the same scenario gives the same text."""
    parts = [VERSION, _atom(scenario.evaluation), _atom(scenario.month)]
    parts += [_part("w", (node,), _number(weight)) for node, weight in sorted(scenario.weights.items())]
    parts += [_part("p", letter, _number(points)) for letter, points in sorted(scenario.points.items())]
    parts += [_part("g", cell, _atom(typed)) for cell, typed in sorted(scenario.grades.items())]
    parts += [_part(sign, (), _atom(words)) for sign, words in (("n", scenario.name), ("m", scenario.note)) if words]
    return "~".join(parts)


def decode(text: str, evaluation: Evaluation) -> Scenario | Problem:
    """The scenario behind a text, checked against an evaluation; else what is wrong with the text."""
    try:
        scenario = _read(text, evaluation)
        _check_rules(scenario, evaluation)
        for cell, typed in scenario.grades.items():
            seen = observation_of(evaluation, scenario.month, cell, typed)
            if isinstance(seen, Problem):
                raise _Wrong(seen)
    except _Wrong as wrong:
        return wrong.problem
    return scenario


def result_of(view: MonthView, scenario: Scenario) -> Result:
    """The month of a view as it would be: cells first, then weights and points; everything scored and ranked anew.

    A scenario of another month of the evaluation is taken over to the month of the view. ValueError for one that
    ``decode`` would refuse.
    """
    changed = view.result
    if scenario.grades:
        changed = regraded(changed, observations_of(view.evaluation, scenario, view.month))
    if not scenario.weights and not scenario.points:
        return changed
    return with_weights(changed, scenario.weights, scenario.points)


def observations_of(evaluation: Evaluation, scenario: Scenario, month: str) -> dict[Cell, Observation]:
    """What would stand in each cell that a scenario names; ValueError where that can't be read."""
    found = {cell: observation_of(evaluation, month, cell, typed) for cell, typed in scenario.grades.items()}
    wrong = [one for one in found.values() if isinstance(one, Problem)]
    if wrong:
        raise ValueError(wrong[0].code)
    return {cell: one for cell, one in found.items() if not isinstance(one, Problem)}


def _read(text: str, evaluation: Evaluation) -> Scenario:
    if len(text) > LONGEST_TEXT:
        raise _wrong("too_long")
    if not SIGNS.fullmatch(text):
        raise _wrong("unreadable")
    version, *rest = text.split("~")
    if version != VERSION:
        raise _wrong("version" if version.isdecimal() else "unreadable")
    if len(rest) < 2:
        raise _wrong("unreadable")
    code, month = _word(rest[0]), _word(rest[1])
    if code != evaluation.code:
        raise _wrong("other_evaluation", found=code, evaluation=evaluation.code)
    if month not in evaluation.months:
        raise _wrong("unknown_month", found=month)
    return _put_together(code, month, [_words(part) for part in rest[2:]])


def _put_together(code: str, month: str, parts: Iterable[list[str]]) -> Scenario:
    found: dict[str, dict[tuple[str, ...], str]] = {sign: {} for sign in PARTS}
    for sign, *about, last in parts:
        if tuple(about) in found[sign]:
            raise _wrong("twice", found=" ".join(about) or sign)
        found[sign][tuple(about)] = last
    if len(found["g"]) > MOST_CELLS:
        raise _wrong("too_long")
    return Scenario(
        code,
        month,
        {node: _fraction(written) for (node,), written in found["w"].items()},
        {(scale, letter): _fraction(written) for (scale, letter), written in found["p"].items()},
        {(unit, indicator): _word(written) for (unit, indicator), written in found["g"].items()},
        _words_of_a_person(found["n"], LONGEST_NAME),
        _words_of_a_person(found["m"], LONGEST_NOTE),
    )


def _words(part: str) -> list[str]:
    """The sign of a part, what it is about, and its last word as it is written."""
    sign, *words = part.split(".")
    if PARTS.get(sign) != len(words):
        raise _wrong("unreadable")
    return [sign, *map(_word, words[:-1]), words[-1]]


def _words_of_a_person(found: Mapping[tuple[str, ...], str], longest: int) -> str:
    words = _word(found.get((), ""))
    if len(words) > longest or words != " ".join(words.split()):
        raise _wrong("unreadable")
    return words


def _check_rules(scenario: Scenario, evaluation: Evaluation) -> None:
    branches = [node for node in walk(evaluation.root) if isinstance(node, Branch)]
    children = [child.code for branch in branches for child in branch.children]
    for code, weight in scenario.weights.items():
        if code not in children:
            raise _Wrong(unknown("node", code, children))
        if weight < 0:
            raise _wrong("negative", found=code)
    for branch in branches:
        touched = any(child.code in scenario.weights for child in branch.children)
        if touched and not any(scenario.weights.get(child.code, child.weight) for child in branch.children):
            raise _wrong("no_weight", found=branch.code)
    letters = {(one.scale.code, step.letter) for one in evaluation.indicators() for step in one.scale.steps}
    for scale, letter in scenario.points:
        if (scale, letter) not in letters:
            raise _wrong("unknown_letter", found=letter, scale=scale)


def _part(sign: str, about: Iterable[str], last: str) -> str:
    return ".".join((sign, *map(_atom, about), last))


def _atom(word: str) -> str:
    return "".join(sign if KEPT.fullmatch(sign) else f"_{ord(sign):x}_" for sign in word)


def _word(atom: str) -> str:
    if not ATOM.fullmatch(atom):
        raise _wrong("unreadable")
    try:
        word = ESCAPED.sub(lambda found: chr(int(found[1], 16)), atom)
    except ValueError:  # There are fewer signs than six digits can number.
        raise _wrong("unreadable") from None
    if not word.isprintable():
        raise _wrong("unreadable")
    return word


def _number(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator}-{number.denominator}"


def _fraction(written: str) -> Fraction:
    found = NUMBER.fullmatch(written)
    if found is None or (found[2] and not int(found[2])):
        raise _wrong("unreadable")
    return Fraction(int(found[1]), int(found[2] or 1))
