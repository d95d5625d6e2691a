"""The example that docs/method.md and docs/method.ko.md calculate step by step."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.derive import losses
from scoring.model import Direction
from scoring.rounding import round_half_up
from scoring.score import score_month
from scoring.weak import describe_gap
from tests.scoring.build import bonus, branch, evaluation, imported, indicator, leaf, month

DOCS = Path(__file__).parents[2] / "docs"
RATE = indicator("rate", target=Decimal(90))
DAYS = indicator("days", target=Decimal(10), direction=Direction.LOWER)
TREE = branch(
    "final",
    imported("prior", 30),
    branch(
        "current",
        branch("administration", leaf(RATE, 2), leaf(DAYS, 1)),
        branch("welfare", leaf("by-hand", 1), leaf("not-here", 2)),
        weight=70,
    ),
)


@pytest.mark.parametrize("page", ["method.md", "method.ko.md"])
def test_the_example_gives_the_numbers_on_the_page(page: str) -> None:
    one = evaluation(TREE)
    cells = {"u": {"rate": "91.2", "days": "11.5", "by-hand": "A", "not-here": "n/a"}}
    result = score_month(one, month(cells, {("u", "prior"): "94.5"}, [bonus("u", "current", "0.5")]))
    standing = result.standings["u"]
    assert standing.scores["administration"] == Fraction(280, 3)
    assert standing.scores["welfare"] == 90
    assert standing.scores["current"] == Fraction(553, 6)
    assert standing.score is not None
    lost = losses(one, standing, "administration")[1].lost
    gain = describe_gap(result, "u", DAYS).gain_next
    shown = [str(round_half_up(number, 2)) for number in (standing.score, lost, gain)]
    assert shown == ["92.87", "2.33", "1.17"]
    text = (DOCS / page).read_text(encoding="utf-8")
    assert all(number in text for number in [*shown, "280/3", "92.1666", "64.51666", "98.942"])
