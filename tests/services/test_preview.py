"""What a file would do is seen before it counts: every problem, every change, the ranks without and with it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.intake.reading import SourceFile
from app.services import preview as module
from app.services.applying import write
from app.services.file_reading import Scope, read_month
from app.services.preview import preview, preview_file
from app.services.preview_tables import other_values_first
from app.services.problems import describe
from app.storage import open_store
from app.storage.frozen import ClosingDraft
from app.storage.records import Change, ChangeKind, Content
from app.text.catalogue import LANGUAGES
from scoring.model import Definition, MonthData, State
from tests.intake import small
from tests.intake.small import MONTH, OBSERVATIONS, edited, entered, graded
from tests.storage.batches import batch, value

NOW = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
# The small evaluation with a target for every indicator, so that it can be scored.
LEAVES = tuple(replace(leaf, indicator=replace(leaf.indicator, target=Decimal(10))) for leaf in small.LEAVES[-1:])
CURRENT = replace(small.CURRENT, children=(*small.LEAVES[:-1], *LEAVES))
EVALUATION = replace(small.EVALUATION, root=replace(small.EVALUATION.root, children=(small.PRIOR, CURRENT)))
DEFINITION = Definition((EVALUATION,), small.UNITS)
CODE = EVALUATION.code
ALL = {"all"}


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "evaluation.duckdb") as opened:
        yield opened


def workbook(data=MONTH):
    return small.workbook(data, EVALUATION)


def look(store, data, name="m.xlsx", **named):
    return preview(store, read_month(SourceFile(name, data), DEFINITION, Scope(**named)))


def bring(store, data, **named):
    seen = look(store, data, **named)
    write(store, seen, "김주무관", NOW, ALL)
    return seen


def month(name, **cells):
    """A month in which the home city has other values than the small one."""
    observations = {**OBSERVATIONS, "41190": {**OBSERVATIONS["41190"], **cells}}
    return workbook(MonthData(name, observations, MONTH.scores, MONTH.adjustments))


def blank(cell):
    """Empties a cell; what a spreadsheet program leaves when somebody presses the delete key."""

    def edit(book):
        book["실적"][cell].value = None

    return edit


def csv(*lines):
    return "\n".join(("unit,indicator,value", *lines)).encode()


def scoped(store, data):
    return look(store, data, name="m.csv", evaluation=CODE, month="2023-09")


def test_the_first_file_of_a_month_has_no_before_and_changes_nothing_yet(store):
    seen = look(store, workbook())
    assert (seen.before, seen.blocked, seen.problems, seen.data_version) == (None, False, (), 0)
    assert seen.plan.unchanged + len(seen.plan.changes) == len(seen.reading.content.entries)
    assert set(seen.after.standings) == {"41190", "41280", "41430"}
    assert store.data_version() == 0
    assert store.months(CODE) == ()


def test_the_result_after_is_the_one_that_comes_about(store):
    bring(store, workbook())
    seen = look(store, month("2023-09", G1=entered("50"), G3=graded("B")))
    (first, second) = sorted(seen.plan.changes, key=lambda change: change.item)
    assert (first.old, first.new) == (
        Content(State.SUBMITTED, Decimal("98.5")),
        Content(State.SUBMITTED, Decimal("50")),
    )
    assert (second.what, second.cell) == (ChangeKind.CHANGED, "G6")
    assert seen.before.standings["41190"].score > seen.after.standings["41190"].score
    expected = {unit: one.score for unit, one in seen.after.standings.items()}
    write(store, seen, "김주무관", NOW)
    again = look(store, workbook())
    assert {unit: one.score for unit, one in again.before.standings.items()} == expected


def test_a_file_that_is_in_says_nothing_new(store):
    bring(store, workbook())
    seen = look(store, workbook(), name="copy.xlsx")
    assert seen.says_nothing_new
    assert seen.plan.unchanged == len(seen.reading.content.entries)
    assert seen.before.standings["41190"].score == seen.after.standings["41190"].score


def test_with_an_error_nothing_is_planned_and_errors_come_first(store):
    bring(store, workbook())

    def spoil(book):
        book["실적"].cell(4, 7).value = None
        book["실적"].cell(8, 8).value = "x"

    seen = look(store, edited(spoil, workbook()))
    assert (seen.blocked, seen.plan, seen.after) == (True, None, None)
    assert [problem.severity for problem in seen.problems] == ["error", "warning"]
    assert [problem.place for problem in seen.errors] == ["실적!H8"]


def test_warnings_are_asked_by_kind_and_each_must_be_answered(store):
    bring(store, month("2023-08", G1=entered("9.85"), G2=entered("120")))
    seen = look(store, edited(blank("H8"), workbook()))
    assert {"plausibility.far_above", "intake.blank_cells"} == set(seen.warnings)
    assert [problem.place for problem in seen.warnings["plausibility.far_above"]] == ["실적!G4", "실적!G5"]
    assert set(seen.unconfirmed(())) == set(seen.warnings)
    assert seen.unconfirmed({"intake.blank_cells"}) == ("plausibility.far_above",)
    assert seen.unconfirmed(ALL) == ()


def test_a_value_that_stands_there_already_is_not_asked_about_again(store):
    bring(store, month("2023-08", G1=entered("9.85")))
    assert set(bring(store, workbook()).warnings) == {"plausibility.far_above"}
    seen = look(store, workbook())
    assert seen.says_nothing_new
    assert seen.unconfirmed(()) == ()


def test_a_closed_month_is_an_error_that_says_who_closed_it(store):
    bring(store, workbook())
    draft = ClosingDraft(CODE, "2023-09", NOW, "박팀장", "0" * 64, "x", "{}")
    store.close_month(draft, store.data_version())
    seen = look(store, month("2023-09", G1=entered("50")))
    assert [problem.code for problem in seen.errors] == ["upload.month_closed"]
    assert all("박팀장" in describe(problem, language) for problem in seen.errors for language in LANGUAGES)


def test_a_month_that_could_not_be_scored_says_why(store):
    wrong = value("41280", "G3", None)._replace(state=State.SUBMITTED, grade="Q")
    store.apply_import(batch(wrong, evaluation=CODE, month="2023-09"))
    seen = scoped(store, csv("41190,G1,97"))
    assert (seen.blocked, seen.before, seen.after) == (False, None, None)
    assert [problem.code for problem in seen.in_the_way] == ["console.unknown_grade"]
    corrected = scoped(store, csv("41280,G3,A"))
    assert (corrected.in_the_way, corrected.before) == ((), None)
    assert corrected.after.standings["41280"].grades["G3"].step.letter == "A"


def test_points_of_an_earlier_month_count_until_the_file_says_otherwise(store):
    bring(store, month("2023-08"))
    scores = b"unit,node,score\n41430,prior,50\n"
    seen = scoped(store, scores)
    assert seen.before is None
    assert seen.after.standings["41430"].points["prior"] == 50
    assert (
        seen.after.standings["41190"].adjustments == look(store, month("2023-08")).before.standings["41190"].adjustments
    )


def test_a_file_without_a_month_is_told_so_and_nothing_else_happens(store):
    seen = look(store, csv("41190,G1,97"), name="m.csv")
    assert (seen.blocked, seen.month, seen.warnings) == (True, "", {})
    assert {problem.code for problem in seen.errors} >= {"intake.evaluation_missing"}


def test_a_file_that_nobody_thought_of_is_a_problem_and_no_crash(store, monkeypatch):
    def crash(*_, **__):
        raise RecursionError("deep")

    monkeypatch.setattr(module, "read_month", crash)
    seen = preview_file(store, DEFINITION, SourceFile("odd.xlsx", b"x"), Scope())
    (problem,) = seen.errors
    assert (problem.code, problem.place) == ("upload.unexpected", "odd.xlsx")
    assert all("RecursionError" in describe(problem, language) for language in LANGUAGES)


def test_what_changes_stands_before_what_only_stops_being_demonstration_data():
    same, other = Content(State.SUBMITTED, Decimal(1)), Content(State.SUBMITTED, Decimal(2))
    replaced, changed = (
        Change("value", "41190", item, same, new, "s", "A1", 1) for item, new in (("G1", same), ("G2", other))
    )
    assert other_values_first([replaced, changed]) == (changed, replaced)
