"""Dates as a calendar file that phones and office calendars read (RFC 5545): whole days, plain text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line without its end; a longer one goes on in the next line after a blank."""

ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
PRODUCT = "-//city-county-evaluation//dates//EN"


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day; ``uid`` stays the same when the file is made again, so that a calendar replaces it."""

    uid: str
    day: date
    summary: str
    description: str = ""


def calendar_file(name: str, events: Sequence[Event], made_at: datetime) -> bytes:
    """The file of some events under a name; ``made_at`` carries its time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_said(name)}"]
    for event in events:
        lines += _event(event, made_at.astimezone(UTC))
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode()


def _event(event: Event, made_at: datetime) -> list[str]:
    """An event of a whole day ends on the day after it, which does not count."""
    description = [f"DESCRIPTION:{_said(event.description)}"] if event.description else []
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_said(event.summary)}",
        *description,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _said(words: str) -> str:
    return words.translate(ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cut inside a character; all but the first begin with a blank."""
    piece, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + length
    yield piece
