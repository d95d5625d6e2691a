from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rank import award_of, rank_within_group
from scoring.rounding import round_half_up
from tests.scoring.build import branch, evaluation, leaf
from tests.scoring.naive import naive_ranks

# Few different scores, so that ties are common.
CLOSE = st.none() | st.builds(Fraction, st.integers(0, 12), st.sampled_from((1, 3, 100)))
SCORES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), CLOSE, max_size=12)


def ranks(*scores: str | None, decimals: int | None = None) -> list[int | None]:
    numbered = {str(index): None if score is None else Fraction(score) for index, score in enumerate(scores)}
    return [place.rank if place else None for place in rank_within_group(numbered, decimals).values()]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (["99", "98", "98", "97"], [1, 2, 2, 4]),
        (["97", "98", "98", "99"], [4, 2, 2, 1]),
        (["98", "98", "98"], [1, 1, 1]),
        (["99", "99", "98", "98", "98", "97"], [1, 1, 3, 3, 3, 6]),
        (["101.85", "100", "99"], [1, 2, 3]),
        (["98", None, "99"], [2, None, 1]),
        ([None, None], [None, None]),
        ([], []),
    ],
)
def test_ties_share_the_better_rank(scores: list[str | None], expected: list[int | None]) -> None:
    assert ranks(*scores) == expected


def test_exact_scores_part_what_rounding_ties() -> None:
    assert ranks("98.944", "98.936", "98.93") == [1, 2, 3]
    assert ranks("98.944", "98.936", "98.93", decimals=2) == [1, 1, 3]
    assert ranks("98.944", "98.936", "98.93", decimals=1) == [1, 1, 1]
    assert ranks("98.5", "98.4", "99.4", decimals=0) == [1, 3, 1]


def test_a_third_and_its_thirty_digits_are_no_tie() -> None:
    assert ranks("1/3", "0.333333333333333333333333333333") == [1, 2]


@given(SCORES)
def test_a_rank_is_one_more_than_the_number_of_higher_scores(scores: dict[str, Fraction | None]) -> None:
    places = rank_within_group(scores)
    assert {unit: place.rank if place else None for unit, place in places.items()} == naive_ranks(scores)
    for unit, place in places.items():
        assert place is None or place.tied == (list(scores.values()).count(scores[unit]) > 1)


@given(SCORES, st.integers(0, 2))
def test_rounded_ranks_are_ranks_of_rounded_scores(scores: dict[str, Fraction | None], decimals: int) -> None:
    rounded = {
        unit: None if score is None else Fraction(round_half_up(score, decimals)) for unit, score in scores.items()
    }
    assert rank_within_group(scores, decimals) == rank_within_group(rounded)


def test_units_that_share_a_place_share_its_award() -> None:
    one = evaluation(branch("final", leaf("I")))
    places = rank_within_group({unit: Fraction(score) for unit, score in zip("abcdefg", "9887765", strict=True)})
    awards = {unit: award_of(one, place) for unit, place in places.items()}
    assert [award.code if award else None for award in awards.values()] == [
        "grand",  # 1
        "excellence",  # 2
        "excellence",  # 2
        "encouragement",  # 4
        "encouragement",  # 4
        None,  # 6
        None,  # 7
    ]
    assert award_of(one, None) is None


def test_three_firsts_take_three_grand_prizes_and_leave_the_places_two_and_three_empty() -> None:
    one = evaluation(branch("final", leaf("I")))
    places = rank_within_group({unit: Fraction(score) for unit, score in zip("abcd", "9998", strict=True)})
    awards = [award_of(one, place) for place in places.values()]
    assert [award.code if award else None for award in awards] == ["grand", "grand", "grand", "encouragement"]
