"""From the file to a definition, or to everything that is wrong with it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from app.definition.build import build
from app.definition.evaluation_checks import check_evaluations
from app.definition.located import LocatedMap, SourceError
from app.definition.nodes import REFUSED
from app.definition.report import DefinitionError, Report
from app.definition.schema import FREE_KEY
from app.definition.shared_checks import check_shared
from app.definition.source import MAX_BYTES, read_source
from app.definition.tables import declared_codes, tables_of
from app.definition.validation import validate
from scoring.model import Definition

MEGABYTE = 1_000_000


def load_definition(path: str | Path) -> Definition:
    """The definition in a file; DefinitionError with all problems at once where there are any."""
    file = Path(path)
    return parse_definition(read_definition(file), file.name)


def read_definition(path: str | Path) -> bytes:
    """The bytes of a definition file, unread; DefinitionError where there is no such file or it is too large."""
    file = Path(path)
    with _located(file.name):
        return _content(file)


# It takes 50 to 100 ms; the keeper reads it again and again, and most months of a year are closed under one definition.
@lru_cache(maxsize=8)
def parse_definition(content: bytes, name: str) -> Definition:
    """The definition in the bytes of a file; ``name`` stands in the problems. Raises as ``load_definition``."""
    with _located(name):
        return _definition(content, name)


@contextmanager
def _located(name: str) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        report = Report(name)
        report.add_finding(error.finding)
        raise DefinitionError(report.problems()) from error


def _content(file: Path) -> bytes:
    if not file.exists():
        raise SourceError("file_missing", 1, path=str(file))
    if not file.is_file():
        raise SourceError("file_not_a_file", 1, path=str(file))
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError("file_unreadable", 1, path=str(file), detail=error.strerror or "") from error
    if len(content) > MAX_BYTES:
        raise SourceError("file_too_large", 1, limit=str(MAX_BYTES // MEGABYTE))
    return content


def _definition(content: bytes, name: str) -> Definition:
    source = read_source(content)
    report = Report(name, source.root, source.line)
    for finding in source.findings:
        report.add_finding(finding)
    if source.root is REFUSED:
        raise DefinitionError(report.problems())
    _set_aside(source.root)
    declared = declared_codes(source.root)
    file = validate(source.root, report)
    if file is None:
        raise DefinitionError(report.problems())
    tables = tables_of(file, declared)
    check_shared(file, tables, report)
    check_evaluations(file, tables, report)
    if report:
        raise DefinitionError(report.problems())
    return build(file, tables, hashlib.sha256(content).hexdigest())


def _set_aside(root: object) -> None:
    """Blocks of the editor's own serve only by their anchors."""
    if isinstance(root, LocatedMap):
        for key in [key for key in root if key.startswith(FREE_KEY)]:
            del root[key]
