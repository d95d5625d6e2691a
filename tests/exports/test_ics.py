"""Dates as a calendar file, read back by the rules of RFC 5545."""

from datetime import UTC, date, datetime

from app.exports.ics import Event, calendar_file

NOW = datetime(2023, 7, 1, 9, 30, tzinfo=UTC)
LONG = "부시장 주재 추진상황 보고회, 부진지표 열 개; 대책과 담당과 기한\n회의실은 대회의실 \\ 3층"


def properties(file: bytes) -> list[tuple[str, str]]:
    """Name and value of every line, unfolded and with nothing escaped."""
    unfolded = file.decode().replace("\r\n ", "")
    found = [line.partition(":")[::2] for line in unfolded.split("\r\n") if line]
    signs = (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\"))
    for written, sign in signs:
        found = [(name, value.replace(written, sign)) for name, value in found]
    return found


def test_every_event_is_a_whole_day_under_its_own_name() -> None:
    file = calendar_file(
        "일정", [Event("a@e", date(2023, 7, 25), LONG), Event("b@e", date(2023, 12, 31), "마감", "가정")], NOW
    )
    read = properties(file)
    assert read[0] == ("BEGIN", "VCALENDAR")
    assert read[-1] == ("END", "VCALENDAR")
    assert [value for name, value in read if name == "UID"] == ["a@e", "b@e"]
    assert [value for name, value in read if name == "SUMMARY"] == [LONG, "마감"]
    assert [value for name, value in read if name == "DESCRIPTION"] == ["가정"]
    assert [value for name, value in read if name.startswith("DTSTART")] == ["20230725", "20231231"]
    assert [value for name, value in read if name.startswith("DTEND")] == ["20230726", "20240101"]
    assert {value for name, value in read if name == "DTSTAMP"} == {"20230701T093000Z"}
    assert {name for name, _ in read} >= {"VERSION", "PRODID"}


def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_character() -> None:
    lines = calendar_file("가" * 40, [Event("a", date(2023, 7, 25), LONG * 3)], NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert lines[-1] == b""


def test_a_line_break_cannot_smuggle_in_a_property() -> None:
    file = calendar_file("x", [Event("a", date(2023, 7, 25), "x\r\nATTENDEE:mailto:y")], NOW)
    assert not any(line.startswith(b"ATTENDEE") for line in file.split(b"\r\n"))


def test_a_calendar_without_dates_is_still_one() -> None:
    assert [name for name, _ in properties(calendar_file("x", [], NOW))][-1] == "END"
