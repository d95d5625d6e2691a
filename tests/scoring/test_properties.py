"""What holds for every evaluation, whatever its tree, weights, gaps and values."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.aggregate import full_score
from scoring.compare import compare_fields, compare_leaves
from scoring.derive import adjustment_in_final, derive, effective_share, losses
from scoring.examples import SCALE
from scoring.model import Branch, Evaluation, MonthData, Node, Observation, State, walk
from scoring.score import Result, score_month
from scoring.whatif import with_grades
from tests.scoring.build import branch, branches, evaluation, imported, leaf, month
from tests.scoring.strategies import CELLS, evaluations, months, scored

Case = tuple[Evaluation, MonthData]
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def with_root(one: Evaluation, root: Branch) -> Evaluation:
    return replace(one, root=root)


def outcome(result: Result) -> Mapping[str, tuple[Fraction | None, int | None]]:
    return {unit: (standing.score, standing.rank) for unit, standing in result.standings.items()}


@quick
@given(scored())
def test_a_score_lies_between_the_worst_and_the_best_points(case: Case) -> None:
    one, data = case
    for standing in score_month(one, replace(data, adjustments=())).standings.values():
        counted = [score for score in standing.points.values() if score is not None]
        for score in standing.scores.values():
            assert score is None or min(counted) <= score <= max(counted)


@quick
@given(scored(), st.data())
def test_raising_a_grade_never_worsens_score_or_rank(case: Case, data: st.DataObject) -> None:
    one, entries = case
    before = score_month(one, entries)
    standing = before.standings["a"]
    graded = [code for code, cell in standing.grades.items() if cell.step is not None and standing.score is not None]
    if not graded:
        return
    code = data.draw(st.sampled_from(graded))
    step = standing.grades[code].step
    assert step is not None
    better = data.draw(st.sampled_from(SCALE.steps[: SCALE.steps.index(step) + 1]))
    after = with_grades(before, "a", {code: better})
    assert standing.score is not None
    assert after.score is not None
    assert after.score >= standing.score
    assert after.rank is not None
    assert standing.rank is not None
    assert after.rank <= standing.rank


@quick
@given(scored(), st.randoms(use_true_random=False))
def test_the_order_of_units_and_children_changes_nothing(case: Case, random: Random) -> None:
    one, data = case

    def shuffled(node: Node) -> Node:
        if not isinstance(node, Branch):
            return node
        children = [shuffled(child) for child in node.children]
        random.shuffle(children)
        return replace(node, children=tuple(children))

    root = shuffled(one.root)
    assert isinstance(root, Branch)
    group = one.groups[0]
    units = list(group.units)
    random.shuffle(units)
    other = replace(one, root=root, groups=(replace(group, units=tuple(units)),))
    rows = dict(reversed(list(data.observations.items())))
    turned = replace(data, observations=rows, adjustments=data.adjustments[::-1])
    assert outcome(score_month(other, turned)) == outcome(score_month(one, data))


@quick
@given(scored(), st.fractions(Fraction(1, 1000), 1000))
def test_scaling_the_weights_of_all_siblings_changes_nothing(case: Case, factor: Fraction) -> None:
    one, data = case

    def scaled(node: Branch) -> Branch:
        children: list[Node] = []
        for child in node.children:
            if isinstance(child, Branch):
                children.append(replace(scaled(child), own_weight=child.weight * factor))
            else:
                children.append(replace(child, weight=child.weight * factor))
        return replace(node, children=tuple(children))

    other = with_root(one, scaled(one.root))
    for unit, standing in score_month(one, data).standings.items():
        assert score_month(other, data).standings[unit].scores == standing.scores


@quick
@given(evaluations(), st.data())
def test_equal_units_share_a_rank(one: Evaluation, data: st.DataObject) -> None:
    entries = data.draw(months(one))
    codes = [unit.code for unit in one.units]
    same = MonthData(
        entries.month,
        dict.fromkeys(codes, entries.observations["a"]),
        {(unit, node): score for unit in codes for (of, node), score in entries.scores.items() if of == "a"},
    )
    standings = score_month(one, same).standings.values()
    assert len({standing.score for standing in standings}) == 1
    assert {standing.rank for standing in standings} <= {1, None}
    assert all(standing.tied for standing in standings if standing.rank)


@given(st.decimals(0, 110, places=2), st.sampled_from("SABC"), st.sampled_from([(100, 0), (0, 100)]), st.integers(0, 3))
def test_all_weight_on_one_part_gives_the_result_of_that_part(
    prior: object, grade: str, weights: tuple[int, int], points: int
) -> None:
    root = branch("final", imported("prior", weights[0]), branch("current", leaf("I"), weight=weights[1]))
    standing = score_month(evaluation(root), month({"u": {"I": grade}}, {("u", "prior"): prior})).standings["u"]
    assert standing.score == standing.score_of("prior" if weights[0] else "current")


@quick
@given(scored())
def test_contributions_and_adjustment_add_up_to_every_score(case: Case) -> None:
    one, data = case
    for standing in score_month(one, data).standings.values():
        for node in branches(one.root):
            opened = derive(one, standing, node.code)
            total = sum((part.contribution for part in opened.contributions), opened.adjustment)
            assert total == (opened.score or 0)
            assert opened.score == standing.scores[node.code]
            if opened.score is not None:
                assert sum(part.share for part in opened.contributions) == 1


@quick
@given(scored())
def test_the_score_and_the_losses_add_up_to_the_full_score(case: Case) -> None:
    one, data = case
    for standing in score_month(one, data).standings.values():
        if standing.score is None:
            continue
        lost = sum(loss.lost for loss in losses(one, standing, "final"))
        assert standing.score + lost - adjustment_in_final(one, standing) == full_score(one.root) == 100


@quick
@given(scored())
def test_the_shares_of_the_leaves_add_up_to_one(case: Case) -> None:
    one, data = case
    for standing in score_month(one, data).standings.values():
        leaves = [node.code for node in walk(one.root) if not isinstance(node, Branch)]
        shares = [effective_share(one, standing, code) for code in leaves]
        assert sum(shares) == (0 if standing.score is None else 1)
        gained = sum(share * (standing.score_of(code) or 0) for share, code in zip(shares, leaves, strict=True))
        assert gained + adjustment_in_final(one, standing) == (standing.score or 0)


@quick
@given(scored())
def test_the_effects_of_a_comparison_add_up_to_the_difference(case: Case) -> None:
    one, data = case
    standings = score_month(one, data).standings
    first, second = standings["a"], standings["b"]
    if first.score is None or second.score is None:
        return
    for compare in (compare_leaves, compare_fields):
        comparison = compare(one, first, second)
        effects = sum(difference.effect for difference in comparison.differences)
        assert effects + comparison.adjustment == comparison.total == first.score - second.score
        mirrored = compare(one, second, first)
        assert [-one.effect for one in mirrored.differences] == [one.effect for one in comparison.differences]


@quick
@given(scored(), st.data())
def test_changed_grades_give_what_rescoring_the_changed_month_gives(case: Case, data: st.DataObject) -> None:
    one, entries = case
    codes = [measured.code for measured in one.indicators()]
    if not codes:
        return
    changes = data.draw(st.dictionaries(st.sampled_from(codes), st.sampled_from(SCALE.steps), max_size=3))
    row = dict(entries.observations["a"])
    row |= {code: Observation(State.SUBMITTED, None, step.letter) for code, step in changes.items()}
    rescored = score_month(one, replace(entries, observations={**entries.observations, "a": row})).standings["a"]
    changed = with_grades(score_month(one, entries), "a", changes)
    assert (changed.score, changed.rank, changed.award) == (rescored.score, rescored.rank, rescored.award)


@quick
@given(evaluations(), st.data())
def test_every_cell_is_graded_or_listed_as_missing(one: Evaluation, data: st.DataObject) -> None:
    entries = data.draw(months(one, CELLS))
    for standing in score_month(one, entries).standings.values():
        graded = [code for code, cell in standing.grades.items() if cell.step is not None]
        assert len(graded) + len(standing.not_submitted) + len(standing.not_applicable) == len(one.indicators())
