from fractions import Fraction

from app.services.status import field_status, field_statuses
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, imported, leaf, month


def flat() -> Result:
    """No fields at all: the indicators hang on the root."""
    one = evaluation(branch("final", leaf("p"), leaf("q", 3)), ["a", "b"])
    return score_month(one, month({"a": {"p": "S", "q": "A"}, "b": {"p": "S", "q": "S"}}))


def mixed() -> Result:
    """Fields of two parents, and a score beside them."""
    early = branch("early", branch("f", leaf("p")), branch("g", leaf("q")), weight=2)
    root = branch("final", imported("prior", 1), early, branch("late", leaf("r"), weight=1))
    return score_month(evaluation(root, ["a"]), month({"a": {"p": "S", "q": "A", "r": "B"}}, {("a", "prior"): 90}))


def test_without_fields_the_whole_is_the_one_field() -> None:
    (whole,) = field_statuses(flat(), "a")
    assert (whole.node.code, whole.place, whole.counted, whole.not_top) == ("final", (2, False), 2, 1)
    assert whole.lost == 100 - Fraction(flat().standings["a"].score or 0) == Fraction("7.5")


def test_fields_of_several_parents_keep_their_own_cost() -> None:
    found = {one.node.code: one.lost for one in field_statuses(mixed(), "a")}
    assert found == {"f": 0, "g": Fraction(10, 4), "late": Fraction(20, 4)}


def test_one_field_alone_reads_as_among_all() -> None:
    for result in (flat(), mixed()):
        for status in field_statuses(result, "a"):
            assert field_status(result, "a", status.node) == status
