"""How wide a text will be and how it wraps, estimated a little too wide so that nothing is cut or overlaps."""

import re
from html import escape, unescape
from itertools import pairwise
from unicodedata import east_asian_width

NARROW = frozenset("iljtfrI.,:;'!|()[] ·-/1")
BROAD = frozenset("mwMW%@&")
BOLD = 1.08
TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> str:
    """A name as Plotly prints it letter by letter, whatever signs it holds."""
    return escape(text, quote=False)


def text_width(text: str, font: int, *, bold: bool = False) -> float:
    """Pixels that the widest line of a text takes; markup counts nothing."""
    lines = [unescape(TAG.sub("", line)) for line in text.split("<br>")]
    widest = max(sum(map(_em, line)) for line in lines)
    return widest * font * (BOLD if bold or "<b>" in text else 1)


def wrap(text: str, font: int, width: float) -> str:
    """A text broken with <br> so that each line fits; words are split only where one alone is too wide."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", font) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.extend(_cut(word, font, width))
    return "<br>".join(plain(line) for line in lines)


def line_count(text: str) -> int:
    """How many lines a text has."""
    return text.count("<br>") + 1


def longest_word(text: str, font: int) -> float:
    """Pixels of the widest word that must not be split: Hangul breaks anywhere, a Latin word does not."""
    words = [word for word in text.split() if not any(_is_wide(sign) for sign in word)]
    return max((text_width(word, font) for word in words), default=0)


def _cut(word: str, font: int, width: float) -> list[str]:
    """A word in as few pieces as fit, of about the same length."""
    for count in range(1, len(word)):
        edges = [len(word) * piece // count for piece in range(count + 1)]
        pieces = [word[start:end] for start, end in pairwise(edges)]
        if all(text_width(piece, font) <= width for piece in pieces):
            return pieces
    return list(word)


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "WF"


def _em(sign: str) -> float:
    if _is_wide(sign):
        return 0.93
    if sign in NARROW:
        return 0.5 if sign in "-/1" else 0.4
    if sign in BROAD:
        return 0.95
    return 0.74 if sign.isupper() else 0.63
