"""indicators.yaml: what is evaluated and how, read and checked in one go."""

from app.definition.json_schema import json_schema, write_json_schema
from app.definition.loader import load_definition, parse_definition, read_definition
from app.definition.report import DefinitionError

__all__ = [
    "DefinitionError",
    "json_schema",
    "load_definition",
    "parse_definition",
    "read_definition",
    "write_json_schema",
]
