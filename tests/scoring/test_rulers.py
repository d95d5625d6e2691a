"""Every breakpoint is one and none is missing, held against the whole engine that scores anew at every weight."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path as File

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.curves import Curve, curves_of
from scoring.model import Branch, Policies, walk
from scoring.paths import Path, Room, path_of
from scoring.rank import rank_within_group
from scoring.reweigh import with_weights
from scoring.roots import Root
from scoring.rounding import round_half_up
from scoring.rulers import Breakpoint, Ruler, all_breakpoints, breakpoints, ruler
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, imported, leaf, month
from tests.scoring.strategies import evaluations, months

DOCS = File(__file__).parents[2] / "docs"
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROOMS = st.sampled_from(tuple(Room))
Scores = Mapping[str, Fraction | None]


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A month of two groups scored, some weights perhaps set to nothing."""
    one = draw(evaluations())
    first, second = one.groups[0].units[:3], one.groups[0].units[3:]
    one = replace(one, groups=(replace(one.groups[0], units=first), replace(one.groups[0], code="2", units=second)))
    result = score_month(one, draw(months(one)))
    codes = [node.code for node in walk(one.root)][1:]
    nothing = draw(st.sets(st.sampled_from(codes), max_size=3)) if draw(st.booleans()) else ()
    return with_weights(result, dict.fromkeys(nothing, Fraction(0)))


@st.composite
def weights_that_move(draw: st.DrawFn) -> tuple[Result, Path]:
    result = draw(results())
    parent = draw(st.sampled_from([node for node in walk(result.evaluation.root) if isinstance(node, Branch)]))
    codes = [child.code for child in parent.children]
    locked = draw(st.sets(st.sampled_from(codes), max_size=2))
    return result, path_of(parent, draw(st.sampled_from(codes)), draw(ROOMS), locked)


def scores_at(result: Result, path: Path, share: Fraction) -> Scores:
    """What the engine gives the units of the first group with these weights."""
    standings = with_weights(result, path.weights_at(share)).standings
    return {one.unit: standings[one.unit].score for one in result.group("1")}


def sign(scores: Scores, first: str, second: str) -> int | None:
    one, other = scores[first], scores[second]
    return None if one is None or other is None else (one > other) - (one < other)


def just_beside(at: Root, start: Root, end: Root) -> tuple[Fraction, Fraction]:
    """Fractions before and after a number, nearer to it than its neighbours and than a millionth."""
    assert start < at < end
    grain = 2**20
    while True:
        near = at.floor_of(grain)
        before, after = Fraction(near - 1, grain), Fraction(near + 1, grain)
        if start < Root(before) < at < Root(after) < end:
            return before, after
        grain *= 2


def inside(start: Root, end: Root, parts: int = 12) -> list[Fraction]:
    """Fractions all over an open interval, also close to its ends."""
    assert start < end
    grain = 2**20
    while end.floor_of(grain) - start.floor_of(grain) < 4:
        grain *= 2
    low, high = Fraction(start.floor_of(grain) + 1, grain), Fraction(end.floor_of(grain) - 1, grain)
    return [low + (high - low) * Fraction(part, parts) for part in range(parts + 1)]


@quick
@given(weights_that_move())
def test_a_curve_is_what_the_engine_gives_all_along(case: tuple[Result, Path]) -> None:
    result, path = case
    curves = curves_of(path, result.evaluation.root, result.group("1"))
    ends = {path.low, path.official, path.high}
    for share in [*ends, *([] if path.fixed else inside(Root(path.low), Root(path.high)))]:
        for unit, score in scores_at(result, path, share).items():
            curve = curves.get(unit)
            if curve is None:
                assert score is None or share in ends
            elif share not in ends or curve.at(share) is not None:
                assert curve.at(share) == score
    assert scores_at(result, path, path.official) == {one.unit: one.score for one in result.group("1")}


@quick
@given(weights_that_move())
def test_every_breakpoint_is_one_and_none_is_missing(case: tuple[Result, Path]) -> None:
    result, path = case
    found = breakpoints(curves_of(path, result.evaluation.root, result.group("1")), path.low, path.high)
    edges = [Root(path.low), *(place.at for place in found), Root(path.high)]
    assert all(one < next_ for one, next_ in pairwise(edges)) or (path.fixed and not found)
    for (start, end), place in zip(zip(edges, edges[2:], strict=False), found, strict=True):
        overtaken = {frozenset(pair): pair for pair in place.overtakings}
        assert len(overtaken) == len(place.overtakings) > 0
        before, after = (scores_at(result, path, share) for share in just_beside(place.at, start, end))
        at = None if place.at.exact is None else scores_at(result, path, place.at.exact)
        for pair in combinations(before, 2):
            if frozenset(pair) not in overtaken:
                assert not {sign(before, *pair), sign(after, *pair)} > {-1, 1}
                continue
            passing, passed = overtaken[frozenset(pair)]
            assert (sign(before, passing, passed), sign(after, passing, passed)) == (-1, 1)
            assert at is None or sign(at, passing, passed) == 0
    for start, end in () if path.fixed else pairwise(edges):
        seen = [scores_at(result, path, share) for share in inside(start, end)]
        for pair in combinations(seen[0], 2):
            assert len({sign(scores, *pair) for scores in seen} - {0}) <= 1


@quick
@given(weights_that_move())
def test_between_breakpoints_the_order_of_a_pair_is_the_same_on_a_dense_grid(case: tuple[Result, Path]) -> None:
    """Without knowing the breakpoints: as many turns on the grid as the overtakings between its points add up to."""
    result, path = case
    curves = curves_of(path, result.evaluation.root, result.group("1"))
    found = breakpoints(curves, path.low, path.high)
    if path.fixed:
        return
    grid = inside(Root(path.low), Root(path.high), parts=40)
    seen = [scores_at(result, path, share) for share in grid]
    for first, second in combinations(seen[0], 2):
        signs = [sign(scores, first, second) for scores in seen]
        for (left, before), (right, after) in pairwise(zip(grid, signs, strict=True)):
            turns = sum(
                {(first, second): 1, (second, first): -1}.get(pair, 0)
                for place in found
                if Root(left) < place.at < Root(right)
                for pair in place.overtakings
            )
            if before and after:
                assert after - before == 2 * turns


@quick
@given(results(), ROOMS, st.data())
def test_the_stretches_of_a_ruler_cover_the_path_and_hold_the_ranks_of_the_engine(
    result: Result, room: Room, data: st.DataObject
) -> None:
    node = data.draw(st.sampled_from([node.code for node in walk(result.evaluation.root)][1:]))
    found = ruler(result, node, "a", room=room)
    path = found.path
    assert (found.unit, path.moved, found.exact_only) == ("a", node, False)
    assert (found.official, found.stretches[0].start, found.stretches[-1].end) == (
        result.standings["a"].rank,
        Root(path.low),
        Root(path.high),
    )
    for one, following in pairwise(found.stretches):
        assert one.end == following.start
        assert one.rank != following.rank
    assert found.at_low == rank_at(result, path, path.low)
    assert found.at_high == rank_at(result, path, path.high)
    breaks = {place.at for place in found.breakpoints}
    assert {one.start for one in found.stretches[1:]} <= breaks
    every = all_breakpoints(result, room)[node]["1"]
    assert found.breakpoints == tuple(
        Breakpoint(at, only) for at, pairs in every if (only := tuple(pair for pair in pairs if "a" in pair))
    )
    for start, end, rank in () if path.fixed else found.stretches:
        for share in inside(start, end):
            scores = scores_at(result, path, share)
            ties = [other for other in scores if other != "a" and sign(scores, "a", other) == 0]
            if not ties or rank is None:
                assert rank_at(result, path, share) == rank


def rank_at(result: Result, path: Path, share: Fraction) -> int | None:
    place = rank_within_group(scores_at(result, path, share))["a"]
    return place.rank if place else None


@quick
@given(results())
def test_all_breakpoints_name_every_weight_and_group(result: Result) -> None:
    codes = [node.code for node in walk(result.evaluation.root)][1:]
    found = all_breakpoints(result)
    assert sorted(found) == sorted(codes)
    assert all(list(groups) == ["1", "2"] for groups in found.values())
    assert not any(groups["2"] for groups in found.values())  # one unit alone passes nobody


def table(rows: Mapping[str, tuple[str, ...]], weights: tuple[str, ...]) -> Result:
    """Units with imported scores only; an empty one is left out."""
    root = branch("final", *(imported(f"w{index}", weight) for index, weight in enumerate(weights, start=1)))
    scores = {
        (unit, f"w{index}"): score for unit, row in rows.items() for index, score in enumerate(row, start=1) if score
    }
    return score_month(evaluation(root, "".join(rows)), month({}, scores))


def told(found: Ruler) -> list[tuple[str, str, int | None]]:
    return [(str(start.rounded(4)), str(end.rounded(4)), rank) for start, end, rank in found.stretches]


def test_the_swap_that_a_search_in_steps_misses() -> None:
    """Weights .6/.2/.2: the second and the third are equal, and change places, at w3 = 0.5 exactly."""
    result = table({"a": ("1", "0", "0.5"), "b": ("0", "1", "0.5"), "c": ("0.2", "0.2", "0.4")}, (".6", ".2", ".2"))
    found = all_breakpoints(result, Room.EQUAL)["w3"]["1"]
    assert found == (Breakpoint(Root(Fraction(1, 2)), (("c", "b"),)),)
    assert ruler(result, "w3", "c", room=Room.EQUAL).path.high == Fraction(3, 5)
    assert told(ruler(result, "w3", "c", room=Room.EQUAL)) == [("0.0000", "0.5000", 3), ("0.5000", "0.6000", 2)]
    assert all_breakpoints(result)["w3"]["1"] == ()


def test_units_without_some_score_change_places_at_irrational_weights() -> None:
    """a has no w1: (60 + 140 t) / (1 + t), and b 95 - 25 t; equal where 25 t squared + 70 t = 35."""
    result = table({"a": ("", "60", "100"), "b": ("100", "90", "70")}, ("1", "1", "1"))
    (place,) = all_breakpoints(result)["w3"]["1"]
    assert place == Breakpoint(Root(Fraction(-7, 5), 1, Fraction(84, 25)), (("a", "b"),))
    assert told(ruler(result, "w3", "a")) == [("0.0000", "0.4330", 2), ("0.4330", "1.0000", 1)]


def test_two_units_may_change_places_twice() -> None:
    """a has no w1: (60 + 140 t) / (1 + t), and b 66.4 + 38.4 t; equal at 1/4 and at 2/3."""
    result = table({"a": ("", "60", "100"), "b": ("66.8", "66", "104.8")}, ("1", "1", "1"))
    assert all_breakpoints(result)["w3"]["1"] == (
        Breakpoint(Root(Fraction(1, 4)), (("a", "b"),)),
        Breakpoint(Root(Fraction(2, 3)), (("b", "a"),)),
    )


def test_coming_up_to_each_other_and_parting_again_is_no_breakpoint() -> None:
    curves = {"a": Curve(0, 1, 1, 1), "b": Curve(1, 1, 4, 0)}  # t / (1 + t) and its tangent at 1, (1 + t) / 4
    assert curves["a"].at(Fraction(1)) == curves["b"].at(Fraction(1))
    assert breakpoints(curves, Fraction(0), Fraction(2)) == ()


def test_a_tie_at_an_end_and_one_all_along_are_no_breakpoints() -> None:
    result = table({"a": ("90", "80"), "b": ("90", "70"), "c": ("90", "70")}, ("1", "1"))
    assert all_breakpoints(result) == {"w1": {"1": ()}, "w2": {"1": ()}}
    found = ruler(result, "w1", "c")
    assert (told(found), found.official, found.at_low, found.at_high) == ([("0.0000", "1.0000", 2)], 2, 2, 1)


def test_one_weight_at_which_three_units_meet_is_one_breakpoint() -> None:
    result = table({"a": ("100", "80"), "b": ("90", "90"), "c": ("80", "100")}, ("1", "1"))
    (place,) = all_breakpoints(result)["w1"]["1"]
    assert place.at == Root(Fraction(1, 2))
    assert place.overtakings == (("a", "b"), ("a", "c"), ("b", "c"))
    ranked = table({"a": ("100", "80"), "b": ("90", "90"), "c": ("80", "100")}, ("1", "3"))
    assert all_breakpoints(ranked)["w1"]["1"] == (place,)
    middle = ruler(result, "w1", "b")
    assert (told(middle), middle.official) == ([("0.0000", "1.0000", 2)], 1)
    assert middle.breakpoints == (Breakpoint(place.at, (("a", "b"), ("b", "c"))),)


def test_where_nothing_that_counts_has_any_weight_a_unit_has_no_score() -> None:
    result = table({"a": ("95", ""), "b": ("", "90"), "c": ("80", "91")}, ("3", "7"))
    found = ruler(result, "w1", "a")
    assert (told(found), found.official, found.at_low, found.at_high) == ([("0.0000", "1.0000", 1)], 1, None, 1)
    assert ruler(result, "w1", "b").at_high is None
    assert ruler(result, "w1", "c").at_low == 1  # 91 against 90; a has no score there
    second = ruler(result, "w1", "c")
    assert told(second) == [("0.0000", "0.0909", 2), ("0.0909", "1.0000", 3)]  # 91 - 11 t = 90 at 1/11


def test_a_field_that_nothing_counts_in_leaves_its_weight_to_its_siblings() -> None:
    """At the low end the field of ``i`` has no score for a, whose final score is then that of the other field."""
    root = branch("final", branch("f", leaf("i", 1), leaf("j", 1), weight=1), branch("g", leaf("k"), weight=1))
    cells = {"a": {"i": "C", "j": "n/a", "k": "S"}, "b": {"i": "S", "j": "A", "k": "A"}}
    found = ruler(score_month(evaluation(root, "ab"), month(cells)), "i", "a")
    assert (told(found), found.official, found.at_low, found.at_high) == ([("0.0000", "1.0000", 2)], 2, 1, 2)


def test_a_branch_without_any_entry_changes_nothing_for_its_unit() -> None:
    """a has nothing in f, and so keeps the score of g whatever i weighs; b has 100 t + 70 (1 - t) in f."""
    root = branch("final", branch("f", leaf("i", 1), leaf("j", 1), weight=1), branch("g", leaf("k"), weight=1))
    cells = {"a": {"i": "n/a", "j": "n/a", "k": "A"}, "b": {"i": "S", "j": "C", "k": "A"}}
    found = ruler(score_month(evaluation(root, "ab"), month(cells)), "i", "a")
    assert told(found) == [("0.0000", "0.6667", 1), ("0.6667", "1.0000", 2)]
    assert (found.official, found.at_low, found.at_high) == (1, 1, 2)


def test_a_field_without_weight_counts_nowhere_even_if_it_is_all_that_a_unit_has() -> None:
    """The only field that weighs anything does not apply to a, whose final score is the one of the prior year."""
    now = branch("now", branch("f", leaf("i"), leaf("j"), weight=0), branch("g", leaf("k"), weight=1), weight=70)
    cells = {"a": {"i": "S", "j": "C", "k": "n/a"}, "b": {"i": "C", "j": "S", "k": "B"}}
    data = month(cells, {("a", "prior"): 90, ("b", "prior"): 90})
    found = ruler(score_month(evaluation(branch("final", imported("prior", 30), now), "ab"), data), "i", "a")
    assert (told(found), found.official) == ([("0.0000", "1.0000", 1)], 1)


def test_a_weight_without_siblings_that_give_way_is_one_stretch_without_length() -> None:
    result = table({"a": ("95", "80"), "b": ("90", "99")}, ("3", "7"))
    found = ruler(result, "w1", "a", locked={"w2"})
    assert found.path.fixed
    assert (told(found), found.breakpoints, found.official) == ([("0.3000", "0.3000", 2)], (), 2)


def test_locked_siblings_keep_their_weight_all_along() -> None:
    branch_ = branch("final", imported("w1", 2), imported("w2", 3), imported("w3", 5))
    path = path_of(branch_, "w1", locked={"w3"})
    assert (path.low, path.high, path.official) == (0, Fraction(1, 2), Fraction(1, 5))
    assert path.weights_at(Fraction(1, 2)) == {"w1": 5, "w2": 0, "w3": 5}
    with pytest.raises(ValueError, match="between"):
        path.weights_at(Fraction(3, 5))
    with pytest.raises(KeyError):
        path_of(branch_, "w4")


def test_siblings_without_any_weight_share_equally_what_is_given_up() -> None:
    path = path_of(branch("final", imported("w1", 5), imported("w2", 0), imported("w3", 0)), "w1")
    assert (path.official, path.high, path.fixed) == (1, 1, False)
    assert path.weights_at(Fraction(3, 5)) == {"w1": 3, "w2": 1, "w3": 1}


@quick
@given(weights_that_move())
def test_on_a_path_no_weight_is_below_nothing_and_their_sum_stays(case: tuple[Result, Path]) -> None:
    _, path = case
    total = sum(child.weight for child in path.branch.children)
    weights = [path.weights_at(share) for share in (path.low, path.official, (path.low + path.high) / 2, path.high)]
    assert all(min(one.values()) >= 0 and sum(one.values()) == total for one in weights)
    assert weights[1] == {child.code: child.weight for child in path.branch.children}
    assert weights[3][path.moved] == path.high * total


def test_rules_that_rank_rounded_scores_are_told_of() -> None:
    result = table({"a": ("95.001", "80"), "b": ("95.002", "80")}, ("1", "1"))
    rounded = score_month(
        replace(result.evaluation, policies=Policies(rank_decimals=2)),
        month({}, {("a", "w1"): "95.001", ("b", "w1"): "95.002", ("a", "w2"): "80", ("b", "w2"): "80"}),
    )
    assert rounded.standings["a"].rank == 1
    found = ruler(rounded, "w1", "a")
    assert (found.exact_only, found.official, told(found)) == (True, 2, [("0.0000", "1.0000", 2)])


@pytest.mark.parametrize("node", ["final", "nowhere"])
def test_only_nodes_below_the_root_have_a_ruler(node: str) -> None:
    result = table({"a": ("95", "80")}, ("1", "1"))
    with pytest.raises(KeyError):
        ruler(result, node, "a")
    with pytest.raises(KeyError):
        ruler(result, "w1", "nobody")


@pytest.mark.parametrize("page", ["method.md", "method.ko.md"])
def test_the_example_gives_the_numbers_on_the_page(page: str) -> None:
    result = table({"a": ("94.56", "100.82"), "b": ("98.00", "99.00")}, ("30", "70"))
    (place,) = all_breakpoints(result)["w1"]["1"]
    assert place == Breakpoint(Root(Fraction(91, 263)), (("b", "a"),))
    curve = curves_of(path_of(result.evaluation.root, "w1"), result.evaluation.root, result.group("1"))["a"]
    finals = [standing.score or Fraction(0) for standing in result.group("1")]
    scores = [round_half_up(score, 2) for score in finals]
    others = [round_half_up(curve.at(share) or Fraction(0), 3) for share in (Fraction(91, 263), Fraction(2, 5))]
    text = (DOCS / page).read_text(encoding="utf-8")
    shown = [*map(str, (*scores, *others)), "91/263", str(round_half_up(Fraction(9100, 263), 2))]
    assert all(number in text for number in shown)
