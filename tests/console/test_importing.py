"""Files in, and the first database."""

import openpyxl
import pytest

import manage
from app.definition import load_definition
from app.intake.workbook import write_month_workbook
from app.storage import open_store
from tests.console.conftest import SMALL, september


@pytest.fixture
def workbook(tmp_path, console):
    """September of the small evaluation as a workbook, made from a store of its own."""
    evaluation = load_definition(SMALL).evaluation("e-2023")
    with open_store(tmp_path / "source.duckdb") as store:
        store.apply_import(september())
        data = store.month_data("e-2023", "2023-09")
    target = tmp_path / "september.xlsx"
    write_month_workbook(target, evaluation, data, demonstration=False)
    return target


def test_a_file_comes_in_and_can_be_ranked(console, workbook):
    status, output, _ = console("import", str(workbook), "--who", "kim")
    assert status == 0
    assert output == "september.xlsx: e-2023 2023-09 — 추가 16, 변경 0, 없어짐 0, 예시 대체 0, 그대로 0. 미입력 1.\n"
    assert "98.942" in console("rank", "--format", "csv")[1]
    with open_store(console.database) as store:
        assert store.provenance("e-2023", "2023-09").who == "kim"


def test_the_same_file_again_changes_nothing(console, workbook):
    console("import", str(workbook))
    before = console.database.read_bytes()
    assert "추가 0, 변경 0, 없어짐 0, 예시 대체 0, 그대로 16. 미입력 1." in console("import", str(workbook))[1]
    assert console.database.read_bytes() == before


def test_a_dry_run_writes_nothing(console, workbook, filled):
    before = filled.database.read_bytes()
    status, output, _ = console("import", str(workbook), "--dry-run")
    assert (status, "(쓰지 않음)" in output, "미입력 1." in output) == (0, True, True)
    assert filled.database.read_bytes() == before


def test_a_dry_run_makes_no_database(console, workbook):
    status, output, _ = console("import", str(workbook), "--dry-run")
    assert (status, "추가 16" in output) == (0, True)
    assert not console.database.exists()


def test_a_bad_file_writes_nothing_and_the_good_ones_come_in(filled, workbook, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    status, output, complaints = filled("import", str(bad), str(workbook), str(tmp_path / "none.xlsx"))
    assert status == 1
    assert [line.split(":")[0] for line in output.splitlines()] == ["bad.xlsx", "september.xlsx", "none.xlsx"]
    assert "none.xlsx" in complaints


def test_a_bad_file_leaves_the_database_byte_for_byte(filled, console, tmp_path):
    before = filled.database.read_bytes()
    (tmp_path / "bad.csv").write_text("unit,indicator,value\nU1,I9,1\n", encoding="utf-8")
    status, _, complaints = filled("import", str(tmp_path / "bad.csv"), "--evaluation", "e-2023", "--month", "2023-09")
    assert status == 1
    assert "bad.csv" in complaints
    assert filled.database.read_bytes() == before


@pytest.fixture
def with_a_blank(workbook, tmp_path):
    """The workbook with a cell emptied in which something stands."""
    book = openpyxl.load_workbook(workbook)
    book["실적"]["G4"].value = None
    book.save(tmp_path / "blank.xlsx")
    return tmp_path / "blank.xlsx"


def test_a_warning_is_listed_and_must_be_confirmed(filled, with_a_blank):
    before = filled.database.read_bytes()
    status, output, complaints = filled("import", str(with_a_blank), "--who", "kim")
    assert status == 1
    assert "--confirm intake.blank_cells" in output
    assert complaints.startswith("주의: 실적!G4")
    assert filled.database.read_bytes() == before
    assert filled("import", str(with_a_blank), "--who", "kim", "--confirm", "intake.other")[0] == 1
    status, output, _ = filled(
        "import", str(with_a_blank), "--who", "kim", "--confirm", "intake.other, intake.blank_cells"
    )
    assert (status, "변경 0" in output) == (0, True)
    with open_store(filled.database) as store:
        assert store.imports("e-2023", "2023-09")[0].note == "intake.blank_cells"


def test_all_warnings_can_be_confirmed_at_once(filled, with_a_blank):
    assert filled("import", str(with_a_blank), "--who", "kim", "--confirm", "all")[0] == 0


def test_without_a_name_nothing_is_written(filled, workbook, with_a_blank):
    before = filled.database.read_bytes()
    status, _, complaints = filled("import", str(with_a_blank), "--who", " ", "--confirm", "all")
    assert (status, "이름" in complaints) == (1, True)
    assert filled.database.read_bytes() == before


def test_bad_files_only_make_no_database(console, tmp_path):
    assert console("import", str(tmp_path / "none.xlsx"))[0] == 1
    assert not console.database.exists()


@pytest.mark.parametrize(
    "words", [("--evaluation", "e-2025"), ("--evaluation", "e-2023", "--month", "2023-10"), ("--month", "9")]
)
def test_an_evaluation_or_month_that_is_not_defined_is_status_2(console, workbook, words):
    assert console("import", str(workbook), *words)[0] == 2
    assert not console.database.exists()


@pytest.fixture
def sample(tmp_path, monkeypatch, workbook):
    """A folder with one month and one published result in the place of what is shipped."""
    folder = tmp_path / "data"
    (folder / "sample").mkdir(parents=True)
    workbook.rename(folder / "sample" / workbook.name)
    monkeypatch.setattr(manage, "DATA", folder)
    return folder


def test_init_makes_a_database_and_says_what_went_in(console, sample):
    status, output, _ = console("init")
    assert status == 0
    assert "september.xlsx: e-2023 2023-09 — 추가 16" in output
    assert console("rank")[0] == 0


def test_init_keeps_a_database_unless_forced(filled, sample):
    before = filled.database.read_bytes()
    status, output, complaints = filled("init")
    assert (status, output) == (1, "")
    assert "--force" in complaints
    assert filled.database.read_bytes() == before
    assert filled("init", "--force")[0] == 0
    assert filled("rank", "--month", "2023-08")[0] == 2


def test_init_with_a_bad_file_keeps_what_was_there(filled, sample):
    before = filled.database.read_bytes()
    (sample / "sample" / "bad.xlsx").write_bytes(b"no workbook")
    status, _, complaints = filled("init", "--force")
    assert status == 1
    assert "bad.xlsx" in complaints
    assert filled.database.read_bytes() == before
    assert [path.name for path in filled.database.parent.glob("*.new*")] == []


PUBLISHED = "evaluation_year,population_group,place,award,municipality,score,source\n"


def test_published_results_come_in_through_the_same_command(filled, tmp_path):
    file = tmp_path / "published_results.csv"
    file.write_text(PUBLISHED + "2023,1,1,최우수,가시,99.5,paper 1\n", encoding="utf-8")
    assert filled("import", str(file), "--dry-run")[0] == 0
    with open_store(filled.database, read_only=True) as store:
        assert store.published_results() == ()
    assert filled("import", str(file))[0] == 0
    with open_store(filled.database, read_only=True) as store:
        assert [(one.unit_code, str(one.score)) for one in store.published_results()] == [("U1", "99.5")]


def test_a_published_place_of_an_unknown_unit_is_located(filled, tmp_path):
    file = tmp_path / "published_results.csv"
    file.write_text(PUBLISHED + "2023,1,1,최우수,없는시,99.5,paper 1\n", encoding="utf-8")
    status, _, complaints = filled("import", str(file))
    assert status == 1
    assert "없는시" in complaints
    with open_store(filled.database, read_only=True) as store:
        assert store.published_results() == ()


def test_a_report_without_a_column_of_units_is_that_of_the_one_named(filled, tmp_path):
    report = tmp_path / "report.csv"
    report.write_text("지표,목표,실적\nI1,100,97\n", encoding="utf-8")
    named = ("import", str(report), "--evaluation", "e-2023", "--month", "2023-09", "--confirm", "all")
    status, _, complaints = filled(*named, "--unit", "U2")
    assert (status, "나시" in complaints) == (0, True)
    with open_store(filled.database) as store:
        observed = store.month_data("e-2023", "2023-09").observations
    assert (str(observed["U2"]["I1"].value), str(observed["U1"]["I1"].value)) == ("97", "100")
    status, _, complaints = filled(*named, "--unit", "나시")
    assert (status, "U2" in complaints) == (2, True)
