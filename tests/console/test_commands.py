"""Statuses, help and complaints: whatever is typed, an answer and never a traceback."""

import sys
from pathlib import Path

import pytest

import manage
from app.services.command_line import parse
from app.services.printing import Form
from app.storage import open_store
from tests.console.conftest import Console

COMMANDS = ("init", "import", "rank", "weak", "check", "schema")
EVERYWHERE = ("--help", "--database", "--definition", "--evaluation", "--month", "--language")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_every_option(console, command, language):
    status, output, _ = console(command, "--help", "--language", language)
    assert status == 0
    assert [option for option in EVERYWHERE if option not in output] == []
    assert output.count("Usage: " if language == "en" else "사용법: ") == 1
    assert ("--format" in output) == (command in {"rank", "weak"})


def test_help_lists_the_commands(console):
    status, output, _ = console("--help")
    assert status == 0
    assert [command for command in COMMANDS if f"\n    {command} " not in output] == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("rnak",),
        ("rank", "--format", "xml"),
        ("rank", "--unknown"),
        ("rank", "--language", "fr"),
        ("rank", "--dat", "x"),
        ("weak",),
        ("import",),
    ],
)
def test_what_cannot_be_read_is_status_2(console, words):
    status, output, complaints = console(*words)
    assert (status, output) == (2, "")
    assert complaints.startswith("사용법: ")
    assert "Traceback" not in complaints


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--evaluation", "e-2032"), ["e-2032", "e-2023, e-2022", "‘e-2023’"]),
        (("--month", "2023-07"), ["2023-07", "2023-08, 2023-09"]),
        (("--month", "2023-13"), ["2023-13", "2023-08, 2023-09"]),
        (("--month", "september"), ["september", "2023-09"]),
        (("--evaluation", "e-2022", "--month", "2023-09"), ["2023-09", "2022-09"]),
    ],
)
def test_what_does_not_exist_is_status_2_and_says_what_does(filled, words, expected):
    status, output, complaints = filled("rank", *words)
    assert (status, output) == (2, "")
    assert [word for word in expected if word not in complaints] == []


@pytest.mark.parametrize(("unit", "near"), [("U22", "U2"), ("나시", "U2"), ("na", "U2")])
def test_an_unknown_unit_is_told_the_code(filled, unit, near):
    status, _, complaints = filled("weak", "--unit", unit)
    assert status == 2
    assert "U1 가시, U2 나시, U3 다군, U4 라시" in complaints
    assert f"혹시 ‘{near}" in complaints


def test_without_a_database_it_says_how_to_make_one(console):
    status, _, complaints = console("rank")
    assert status == 1
    assert "init" in complaints
    assert not console.database.exists()


def test_without_data_it_says_how_to_import(console):
    open_store(console.database).close()
    for words in (("rank",), ("rank", "--evaluation", "e-2022"), ("rank", "--month", "2023-09")):
        status, _, complaints = console(*words)
        assert status == 1
        assert "import" in complaints


@pytest.mark.parametrize("command", [("rank",), ("weak", "--unit", "U1"), ("check",), ("import", "x.xlsx"), ("init",)])
def test_every_problem_of_the_definition_is_listed(tmp_path, capsys, command):
    broken = tmp_path / "indicators.yaml"
    broken.write_text("schema: 1\nunits: [{code: U1}]\nevaluations: [{code: e}]\n", encoding="utf-8")
    status, _, complaints = Console(tmp_path / "x.duckdb", broken, capsys)(*command)
    assert status == 1
    assert "indicators.yaml:2: " in complaints
    assert "indicators.yaml:3: " in complaints
    assert not (tmp_path / "x.duckdb").exists()


@pytest.mark.parametrize("content", [None, b"", b"hello", b"\x00" * 5000])
@pytest.mark.parametrize("command", [("rank",), ("check",), ("weak", "--unit", "U1")])
def test_a_database_that_is_none(console, content, command):
    if content is None:
        console.database.mkdir()
    else:
        console.database.write_bytes(content)
    status, _, complaints = console(*command)
    assert status == 1
    assert str(console.database) in complaints


def test_a_definition_that_is_not_there(tmp_path, capsys):
    for definition in (tmp_path / "none.yaml", tmp_path):
        status, _, complaints = Console(tmp_path / "x.duckdb", definition, capsys)("rank")
        assert status == 1
        assert definition.name in complaints


def test_files_by_option_then_environment_then_beside_the_program(monkeypatch):
    home = Path("home")
    for name in ("EVALUATION_DATABASE", "EVALUATION_DEFINITION"):
        monkeypatch.delenv(name, raising=False)
    plain = parse(["rank"], home)
    assert (plain.database, plain.definition) == (home / "data" / "evaluation.duckdb", home / "indicators.yaml")
    monkeypatch.setenv("EVALUATION_DATABASE", "of.env")
    monkeypatch.setenv("EVALUATION_DEFINITION", "env.yaml")
    assert parse(["rank"], home).database == Path("of.env")
    assert parse(["rank"], home).definition == Path("env.yaml")
    assert parse(["rank", "--database", "typed"], home).database == Path("typed")


def test_what_is_typed_before_and_after_the_command():
    before = parse(["--month", "2023-01", "--language=en", "rank", "--format", "json"], Path())
    assert (before.month, before.language, before.form) == ("2023-01", "en", Form.JSON)
    assert parse(["--month", "2023-01", "rank", "--month", "2023-02"], Path()).month == "2023-02"


def test_a_user_without_a_name_may_import(monkeypatch):
    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert parse(["import", "a.xlsx"], Path()).who == ""
    assert parse(["import", "a.xlsx", "--who", "kim"], Path()).who == "kim"


def test_schema_writes_the_file_for_editors(tmp_path, monkeypatch, console):
    target = tmp_path / "schema.json"
    monkeypatch.setattr(manage, "SCHEMA", target)
    assert console("schema")[0] == 0
    assert target.read_bytes() == (manage.ROOT / "app/definition/indicators.schema.json").read_bytes()


def test_names_that_no_console_can_show_are_no_traceback(console, monkeypatch):
    status, _, complaints = console("import", "\udcff\x1b[2J.xlsx")
    assert status == 1
    assert "\x1b" not in complaints


def test_a_closed_output_is_no_failure(filled, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert manage.main(["rank", "--database", str(filled.database), "--definition", str(filled.definition)]) == 0
