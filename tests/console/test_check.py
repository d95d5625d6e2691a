"""What of the data does not fit the definition, and what is missing."""

from dataclasses import replace

import duckdb
import pytest

from app.definition import load_definition
from app.services.backups import kept
from app.services.months import score
from app.storage import open_store
from app.storage.records import ClosingDraft
from tests.console.conftest import AT, SMALL, batch, fill, points, value


def complaints_of(console, *entries, month="2023-09", evaluation="e-2023"):
    fill(console.database, batch(evaluation, month, entries))
    status, output, complaints = console("check")
    return status, output, complaints.splitlines()


def test_without_a_database_the_definition_is_checked(console):
    status, output, _ = console("check")
    assert status == 0
    assert "평가 2개, 시군 4개, 지표 3개" in output
    assert "init" in output
    assert not console.database.exists()


def test_what_is_missing_is_a_warning(filled):
    status, output, complaints = filled("check")
    assert status == 0
    assert [line for line in complaints.splitlines() if not line.startswith("주의: ")] == []
    assert "주의: e-2023 2023-09: 시군 1곳의 prior 점수가 없습니다: U3" in complaints
    assert "주의: e-2023 2023-09: 12칸 중 1칸이 미입력입니다: U3 (1)" in complaints
    assert "주의: e-2023 2023-08: 12칸 중 11칸이 미입력입니다: U1 (2), U2 (3), U3 (3), U4 (3)" in complaints
    assert output.splitlines()[-1] == "모두: 3개월, 오류 0건, 주의 5건"


@pytest.mark.parametrize(("words", "months"), [(("--evaluation", "e-2023"), 2), (("--month", "2022-09"), 1)])
def test_only_what_is_asked_for(filled, words, months):
    assert f"모두: {months}개월" in filled("check", *words)[1]
    assert filled("check", "--evaluation", "e-2021")[0] == 2
    assert filled("check", "--month", "2021-09")[0] == 2


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (value("U9", "I1", "1"), ["U9", "1건"]),
        (value("U1", "I9", "1"), ["I9", "1건"]),
        (value("U1", "I1", "X", "K7"), ["U1", "I1", "‘X’", "S, A, B", "2023-09.xlsx 실적!K7"]),
        (value("U1", "I3", "98.5"), ["U1", "I3", "S, A, B", "실적!C5"]),
        (value("U1", "I1", ""), ["U1", "I1", "실적!C5"]),
        (points("score", "U1", "current", "9"), ["U1", "current"]),
        (points("score", "U9", "prior", "9"), ["U9", "prior"]),
        (points("bonus", "U1", "field-1", "9"), ["U1", "field-1", "가점"]),
        (points("deduction", "U9", "current", "9"), ["U9", "current", "감점"]),
    ],
)
def test_what_does_not_fit_is_an_error(console, entry, expected):
    status, output, complaints = complaints_of(console, entry)
    (error,) = [line for line in complaints if line.startswith("오류: ")]
    assert status == 1
    assert [word for word in ("e-2023 2023-09", *expected) if word not in error] == []
    assert "오류 1건" in output


@pytest.mark.parametrize("month", ["2022-12", "2023-10"])
def test_a_month_outside_the_period(console, month):
    status, _, complaints = complaints_of(console, value("U1", "I1", "1"), month=month)
    assert status == 1
    assert "2023-01 ~ 2023-09" in complaints[0]


def test_everything_is_listed_at_once(console):
    wrong = [value("U9", "I1", "1"), value("U1", "I1", "X"), value("U2", "I1", "Y"), value("U1", "I3", "1")]
    _, _, complaints = complaints_of(console, *wrong)
    assert sum(line.startswith("오류: ") for line in complaints) == 4


def test_rows_without_what_does_not_fit_are_printed_with_status_1(filled):
    fill(filled.database, batch("e-2023", "2023-09", [value("U9", "I1", "1"), value("U1", "I9", "1")]))
    status, output, complaints = filled("rank", "--format", "csv")
    assert status == 1
    assert output.splitlines()[1] == "1,1,U1,가시,98.942,최우수,94.56,100.82"
    assert len([line for line in complaints.splitlines() if line.startswith("오류")]) == 2


@pytest.mark.parametrize("command", [("rank",), ("weak", "--unit", "U2")])
def test_what_cannot_be_scored_is_listed_instead_of_rows(filled, command):
    fill(filled.database, batch("e-2023", "2023-09", [value("U1", "I1", "X"), value("U1", "I3", "7")]))
    status, output, complaints = filled(*command)
    assert (status, output) == (1, "")
    assert len(complaints.splitlines()) == 2


def test_weak_needs_the_months_behind_it(filled):
    fill(filled.database, batch("e-2022", "2022-09", [value("U2", "I1", "X")]))
    status, output, complaints = filled("weak", "--unit", "U2")
    assert (status, output) == (1, "")
    assert "e-2022 2022-09" in complaints
    assert filled("rank")[0] == 0


def test_what_follows_from_what_is_said_when_all_is_well(filled):
    filled("backup")
    status, output, _ = filled("check")
    assert status == 0
    assert output.splitlines()[-5:-1] == [
        "감사 기록: 모든 값이 기록 3건에서 나오는지 — 이상 없음",
        "점수와 순위: 3개월을 다시 계산 — 이상 없음",
        "마감: 0건을 얼린 값으로 다시 계산 — 이상 없음",
        "보관본: 1개를 열어 봄 — 이상 없음",
    ]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE observations SET value = 99 WHERE unit = 'U2' AND indicator = 'I1' AND month = '2023-09'",
        "DELETE FROM observations WHERE unit = 'U2' AND indicator = 'I1' AND month = '2023-09'",
        "DELETE FROM changes WHERE unit = 'U2' AND item = 'I1' AND month = '2023-09'",
        "UPDATE node_points SET value = 1 WHERE unit = 'U1' AND kind = 'bonus'",
    ],
)
def test_a_value_that_does_not_come_from_its_trail_is_found(filled, tampering):
    with duckdb.connect(filled.database) as behind_the_back:
        behind_the_back.execute(tampering)
    status, output, complaints = filled("check")
    assert status == 1
    assert "이상 없음" not in next(line for line in output.splitlines() if line.startswith("감사 기록"))
    assert [line for line in complaints.splitlines() if line.startswith("오류: ")] != []


def month_scored(filled):
    evaluation = load_definition(SMALL).evaluation("e-2023")
    with open_store(filled.database, read_only=True) as store:
        return score(store, evaluation, "2023-09")


@pytest.mark.parametrize(
    ("node", "spoil"),
    [
        ("final", lambda standing: {"rank": 3}),
        ("field-1", lambda standing: {"scores": {**standing.scores, "field-1": standing.scores["field-1"] + 1}}),
        ("current", lambda standing: {"adjustments": {}}),
        ("current", lambda standing: {"scores": {**standing.scores, "current": None}}),
    ],
)
def test_a_score_that_does_not_add_up_is_found(filled, monkeypatch, node, spoil):
    real = month_scored(filled)
    spoilt = replace(real.standings["U1"], **spoil(real.standings["U1"]))
    monkeypatch.setattr(
        "app.services.integrity.score",
        lambda store, evaluation, month: replace(real, standings={**real.standings, "U1": spoilt}),
    )
    status, _, complaints = filled("check", "--month", "2023-09")
    errors = [line for line in complaints.splitlines() if line.startswith("오류: ")]
    assert status == 1
    assert any("U1" in line and node in line for line in errors)


def test_a_closing_that_was_tampered_with_is_found(filled):
    with open_store(filled.database) as store:
        draft = ClosingDraft("e-2023", "2023-09", AT, "kim", "0" * 64, "schema: 1", "{}")
        store.close_month(draft, store.data_version())
    status, output, complaints = filled("check")
    assert status == 1
    assert "이상 없음" not in next(line for line in output.splitlines() if line.startswith("마감: 1건"))
    assert "e-2023 2023-09" in complaints


def test_a_copy_that_does_not_open_is_a_warning(filled):
    filled("backup")
    (copy,) = kept(filled.database)
    copy.path.write_bytes(b"noise")
    status, output, complaints = filled("check")
    assert (status, "보관본: 1개를 열어 봄 — 1건" in output) == (0, True)
    assert copy.path.name in complaints
