from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.charts.spread import Wanted, place_on_one_side, place_on_two_sides, separate

SPAN = 536.0
LABEL = st.builds(
    Wanted,
    st.one_of(st.floats(0, SPAN), st.sampled_from([0.0, 100.0, 100.5, SPAN])),
    st.floats(20, 100),
)
LABELS = st.lists(LABEL, min_size=1, max_size=31)
A_GROUP = st.lists(LABEL, min_size=1, max_size=12)


def overlap(one, other, wanted, spots):
    same = (spots[one].side, spots[one].row) == (spots[other].side, spots[other].row)
    distance = abs(spots[one].centre - spots[other].centre)
    return same and distance < (wanted[one].width + wanted[other].width) / 2


@given(LABELS)
def test_labels_never_overlap(wanted):
    spots = place_on_two_sides(wanted, SPAN)
    assert not [pair for pair in combinations(range(len(wanted)), 2) if overlap(*pair, wanted, spots)]


@given(LABELS)
def test_labels_stay_inside(wanted):
    for one, spot in zip(wanted, place_on_two_sides(wanted, SPAN), strict=True):
        assert one.width / 2 - 0.001 <= spot.centre <= SPAN - one.width / 2 + 0.001


@given(LABELS, st.floats(1, 3))
def test_labels_that_are_clear_stay_clear_and_inside_on_a_wider_line(wanted, wider):
    """The distance of a label to its anchor is fixed in pixels, only the anchors move apart."""
    spots = place_on_two_sides(wanted, SPAN)
    at = [spot.anchor * wider + spot.centre - spot.anchor for spot in spots]
    for one, other in combinations(range(len(wanted)), 2):
        if (spots[one].side, spots[one].row) == (spots[other].side, spots[other].row):
            assert abs(at[one] - at[other]) >= (wanted[one].width + wanted[other].width) / 2
    for one, centre in zip(wanted, at, strict=True):
        assert one.width / 2 - 0.001 <= centre <= SPAN * wider - one.width / 2 + 0.001


@given(LABELS)
def test_the_lines_to_the_labels_of_one_side_never_cross(wanted):
    spots = place_on_two_sides(wanted, SPAN)
    for side in (1, -1):
        ordered = sorted((spot.anchor, spot.centre) for spot in spots if spot.side == side)
        for (anchor, centre), (next_anchor, next_centre) in combinations(ordered, 2):
            assert anchor == next_anchor or centre <= next_centre


@given(A_GROUP)
def test_a_line_to_an_outer_row_passes_between_the_labels_of_the_inner_rows(wanted):
    spots = place_on_two_sides(wanted, SPAN)
    for spot, one in zip(spots, wanted, strict=True):
        outer = [other for other in spots if other.side == spot.side and other.row > spot.row]
        assert all(abs(other.centre - spot.centre) > one.width / 2 for other in outer)


def test_a_label_wider_than_the_line_is_centred_on_it():
    assert place_on_one_side([Wanted(0, 900)], SPAN) == [(0, SPAN / 2)]


def test_labels_with_room_stand_at_their_anchors_in_one_row():
    spots = place_on_two_sides([Wanted(100, 50), Wanted(300, 50), Wanted(400, 50)], SPAN)
    assert [(spot.row, spot.centre) for spot in spots] == [(0, 100), (0, 300), (0, 400)]


@given(LABELS, st.data())
def test_the_chosen_label_stands_above(wanted, data):
    chosen = data.draw(st.integers(0, len(wanted) - 1))
    assert place_on_two_sides(wanted, SPAN, above=chosen)[chosen].side == 1


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12))
def test_separated_positions_keep_their_order_and_distance(positions):
    moved = separate(positions, 20, 300)
    pairs = sorted(zip(positions, moved, strict=True))
    assert all(abs(one - other) >= 20 - 0.001 for one, other in combinations(moved, 2))
    assert all(low[1] <= high[1] for low, high in combinations(pairs, 2) if low[0] < high[0])
