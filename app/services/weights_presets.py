"""Scenarios that somebody has kept as presets beside the sliders: exact, or named as what sliders can't set."""

from collections.abc import Iterable
from typing import NamedTuple

from app.services.entry_words import moment_text
from app.services.kept_scenarios import Kept
from app.services.scenarios import Scenario
from app.services.weights import Preset, Setting, scales_of, sets_of, settled, whole_of
from app.services.weights_scenario import weights_inside
from app.text.catalogue import text
from scoring.model import Evaluation

MOST_PRESETS = 6
MOST_PARTS = 10**12
"""Into more parts than these no whole is cut for a preset, and no point into more than a thousandth of them."""
MOST_POINT_PARTS = 1000


class KeptPresets(NamedTuple):
    """Presets of the scenarios last kept, the names of those that hold more than sliders do, and how many are older."""

    presets: tuple[Preset, ...]
    others: tuple[str, ...]
    older: int


def kept_presets(evaluation: Evaluation, kept: Iterable[Kept], language: str) -> KeptPresets:
    """The presets of what is kept, last kept first; what the definition can't read any more is left out."""
    presets: list[Preset] = []
    others: list[str] = []
    for one in kept:
        if one.scenario is None:
            continue
        setting = settled(evaluation, one.scenario.weights, one.scenario.points)
        if _holds_all(evaluation, one.scenario, setting):
            presets.append(Preset("kept", setting, one.saved.label.name, _tip(one, language)))
        else:
            others.append(one.saved.label.name)
    return KeptPresets(tuple(presets[:MOST_PRESETS]), tuple(others), max(len(presets) - MOST_PRESETS, 0))


def _holds_all(evaluation: Evaluation, scenario: Scenario, setting: Setting) -> bool:
    """Whether the sliders can be set to everything that a scenario changes."""
    official = {(scale.code, step.letter): step.points for scale in scales_of(evaluation) for step in scale.steps}
    points = {letter: points for letter, points in scenario.points.items() if points != official.get(letter)}
    return (
        not scenario.grades
        and not weights_inside(evaluation, scenario)
        and points == setting.points
        and all(whole_of(branch, setting) <= MOST_PARTS for branch in sets_of(evaluation))
        and all(one.denominator <= MOST_POINT_PARTS for one in points.values())
    )


def _tip(one: Kept, language: str) -> str:
    values = {"who": one.saved.saved_by, "at": moment_text(one.saved.saved_at)}
    said = text("whatif_weights.preset.kept_tip", language, **values)
    return f"{said} {one.saved.label.note}".strip()
