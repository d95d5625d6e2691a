"""Why a warning fired, in words: what stands, what it was held against, and the month it was compared with."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from app.services.progress_words import pace_word
from app.services.warning_lists import Line
from app.services.warnings import WarningState
from app.services.wording import (
    MINUS,
    cell_text,
    month_text,
    number_text,
    rank_text,
    score_text,
    short_month_text,
    unit_name,
    value_text,
)
from app.text.catalogue import text
from scoring.grade import Graded
from scoring.model import WHOLE, Evaluation, Indicator, WarningLevel, WeakRule, WeakRuleKind
from scoring.rounding import decimals_that_tell_apart
from scoring.weak_rules import Firing

KIND = WeakRuleKind


def level_text(level: WarningLevel, language: str) -> str:
    """The sign and the word of a level."""
    return text(f"warnings.level.{level.value}", language)


def state_text(state: WarningState, language: str) -> str:
    """The sign and the word of what became of a warning."""
    return text(f"warnings.state.{state.value}", language)


def rule_text(rule: WeakRule, language: str) -> str:
    """What a rule says, with its threshold."""
    first = ", ".join(sorted(rule.indicators)) if rule.indicators else _threshold(rule)
    return text(f"method.weak.{rule.kind.value}", language, first=first)


def why_text(line: Line, evaluation: Evaluation, language: str) -> str:
    """Why rules fired: the numbers of this month, of what is resolved those of the month before.

    The reasons stand in the order of the rules, and once where two rules have the same.
    """
    reasons = [_WHY[one.rule.kind](one.firing, evaluation, language) for one in line.warned]
    if line.warned[0].is_new_indicator:
        reasons.append(text("warnings.why.no_last_year", language))
    why = " · ".join(dict.fromkeys(reasons))
    if line.state is WarningState.RESOLVED:
        return text("warnings.why.then", language, month=short_month_text(line.warned[0].month, language), why=why)
    return why


def since_text(since: str, until: str, language: str, *, resolved: bool) -> str:
    """From which month on, and for how many months."""
    first, last = short_month_text(since, language), short_month_text(until, language)
    if resolved:
        return text("warnings.lasted" if since != until else "warnings.lasted_once", language, first=first, last=last)
    if since == until:
        return text("warnings.since_now", language)
    years = int(until[:4]) - int(since[:4])
    return text("warnings.since", language, first=first, count=12 * years + int(until[5:]) - int(since[5:]) + 1)


def _threshold(rule: WeakRule) -> str:
    return "" if rule.threshold is None else number_text(rule.threshold)


def _not_submitted(firing: Firing, evaluation: Evaluation, language: str) -> str:
    return text("warnings.why.not_submitted", language)


def _not_top(firing: Firing, evaluation: Evaluation, language: str) -> str:
    indicator, cell = _subject(firing)
    top = indicator.scale.top.letter
    return text("warnings.why.not_top_grade", language, grade=cell_text(cell, language), top=top)


def _achieved(firing: Firing, evaluation: Evaluation, language: str) -> str:
    return text(
        "warnings.why.achievement_at_most",
        language,
        rate=score_text(firing.number, 1),
        threshold=_threshold(firing.rule),
        **_told_apart(firing, "target", language),
    )


def _not_met(firing: Firing, evaluation: Evaluation, language: str) -> str:
    return text("warnings.why.target_not_met", language, **_told_apart(firing, "target", language))


def _worse(firing: Firing, evaluation: Evaluation, language: str) -> str:
    """Than last month, by the month; than last year, by which of its months it was held against."""
    _, cell = _subject(firing)
    month, before = firing.before[0]
    grades = {"before": cell_text(before, language), "now": cell_text(cell, language)}
    if firing.rule.kind is KIND.GRADE_BELOW_LAST_YEAR:
        key = "below_last_end" if firing.against_end else "below_same_month"
        return text(f"warnings.why.{key}", language, month=month_text(month, language), **grades)
    said = short_month_text(month, language) if month[:4] == evaluation.months[-1][:4] else month_text(month, language)
    return text("warnings.why.grade_worse", language, month=said, **grades)


def _expected_weak(firing: Firing, evaluation: Evaluation, language: str) -> str:
    return text("warnings.why.expected_weak", language)


def _behind(firing: Firing, evaluation: Evaluation, language: str) -> str:
    indicator, _ = _subject(firing)
    return text(
        "warnings.why.behind_pace",
        language,
        **_told_apart(firing, "expected", language),
        pace=pace_word(indicator, firing.expected, language),
        points=score_text(firing.number, 1),
        threshold=_threshold(firing.rule),
    )


def _likely(firing: Firing, evaluation: Evaluation, language: str) -> str:
    indicator, _ = _subject(firing)
    if firing.number == WHOLE:
        return text("warnings.why.missed", language, top=indicator.scale.top.letter)
    values = {"top": indicator.scale.top.letter, "threshold": _threshold(firing.rule)}
    return text("warnings.why.forecast_to_miss", language, chance=score_text(firing.number, 0), **values)


def _falling(firing: Firing, evaluation: Evaluation, language: str) -> str:
    """A level by its values; what adds up by how far it was from what should stand."""
    indicator, cell = _subject(firing)
    values = [value_text(indicator, one.cell.value, language) for one in firing.before]
    first = short_month_text(firing.before[0].month, language)
    if firing.lags:
        values = [text("warnings.why.points", language, points=_signed(one)) for one in firing.lags]
        return text("warnings.why.falling_behind", language, month=first, values=" → ".join(values))
    values.append(value_text(indicator, cell.value, language))
    return text("warnings.why.falling", language, month=first, values=" → ".join(values))


def _signed(points: Fraction) -> str:
    return f"{'+' if points > 0 else MINUS if points < 0 else ''}{score_text(abs(points), 1)}"


def _overtaken(firing: Firing, evaluation: Evaluation, language: str) -> str:
    found = firing.overtaken
    if found is None:
        return ""
    return text(
        "warnings.why.overtaken",
        language,
        month=short_month_text(found.month, language),
        before=rank_text(found.before, False, language),
        now=rank_text(found.now, False, language),
        units=", ".join(unit_name(evaluation, code, language) for code in found.by),
    )


def _told_apart(firing: Firing, aim: str, language: str) -> dict[str, str]:
    """The value and what it was held against, with as many decimals as it takes to read that they differ."""
    indicator, cell = _subject(firing)
    shown = [value_text(indicator, number, language) for number in (cell.value, firing.aim)]
    if shown[0] == shown[1] and cell.value is not None and firing.aim is not None:
        both = (Fraction(cell.value), firing.aim)
        finer = replace(indicator, decimals=decimals_that_tell_apart(both, indicator.decimals))
        shown = [value_text(finer, number, language) for number in both]
    return {"value": shown[0], aim: shown[1]}


def _subject(firing: Firing) -> tuple[Indicator, Graded]:
    assert firing.indicator is not None
    assert firing.cell is not None
    return firing.indicator, firing.cell


_WHY: dict[WeakRuleKind, Callable[[Firing, Evaluation, str], str]] = {
    KIND.NOT_SUBMITTED: _not_submitted,
    KIND.NOT_TOP_GRADE: _not_top,
    KIND.ACHIEVEMENT_AT_MOST: _achieved,
    KIND.TARGET_NOT_MET: _not_met,
    KIND.GRADE_FELL_FROM_LAST_MONTH: _worse,
    KIND.GRADE_BELOW_LAST_YEAR: _worse,
    KIND.EXPECTED_WEAK: _expected_weak,
    KIND.BEHIND_PACE: _behind,
    KIND.FORECAST_TO_MISS: _likely,
    KIND.FALLING: _falling,
    KIND.OVERTAKEN: _overtaken,
}
