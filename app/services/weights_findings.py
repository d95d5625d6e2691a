"""What a what-if on weights comes to, in one sentence, and what every turn of the rank means."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.services.weights import Setting, official_shares, presets_of, scales_of, sets_of, shares_of
from app.services.weights_rulers import Turn, beyond_text, decimals_of, nearest_turn
from app.services.wording import node_name, number_text, percent_text, place_text, rank_text, score_text, unit_name
from app.text.catalogue import text
from scoring.model import Branch, Evaluation, Node
from scoring.rounding import plain_decimal, round_half_up
from scoring.rulers import Ruler
from scoring.score import Result, Standing

PERCENT_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Moved:
    """A what-if of a unit: the result by the rules and the one under a setting, with the rulers of the latter."""

    official: Result
    result: Result
    setting: Setting
    unit: str
    rulers: Mapping[str, Ruler]


def title(moved: Moved, language: str) -> str:
    """The rank under the setting; while nothing is moved, the smallest change of one weight that would turn it."""
    result, setting, unit = moved.result, moved.setting, moved.unit
    standing = result.standings[unit]
    if standing.rank is None:
        return text("whatif_weights.title.no_rank", language, unit=unit_name(result.evaluation, unit, language))
    name, rank = unit_name(result.evaluation, unit, language), place_text(standing, language)
    if not setting.untouched:
        given = condition(moved.official.evaluation, setting, language)
        return text("whatif_weights.title.moved", language, condition=given, unit=name, rank=rank)
    turn = nearest_turn(result.evaluation, moved.rulers)
    if turn is None:
        return text("whatif_weights.title.firm", language, unit=name, rank=rank)
    return _turn_in("whatif_weights.title", turn, moved, language)


def _turn_in(key: str, turn: Turn, moved: Moved, language: str) -> str:
    return text(
        f"{key}.above" if turn.above else f"{key}.below",
        language,
        node=node_name(turn.node, language),
        share=beyond_text(turn, decimals_of(moved.rulers[turn.node.code])),
        unit=unit_name(moved.result.evaluation, moved.unit, language),
        rank=rank_text(turn.rank, False, language),
    )


def line(moved: Moved, language: str) -> str:
    """Rank and score by the rules; then those in the what-if, or while nothing is moved the nearest better rank."""
    before, after = moved.official.standings[moved.unit], moved.result.standings[moved.unit]
    if not moved.setting.untouched:
        return ranks_text(before, after, language)
    said = text(
        "whatif_weights.line.untouched", language, rank=place_text(before, language), score=score_text(before.score)
    )
    nearest = nearest_turn(moved.result.evaluation, moved.rulers)
    better = nearest_turn(moved.result.evaluation, moved.rulers, better=True)
    return (
        said if better in (None, nearest) else f"{said} · {_turn_in('whatif_weights.better', better, moved, language)}"
    )


def ranks_text(before: Standing, after: Standing, language: str) -> str:
    """Rank and score by the rules and in the what-if."""
    return text(
        "whatif_weights.line.moved",
        language,
        rank=place_text(before, language),
        score=score_text(before.score),
        then_rank=place_text(after, language),
        then_score=score_text(after.score),
    )


def condition(evaluation: Evaluation, setting: Setting, language: str) -> str:
    """What was moved: one weight or one letter by name, equal weights, else how many of each."""
    changed = [
        branch for branch in sets_of(evaluation) if any(child.code in setting.weights for child in branch.children)
    ]
    if not setting.points and len(changed) == 1:
        node = _alone(changed[0], setting)
        if node is not None:
            share = percent_text(setting.weights[node.code], PERCENT_DECIMALS).replace(".0%", "%")
            return text("whatif_weights.condition.weight", language, node=node_name(node, language), share=share)
    if not setting.points and any(one.setting.weights == setting.weights for one in presets_of(evaluation)):
        return text("whatif_weights.condition.equal_fields", language)
    if not setting.weights and len(setting.points) == 1:
        ((_, letter), points) = next(iter(setting.points.items()))
        shown = number_text(plain_decimal(points))
        return text("whatif_weights.condition.points", language, letter=letter, points=shown)
    if not setting.weights:
        return text("whatif_weights.condition.some_points", language)
    key = "whatif_weights.condition.weights_and_points" if setting.points else "whatif_weights.condition.weights"
    return text(key, language)


def _differs(branch: Branch, node: Node, setting: Setting) -> bool:
    return shares_of(branch, setting)[node.code] != official_shares(branch)[node.code]


def _alone(branch: Branch, setting: Setting) -> Node | None:
    """The one child that was moved: the others kept their proportions, up to whole parts; None where several were."""
    official, now = official_shares(branch), shares_of(branch, setting)
    for node in branch.children:
        rest, rest_now = 1 - official[node.code], 1 - now[node.code]
        others = [child.code for child in branch.children if child is not node]
        if rest and all(abs(now[code] - official[code] * rest_now / rest) < Fraction(1, 10000) for code in others):
            return node
    return None


def turn_text(evaluation: Evaluation, turn: Turn, decimals: int, language: str) -> str:
    """Who goes ahead of whom beyond a turn; on rounded scores, who catches up."""
    sentences = []
    for passing, passed in turn.overtakings:
        names = {"passing": unit_name(evaluation, passing, language), "passed": unit_name(evaluation, passed, language)}
        side = "above" if turn.above else "below"
        key = f"whatif_weights.turn.level_{side}" if passing == turn.level else f"whatif_weights.turn.{side}"
        sentences.append(text(key, language, share=beyond_text(turn, decimals), **names))
    return " ".join(sentences)


def setting_lines(evaluation: Evaluation, setting: Setting, language: str) -> tuple[str, ...]:
    """Every weight and every letter that differs from the rules, for what is downloaded."""
    weights = [
        text(
            "whatif_weights.filter.weight",
            language,
            node=node_name(child, language),
            share=percent_text(shares_of(branch, setting)[child.code], 2),
            official=percent_text(official_shares(branch)[child.code], 2),
        )
        for branch in sets_of(evaluation)
        for child in branch.children
        if _differs(branch, child, setting)
    ]
    points = [
        text(
            "whatif_weights.filter.points",
            language,
            letter=step.letter,
            points=number_text(round_half_up(setting.points[scale.code, step.letter], 1)),
            official=number_text(round_half_up(step.points, 1)),
        )
        for scale in scales_of(evaluation)
        for step in scale.steps
        if (scale.code, step.letter) in setting.points
    ]
    return (*weights, *points)
