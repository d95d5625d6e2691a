"""What the sliders are fed with: weights, points and scores in whole numbers, strips with their colours, words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.charts import theme
from app.services.ranking_tables import home_name
from app.services.weights import (
    Preset,
    Setting,
    is_open,
    letters_of,
    official_shares,
    points_cut,
    points_of,
    scales_of,
    sets_of,
    shares_of,
    whole_of,
)
from app.services.weights_form import UnitForm, unit_form
from app.services.wording import name_in, node_name, ordinal
from app.views.frame import Screen, unit_label
from app.views.weights_presets import Data, preset_data, whole_parts
from scoring.model import Branch, Evaluation, Group, Node, walk
from scoring.score import Result, Standing

COLUMNS = ("rank", "name", "score", "award", "moved")
PLAIN_WORDS = ("as_official", "lock", "locked")
TEMPLATES = {
    "slider": ("name",),
    "scale": ("scale",),
    "sum": ("sum",),
    "official": ("share",),
    "other": ("name", "share"),
    "lock_of": ("name",),
    "point": ("points",),
    "sentence": ("unit", "rank", "score"),
    "risen": ("count",),
    "fallen": ("count",),
}


class Shown(NamedTuple):
    """What is drawn: the result that the sliders move, their setting, groups, presets, and the last message heard."""

    base: Result
    setting: Setting
    groups: tuple[Group, ...]
    presets: tuple[Preset, ...]
    heard: int


def slider_data(screen: Screen, shown: Shown, rulers: Mapping[str, list[Data]]) -> Data:
    """Everything that the sliders need; numbers that may be long are written as text."""
    evaluation = shown.base.evaluation
    cut = points_cut(evaluation, shown.setting, *(preset.setting for preset in shown.presets))
    letters = {(scale.code, step.letter): number for number, (scale, step) in enumerate(letters_of(evaluation))}
    return {
        "heard": shown.heard,
        "words": _words(screen),
        "sets": [_set(screen, evaluation, branch, shown.setting) for branch in sets_of(evaluation)],
        "single": _single(evaluation),
        "tree": _tree(evaluation, evaluation.root),
        **_points(screen, evaluation, shown.setting, cut),
        "units": [_unit(screen, shown.base, standing, letters) for standing in shown.base.standings.values()],
        "ranks": [group.code for group in evaluation.groups],
        "ranked": [[unit.code for unit in group.units] for group in evaluation.groups],
        "groups": [_group(screen, group) for group in shown.groups],
        "decimals": evaluation.policies.rank_decimals,
        "awards": [
            {"first": tier.first, "last": tier.last, "name": name_in(tier.name, screen.language)}
            for tier in evaluation.awards
        ],
        "locked": sorted(shown.setting.locked),
        "presets": [preset_data(screen, evaluation, preset, cut) for preset in shown.presets],
        "rulers": rulers,
        "styles": {"--other": theme.OTHER_DOT},
    }


def _words(screen: Screen) -> Data:
    most = max(len(group.units) for group in screen.view.evaluation.groups)
    ordinals = [ordinal(rank) if screen.language == "en" else str(rank) for rank in range(1, most + 1)]
    return {
        **{key: screen.text(f"whatif_weights.{key}") for key in PLAIN_WORDS},
        **{key: _template(screen, f"whatif_weights.{key}", names) for key, names in TEMPLATES.items()},
        "rank": _template(screen, "words.rank", ("rank",)),
        "tied_rank": _template(screen, "words.tied_rank", ("rank",)),
        "no_rank": screen.text("words.no_rank"),
        "ordinals": ordinals,
        "points": screen.text("whatif_weights.points_title"),
        "presets": screen.text("whatif_weights.preset.title"),
        "columns": {column: screen.text(f"whatif_weights.head.{column}") for column in COLUMNS},
    }


def _template(screen: Screen, key: str, names: Iterable[str]) -> str:
    """A text with its placeholders left open, for the browser to fill."""
    return screen.text(key, **{name: f"{{{name}}}" for name in names})


def _set(screen: Screen, evaluation: Evaluation, branch: Branch, setting: Setting) -> Data:
    whole = whole_of(branch, setting)
    root = branch is evaluation.root
    return {
        "code": branch.code,
        "name": screen.text("whatif_weights.set_root")
        if root
        else screen.text("whatif_weights.set", name=node_name(branch, screen.language)),
        "whole": str(whole),
        "parts": whole_parts(shares_of(branch, setting), whole),
        "official": whole_parts(official_shares(branch), whole),
        "members": [
            {
                "code": child.code,
                "name": node_name(child, screen.language),
                "full": name_in(child.name, screen.language),
            }
            for child in branch.children
        ],
    }


def _single(evaluation: Evaluation) -> dict[str, str]:
    """The weights of children that have no slider since they have no siblings or none that weighs anything."""
    moved = {branch.code for branch in sets_of(evaluation)}
    branches = (node for node in walk(evaluation.root) if isinstance(node, Branch) and is_open(evaluation, node))
    return {
        child.code: str(int(child.weight > 0))
        for branch in branches
        if branch.code not in moved
        for child in branch.children
    }


def _tree(evaluation: Evaluation, node: Node) -> Data:
    if isinstance(node, Branch) and is_open(evaluation, node):
        return {"code": node.code, "children": [_tree(evaluation, child) for child in node.children]}
    return {"code": node.code}


def _points(screen: Screen, evaluation: Evaluation, setting: Setting, cut: int) -> Data:
    listed = letters_of(evaluation)
    numbers = range(len(listed))
    return {
        "cut": str(cut),
        "point_decimals": len(str(cut)) - 1 if cut in (1, 10, 100) else 2,
        "letters": [
            {
                "code": f"{scale.code}.{step.letter}",
                "scale": scale.code,
                "name": screen.text("whatif_weights.letter", letter=step.letter),
                "full": step.letter,
                "official": str(int(step.points * cut)),
                "now": str(int(points_of(scale, step, setting) * cut)),
            }
            for scale, step in listed
        ],
        "scales": [
            {
                "code": scale.code,
                "most": int(scale.top.points * cut),
                "step": max(1, cut // 10) if scale.top.points < 20 else cut,
                "letters": [number for number in numbers if listed[number][0] is scale],
            }
            for scale in scales_of(evaluation)
        ],
    }


def _unit(screen: Screen, base: Result, standing: Standing, letters: Mapping[tuple[str, str], int]) -> Data:
    form: UnitForm = unit_form(base.evaluation, standing)
    name = unit_label(screen, standing.unit)
    home = standing.unit == screen.unit
    return {
        "code": standing.unit,
        "name": name,
        "label": home_name(name, home, screen.language),
        "home": home,
        "rank": screen.view.result.standings[standing.unit].rank,
        "divisor": str(form.divisor),
        "parts": {
            code: part and [str(part[0]), [[letters[letter], str(factor)] for letter, factor in part[1].items()]]
            for code, part in form.parts.items()
        },
        "adjustments": {code: str(points) for code, points in form.adjustments.items()},
    }


def _group(screen: Screen, group: Group) -> Data:
    return {
        "code": group.code,
        "name": name_in(group.name, screen.language),
        "units": [unit.code for unit in group.units],
    }
