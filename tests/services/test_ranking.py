from fractions import Fraction

import pytest

from app.services.ranking import months_without_scores, nodes_with_parts, rank_paths, ranked_rows, rival_of
from app.services.ranking_findings import losses_title, map_title, months_title, ranking_title
from app.services.status import loss_rows
from tests.services import named


def test_the_distance_is_taken_to_the_next_better_rank() -> None:
    rows = ranked_rows(named.result(), "1")
    assert [row.standing.unit for row in rows] == ["a", "b", "c"]
    assert [row.to_above for row in rows] == [None, Fraction(97) - Fraction("28.8") - Fraction(203, 3), 21]


def test_a_bonus_is_told_in_points_of_the_final_score() -> None:
    rows = ranked_rows(named.result(bonus="1"), "1")
    assert rows[0].standing.unit == "b"
    assert rows[0].adjustment == Fraction(7, 10)


@pytest.mark.parametrize(("unit", "rival"), [("a", "b"), ("b", "a"), ("c", "b"), ("d", None)])
def test_the_rival_is_the_one_above_and_for_the_first_the_one_below(unit: str, rival: str | None) -> None:
    assert rival_of(named.result(), unit) == rival


def test_lost_points_split_by_part_and_by_field() -> None:
    assert [node.code for node in nodes_with_parts(named.evaluation())] == ["final", "current"]


def test_ranks_by_month_keep_the_order_of_the_last_month() -> None:
    results = (named.result("2023-05", priors=False), named.result("2023-06"))
    paths = rank_paths(results, "1")
    assert [(path.unit, path.ranks) for path in paths] == [("a", (1, 1)), ("b", (2, 2)), ("c", (3, 3))]
    assert months_without_scores(results, "1") == ("2023-05",)
    assert rank_paths((), "1") == ()


@pytest.mark.parametrize(
    ("unit", "language", "title"),
    [
        ("a", "ko", "1그룹: 가시 1위, 다음 나시와 0.53점 차"),
        ("b", "ko", "1그룹: 가시 1위, 다음 나시와 0.53점 차 · 나시 2위"),
        ("c", "en", "Group 1: Ga is first, 0.53 points ahead of Na · Da 3rd"),
        ("d", "ko", "2그룹: 라군 1위"),
    ],
)
def test_the_title_says_who_leads_and_where_the_unit_stands(unit: str, language: str, title: str) -> None:
    assert ranking_title(named.view(named.result()), unit, language) == title


def test_the_title_of_lost_points_names_the_largest_part() -> None:
    result = named.result()
    rows = loss_rows(result, "1")
    # c lost 30 x 4 / 100 = 1.2 with the prior year and 70 x 1/3 = 23.333 in the current one.
    assert losses_title(result.evaluation, rows, "c", "ko") == "다시 24.53점 잃음, 그중 올해에서 23.33점"
    assert losses_title(result.evaluation, rows, "d", "ko") == "가시 3.00점 잃음, 모두 전년도에서"
    assert losses_title(result.evaluation, (), "c", "en") == "nobody has a score yet"


def test_the_title_of_the_map_names_every_leader() -> None:
    result = named.result()
    assert map_title(result.evaluation, result, "ko") == "1그룹 1위 가시 · 2그룹 1위 라군"


def test_the_title_of_the_months_tells_the_way() -> None:
    results = (named.result("2023-05"), named.result("2023-06", bonus="1"))
    months = tuple(result.month for result in results)
    path = next(path for path in rank_paths(results, "1") if path.unit == "b")
    evaluation = named.evaluation()
    assert months_title(evaluation, months, path, "ko") == "나시 5월 2위에서 6월 1위로"
    one = rank_paths(results[:1], "1")[0]
    assert months_title(evaluation, months[:1], one, "ko") == "가시 5월 1위, 견줄 앞선 달이 없습니다"
