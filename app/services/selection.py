"""What somebody asked for by its code, or the sentence that says what there is instead."""

import re

from app.definition.near import nearest
from app.services.months import Choice, NoDataError, default_choice
from scoring.model import Definition, Evaluation, Unit
from scoring.problem import Problem

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


class UnknownChoiceError(Exception):
    """Somebody asked for what does not exist; ``problem`` says what does."""

    def __init__(self, code: str, option: str, value: str, known: tuple[str, ...], suggestion: str = "") -> None:
        super().__init__(f"{code}: {value}")
        values = {"value": value, "known": ", ".join(known), "suggestion": suggestion}
        self.problem = Problem(f"console.{code}", option, values)


def chosen_evaluation(found: tuple[Choice, ...], code: str) -> Choice:
    """The evaluation with a code, which need not hold data."""
    for choice in found:
        if choice.evaluation.code == code:
            return choice
    known = tuple(choice.evaluation.code for choice in found)
    raise UnknownChoiceError("unknown_evaluation", "--evaluation", code, known, nearest(code, known))


def chosen_month(found: tuple[Choice, ...], evaluation: str | None, month: str | None) -> tuple[Evaluation, str]:
    """Evaluation and month; by default the newest evaluation with data and its last month with data."""
    if evaluation is None and month is None:
        return default_choice(found)
    choice = _holding(found, month) if evaluation is None else chosen_evaluation(found, evaluation)
    if not choice.months:
        raise NoDataError(choice.evaluation.code)
    if month is None:
        return choice.evaluation, choice.months[-1]
    if month not in choice.months:
        code = "unknown_month" if MONTH.fullmatch(month) else "wrong_month"
        raise UnknownChoiceError(code, "--month", month, choice.months, nearest(month, choice.months))
    return choice.evaluation, month


def _holding(found: tuple[Choice, ...], month: str | None) -> Choice:
    """The newest evaluation that has data of a month, else the newest that has any."""
    with_data = [choice for choice in found if choice.months]
    if not with_data:
        raise NoDataError
    return next((choice for choice in with_data if month in choice.months), with_data[0])


def check_scope(definition: Definition, evaluation: str | None, month: str | None) -> None:
    """Refuse an evaluation that is not defined, and a month outside its period."""
    defined = tuple(Choice(one, one.months) for one in definition.evaluations)
    choice = None if evaluation is None else chosen_evaluation(defined, evaluation)
    if month is None:
        return
    if not MONTH.fullmatch(month):
        known = tuple(sorted({one for each in defined for one in each.months}))
        raise UnknownChoiceError("wrong_month", "--month", month, known, nearest(month, known))
    if choice and month not in choice.months:
        raise UnknownChoiceError("month_outside", "--month", month, choice.months, nearest(month, choice.months))


def chosen_unit(units: tuple[Unit, ...], code: str) -> Unit:
    """The unit with a code; who gives a name is told the code."""
    for unit in units:
        if unit.code == code:
            return unit
    named = {name: unit.code for unit in units for name in (unit.code, unit.name.ko, unit.name.en) if name}
    near = named.get(nearest(code, named), "")
    known = tuple(f"{unit.code} {unit.name.ko}" for unit in units)
    raise UnknownChoiceError("unknown_unit", "--unit", code, known, near)
