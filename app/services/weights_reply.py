"""What the sliders hand back, read with care: it comes from a browser. And whether it ranked as the method does."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from app.services.weights import Letter, Setting, letters_of, sets_of, settled
from scoring.model import Evaluation
from scoring.score import Result, Standing

LONGEST_NUMBER = 40
"""Digits of a whole number that is believed."""


class UnreadableReplyError(Exception):
    """What the browser sent is not what the sliders send."""


def setting_of(reply: Mapping[str, Any], evaluation: Evaluation) -> Setting:
    """The setting that the sliders stand at; UnreadableReplyError where it is none."""
    try:
        return settled(evaluation, _weights(reply, evaluation), _points(reply, evaluation), map(str, reply["locked"]))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UnreadableReplyError from error


def _weights(reply: Mapping[str, Any], evaluation: Evaluation) -> dict[str, Fraction]:
    pairs = zip(sets_of(evaluation), reply["weights"], strict=True)
    shares = (
        ((child.code, _whole(part)) for child, part in zip(branch.children, sent["parts"], strict=True))
        for branch, sent in pairs
    )
    return {code: Fraction(part) for code, part in chain.from_iterable(shares)}


def _points(reply: Mapping[str, Any], evaluation: Evaluation) -> dict[Letter, Fraction]:
    cut = _whole(reply["cut"])
    return {
        (scale.code, step.letter): Fraction(_whole(point), cut)
        for (scale, step), point in zip(letters_of(evaluation), reply["points"], strict=True)
    }


def _whole(written: object) -> int:
    if not isinstance(written, str) or len(written) > LONGEST_NUMBER:
        raise ValueError
    return int(written)


def agrees(reply: Mapping[str, Any], result: Result) -> bool:
    """Whether the browser came to exactly the scores, ranks and ties of a result."""
    ranking: Sequence[Mapping[str, Any]] = reply.get("ranking", ())
    sent = {one["unit"]: (_score(one["score"]), one["rank"], one["tied"]) for one in ranking}
    return sent == {unit: _placed(standing) for unit, standing in result.standings.items()}


def _score(sent: Sequence[str] | None) -> Fraction | None:
    return None if sent is None else Fraction(int(sent[0]), int(sent[1]))


def _placed(standing: Standing) -> tuple[Fraction | None, int | None, bool]:
    return standing.score, standing.rank, standing.tied
