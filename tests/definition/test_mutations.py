"""Whatever is done to a good definition, it loads or it says on which lines it is wrong; it never breaks down."""

import random

import pytest

from app.definition import DefinitionError
from app.services.problems import describe

JUNK = (
    "[]",
    "{}",
    "null",
    '""',
    "x",
    "-1",
    "&a",
    "*a",
    "!!set {a}",
    "<<: *x",
    "[[1]]",
    "? [a]",
    ".inf",
    '"\\0"',
    "- a",
    ": ",
)


def mutate(text, chance):
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        index = chance.randrange(len(lines))
        line = lines[index]
        cut = chance.randrange(len(line) + 1)
        lines[index : index + 1] = chance.choice(
            (
                [],
                [lines[chance.randrange(len(lines))], line],
                [line.split(":")[0] + ": " + chance.choice(JUNK)],
                [line[:cut] + chance.choice(JUNK) + line[cut:]],
                [line[:cut] + line[cut + 1 :]],
            )
        )
    return "\n".join(lines)


def problems_of(text, load):
    try:
        load(text)
    except DefinitionError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_definition_is_told_by_line(seed, base, load):
    chance = random.Random(seed)
    texts = [mutate(base, chance) for _ in range(20)]
    found = [(problem, text) for text in texts for problem in problems_of(text, load)]
    assert len(found) > 20
    for problem, text in found:
        assert 1 <= int(problem.place.removeprefix("indicators.yaml:")) <= text.count("\n") + 1
        assert describe(problem, "ko") != describe(problem, "en")
