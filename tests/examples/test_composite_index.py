"""A composite index: 49 imported scores in a tree of three levels, 12 units, gaps, unequal weights, two rank rules."""

import random
from fractions import Fraction

import openpyxl
import pytest

from tests.examples.outsider import Outsider, assert_written, mean, ranks_of

UNITS = ["AUT", "BEL", "NO", "Y", "KOR", "JPN", "LAO", "MNG", "NZL", "PHL", "ROU", "on"]
WEIGHTS = ("1/3", "0.07", "2", "0.5", "10/9", "0.123456789", "0")
SIZES = {"connectivity": (8, 6, 5, 3, 5), "sustainability": (10, 9, 3)}
ASSUMED = {"assumed": True}
CODE, MONTH = "index-2018", "2018-06"


def make_tree(chance):
    """Sub-index -> pillar -> (code, weight); a pillar without a weight weighs the sum of its indicators."""
    numbers = iter(range(1, 50))
    return {
        top: {
            f"{top[:3]}-{place}": (
                None if place % 2 else chance.choice(WEIGHTS[:-1]),
                {f"i{next(numbers)}": chance.choice(WEIGHTS) if n else "1" for n in range(size)},
            )
            for place, size in enumerate(sizes)
        }
        for top, sizes in SIZES.items()
    }


def make_scores(chance):
    """Whole and long numbers from -20 to 150, gaps, a unit with nothing, and equal rows; as they are written."""
    kinds = (
        lambda: "",
        lambda: str(chance.randint(0, 100)),
        lambda: f"{chance.uniform(-20, 150):.2f}",
        lambda: f"{chance.uniform(0, 100):.12f}",
        lambda: repr(chance.choice((5e-05, 0.1, 1e15, 99.99))),
    )
    scores = {unit: {code: chance.choices(kinds, [1, 4, 4, 4, 1])[0]() for code in CODES} for unit in UNITS}
    scores["LAO"] = dict.fromkeys(CODES, "")
    scores["ROU"] = scores["MNG"]
    return scores


CHANCE = random.Random(49)
TREE = make_tree(CHANCE)
CODES = [code for pillars in TREE.values() for _, indicators in pillars.values() for code in indicators]
SCORES = make_scores(CHANCE)


def expected(unit):
    scores = {code: Fraction(written) if written else None for code, written in SCORES[unit].items()}
    tops = {}
    for top, pillars in TREE.items():
        weighed = []
        for weight, indicators in pillars.values():
            weights = {code: Fraction(own) for code, own in indicators.items()}
            whole = Fraction(weight) if weight else sum(weights.values())
            weighed.append((whole, mean((own, scores[code]) for code, own in weights.items())))
        tops[top] = mean(weighed)
    return mean((Fraction("0.07"), score) for score in tops.values()), tops


def definition(rank_decimals):
    def pillar(code, weight, indicators):
        below = [{"code": one, "name": one, "weight": own, "score": "imported"} for one, own in indicators.items()]
        return {"code": code, "name": code, **({"weight": weight} if weight else {}), "children": below}

    tops = [
        {
            "code": top,
            "name": top,
            "weight": "0.07",
            "children": [pillar(code, *rest) for code, rest in pillars.items()],
        }
        for top, pillars in TREE.items()
    ]
    group = {"code": "all", "name": "All", "units": UNITS}
    return {
        "schema": 1,
        "units": [{"code": unit, "name": f"Name of {unit}"} for unit in UNITS],
        "groupings": [{"code": "one", "from": "2018-01-01", "reference": ASSUMED, "groups": [group]}],
        "evaluations": [
            {
                "code": CODE,
                "name": "Index",
                "period": {"from": "2018-01-01", "to": "2018-12-31"},
                "grouping": "one",
                "reference": ASSUMED,
                "policies": {"missing_score": "leave_out", "rank_decimals": rank_decimals},
                "tree": {"code": "index", "name": "Index", "children": tops},
            }
        ],
    }


def import_list(outsider):
    rows = [[unit, code, score] for unit, row in SCORES.items() for code, score in row.items()]
    path = outsider.write_list("scores.csv", ("unit", "node", "score"), rows)
    outsider.run("import", "--confirm", "all", str(path), "--evaluation", CODE, "--month", MONTH)


def import_workbook(outsider):
    book = openpyxl.Workbook()
    info, scores = book.active, book.create_sheet("점수")
    info.title = "안내"
    info.append(["평가 코드", CODE])
    info.append(["기준월", MONTH])
    scores.append(["시군 코드", "시군", *CODES])
    scores.append([None, None, *CODES])
    for unit, row in SCORES.items():
        scores.append([unit, f"Name of {unit}", *(float(score) if score else None for score in row.values())])
    book.save(outsider.folder / "scores.xlsx")
    outsider.run("import", "--confirm", "all", str(outsider.folder / "scores.xlsx"))


@pytest.mark.parametrize("decimals", [None, 0, 2])
@pytest.mark.parametrize("bring_in", [import_list, import_workbook])
def test_every_score_and_rank_is_the_one_computed_apart(tmp_path, capsys, bring_in, decimals):
    outsider = Outsider(tmp_path, capsys)
    outsider.define(definition("exact" if decimals is None else decimals))
    bring_in(outsider)
    ranked = outsider.rank_csv(CODE)
    assert ranked == outsider.rank_json(CODE)
    wanted = {unit: expected(unit) for unit in UNITS}
    ranks = ranks_of({unit: score for unit, (score, _) in wanted.items()}, decimals)
    assert {unit: row["rank"] for unit, row in ranked.items()} == ranks
    for unit, (score, tops) in wanted.items():
        assert_written(ranked[unit]["score"], score)
        for top, own in tops.items():
            assert_written(ranked[unit][top], own)


def test_the_index_holds_what_it_is_made_for():
    assert len(CODES) == 49
    assert expected("LAO") == (None, dict.fromkeys(TREE))
    assert expected("ROU") == expected("MNG")
    assert "0" in {own for pillars in TREE.values() for _, below in pillars.values() for own in below.values()}
