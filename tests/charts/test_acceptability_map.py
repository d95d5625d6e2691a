"""The heatmap of rank shares: the more often, the darker, on one scale for all tables."""

from fractions import Fraction

from app.charts import theme
from app.charts.acceptability_map import RankShares, acceptability_map

ONE_IN_TEN = (Fraction(9, 10), Fraction(1, 10), Fraction(0))
RANKS = ("1위", "2위", "3위")


def shades(figure):
    """The colour of every cell, row by row."""
    palette = [theme.ABSENT, *theme.SHADES]
    return [[palette[number] for number in row] for row in figure.data[0].z]


def test_always_is_the_darkest_and_never_is_white_and_empty():
    rows = [RankShares("부천시", (Fraction(1), Fraction(0), Fraction(0)), ("100%", "0%", "0%"), True)]
    figure = acceptability_map(RANKS, rows, "ko")
    assert shades(figure) == [[theme.SHADES[-1], theme.WHITE, theme.WHITE]]
    assert list(figure.data[1].text) == ["100%", "", ""]


def test_a_share_has_the_same_shade_whatever_else_the_table_holds():
    alone = RankShares("a", ONE_IN_TEN, ("90%", "10%", "0%"))
    beside = RankShares("b", (Fraction(1, 3),) * 3, ("33%",) * 3)
    one = shades(acceptability_map(RANKS, [alone], "ko"))[0]
    assert shades(acceptability_map(RANKS, [alone, beside], "ko"))[0] == one
    assert theme.luminance(one[0]) < theme.luminance(one[1]) < theme.luminance(one[2])


def test_a_share_that_is_there_is_never_white():
    rows = [RankShares("a", (Fraction(1, 10_000), Fraction(9_999, 10_000)), ("<0.1%", ">99.9%"))]
    assert theme.WHITE not in shades(acceptability_map(RANKS[:2], rows, "ko"))[0]
