import pytest

from app.services import problems
from app.services.problems import describe
from scoring.problem import Problem

TEXTS = {
    "part.unknown": "{value} is not known",
    "problem.did_you_mean": "Did you mean {suggestion}?",
    "problem.located": "{place}: {message}",
}


@pytest.fixture(autouse=True)
def templates(monkeypatch):
    monkeypatch.setattr(problems, "text", lambda key, language, /, **values: TEXTS[key].format(**values))


def test_a_problem_says_where_it_is():
    problem = Problem("part.unknown", "indicators.yaml:3", {"value": "G10"})
    assert describe(problem, "en") == "indicators.yaml:3: G10 is not known"


def test_the_nearest_allowed_word_is_offered():
    problem = Problem("part.unknown", "a!C5", {"value": "G10", "suggestion": "G101"})
    assert describe(problem, "en") == "a!C5: G10 is not known Did you mean G101?"


def test_an_empty_suggestion_and_an_empty_place_say_nothing():
    assert describe(Problem("part.unknown", "", {"value": "G10", "suggestion": ""}), "en") == "G10 is not known"
