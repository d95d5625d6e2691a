"""The award winners of a group as they were published, year by year; what was not published stays a gap."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts.theme import SCREEN, Size


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """One published winner. ``first`` and ``last`` are the same where the place was published, else the places
    that its award stands for, since only the award was.
    """

    year: int
    name: str
    first: int
    last: int
    is_home: bool = False


def published_places(
    years: Sequence[int], places: Sequence[PublishedPlace], language: str, *, size: Size = SCREEN
) -> go.Figure:
    """A grid of years and places with the names in it; a year without any publication is an open column."""
    raise NotImplementedError


def describe_published_places(years: Sequence[int], places: Sequence[PublishedPlace], language: str) -> str:
    """The home unit's published places in a sentence."""
    raise NotImplementedError
