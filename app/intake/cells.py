"""What a cell says: a number, a grade, a state, or a problem with what stands there."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache

from app.intake.grid import NUMBER_CELL, TEXT_CELL, RawCell
from app.intake.numbers import NUMBER, Measure, Unread, number
from app.intake.reading import Findings
from app.intake.workbook_format import fold, tidy, visible, word, words
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED, Indicator, Method, Observation, State

GRADED = re.compile(r"(.+?) ?\(([^()]+)\)")
# Looked up once: see NUMBER_CELL.
SUBMITTED, QUALITATIVE = State.SUBMITTED, Method.QUALITATIVE
# Hyphens and dashes of every width; a lone one may stand for zero, for nothing or for a value that is still to come.
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d")
LISTED_WORDS = 10


@dataclass(slots=True)
class CellReader:
    """Reads the cells of a file; equal cells of an indicator, and equal numbers of all, are understood once."""

    findings: Findings
    dash: State | None = None
    _numbers: dict[RawCell, Observation | Unread] = field(default_factory=dict)
    _known: dict[str, dict[RawCell, Observation | Unread]] = field(default_factory=dict)
    _words: dict[str, tuple[str, str]] = field(default_factory=dict)
    _dashes: list[str] = field(default_factory=list)

    def observation(self, cell: RawCell, indicator: Indicator) -> Observation:
        """What a cell of an indicator says; raises Unread."""
        said = self._numbers.get(cell) if indicator.method is not QUALITATIVE else None
        if said is None:
            said = self._understood(cell, indicator)
        if isinstance(said, Unread):
            raise said
        return said

    def _understood(self, cell: RawCell, indicator: Indicator) -> Observation | Unread:
        """What a cell says; a number says the same for all indicators, but for a percentage and a grade."""
        if cell.type is NUMBER_CELL and not cell.percent and indicator.method is not QUALITATIVE:
            known = self._numbers
        else:
            known = self._known.setdefault(indicator.code, {})
        said = known.get(cell)
        if said is None:
            try:
                said = observation(cell, indicator, self.dash)
            except Unread as unread:
                said = unread
            known[cell] = said
        return said

    def score(self, cell: RawCell) -> Decimal | None:
        """An imported score; None where there is none. Raises Unread."""
        return number(cell) if missing(cell, self.dash) is None else None

    def note(self, cell: RawCell, place: str) -> None:
        """Remember in which words a cell says that it has no value."""
        written = tidy(cell.text)
        if cell.type is not TEXT_CELL or not written:
            return
        if written in DASHES:
            self._dashes.append(place)
        elif (said := stated(written)) and fold(written) not in words(f"state.{said.state}") | {said.state}:
            self._words.setdefault(written, (place, word(f"state.{said.state}")))

    def report(self) -> None:
        """Say which words and dashes were read as what."""
        if self._dashes and self.dash is not None:
            state = word(f"state.{self.dash}")
            self.findings.note("dashes_read", self._dashes[0], count=len(self._dashes), state=state)
        if self._words:
            shown = [f"{written} \u2192 {state}" for written, (_, state) in self._words.items()]
            place, _ = next(iter(self._words.values()))
            self.findings.note("words_read", place, names=", ".join(shown[:LISTED_WORDS]))


def observation(cell: RawCell, indicator: Indicator, dash: State | None = None) -> Observation:
    """What a cell of indicator and unit says; raises Unread."""
    if cell.type is TEXT_CELL:
        state = missing(cell, dash)
        if state is not None:
            return state
        graded = GRADED.fullmatch(tidy(cell.text)) if "(" in cell.text or "\uff08" in cell.text else None
        if graded and graded[2] in _letters(indicator):
            value = number(RawCell(TEXT_CELL, graded[1]), measure_of(indicator))
            return Observation(SUBMITTED, value, graded[2])
    if indicator.method is QUALITATIVE:
        return Observation(SUBMITTED, None, letter(cell, indicator))
    return _measured(cell, indicator)


def missing(cell: RawCell, dash: State | None) -> Observation | None:
    """The state that stands in a cell instead of a value; a dash says what was agreed on, or raises Unread."""
    if cell.type is not TEXT_CELL:
        return None
    written = visible(cell.text).strip()
    if written not in DASHES:
        return stated(cell.text)
    if dash is None:
        raise Unread("dash_cell", found=written)
    return Observation(dash)


def letter(cell: RawCell, indicator: Indicator) -> str:
    """The grade in a cell; a digit typed as a number, 4 or 4.0, is the grade 4."""
    letters = _letters(indicator)
    if cell.type is TEXT_CELL and tidy(cell.text) in letters:
        return tidy(cell.text)
    try:
        value = number(cell, measure_of(indicator))
    except Unread as unread:
        if cell.type is not TEXT_CELL:
            raise
        found, alike = str(unread.values["found"]), []
    else:
        found = f"{value:f}"
        alike = [each for each in letters if NUMBER.fullmatch(each) and Decimal(each.replace(",", "")) == value]
    if len(alike) == 1:
        return alike[0]
    raise Unread("grade_expected", found=found, letters=", ".join(letters), suggestion=_same_letter(found, letters))


@lru_cache(maxsize=1_000)
def measure_of(indicator: Indicator) -> Measure:
    """What the values of an indicator are measured in."""
    return Measure(indicator.unit_of_measure.ko, indicator.unit_of_measure.en)


def stated(written: str) -> Observation | None:
    """The state that is written in words, if it is one."""
    folded = fold(written)
    if not folded or folded in _ways_to_say(State.NOT_SUBMITTED):
        return NOT_SUBMITTED
    return NOT_APPLICABLE if folded in _ways_to_say(State.NOT_APPLICABLE) else None


def label(cell: RawCell | None) -> str:
    """A code or a name as it is written; codes typed as numbers keep their digits."""
    if cell is None:
        return ""
    if cell.type is NUMBER_CELL and not cell.date:
        return cell.text.removesuffix(".0")
    return tidy(cell.text)


def nearest(written: str, allowed: list[str]) -> str | None:
    """The allowed word that is most like what was written."""
    near = get_close_matches(written, allowed, n=1, cutoff=0.6)
    return near[0] if near else None


def _measured(cell: RawCell, indicator: Indicator) -> Observation:
    """A value, or a grade given instead; what can be read as a number is one, also where grades are digits."""
    try:
        return Observation(SUBMITTED, number(cell, measure_of(indicator)))
    except Unread as unread:
        if unread.code != "not_a_number" or cell.type is not TEXT_CELL:
            raise
    written, letters = tidy(cell.text), _letters(indicator)
    if written in letters:
        return Observation(SUBMITTED, None, written)
    raise Unread("not_a_value", found=written, letters=", ".join(letters), suggestion=_same_letter(written, letters))


def _letters(indicator: Indicator) -> list[str]:
    return [step.letter for step in indicator.scale.steps]


def _same_letter(written: str, letters: list[str]) -> str | None:
    near = [letter for letter in letters if letter.casefold() == written.casefold()]
    return near[0] if near else None


@cache
def _ways_to_say(state: State) -> frozenset[str]:
    return words(f"state.{state}") | words(f"state_words.{state}") | {str(state)}
