"""The sample can be made again and comes out the same."""

from pathlib import Path

import pytest

from app.services.importing import read_month
from scoring.model import Definition
from scripts.sample.dice import Dice
from scripts.sample.profile import read_catalogue
from scripts.sample.write import write_sample

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
LARGEST = 60_000


@pytest.fixture(scope="module")
def made(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return list(write_sample(definition, tmp_path_factory.mktemp("made")))


def test_the_shipped_workbooks_say_what_the_script_makes(made: list[Path], definition: Definition) -> None:
    assert sorted(path.name for path in made) == sorted(path.name for path in SAMPLE.iterdir())
    for path in made:
        shipped, again = read_month(SAMPLE / path.name, definition), read_month(path, definition)
        assert shipped.problems == ()
        assert shipped.content.demonstration
        assert shipped.content == again.content, path.name


def test_workbooks_are_small(made: list[Path]) -> None:
    assert len(made) == 18
    assert max(path.stat().st_size for path in SAMPLE.iterdir()) < LARGEST


def test_throws_depend_on_their_words_only() -> None:
    first, again, other = Dice("a", "b"), Dice("a", "b"), Dice("a", "c")
    throws = [first.share() for _ in range(5)]
    assert throws == [again.share() for _ in range(5)]
    assert throws != [other.share() for _ in range(5)]


def test_the_design_names_every_unit_of_every_evaluation(definition: Definition) -> None:
    for code, profiles in read_catalogue().profiles.items():
        assert set(profiles) == {unit.code for unit in definition.evaluation(code).units}
