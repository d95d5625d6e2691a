"""A closed month read back: its definition, values and results as they were frozen, and whether they still agree."""

from dataclasses import dataclass

from app.definition import DefinitionError, parse_definition
from app.services.closing_results import ResultDifference, differences_between, read_results, results_text
from app.storage.records import Closing
from scoring.model import Definition, Evaluation
from scoring.problem import Problem
from scoring.score import Result, score_month

FILE = "indicators.yaml"


class UnreadableClosingError(Exception):
    """What was frozen cannot be read any more; ``problems`` says what and where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Reproduction:
    """A closed month scored again from what was frozen; ``result`` is None where that cannot be done.

    ``differences`` holds every number, rank and grade that came out otherwise; ``problems`` says why nothing came
    out, or that what is frozen is no longer what was closed.
    """

    result: Result | None
    differences: tuple[ResultDifference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def same(self) -> bool:
        """Whether everything came out the same, digit by digit."""
        return self.result is not None and not self.differences and not self.problems


def reproduce(closing: Closing) -> Reproduction:
    """Score the frozen values by the frozen definition with the method as it is today, and hold both side by side."""
    damage = () if closing.intact else (Problem("closing.damaged", _place(closing)),)
    try:
        result = score_month(frozen_evaluation(closing), closing.data)
        differences = differences_between(closing.results, results_text(result))
    except UnreadableClosingError as error:
        return Reproduction(None, problems=(*damage, *error.problems))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        reason = {"reason": f"{type(error).__name__}: {error}"}
        return Reproduction(None, problems=(*damage, Problem("closing.not_scored", _place(closing), reason)))
    return Reproduction(result, differences, damage)


def frozen_result(closing: Closing, today: Definition | None = None) -> Result:
    """The result as it was frozen, under the definition as it was frozen; nothing is scored.

    Where today's definition is the frozen one its own objects are used. UnreadableClosingError where what was frozen
    cannot be read.
    """
    evaluation = frozen_evaluation(closing, today)
    try:
        return read_results(closing.results, evaluation)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UnreadableClosingError((Problem("closing.damaged", _place(closing)),)) from error


def frozen_evaluation(closing: Closing, today: Definition | None = None) -> Evaluation:
    """The evaluation as it was frozen; raises as ``frozen_result``."""
    try:
        return frozen_definition(closing, today).evaluation(closing.evaluation)
    except KeyError as error:
        raise UnreadableClosingError((Problem("closing.damaged", _place(closing)),)) from error


def frozen_definition(closing: Closing, today: Definition | None = None) -> Definition:
    """The whole definition as it was frozen; raises as ``frozen_result``."""
    if today is not None and today.checksum == closing.definition_checksum:
        return today
    try:
        definition = parse_definition(closing.definition_text.encode(), FILE)
    except DefinitionError as error:
        unreadable = Problem("closing.definition_unreadable", _place(closing))
        raise UnreadableClosingError((unreadable, *error.problems)) from error
    if definition.checksum != closing.definition_checksum:
        raise UnreadableClosingError((Problem("closing.damaged", _place(closing)),))
    return definition


def _place(closing: Closing) -> str:
    return f"{closing.evaluation} {closing.month}"
