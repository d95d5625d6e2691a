"""Why score and rank moved, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from app.services.moved import Change, Movement, Start, Unsplit
from app.services.wording import (
    MINUS,
    decimals_for,
    gap_text,
    month_text,
    name_in,
    node_name,
    place_text,
    rank_text,
    score_text,
    signed_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.decompose import Cause
from scoring.ladder import RankStep, Rival, Stage
from scoring.model import ScoreLeaf
from scoring.score import Result


def title(movement: Movement, language: str) -> str:
    """The rank now, by how much it moved, and what each step did to it."""
    split = movement.split
    risen = split.rank_before - split.rank_after
    key = "up" if risen > 0 else "down" if risen < 0 else "same"
    moved = text(
        f"moved.title_{key}",
        language,
        unit=unit_name(movement.after.evaluation, split.unit, language),
        month=from_text(movement, language),
        rank=place_text(movement.after.standings[split.unit], language),
        **({"ranks": abs(risen)} if risen else {}),
    )
    return f"{moved} · {', '.join(_reasons(movement, language))}"


def from_text(movement: Movement, language: str) -> str:
    """The month that is compared with; with its year where that is another."""
    month = movement.before.month
    if month[:4] == movement.after.month[:4]:
        return text(f"words.months.m{month[5:]}", language)
    return month_text(month, language)


def _reasons(movement: Movement, language: str) -> Iterator[str]:
    for step in movement.split.steps:
        if step.stage is Stage.OWN:
            yield _own_reason(movement, step, language)
        elif step.change:
            yield text(f"moved.reason.{step.stage}", language, moved=moved_text(step, language))


def _own_reason(movement: Movement, step: RankStep, language: str) -> str:
    points = movement.split.of(Cause.OWN, Cause.IMPORTED, Cause.ADJUSTMENT)
    if not points:
        return text("moved.reason.own_none", language)
    own = text(f"moved.reason.own_{'up' if points > 0 else 'down'}", language, points=_points(points))
    if not step.change:
        return own
    return text("moved.reason.own_with", language, own=own, moved=moved_text(step, language))


def moved_text(step: RankStep, language: str) -> str:
    """By how many ranks one step moved, in words."""
    if not step.change:
        return text("moved.moved.none", language)
    key = "up" if step.change > 0 else "down"
    return text(f"moved.moved.{key}", language, ranks=abs(step.change))


def crossed(movement: Movement, stage: Stage, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rivals that were overtaken in a step and those that went past, by name."""
    place = list(Stage).index(stage)
    passed: list[str] = []
    lost: list[str] = []
    for rival in movement.split.rivals:
        was, now = rival.ahead[place], rival.ahead[place + 1]
        if was != now:
            (passed if was else lost).append(rival_name(movement, rival, language))
    return tuple(passed), tuple(lost)


def rivals_of_step(movement: Movement, stage: Stage, language: str) -> str:
    """The same in one line; empty where nobody changed sides."""
    passed, lost = crossed(movement, stage, language)
    parts = [text("moved.passed", language, names=", ".join(passed))] if passed else []
    parts += [text("moved.lost", language, names=", ".join(lost))] if lost else []
    return " · ".join(parts)


def rival_name(movement: Movement, rival: Rival, language: str) -> str:
    """The name of a rival, which may be in one of the two evaluations only."""
    there = rival.unit in movement.after.standings
    return unit_name((movement.after if there else movement.before).evaluation, rival.unit, language)


def line(movement: Movement, language: str) -> str:
    """Both scores and the parts of their difference."""
    split = movement.split
    decimals = decimals_for((split.score_before, split.score_after))
    after = score_text(split.score_after, decimals)
    if not split.effects:
        return text("moved.line_same", language, after=after)
    return text(
        "moved.line",
        language,
        before=score_text(split.score_before, decimals),
        after=after,
        total=signed_text(split.total, decimals),
        parts=" · ".join(_parts(movement, language)),
    )


def _parts(movement: Movement, language: str) -> Iterator[str]:
    split = movement.split
    if split.method or movement.method_moved:
        yield text("moved.part.method", language, points=_points(split.method))
    yield text("moved.part.own", language, points=_points(split.of(Cause.OWN)))
    for effect in split.effects:
        if effect.cause is Cause.IMPORTED:
            name = node_name(movement.after.evaluation.node(effect.code), language)
            yield text("moved.part.imported", language, name=name, points=_points(effect.points))
    if any(effect.cause is Cause.ADJUSTMENT for effect in split.effects):
        yield text("moved.part.adjustment", language, points=_points(split.of(Cause.ADJUSTMENT)))


def _points(points: Fraction) -> str:
    """A difference with its sign and, where two decimals would read as none, with more."""
    if not points:
        return signed_text(points)
    return f"{'+' if points > 0 else MINUS}{gap_text(abs(points))}"


def ranks_title(movement: Movement, language: str) -> str:
    """From which rank to which."""
    split, tied = movement.split, movement.before.standings[movement.split.unit].tied
    before = rank_text(split.rank_before, tied, language)
    after = place_text(movement.after.standings[split.unit], language)
    return text("moved.ranks_card", language, before=before, after=after)


def score_title(movement: Movement, language: str) -> str:
    """By how much the score moved."""
    return text("moved.score_card", language, total=_points(movement.split.total))


def indicators_title(movement: Movement, language: str) -> str:
    """How many indicators moved the score, and which way."""
    up = sum(one.total > 0 for one in movement.indicators)
    down = sum(one.total < 0 for one in movement.indicators)
    if not movement.indicators:
        return text("moved.indicators_none", language)
    return text("moved.indicators_card", language, count=len(movement.indicators), up=up, down=down)


def rivals_title(movement: Movement, language: str) -> str:
    """How many rivals were overtaken and how many went past."""
    rivals = movement.split.rivals
    if not rivals:
        return text("moved.rivals_none", language)
    overtaken, past = sum(one.overtaken for one in rivals), sum(one.went_past for one in rivals)
    return text("moved.rivals_card", language, overtaken=overtaken, past=past)


def method_title(movement: Movement, language: str) -> str:
    """How many indicators are new, changed and dropped, and what the change of method did in all."""
    counts = {change.value: sum(one.change is change for one in movement.indicators) for change in Change}
    del counts[Change.SAME.value]
    return text("moved.method_card", language, points=_points(movement.split.method), **counts)


def unsplit_title(reason: Unsplit, view_result: Result, start: Start, unit: str, language: str) -> str:
    """Why there is nothing to show."""
    name = unit_name(view_result.evaluation, unit, language)
    return text(f"moved.unsplit.{reason}", language, unit=name, month=month_text(start.month, language))


def notes(movement: Movement, language: str) -> tuple[str, ...]:
    """What a reader must know of the month compared with, and the order of the steps."""
    standing = movement.before.standings[movement.split.unit]
    month = month_text(movement.before.month, language)
    found = []
    missing = [leaf for leaf in movement.before.evaluation.score_leaves() if leaf.code in standing.missing_scores]
    if missing:
        names = ", ".join(_leaf_name(leaf, language) for leaf in missing)
        found.append(text("moved.missing_before", language, month=month, names=names))
    if standing.not_submitted:
        found.append(text("moved.incomplete_before", language, month=month, count=len(standing.not_submitted)))
    if not movement.split.separable:
        found.append(text("moved.not_separable", language))
    found.append(text("moved.order" if movement.method_moved else "moved.order_same", language))
    return tuple(found)


def _leaf_name(leaf: ScoreLeaf, language: str) -> str:
    return name_in(leaf.short_name, language)
