"""YAML text as plain maps, lists and words, each with its line; hostile or broken files end here."""

import re
import unicodedata
from typing import Any, NamedTuple

import yaml

from app.definition.located import Finding, SourceError
from app.definition.nodes import MAX_DEPTH, MAX_ENTRIES, NodeConverter

MAX_BYTES = 5_000_000

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML 1.1 forbids in a file, with the byte order mark inside the text.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# libyaml compares every %TAG with all before it: 5 MB of them take minutes.
DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)
# What the YAML reader says, and the text that helps an editor of the file.
SYNTAX = (
    ("found undefined alias", "unknown_anchor"),
    ("expected a single document", "several_documents"),
    ("mapping values are not allowed", "colon_not_allowed"),
    ("could not find expected ':'", "colon_missing"),
    ("found character that cannot start any token", "character_not_allowed"),
    ("cannot start any token", "character_not_allowed"),
    ("found unexpected end of stream", "quote_not_closed"),
    ("did not find expected ',' or", "bracket_not_closed"),
)


class Source(NamedTuple):
    """The content of a file and what is wrong with its form."""

    root: Any
    line: int
    findings: tuple[Finding, ...]


def read_source(content: bytes) -> Source:
    """The located content of a YAML file; SourceError where nothing more can be said about it."""
    text = _decoded(content)
    try:
        _check_shape(text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error) from error
    except yaml.YAMLError as error:
        raise SourceError("syntax", 1, detail=str(error)) from error
    if node is None:
        raise SourceError("empty_file", 1)
    converter = NodeConverter()
    value = converter.converted(node).value
    return Source(value, node.start_mark.line + 1, tuple(converter.findings))


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise SourceError("empty_file", 1)
    if b"\0" in content:
        raise SourceError("not_a_text_file", 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("not_utf8", content.count(b"\n", 0, error.start) + 1) from error
    for pattern, code in ((FORBIDDEN, "control_character"), (DIRECTIVE, "directive")):
        if found := pattern.search(text):
            raise SourceError(code, text.count("\n", 0, found.start()) + 1)
    # A Mac writes Hangul in parts; codes typed on two machines must be the same code.
    return unicodedata.normalize("NFC", text)


def _check_shape(text: str) -> None:
    """Refuse what would exhaust the stack or the memory, before any of it is built."""
    depth = entries = 0
    for event in yaml.parse(text, Loader=LOADER):
        entries += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise SourceError("too_deep", event.start_mark.line + 1, limit=str(MAX_DEPTH))
        if entries > MAX_ENTRIES:
            raise SourceError("too_many_entries", event.start_mark.line + 1, limit=str(MAX_ENTRIES))


def _syntax_error(error: yaml.MarkedYAMLError) -> SourceError:
    problem = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    code = next((code for words, code in SYNTAX if words in problem), "syntax")
    if code == "quote_not_closed" and error.context_mark:
        mark = error.context_mark
    return SourceError(code, mark.line + 1 if mark else 1, detail=problem)
