"""What the planner expects of grades by hand: refused unless it adds up, kept with a name, never overwritten unseen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from app.services.judgements import Sheet, changed, check, judgements_of, save, sheet_of
from app.storage.errors import LedgerChanged
from app.storage.store import Store, open_store
from scoring.model import Method
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, indicator, leaf, month

NOW = datetime(2023, 7, 5, tzinfo=UTC)
WHO = "정책기획과 홍길동"
SIXTY = {"S": Decimal(60), "A": Decimal(40)}


def result() -> Result:
    """Two grades by hand, of which one does not apply to b, and a value."""
    hands = [indicator(code, target=None, method=Method.QUALITATIVE) for code in ("h", "k:1")]
    one = evaluation(branch("final", *map(leaf, hands), leaf("p")), ["a", "b"])
    return score_month(one, month({"b": {"k:1": "n/a"}}, at="2023-05"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "e.duckdb") as opened:
        yield opened


def sheet(store: Store, unit: str = "a") -> Sheet:
    return sheet_of(store, result(), unit)


def test_only_grades_by_hand_that_apply_are_asked_for(store: Store) -> None:
    assert [one.code for one in sheet(store).indicators] == ["h", "k:1"]
    assert [one.code for one in sheet(store, "b").indicators] == ["h"]


def test_what_is_saved_is_read_again_with_its_name(store: Store) -> None:
    assert save(store, sheet(store), {"h": SIXTY, "k:1": SIXTY}, WHO, NOW) == 2
    assert judgements_of(store, "e") == {("h", "a"): SIXTY, ("k:1", "a"): SIXTY}
    kept = sheet(store)
    assert kept.percents("k:1") == SIXTY
    assert kept.entries["h"].who == WHO
    assert sheet(store, "b").entries == {}


@pytest.mark.parametrize(
    "percents", [{"S": Decimal(60)}, {"S": Decimal("100.1")}, {"S": Decimal(-10), "A": Decimal(110)}]
)
def test_what_does_not_add_up_is_refused_and_not_written(store: Store, percents: dict[str, Decimal]) -> None:
    refused = check(sheet(store), {"h": percents, "k:1": SIXTY})
    assert [one.indicator.code for one in refused] == ["h"]
    assert refused[0].total == sum(percents.values())
    with pytest.raises(ValueError, match="100"):
        save(store, sheet(store), {"h": percents, "k:1": SIXTY}, WHO, NOW)
    assert judgements_of(store, "e") == {}


def test_an_emptied_row_is_taken_out_and_the_same_again_writes_nothing(store: Store) -> None:
    save(store, sheet(store), {"h": SIXTY}, WHO, NOW)
    again = sheet(store)
    assert changed(again, {"h": SIXTY, "k:1": {}}) == {}
    assert save(store, again, {"h": SIXTY}, WHO, NOW) == 0
    assert changed(again, {"h": {}}) == {"h": {}}
    assert save(store, again, {"h": {}}, WHO, NOW) == 1
    assert judgements_of(store, "e") == {}


def test_what_somebody_else_wrote_in_the_meantime_is_not_overwritten(store: Store) -> None:
    seen = sheet(store)
    save(store, sheet(store), {"h": {"S": Decimal(100)}}, "김주무관", NOW)
    with pytest.raises(LedgerChanged):
        save(store, seen, {"h": SIXTY}, WHO, NOW)
    assert judgements_of(store, "e") == {("h", "a"): {"S": Decimal(100)}}
