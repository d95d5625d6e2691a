"""Problems written out as sentences."""

from typing import NamedTuple

from app.text.catalogue import text, texts
from scoring.problem import Problem


class Parts(NamedTuple):
    """What is wrong, what is expected and what to do; each a sentence, the last two blank where none is said."""

    what: str
    expected: str
    do: str


def parts_of(problem: Problem, language: str) -> Parts:
    """The sentences of a problem without its place; the nearest allowed word stands with what to do."""
    suggestion = problem.values.get("suggestion")
    offered = text("problem.did_you_mean", language, suggestion=suggestion) if suggestion else ""
    if f"{problem.code}.what" not in texts(language):
        message = text(problem.code, language, **_values(problem, language))
        return Parts(_joined(message, offered), "", "")
    what, expected, do = (_part(problem, part, language) for part in Parts._fields)
    return Parts(what, expected, _joined(offered, do))


def describe(problem: Problem, language: str) -> str:
    """One problem as sentences with its place, and the nearest allowed word where there is one."""
    message = _joined(*parts_of(problem, language))
    if not problem.place:
        return message
    return text("problem.located", language, place=problem.place, message=message)


def _part(problem: Problem, part: str, language: str) -> str:
    key = f"{problem.code}.{part}"
    return text(key, language, **_values(problem, language)) if key in texts(language) else ""


def _values(problem: Problem, language: str) -> dict[str, str]:
    """What stands in the sentences; a value that has a form in the language (``unit.en`` beside ``unit``) takes it."""
    own = {
        key.removesuffix(f".{language}"): value for key, value in problem.values.items() if key.endswith(f".{language}")
    }
    return {**problem.values, **own}


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
