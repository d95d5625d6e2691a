"""Files that come in unattended: when one is taken, what its report says, and what is never taken twice."""

import os
import shutil
from collections import namedtuple
from datetime import UTC, datetime

import pytest

from app.definition import DefinitionError, load_definition
from app.services import inbox as inbox_module
from app.services.backups import NotBackedUp, kept
from app.services.inbox import Inbox, Target, inbox_of
from app.services.inbox_report import MOST_PROBLEMS, Outcome, report_of, reported
from app.storage import open_store
from app.storage.records import ClosingDraft
from tests.console.conftest import SMALL, september

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HEADER = "evaluation,month,unit,indicator,value\n"
Usage = namedtuple("Usage", "total used free")


def rows(*cells, month="2023-08"):
    return HEADER + "".join(f"e-2023,{month},{cell}\n" for cell in cells)


GOOD = rows("U1,I1,97", "U2,I1,95", "U3,I1,90", "U4,I1,85")


class Box:
    """An inbox with its store; a file laid into it is taken at the second look."""

    def __init__(self, folder, store, definition=SMALL):
        self.folder, self.store, self.definition = folder, store, definition
        self.inbox = Inbox(folder)

    def lay(self, name, content=GOOD):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def look(self):
        return self.inbox.look(Target(self.store, lambda: load_definition(self.definition)), NOW)

    def take(self):
        self.look()
        return self.look()

    def again(self):
        """The same folder after the program was started again."""
        self.inbox = Inbox(self.folder)
        return self.take()

    def value(self, unit="U1"):
        return self.store.month_data("e-2023", "2023-08").observations.get(unit, {}).get("I1")


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    with open_store(tmp_path / "evaluation.duckdb") as store:
        yield Box(folder, store)


def test_a_file_is_taken_once_it_stands_still(box):
    file = box.lay("8월.csv")
    assert box.look() == ()
    (taken,) = box.look()
    assert (taken.outcome, taken.evaluation, taken.month, taken.reported) == (
        Outcome.IMPORTED,
        "e-2023",
        "2023-08",
        True,
    )
    assert box.value().value == 97
    assert file.exists()
    (record,) = box.store.imports()
    assert (record.who, record.file_name, record.sha256) == ("자료함", "8월.csv", taken.sha256)
    assert box.look() == ()


def test_a_file_that_still_grows_waits(box):
    for length in (20, 40, len(GOOD)):
        box.lay("a.csv", GOOD[:length])
        assert box.look() == ()
    assert [one.outcome for one in box.look()] == [Outcome.IMPORTED]


def test_the_report_can_be_read_in_notepad_and_in_both_languages(box):
    file = box.lay("a.csv")
    box.take()
    content = report_of(file).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig")
    assert text.index("가져왔습니다.") < text.index("Imported.")
    assert "추가 4" in text
    assert "2023-08" in text
    assert "{" not in text


def test_errors_are_reported_with_their_cells_and_nothing_is_written(box):
    file = box.lay("a.csv", rows("U1,I1,97", "U9,I1,1", "U2,I1,viel"))
    (taken,) = box.take()
    text = report_of(file).read_text(encoding="utf-8-sig")
    assert (taken.outcome, box.store.data_version()) == (Outcome.REFUSED, 0)
    assert [word for word in ("a.csv", "U9", "viel", "오류", "Error", taken.sha256) if word not in text] == []


def test_a_corrected_file_is_taken_again(box):
    file = box.lay("a.csv", rows("U9,I1,1"))
    box.take()
    box.lay("a.csv")
    assert [one.outcome for one in box.take()] == [Outcome.IMPORTED]
    assert reported(file).outcome is Outcome.IMPORTED


def test_the_same_content_is_not_taken_again_under_any_name(box):
    box.lay("a.csv")
    box.take()
    file = box.lay("b.csv")
    (taken,) = box.take()
    assert taken.outcome is Outcome.KNOWN
    assert "자료함" in report_of(file).read_text(encoding="utf-8-sig")
    assert len(box.store.imports()) == 1


@pytest.mark.parametrize("report_is_left", [True, False])
def test_what_somebody_has_undone_stays_undone(box, report_is_left):
    file = box.lay("a.csv")
    box.take()
    box.store.apply_undo(box.store.imports()[0].id, "kim", NOW)
    if not report_is_left:
        report_of(file).unlink()
    assert [one.outcome for one in box.again()] == ([] if report_is_left else [Outcome.KNOWN])
    assert box.value() is None


def test_a_program_started_again_leaves_what_has_a_report(box):
    file = box.lay("a.csv", rows("U9,I1,1"))
    box.take()
    before = report_of(file).stat().st_mtime_ns
    assert box.again() == ()
    assert report_of(file).stat().st_mtime_ns == before


def test_without_its_report_a_refused_file_is_read_again(box):
    file = box.lay("a.csv", rows("U9,I1,1"))
    box.take()
    report_of(file).unlink()
    assert [one.outcome for one in box.look()] == [Outcome.REFUSED]


def test_a_warning_waits_for_a_person(box):
    box.lay("a.csv", GOOD.replace("2023-08", "2023-07"))
    box.take()
    file = box.lay("b.csv", GOOD.replace(",97", ",9700"))
    (taken,) = box.take()
    assert taken.outcome is Outcome.UNCONFIRMED
    assert box.value() is None
    assert "자료 넣기" in report_of(file).read_text(encoding="utf-8-sig")


def test_values_that_stand_there_already_write_nothing(box):
    box.lay("a.csv")
    box.take()
    box.lay("b.csv", GOOD.replace("I1,97\n", "I1,97.0\n"))
    assert [one.outcome for one in box.take()] == [Outcome.UNCHANGED]
    assert len(box.store.imports()) == 1


@pytest.mark.parametrize(
    "name",
    ["~$a.xlsx", "a.csv.tmp", "a.part", "A.CRDOWNLOAD", ".a.csv", "README.txt", "Thumbs.db", "a.csv.report.txt"],
)
def test_what_is_no_file_to_take_is_left_alone(box, name):
    box.lay(name)
    assert box.take() == ()
    assert [path.name for path in box.folder.iterdir()] == [name]


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_folders_links_and_pipes_are_left_alone(box, tmp_path):
    (box.folder / "2023.csv").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text(GOOD, encoding="utf-8")
    (box.folder / "link.csv").symlink_to(secret)
    (box.folder / "gone.csv").symlink_to(tmp_path / "nowhere")
    (box.folder / "loop.csv").symlink_to(box.folder / "loop.csv")
    os.mkfifo(box.folder / "pipe.csv")
    before = sorted(box.folder.iterdir())
    assert box.take() == ()
    assert sorted(box.folder.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_link_in_the_place_of_the_report_is_not_followed(box, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("keep", encoding="utf-8")
    file = box.lay("a.csv")
    report_of(file).symlink_to(precious)
    box.take()
    assert precious.read_text(encoding="utf-8") == "keep"
    assert not report_of(file).is_symlink()


def test_a_file_that_can_not_be_read_yet_waits(box, monkeypatch):
    box.lay("a.csv")

    def locked(path):
        raise PermissionError(13, "being copied", str(path))

    with monkeypatch.context() as busy:
        busy.setattr(inbox_module, "checksum_of", locked)
        assert box.take() == ()
    assert [one.outcome for one in box.look()] == [Outcome.IMPORTED]


def test_a_file_that_somebody_opens_meanwhile_waits(box, monkeypatch):
    """Between its checksum and its content a file can be locked, or taken away."""
    file = box.lay("a.csv")
    box.look()
    with monkeypatch.context() as busy:
        busy.setattr(type(file), "read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(13, "locked")))
        assert box.look() == ()
    assert not report_of(file).exists()
    assert [one.outcome for one in box.look()] == [Outcome.IMPORTED]


def test_published_results_are_not_replaced_unattended(box):
    box.lay("p.csv", "evaluation_year,population_group,place,award,municipality,score,source\n2023,1,1,x,가시,,s\n")
    (taken,) = box.take()
    assert [problem.code for problem in taken.problems] == ["inbox.published_file"]


def test_a_definition_with_mistakes_is_said_and_the_file_waits(box, tmp_path):
    box.definition = tmp_path / "broken.yaml"
    box.definition.write_text("schema: 1\n", encoding="utf-8")
    file = box.lay("a.csv")
    box.look()
    with pytest.raises(DefinitionError):
        box.look()
    assert not report_of(file).exists()
    box.definition = SMALL
    assert [one.outcome for one in box.look()] == [Outcome.IMPORTED]


def test_without_room_for_a_copy_nothing_comes_in_until_there_is(box, monkeypatch):
    box.store.apply_import(september())
    file = box.lay("a.csv")
    box.look()
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda folder: Usage(1, 1, 0))
        with pytest.raises(NotBackedUp):
            box.look()
    assert (box.store.data_version(), report_of(file).exists()) == (1, False)
    assert [one.outcome for one in box.look()] == [Outcome.IMPORTED]
    assert len(kept(box.store.path)) == 1


def test_a_closed_month_takes_nothing(box):
    box.store.apply_import(september())
    draft = ClosingDraft("e-2023", "2023-09", NOW, "kim", "", "", "{}")
    box.store.close_month(draft, box.store.data_version())
    file = box.lay("a.csv", rows("U1,I1,97", month="2023-09"))
    (taken,) = box.take()
    assert taken.outcome is Outcome.REFUSED
    assert "마감" in report_of(file).read_text(encoding="utf-8-sig")


def test_what_nobody_thought_of_does_not_keep_the_others_out(box, monkeypatch):
    real = inbox_module.import_file

    def stumbling(store, definition, source, **given):
        if source.name == "a.csv":
            raise RuntimeError("what nobody thought of")
        return real(store, definition, source, **given)

    monkeypatch.setattr(inbox_module, "import_file", stumbling)
    file = box.lay("a.csv", rows("U1,I1,1"))
    box.lay("b.csv")
    assert {one.file_name: one.outcome for one in box.take()} == {
        "a.csv": Outcome.REFUSED,
        "b.csv": Outcome.IMPORTED,
    }
    assert "RuntimeError" in report_of(file).read_text(encoding="utf-8-sig")
    assert box.look() == ()


def test_where_no_report_can_be_laid_the_file_is_taken_once_all_the_same(box):
    file = box.lay("a.csv")
    report_of(file).mkdir()
    (taken,) = box.take()
    assert (taken.outcome, taken.reported) == (Outcome.IMPORTED, False)
    assert box.look() == ()
    assert sorted(path.name for path in box.folder.iterdir()) == ["a.csv", "a.csv.report.txt"]


@pytest.mark.skipif(os.name == "nt", reason="such names are not possible there")
@pytest.mark.parametrize("name", ["a\nSHA-256: " + "0" * 64 + " (imported)\n.csv", "\udcff\x1b[2J.csv", "a'b\".csv"])
def test_a_name_can_not_forge_a_report(box, name):
    file = box.lay(name, rows("U9,I1,1"))
    (taken,) = box.take()
    assert reported(file).sha256 == taken.sha256
    assert reported(file).outcome is Outcome.REFUSED
    assert b"\x1b" not in report_of(file).read_bytes()
    assert box.again() == ()


def test_a_report_of_thousands_of_problems_stays_short(box):
    file = box.lay("a.csv", HEADER + "".join(f"e-2023,2023-08,X{number},I1,1\n" for number in range(2000)))
    (taken,) = box.take()
    lines = report_of(file).read_text(encoding="utf-8-sig").splitlines()
    assert len(taken.problems) >= 2000
    assert len(lines) < 2 * MOST_PROBLEMS + 40


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x00" * 5000, b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_whatever_is_laid_there_gets_a_report(box, content):
    file = box.lay("a.xlsx", content)
    assert [one.outcome for one in box.take()] == [Outcome.REFUSED]
    assert reported(file) is not None


def test_a_folder_that_is_gone_is_said(box):
    box.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        box.look()


def test_the_inbox_is_beside_the_database_unless_it_is_said_to_be_elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv("EVALUATION_INBOX", raising=False)
    assert inbox_of(tmp_path / "e.duckdb") == tmp_path / "inbox"
    monkeypatch.setenv("EVALUATION_INBOX", str(tmp_path / "share"))
    assert inbox_of(tmp_path / "e.duckdb") == tmp_path / "share"
