import csv
import io
import json
from decimal import Decimal

import pytest

from app.services.printing import Form, printed, shown_width
from app.services.tables import Column, Kind, Table

COLUMNS = (
    Column("rank", "순위", Kind.WHOLE),
    Column("name", "시군"),
    Column("score", "종합점수", Kind.NUMBER, 2),
)
THIRD = Decimal("0.333333333333333333333333333333")
ROWS = (
    {"rank": 1, "name": "의왕시", "score": Decimal("98.945")},
    {"rank": 12, "name": 'a, "b"\nc', "score": THIRD},
    {"rank": None, "name": "", "score": None},
    {"rank": 3, "name": "x", "score": Decimal("1E+3")},
)
TABLE = Table("t", COLUMNS, ROWS)


def test_csv_keeps_every_digit_and_leaves_out_what_is_not_there():
    lines = list(csv.reader(io.StringIO(printed(TABLE, Form.CSV), newline="")))
    assert lines == [
        ["rank", "name", "score"],
        ["1", "의왕시", "98.945"],
        ["12", 'a, "b"\nc', str(THIRD)],
        ["", "", ""],
        ["3", "x", "1000"],
    ]
    assert "\r" not in printed(TABLE, Form.CSV)


def test_json_has_numbers_with_every_digit():
    rows = json.loads(printed(TABLE, Form.JSON), parse_float=Decimal)
    assert [list(row) for row in rows] == [["rank", "name", "score"]] * 4
    assert [row["score"] for row in rows] == [Decimal("98.945"), THIRD, None, 1000]
    assert [row["rank"] for row in rows] == [1, 12, None, 3]
    assert '"name": "의왕시"' in printed(TABLE, Form.JSON)


def test_no_rows_are_an_empty_list():
    assert json.loads(printed(Table("t", COLUMNS, ()), Form.JSON)) == []
    assert printed(Table("t", COLUMNS, ()), Form.CSV) == "rank,name,score\n"


def test_a_table_is_aligned_by_what_the_eye_sees():
    assert printed(TABLE, Form.TABLE).splitlines() == [
        "순위  시군      종합점수",
        "rank  name         score",
        "----  --------  --------",
        "   1  의왕시       98.95",
        '  12  a, "b" c      0.33',
        "   –                   –",
        "   3  x         1,000.00",
    ]
    assert len({shown_width(line) for line in printed(TABLE, Form.TABLE).splitlines()}) == 1


def test_signs_that_move_the_cursor_are_not_printed():
    table = Table("t", (Column("a", "a"),), [{"a": "x\x1b[2Jy\tz"}])
    assert printed(table, Form.TABLE).splitlines()[-1] == "x [2Jy z"


@pytest.mark.parametrize(
    ("words", "width"), [("", 0), ("abc", 3), ("가나", 4), ("가", 2), ("é", 1), ("ｆ", 2), ("–", 1), ("a\u200bb", 2)]
)
def test_width(words, width):
    assert shown_width(words) == width
