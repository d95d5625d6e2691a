"""A survey of 25 questions on five levels: 30 units in 6 groups that change, 3 editions, gaps, deductions, ties."""

import random
from fractions import Fraction

import openpyxl
import pytest

from tests.examples.outsider import Outsider, assert_written, mean, ranks_of

YEARS = (2018, 2019, 2020)
UNITS = [f"c{number:02d}" for number in range(30)]
PARTS = {"rights": {"A": 3, "B": 4, "C": 3}, "liberties": {"D": 4, "E": 3, "F": 4, "G": 4}}
QUESTIONS = [f"{part}{n}" for parts in PARTS.values() for part, size in parts.items() for n in range(1, size + 1)]
STATES = {"not_applicable": "해당없음", "not_submitted": "미입력"}
ASSUMED = {"assumed": True}


class Edition:
    """One year with a fixed seed: who takes part in which group, what was answered, what was taken off."""

    def __init__(self, year):
        chance = random.Random(year)
        self.code, self.month = f"survey-{year}", f"{year}-12"
        members = chance.sample(UNITS, 28)
        self.groups = {f"r{n}": members[n::6] for n in range(6)}
        self.answers = {unit: {one: self._answer(chance) for one in QUESTIONS} for unit in members}
        self.answers[members[0]] = dict.fromkeys(QUESTIONS, "not_submitted")
        self.answers[members[1]] = dict.fromkeys(QUESTIONS, 0)
        for group in self.groups.values():  # equal answers tie
            self.answers[group[3]] = self.answers[group[2]]
        self.deductions = {members[1]: 7, members[2]: Fraction(1, 2)}

    def _answer(self, chance):
        return chance.choices([*range(5), "not_applicable", "not_submitted"], [10, 12, 14, 16, 18, 1, 1])[0]

    def expected(self, unit):
        """The total and the two categories, from nothing but the answers."""
        answers = self.answers[unit]
        given = {one: Fraction(25 * level) for one, level in answers.items() if isinstance(level, int)}
        categories = {}
        for category, parts in PARTS.items():
            means = {
                part: mean((1, given.get(f"{part}{n}")) for n in range(1, size + 1)) for part, size in parts.items()
            }
            categories[category] = mean((size, means[part]) for part, size in parts.items())
        total = mean((sum(parts.values()), categories[category]) for category, parts in PARTS.items())
        return None if total is None else total - self.deductions.get(unit, 0), categories


EDITIONS = [Edition(year) for year in YEARS]


def definition():
    tree = {"code": "total", "name": "Total", "accepts": ["deduction"], "children": []}
    for category, parts in PARTS.items():
        below = [
            {"code": part, "name": part, "children": [f"{part}{n}" for n in range(1, size + 1)]}
            for part, size in parts.items()
        ]
        tree["children"].append({"code": category, "name": category, "children": below})
    policies = {"not_submitted": "leave_out", "reference": ASSUMED}
    return {
        "schema": 1,
        "units": [{"code": unit, "name": f"Country {unit}"} for unit in UNITS],
        "groupings": [grouping(edition) for edition in EDITIONS],
        "scales": [
            {
                "code": "five",
                "reference": ASSUMED,
                "grades": [{"letter": n, "points": n * 25} for n in range(4, -1, -1)],
            }
        ],
        "indicators": [{"code": one, "name": one, "scale": "five", "method": "qualitative"} for one in QUESTIONS],
        "evaluations": [
            {
                "code": edition.code,
                "name": edition.code,
                "period": {"from": f"{edition.month[:4]}-01-01", "to": f"{edition.month}-31"},
                "grouping": f"regions-{edition.code}",
                "policies": policies,
                "tree": tree,  # written once, with an alias from then on
            }
            for edition in EDITIONS
        ],
    }


def grouping(edition):
    return {
        "code": f"regions-{edition.code}",
        "from": f"{edition.month[:4]}-01-01",
        "to": f"{edition.month}-31",
        "reference": ASSUMED,
        "groups": [{"code": code, "name": code, "units": units} for code, units in edition.groups.items()],
    }


def write_workbook(edition, path):
    """Grades as whole numbers, numbers with decimals and text, by turns; gaps as words and as blank cells."""
    book = openpyxl.Workbook()
    info, values = book.active, book.create_sheet("Values")
    info.title = "Info"
    info.append(["Evaluation code", edition.code])
    info.append(["Month", edition.month])
    values.append(["Indicator code", "Indicator", *(f"Renamed {unit}" for unit in edition.answers)])
    values.append([None, None, *edition.answers])
    forms = (int, float, str)
    for row, one in enumerate(QUESTIONS):
        cells = [answers[one] for answers in edition.answers.values()]
        values.append([one, None, *(_in_cell(cell, forms[(row + n) % 3], n) for n, cell in enumerate(cells))])
    adjustments = book.create_sheet("Adjustments")
    adjustments.append(["Municipality code", "Municipality", "Item code", "Kind (bonus/deduction)", "Points", "Reason"])
    for unit, points in edition.deductions.items():
        adjustments.append([unit, None, "total", "Deduction", float(points), "Discretionary"])
    book.save(path)


def _in_cell(answer, form, column):
    if isinstance(answer, int):
        return form(answer)
    return None if answer == "not_submitted" and column % 2 else STATES[answer]


def long_rows(edition):
    for unit, answers in edition.answers.items():
        for one, answer in answers.items():
            if isinstance(answer, int):
                yield [unit, one, *((answer, "") if answer % 2 else ("", answer)), "", "", ""]
            else:
                yield [unit, one, "", "", answer, "", ""]
    for unit, points in edition.deductions.items():
        yield [unit, "", "", "", "", "total", float(points)]


@pytest.fixture
def imported(tmp_path, capsys):
    outsider = Outsider(tmp_path, capsys)
    outsider.define(definition())
    for edition in EDITIONS[:2]:
        path = tmp_path / f"{edition.code}.xlsx"
        write_workbook(edition, path)
        outsider.run("import", "--confirm", "all", str(path))
    last = EDITIONS[2]
    header = ("unit", "indicator", "value", "grade", "state", "node", "deduction")
    path = outsider.write_list("last.csv", header, long_rows(last))
    outsider.run("import", "--confirm", "all", str(path), "--evaluation", last.code, "--month", last.month)
    return outsider


def test_every_score_and_rank_is_the_one_computed_apart(imported):
    for edition in EDITIONS:
        ranked = imported.rank_csv(edition.code)
        assert ranked == imported.rank_json(edition.code)
        assert set(ranked) == set(edition.answers)
        for group, units in edition.groups.items():
            expected = {unit: edition.expected(unit) for unit in units}
            ranks = ranks_of({unit: total for unit, (total, _) in expected.items()})
            for unit, (total, categories) in expected.items():
                row = ranked[unit]
                assert (row["group"], row["rank"]) == (group, ranks[unit])
                assert_written(row["score"], total)
                for category, score in categories.items():
                    assert_written(row[category], score)


def test_the_editions_hold_what_they_are_made_for():
    totals = [edition.expected(unit)[0] for edition in EDITIONS for unit in edition.answers]
    assert None in totals
    assert min(total for total in totals if total is not None) == -7
    assert len(set(totals)) < len(totals)
    assert len({tuple(edition.groups["r0"]) for edition in EDITIONS}) == 3
