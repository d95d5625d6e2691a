"""What two definitions of one evaluation say otherwise, and a closing as sheets with every digit."""

import pytest

from app.services.closing import frozen_result
from app.services.closing_archive import archive_tables
from app.services.definition_changes import Subject, definition_changes
from app.services.definition_tables import changes_table
from tests.services.closed import CHANGED, closed, defined, opened_store

SAID = {
    "weights": {
        ("weight", "I1", "", "2", "7"),
        ("weight", "field-1", "", "5", "10"),
        ("weight", "current", "", "70", "70"),
    },
    "points of a letter": {("scale", "sab", "A", "90점(90% 이상)", "81점(60% 이상)")},
    "an indicator dropped": {("node", "I2", "", "있음", "없음"), ("weight", "field-1", "", "5", "4")},
    "targets": {("target", "I1", "", "100", "3")},
    "a policy": {
        ("policy", "missing_score", "", "빼고 나머지로 환산하며 항상 표시합니다.", "0점으로 계산하고 항상 표시합니다.")
    },
    "groups": {("group", "U1", "", "1그룹", "2그룹")},
    "awards": {("award", "good", "", "2~2위", "2~3위")},
    "a letter gone": {
        ("scale", "sab", "T", "–", "90점(90% 이상)"),
        ("scale", "sab", "A", "90점(90% 이상)", "–"),
    },
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_changed_is_told_before_and_after(what: str) -> None:
    changes = definition_changes(defined().evaluation("e-2023"), defined(*CHANGED[what]).evaluation("e-2023"))
    rows = changes_table(changes, "ko").rows
    told = {
        (str(change.subject), change.code, change.part, row["before"], row["after"])
        for change, row in zip(changes, rows, strict=True)
    }
    assert told == {row for row in SAID[what] if row[3] != row[4]}
    assert all(change.moves_scores for change in changes)


def test_the_same_definition_has_no_changes() -> None:
    assert definition_changes(defined().evaluation("e-2023"), defined().evaluation("e-2023")) == ()


def test_a_name_and_a_department_move_no_score() -> None:
    other = defined(("{ko: 완료율, en: Completion}", "{ko: 완료 비율, en: Completion}"), ("ko: 감사과", "ko: 감사실"))
    changes = definition_changes(defined().evaluation("e-2023"), other.evaluation("e-2023"))
    assert {change.subject for change in changes} == {Subject.NAME, Subject.LEAD}
    assert not any(change.moves_scores for change in changes)


def test_pace_levels_dong_offices_and_dates_are_told_and_move_no_score() -> None:
    rule = "{code: m, kind: meeting, name: 회의, rule: {week: 4, weekday: tuesday}, reference: {assumed: true}}"
    dates = f"    calendar: [{rule}]\n"
    other = defined(
        ("target: 100, lead", "target: 100, pace: path, path: {3: 12.5}, parts: sum, submit_by: 3, lead"),
        ("kind: not_top_grade,", "kind: not_top_grade, level: high,"),
        ("    home: U1\n    previous", dates + "    home: U1\n    submit_by: 10\n"
         "    parts: {units: [{code: d1, name: 가동}], reference: {assumed: true}}\n    previous"),
    )  # fmt: skip
    changes = definition_changes(defined().evaluation("e-2023"), other.evaluation("e-2023"))
    told = [(str(change.subject), change.code, row["before"], row["after"])
            for change, row in zip(changes, changes_table(changes, "ko").rows, strict=True)]  # fmt: skip
    assert told == [
        ("level", "not-top", "▲ 주의", "■ 심각"),
        ("pace", "I1", "–", "계획 경로"),
        ("path", "I1", "–", "3: 12.5%"),
        ("parts", "I1", "–", "더하기"),
        ("submit_by", "I1", "–", "3"),
        ("submit_by", "", "–", "10"),
        ("dong", "d1", "–", "가동"),
        ("calendar", "m", "–", "매월 넷째 화요일"),
    ]
    assert not any(change.moves_scores for change in changes)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_closing_as_sheets_has_every_digit(tmp_path, language: str) -> None:
    with opened_store(tmp_path) as store:
        closing = closed(store)
    tables = archive_tables(closing, frozen_result(closing), (), language)
    titles = [table.title for table in tables]
    assert len(set(titles)) == len(titles)
    about, standings, scores, grades, values, points = tables
    assert standings.rows[0]["score"] == "98.942"
    assert standings.rows[0]["fraction"] == "49471/500"
    assert {(row["unit_code"], row["value"]) for row in points.rows if row["item"] == "prior"} >= {("U1", "94.56")}
    assert (len(scores.rows), len(grades.rows), len(values.rows)) == (4 * 3, 4 * 3, 4 * 3)
    assert closing.month in {row["content"] for row in about.rows}
