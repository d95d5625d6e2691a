"""What is said of the indicators most worth turning: the first of them, how much is open, and the rule of the order."""

from fractions import Fraction

from app.services.entry_words import moment_text
from app.services.months import MonthView
from app.services.outlook_findings import award_or_better
from app.services.shortlist import Shortlist
from app.services.wording import chance_text, gap_text, name_in, number_text, unit_name
from app.services.worth import EQUAL_DECIMALS, HARD, Aim, Worth, Worths
from app.text.catalogue import text
from scoring.rounding import round_half_up
from scoring.whatif import with_grades


def worth_title(view: MonthView, unit: str, worths: Worths | None, language: str) -> str:
    """The indicator most worth turning with what it would bring; where nothing can be turned, what was missed."""
    if worths is None:
        return text("worth.title.no_score", language, unit=unit_name(view.evaluation, unit, language))
    if worths.listed:
        return _first(view, worths, language)
    if not worths.lost:
        return text("worth.title.all_top", language)
    tops = {course.indicator.code: course.indicator.scale.top for course in worths.lost}
    score = with_grades(view.result, unit, tops).score or Fraction(0)
    gain = score - (view.result.standings[unit].score or Fraction(0))
    return text("worth.title.over", language, count=len(worths.lost), gain=gap_text(gain))


def _first(view: MonthView, worths: Worths, language: str) -> str:
    best = worths.listed[0]
    values = {
        "name": name_in(best.indicator.name, language),
        "top": best.indicator.scale.top.letter,
        "points": gap_text(Fraction(best.expected)),
    }
    aim = max(worths.aims, key=lambda one: _moved(best, one), default=None)
    if aim is None or not _moved(best, aim):
        return text("worth.title.points", language, **values)
    shift = best.shifts[aim.tier.code]
    chances = {"before": chance_text(shift.before), "after": chance_text(shift.after)}
    return text("worth.title.open", language, award=award_or_better(view, aim.tier, language), **values, **chances)


def _moved(worth: Worth, aim: Aim) -> float:
    shift = worth.shifts.get(aim.tier.code)
    return 0.0 if shift is None else shift.after - shift.before


def worth_line(worths: Worths | None, language: str) -> str:
    """How many months are left, how many are likely to miss, how many are lost."""
    if worths is None or not worths.listed:
        return ""
    parts = [text("worth.line.months", language, count=worths.months_left)]
    parts.append(text("worth.line.unlikely", language, count=worths.unlikely))
    if worths.lost:
        parts.append(text("worth.line.lost", language, count=len(worths.lost)))
    return " · ".join(parts)


def rule_text(language: str) -> str:
    """By what the list is ordered."""
    return text("worth.rule", language, hard=chance_text(HARD), decimals=EQUAL_DECIMALS)


def chances_line(view: MonthView, worths: Worths, draws: int, language: str) -> str:
    """The chances of the awards in question as forecast, and how far a change may be off by drawing."""
    said = []
    for aim in worths.aims:
        award, key = award_or_better(view, aim.tier, language), "kept" if aim.kept else "won"
        said.append(text(f"worth.aim.{key}", language, award=award, chance=chance_text(aim.chance)))
    errors = [shift.error for one in worths.listed for shift in one.shifts.values()]
    said.append(
        text(
            "worth.error",
            language,
            draws=number_text(round_half_up(Fraction(draws), 0)),
            error=round_half_up(Fraction(max(errors, default=0.0)) * 100, 1),
        )
    )
    return " · ".join(said)


def list_line(shortlist: Shortlist, language: str) -> str:
    """Who decided on the list and when, or that it is the proposal."""
    kept = shortlist.kept
    if kept is None:
        return text("worth.list.proposed", language)
    return text("worth.list.decided", language, who=kept.who, at=moment_text(kept.at))
