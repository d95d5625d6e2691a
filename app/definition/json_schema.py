"""The JSON Schema of indicators.yaml for editors, from the same model that reads the file."""

import json
from pathlib import Path
from typing import Any

from app.definition.schema import FREE_KEY, DefinitionFile

FILE = Path(__file__).with_name("indicators.schema.json")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    schema = DefinitionFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "indicators.yaml",
        "patternProperties": {f"^{FREE_KEY}": {}},
    }


def write_json_schema(path: str | Path = FILE) -> None:
    """Write the JSON Schema to a file."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    Path(path).write_text(text, encoding="utf-8", newline="\n")
