"""The inbox on the command line, and what every command says while another program holds the database."""

import subprocess
import sys

import pytest

from app.services import keeping_commands
from manage import ROOT

CSV = "evaluation,month,unit,indicator,value\ne-2023,2023-08,U2,I1,97\n"
HOLD = "import sys; from app.storage import open_store; open_store(sys.argv[1]); print('held', flush=True); input()"
KOREAN = {
    ("import", "x.csv"): "자료함",
    ("inbox",): "자료함",
    ("rank",): "--from-backup",
    ("weak", "--unit", "U2"): "--from-backup",
    ("check",): "--from-backup",
    ("backup",): "지금 보관",
    ("restore", "latest", "--yes"): "현황판을 꺼야",
    ("init", "--force"): "현황판을 끄고",
}


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch):
    monkeypatch.setattr(keeping_commands, "PAUSE", 0)
    monkeypatch.delenv("EVALUATION_INBOX", raising=False)


@pytest.fixture
def inbox(console):
    folder = console.database.parent / "inbox"
    folder.mkdir()
    return folder


def test_one_pass_by_hand(filled, inbox):
    (inbox / "good.csv").write_text(CSV, encoding="utf-8")
    status, output, _ = filled("inbox")
    assert status == 0
    assert output.splitlines()[0] == "good.csv: 가져왔습니다."
    assert (inbox / "good.csv.report.txt").exists()
    assert "97.0%" in filled("weak", "--unit", "U2", "--month", "2023-08")[1]
    assert filled("inbox")[1].startswith("파일 0개")


def test_a_file_with_errors_is_status_1(filled, inbox):
    (inbox / "bad.csv").write_text(CSV.replace("U2", "U9"), encoding="utf-8")
    status, output, _ = filled("inbox", "--language", "en")
    assert (status, output.splitlines()[0].startswith("bad.csv: Not imported")) == (1, True)


def test_another_folder_can_be_named(filled, tmp_path, monkeypatch):
    share = tmp_path / "share"
    monkeypatch.setenv("EVALUATION_INBOX", str(share))
    status, _, complaints = filled("inbox")
    assert (status, str(share) in complaints) == (1, True)
    share.mkdir()
    (share / "good.csv").write_text(CSV, encoding="utf-8")
    assert filled("inbox")[0] == 0
    assert (share / "good.csv.report.txt").exists()


def test_without_a_database_nothing_is_made(console, inbox):
    assert console("inbox")[0] == 1
    assert not console.database.exists()


def test_while_the_dashboard_holds_the_file_every_command_says_what_to_do(filled, inbox):
    filled("backup")
    command = [sys.executable, "-c", HOLD, str(filled.database)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        said = {words: filled(*words) for words in KOREAN}
        english = filled("import", "x.csv", "--language", "en")[2]
        read = filled("rank", "--from-backup")
        holder.communicate("\n")
    for words, expected in KOREAN.items():
        status, _, complaints = said[words]
        assert (words, status, expected in complaints) == (words, 1, True)
        assert "Traceback" not in complaints
    assert str(inbox) in said["import", "x.csv"][2]
    assert str(filled.database.parent / "backups") in said["backup",][2]
    assert "inbox" in english
    assert read[0] == 0
