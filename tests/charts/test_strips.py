from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.dot_strip import Dot, Zone, describe_dot_strip, dot_strip
from app.charts.measure import text_width
from app.charts.numbers import Measure
from app.charts.theme import SCREEN
from app.charts.value_strip import Threshold, ValueDot, ValueLane, value_strip
from tests.charts.examples import ZONES, annotations, dots

SCORE = st.one_of(st.fractions(80, 103, max_denominator=10000), st.sampled_from([Fraction(100), Fraction("99.98")]))


def drawn(scores):
    return [Dot(f"동두천시{index}", score, 1, is_home=index == 2) for index, score in enumerate(scores)]


def label_boxes(figure):
    """Left, bottom, right and top of each label with a score, in pixels, where the figure is narrowest."""
    low, high = figure.layout.xaxis.range
    span = SCREEN.width - figure.layout.margin.l - figure.layout.margin.r
    for label in figure.layout.annotations:
        if "<br>" in label.text:
            centre = (label.x - low) / (high - low) * span + (label.xshift or 0)
            width, height = text_width(label.text, label.font.size), SCREEN.height_of(label.font.size, 2)
            yield centre - width / 2, label.y - height / 2, centre + width / 2, label.y + height / 2


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=40)
@given(st.lists(SCORE, min_size=1, max_size=11))
def test_no_label_covers_another_or_leaves_the_plot(scores):
    figure = dot_strip(drawn(scores), "ko")
    boxes = list(label_boxes(figure))
    assert len(boxes) == len(scores)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert all(box[0] >= -12 and box[2] <= 560 and box[1] >= 0 and box[3] <= plot + 1 for box in boxes)


@settings(max_examples=40)
@given(st.lists(SCORE, min_size=1, max_size=11))
def test_the_axis_holds_every_score_and_ends_at_none(scores):
    low, high = dot_strip(drawn(scores), "ko").layout.xaxis.range
    assert low < min(scores)
    assert high > max(scores)


def test_scores_are_printed_as_they_round_exactly():
    figure = dot_strip([Dot("의왕시", Fraction(98945, 1000), 1)], "ko")
    assert "의왕시<br>98.95" in annotations(figure)


def test_a_line_at_100_stands_only_where_a_score_passes_it():
    below = dot_strip(dots(), "ko")
    above = dot_strip([*dots(), Dot("시흥시", Fraction("101.85"), 1)], "ko")
    assert "만점 100" not in annotations(below)
    assert "만점 100" in annotations(above)
    assert above.layout.xaxis.range[1] > 101.85


def test_zones_are_named_and_reach_from_score_to_score():
    figure = dot_strip(dots(), "ko", zones=ZONES)
    assert {"최우수", "우수", "장려"} <= set(annotations(figure))
    shaded = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]
    assert (98.81, 99.375) in shaded
    assert shaded[0][1] == figure.layout.xaxis.range[1]


def test_the_names_of_narrow_zones_do_not_cover_each_other():
    zones = [
        Zone(name, Fraction(9900 + index, 100), Fraction(9901 + index, 100)) for index, name in enumerate("가나다")
    ]
    figure = dot_strip(dots(), "ko", zones=zones)
    names = [label for label in figure.layout.annotations if label.text in "가나다"]
    low, high = figure.layout.xaxis.range
    at = [((label.x - low) / (high - low) * 536 + label.xshift, label.y) for label in names]
    assert all(abs(one[0] - other[0]) > 13 or one[1] != other[1] for one, other in combinations(at, 2))


def test_only_the_home_unit_is_bold():
    bold = [label for label in annotations(dot_strip(dots(), "ko")) if "<b>" in label]
    assert len(bold) == 1
    assert "부천시" in bold[0]


def test_dots_of_the_same_score_are_all_seen():
    figure = dot_strip([Dot("가", Fraction(99), 1, tied=True), Dot("나", Fraction(99), 1, tied=True)], "ko")
    assert len(set(figure.data[0].y)) == 2


def test_the_text_names_both_ends_and_the_home_unit():
    assert describe_dot_strip(dots(), "ko") == (
        "10개 시군의 점수는 평택시 95.10점부터 고양시 99.62점까지입니다. 3위 부천시의 점수는 98.92점입니다."
    )


def test_where_lower_is_better_the_better_side_is_still_the_right():
    lanes = [ValueLane("1그룹", (ValueDot("부천시", Fraction(3)), ValueDot("안양시", Fraction(9))))]
    figure = value_strip(lanes, "ko", thresholds=[Threshold("S", Fraction(4))], measure=Measure(0, "일", True))
    left, right = figure.layout.xaxis.range
    assert left > 9 > 3 > right
    assert "S 4일 이하" in annotations(figure)


def test_groups_stand_below_each_other():
    lanes = [ValueLane(name, (ValueDot("가", Fraction(1)),)) for name in ("1그룹", "2그룹", "3그룹")]
    figure = value_strip(lanes, "ko", measure=Measure(0))
    heights = [trace.y[0] for trace in figure.data]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3
