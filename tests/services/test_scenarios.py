"""Scenarios as text for an address: there and back exactly, and whatever else an address may hold."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services.problems import parts_of
from app.services.scenarios import LONGEST_TEXT, SIGNS, Scenario, decode, encode
from app.text.catalogue import LANGUAGES
from scoring.model import Branch, Direction, Evaluation, GradeScale, GradeStep, Indicator, walk
from scoring.problem import Problem
from tests.scoring.build import MONTH as NOW
from tests.scoring.build import branch, evaluation, imported, indicator, leaf

ODD = GradeScale("등급~a.b", (GradeStep("우수", Fraction(3), None), GradeStep("보통 (-)", Fraction(-1), None)))
BY_HAND = Indicator("지표.1~x_y", indicator("x").name, ODD)
TREE = branch(
    "final",
    imported("prior", 30),
    branch("fields", leaf("K1", 2), leaf(BY_HAND, 1), leaf(indicator("K2", direction=Direction.LOWER))),
)
EVALUATION = evaluation(TREE, ("a", "나 (1)"), ("c-1",))
FULL = Scenario(
    "e",
    NOW,
    {"prior": Fraction(1, 5), "fields": Fraction(4, 5)},
    {("sabc", "A"): Fraction("85.5"), (ODD.code, "보통 (-)"): Fraction(-2)},
    {("a", "K1"): "S", ("나 (1)", "K2"): "98.5", ("a", BY_HAND.code): "우수", ("c-1", "K1"): "not_applicable"},
    "전년도 20%",
    "회의에서 물은 것 ~ 'q' <b>",
)


def weights() -> st.SearchStrategy[dict[str, Fraction]]:
    codes = [child.code for node in walk(TREE) if isinstance(node, Branch) for child in node.children]
    return st.dictionaries(st.sampled_from(codes), st.fractions(min_value=Fraction(1, 10**9), max_value=10**6))


def points() -> st.SearchStrategy[dict[tuple[str, str], Fraction]]:
    letters = [(one.scale.code, step.letter) for one in EVALUATION.indicators() for step in one.scale.steps]
    return st.dictionaries(st.sampled_from(letters), st.fractions(max_denominator=10**6))


def grades() -> st.SearchStrategy[dict[tuple[str, str], str]]:
    units = st.sampled_from([unit.code for unit in EVALUATION.units])
    values = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=3).map(str)
    measured = st.sampled_from("SABC") | values | st.sampled_from(["not_applicable", "not_submitted", "1.5 (B)"])
    return st.dictionaries(st.tuples(units, st.sampled_from(["K1", "K2"])), measured)


def words(longest: int) -> st.SearchStrategy[str]:
    return st.text(max_size=longest).map(lambda one: " ".join("".join(filter(str.isprintable, one)).split()))


@given(st.builds(Scenario, st.just("e"), st.just(NOW), weights(), points(), grades(), words(60), words(300)))
@example(FULL)
def test_there_and_back_gives_the_same(scenario: Scenario) -> None:
    text = encode(scenario)
    assert SIGNS.fullmatch(text)
    assert decode(text, EVALUATION) == scenario
    assert encode(scenario) == text


def test_the_text_can_be_read_and_is_short() -> None:
    scenario = Scenario("e", NOW, {"prior": Fraction(1, 5)}, {}, {("a", "K1"): "S", ("a", "K2"): "98.5"})
    assert encode(scenario) == "1~e~2023-09~w.prior.1-5~g.a.K1.S~g.a.K2.98_2e_5"


BEGINNING = f"1~e~{NOW}"
WRONG = {
    "": "unreadable",
    "1": "unreadable",
    "1~e": "unreadable",
    f"{BEGINNING}~": "unreadable",
    f"{BEGINNING}~x.prior.1": "unreadable",
    f"{BEGINNING}~w.prior": "unreadable",
    f"{BEGINNING}~w.prior.": "unreadable",
    f"{BEGINNING}~w.prior.1.5": "unreadable",
    f"{BEGINNING}~w.prior.1-0": "unreadable",
    f"{BEGINNING}~w.prior.1e9": "unreadable",
    f"{BEGINNING}~w.prior.{'9' * 41}": "unreadable",
    f"{BEGINNING}~g.a.K1.S%20": "unreadable",
    f"{BEGINNING}~g.a.K1.<script>": "unreadable",
    f"{BEGINNING}~g.a.K1.S\n": "unreadable",
    f"{BEGINNING}~g.a.K1._zz_": "unreadable",
    f"{BEGINNING}~g.a.K1._110000_": "unreadable",
    f"{BEGINNING}~n._d800_": "unreadable",
    f"{BEGINNING}~n._0_": "unreadable",
    f"{BEGINNING}~n._202e_": "unreadable",
    f"{BEGINNING}~n.{'x' * 61}": "unreadable",
    f"{BEGINNING}~n._20_x": "unreadable",
    "__import__('os')": "unreadable",
    "\x80\x04.": "unreadable",
    "2~anything~else": "version",
    f"1~d-2022~{NOW}": "other_evaluation",
    "1~e~2024-01": "unknown_month",
    "1~e~x": "unknown_month",
    f"{BEGINNING}~w.gone.1": "unknown_node",
    f"{BEGINNING}~w.final.1": "unknown_node",
    f"{BEGINNING}~w.prior.-1": "negative",
    f"{BEGINNING}~w.prior.0~w.fields.0": "no_weight",
    f"{BEGINNING}~p.sabc.Z.1": "unknown_letter",
    f"{BEGINNING}~p.none.S.1": "unknown_letter",
    f"{BEGINNING}~g.z.K1.S": "unknown_unit",
    f"{BEGINNING}~g.a.K9.S": "unknown_indicator",
    f"{BEGINNING}~g.a.K1.S~g.a.K1.A": "twice",
    f"{BEGINNING}~n.x~n.x": "twice",
    BEGINNING + "~w.prior.1" * LONGEST_TEXT: "too_long",
    BEGINNING + "".join(f"~g.a.K{number}.S" for number in range(301)): "too_long",
}


@pytest.mark.parametrize(("text", "code"), WRONG.items(), ids=lambda one: str(one)[:40] or "empty")
def test_a_text_that_is_none_says_what_is_wrong(text: str, code: str) -> None:
    found = decode(text, EVALUATION)
    assert isinstance(found, Problem)
    assert found.code == f"whatif_scenarios.problem.{code}"
    for language in LANGUAGES:
        assert parts_of(found, language).what


@pytest.mark.parametrize("typed", ["Z", "abc", "1_2f_2", "-", "12_25_", "9" * 300])
def test_a_cell_that_cannot_be_read_is_told_as_of_a_file(typed: str) -> None:
    found = decode(f"{BEGINNING}~g.a.K1.{typed}", EVALUATION)
    assert isinstance(found, Problem)
    assert (found.code.partition(".")[0], found.place) == ("intake", "a K1")


def test_a_value_without_anything_to_hold_it_against_is_refused() -> None:
    bare = evaluation(branch("final", leaf(indicator("K1", target=None))))
    found = decode(f"{BEGINNING}~g.u.K1.98", bare)
    assert isinstance(found, Problem)
    assert found.code == "whatif_scenarios.problem.no_target"
    assert isinstance(decode(f"{BEGINNING}~g.u.K1.S", bare), Scenario)


@given(st.text(max_size=200))
def test_any_text_is_a_scenario_or_a_problem(text: str) -> None:
    assert isinstance(decode(text, EVALUATION), Scenario | Problem)


@given(st.data())
def test_a_text_with_a_sign_changed_is_a_scenario_or_a_problem(data: st.DataObject) -> None:
    text = encode(FULL)
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.characters(codec="ascii"))
    found = decode(text[:at] + sign + text[at + 1 :], EVALUATION)
    if isinstance(found, Scenario):
        assert decode(encode(found), EVALUATION) == found
    else:
        assert all(parts_of(found, language).what for language in LANGUAGES)


def test_a_scenario_that_a_later_definition_does_not_know_is_a_problem() -> None:
    later: Evaluation = evaluation(branch("final", imported("prior", 30), leaf("K1")), ("a",))
    found = decode(encode(replace(FULL, weights={}, points={})), later)
    assert isinstance(found, Problem)
