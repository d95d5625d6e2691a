"""Reproducible chance: the same seed gives the same throws on every machine and Python version."""

from random import Random


class Dice:
    """Throws derived from words; uses Random.random() only, whose sequence Python guarantees."""

    def __init__(self, *words: str) -> None:
        self._random = Random("/".join(words))

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def between(self, low: float, high: float) -> float:
        """A number between two bounds."""
        return low + (high - low) * self.share()

    def happens(self, chance: float) -> bool:
        """Whether something of this chance happens."""
        return self.share() < chance
