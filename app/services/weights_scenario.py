"""A what-if on weights as a scenario in the address, and back."""

from dataclasses import dataclass, replace
from fractions import Fraction

from app.services.scenarios import Scenario, decode, encode, observations_of
from app.services.weights import Setting, sets_of, settled, weights_of
from scoring.model import Evaluation
from scoring.problem import Problem
from scoring.regrade import regraded
from scoring.reweigh import with_weights
from scoring.score import Result


@dataclass(frozen=True, slots=True)
class Opened:
    """What the address says: the scenario, the part of it that the sliders hold, and what does not fit."""

    scenario: Scenario
    setting: Setting
    problem: Problem | None = None


def opened(written: str, evaluation: Evaluation, month: str, locked: frozenset[str] = frozenset()) -> Opened:
    """The scenario of an address; the official rules where there is none or where it cannot be read."""
    empty = Opened(Scenario(evaluation.code, month), Setting(locked=locked))
    if not written:
        return empty
    found = decode(written, evaluation)
    if isinstance(found, Problem):
        return replace(empty, problem=found)
    return Opened(found, settled(evaluation, found.weights, found.points, locked))


def address_of(evaluation: Evaluation, scenario: Scenario, setting: Setting) -> str:
    """The scenario with the weights and points of a setting as text for the address; empty where nothing differs."""
    weights = {**weights_inside(evaluation, scenario), **weights_of(evaluation, setting)}
    changed = replace(scenario, weights=weights, points=setting.points)
    return "" if changed.changes_nothing else encode(changed)


def weights_inside(evaluation: Evaluation, scenario: Scenario) -> dict[str, Fraction]:
    """The weights of a scenario that have no slider: those of indicators inside a field."""
    moved = {child.code for branch in sets_of(evaluation) for child in branch.children}
    return {code: weight for code, weight in scenario.weights.items() if code not in moved}


def without_sliders(result: Result, scenario: Scenario) -> Result:
    """The result under everything in a scenario that no slider holds: grades, and weights inside a field."""
    evaluation = result.evaluation
    others = weights_inside(evaluation, scenario)
    changed = regraded(result, observations_of(evaluation, scenario, result.month)) if scenario.grades else result
    return with_weights(changed, others) if others else changed
