"""The allowed word that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 64


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word nearest to a word; empty where none is near."""
    words = list(allowed)
    if len(word) > LONGEST:
        return ""
    folded = {each.casefold(): each for each in reversed(words)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    return next(iter(get_close_matches(word, words, n=1)), "")
