"""The results of a month as text that stays the same for the same results, and what differs between two of them."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from scoring.grade import Graded
from scoring.model import Branch, Evaluation, GradeScale, GradeStep, ScoreLeaf, State, walk
from scoring.problem import Problem, Severity
from scoring.rank import Place
from scoring.score import Result, Standing
from scoring.version import ENGINE

COMPARED = ("places", "standings")
"""The parts that must come out the same again; the others tell how the result came about."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is frozen beside the results: whether demonstration data were in them, and the warnings confirmed."""

    engine: str
    demonstration: bool
    confirmed: tuple[Problem, ...]


class ResultDifference(NamedTuple):
    """One number, rank or grade that came out otherwise; ``path`` leads to it, None where one side has none."""

    path: tuple[str, ...]
    frozen: str | None
    now: str | None


def results_text(result: Result, *, demonstration: bool = False, confirmed: tuple[Problem, ...] = ()) -> str:
    """Every score, rank, grade and award of a month as JSON with sorted keys; scores are fractions, exact."""
    content = {
        "engine": ENGINE,
        "evaluation": result.evaluation.code,
        "month": result.month,
        "demonstration": demonstration,
        "confirmed": [[problem.code, problem.place, dict(problem.values)] for problem in confirmed],
        "standings": {unit: _standing_out(standing) for unit, standing in result.standings.items()},
        "places": {node: _places_out(result, node) for node in _placed_nodes(result.evaluation)},
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_circumstances(text: str) -> Circumstances:
    """How a frozen result came about."""
    content = json.loads(text)
    confirmed = (Problem(code, place, values, Severity.WARNING) for code, place, values in content["confirmed"])
    return Circumstances(content["engine"], content["demonstration"], tuple(confirmed))


def read_results(text: str, evaluation: Evaluation) -> Result:
    """The frozen result as it was, digit by digit, without scoring anything; ``evaluation`` is the frozen one."""
    content = json.loads(text)
    steps = {one.code: _steps_of(one.scale) for one in evaluation.indicators()}
    number = _reader()
    return Result(
        evaluation,
        content["month"],
        {
            unit.code: _standing_in(unit.code, content["standings"][unit.code], (evaluation, steps, number))
            for unit in evaluation.units
        },
    )


def differences_between(frozen: str, now: str) -> tuple[ResultDifference, ...]:
    """Where two results are not the same, sign by sign, in the order of their paths."""
    if frozen == now:
        return ()
    before, after = _flat_parts(frozen), _flat_parts(now)
    return tuple(
        ResultDifference(path, before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    )


def count_numbers(text: str) -> int:
    """How many scores, ranks, grades and awards a frozen result holds."""
    return len(_flat_parts(text))


def _placed_nodes(evaluation: Evaluation) -> Iterator[str]:
    """The nodes of which a screen shows places: everything above the indicators."""
    return (node.code for node in walk(evaluation.root) if isinstance(node, Branch | ScoreLeaf))


def _places_out(result: Result, node: str) -> dict[str, list[object] | None]:
    found: dict[str, Place | None] = {}
    for group in result.evaluation.groups:
        found |= result.places(node, group.code)
    return {unit: None if place is None else [place.rank, place.tied] for unit, place in found.items()}


def _standing_out(standing: Standing) -> dict[str, object]:
    return {
        "group": standing.group,
        "score": _written(standing.score),
        "rank": standing.rank,
        "tied": standing.tied,
        "award": None if standing.award is None else standing.award.code,
        "scores": {node: _written(score) for node, score in standing.scores.items()},
        "points": {leaf: _written(points) for leaf, points in standing.points.items()},
        "adjustments": {node: _written(points) for node, points in standing.adjustments.items()},
        "grades": {code: _graded_out(cell) for code, cell in standing.grades.items()},
        "not_submitted": list(standing.not_submitted),
        "not_applicable": list(standing.not_applicable),
        "missing_scores": list(standing.missing_scores),
    }


def _graded_out(cell: Graded) -> list[object]:
    value = None if cell.value is None else f"{cell.value:f}"
    return [cell.state, value, None if cell.step is None else cell.step.letter, cell.given]


def _written(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


Number = Callable[[str | None], Fraction | None]
Steps = Mapping[str, Mapping[str, GradeStep]]


def _reader() -> Number:
    """Few numbers of a result differ, so each is made once."""

    @cache
    def number(written: str | None) -> Fraction | None:
        return None if written is None else Fraction(*map(int, written.split("/")))

    return number


def _steps_of(scale: GradeScale) -> dict[str, GradeStep]:
    return {step.letter: step for step in scale.steps}


def _standing_in(unit: str, content: dict[str, Any], means: tuple[Evaluation, Steps, Number]) -> Standing:
    evaluation, steps, number = means
    return Standing(
        unit=unit,
        group=content["group"],
        score=number(content["score"]),
        rank=content["rank"],
        tied=content["tied"],
        award=next((tier for tier in evaluation.awards if tier.code == content["award"]), None),
        scores={node: number(score) for node, score in content["scores"].items()},
        points={leaf: number(points) for leaf, points in content["points"].items()},
        adjustments={node: number(points) or Fraction(0) for node, points in content["adjustments"].items()},
        grades={code: _graded_in(content["grades"][code], scale) for code, scale in steps.items()},
        not_submitted=tuple(content["not_submitted"]),
        not_applicable=tuple(content["not_applicable"]),
        missing_scores=tuple(content["missing_scores"]),
    )


# Members of an enumeration are slow to look up in Python 3.11, and every cell of a month passes here.
STATES = {str(state): state for state in State}


def _graded_in(cell: list[Any], steps: Mapping[str, GradeStep]) -> Graded:
    state, value, letter, given = cell
    return Graded(
        STATES[state], None if value is None else Decimal(value), None if letter is None else steps[letter], given
    )


def _flat_parts(text: str) -> dict[tuple[str, ...], str]:
    content = json.loads(text)
    return {path: written for part in COMPARED for path, written in _flat((part,), content[part])}


def _flat(path: tuple[str, ...], content: object) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(content, dict):
        for key, below in content.items():
            yield from _flat((*path, key), below)
    else:
        yield path, json.dumps(content, ensure_ascii=False)
