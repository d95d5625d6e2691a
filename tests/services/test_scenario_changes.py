"""What a scenario makes of a month, exactly; its cells put in, stepped and taken out; what is said of it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.scenario_changes import own_effects, put, stepped, without
from app.services.scenario_findings import all_at_top, grades_line, grades_title
from app.services.scenario_grid import grid_rows
from app.services.scenario_tables import cells_table, moves_table
from app.services.scenario_words import changes_in_short, changes_in_words
from app.services.scenarios import MOST_CELLS, Scenario, decode, encode, result_of
from app.text.catalogue import LANGUAGES
from scoring.model import Branch, Evaluation, Node
from scoring.problem import Problem
from scoring.score import score_month
from tests.scoring import build
from tests.services import named

VIEW = named.view(named.result())
NOTHING = Scenario("e", VIEW.month)
CELLS = {"a": {"X": "S", "Y": "S", "Z": "S"}, "b": {"X": "S", "Y": "A", "Z": "S"}}
CELLS |= {"c": {"X": "", "Y": "S", "Z": "S"}, "d": {"X": "S", "Y": "S", "Z": "n/a"}}
PRIORS = {("a", "prior"): 90, ("b", "prior"): 96, ("c", "prior"): 96, ("d", "prior"): 80}


def grades(**cells: str) -> Scenario:
    return replace(NOTHING, grades={(name[0], name[1]): typed for name, typed in cells.items()})


def rebuilt(node: Node, weights: dict[str, Fraction]) -> Node:
    """The tree with other weights, made node by node: nothing of what is tested."""
    if isinstance(node, Branch):
        children = tuple(rebuilt(child, weights) for child in node.children)
        own = weights.get(node.code, node.weight)
        return Branch(node.code, node.name, node.short_name, children, own, node.accepts)
    return replace(node, weight=weights.get(node.code, node.weight))


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["prior", "current", "F", "G", "X", "Y"]), st.fractions(Fraction(1, 9), 9, max_denominator=99)
    ),
    st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("XYZ")), st.sampled_from("SABC")),
)
def test_the_result_is_that_of_a_month_with_those_cells_under_those_weights(
    weights: dict[str, Fraction], changed: dict[tuple[str, str], str]
) -> None:
    cells = {unit: dict(row) for unit, row in CELLS.items()}
    for (unit, code), letter in changed.items():
        cells[unit][code] = letter
    root = rebuilt(VIEW.evaluation.root, weights)
    assert isinstance(root, Branch)
    other: Evaluation = replace(VIEW.evaluation, root=root)
    expected = score_month(other, build.month(cells, PRIORS, [], VIEW.month)).standings
    found = result_of(VIEW, replace(NOTHING, weights=weights, grades=changed)).standings
    for unit in "abcd":
        assert (found[unit].score, found[unit].rank, found[unit].award) == (
            expected[unit].score,
            expected[unit].rank,
            expected[unit].award,
        )


def test_cells_weights_and_points_count_together() -> None:
    halves = {"prior": Fraction(1), "current": Fraction(1)}
    scenario = replace(grades(bY="B"), weights=halves, points={("sabc", "B"): Fraction(70)})
    standings = result_of(VIEW, scenario).standings
    assert [standings[unit].score for unit in "ab"] == [95, 48 + Fraction(1, 2) * Fraction(100 + 70 + 100, 3)]
    assert result_of(VIEW, NOTHING) is VIEW.result
    assert VIEW.result.standings["b"].score == Fraction("28.8") + Fraction(70 * 290, 300)


def test_what_stands_officially_is_not_kept() -> None:
    changed = put(VIEW, NOTHING, {("b", "Y"): "S", ("a", "X"): "S", ("c", "X"): "not_submitted"})
    assert changed == grades(bY="S")
    assert isinstance(changed, Scenario)
    assert put(VIEW, changed, {("b", "Y"): "A"}) == NOTHING
    assert without(changed, ("b", "Y")) == NOTHING


def test_a_value_is_kept_as_it_reads_in_any_language() -> None:
    typed = {("a", "X"): "1,098.50", ("b", "X"): "해당없음", ("c", "Y"): "97 (B)", ("c", "Z"): "not submitted"}
    changed = put(VIEW, NOTHING, typed)
    assert changed == grades(aX="1098.50", bX="not_applicable", cY="97 (B)", cZ="not_submitted")
    assert isinstance(changed, Scenario)
    assert decode(encode(changed), VIEW.evaluation) == changed


def test_a_cell_that_cannot_be_read_changes_nothing() -> None:
    assert isinstance(put(VIEW, NOTHING, {("a", "Y"): "A", ("a", "X"): "Q"}), Problem)
    many = tuple(build.leaf(f"K{number}") for number in range(MOST_CELLS + 1))
    wide = named.view(score_month(build.evaluation(build.branch("final", *many)), build.month({"u": {}})))
    found = put(wide, NOTHING, {("u", leaf.code): "S" for leaf in many})
    assert isinstance(found, Problem)
    assert found.code == "whatif_scenarios.problem.too_many"


@pytest.mark.parametrize(
    ("unit", "code", "up", "letter"),
    [
        ("b", "Y", True, "S"),
        ("b", "Y", False, "B"),
        ("a", "X", True, None),
        ("c", "X", True, "C"),
        ("c", "X", False, None),
        ("d", "Z", True, "C"),
    ],
)
def test_a_step_leads_to_the_next_letter_or_nowhere(unit: str, code: str, up: bool, letter: str | None) -> None:
    assert stepped(VIEW.evaluation, VIEW.result.standings[unit].grades[code], code, up=up) == letter


def test_every_change_has_its_own_effect() -> None:
    effects = own_effects(VIEW, grades(bY="S", aX="B", aZ="C"))
    third = Fraction(70, 300)
    assert [(effect.cell, effect.gain) for effect in effects] == [
        (("a", "X"), -20 * third),
        (("a", "Z"), -30 * third),
        (("b", "Y"), 10 * third),
    ]
    assert [(effect.without.rank, effect.alone.rank) for effect in effects] == [(1, 2), (1, 2), (2, 1)]


def test_the_effect_of_a_cell_is_taken_under_the_weights_of_the_what_if() -> None:
    (effect,) = own_effects(VIEW, replace(grades(bY="S"), weights={"prior": Fraction(1), "current": Fraction(1)}))
    assert effect.gain == Fraction(50 * 10, 300)


TITLES = {
    "bY": ({"bY": "S"}, "Y를 S로 올리면 나시는 1위(98.80점)입니다", "With Y raised to S, Na is 1st (98.80)"),
    "lowered": (
        {"bX": "A", "bZ": "A"},
        "X와 Z를 A로 내리면 나시는 그대로 2위",
        "With X and Z lowered to A, Na stays 2nd",
    ),
    "values": ({"bX": "95"}, "X를 바꾸면 나시는", "With X changed, Na"),
    "of another": ({"aX": "C"}, "가시 X를 C로 내리면 나시는 1위", "With X of Ga lowered to C, Na is 1st"),
    "mixed": ({"bY": "S", "aX": "A"}, "지표 2칸을 바꾸면 나시는 1위", "With 2 cells changed, Na is 1st"),
    "not applicable": ({"bY": "not_applicable"}, "Y를 바꾸면 나시는 1위", "With Y changed, Na is 1st"),
}


@pytest.mark.parametrize("name", TITLES)
def test_the_title_says_what_is_changed_and_what_becomes_of_the_unit(name: str) -> None:
    cells, korean, english = TITLES[name]
    scenario = grades(**cells)
    for language, said in (("ko", korean), ("en", english)):
        assert grades_title(VIEW, scenario, result_of(VIEW, scenario), "b", language).startswith(said)


def test_the_title_without_changes_looks_at_all_top_grades() -> None:
    assert all_at_top(VIEW, "b") == grades(bY="S")
    assert (
        grades_title(VIEW, NOTHING, VIEW.result, "b", "ko")
        == "최고 등급이 아닌 지표 1개를 모두 올리면 나시는 1위(98.80점)입니다"
    )
    assert "모든 지표가 최고 등급" in grades_title(VIEW, NOTHING, VIEW.result, "a", "ko")
    assert all_at_top(VIEW, "d") == NOTHING


def test_the_title_tells_of_weights_too() -> None:
    scenario = replace(grades(bY="S"), weights={"prior": Fraction(20), "current": Fraction(80)})
    about = (VIEW, scenario, result_of(VIEW, scenario), "b")
    assert grades_title(*about, "ko").startswith("비중·점수와 지표 1칸을 바꾸면 나시는 1위")
    assert "비중 가정도 함께" in grades_line(*about, "ko")
    assert "다른 시군 1곳" in grades_line(*about, "ko")


def test_changes_are_told_in_words() -> None:
    shares = {"prior": Fraction(1, 5), "current": Fraction(4, 5)}
    scenario = replace(grades(bY="98.5"), weights=shares, points={("sabc", "A"): Fraction("92.5")})
    assert changes_in_words(VIEW, scenario, "ko") == (
        "전년도 비중 20%(공식 30%)",
        "올해 비중 80%(공식 70%)",
        "A등급 92.5점(공식 90점)",
        "나시 Y A → A (98.5)",
    )
    assert changes_in_short(VIEW, scenario, "ko").endswith("외 1건")
    assert changes_in_short(VIEW, NOTHING, "en") == "nothing changed"


def test_a_scaled_weight_that_changes_no_share_is_not_told() -> None:
    scenario = replace(NOTHING, weights={"prior": Fraction(3, 10), "current": Fraction(7, 10)})
    assert changes_in_words(VIEW, scenario, "ko") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_of_cells_and_moves(language: str) -> None:
    scenario = grades(bY="S", dX="A")
    table = cells_table(VIEW, own_effects(VIEW, scenario), "t", language)
    assert [row["gain"] for row in table.rows] == ["+2.333", "−3.500"]
    moves = moves_table(VIEW.result, result_of(VIEW, scenario), "c", "t", language)
    assert moves.codes == ("c", "b", "a")
    first = {"ko": ("2위", "1위 ▲1", "우수", "최우수"), "en": ("2nd", "1st ▲1", "Excellence Prize", "Grand Prize")}
    row = moves.rows[1]
    assert (row["official_rank"], row["rank"], row["official_award"], row["award"]) == first[language]


def test_the_grid_begins_with_what_costs_most_and_shows_only_typed_values() -> None:
    indicators = VIEW.evaluation.indicators()
    rows = grid_rows(VIEW, grades(bX="98.5"), "b", indicators, "ko")
    assert [row.cell[1] for row in rows] == ["Y", "X", "Z"]
    assert [(row.words["grade"], row.words["value"]) for row in rows] == [("A", ""), ("A", "98.5"), ("S", "")]
    assert [row.words["gain"] for row in rows] == ["+2.333", "", ""]
