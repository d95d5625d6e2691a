"""Thousands of exact ties that binary floating point splits."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from scoring.rank import rank_within_group
from scoring.score import score_month
from tests.scoring.build import branch, evaluation, imported, leaf, month

STEP = Decimal("0.07")


def parts_that_tie(prior: Decimal, current: Decimal, count: int) -> list[tuple[Decimal, Decimal]]:
    """Prior and current scores with the same 0.3 x prior + 0.7 x current: 0.07 more here is 0.03 less there."""
    return [(prior + STEP * step, current - Decimal("0.03") * step) for step in range(count)]


def floats_of(parts: list[tuple[Decimal, Decimal]]) -> set[float]:
    return {0.3 * float(prior) + 0.7 * float(current) for prior, current in parts}


def test_units_that_tie_on_paper_tie_although_floats_part_them() -> None:
    root = branch("final", imported("prior", 30), imported("current", 70))
    units = [f"u{number}" for number in range(200)]
    one = evaluation(root, units)
    split = 0
    for start in range(25):
        parts = parts_that_tie(Decimal(85) + Decimal("0.01") * start, Decimal("99.37"), len(units))
        scores = {(unit, "prior"): prior for unit, (prior, _) in zip(units, parts, strict=True)}
        scores |= {(unit, "current"): current for unit, (_, current) in zip(units, parts, strict=True)}
        standings = score_month(one, month({}, scores)).standings.values()
        assert len({standing.score for standing in standings}) == 1
        assert {(standing.rank, standing.tied) for standing in standings} == {(1, True)}
        split += len(floats_of(parts)) > 1
    # 25 x 200 units: the test is worth something only where floats fail.
    assert split == 25


def test_most_pairs_of_constructed_ties_are_split_by_floats_and_none_here() -> None:
    parts = [pair for start in range(40) for pair in parts_that_tie(Decimal(60 + start), Decimal(99 - start), 12)]
    pairs = 0
    split = 0
    for first, second in combinations(parts, 2):
        exact = [Fraction(prior) * 3 + Fraction(current) * 7 for prior, current in (first, second)]
        if exact[0] != exact[1]:
            continue
        pairs += 1
        split += len(floats_of([first, second])) > 1
        places = rank_within_group({"a": exact[0] / 10, "b": exact[1] / 10})
        assert places["a"] == places["b"] == (1, True)
    assert pairs > 2000
    assert split > 500


def test_fields_that_swap_grades_tie() -> None:
    """101 indicators of weight 1, the same two not at the top in other fields: the means have other thirds inside."""
    fields = [branch(f"f{number}", *(leaf(f"i{number}-{index}") for index in range(10))) for number in range(9)]
    root = branch("final", imported("prior", 30), branch("current", *fields, leaf("last", 11), weight=70))
    codes = [measured.code for measured in evaluation(root).indicators()]
    lost = list(combinations(codes[:90], 2))[::3]
    units = [f"u{number}" for number in range(len(lost))]
    one = evaluation(root, units)
    cells = {
        unit: {code: "A" if code in pair else "S" for code in codes} for unit, pair in zip(units, lost, strict=True)
    }
    result = score_month(one, month(cells, {(unit, "prior"): "95.12" for unit in units}))
    # current = (99 x 100 + 2 x 90) / 101, final = 0.3 x 95.12 + 0.7 x 10080 / 101
    expected = Fraction("28.536") + Fraction(7, 10) * Fraction(10080, 101)
    assert {standing.score for standing in result.standings.values()} == {expected}
    assert len(units) == 1335
