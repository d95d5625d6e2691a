"""Gyeonggi-do as a schematic map of tiles, one per municipality; positions are in tile_positions.csv."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts.theme import SCREEN, Size


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit: its rank as it is printed, its group in words, the number that shades it."""

    code: str
    name: str
    rank: str
    group: str
    value: Fraction | None
    is_home: bool = False


def tile_map(tiles: Sequence[Tile], language: str, *, size: Size = SCREEN) -> go.Figure:
    """Every unit on its tile with name, rank and group; units without a position in rows below the map."""
    raise NotImplementedError


def describe_tile_map(tiles: Sequence[Tile], language: str) -> str:
    """The map in a sentence: how many units in which groups, and the home unit's place."""
    raise NotImplementedError
