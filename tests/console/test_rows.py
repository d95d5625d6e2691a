"""Ranks and weak indicators as rows."""

import csv
import io
import json
from decimal import Decimal

import pytest

from tests.console.conftest import batch, fill, september, value

THIRDS = "96.1666666666666666666666666667"
MEASURED = "96.6666666666666666666666666667"


def rows_of(output):
    return list(csv.DictReader(io.StringIO(output, newline="")))


def test_rank_as_csv_by_group_then_rank_with_every_digit(filled):
    status, output, _ = filled("rank", "--format", "csv")
    assert status == 0
    assert output.splitlines() == [
        "group,rank,code,name,score,award,prior,current",
        "1,1,U1,가시,98.942,최우수,94.56,100.82",
        "1,2,U2,나시,91.65,우수,95.5,90",
        "1,3,U3,다군,56,,,56",
        f"2,1,U4,라시,{THIRDS},최우수,95,{MEASURED}",
    ]


def test_rank_as_json_with_numbers_and_nulls(filled):
    _, output, _ = filled("rank", "--format", "json", "--language", "en")
    rows = json.loads(output, parse_float=Decimal)
    assert list(rows[0]) == ["group", "rank", "code", "name", "score", "award", "prior", "current"]
    assert rows[0]["score"] == Decimal("98.942")
    assert rows[2] == {
        "group": "1", "rank": 3, "code": "U3", "name": "Da", "score": 56, "award": None, "prior": None, "current": 56
    }  # fmt: skip
    assert rows[3]["score"] == Decimal(THIRDS)
    assert rows[3]["award"] == "Grand Prize"


def test_rank_as_a_table_for_people(filled):
    _, output, complaints = filled("rank")
    assert complaints == ""
    assert output.splitlines() == [
        "2023년 평가 · 2023년 9월 · 자료 기준일 2023-09-30",
        "",
        "그룹   순위  코드  시군  종합점수  시상    전년도     올해",
        "group  rank  code  name     score  award    prior  current",
        "-----  ----  ----  ----  --------  ------  ------  -------",
        "1         1  U1    가시     98.94  최우수   94.56   100.82",
        "1         2  U2    나시     91.65  우수     95.50    90.00",
        "1         3  U3    다군     56.00  –            –    56.00",
        "2         1  U4    라시     96.17  최우수   95.00    96.67",
        "",
        "미입력 1건: 다군 1",
        "전년도 점수 없음: 다군",
    ]


def test_more_decimals_where_two_would_read_as_equal(console):
    cells = [value(unit, indicator, "S") for unit in ("U1", "U2") for indicator in ("I1", "I2", "I3")]
    fill(console.database, batch("e-2023", "2023-09", cells), batch("e-2023", "2023-08", cells))
    _, output, _ = console("rank")
    assert "100.00" in output
    close = september().entries[-4:-2]
    scores = [one._replace(value=Decimal(number)) for one, number in zip(close, ("90.001", "90.002"), strict=True)]
    fill(console.database, batch("e-2023", "2023-09", scores))
    _, output, _ = console("rank")
    assert "97.000 " in output
    assert "97.001 " in output


def test_demonstration_is_said_beside_the_rows(console):
    fill(console.database, september(demonstration=True))
    assert "예시 데이터" in console("rank")[1]
    _, output, beside = console("rank", "--format", "csv")
    assert "예시 데이터" not in output
    assert "예시 데이터" in beside


def test_rank_of_an_earlier_month(filled):
    _, output, _ = filled("rank", "--month", "2023-08", "--format", "csv")
    assert rows_of(output)[0]["score"] == "32"
    _, output, _ = filled("rank", "--evaluation", "e-2022", "--format", "csv")
    assert output.splitlines()[0] == "group,rank,code,name,score,award,I1"


def test_a_month_alone_finds_its_evaluation(filled):
    _, output, _ = filled("rank", "--month", "2022-09", "--format", "csv")
    assert rows_of(output)[0]["code"] == "U2"


def test_options_may_stand_before_the_command(filled):
    assert filled("--language", "en", "--month", "2023-08", "rank")[1].startswith("Evaluation 2023 · August 2023")


def test_weak_as_csv(filled):
    status, output, _ = filled("weak", "--unit", "U2", "--format", "csv")
    assert status == 0
    assert output.splitlines() == [
        "code,indicator,field,grade,value,target,gap,next_grade,gain_next,gain_top,rank_top,lead,rules",
        "I1,완료율,첫째 분야,A,95,100,5,S,2.8,2.8,2,감사과,not-top;below-last-year",
        "I3,우수사례,첫째 분야,A,,,,S,2.8,2.8,2,감사과,not-top",
        "I2,처리일,첫째 분야,A,4,,1,S,1.4,1.4,2,감사과,not-top",
    ]


def test_weak_as_json_has_nulls_where_nothing_was_submitted(filled):
    _, output, _ = filled("weak", "--unit", "U3", "--format", "json")
    first = json.loads(output, parse_float=Decimal)[0]
    assert (first["code"], first["grade"], first["value"], first["rules"]) == ("I3", None, None, "not-submitted")
    assert (first["next_grade"], first["gain_next"], first["gain_top"]) == ("B", 32, 40)


def test_weak_as_a_table_names_units_of_measure_and_rules(filled):
    _, output, _ = filled("weak", "--unit", "U2", "--language", "en")
    assert output.splitlines()[1] == "Na: 3 weak indicators"
    assert "95.0%" in output
    assert "5.0%p" in output
    assert "Below S, Below last year" in output
    assert "not-top" not in output


def test_no_weak_indicators_are_a_header_only(filled):
    status, output, _ = filled("weak", "--unit", "U1", "--format", "csv")
    assert (status, len(output.splitlines())) == (0, 1)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_lines_end_as_on_every_system(filled, form):
    output = filled("rank", "--format", form)[1]
    assert output.endswith("\n")
    assert "\r" not in output
