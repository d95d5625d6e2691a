import pytest

from app.services import problems
from app.services.problems import Parts, describe, parts_of
from app.text import catalogue
from app.text.catalogue import LANGUAGES, texts
from scoring.problem import Problem

TEXTS = {
    "part.unknown": "{value} is not known.",
    "part.wrong.what": "{value} is wrong.",
    "part.wrong.expected": "It should be {expected}.",
    "part.wrong.do": "Change it.",
    "part.bare.what": "{value} is bare.",
    "problem.did_you_mean": "Did you mean {suggestion}?",
    "problem.located": "{place}: {message}",
}


@pytest.fixture
def templates(monkeypatch):
    for module in (catalogue, problems):
        monkeypatch.setattr(module, "texts", lambda language: TEXTS)


@pytest.mark.usefixtures("templates")
def test_a_problem_says_where_it_is():
    problem = Problem("part.unknown", "indicators.yaml:3", {"value": "G10"})
    assert describe(problem, "en") == "indicators.yaml:3: G10 is not known."


@pytest.mark.usefixtures("templates")
def test_a_problem_in_three_parts_is_described_as_one_paragraph():
    problem = Problem("part.wrong", "a!C5", {"value": "x", "expected": "5"})
    assert parts_of(problem, "en") == Parts("x is wrong.", "It should be 5.", "Change it.")
    assert describe(problem, "en") == "a!C5: x is wrong. It should be 5. Change it."


@pytest.mark.usefixtures("templates")
def test_parts_that_say_nothing_are_blank():
    assert parts_of(Problem("part.bare", "", {"value": "x"}), "en") == Parts("x is bare.", "", "")
    assert parts_of(Problem("part.unknown", "", {"value": "x"}), "en") == Parts("x is not known.", "", "")


@pytest.mark.usefixtures("templates")
def test_the_nearest_allowed_word_is_offered():
    whole = Problem("part.unknown", "a!C5", {"value": "G10", "suggestion": "G101"})
    assert describe(whole, "en") == "a!C5: G10 is not known. Did you mean G101?"
    split = Problem("part.wrong", "", {"value": "x", "expected": "5", "suggestion": "S"})
    assert parts_of(split, "en").do == "Did you mean S? Change it."


@pytest.mark.usefixtures("templates")
def test_an_empty_suggestion_and_an_empty_place_say_nothing():
    assert describe(Problem("part.unknown", "", {"value": "G10", "suggestion": ""}), "en") == "G10 is not known."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_a_file_has_known_parts_and_whole_sentences(language):
    parts = {
        key: template
        for key, template in texts(language).items()
        if key.startswith("intake.") and not key.startswith(("intake.layout.", "intake.shipped"))
    }
    assert {key.rpartition(".")[2] for key in parts} == {"what", "expected", "do"}
    assert {key.rpartition(".")[0] + ".what" for key in parts} <= parts.keys()
    assert [key for key, template in parts.items() if not template.endswith((".", "?"))] == []
