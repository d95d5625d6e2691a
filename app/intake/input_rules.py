"""What a spreadsheet program helps with while a template is filled in: lists, rules, a word about every cell."""

from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from app.intake.reading import shorten
from app.intake.workbook_format import WRITTEN_IN, word
from app.text.catalogue import text
from scoring.model import AdjustmentKind, Evaluation, Indicator, Method, State

# What a spreadsheet program keeps of a rule.
LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_FORMULA = 32, 255, 255
STATES = (State.NOT_APPLICABLE, State.NOT_SUBMITTED)
UNIT_CODES = "unit_codes"
"""The name by which the sheets refer to the codes of the units."""

Rule = dict[str, Any]


def rules_of_row(evaluation: Evaluation, indicator: Indicator, row: int, first: int) -> list[tuple[int, int, Rule]]:
    """The rules of one indicator, each with the first and the last column it holds for: one per target in a row."""
    rules = []
    columns = enumerate(evaluation.units, first)
    for _, run in groupby(columns, key=lambda each: indicator.target_of(each[1].code)):
        units = list(run)
        (start, unit), (end, _) = units[0], units[-1]
        rules.append((start, end, value_rule(indicator, unit.code, xl_rowcol_to_cell(row, start))))
    return rules


def value_rule(indicator: Indicator, unit: str, cell: str) -> Rule:
    """What may stand in a cell of an indicator; ``cell`` is the first one that the rule holds for."""
    letters = [step.letter for step in indicator.scale.steps]
    qualitative = indicator.method is Method.QUALITATIVE
    said = _states() | {"letters": ", ".join(letters)}
    help_with = _help(indicator.code, _about(indicator, unit, said))
    if qualitative:
        wrong = _wrong("wrong_title", "wrong_letter", **said)
        return help_with | wrong | _one_of([*letters, *_states().values()], cell)
    formula = _value_formula(letters, cell)
    if len(formula) > LONGEST_FORMULA:
        return help_with | {"validate": "any"}
    if indicator.greatest is None:
        return help_with | _wrong("wrong_title", "wrong_value", **said) | {"validate": "custom", "value": formula}
    bounded = f"={formula[1:]}*(N({cell})<={indicator.greatest:f})"
    above = _wrong("above_title", "above", maximum=_number(indicator, str(indicator.greatest)))
    return help_with | above | {"error_type": "warning", "validate": "custom", "value": bounded}


def score_rule(cell: str) -> Rule:
    """A score is a number or not there."""
    missing = word(f"state.{State.NOT_SUBMITTED}")
    said = _say("score", not_submitted=missing)
    formula = f"=OR(ISNUMBER({cell}),{cell}={_quoted(missing)})"
    return _help("", said) | _error("wrong_title", said) | {"validate": "custom", "value": formula}


def adjustment_rules(evaluation: Evaluation, cell: str) -> dict[str, Rule]:
    """What may stand in the columns of bonuses and deductions, by the name of the column."""
    nodes = [node.code for node in evaluation.adjustable()]
    kinds = [word(f"adjustment.{kind}") for kind in AdjustmentKind]
    return {
        "unit": _listed("unit", {"validate": "list", "source": f"={UNIT_CODES}"}),
        "node": _listed("node", _one_of(nodes, cell)),
        "kind": _listed("kind", {"validate": "list", "source": kinds}),
        "points": _listed("points", {"validate": "decimal", "criteria": ">=", "value": 0}),
    }


def data_kind_rule() -> Rule:
    """Real values, or values made up for a trial."""
    return _listed(
        "data_kind", {"validate": "list", "source": [word(f"kind.{kind}") for kind in ("actual", "demonstration")]}
    )


def _listed(name: str, rule: Rule) -> Rule:
    said = _say(name)
    return _help("", said) | _error("wrong_title", said) | rule


def _about(indicator: Indicator, unit: str, said: dict[str, str]) -> str:
    """Unit, target and direction of an indicator, and what to write."""
    target = indicator.target_of(unit)
    aims = {
        "measure": indicator.unit_of_measure.ko,
        "target": "" if target is None else _number(indicator, str(target)),
        "cutoffs": _cutoffs(indicator),
        "maximum": "" if indicator.greatest is None else _number(indicator, str(indicator.greatest)),
    }
    lines = [_say(name, **{name: value}) for name, value in aims.items() if value]
    if indicator.method is Method.QUALITATIVE:
        return "\n".join((indicator.name.ko, _say("choose", **said)))
    nature = (_say(indicator.direction.value), _say(indicator.accumulation.value))
    return "\n".join((indicator.name.ko, " · ".join(lines), " · ".join(nature), _say("write", **said)))


def _cutoffs(indicator: Indicator) -> str:
    pairs = zip(indicator.scale.steps, indicator.cutoffs, strict=False)
    return ", ".join(f"{step.letter} {limit:f}" for step, limit in pairs if limit is not None)


def _number(indicator: Indicator, number: str) -> str:
    return f"{number}{indicator.unit_of_measure.ko}"


def _value_formula(letters: list[str], cell: str) -> str:
    """A number, a word for its absence, a letter, or a value with its letter in brackets."""
    words = ",".join(f"{cell}={_quoted(written)}" for written in (*_states().values(), *letters))
    return f'=OR(ISNUMBER({cell}),{words},RIGHT({cell},1)=")")'


def _one_of(allowed: list[str], cell: str) -> Rule:
    """A list to choose from; a rule without one where the list is too long or a word has a comma in it."""
    if len(",".join(allowed)) <= LONGEST_FORMULA and not any("," in written for written in allowed):
        return {"validate": "list", "source": allowed}
    formula = f"=OR({','.join(f'{cell}={_quoted(written)}' for written in allowed)})"
    return {"validate": "custom", "value": formula} if len(formula) <= LONGEST_FORMULA else {"validate": "any"}


def _states() -> dict[str, str]:
    return {state.value: word(f"state.{state}") for state in STATES}


def _quoted(written: str) -> str:
    return '"' + written.replace('"', '""') + '"'


def _say(name: str, **values: str) -> str:
    return text(f"template.input.{name}", WRITTEN_IN, **values)


def _help(title: str, message: str) -> Rule:
    # A rule takes no blank in its title: a cell without a title shows the message alone.
    shown = {"input_message": _fitting(message, LONGEST_MESSAGE)}
    return shown | ({"input_title": shorten(title, LONGEST_TITLE)} if title else {})


def _wrong(title: str, message: str, **values: str) -> Rule:
    return _error(title, _say(message, **values))


def _error(title: str, message: str) -> Rule:
    return {
        "error_title": shorten(_say(title), LONGEST_TITLE),
        "error_message": _fitting(message, LONGEST_MESSAGE),
    }


def _fitting(message: str, limit: int) -> str:
    return message if len(message) <= limit else message[: limit - 1] + "\u2026"
