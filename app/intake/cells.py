"""What a cell says: a number, a grade, a state, or a problem with what stands there."""

import re
from decimal import Context, Decimal
from difflib import get_close_matches
from typing import NamedTuple

from app.intake.grid import CellType, RawCell
from app.intake.workbook_format import fold, tidy, words
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED, Indicator, Method, Observation, State

# What a spreadsheet program shows of a number; the digits beyond are the noise of binary fractions.
SHOWN_DIGITS = Context(prec=15)
PERCENT = "%"
# The store keeps sixteen digits before the point and twenty-two behind it.
MAX_WHOLE_DIGITS = 16
MAX_DECIMALS = 22
MAX_WRITTEN = 200
ALL_DIGITS = Context(prec=MAX_WRITTEN)
# The exponent is how programs write small numbers into CSV files: 5e-05.
NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?))", re.ASCII)
GRADED = re.compile(r"(.+?) ?\(([^()]+)\)")


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
        return PERCENT in (fold(self.ko), fold(self.en))


POINTS = Measure()


def observation(cell: RawCell | None, indicator: Indicator) -> Observation:
    """What a cell of indicator and unit says; a blank one was not submitted."""
    if cell is None:
        return NOT_SUBMITTED
    is_text = cell.type is CellType.TEXT
    state = stated(cell.text) if is_text else None
    if state is not None:
        return state
    if is_text and (graded := GRADED.fullmatch(tidy(cell.text))) and graded[2] in _letters(indicator):
        return Observation(State.SUBMITTED, _written_number(graded[1], measure_of(indicator)), graded[2])
    if indicator.method is Method.QUALITATIVE:
        return Observation(State.SUBMITTED, None, letter(cell, indicator))
    return _measured(cell, indicator)


def letter(cell: RawCell, indicator: Indicator) -> str:
    """The grade in a cell; a digit typed as a number, 4 or 4.0, is the grade 4."""
    letters = _letters(indicator)
    if cell.type is CellType.TEXT and tidy(cell.text) in letters:
        return tidy(cell.text)
    try:
        value = number(cell, measure_of(indicator))
    except Unread as unread:
        if unread.code != "not_a_number":
            raise
        found, alike = tidy(cell.text), []
    else:
        found = f"{value:f}"
        alike = [each for each in letters if NUMBER.fullmatch(each) and Decimal(each.replace(",", "")) == value]
    if len(alike) == 1:
        return alike[0]
    raise Unread("grade_expected", found=found, letters=", ".join(letters), suggestion=_same_letter(found, letters))


def measure_of(indicator: Indicator) -> Measure:
    """What the values of an indicator are measured in."""
    return Measure(indicator.unit_of_measure.ko, indicator.unit_of_measure.en)


def _measured(cell: RawCell, indicator: Indicator) -> Observation:
    """A value, or a grade given instead; what can be read as a number is one, also where grades are digits."""
    written, letters = tidy(cell.text), _letters(indicator)
    if cell.type is CellType.TEXT and written in letters and not NUMBER.fullmatch(written):
        return Observation(State.SUBMITTED, None, written)
    try:
        return Observation(State.SUBMITTED, number(cell, measure_of(indicator)))
    except Unread as unread:
        if unread.code != "not_a_number" or cell.type is not CellType.TEXT:
            raise
        suggestion = _same_letter(written, letters)
        raise Unread("not_a_value", found=written, letters=", ".join(letters), suggestion=suggestion) from None


def _letters(indicator: Indicator) -> list[str]:
    return [step.letter for step in indicator.scale.steps]


def stated(written: str) -> Observation | None:
    """The state that is written in words, if it is one."""
    folded = fold(written)
    if not folded or folded in words("state.not_submitted") or folded == State.NOT_SUBMITTED:
        return NOT_SUBMITTED
    if folded in words("state.not_applicable") or folded == State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return None


def number(cell: RawCell, measure: Measure = POINTS) -> Decimal:
    """The number in a cell; raises Unread for anything else."""
    if cell.type is CellType.TEXT:
        return _written_number(tidy(cell.text), measure)
    if cell.type is not CellType.NUMBER:
        raise Unread(f"{cell.type.value}_cell", found=cell.text)
    if cell.date:
        raise Unread("date_cell", found=cell.text)
    try:
        value = SHOWN_DIGITS.create_decimal(cell.text)
    except ArithmeticError:
        raise Unread("not_a_number", found=cell.text) from None
    value = _fitting(value.scaleb(2) if cell.percent else value, cell.text)
    if cell.percent and not measure.is_percent:
        raise Unread("percent_cell", found=f"{value:f}%", measure=measure.ko)
    return value


def label(cell: RawCell | None) -> str:
    """A code or a name as it is written; codes typed as numbers keep their digits."""
    if cell is None:
        return ""
    if cell.type is CellType.NUMBER and not cell.date and cell.text.endswith(".0"):
        return cell.text[:-2]
    return tidy(cell.text)


def nearest(written: str, allowed: list[str]) -> str | None:
    """The allowed word that is most like what was written."""
    near = get_close_matches(written, allowed, n=1, cutoff=0.6)
    return near[0] if near else None


def _written_number(written: str, measure: Measure) -> Decimal:
    found = NUMBER.match(written) if len(written) <= MAX_WRITTEN else None
    if found is None:
        raise Unread("not_a_number", found=written)
    rest = fold(written[found.end() :])
    if rest == PERCENT and not measure.is_percent:
        raise Unread("percent_cell", found=written, measure=measure.ko)
    if rest and rest not in (fold(measure.ko), fold(measure.en)):
        raise Unread("not_a_number", found=written)
    return _fitting(Decimal(found[1].replace(",", "")), written)


def _fitting(value: Decimal, written: str) -> Decimal:
    """The number, if it can be kept without rounding."""
    if not value.is_finite():
        raise Unread("not_a_number", found=written)
    exponent = value.normalize(ALL_DIGITS).as_tuple().exponent
    if (isinstance(exponent, int) and exponent < -MAX_DECIMALS) or value.adjusted() >= MAX_WHOLE_DIGITS:
        raise Unread("number_too_long", found=written, whole=MAX_WHOLE_DIGITS, decimals=MAX_DECIMALS)
    return value


def _same_letter(written: str, letters: list[str]) -> str | None:
    near = [letter for letter in letters if letter.casefold() == written.casefold()]
    return near[0] if near else None
