"""Gyeonggi-do as a schematic map of tiles, one per municipality; positions are in tile_positions.csv."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import plotly.graph_objects as go

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import plain, text_width
from app.charts.theme import SCREEN, Margin, Size
from app.text.catalogue import text

POSITIONS = Path(__file__).with_name("tile_positions.csv")
GAP = 3


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
    """Every unit on its tile with name, rank and group; units without a position in rows below the map.

    The higher the value the darker the tile; the edge of a group is drawn in its own stroke.
    """
    places = place_tiles([tile.code for tile in tiles])
    width, height = _tile_size(tiles, places, size)
    columns = max((column for column, _ in places.values()), default=0) + 1
    rows = max((row for _, row in places.values()), default=0) + 1
    canvas = theme.blank(size, rows * height, Margin(4, 4, 4, size.small * 2))
    canvas.plot.update_xaxes(range=[0, columns * width], constrain="domain", scaleanchor="y", scaleratio=1)
    canvas.plot.update_yaxes(range=[rows * height, 0])
    strokes = {group: index for index, group in enumerate(dict.fromkeys(tile.group for tile in tiles))}
    for tile in tiles:
        column, row = places[tile.code]
        corner = (column * width + GAP / 2, row * height + GAP / 2)
        box = (*corner, corner[0] + width - GAP, corner[1] + height - GAP)
        _draw_tile(canvas, box, _fill(tile, tiles), theme.GROUP_EDGES[strokes[tile.group] % len(theme.GROUP_EDGES)])
        _print_tile(canvas, tile, box, _fill(tile, tiles), size)
    theme.caption(canvas, text("charts.darker_is_higher", language), size)
    return canvas.finish()


def describe_tile_map(tiles: Sequence[Tile], language: str) -> str:
    """The map in a sentence: how many units in which groups, and the home unit's place."""
    if not tiles:
        return text("charts.nothing", language)
    groups = ", ".join(dict.fromkeys(tile.group for tile in tiles))
    words = text("charts.tile_map", language, count=len(tiles), groups=groups)
    home = [
        text("charts.tile_home", language, unit=tile.name, group=tile.group, rank=tile.rank)
        for tile in tiles
        if tile.is_home
    ]
    return " ".join([words, *home])


@cache
def positions() -> Mapping[str, tuple[int, int]]:
    """Column and row of every municipality, from the north-west corner."""
    with POSITIONS.open(encoding="utf-8", newline="") as file:
        return {line["code"]: (int(line["column"]), int(line["row"])) for line in csv.DictReader(file)}


def place_tiles(codes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where each unit's tile goes; those that the map does not know follow in rows of their own below it."""
    known = {code: positions()[code] for code in codes if code in positions()}
    below = max((row for _, row in known.values()), default=-1) + 1
    columns = max((column for column, _ in known.values()), default=5) + 1
    unknown = [code for code in codes if code not in known]
    return known | {code: (index % columns, below + index // columns) for index, code in enumerate(unknown)}


def _tile_size(tiles: Sequence[Tile], places: Mapping[str, tuple[int, int]], size: Size) -> tuple[float, float]:
    """As wide as the widest text, as long as all columns fit into the narrowest width."""
    columns = max((column for column, _ in places.values()), default=0) + 1
    widest = max(
        (text_width(words, size.small, bold=tile.is_home) for tile in tiles for words in _lines(tile)), default=0
    )
    height = size.height_of(size.small, 3) + 10 + GAP
    return max(height, min(widest + 6 + GAP, (size.width - 8) / columns)), height


def _lines(tile: Tile) -> tuple[str, str, str]:
    return plain(tile.name), plain(tile.rank), plain(tile.group)


def _fill(tile: Tile, tiles: Sequence[Tile]) -> str:
    if tile.is_home:
        return theme.HOME
    values = sorted(other.value for other in tiles if other.value is not None)
    if tile.value is None:
        return theme.WHITE
    share = Fraction(sum(value <= tile.value for value in values) - 1, max(len(values), 1))
    return theme.MAP_SHADES[int(share * len(theme.MAP_SHADES))]


def _draw_tile(canvas: Canvas, box: tuple[float, float, float, float], fill: str, edge: tuple[str, str, int]) -> None:
    colour, stroke, thickness = edge
    x0, y0, x1, y1 = box
    line = {"color": colour, "dash": stroke, "width": thickness}
    canvas.draw(type="rect", x0=x0, y0=y0, x1=x1, y1=y1, fillcolor=fill, line=line)


def _print_tile(canvas: Canvas, tile: Tile, box: tuple[float, float, float, float], fill: str, size: Size) -> None:
    words = "<br>".join(_lines(tile))
    canvas.write(
        x=(box[0] + box[2]) / 2,
        y=(box[1] + box[3]) / 2,
        text=f"<b>{words}</b>" if tile.is_home else words,
        font={"size": size.small, "color": theme.ink_on(fill)},
    )
