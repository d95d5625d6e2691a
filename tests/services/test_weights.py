"""What-ifs on weights: settings, presets, exact forms for the browser, turns of the rank and what is said of them."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.scenarios import Scenario
from app.services.weights import Setting, official_shares, presets_of, result_of, sets_of, settled, whole_of
from app.services.weights_findings import Moved, condition, line, setting_lines, title, turn_text
from app.services.weights_form import unit_form
from app.services.weights_reply import UnreadableReplyError, agrees, setting_of
from app.services.weights_rulers import (
    beyond_text,
    decimals_of,
    nearest_turn,
    rulers_of,
    spread_labels,
    turns_of,
)
from app.services.weights_scenario import address_of, opened, without_sliders
from app.services.weights_tables import comparison_table, turns_table
from scoring.model import AdjustmentKind, Branch, MissingPolicy, Name, Policies
from scoring.roots import Root
from scoring.rulers import Breakpoint, Stretch
from scoring.score import Result, score_month
from tests.golden.cases import case_names, read_case
from tests.scoring.build import bonus, evaluation, imported, leaf, month

F = Fraction


def fields(*children: Branch, weight: int = 70) -> Branch:
    return Branch(
        "current", Name("올해", "Current"), Name("올해", "Current"), children, F(weight), frozenset(AdjustmentKind)
    )


def named(code: str, *children: str) -> Branch:
    return Branch(code, Name(f"{code}분야", code), Name(f"{code}분야", code), tuple(leaf(child) for child in children))


def official(*, policies: Policies | None = None) -> Result:
    """p and q differ in the prior year and in two fields; r is last, s shares everything with p."""
    tree = Branch(
        "final",
        Name("", ""),
        Name("종합", "Final"),
        (imported("prior", 30), fields(named("a", "A1", "A2"), named("b", "B1"))),
    )
    cells = {
        "p": {"A1": "S", "A2": "S", "B1": "A"},
        "q": {"A1": "A", "A2": "A", "B1": "S"},
        "r": {"A1": "B", "A2": "n/a", "B1": ""},
        "s": {"A1": "S", "A2": "S", "B1": "A"},
    }
    scores = {("p", "prior"): 90, ("q", "prior"): 96, ("s", "prior"): 90}
    data = month(cells, scores, [bonus("q", "current", "0.5")])
    return score_month(evaluation(tree, "pqrs", home="p", policies=policies or Policies()), data)


def test_the_whole_is_cut_so_that_every_share_is_a_whole_number() -> None:
    result = official()
    root, current = sets_of(result.evaluation)
    assert (root.code, current.code) == ("final", "current")
    assert (whole_of(root, Setting()), whole_of(current, Setting())) == (1000, 3000)
    assert whole_of(root, Setting({"prior": F(1, 7), "current": F(6, 7)})) == 7000


def test_presets_name_the_rule_of_2024_only_where_there_is_a_prior_year() -> None:
    assert [one.code for one in presets_of(official().evaluation)] == ["official", "rule_2024", "equal_fields"]
    bsc = read_case("bsc-70-25-5").evaluation
    assert [one.code for one in presets_of(bsc)] == ["official", "equal_fields"]
    assert [one.code for one in presets_of(read_case("prior-20-current-80").evaluation)][:2] != [
        "official",
        "rule_2024",
    ]


def test_what_does_not_fit_stays_official() -> None:
    one = official().evaluation
    assert settled(one, {"prior": F(30), "current": F(70)}, {}) == Setting()
    assert settled(one, {"prior": F(-1)}, {}) == Setting()
    assert settled(one, {"prior": F(0), "current": F(0)}, {}) == Setting()
    assert settled(one, {"prior": F(70)}, {}).weights == {"prior": F(1, 2), "current": F(1, 2)}
    scale = one.indicators()[0].scale
    assert settled(one, {}, {(scale.code, "A"): F(101)}).untouched
    assert settled(one, {}, {(scale.code, "A"): F(95)}, ["a", "nobody"]).locked == {"a"}


@pytest.mark.parametrize("name", case_names())
def test_the_form_for_the_browser_gives_the_score_of_every_part(name: str) -> None:
    case = read_case(name)
    result = score_month(case.evaluation, case.data)
    for standing in result.standings.values():
        form = unit_form(case.evaluation, standing)
        points = {
            (one.scale.code, step.letter): step.points
            for one in case.evaluation.indicators()
            for step in one.scale.steps
        }
        for code, part in form.parts.items():
            expected = standing.score_of(code)
            if part is None:
                assert expected is None
            else:
                constant, factors = part
                whole = constant + sum(factor * points[letter] for letter, factor in factors.items())
                assert F(whole) / form.divisor == expected


@given(st.integers(0, 1000), st.integers(0, 3000))
def test_a_shared_address_brings_exactly_the_same_setting_back(prior: int, field: int) -> None:
    one = official().evaluation
    weights = {"prior": F(prior, 1000), "current": 1 - F(prior, 1000), "a": F(field), "b": 3000 - F(field)}
    setting = settled(one, weights, {(one.indicators()[0].scale.code, "A"): F(95)})
    written = address_of(one, Scenario(one.code, "2023-09"), setting)
    found = opened(written, one, "2023-09")
    assert found.problem is None
    assert found.setting == setting


def test_an_address_that_cannot_be_read_shows_the_official_rules() -> None:
    one = official().evaluation
    found = opened("1~other~2023-09~w.prior.1", one, "2023-09")
    assert found.problem is not None
    assert found.setting.untouched
    assert opened("", one, "2023-09").problem is None
    assert address_of(one, Scenario(one.code, "2023-09"), Setting()) == ""


def test_what_no_slider_holds_counts_and_stays_in_the_address() -> None:
    result = official()
    one = result.evaluation
    found = opened("1~e~2023-09~w.A1.3~w.prior.50~g.p.B1.S", one, "2023-09")
    base = without_sliders(result, found.scenario)
    assert base.standings["p"].score_of("b") == 100
    assert official_shares(base.evaluation.root)["prior"] == F(3, 10)
    written = address_of(one, found.scenario, found.setting)
    assert "w.A1.3" in written
    assert "g.p.B1.S" in written


def reply_of(result: Result, setting: Setting) -> dict[str, object]:
    """What the sliders send for a setting."""
    sets = sets_of(result.evaluation)
    scale = result.evaluation.indicators()[0].scale
    then = result_of(result, setting)
    return {
        "weights": [
            {"whole": "3000", "parts": [str(int(setting.weights.get(code, share) * 3000)) for code, share in shares]}
            for shares in (official_shares(branch).items() for branch in sets)
        ],
        "points": [str(int(setting.points.get((scale.code, step.letter), step.points) * 10)) for step in scale.steps],
        "cut": "10",
        "locked": [],
        "ranking": [
            {
                "unit": one.unit,
                "rank": one.rank,
                "tied": one.tied,
                "score": one.score and [str(one.score.numerator * 2), str(one.score.denominator * 2)],
            }
            for one in then.standings.values()
        ],
    }


def test_a_reply_is_read_exactly_and_held_against_the_method() -> None:
    result = official()
    setting = settled(result.evaluation, {"prior": F(1), "current": F(4)}, {})
    reply = reply_of(result, setting)
    assert setting_of(reply, result.evaluation) == setting
    assert agrees(reply, result_of(result, setting))
    assert not agrees(reply, result)
    assert result_of(result, setting).standings["p"].tied


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"weights": []},
        {"cut": "0"},
        {"cut": 10},
        {"points": ["9" * 50]},
        {"weights": [{"parts": ["x"]}] * 2},
        {"locked": 1},
    ],
)
def test_a_reply_that_no_slider_sends_is_refused(wrong: dict[str, object]) -> None:
    result = official()
    with pytest.raises(UnreadableReplyError):
        setting_of({**reply_of(result, Setting()), **wrong} if wrong else {}, result.evaluation)


def test_turns_are_read_away_from_the_weight_as_it_is() -> None:
    # Prior: 90 t + 290/3 (1 - t) = 96 t + 563/6 (1 - t) at t = 17/53. Field a: 27 + 0.7 (90 + 10 t) = 28.8 +
    # 0.7 (100.5 - 10 t) at t = 183/280.
    result = official()
    assert (result.standings["p"].rank, result.standings["q"].rank) == (1, 3)
    rulers = rulers_of(result, "p")
    assert list(rulers) == ["prior", "a"]
    (turn,) = turns_of(result.evaluation.root.children[0], rulers["prior"])
    assert (turn.at.exact, turn.above, turn.rank) == (F(17, 53), True, 2)
    assert [tuple(one) for one in turn.overtakings] == [("q", "p")]
    (nearest,) = turns_of(result.evaluation.node("a"), rulers["a"])
    assert (nearest.at.exact, nearest.above, nearest.rank) == (F(183, 280), False, 2)
    assert [tuple(one) for one in nearest.overtakings] == [("q", "p")]
    assert nearest_turn(result.evaluation, rulers) == nearest
    assert nearest_turn(result.evaluation, rulers, better=True) is None


def test_the_title_is_the_nearest_turn_and_then_what_was_moved() -> None:
    result = official()
    one = result.evaluation
    untouched = Moved(result, result, Setting(), "p", rulers_of(result, "p"))
    assert title(untouched, "en") == " becomes 2nd if a weighs less than 65.3%"
    setting = settled(one, {"a": F(1)}, {})
    then = result_of(result, setting)
    moved = Moved(result, then, setting, "p", rulers_of(then, "p"))
    assert title(moved, "en") == "If a weighs 50%,  is tied 2nd"
    assert line(moved, "en") == "Official tied 1st (94.67) → what-if tied 2nd (93.50)"
    assert condition(one, Setting(points={("sabc", "A"): F(95)}), "ko") == "A등급이 95점이면"
    both = settled(one, {"a": F(1), "prior": F(20)}, {})
    assert condition(one, both, "en") == "With the weights as set"


def test_what_is_downloaded_names_every_weight_that_was_moved() -> None:
    result = official()
    setting = settled(result.evaluation, {"a": F(1)}, {})
    assert setting_lines(result.evaluation, setting, "ko") == (
        "a분야 50.00% (공식 66.67%)",
        "b분야 50.00% (공식 33.33%)",
    )


def test_the_tables_hold_both_rankings_and_every_turn() -> None:
    result = official()
    then = result_of(result, settled(result.evaluation, {"prior": F(100)}, {}))
    table = comparison_table(result, then, result.evaluation.groups[0], "p", "en")
    assert [(row["rank"], row["then_rank"]) for row in table.rows] == [
        ("3rd", "1st ▲2"),
        ("tied 1st", "tied 2nd ▼1"),
        ("tied 1st", "tied 2nd ▼1"),
        ("4th", "4th unchanged"),
    ]
    turns = turns_table(result, rulers_of(result, "p"), "p", "ko")
    assert [row["exact"] for row in turns.rows] == ["17/53", "183/280"]


def test_rounded_scores_turn_where_the_rules_round_them() -> None:
    """In whole points q (93.83 + 2.17 t) is 95 from 94.5 on, as p (96.67 - 6.67 t) is until 94.5: tied in between."""
    result = official(policies=Policies(rank_decimals=0, not_submitted=MissingPolicy.ZERO))
    prior = sets_of(result.evaluation)[0].children[0]
    told = []
    for unit in "qp":
        found = rulers_of(result, unit)["prior"]
        assert (found.rounded, found.exact_only) == (True, False)
        for turn in turns_of(prior, found):
            words = turn_text(result.evaluation, turn, decimals_of(found), "en")
            told.append((turn.at.exact, turn.rank, "catches up" in words, "is ahead" in words))
    assert told == [(F(4, 13), 1, True, False), (F(13, 40), 2, False, True)]


def test_a_turn_rounded_away_never_lies_beyond_the_next_one() -> None:
    """34.61 and 34.68 are 34.6 and 34.7 in one decimal, but above 34.7 the first is over."""
    exact = rulers_of(official(), "p")["prior"]
    places = [Breakpoint(Root(F(share, 10_000)), ()) for share in (3461, 3468)]
    edges = [Root(F(0)), *(place.at for place in places), Root(F(1))]
    stretches = tuple(Stretch(start, end, rank) for (start, end), rank in zip(pairwise(edges), (1, 2, 3), strict=True))
    found = replace(exact, stretches=stretches, breakpoints=tuple(places))
    node = sets_of(official().evaluation)[0].children[0]
    decimals = decimals_of(found)
    assert [beyond_text(turn, decimals) for turn in turns_of(node, found)] == ["34.61%", "34.68%"]


def test_the_most_urgent_labels_stand_and_none_touch() -> None:
    assert list(spread_labels([(0.1, 3), (0.15, 1), (0.3, 2), (0.34, 0)], 0.1)) == [False, True, False, True]
    assert list(spread_labels([], 0.1)) == []
