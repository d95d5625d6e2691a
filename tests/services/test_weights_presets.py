"""Kept scenarios as presets of the sliders: exact, or named as what the sliders do not hold."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from app.services.kept_scenarios import Kept
from app.services.scenarios import Scenario
from app.services.weights import result_of
from app.services.weights_presets import MOST_PRESETS, kept_presets
from app.storage.scenarios import Label, SavedScenario
from scoring.problem import Problem
from scoring.reweigh import with_weights
from tests.services.test_weights import official

F = Fraction
RESULT = official()
NOW = datetime(2023, 9, 15, 1, tzinfo=UTC)
SPLIT = {"prior": F(20), "current": F(80)}


def kept(name: str, note: str = "", **changes: Mapping[object, object]) -> Kept:
    saved = SavedScenario(1, "e", Label(name, note), "", NOW, "김주무관")
    return Kept(saved, Scenario("e", RESULT.month, **changes))  # type: ignore[arg-type]


def test_weights_and_points_that_are_kept_are_set_exactly() -> None:
    points = {("sabc", "A"): F(185, 2)}
    weights = {**SPLIT, "a": F(1, 3), "b": F(1, 7)}
    (preset,), others, older = kept_presets(RESULT.evaluation, [kept("x", "왜", weights=weights, points=points)], "ko")
    assert (preset.name, others, older) == ("x", (), 0)
    assert "김주무관" in preset.tip
    assert preset.tip.endswith("왜")
    assert result_of(RESULT, preset.setting).standings == with_weights(RESULT, weights, points).standings
    assert preset.setting.weights["a"] == F(7, 10)


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": SPLIT, "grades": {("p", "A1"): "B"}},
        {"weights": {"A1": F(3)}},
        {"points": {("sabc", "A"): F(70)}},
        {"points": {("sabc", "A"): F(90) + F(1, 10**9)}},
        {"weights": {"prior": F(1, 10**20), "current": F(1)}},
    ],
    ids=["grades", "inside a field", "a letter below a lower one", "very fine points", "very fine weights"],
)
def test_what_the_sliders_cannot_hold_is_named(changes: Mapping[str, Mapping[object, object]]) -> None:
    presets, others, _ = kept_presets(RESULT.evaluation, [kept("more", **changes), kept("x", weights=SPLIT)], "en")
    assert ([preset.name for preset in presets], others) == (["x"], ("more",))


def test_only_the_last_ones_have_a_button_and_unreadable_ones_none() -> None:
    unread = Kept(kept("lost").saved, None, Problem("whatif_scenarios.problem.unreadable", ""))
    listed = [unread, *(kept(str(number), weights=SPLIT) for number in range(MOST_PRESETS + 3))]
    presets, others, older = kept_presets(RESULT.evaluation, listed, "ko")
    assert [preset.name for preset in presets] == [str(number) for number in range(MOST_PRESETS)]
    assert (others, older) == ((), 3)
