"""The back-test as tables and in words."""

from fractions import Fraction

from app.services.backtest import BackTest, Brier, Tested
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import month_text, name_in
from app.text.catalogue import text
from scoring.rounding import round_half_up

BRIER_DECIMALS, PERCENT_DECIMALS = 3, 1
ABOUT = ("top", "rank", "award")
NARROW, WIDE = 0.02, 0.05
"""By so much less than it says an interval is called too narrow, by so much more too wide."""


def back_test_title(test: BackTest, language: str) -> str:
    """What share of the values the usual interval held, and how often the forecast beat the plain one."""
    usual = test.together.covered[1]
    beaten = [brier for month in test.months for brier in month.scores.values()]
    return text(
        "outlook.test.title",
        language,
        evaluation=name_in(test.evaluation.name, language),
        share=_percent(usual.share, 0),
        came=_percent(usual.came, 0),
        better=sum(brier.better for brier in beaten),
        count=len(beaten),
    )


def verdicts(test: BackTest, language: str) -> tuple[str, ...]:
    """Where the method falls short or is too careful, as sentences; nothing is left out."""
    said = [text(f"outlook.test.history.{'with' if test.with_history else 'without'}", language)]
    for covered in test.together.covered:
        off = covered.came - covered.share
        kind = "narrow" if off < -NARROW else "wide" if off > WIDE else "fits"
        shares = {"share": _percent(covered.share, 0), "came": _percent(covered.came)}
        said.append(text(f"outlook.test.interval.{kind}", language, **shares))
    said.append(_tendency(test.together, language))
    briers = {"constant": test.together.hindsight, "forecast": test.together.top.forecast}
    words = {key: f"{_number(brier, BRIER_DECIMALS)}" for key, brier in briers.items()}
    said.append(text("outlook.test.constant", language, **words))
    worse = [
        _case(month, about, language) for month in test.months for about in ABOUT if not month.scores[about].better
    ]
    said.append(text("outlook.test.worse" if worse else "outlook.test.never_worse", language, cases=", ".join(worse)))
    return tuple(said)


def _tendency(tested: Tested, language: str) -> str:
    count = sum(one.count for one in tested.bins) or 1
    said = sum(one.said * one.count for one in tested.bins) / count
    came = sum(one.came * one.count for one in tested.bins) / count
    kind = "low" if came - said > NARROW else "high" if said - came > NARROW else "fits"
    return text(f"outlook.test.tendency.{kind}", language, said=_percent(said), came=_percent(came))


def _case(tested: Tested, about: str, language: str) -> str:
    return f"{month_text(tested.month, language)} {text(f'outlook.test.about.{about}', language)}"


def scores_table(test: BackTest, heading: str, language: str) -> Table:
    """One row per month: the Brier scores of the forecast and of the plain one, and what the intervals held."""
    columns = [_column("month", language)]
    for about in ABOUT:
        columns += [_column(f"{about}_{who}", language, Kind.NUMBER, BRIER_DECIMALS) for who in ("forecast", "plain")]
    columns += [
        _column(f"held_{round(one.share * 100)}", language, Kind.NUMBER, PERCENT_DECIMALS)
        for one in test.together.covered
    ]
    rows = [_month_row(tested, language) for tested in (*test.months, test.together)]
    return Table(heading, tuple(columns), rows)


def _month_row(tested: Tested, language: str) -> dict[str, Cell]:
    month = month_text(tested.month, language) if tested.month else text("outlook.test.all_months", language)
    row: dict[str, Cell] = {"month": month}
    for about, brier in tested.scores.items():
        row |= _briers(about, brier)
    return row | {f"held_{round(one.share * 100)}": _number(one.came * 100) for one in tested.covered}


def _briers(about: str, brier: Brier) -> dict[str, Cell]:
    return {
        f"{about}_forecast": _number(brier.forecast, BRIER_DECIMALS),
        f"{about}_plain": _number(brier.plain, BRIER_DECIMALS),
    }


def calibration_table(test: BackTest, heading: str, language: str) -> Table:
    """One row per tenth of chances of the top grade: what was said on average and how often it came."""
    columns = (
        _column("bin", language),
        _column("cells", language, Kind.WHOLE),
        _column("said", language, Kind.NUMBER, PERCENT_DECIMALS),
        _column("came", language, Kind.NUMBER, PERCENT_DECIMALS),
    )
    rows = [
        {
            "bin": text("outlook.test.bin", language, low=_percent(one.low, 0), high=_percent(one.high, 0)),
            "cells": one.count,
            "said": _number(one.said * 100),
            "came": _number(one.came * 100),
        }
        for one in test.together.bins
    ]
    return Table(heading, columns, rows)


def _percent(share: float, decimals: int = PERCENT_DECIMALS) -> str:
    return f"{_number(share * 100, decimals)}%"


def _number(number: float, decimals: int = PERCENT_DECIMALS) -> Cell:
    return round_half_up(Fraction(number), decimals)


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0) -> Column:
    label, tip = (text(f"outlook.test.{part}.{key}", language) for part in ("column", "tip"))
    return Column(key, label, kind, decimals, tip)
