import hashlib
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pytest

from app.intake.reading import SourceFile
from app.services.importing import import_file, initialise, read_month
from app.services.problems import describe
from app.storage import open_store
from app.storage.errors import StoreBusy, StoreExists, StoreUnreadable
from app.text.catalogue import LANGUAGES
from scoring.model import MonthData
from tests.intake.small import DEFINITION, EVALUATION, MONTH, OBSERVATIONS, edited, entered, workbook
from tests.storage.batches import batch, value

NOW = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
CODE = EVALUATION.code
PUBLISHED = "evaluation_year,population_group,place,award,municipality,score,source\n2023,1,3,우수,부천시,,신문\n"


def file(data=None, name="m.xlsx"):
    return SourceFile(name, workbook() if data is None else data)


def bring(store, source, **options):
    return import_file(store, DEFINITION, source, who="김주무관", now=NOW, **options)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "evaluation.duckdb"


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def data_dir(tmp_path):
    """What comes with the program: two months of sample and the published results."""
    folder = tmp_path / "data"
    (folder / "sample").mkdir(parents=True)
    for month in ("2023-08", "2023-09"):
        data = workbook(MonthData(month, OBSERVATIONS, MONTH.scores, MONTH.adjustments), demonstration=True)
        (folder / "sample" / f"{month}.xlsx").write_bytes(data)
    (folder / "published_results.csv").write_text(PUBLISHED, encoding="utf-8")
    return folder


def test_a_workbook_becomes_the_month(store, tmp_path):
    path = tmp_path / "구월.xlsx"
    path.write_bytes(workbook())
    outcome = bring(store, path)
    assert (outcome.problems, outcome.receipt.added, outcome.month) == ((), 18, "2023-09")
    assert store.month_data(CODE, "2023-09") == MONTH
    assert store.cell_source(CODE, "2023-09", "41190", "G1").file == "구월.xlsx"


def test_the_same_workbook_again_changes_nothing(store):
    bring(store, file())
    again = bring(store, file(name="copy.xlsx"))
    assert (again.receipt.import_id, again.receipt.unchanged, again.failed) == (None, 18, False)
    assert store.data_version() == 1


def test_a_dry_run_says_what_would_change_and_writes_nothing(store):
    bring(store, file())
    outcome = bring(store, file(edited(lambda book: book["실적"].cell(4, 7, 99))), dry_run=True)
    assert outcome.receipt is None
    (change,) = outcome.would_change.changes
    assert (change.cell, change.old.value, change.new.value) == ("G4", Decimal("98.5"), 99)
    assert store.data_version() == 1


def test_a_csv_file_is_read_by_its_ending_and_a_workbook_by_its_content(store):
    rows = b"unit,indicator,value\n41190,G1,97\n"
    outcome = bring(store, file(rows, "m.CSV"), evaluation=CODE, month="2023-09")
    assert outcome.receipt.added == 1
    assert bring(store, file(name="m.csv")).receipt.changed == 1


def test_folders_in_a_name_are_left_out():
    assert read_month(file(name="../../etc\\x.xlsx"), DEFINITION).file_name == "x.xlsx"


def test_a_reading_keeps_the_checksum():
    data = workbook()
    assert read_month(file(data), DEFINITION).sha256 == hashlib.sha256(data).hexdigest()


BAD = {
    "one bad cell": lambda: edited(lambda book: book["실적"].cell(4, 7, "x")),
    "unknown indicator": lambda: edited(lambda book: book["실적"].cell(4, 1, "G9")),
    "wrong month": lambda: edited(lambda book: book["안내"].cell(2, 2, "2022-09")),
    "not a workbook": lambda: b"hello",
    "empty": lambda: b"",
    "too large": lambda: b"PK" + bytes(21 * 1024 * 1024),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_a_refused_file_leaves_the_database_byte_for_byte_as_it_was(path, make):
    with open_store(path) as store:
        bring(store, file())
    before = path.read_bytes()
    with open_store(path) as store:
        outcome = bring(store, file(make()))
    assert outcome.failed
    assert outcome.receipt is None
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert all(describe(found, language) for found in outcome.problems for language in LANGUAGES)


@pytest.mark.parametrize("name", ["missing.xlsx", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path, name):
    (found,) = read_month(tmp_path / name, DEFINITION).problems
    assert found.code in ("intake.file_missing", "intake.file_unreadable")
    assert all(describe(found, language) for language in LANGUAGES)


def test_a_new_database_holds_the_sample_and_the_published_results(path, data_dir):
    outcome = initialise(path, DEFINITION, data_dir, now=NOW)
    assert (outcome.failed, len(outcome.files), outcome.published) == (False, 2, 1)
    with open_store(path) as store:
        assert store.months(CODE) == ("2023-08", "2023-09")
        assert store.month_data(CODE, "2023-09") == MONTH
        assert store.provenance(CODE, "2023-09").demonstration
        assert [(each.unit_code, each.place, each.score) for each in store.published_results()] == [("41190", 3, None)]
    assert {each.name for each in path.parent.iterdir()} == {path.name, "data"}


def test_the_demonstration_mark_goes_with_the_users_own_workbook(path, data_dir):
    initialise(path, DEFINITION, data_dir, now=NOW)
    with open_store(path) as store:
        outcome = bring(store, file())
        assert outcome.receipt.confirmed == 18
        assert not store.provenance(CODE, "2023-09").demonstration
        assert store.provenance(CODE, "2023-08").demonstration


def test_a_database_with_data_is_kept_unless_told_otherwise(path, data_dir):
    with open_store(path) as store:
        store.apply_import(batch(value("41190", "G1", 1)))
    before = path.read_bytes()
    with pytest.raises(StoreExists):
        initialise(path, DEFINITION, data_dir, now=NOW)
    assert path.read_bytes() == before
    initialise(path, DEFINITION, data_dir, now=NOW, overwrite=True)
    with open_store(path) as store:
        assert store.month_data(CODE, "2023-09") == MONTH


def test_an_empty_database_is_filled(path, data_dir):
    open_store(path).close()
    assert not initialise(path, DEFINITION, data_dir, now=NOW).failed


def test_a_damaged_database_is_replaced_only_when_told(path, data_dir):
    path.write_bytes(b"damaged" * 2_000)
    with pytest.raises(StoreUnreadable):
        initialise(path, DEFINITION, data_dir, now=NOW)
    assert not initialise(path, DEFINITION, data_dir, now=NOW, overwrite=True).failed


@pytest.mark.parametrize("content", [b"PK\x03\x04 somebody's workbook" * 99, b"somebody's notes" * 999])
def test_a_file_that_is_no_database_is_never_replaced(path, data_dir, content):
    other = path.with_name("precious.xlsx")
    other.write_bytes(content)
    with pytest.raises(StoreUnreadable):
        initialise(other, DEFINITION, data_dir, now=NOW, overwrite=True)
    assert other.read_bytes() == content


def test_a_database_of_another_program_is_never_replaced(path, data_dir):
    with duckdb.connect(path) as other:
        other.execute("CREATE TABLE precious (value INTEGER)")
    before = path.read_bytes()
    with pytest.raises(StoreUnreadable):
        initialise(path, DEFINITION, data_dir, now=NOW, overwrite=True)
    assert path.read_bytes() == before


def test_a_database_in_use_is_not_replaced(path, data_dir):
    with open_store(path) as store:
        with pytest.raises(StoreBusy):
            initialise(path, DEFINITION, data_dir, now=NOW, overwrite=True)
        assert store.data_version() == 0


@pytest.mark.parametrize("spoilt", ["sample/2023-09.xlsx", "published_results.csv"])
def test_with_a_bad_file_no_database_is_made(path, data_dir, spoilt):
    if spoilt.endswith(".csv"):
        (data_dir / spoilt).write_text(PUBLISHED.replace("부천시", "부산시"), encoding="utf-8")
    else:
        (data_dir / spoilt).write_bytes(edited(lambda book: book["실적"].cell(4, 7, "x")))
    outcome = initialise(path, DEFINITION, data_dir, now=NOW)
    assert outcome.failed
    assert {each.name for each in path.parent.iterdir()} == {"data"}


def test_a_changed_value_is_the_only_change(store):
    bring(store, file())
    changed = {**OBSERVATIONS, "41430": {**OBSERVATIONS["41430"], "G4": entered("0.2")}}
    data = workbook(MonthData("2023-09", changed, MONTH.scores, MONTH.adjustments))
    receipt = bring(store, file(data)).receipt
    assert (receipt.added, receipt.changed, receipt.unchanged) == (0, 1, 17)


def blank_in(cell):
    return edited(lambda book: setattr(book["실적"][cell], "value", None))


@pytest.mark.parametrize(("confirmed", "written"), [((), False), (("intake.blank_cells",), True), (("all",), True)])
def test_a_file_with_a_warning_waits_until_its_kind_is_confirmed(store, confirmed, written):
    bring(store, file())
    outcome = bring(store, file(blank_in("G4")), confirmed=frozenset(confirmed))
    assert (outcome.receipt is not None, outcome.failed) == (written, not written)
    assert outcome.unconfirmed == (() if written else ("intake.blank_cells",))
    assert store.imports(CODE)[0].note == ("intake.blank_cells" if written else "")


def test_a_dry_run_says_which_warnings_must_be_confirmed(store):
    bring(store, file())
    outcome = bring(store, file(blank_in("G4")), dry_run=True)
    assert (outcome.unconfirmed, outcome.would_change.removed) == (("intake.blank_cells",), 1)


def test_the_sample_comes_in_with_its_warnings(path, data_dir):
    (data_dir / "sample" / "2023-09.xlsx").write_bytes(blank_in("G4"))
    assert not initialise(path, DEFINITION, data_dir, now=NOW).failed
    with open_store(path) as store:
        assert store.months(CODE) == ("2023-08", "2023-09")
