"""A number as people write it: what can be read exactly is read, everything else is said, nothing is guessed."""

import re
import unicodedata
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from app.intake.grid import NUMBER_CELL, TEXT_CELL, RawCell
from app.intake.workbook_format import fold, tidy, visible

# What a spreadsheet program shows of a number; the digits beyond are the noise of binary fractions.
SHOWN_DIGITS = Context(prec=15)
PERCENT = "%"
# The store keeps sixteen digits before the point and twenty-two behind it.
MAX_WHOLE_DIGITS = 16
MAX_DECIMALS = 22
MAX_WRITTEN = 200
ALL_DIGITS = Context(prec=MAX_WRITTEN)
# Digits and signs of full width, the ideographic space and the true minus sign are only other shapes of the same.
USUAL_SHAPE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
# The exponent is how programs write small numbers into CSV files: 5e-05.
NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?))", re.ASCII)
DATE = re.compile(r"(?:19|20)\d{2}(?:\D{1,3}\d{1,2}){1,2}\D{0,2}", re.ASCII)
IN_BRACKETS = re.compile(r"\([\d.,]+%?\)", re.ASCII)
CHANGE_MARKS = "\u25b2\u25b3\u25b4\u25b5\u25bc\u25bd\u2191\u2193"  # triangles and arrows: a minus, or a change
FURTHER_NUMBER = re.compile(r"(?:^|[^\w,.])[+-]?\d", re.ASCII)
BROKEN_NUMBER = re.compile(r"[,.]\d", re.ASCII)
TEXT_MARKS = "'\u2019"  # typed before a number to keep it as text


class Unread(Exception):  # noqa: N818
    """A cell that can't be read; ``code`` and ``values`` make the problem."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Measure(NamedTuple):
    """What a number is measured in, in both languages; empty for points and scores."""

    ko: str = ""
    en: str = ""

    @property
    def is_percent(self) -> bool:
        """Whether the number is a percentage."""
        return PERCENT in (_folded(self.ko), _folded(self.en))


POINTS = Measure()


def number(cell: RawCell, measure: Measure = POINTS) -> Decimal:
    """The number in a cell; raises Unread for anything else."""
    if cell.type is TEXT_CELL:
        return Decimal(cell.text) if _is_plain(cell.text) else _written(cell.text, measure)
    if cell.type is not NUMBER_CELL:
        raise Unread(f"{cell.type.value}_cell", found=cell.text)
    if cell.date:
        raise Unread("date_cell", found=cell.text)
    if not cell.percent and _is_plain(cell.text):
        return Decimal(cell.text)
    try:
        value = SHOWN_DIGITS.create_decimal(cell.text)
    except ArithmeticError:
        raise Unread("not_a_number", found=cell.text) from None
    if not cell.percent:
        return _fitting(value, cell.text)
    value = _fitting(value.scaleb(2), cell.text)
    if not measure.is_percent:
        raise Unread("percent_cell", found=f"{value:f}%", measure=measure.ko)
    return value


def _is_plain(written: str) -> bool:
    """A few digits with at most a point between them: by far the most cells, and nothing can be wrong with them."""
    if len(written) > SHOWN_DIGITS.prec or not written.isascii():
        return False
    return written.replace(".", "", 1).isdigit() and written[0] != "." != written[-1]


def _written(typed: str, measure: Measure) -> Decimal:
    """The number that a text begins with, where nothing but its own unit of measure follows."""
    if len(typed) > MAX_WRITTEN:
        raise Unread("not_a_number", found=typed)
    written = " ".join(visible(typed).translate(USUAL_SHAPE).split())
    bare = written[1:] if written[:1] in TEXT_MARKS else written
    found = NUMBER.match(bare)
    if found is None:
        raise Unread("negative_mark" if _may_be_negative(written) else "not_a_number", found=written)
    rest = bare[found.end() :]
    folded = _folded(rest)
    if folded and folded not in (_folded(measure.ko), _folded(measure.en)):
        raise Unread(_what_follows(bare, rest, folded), found=written, measure=measure.ko)
    return _fitting(Decimal(found[1].replace(",", "")), written)


def _may_be_negative(written: str) -> bool:
    marked = written[:1] in CHANGE_MARKS and NUMBER.match(written[1:].lstrip())
    return bool(written) and bool(marked or IN_BRACKETS.fullmatch(written))


def _what_follows(written: str, rest: str, folded: str) -> str:
    """Why a text that begins with a number is not one."""
    if folded == PERCENT:
        return "percent_cell"
    if DATE.fullmatch(tidy(written)):
        return "date_cell"
    if BROKEN_NUMBER.match(rest):
        return "not_a_number"
    if FURTHER_NUMBER.search(rest):
        return "several_numbers"
    return "not_a_number" if any(map(_is_letter, rest)) else "footnote_mark"


def _is_letter(character: str) -> bool:
    """Raised and circled digits and letters are marks, not letters."""
    return character.isalpha() and not unicodedata.decomposition(character).startswith("<")


def _fitting(value: Decimal, written: str) -> Decimal:
    """The number, if it can be kept without rounding."""
    if not value.is_finite():
        raise Unread("not_a_number", found=written)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_DECIMALS:
        exponent = value.normalize(ALL_DIGITS).as_tuple().exponent
    if (isinstance(exponent, int) and exponent < -MAX_DECIMALS) or value.adjusted() >= MAX_WHOLE_DIGITS:
        raise Unread("number_too_long", found=written, whole=MAX_WHOLE_DIGITS, decimals=MAX_DECIMALS)
    return value


@lru_cache(maxsize=1000)
def _folded(written: str) -> str:
    """Units of measure are few, and folded again for each cell."""
    return fold(written)
