"""Exact numbers, places, months and names as words of one language; every screen and paper takes them from here."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from app.text.catalogue import text
from scoring.grade import Graded
from scoring.model import Evaluation, Indicator, Name, Node, State
from scoring.rank import Place
from scoring.rounding import decimals_that_tell_apart, plain_decimal, round_half_up
from scoring.score import Standing

SCORE_DECIMALS = 2
NOTHING = "–"
MINUS = "−"
LONGEST_UNIT_IN_A_CHART = 2
"""Signs of a unit of measure that a chart prints behind every number; a longer one stands elsewhere."""


def name_in(name: Name, language: str) -> str:
    """A name in one language; the Korean one where there is no English."""
    return (name.en or name.ko) if language == "en" else name.ko


def unit_name(evaluation: Evaluation, code: str, language: str) -> str:
    """The name of a unit."""
    return name_in(evaluation.unit(code).name, language)


def node_name(node: Node, language: str) -> str:
    """The short name of a node of the weight tree."""
    return name_in(node.short_name, language)


def score_text(score: Fraction | None, decimals: int = SCORE_DECIMALS) -> str:
    """A score rounded half up, with fixed decimals."""
    return NOTHING if score is None else number_text(round_half_up(score, decimals))


def signed_text(number: Fraction | None, decimals: int = SCORE_DECIMALS) -> str:
    """A difference with its sign; what rounds to nothing has none."""
    if number is None:
        return NOTHING
    rounded = round_half_up(number, decimals)
    return f"+{number_text(rounded)}" if rounded > 0 else number_text(rounded)


def number_text(number: Decimal) -> str:
    """A decimal with thousands separators and a typographic minus."""
    return f"{number:,f}".replace("-", MINUS)


def decimals_for(scores: Iterable[Fraction | None]) -> int:
    """Two decimals, or as many as it takes to tell different scores apart."""
    return decimals_that_tell_apart([score for score in scores if score is not None], SCORE_DECIMALS)


def gap_text(gap: Fraction | None) -> str:
    """A distance in points with two decimals, or with more where two would read as none."""
    if gap is None:
        return NOTHING
    return score_text(gap, decimals_that_tell_apart([gap, Fraction(0)], SCORE_DECIMALS))


def rank_text(rank: int | None, tied: bool, language: str) -> str:
    """A place, marked where it is shared."""
    if rank is None:
        return text("words.no_rank", language)
    number = ordinal(rank) if language == "en" else str(rank)
    return text("words.tied_rank" if tied else "words.rank", language, rank=number)


def shared_place_text(place: Place | None, language: str) -> str:
    """A place that was taken on a part of the score, marked where it is shared."""
    return rank_text(None, False, language) if place is None else rank_text(place.rank, place.tied, language)


def rank_then_text(now: int | None, then: int | None, language: str) -> str:
    """A place that would be reached, with the way it moves: up, down or not at all."""
    if then is None:
        return NOTHING
    moved = 0 if now is None else now - then
    sign = text("words.unmoved", language) if not moved else f"{'▲' if moved > 0 else '▼'}{abs(moved)}"
    return f"{rank_text(then, False, language)} {sign}"


def place_text(standing: Standing, language: str) -> str:
    """The place of a unit in its group."""
    return rank_text(standing.rank, standing.tied, language)


def ordinal(number: int) -> str:
    """The English ordinal of a place: 1st, 2nd, 3rd, 11th.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '21st']
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def month_text(month: str, language: str) -> str:
    """A month in words; YYYY-MM stays what identifies it."""
    year, number = month.split("-")
    return text("words.month", language, year=year, month=text(f"words.months.m{number}", language))


def short_month_text(month: str, language: str) -> str:
    """A month without its year, for axes."""
    name = text(f"words.months.m{month.split('-')[1]}", language)
    return name[:3]


def value_text(indicator: Indicator, value: Decimal | Fraction | None, language: str, *, with_unit: bool = True) -> str:
    """A value in the indicator's own unit, with at least its decimals and never fewer digits than were entered."""
    if value is None:
        return NOTHING
    shown = _shown(value, indicator.decimals)
    return _with_unit(shown, name_in(indicator.unit_of_measure, language), language) if with_unit else shown


@lru_cache(maxsize=10_000, typed=True)  # the same in both languages, and many cells share a value
def _shown(value: Decimal | Fraction, decimals: int) -> str:
    if isinstance(value, Decimal):
        exponent = plain_decimal(Fraction(value)).as_tuple().exponent
        decimals = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return number_text(round_half_up(Fraction(value), decimals))


def _with_unit(shown: str, unit: str, language: str) -> str:
    if not unit:
        return shown
    if unit[0].isdigit():
        return f"{shown} ({unit})"
    spaced = language == "en" and unit[0].isalpha()
    return f"{shown} {unit}" if spaced else f"{shown}{unit}"


def difference_in_unit(indicator: Indicator, gap: Fraction | None, language: str, *, with_unit: bool = True) -> str:
    """A gap in the indicator's own unit: percentage points where the unit is percent.

    A gap that is there never reads as none: decimals are added until it shows.
    """
    if gap is None:
        return NOTHING
    decimals = decimals_that_tell_apart([gap, Fraction(0)], indicator.decimals)
    shown = number_text(round_half_up(gap, decimals))
    if not with_unit:
        return shown
    unit = name_in(indicator.unit_of_measure, language)
    return _with_unit(shown, text("words.percentage_points", language) if unit == "%" else unit, language)


def cell_text(cell: Graded, language: str) -> str:
    """The letter of a cell, or the word for its state."""
    if cell.step is not None:
        return cell.step.letter
    return text("words.not_applicable" if cell.state is State.NOT_APPLICABLE else "words.not_submitted", language)


def percent_text(share: Fraction, decimals: int = 1) -> str:
    """A share as percent."""
    return f"{number_text(round_half_up(share * 100, decimals))}%"


def chance_text(chance: float) -> str:
    """A chance in whole percent; what is not certain never reads as 0 or 100.

    >>> [chance_text(chance) for chance in (0.0, 0.0004, 0.645, 0.9996, 1.0)]
    ['0%', '<1%', '65%', '>99%', '100%']
    """
    percent = round_half_up(Fraction(chance) * 100, 0)
    if 0 < chance < 1 and percent in (0, 100):
        return "<1%" if percent == 0 else ">99%"
    return f"{percent}%"
