"""What a month says of the cut-off date, in words."""

from fractions import Fraction

from app.services.months import MonthView
from app.services.outlook import Outlook, chance_of_rank, likeliest_rank, middle_rank, rank_span
from app.services.wording import chance_text, name_in, number_text, place_text, rank_text, score_text, unit_name
from app.text.catalogue import text
from scoring.model import AwardTier
from scoring.reach import Reach, possible_ranks, reach_of
from scoring.rounding import round_half_up
from scoring.ways import Basis

REACH_DECIMALS = 1
STANDS_OUT = 0.3
"""A rank with a smaller chance is not named alone: which one is the likeliest would be chance itself."""


def cutoff_text(view: MonthView, language: str) -> str:
    """The cut-off date without its year."""
    cutoff = view.evaluation.cutoff
    month = text(f"words.months.m{cutoff.month:02d}", language)
    return text("outlook.day", language, month=month, day=cutoff.day)


def outlook_title(view: MonthView, unit: str, outlook: Outlook, language: str) -> str:
    """The ranks with their chance, and that of the award that goes with the middle one or of a better award."""
    values = {"unit": unit_name(view.evaluation, unit, language), "date": cutoff_text(view, language)}
    if unit not in outlook.ranks:
        return text("outlook.title.no_score", language, **values)
    if outlook.decided:
        standing = view.result.standings[unit]
        award = name_in(standing.award.name, language) if standing.award else text("outlook.no_award", language)
        return text("outlook.title.decided", language, rank=place_text(standing, language), award=award, **values)
    said = {"ranks": ranks_text(outlook, unit, language)}
    tier = _tier(view, middle_rank(outlook, unit))
    if tier is None:
        return text("outlook.title.without_award", language, **values, **said)
    award = award_or_better(view, tier, language)
    prize = chance_text(chance_of_rank(outlook, unit, tier.last))
    return text("outlook.title.open", language, award=award, prize=prize, **values, **said)


def ranks_text(outlook: Outlook, unit: str, language: str) -> str:
    """The likeliest rank with its chance; where no rank stands out, the ranks that hold most of the finals."""
    rank = likeliest_rank(outlook, unit)
    chance = outlook.ranks[unit][rank]
    if chance >= STANDS_OUT:
        return text("outlook.rank_with", language, rank=rank_text(rank, False, language), chance=chance_text(chance))
    low, high = rank_span(outlook, unit)
    held = sum(outlook.ranks[unit][one] for one in range(low, high + 1))
    ends = {"low": rank_text(low, False, language), "high": rank_text(high, False, language)}
    return text("outlook.ranks_with", language, chance=chance_text(held), **ends)


def _tier(view: MonthView, rank: int) -> AwardTier | None:
    """The award of a rank, else the last one; None where there are no awards."""
    tiers = sorted(view.evaluation.awards, key=lambda tier: tier.first)
    return next((tier for tier in tiers if rank <= tier.last), tiers[-1] if tiers else None)


def award_or_better(view: MonthView, tier: AwardTier, language: str) -> str:
    """The name of an award; with 'or better' where there is a better one."""
    name = name_in(tier.name, language)
    return name if tier.first == 1 else text("outlook.or_better", language, award=name)


def outlook_line(view: MonthView, unit: str, outlook: Outlook, language: str) -> str:
    """The score that is expected, the ranks still possible, and the points locked in, open and lost."""
    if unit not in outlook.ranks:
        return ""
    reach = reach_of(view.result, unit)
    parts = [reach_text(reach, language)]
    if not outlook.decided:
        score = score_text(Fraction(outlook.expected_score[unit]), REACH_DECIMALS)
        parts = [text("outlook.line.score", language, score=score), possible_text(view, unit, language), *parts]
    return " · ".join(parts)


def possible_text(view: MonthView, unit: str, language: str) -> str:
    """The best and the worst rank that can still come."""
    ranks = possible_ranks(view.result, unit)
    if ranks is None:
        return text("outlook.possible.none", language)
    best, worst = (rank_text(rank, False, language) for rank in ranks)
    return text("outlook.possible.one" if best == worst else "outlook.possible.span", language, best=best, worst=worst)


def reach_text(reach: Reach, language: str) -> str:
    """The points locked in, still open and lost."""
    points = {part: score_text(getattr(reach.total, part), REACH_DECIMALS) for part in reach.total._fields}
    return text("outlook.line.reach", language, **points)


def reach_title(view: MonthView, unit: str, outlook: Outlook, language: str) -> str:
    """How many points are still open."""
    reach = reach_of(view.result, unit)
    key = "decided" if outlook.decided else "open"
    points = {part: score_text(getattr(reach.total, part), REACH_DECIMALS) for part in reach.total._fields}
    return text(f"outlook.reach.title.{key}", language, **points)


def sample_text(outlook: Outlook, unit: str, language: str) -> str:
    """How many finals were drawn, with which seed and correlation, and how far the chances may be off by that."""
    error = max((outlook.error(chance) for chance in outlook.ranks.get(unit, {}).values()), default=0.0)
    return text(
        "outlook.sample",
        language,
        draws=number_text(round_half_up(Fraction(outlook.draws), 0)),
        seed=outlook.seed,
        correlation=round_half_up(Fraction(outlook.sampling.correlation), 1),
        error=round_half_up(Fraction(error) * 100, 1),
    )


def assumption_texts(outlook: Outlook, language: str) -> tuple[str, ...]:
    """What had to be assumed in this month, as sentences."""
    bases = {cell.basis for row in outlook.cells.values() for cell in row.values()}
    keys = {
        "no_year": Basis.ASSUMED in bases,
        "by_hand": Basis.BY_HAND in bases,
        "scores": outlook.drawn_scores,
        "adjustments": outlook.drawn_adjustments,
        "as_is": not outlook.drawn_adjustments and not outlook.decided,
        "missing": any(cell.missing for row in outlook.cells.values() for cell in row.values()) and not outlook.decided,
    }
    return tuple(text(f"outlook.assumed.{key}", language) for key, holds in keys.items() if holds)
