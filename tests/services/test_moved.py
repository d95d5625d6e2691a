"""Why a rank moved: what it can be held against, the parts of a chart, the sentences and the tables."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from app.services.months import Choice, MonthView
from app.services.moved import Against, Change, Movement, Start, Unsplit, movement_of, starts_of, usual_starts
from app.services.moved_findings import indicators_title, line, notes, rivals_of_step, title, unsplit_title
from app.services.moved_method_tables import method_table
from app.services.moved_pieces import pieces_of
from app.services.moved_tables import indicators_table, pieces_table, rivals_table, steps_table
from app.storage.records import MonthProvenance
from scoring.decompose import Cause
from scoring.ladder import Stage
from scoring.model import Evaluation, MissingPolicy, Name, Policies
from scoring.score import Result, score_month
from tests.scoring.build import bonus, branch, evaluation, imported, indicator, leaf, month

NOWHERE = MonthProvenance(False, None, (), "")
CODES = tuple(f"i{number:02d}" for number in range(20))


def year(root: object, units: str = "abc", **settings: object) -> Evaluation:
    one = evaluation(root, units, **settings)  # type: ignore[arg-type]
    groups = tuple(
        replace(group, units=tuple(replace(unit, name=Name(f"{unit.code}시", unit.code)) for unit in group.units))
        for group in one.groups
    )
    return replace(one, groups=groups)


TREE = branch("final", imported("prior", 30), branch("current", *(leaf(code) for code in CODES), weight=70))
ONE = year(TREE)


def scored(one: Evaluation, cells: Mapping[str, Mapping[str, object]], *more: object, at: str = "2023-09") -> Result:
    prior = {(unit, "prior"): 90 for unit in "abc"}
    return score_month(one, month(cells, *(more or (prior,)), at=at))  # type: ignore[arg-type]


def row(letters: Mapping[str, str] | None = None, usual: str = "A") -> dict[str, object]:
    return {code: (letters or {}).get(code, usual) for code in CODES}


def moved(before: Result, after: Result, unit: str = "a") -> Movement:
    found = movement_of(before, after, unit)
    assert isinstance(found, Movement)
    return found


@pytest.fixture
def summer() -> Movement:
    """a: two of twenty from A to S, one to B, and a bonus of 1: 0.7 x (2 x 10 - 10) / 20 + 0.7 = 1.05; b passes all."""
    before = scored(ONE, {"a": row(), "b": row({"i00": "B"}), "c": row({"i00": "S"})}, at="2023-06")
    prior = {(unit, "prior"): 90 for unit in "abc"}
    cells = {"a": row({"i00": "S", "i01": "S", "i02": "B"}), "b": row(usual="S"), "c": row({"i00": "S"})}
    return moved(before, scored(ONE, cells, prior, [bonus("a", "current", 1)]))


def test_the_title_says_the_rank_and_what_each_step_did(summer: Movement) -> None:
    assert title(summer, "ko") == "a시, 6월과 같은 2위 · 자체 개선 +1.05점으로 1계단 상승, 경쟁 시군 변화로 1계단 하락"
    assert title(summer, "en") == "a is 2nd, as in June · own gain +1.05: up 1, rivals: down 1"
    assert line(summer, "ko") == "종합점수 90.00점 → 91.05점(+1.05): 지표 +0.35 · 가점·감점 +0.70"
    assert rivals_of_step(summer, Stage.OWN, "ko") == "c시 앞지름"
    assert rivals_of_step(summer, Stage.RIVALS, "ko") == "b시 앞서 나감"


def test_the_tables_say_the_same(summer: Movement) -> None:
    steps = steps_table(summer, "t", "ko").rows
    assert [(one["stage"], one["rank"], one["passed"], one["lost"]) for one in steps] == [
        ("2023년 6월", "2위", "–", "–"),
        ("그룹 변경", "2위", "–", "–"),
        ("방법 변경", "2위", "–", "–"),
        ("자체 변화", "1위", "c시", "–"),
        ("경쟁 시군 변화", "2위", "–", "b시"),
    ]
    rivals = {one["unit"]: one for one in rivals_table(summer, "t", "ko").rows}
    assert [
        rivals["b시"][key] for key in ("side", "rank_before", "rank_after", "lead_before", "lead_after", "own")
    ] == [
        *("앞서 나감", "3위", "1위"),
        *("+0.35", "−5.95", "+7.35"),
    ]
    assert (rivals["c시"]["side"], rivals["c시"]["lead_after"]) == ("앞지름", "+0.70")
    assert "method" not in rivals["c시"]
    table = indicators_table(summer, "t", "ko")
    assert [(one["indicator"], one["before"], one["after"], float(str(one["total"]))) for one in table.rows] == [
        ("i00", "A", "S", 0.35),
        ("i01", "A", "S", 0.35),
        ("i02", "A", "B", -0.35),
    ]
    assert [column.label for column in table.columns][:4] == ["지표", "종합점수 효과", "6월", "9월"]
    assert indicators_title(summer, "ko") == "움직인 지표 3개: 점수를 올린 2개, 내린 1개"


def test_the_parts_of_the_chart_add_up_and_never_part_equals(summer: Movement) -> None:
    assert [(piece.cause, piece.code, piece.points) for piece in pieces_of(summer)] == [
        (Cause.ADJUSTMENT, "", Fraction("0.7")),
        (Cause.OWN, "i00", Fraction("0.35")),
        (Cause.OWN, "i01", Fraction("0.35")),
        (Cause.OWN, "i02", Fraction("-0.35")),
    ]
    many = moved(scored(ONE, {"a": row()}), scored(ONE, {"a": row({"i19": "C"}, usual="S")}))
    pieces = pieces_of(many)
    assert [(piece.code, piece.count) for piece in pieces] == [("i19", 1), ("", 19)]
    assert sum(piece.points for piece in pieces) == many.split.total
    shown = pieces_table(many, "t", "ko").rows
    assert [one["item"] for one in shown] == ["i19", "그 밖에 오른 지표 19개", "합계"]


def test_what_never_moved_is_said_as_it_is() -> None:
    result = scored(ONE, {"a": row(), "b": row(usual="S")})
    still = moved(scored(ONE, {"a": row(), "b": row(usual="S")}, at="2023-08"), result)
    assert title(still, "ko") == "a시, 8월과 같은 2위 · 자체 변화 없음"
    assert line(still, "en") == "Final score unchanged at 90.00"
    assert still.indicators == ()
    assert pieces_of(still) == ()


@pytest.fixture
def years() -> Movement:
    """x has a higher target, y is gone, z is new; the prior year weighs 20 instead of 30."""
    old = branch("final", imported("prior", 30), branch("current", leaf("x"), leaf("y"), leaf("w"), weight=70))
    stricter = indicator("x", target=120)
    new = branch("final", imported("prior", 20), branch("current", leaf(stricter), leaf("z"), leaf("w"), weight=80))
    before = scored(year(old), {"a": {"x": "100", "y": "B", "w": "S"}}, at="2023-09")
    later = replace(year(new), code="e2", previous="e")
    return moved(before, scored(later, {"a": {"x": "100", "z": "A", "w": "S"}}))


def test_between_years_new_changed_and_dropped_indicators_are_listed(years: Movement) -> None:
    found = {one.indicator.code: one.change for one in years.indicators}
    assert found == {"x": Change.CHANGED, "y": Change.DROPPED, "z": Change.NEW}
    table = method_table(years, "t", "ko")
    assert [(one["change"], one["item"], one["what"]) for one in table.rows] == [
        ("새 지표", "z", "지금 등급 A"),
        ("바뀜", "x", "목표 100 → 120"),
        ("없어짐", "y", "그때 등급 B"),
        ("가중치", "가중치·분야 변경", " 30.0% → 20.0% ·  70.0% → 80.0%"),  # nodes without names
    ]
    assert table.codes == ("z", "x", "", "")
    assert sum(Fraction(str(one["effect"])) for one in table.rows) == pytest.approx(years.split.method, abs=0.002)
    columns = {column.key for column in indicators_table(years, "t", "ko").columns}
    assert {"change", "own", "method"} <= columns
    assert "방법 변경" in line(years, "ko")


def test_a_changed_rule_that_moved_nothing_is_listed_all_the_same() -> None:
    """120 of 100 and 120 of 120: S either way."""
    old, new = branch("final", leaf("x")), branch("final", leaf(indicator("x", target=120)))
    found = moved(scored(year(old), {"a": {"x": "120"}}, {}), scored(year(new), {"a": {"x": "120"}}, {}))
    assert [(one.change, one.total) for one in found.indicators] == [(Change.CHANGED, 0)]


def view(one: Evaluation, at: str, months: tuple[str, ...]) -> MonthView:
    result = scored(one, {"a": row()}, at=at)
    return MonthView(one, at, months, result, None, None, NOWHERE, 1)


def test_months_to_begin_at() -> None:
    before = replace(ONE, code="e22")
    now = replace(ONE, code="e23", previous="e22")
    months = ("2023-07", "2023-08", "2023-09")
    found = [Choice(now, months), Choice(before, ("2022-08", "2022-09")), Choice(replace(ONE, code="x"), ("2021-09",))]
    starts = starts_of(found, view(now, "2023-08", months))
    assert [start.code for start in starts] == ["e23.2023-07", "e22.2022-09", "e22.2022-08"]
    usual = usual_starts(starts, view(now, "2023-08", months))
    assert {kind: start.month for kind, start in usual.items()} == {
        Against.LAST_MONTH: "2023-07",
        Against.SAME_MONTH: "2022-08",
        Against.CUTOFF: "2022-09",
    }
    at_the_end = view(now, "2023-09", months)
    assert list(usual_starts(starts_of(found, at_the_end), at_the_end)) == [Against.LAST_MONTH, Against.CUTOFF]
    first = view(now, "2023-07", months)
    assert Against.LAST_MONTH not in usual_starts(starts_of(found, first), first)
    assert starts_of([Choice(now, months)], first) == ()


def test_evaluations_that_name_each_other_as_the_one_before_end_somewhere() -> None:
    one, other = replace(ONE, code="p", previous="q"), replace(ONE, code="q", previous="p")
    found = [Choice(one, ("2023-09",)), Choice(other, ("2022-09",))]
    assert [start.code for start in starts_of(found, view(one, "2023-09", ("2023-09",)))] == ["q.2022-09"]


def test_what_cannot_be_compared_says_why() -> None:
    lenient = year(branch("final", *(leaf(code) for code in CODES)), policies=Policies(MissingPolicy.LEAVE_OUT))
    none, some = scored(lenient, {"b": row()}, {}), scored(lenient, {"a": row()}, {})
    assert movement_of(none, some, "a") is Unsplit.NO_SCORE_BEFORE
    assert movement_of(some, none, "a") is Unsplit.NO_SCORE_NOW
    assert movement_of(scored(year(TREE, "bc"), {}), some, "a") is Unsplit.NOT_THERE
    start = Start(lenient, "2022-09", False)
    for reason in Unsplit:
        assert "a시" in unsplit_title(reason, some, start, "a", "ko")


def test_a_prior_score_that_came_in_is_noted() -> None:
    before, after = scored(ONE, {"a": {**row(), "i00": ""}}, {}, at="2023-03"), scored(ONE, {"a": row()})
    found = moved(before, after)
    assert len(notes(found, "ko")) == 3
    assert any("미입력 1건" in note for note in notes(found, "ko"))
    assert any(piece.cause is Cause.IMPORTED for piece in pieces_of(found))
