"""The program as it is started: streams, locks and the sample that is shipped."""

import csv
import io
import shutil
import subprocess
import sys

import pytest

from app.storage import open_store
from manage import ROOT


def run(database, *words, **given):
    command = [sys.executable, "manage.py", *words, "--database", str(database)]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=120, **given)


@pytest.fixture
def sample_copy(built_database, tmp_path):
    """The sample database."""
    return shutil.copyfile(built_database, tmp_path / "evaluation.duckdb")


def test_the_sample_ranks_as_published(sample_copy):
    done = run(sample_copy, "rank", "--evaluation", "gyeonggi-2023", "--format", "csv", capture_output=True)
    lines = done.stdout.decode("utf-8")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(lines))}
    assert (done.returncode, len(rows)) == (0, 31)
    assert lines.startswith("group,rank,code,name,score,award,prior,current\n")
    uiwang, siheung, bucheon = rows["의왕시"], rows["시흥시"], rows["부천시"]
    assert [uiwang[key] for key in ("score", "prior", "current", "award")] == ["98.942", "94.56", "100.82", "우수"]
    assert (siheung["rank"], siheung["score"][:6]) == ("1", "101.85")
    assert (bucheon["code"], bucheon["rank"], bucheon["award"]) == ("41190", "3", "우수")
    assert "예시 데이터" in done.stderr.decode("utf-8")


def test_the_sample_fits_its_definition(sample_copy):
    done = run(sample_copy, "check", capture_output=True)
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert b"18" in done.stdout.splitlines()[-1]


def test_who_stops_reading_stops_nothing(sample_copy):
    command = [sys.executable, "manage.py", "rank", "--format", "json", "--database", str(sample_copy)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        started.stdout.close()
        complaints = started.stderr.read()
    assert started.returncode == 0
    assert b"Traceback" not in complaints
    assert b"Error" not in complaints


def test_a_database_in_use_is_said_to_be_in_use(sample_copy, tmp_path):
    with open_store(sample_copy):
        done = run(sample_copy, "rank", "--language", "en", capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert "dashboard" in done.stderr
    assert "Traceback" not in done.stderr
