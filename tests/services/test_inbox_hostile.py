"""What can lie in an inbox by mistake or on purpose: never followed, never forged, never in the way of the others."""

import os

import pytest

from app.services import inbox as inbox_module
from app.services.inbox_report import MOST_PROBLEMS, Outcome, report_of, reported
from tests.services.inboxes import GOOD, HEADER, opened_box, rows


@pytest.fixture
def box(tmp_path):
    with opened_box(tmp_path) as opened:
        yield opened


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
