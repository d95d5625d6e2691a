"""Orders of rounded scores along a weight, against every half that any curve passes and against the whole engine."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring.curves import Curve
from scoring.paths import Path
from scoring.rank import rank_within_group
from scoring.reweigh import with_weights
from scoring.roots import Root
from scoring.rounding import round_half_up
from scoring.rulers import ruler
from scoring.score import Result
from scoring.staircase import MOST_STEPS, Span, Staircase, Turning, staircase
from tests.scoring.test_rulers import inside, just_beside, scores_at, weights_that_move

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ONE = Span(Fraction(0), Fraction(1), 1)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """A curve whose weight stays above zero strictly between 0 and 1 and may be zero at an end."""
    start, end = draw(st.sampled_from([(1, 1), (1, 2), (3, 1), (0, 2), (2, 0), (5, 5)]))
    low, high = draw(st.integers(-40, 40)), draw(st.integers(-40, 40))
    # Where nothing weighs anything at an end, the score is the same all along.
    first, last = (low if start else 0), (high if end else 0)
    return Curve(first, last - first, start, end - start)


def score(curve: Curve, share: Fraction) -> Fraction:
    found = curve.at(share)
    assert found is not None
    return found


def halves(curve: Curve, steps: int) -> Iterator[Fraction]:
    """Every share strictly between 0 and 1 at which a curve passes a half of the last place."""
    if not (curve.c and curve.c + curve.d) or score(curve, Fraction(0)) == score(curve, Fraction(1)):
        return
    low, high = sorted(score(curve, Fraction(end)) * steps for end in (0, 1))
    for half in range(floor(low) - 1, ceil(high) + 1):
        wanted = Fraction(2 * half + 1, 2 * steps)
        if low < wanted * steps < high:
            yield (wanted * curve.c - curve.a) / (curve.b - wanted * curve.d)


@quick
@given(st.lists(curves(), min_size=2, max_size=4), st.sampled_from([0, 1]))
def test_the_turnings_are_those_of_every_half_tried(drawn: list[Curve], decimals: int) -> None:
    steps = 10**decimals
    named = dict(zip("abcd", drawn, strict=False))
    places = [Fraction(0), *sorted({at for curve in drawn for at in halves(curve, steps)}), Fraction(1)]
    expected: list[Turning] = []
    ahead = {other: False for other in named if other != "a"}
    for start, end in pairwise(places):
        rounded = {unit: round_half_up(score(curve, (start + end) / 2), decimals) for unit, curve in named.items()}
        now = {other: rounded[other] > rounded["a"] for other in ahead}
        if start == 0:
            first = sum(now.values())
        else:
            expected += [Turning(start, other, now[other]) for other in sorted(now) if now[other] != ahead[other]]
        ahead = now
    assert staircase(named, "a", ONE._replace(steps=steps)) == Staircase(first, tuple(expected))


def rounding(result: Result, decimals: int) -> Result:
    """The same month under rules that rank rounded scores."""
    policies = replace(result.evaluation.policies, rank_decimals=decimals)
    return with_weights(replace(result, evaluation=replace(result.evaluation, policies=policies)), {})


@quick
@given(weights_that_move(), st.sampled_from([0, 1, 2]))
def test_a_ruler_of_rounded_scores_tells_the_ranks_of_the_engine(case: tuple[Result, Path], decimals: int) -> None:
    result, path = rounding(case[0], decimals), case[1]
    assume(not path.fixed)
    for unit in (one.unit for one in result.group("1")):
        found = ruler(result, path.moved, unit, locked=[])
        if found.exact_only or found.path.fixed:
            continue
        for start, end, rank in found.stretches:
            for share in inside(start, end):
                place = rank_within_group(scores_at(result, found.path, share), decimals)[unit]
                assert (place.rank if place else None) == rank
        for one, next_ in pairwise(found.stretches):
            before, after = just_beside(one.end, one.start, next_.end)
            assert [rank_at(result, found.path, share, unit) for share in (before, after)] == [one.rank, next_.rank]
        for share, rank in ((found.path.low, found.at_low), (found.path.high, found.at_high)):
            assert rank_at(result, found.path, share, unit) == rank
        assert found.official == result.standings[unit].rank


def rank_at(result: Result, path: Path, share: Fraction, unit: str) -> int | None:
    return with_weights(result, path.weights_at(share)).standings[unit].rank


def test_units_that_are_tied_in_between_are_both_first_there() -> None:
    """b is rounded to 3 from 2.5 on, a stays 3: from the half on b is no longer behind, but never ahead."""
    level, rising = Curve(3, 0, 1, 0), Curve(2, 1, 1, 0)
    assert staircase({"a": level, "b": rising}, "a", ONE) == Staircase(0, ())
    assert staircase({"a": level, "b": rising}, "b", ONE) == Staircase(1, (Turning(Fraction(1, 2), "a", False),))


def test_equal_curves_are_never_ahead_of_each_other() -> None:
    rising = Curve(0, 100, 1, 0)
    assert staircase({"a": rising, "b": Curve(0, 200, 2, 0)}, "a", ONE._replace(steps=10**10)) == Staircase(0, ())


def test_ranks_that_would_alternate_all_along_are_not_told() -> None:
    """A thousandth apart, both pass 100 x 100 halves, always one shortly after the other."""
    pair = {"a": Curve(0, 100, 1, 0), "b": Curve(1, 100_000, 1000, 0)}
    assert staircase(pair, "a", ONE._replace(steps=100)) is None
    few = staircase(pair, "a", ONE._replace(steps=1))
    assert few is not None
    assert len(few.turnings) == 200 < MOST_STEPS


def test_the_place_of_a_turn_is_exact() -> None:
    found = staircase({"a": Curve(0, 0, 1, 0), "b": Curve(0, 3, 1, 1)}, "a", ONE)
    assert found == Staircase(0, (Turning(Fraction(1, 5), "b", True),))
    assert Root(found.turnings[0].at).exact == Fraction(1, 5)
