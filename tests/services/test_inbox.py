"""Files that come in unattended: when one is taken, what its report says, and what is never taken twice."""

import shutil
from collections import namedtuple

import pytest

from app.definition import DefinitionError
from app.services import inbox as inbox_module
from app.services.backups import NotBackedUp, kept
from app.services.inbox import inbox_of
from app.services.inbox_report import Outcome, report_of, reported
from app.storage.records import ClosingDraft
from tests.console.conftest import SMALL, september
from tests.services.inboxes import GOOD, NOW, opened_box, rows

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def box(tmp_path):
    with opened_box(tmp_path) as opened:
        yield opened


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


def test_a_folder_that_is_gone_is_said(box):
    box.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        box.look()


def test_the_inbox_is_beside_the_database_unless_it_is_said_to_be_elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv("EVALUATION_INBOX", raising=False)
    assert inbox_of(tmp_path / "e.duckdb") == tmp_path / "inbox"
    monkeypatch.setenv("EVALUATION_INBOX", str(tmp_path / "share"))
    assert inbox_of(tmp_path / "e.duckdb") == tmp_path / "share"
