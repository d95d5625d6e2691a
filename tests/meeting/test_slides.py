"""Slides as text: nothing is lost or rounded on the way into the store and back."""

import pytest

from app.services.slides import MOST_ROWS, SlideColumn, SlideTable, Words, deck_of, deck_text
from tests.meeting.decks import deck_in


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_deck_comes_back_as_it_was(language: str) -> None:
    deck = deck_in(language)
    written = deck_text(deck)
    assert deck_of(written) == deck
    assert deck_text(deck_of(written)) == written


def test_a_text_that_is_no_deck_is_refused() -> None:
    with pytest.raises(ValueError, match="Deck"):
        deck_of('{"language": "ko"}')


def test_a_row_of_another_length_and_too_many_rows_are_refused() -> None:
    columns = (SlideColumn("지표"), SlideColumn("주관"))
    row = (Words("K01"), Words("감사담당관"))
    with pytest.raises(ValueError, match="as many cells"):
        SlideTable(columns, ((Words("K01"),),))
    with pytest.raises(ValueError, match="few rows"):
        SlideTable(columns, (row,) * (MOST_ROWS + 1))
