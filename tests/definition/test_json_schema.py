"""The schema for editors says the same as the model that reads the file."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from app.definition import json_schema, write_json_schema
from app.definition.json_schema import FILE

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "indicators.yaml"
EXAMPLES = sorted((HERE / "examples").glob("*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """Reads words as YAML 1.2 does, which is what editors follow: days and yes or no stay words."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("bool", r"true|false"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?[0-9]+\.[0-9]+"),
    ("null", r"null|~"),
    ("merge", r"<<"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def errors_of(text):
    content = with_text_keys(yaml.load(text, Loader=EditorLoader))  # noqa: S506
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(content)]


def with_text_keys(content):
    """JSON, and so an editor, knows only words as keys."""
    if isinstance(content, dict):
        return {str(key): with_text_keys(value) for key, value in content.items()}
    return [with_text_keys(item) for item in content] if isinstance(content, list) else content


def test_the_file_is_up_to_date():
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema(), "run: python manage.py schema"


def test_writing_it_twice_gives_the_same_bytes(tmp_path):
    write_json_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_bytes() == FILE.read_bytes()


def test_it_is_a_schema():
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("file", [*EXAMPLES, HERE / "base.yaml", SHIPPED], ids=lambda file: file.name)
def test_good_definitions_pass_in_an_editor(file):
    assert errors_of(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("direction: lower", "directoin: lower"),
        ("direction: lower", "direction: lowr"),
        ("target: 95", "target: 95%"),
        ("value: zero", "value: nil"),
        ("    grouping: groups-1\n    home", "    home"),
        ("score: imported", "score: import"),
        ("[1, 1]", "[1]"),
        ("code: U3", "code: U 3"),
    ],
)
def test_mistakes_show_in_an_editor(right, wrong, base):
    assert right in base
    assert errors_of(base.replace(right, wrong, 1)) != []
