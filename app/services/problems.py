"""Problems written out as sentences."""

from app.text.catalogue import text
from scoring.problem import Problem


def describe(problem: Problem, language: str) -> str:
    """One problem as a sentence with its place, and the nearest allowed word where there is one."""
    message = text(problem.code, language, **problem.values)
    suggestion = problem.values.get("suggestion")
    if suggestion:
        message = f"{message} {text('problem.did_you_mean', language, suggestion=suggestion)}"
    if not problem.place:
        return message
    return text("problem.located", language, place=problem.place, message=message)
