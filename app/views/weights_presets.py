"""What the buttons above the sliders set: the rules, the split of 2024, equal fields, and scenarios that are kept."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from app.services.kept_scenarios import kept_scenarios
from app.services.weights import (
    Preset,
    letters_of,
    official_shares,
    points_of,
    presets_of,
    sets_of,
    shares_of,
    whole_of,
)
from app.services.weights_presets import KeptPresets, kept_presets
from app.services.wording import percent_text
from app.views import cached
from app.views.frame import Screen, escaped
from scoring.model import Evaluation

Data = dict[str, Any]


def presets_on(screen: Screen) -> tuple[tuple[Preset, ...], KeptPresets]:
    """All presets of the screen, and what there is of kept ones."""
    evaluation = screen.view.evaluation
    kept = kept_presets(evaluation, kept_scenarios(cached.store(), screen.view), screen.language)
    return (*presets_of(evaluation), *kept.presets), kept


def preset_data(screen: Screen, evaluation: Evaluation, preset: Preset, cut: int) -> Data:
    """One button: its words, the parts of every whole, and the points of every letter over ``cut``."""
    return {
        "label": _label(screen, evaluation, preset),
        "tip": preset.tip or screen.text(f"whatif_weights.preset.{preset.code}_tip"),
        "sets": [
            {"whole": str(whole), "parts": whole_parts(shares_of(branch, preset.setting), whole)}
            for branch in sets_of(evaluation)
            for whole in (whole_of(branch, preset.setting),)
        ],
        "points": [str(int(points_of(*letter, preset.setting) * cut)) for letter in letters_of(evaluation)],
    }


def whole_parts(shares: Mapping[str, Fraction], whole: int) -> list[str]:
    """Shares as whole numbers of parts, as text: they may be long."""
    return [str(int(share * whole)) for share in shares.values()]


def hints_of(screen: Screen, kept: KeptPresets) -> list[str]:
    """What is kept and has no button, and why."""
    hints = []
    if kept.others:
        names = ", ".join(screen.text("whatif_weights.preset.kept", name=name) for name in kept.others)
        hints.append(escaped(screen.text("whatif_weights.preset.others", names=names)))
    if kept.older:
        hints.append(screen.text("whatif_weights.preset.older", count=kept.older, shown=len(kept.presets)))
    return hints


def _label(screen: Screen, evaluation: Evaluation, preset: Preset) -> str:
    shares = list(official_shares(evaluation.root).values())
    if preset.code == "official" and len(shares) == 2:
        first, second = (percent_text(share, 0).removesuffix("%") for share in shares)
        return screen.text("whatif_weights.preset.official_split", first=first, second=second)
    return screen.text(f"whatif_weights.preset.{preset.code}", name=preset.name)
