"""The forecast held against a year that is over: counted by hand, and honest where it is worse."""

import pytest

from app.services.backtest import back_test, is_over, year_tested
from app.services.backtest_tables import back_test_title, calibration_table, scores_table, verdicts
from app.text.catalogue import LANGUAGES
from scoring.score import Result
from tests.scoring.build import branch, evaluation, indicator, leaf
from tests.scoring.years import year_before, year_of

UNITS = ["a", "b", "c", "d", "e", "f"]
ONE = evaluation(branch("final", leaf(indicator("p"))), UNITS)


def steady() -> tuple[Result, ...]:
    """Nothing moves all year: whatever stays as today is right."""
    return year_of(ONE, {unit: {"p": [70 + 6 * place] * 9} for place, unit in enumerate(UNITS)})


def rising() -> tuple[Result, ...]:
    """Everybody is at 95 until the end and ends at 100."""
    return year_of(ONE, {unit: {"p": [95] * 8 + [100]} for unit in UNITS})


def test_a_plain_forecast_that_is_always_right_has_a_brier_score_of_0_and_beats_the_method() -> None:
    test = back_test(steady(), ())
    assert [one.month for one in test.months] == [f"2023-{number:02d}" for number in range(3, 9)]
    for tested in (*test.months, test.together):
        assert tested.top.plain == tested.rank.plain == tested.award.plain == 0
        assert not tested.rank.better
        assert [one.came for one in tested.covered] == [1, 1, 1]
    assert test.together.top.count == 6 * len(UNITS)
    assert "2023년 3월 순위" in " ".join(verdicts(test, "ko"))
    assert "18번 중 0번" in back_test_title(test, "ko")


def test_what_the_year_before_taught_shows_in_the_scores() -> None:
    """As today says none has the top grade, and all end with it; last year went the same way."""
    before = year_of(year_before(ONE), {unit: {"p": [95] * 8 + [100 + place / 10]} for place, unit in enumerate(UNITS)})
    taught, untaught = back_test(rising(), before), back_test(rising(), ())
    assert taught.together.top.plain == untaught.together.top.plain == 1
    assert taught.together.top.forecast < untaught.together.top.forecast < 1
    assert (taught.with_history, untaught.with_history) == (True, False)


def test_an_interval_that_misses_is_called_too_narrow() -> None:
    """From 60 to 100 in the last month: no interval of a level that stays holds that."""
    test = back_test(year_of(ONE, {unit: {"p": [60] * 8 + [100]} for unit in UNITS}), ())
    assert test.together.covered[1].came == 0
    said = " ".join(verdicts(test, "ko"))
    assert "80% 구간은 실제로 0.0%만 담아" in said
    assert "실제보다 낮게 말합니다" in said


def test_the_bins_hold_every_cell_once() -> None:
    test = back_test(steady(), ())
    assert sum(one.count for one in test.together.bins) == test.together.top.count
    for one in test.together.bins:
        assert one.low <= one.said <= one.high
        assert 0 <= one.came <= 1


def test_only_a_year_that_is_over_can_be_tested() -> None:
    unfinished = steady()[:8]
    assert not is_over(unfinished)
    assert not is_over(())
    assert not is_over(steady()[8:])
    with pytest.raises(ValueError, match="not over"):
        back_test(unfinished, ())
    assert year_tested("e", lambda code: unfinished) is None
    assert year_tested("e", lambda code: steady()) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_have_a_row_for_every_month_and_every_bin(language: str) -> None:
    test = back_test(steady(), ())
    assert len(scores_table(test, "t", language).rows) == 7
    assert len(calibration_table(test, "t", language).rows) == len(test.together.bins)
    assert all(verdicts(test, language))
