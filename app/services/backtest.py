"""The forecast held against a year that is over: what was said in its months, and what came at the cut-off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.services.outlook import Outlook, outlook_from
from app.services.timeline import ResultsOf
from scoring.forecast import CellOutlook, Years
from scoring.grade import Graded
from scoring.model import Evaluation, Indicator
from scoring.reach import is_decided
from scoring.score import Result, Standing

FROM, TO = 3, 8
"""The months of the year that are tested; before that hardly anything is in."""
INTERVALS = (0.5, 0.8, 0.95)
BINS = 10


@dataclass(frozen=True, slots=True)
class Covered:
    """How many values an interval held that should hold a share of them."""

    share: float
    held: int
    count: int

    @property
    def came(self) -> float:
        """The share that it held."""
        return self.held / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The cells whose chance of the top grade lay between two bounds: their mean chance, and how many had it."""

    low: float
    high: float
    count: int
    said: float
    came: float


@dataclass(frozen=True, slots=True)
class Brier:
    """The mean squared distance of chances from what came, smaller is better; plainly said: it stays as it is today."""

    forecast: float
    plain: float
    count: int

    @property
    def better(self) -> bool:
        """Whether the forecast is at least as good as the plain one."""
        return self.forecast <= self.plain


@dataclass(frozen=True, slots=True)
class Tested:
    """One month, or several together."""

    month: str
    covered: tuple[Covered, ...]
    bins: tuple[Bin, ...]
    top: Brier
    rank: Brier
    award: Brier

    @property
    def hindsight(self) -> float:
        """The Brier score of one chance of the top grade for all, by somebody who knew how many would have it."""
        count = sum(one.count for one in self.bins)
        came = sum(one.came * one.count for one in self.bins) / count if count else 0.0
        return came * (1 - came)

    @property
    def scores(self) -> dict[str, Brier]:
        """The Brier scores by what was said."""
        return {"top": self.top, "rank": self.rank, "award": self.award}


@dataclass(frozen=True, slots=True)
class BackTest:
    """A year that is over, month by month and together; ``with_history`` says whether a year before it was known."""

    evaluation: Evaluation
    with_history: bool
    months: tuple[Tested, ...]
    together: Tested


def year_tested(evaluation: str, results_of: ResultsOf) -> BackTest | None:
    """The test of an evaluation, with the year before it if there is one; None where its year is not over."""
    this_year = results_of(evaluation)
    if not is_over(this_year):
        return None
    previous = this_year[-1].evaluation.previous
    return back_test(this_year, results_of(previous) if previous else ())


def is_over(this_year: Sequence[Result]) -> bool:
    """Whether the cut-off month of a year is known, and a month before it to forecast from."""
    return bool(_tested(this_year)) and is_decided(this_year[-1].evaluation, this_year[-1].month)


def back_test(this_year: Sequence[Result], last_year: Sequence[Result]) -> BackTest:
    """Forecast from each month of a year that is over as if nothing later were known. ValueError where it is not."""
    if not is_over(this_year):
        raise ValueError("the year is not over")
    final = this_year[-1]
    said = [(month, tuple(_said(this_year, last_year, month, final))) for month in _tested(this_year)]
    months = tuple(_test(month, claims) for month, claims in said)
    everything = tuple(claim for _, claims in said for claim in claims)
    return BackTest(final.evaluation, bool(last_year), months, _test("", everything))


def _tested(this_year: Sequence[Result]) -> list[str]:
    """The third to the eighth month, as far as they are there and before the cut-off."""
    last = this_year[-1] if this_year else None
    named = last.evaluation.months[FROM - 1 : TO] if last else ()
    return [one.month for one in this_year if last and one.month in named and one.month < last.month]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One thing that was said: a chance or an interval, what the plain forecast said, and what came."""

    about: str
    said: float
    plain: float
    came: float


def _said(this_year: Sequence[Result], last_year: Sequence[Result], month: str, final: Result) -> Iterator[_Claim]:
    known = tuple(one for one in this_year if one.month <= month)
    outlook = outlook_from(Years(known, last_year))
    for unit, row in outlook.cells.items():
        if unit not in final.standings:
            continue
        now, end = known[-1].standings[unit], final.standings[unit]
        for indicator in final.evaluation.indicators():
            if indicator.code in row and indicator.code in end.grades:
                grades = now.grades[indicator.code], end.grades[indicator.code]
                yield from _of_cell(indicator, row[indicator.code], *grades)
        yield from _of_unit(outlook, now, end)


def _of_cell(indicator: Indicator, cell: CellOutlook, now: Graded, end: Graded) -> Iterator[_Claim]:
    top = indicator.scale.top
    yield _Claim("top", cell.chances[top.letter], float(now.step == top), float(end.step == top))
    if cell.spread is not None and end.value is not None:
        value = float(end.value)
        for share in INTERVALS:
            low, high = cell.spread.interval(share)
            nearly = 1e-9 * max(1.0, abs(value))
            yield _Claim(f"interval {share}", share, 0.0, float(low - nearly <= value <= high + nearly))


def _of_unit(outlook: Outlook, now: Standing, end: Standing) -> Iterator[_Claim]:
    if now.unit not in outlook.ranks:
        return
    for rank, chance in outlook.ranks[now.unit].items():
        yield _Claim("rank", chance, float(now.rank == rank), float(end.rank == rank))
    for award, chance in outlook.prizes[now.unit].items():
        yield _Claim("award", chance, _has(now, award), _has(end, award))


def _has(standing: Standing, award: str) -> float:
    return float(standing.award is not None and standing.award.code == award)


def _test(month: str, claims: Sequence[_Claim]) -> Tested:
    by: dict[str, list[_Claim]] = {}
    for claim in claims:
        by.setdefault(claim.about, []).append(claim)
    covered = tuple(_covered(share, by.get(f"interval {share}", [])) for share in INTERVALS)
    brier = {about: _brier(by.get(about, [])) for about in ("top", "rank", "award")}
    return Tested(month, covered, tuple(_bins(by.get("top", []))), **brier)


def _covered(share: float, claims: Sequence[_Claim]) -> Covered:
    return Covered(share, sum(claim.came == 1 for claim in claims), len(claims))


def _brier(claims: Sequence[_Claim]) -> Brier:
    return Brier(
        _mean((claim.said - claim.came) ** 2 for claim in claims),
        _mean((claim.plain - claim.came) ** 2 for claim in claims),
        len(claims),
    )


def _bins(claims: Sequence[_Claim]) -> Iterator[Bin]:
    """Ten of equal width; one in which nothing lies is left out."""
    for number in range(BINS):
        inside = [claim for claim in claims if min(int(claim.said * BINS), BINS - 1) == number]
        if inside:
            said, came = (_mean(values) for values in zip(*((one.said, one.came) for one in inside), strict=True))
            yield Bin(number / BINS, (number + 1) / BINS, len(inside), said, came)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
