"""A previewed file is written as it was seen, once, under somebody's name, with a copy of the store before it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.intake.reading import SourceFile
from app.services.applying import NotApplied, apply, refusals
from app.services.backups import kept
from app.services.file_reading import checksum_of, read_month
from app.services.preview import preview
from app.services.problems import describe
from app.services.publishing import plan_published, publish, read_published_file
from app.storage import open_store
from app.storage.errors import MonthClosed, StoreChanged
from app.storage.frozen import ClosingDraft
from app.text.catalogue import LANGUAGES
from scoring.model import MonthData
from tests.intake.small import DEFINITION, EVALUATION, MONTH, OBSERVATIONS, edited, entered, workbook
from tests.storage.batches import batch, value

NOW = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
CODE = EVALUATION.code
BLANK = "intake.blank_cells"
ONE_BLANK = edited(lambda book: setattr(book["실적"]["G8"], "value", None))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "evaluation.duckdb") as opened:
        yield opened


@pytest.fixture
def filled(store):
    apply(store, look(store, workbook()), "김주무관", NOW)
    return store


def look(store, data, name="m.xlsx"):
    return preview(store, read_month(SourceFile(name, data), DEFINITION))


def other(**cells):
    observations = {**OBSERVATIONS, "41190": {**OBSERVATIONS["41190"], **cells}}
    return workbook(MonthData("2023-09", observations, MONTH.scores, MONTH.adjustments))


def standing(store, unit="41190", item="G1"):
    return store.month_data(CODE, "2023-09").observations[unit][item].value


def somebody_else_writes(store, *entries):
    store.apply_import(batch(*entries, evaluation=CODE, month="2023-09", who="이주무관"))


def test_what_was_seen_is_written_under_the_name_with_what_was_confirmed(filled):
    seen = look(filled, ONE_BLANK, "구월.xlsx")
    receipt = apply(filled, seen, "  홍  길동 ", NOW, {BLANK})
    assert (receipt.removed, receipt.changed, receipt.added) == (1, 0, 0)
    record = filled.imports(CODE)[0]
    assert (record.who, record.note, record.file_name) == ("홍 길동", BLANK, "구월.xlsx")
    assert record.sha256 == checksum_of(ONE_BLANK)


def test_a_copy_of_the_store_is_made_before(filled):
    apply(filled, look(filled, other(G1=entered("50"))), "홍길동", NOW)
    (copy,) = kept(filled.path)
    with open_store(copy.path, read_only=True) as before:
        assert standing(before) == Decimal("98.5")
    assert standing(filled) == 50


REFUSED = {
    "errors": (edited(lambda book: book["실적"].cell(4, 7, "x")), "홍길동", {"all"}, "upload.refused.errors"),
    "not confirmed": (ONE_BLANK, "홍길동", {"intake.other"}, "upload.refused.unconfirmed"),
    "nameless": (other(G1=entered("50")), " \t", set(), "upload.refused.nameless"),
}


@pytest.mark.parametrize(("data", "who", "confirmed", "code"), REFUSED.values(), ids=REFUSED)
def test_a_file_with_something_in_its_way_writes_nothing(filled, data, who, confirmed, code):
    version, acts = filled.data_version(), filled.imports(CODE)
    seen = look(filled, data)
    with pytest.raises(NotApplied) as refused:
        apply(filled, seen, who, NOW, confirmed)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems == refusals(seen, confirmed, who)
    assert all(describe(problem, language) for problem in refused.value.problems for language in LANGUAGES)
    assert (filled.data_version(), filled.imports(CODE), kept(filled.path)) == (version, acts, ())


def test_a_second_click_writes_nothing_and_makes_no_copy(filled):
    seen = look(filled, other(G1=entered("50")))
    apply(filled, seen, "홍길동", NOW)
    acts, copies = filled.imports(CODE), kept(filled.path)
    assert apply(filled, seen, "홍길동", NOW).import_id is None
    assert apply(filled, look(filled, other(G1=entered("50"))), "홍길동", NOW).import_id is None
    assert filled.imports(CODE) == acts
    assert set(copies) <= set(kept(filled.path))


def test_a_cell_that_somebody_else_changed_meanwhile_is_not_overwritten(filled):
    seen = look(filled, other(G1=entered("50")))
    somebody_else_writes(filled, value("41190", "G1", 60))
    with pytest.raises(StoreChanged) as changed:
        apply(filled, seen, "홍길동", NOW)
    (conflict,) = changed.value.conflicts
    assert (conflict.seen.value, conflict.found.value, conflict.wanted.value) == (Decimal("98.5"), 60, 50)
    assert conflict.source.who == "이주무관"
    assert standing(filled) == 60
    apply(filled, look(filled, other(G1=entered("50"))), "홍길동", NOW)
    assert standing(filled) == 50


def test_a_cell_that_the_file_leaves_as_it_was_seen_is_not_set_back_either(filled):
    seen = look(filled, other(G1=entered("50")))
    somebody_else_writes(filled, value("41280", "G2", 77))
    with pytest.raises(StoreChanged) as changed:
        apply(filled, seen, "홍길동", NOW)
    assert [conflict.key for conflict in changed.value.conflicts] == [("value", "41280", "G2")]
    assert standing(filled, "41280", "G2") == 77


def test_a_cell_that_is_not_in_the_file_may_change_meanwhile(filled):
    data = f"unit,indicator,value,evaluation,month\n41190,G1,50,{CODE},2023-09\n".encode()
    seen = look(filled, data, "m.csv")
    somebody_else_writes(filled, value("41280", "G2", 77))
    apply(filled, seen, "홍길동", NOW)
    assert (standing(filled), standing(filled, "41280", "G2")) == (50, 77)


def test_a_month_closed_meanwhile_takes_nothing(filled):
    seen = look(filled, other(G1=entered("50")))
    filled.close_month(ClosingDraft(CODE, "2023-09", NOW, "박팀장", "0" * 64, "x", "{}"), filled.data_version())
    with pytest.raises(MonthClosed):
        apply(filled, seen, "홍길동", NOW)
    assert standing(filled) == Decimal("98.5")


HEADER = "evaluation_year,population_group,place,award,municipality,score,source\n"


def published(*rows):
    return SourceFile("published_results.csv", (HEADER + "\n".join(rows)).encode())


def test_published_results_take_the_place_of_those_before_under_a_name(filled):
    first = read_published_file(published("2022,1,2,우수,부천시,,신문", "2023,1,3,우수,부천시,,신문"), DEFINITION)
    assert publish(filled, first, "홍길동", NOW)
    second = read_published_file(published("2023,1,3,우수,부천시,,신문", "2023,1,1,최우수,고양시,,신문"), DEFINITION)
    plan = plan_published(filled, second)
    assert (plan.added, plan.removed, plan.unchanged) == (1, 1, 1)
    assert publish(filled, second, "홍길동", NOW)
    assert [one.unit_name for one in filled.published_results()] == ["부천시", "고양시"]
    assert [(event.who, event.what, event.detail) for event in filled.events()][:1] == [
        ("홍길동", "publish", "published_results.csv")
    ]
    version = filled.data_version()
    assert not publish(filled, second, "홍길동", NOW)
    assert filled.data_version() == version


@pytest.mark.parametrize(
    ("row", "who"), [("2023,1,3,우수,부산시,,신문", "홍길동"), ("2023,1,3,우수,부천시,,신문", " ")]
)
def test_published_results_with_a_problem_or_without_a_name_are_refused(filled, row, who):
    with pytest.raises(NotApplied):
        publish(filled, read_published_file(published(row), DEFINITION), who, NOW)
    assert filled.published_results() == ()
