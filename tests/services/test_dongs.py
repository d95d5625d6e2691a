"""Values per dong: what they make, who lags, what can be read, and what is written together or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.dong_entry import Draft, plan_parts, put, read_again, save
from app.services.dong_words import dongs_title, problems_rows, saving_text, stands_table
from app.services.dongs import REGISTER, Part, Sheet, sheet_of, stands_of, together
from app.services.months import MonthView
from app.storage.errors import LedgerChanged, MonthClosed, StoreChanged
from app.storage.records import Act, Content, Entry, ImportBatch, MonthProvenance
from app.storage.store import Store, open_store
from scoring.model import Direction, Evaluation, Indicator, Name, Parts, State, Unit
from scoring.score import score_month
from tests.scoring import build
from tests.services import progressing

JULY, JUNE = "2023-07", "2023-06"
SIGNED = ("총괄 김주무관", datetime(2023, 8, 3, tzinfo=UTC))
OTHER = ("2동 이주무관", datetime(2023, 8, 4, tzinfo=UTC))
DONGS = tuple(Unit(code, Name(f"{code}동", f"Dong {code}")) for code in ("d1", "d2", "d3"))
PERCENT = Name("%", "%")
SUM = build.indicator("i", parts=Parts.SUM, target=Decimal(30), unit_of_measure=Name("건", "cases"), decimals=0)
RATIO = build.indicator("i", parts=Parts.RATIO, target=Decimal(85), unit_of_measure=PERCENT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "e.duckdb") as opened:
        yield opened


def evaluation(indicator: Indicator) -> Evaluation:
    return progressing.evaluation(indicator, parts=DONGS, home="u")


def view(indicator: Indicator) -> MonthView:
    of = evaluation(indicator)
    last = score_month(of, build.month({}, at=JUNE))
    now = score_month(of, build.month({}, at=JULY))
    return MonthView(of, JULY, (JUNE, JULY), now, last, None, MonthProvenance(False, None, (), ""), 1)


def sheet(store: Store, indicator: Indicator = SUM) -> Sheet:
    return sheet_of(store, view(indicator), "u", indicator)


def typed(store: Store, *texts: Any, indicator: Indicator = SUM) -> Draft:
    """One dong after the other; a text for a sum, a pair for a ratio, None where nothing was typed."""
    found = {
        dong.code: (one if isinstance(one, tuple) else (one,)) for dong, one in zip(DONGS, texts, strict=False) if one
    }
    return put(Draft(sheet(store, indicator)), found)


def saved(store: Store, *texts: Any, indicator: Indicator = SUM, signed: tuple[str, datetime] = SIGNED) -> None:
    save(store, plan_parts(typed(store, *texts, indicator=indicator)), "동 3곳의 합", signed)


def city(store: Store, value: object) -> None:
    """The value of the unit as somebody else writes it."""
    entry = Entry("value", "u", "i", State.SUBMITTED, Decimal(str(value)), None, "", "", "")
    store.apply_import(ImportBatch("e", JULY, (entry,), "", "", *OTHER, act=Act.EDIT))


def value(store: Store) -> Decimal | None:
    content = store.month_content("e", JULY).get(("value", "u", "i"))
    return content.value if content else None


def entered(store: Store) -> dict[str, Part]:
    return sheet(store).entered


def test_a_sum_is_written_with_its_parts_as_one_edit_with_a_note(store: Store) -> None:
    saved(store, "8", "9.5", "10")
    assert value(store) == Decimal("27.5")
    assert entered(store) == {
        code: Part(value=Decimal(one)) for code, one in zip(("d1", "d2", "d3"), ("8", "9.5", "10"), strict=True)
    }
    (act,) = store.imports("e", JULY)
    assert (act.act, act.who, act.note) == (Act.EDIT, SIGNED[0], "동 3곳의 합")
    assert sheet(store).agrees


def test_a_ratio_is_all_that_is_done_of_all_there_is_and_not_the_mean_of_ratios(store: Store) -> None:
    """(9 + 1 + 10) / (10 + 2 + 18) = 66.666 %, with two decimals more than the one that is shown."""
    saved(store, ("9", "10"), ("1", "2"), ("10", "18"), indicator=RATIO)
    assert value(store) == Decimal("66.667")


def test_rounding_a_ratio_lifts_nothing_over_a_target_in_sight(store: Store) -> None:
    """1699 of 2000 are 84.95 %: with the decimals of the indicator they would read 85.0 and count as reached."""
    saved(store, ("1699", "2000"), ("0", "0"), ("0", "0"), indicator=RATIO)
    assert value(store) == Decimal("84.95")


def test_as_long_as_a_dong_is_missing_the_city_keeps_its_value(store: Store) -> None:
    city(store, 5)
    saved(store, "8", None, "10")
    assert value(store) == 5
    plan = plan_parts(Draft(sheet(store)))
    assert plan.missing == ("d2",)
    assert not plan.writes
    assert "d2동" in saving_text(evaluation(SUM), plan, "ko")
    assert dongs_title(Draft(sheet(store)), (), "ko").endswith("동 3곳 중 2곳 입력, 시 실적은 아직 적지 않습니다")


def test_the_last_dong_completes_the_value_and_taking_one_out_leaves_it(store: Store) -> None:
    saved(store, "8", None, "10")
    saved(store, None, "2")
    assert value(store) == 20
    draft = put(Draft(sheet(store)), {"d1": (" ",)})
    save(store, plan_parts(draft), "", SIGNED)
    assert value(store) == 20
    assert set(entered(store)) == {"d2", "d3"}
    assert sheet(store).made is None


def test_a_ratio_without_any_case_makes_no_value(store: Store) -> None:
    saved(store, ("0", "0"), ("0", "0"), ("0", "0"), indicator=RATIO)
    assert value(store) is None
    assert "한 건도 없어" in saving_text(evaluation(RATIO), plan_parts(Draft(sheet(store, RATIO))), "ko")


@pytest.mark.parametrize(
    ("indicator", "texts", "part"),
    [
        (SUM, ("1,234",), Part(value=Decimal(1234))),
        (SUM, ("１２ 건",), Part(value=Decimal(12))),
        (SUM, ("0",), Part(value=Decimal(0))),
        (RATIO, ("3", "4"), Part(done=Decimal(3), total=Decimal(4))),
    ],
)
def test_numbers_are_read_as_on_the_screen_of_values(
    store: Store, indicator: Indicator, texts: tuple[str, ...], part: Part
) -> None:
    assert plan_parts(typed(store, texts, indicator=indicator)).parts == {"d1": part}


@pytest.mark.parametrize(
    ("indicator", "texts"),
    [
        (SUM, ("약 12",)),
        (SUM, ("12-13",)),
        (SUM, ("S",)),
        (SUM, ("-1",)),
        (SUM, ("5%",)),
        (SUM, ("9999999999999",)),
        (RATIO, ("3", "")),
        (RATIO, ("5", "4")),
        (RATIO, ("3건", "4건")),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_guessed_and_nothing_saved_while_something_cannot_be_read(
    store: Store, indicator: Indicator, texts: tuple[str, ...], language: str
) -> None:
    plan = plan_parts(typed(store, texts, indicator=indicator))
    assert not plan.writes
    (row,) = problems_rows(plan.sheet, plan.errors, language)
    assert all(row.values())
    with pytest.raises(ValueError, match="readable"):
        save(store, plan, "", SIGNED)
    assert store.ledger("e", "part") == ()


def test_of_two_who_enter_the_same_dong_the_second_is_shown_both(store: Store) -> None:
    mine = typed(store, "8", "9", "10")
    saved(store, None, "7", signed=OTHER)
    with pytest.raises(LedgerChanged):
        save(store, plan_parts(mine), "", SIGNED)
    assert (set(entered(store)), value(store)) == ({"d2"}, None)
    again = read_again(mine, sheet(store))
    (clash,) = again.clashes
    assert (clash.dong, clash.mine) == ("d2", ("9",))
    assert clash.found is not None
    assert (clash.found.content.value, clash.found.who) == (7, OTHER[0])
    save(store, plan_parts(again), "", SIGNED)
    assert value(store) == 27


def test_a_value_never_rests_on_a_part_that_was_not_seen(store: Store) -> None:
    """d1 is changed by somebody else while the rest is typed: the sum would be one that nobody looked at."""
    saved(store, "8")
    mine = typed(store, None, "9", "10")
    saved(store, "80", signed=OTHER)
    with pytest.raises(LedgerChanged):
        save(store, plan_parts(mine), "", SIGNED)
    assert value(store) is None
    assert plan_parts(read_again(mine, sheet(store))).value == 99


def test_two_who_enter_other_dongs_do_not_disturb_each_other_while_some_are_missing(store: Store) -> None:
    mine = typed(store, "8")
    saved(store, None, "7", signed=OTHER)
    save(store, plan_parts(mine), "", SIGNED)
    assert set(entered(store)) == {"d1", "d2"}


def test_where_somebody_wrote_the_value_of_the_city_nothing_is_written_and_both_are_known(store: Store) -> None:
    mine = typed(store, "8", "9", "10")
    city(store, 26)
    with pytest.raises(StoreChanged):
        save(store, plan_parts(mine), "", SIGNED)
    assert entered(store) == {}
    again = read_again(mine, sheet(store))
    assert again.moved is not None
    assert (again.moved.seen, again.moved.found) == (None, Content(State.SUBMITTED, Decimal(26)))
    save(store, plan_parts(again), "", SIGNED)
    assert value(store) == 27


def test_a_value_that_its_parts_no_longer_make_is_said_with_both_numbers_and_can_be_written_again(store: Store) -> None:
    saved(store, "8", "9", "10")
    city(store, 30)
    now = Draft(sheet(store))
    assert not now.sheet.agrees
    assert "27건" in dongs_title(now, (), "ko")
    assert "30건" in dongs_title(now, (), "ko")
    plan = plan_parts(now)
    assert plan.writes
    save(store, plan, "", SIGNED)
    assert value(store) == 27


def test_the_same_again_writes_nothing(store: Store) -> None:
    saved(store, "8", "9", "10")
    before = (store.ledger_version(), store.data_version())
    assert not plan_parts(typed(store, "8", "9.0", "10")).writes
    save(store, plan_parts(Draft(sheet(store))), "", SIGNED)
    assert (store.ledger_version(), store.data_version()) == before


def test_the_month_before_stands_beside_and_other_months_and_indicators_do_not_count(store: Store) -> None:
    drafts = [
        REGISTER.draft("e", f"{JUNE}:i:d1", Part(value=Decimal(5))),
        REGISTER.draft("e", f"{JULY}:ii:d1", Part(value=Decimal(6))),
        REGISTER.draft("e", f"{JULY}:i:gone", Part(value=Decimal(7))),
    ]
    store.write_ledger(drafts, *SIGNED, seen={})
    now = sheet(store)
    assert now.before == {"d1": Part(value=Decimal(5))}
    assert (now.entered, now.strangers) == ({}, 1)


def test_a_part_of_the_other_kind_counts_as_missing(store: Store) -> None:
    saved(store, "8", "9", "10")
    now = sheet(store, RATIO)
    assert (now.entered, now.made) == ({}, None)


def test_a_closed_month_takes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise MonthClosed("month_closed", Path("e.duckdb"))

    monkeypatch.setattr("app.storage.imports.refuse_closed", closed)
    with pytest.raises(MonthClosed):
        saved(store, "8", "9", "10")
    assert store.ledger("e", "part") == ()


def test_of_a_sum_each_is_held_against_its_share_of_what_should_stand_the_farthest_behind_first(store: Store) -> None:
    """24 should stand for the city by now, 8 for each of three."""
    saved(store, "9", "5", "7.5")
    stands = stands_of(sheet(store), Fraction(24))
    assert [(one.dong.code, one.short, one.lags) for one in stands] == [
        ("d2", 3, True),
        ("d3", Fraction(1, 2), True),
        ("d1", -1, False),
    ]
    verdicts = [row["verdict"] for row in stands_table(sheet(store), stands, "ko").rows]
    assert verdicts == ["▼ 3건 뒤짐", "▼ 0.5건 뒤짐", "▲ 1건 앞섬"]


def test_where_lower_is_better_more_than_the_share_lags(store: Store) -> None:
    lower = replace(SUM, direction=Direction.LOWER)
    saved(store, "12", "10", "8", indicator=lower)
    assert [(one.dong.code, one.short) for one in stands_of(sheet(store, lower), None)] == [
        ("d1", 2),
        ("d2", 0),
        ("d3", -2),
    ]


def test_of_a_ratio_each_is_held_against_all_together_and_who_entered_nothing_stands_last(store: Store) -> None:
    saved(store, ("9", "10"), None, ("1", "10"), indicator=RATIO)
    stands = stands_of(sheet(store, RATIO), Fraction(85))
    assert [(one.dong.code, one.short) for one in stands] == [("d3", 40), ("d1", -40), ("d2", None)]


def test_without_a_target_nobody_lags(store: Store) -> None:
    aimless = replace(SUM, target=None)
    saved(store, "1", "2", "3", indicator=aimless)
    assert not any(one.lags for one in stands_of(sheet(store, aimless), None))


COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=40)


@given(COUNTS)
def test_a_ratio_lies_between_the_least_and_the_greatest_and_a_sum_is_exact(pairs: list[tuple[int, int]]) -> None:
    parts = [Part(Decimal(done), Decimal(done), Decimal(done + more)) for done, more in pairs]
    assert together(Parts.SUM, parts) == sum(done for done, _ in pairs)
    ratios = [ratio for part in parts if (ratio := together(Parts.RATIO, [part])) is not None]
    all_together = together(Parts.RATIO, parts)
    assert (all_together is None) == (not ratios)
    if all_together is not None:
        assert min(ratios) <= all_together <= max(ratios)
