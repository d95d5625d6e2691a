from decimal import Decimal
from fractions import Fraction

import pytest

from app.services.comparison import side_by_side
from app.services.comparison_tables import comparison_table
from app.services.ranking import rank_paths, ranked_rows
from app.services.ranking_findings import comparison_title
from app.services.ranking_tables import (
    losses_table,
    months_table,
    notes_line,
    rank_table,
    short_rank_table,
)
from app.services.status import loss_rows
from scoring.rounding import round_half_up
from tests.services import named

REST = "한쪽에만 해당하는 지표의 영향"


def test_a_row_says_rank_score_award_parts_bonus_and_distance() -> None:
    result = named.result(bonus="0.3")
    table = rank_table(result.evaluation, ranked_rows(result, "1"), "b", "title", "ko")
    assert [column.label for column in table.columns] == [
        "순위", "시군", "점수", "시상", "전년도 30%", "올해 70%", "가점·감점", "위와의 차", "비고"
    ]  # fmt: skip
    assert table.codes == ("a", "b", "c")
    assert table.rows[1] == {
        "rank": 2,
        "unit": "▶ 나시",
        "score": Decimal("96.68"),
        "award": "우수",
        "part_prior": Decimal("96.00"),
        "part_current": Decimal("96.97"),
        "adjustment": Decimal("0.210"),
        "to_above": Decimal("0.32"),
        "note": "",
    }


def test_what_is_missing_stands_in_a_word() -> None:
    result = named.result(priors=False)
    rows = rank_table(result.evaluation, ranked_rows(result, "1"), "b", "title", "ko").rows
    assert [row["note"] for row in rows] == ["전년도 점수 없음", "전년도 점수 없음", "전년도 점수 없음, 미입력 1건"]
    assert [row["part_prior"] for row in rows] == [None] * 3


def test_the_short_table_leaves_what_is_missing_to_a_line() -> None:
    result = named.result()
    rows = ranked_rows(result, "1")
    table = short_rank_table(result.evaluation, rows, "a", "title", "en")
    assert [column.key for column in table.columns] == ["rank", "unit", "score", "award"]
    assert notes_line(result.evaluation, rows, "en") == "Not submitted: Da 1"
    assert notes_line(result.evaluation, ranked_rows(result, "2"), "en") == ""
    without = named.result(priors=False)
    assert notes_line(without.evaluation, ranked_rows(without, "1"), "ko") == (
        "전년도 점수 없음: 모든 시군 · 미입력: 다시 1건"
    )


def test_scores_get_as_many_decimals_as_tell_them_apart() -> None:
    # 0.7619 x 0.7 = 0.53333: b comes to 96.99999666..., a stands at 97 exactly.
    result = named.result(bonus="0.7619")
    table = rank_table(result.evaluation, ranked_rows(result, "1"), "a", "title", "ko")
    scores = [row["score"] for row in table.rows]
    assert len(set(scores)) == 3
    assert table.rows[1]["to_above"] != 0


def test_losses_add_up_to_what_is_missing_to_the_full_score() -> None:
    result = named.result(bonus="1")
    rows = loss_rows(result, "1", "current")
    table = losses_table(result.evaluation, rows, "b", "title", "en")
    assert [column.label for column in table.columns] == ["Rank", "Name", "Field F", "Field G", "Bonus"]
    b = next(row for row in table.rows if row["unit"] == "▶ Na")
    assert (b["part_F"], b["part_G"], b["adjustment"]) == (Decimal("2.333"), Decimal("0.000"), Decimal("0.700"))


def test_months_stand_in_columns() -> None:
    results = (named.result("2023-05"), named.result("2023-06", bonus="1"))
    paths = rank_paths(results, "1")
    table = months_table(named.evaluation(), ("2023-05", "2023-06"), paths, "title", "ko")
    assert table.rows[0] == {"unit": "나시", "2023-05": 2, "2023-06": 1}


@pytest.mark.parametrize("bonus", [None, "1"])
def test_the_effects_of_a_comparison_add_up_to_the_difference(bonus: str | None) -> None:
    result = named.result(bonus=bonus)
    pair = side_by_side(result, "b", "d")
    assert pair is not None
    rows = comparison_table(result.evaluation, pair, "title", "ko").rows
    effects = [row["effect"] for row in rows if row["effect"] is not None]
    assert abs(sum(effects[:-1], Decimal(0)) - effects[-1]) <= Decimal("0.002")
    assert effects[-1] == round_half_up(pair.first.score - pair.second.score, 3)


def test_only_what_differs_is_listed_and_the_rest_is_named() -> None:
    result = named.result()
    pair = side_by_side(result, "b", "d")
    assert pair is not None
    table = comparison_table(result.evaluation, pair, "title", "ko")
    # d has no Z, so its X and Y weigh 35 instead of 70/3: X differs in weight only. Z brings b 70/3, X loses 35/3.
    assert [row["item"] for row in table.rows] == ["Y", "전년도 실적", "Z", REST, "종합점수 차이"]
    assert table.codes == ("Y", "", "Z", "", "")
    y, prior, z, rest, total = table.rows
    assert (z["first"], z["second"], z["effect"]) == ("S", "해당없음", None)
    assert y["effect"] == round_half_up(Fraction(21) - 35, 3)
    assert (prior["first"], prior["second"], prior["effect"]) == ("96.00", "80.00", Decimal("4.800"))
    assert rest["effect"] == round_half_up(Fraction(70, 3) + Fraction(70, 3) - 35, 3)
    assert total["effect"] == Decimal("2.467")


@pytest.mark.parametrize(
    ("first", "second", "language", "title"),
    [
        ("b", "a", "ko", "나시가 가시보다 0.53점 뒤짐 — 가장 큰 차이는 가 분야 -2.333점"),
        ("a", "b", "en", "Ga is 0.53 points ahead of Na — widest difference: Field F +2.333"),
        ("a", "a", "ko", "가시와 가시의 점수가 같음"),
    ],
)
def test_the_title_of_a_comparison_says_who_is_ahead(first: str, second: str, language: str, title: str) -> None:
    result = named.result()
    pair = side_by_side(result, first, second)
    assert pair is not None
    assert comparison_title(result.evaluation, pair, language) == title.replace("-", "−")
