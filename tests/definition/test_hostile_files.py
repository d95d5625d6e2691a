"""Broken, empty, huge and hostile files: one clear, located problem, in bounded time and memory."""

import os
import time
import tracemalloc

import pytest

from app.definition import DefinitionError, load_definition

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "x-big: &big {" + ", ".join(f"k{i}: v" for i in range(5000)) + "}\nx-all:\n" + "  - {<<: *big, a: b}\n" * 5000
CHAIN = "x0: &x0 [a]\n" + "".join(f"x{i}: &x{i} [*x{i - 1}]\n" for i in range(1, 500))

SINGLE = {
    "empty": ("", "empty_file", 1),
    "blank lines": ("\n\n  \n", "empty_file", 1),
    "comments only": ("# nothing\n# here\n", "empty_file", 1),
    "spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", "not_a_text_file", 1),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_text_file", 1),
    "a tag on everything": ("!!python/object/apply:os.system [x]\n", "tag_not_allowed", 1),
    "UTF-16": ("schema: 1\n".encode("utf-16"), "not_a_text_file", 1),
    "CP949": ("schema: 1\nunits:\n  - {code: U1, name: 부천시}\n".encode("cp949"), "not_utf8", 3),
    "bell": ("schema: 1\nunits: \x07\n", "control_character", 2),
    "tab": ("schema: 1\nunits:\n\t- {code: U1, name: x}\n", "character_not_allowed", 3),
    "at sign": ("schema: 1\nunits: @x\n", "character_not_allowed", 2),
    "two colons": ("schema: 1\nunits: a: b\n", "colon_not_allowed", 2),
    "no colon": ("schema: 1\nunits\ngroupings: x\n", "colon_missing", 3),
    "open quotation mark": ('schema: 1\nunits: "x\nb: c\n', "quote_not_closed", 2),
    "open bracket": ("schema: 1\nunits: [1, 2\nb: 3\n", "bracket_not_closed", 3),
    "unknown alias": ("schema: 1\nunits: *units\n", "unknown_anchor", 2),
    "two documents": ("schema: 1\n---\nschema: 1\n", "several_documents", 2),
    "bad indentation": ("schema: 1\nunits:\n  - a\n - b\n", "syntax", 4),
    "directives": ("%TAG !a! b\n" * 1000 + "---\na: b\n", "directive", 1),
    "alias of itself": ("schema: 1\nunits: &u\n  - *u\n", "recursive_alias", 2),
    "merge of itself": ("schema: 1\nunits: &u\n  <<: *u\n", "recursive_alias", 2),
    "deep brackets": ("schema: 1\nunits: " + "[" * 100_000, "too_deep", 2),
    "deep indentation": ("schema: 1\nunits:\n  " + "- " * 100_000 + "x\n", "too_deep", 3),
    "deep aliases": (CHAIN, "too_deep", 61),
    "a billion laughs": (LAUGHS, "too_many_aliases", 6),
    "merge bomb": (MERGES, "too_many_aliases", 41),
    "a million entries": ("units:\n" + "- a\n" * 1_000_000, "too_many_entries", 199_999),
    "five megabytes": ("# " + "x" * 5_000_000, "file_too_large", 1),
    "a list": ("- a\n- b\n", "map_expected", 1),
    "a word": ("schema\n", "map_expected", 1),
}


@pytest.mark.parametrize("name", SINGLE)
def test_a_hostile_file_is_one_problem_soon(name, problems):
    content, code, line = SINGLE[name]
    started = time.monotonic()
    (problem,) = problems(content)
    assert (problem.code, problem.place) == (f"definition.{code}", f"indicators.yaml:{line}")
    assert time.monotonic() - started < 20


def test_a_missing_file_and_a_folder(tmp_path):
    for path, code in ((tmp_path / "none.yaml", "file_missing"), (tmp_path, "file_not_a_file")):
        with pytest.raises(DefinitionError) as caught:
            load_definition(path)
        assert [problem.code for problem in caught.value.problems] == [f"definition.{code}"]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(DefinitionError) as caught:
        load_definition(tmp_path / "pipe.yaml")
    assert caught.value.problems[0].code == "definition.file_not_a_file"


def test_an_empty_map_lacks_everything(problems):
    assert sorted(problem.values["key"] for problem in problems("{}\n")) == [
        "evaluations",
        "groupings",
        "schema",
        "units",
    ]


def test_memory_stays_bounded(problems):
    tracemalloc.start()
    problems(LAUGHS)
    problems(MERGES)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200_000_000


def test_thousands_of_problems_are_counted_and_told_soon(base, problems):
    wrong = "".join(f"  - {{code: X{index}, nmae: x, lead: nobody{index}}}\n" for index in range(5000))
    started = time.monotonic()
    found = problems(base.replace("units:\n", "units:\n" + wrong, 1))
    assert found[-1].code == "definition.more_problems"
    assert len(found) == 1001
    assert int(found[-1].values["count"]) == 3 * 5000 - 1000
    assert time.monotonic() - started < 20


def test_thousands_of_unknown_codes_are_told_soon(base, problems):
    units = ", ".join(f"V{index}" for index in range(20_000))
    started = time.monotonic()
    found = problems(base.replace("units: [U1, U2]", f"units: [U1, U2, {units}]"))
    assert {problem.code for problem in found} == {"definition.code_unknown", "definition.more_problems"}
    assert time.monotonic() - started < 20


def test_a_value_without_end_is_shortened_in_its_message(base, problems):
    (problem,) = problems(base.replace("target: 95", "target: " + "9" * 1_000_000))
    assert len(problem.values["value"]) < 100
