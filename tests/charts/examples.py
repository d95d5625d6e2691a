"""Invented scores for ten cities, enough to draw every chart."""

from fractions import Fraction

from app.charts.dot_strip import Dot, Zone
from app.charts.points_lost import Lost

CITIES = {
    "ko": ("고양시", "성남시", "부천시", "수원시", "화성시", "용인시", "안산시", "남양주시", "안양시", "평택시"),
    "en": (
        "Goyang",
        "Seongnam",
        "Bucheon",
        "Suwon",
        "Hwaseong",
        "Yongin",
        "Ansan",
        "Namyangju",
        "Anyang",
        "Pyeongtaek",
    ),
}
SCORES = tuple(
    map(Fraction, ["99.62", "99.13", "98.92", "98.71", "98.20", "97.66", "97.31", "96.85", "96.40", "95.10"])
)
ZONES = (
    Zone("최우수", Fraction("99.375")),
    Zone("우수", Fraction("98.81"), Fraction("99.375")),
    Zone("장려", Fraction("97.93"), Fraction("98.81")),
)


def dots(language="ko", scores=SCORES):
    names = CITIES[language]
    return [
        Dot(name, score, rank, is_home=rank == 3)
        for rank, (name, score) in enumerate(zip(names, scores, strict=True), 1)
    ]


def losses(bonus=Fraction(0), language="ko"):
    return [
        Lost(dot.name, dot.rank, (("전년도", Fraction(1, 10)), ("올해", 100 - dot.score)), bonus, is_home=dot.is_home)
        for dot in dots(language)
    ]


def annotations(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def smallest_font(figure):
    """The smallest font size that a figure sets anywhere."""
    return min(_sizes(figure.to_plotly_json()))


def _sizes(node, key=""):
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "size" and key.endswith("font"):
                yield value
            else:
                yield from _sizes(value, name)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from _sizes(value, key)
