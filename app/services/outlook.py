"""Where everybody will stand at the cut-off date: chances of grades, ranks and awards."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.timeline import Timeline
from scoring.forecast import CellOutlook, Judgements, Years, forecast
from scoring.forecast_scores import forecast_scores
from scoring.reach import is_decided
from scoring.simulate import ADJUSTMENT, USUAL, Chances, Finals, Sampling, simulate

HALF, MOST = 0.5, 0.8
NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a month says of the cut-off date, for all units.

    ``cells`` by unit and indicator, ``ranks`` by unit the chance of every rank, ``prizes`` by unit the chance of every
    award by its code, ``expected_score`` by unit its mean. A unit that cannot have a score stands in ``cells`` only.
    ``drawn_scores`` and ``drawn_adjustments`` say whether imported scores, and bonus and deduction, had to be drawn.
    """

    cells: Mapping[str, Mapping[str, CellOutlook]]
    ranks: Mapping[str, Mapping[int, float]]
    prizes: Mapping[str, Mapping[str, float]]
    expected_score: Mapping[str, float]
    sampling: Sampling
    decided: bool
    drawn_scores: bool
    drawn_adjustments: bool
    finals: Finals

    @property
    def draws(self) -> int:
        """How many finals were drawn."""
        return self.sampling.draws

    @property
    def seed(self) -> int:
        """The seed they were drawn by."""
        return self.sampling.seed

    def error(self, chance: float) -> float:
        """The standard error that drawing leaves in a chance."""
        return 0.0 if self.decided else self.finals.error(chance)


def outlook_of(timeline: Timeline, judgements: Judgements) -> Outlook:
    """The outlook of the month that a timeline leads to."""
    return outlook_from(Years(timeline.this_year, timeline.last_year, judgements))


def outlook_from(years: Years, sampling: Sampling = USUAL) -> Outlook:
    """The outlook of the last of some months."""
    result = years.this_year[-1]
    cells, scores = forecast(years), forecast_scores(years)
    finals = simulate(result, cells, scores, sampling)
    chances = {unit: finals.chances(unit) for unit in finals.scores}
    return Outlook(
        cells=cells,
        ranks={unit: one.ranks for unit, one in chances.items()},
        prizes={unit: one.prizes for unit, one in chances.items()},
        expected_score={unit: one.expected for unit, one in chances.items()},
        sampling=sampling,
        decided=is_decided(result.evaluation, result.month),
        drawn_scores=any(set(row) - {ADJUSTMENT} for row in scores.values()),
        drawn_adjustments=any(ADJUSTMENT in row for row in scores.values()),
        finals=finals,
    )


def chance_if(outlook: Outlook, unit: str, letters: Mapping[str, str]) -> Chances:
    """The chances of a unit if some of its indicators ended with given letters, in the very same finals.

    KeyError for a unit without a score, and for an unknown indicator or letter.
    """
    return outlook.finals.chance_if(unit, letters)


def chance_of_rank(outlook: Outlook, unit: str, rank: int) -> float:
    """The chance that a unit has a rank or a better one."""
    return sum(share for place, share in outlook.ranks[unit].items() if place <= rank)


def likeliest_rank(outlook: Outlook, unit: str) -> int:
    """The rank that a unit has most often, the best of equals."""
    ranks = outlook.ranks[unit]
    return max(ranks, key=lambda rank: (ranks[rank], -rank))


def middle_rank(outlook: Outlook, unit: str) -> int:
    """The best rank that a unit has, or betters, in half of the finals."""
    return next(rank for rank in outlook.ranks[unit] if chance_of_rank(outlook, unit, rank) >= HALF - NEARLY)


def rank_span(outlook: Outlook, unit: str) -> tuple[int, int]:
    """The fewest neighbouring ranks that hold four of five finals; of as few the likeliest."""
    ranks = outlook.ranks[unit]
    spans = [(low, high) for low in ranks for high in ranks if low <= high]
    held = {span: sum(ranks[rank] for rank in range(span[0], span[1] + 1)) for span in spans}
    return min(
        (span for span in spans if held[span] >= MOST - NEARLY), key=lambda span: (span[1] - span[0], -held[span])
    )
