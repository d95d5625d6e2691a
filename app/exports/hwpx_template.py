"""The template of the report, opened, with what is wrong with it where it can't be filled."""

import io
import warnings
import zipfile
from pathlib import Path

from hwpx import HwpxDocument

from app.exports.hwpx_pattern import Pattern, pattern_of
from app.exports.hwpx_places import place_name
from app.services.paper_error import PaperError
from scoring.problem import Problem

TEMPLATE = Path(__file__).parents[2] / "data" / "templates" / "report.hwpx"
MANIFEST, ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"


def open_template(template: bytes | None, file_name: str, language: str) -> tuple[HwpxDocument, Pattern]:
    """The file of a city hall, or without one that of the house, and the looks in it; PaperError where it is none."""
    name = file_name or TEMPLATE.name
    content = _content() if template is None else template
    if _is_encrypted(content):
        raise PaperError(Problem("paper.problem.encrypted", "", {"file": name}))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = HwpxDocument.open(content)
    # The library meets files of others: whatever it stumbles over, the file is not one that can be filled.
    except Exception as error:
        raise PaperError(Problem("paper.problem.not_hwpx", "", {"file": name})) from error
    pattern = pattern_of(opened)
    if isinstance(pattern, Pattern):
        return opened, pattern
    found = ", ".join(place_name(place, language) for place in pattern)
    raise PaperError(Problem("paper.problem.place_missing", "", {"file": name, "found": found}))


def template_problem(language: str) -> Problem | None:
    """Why the file of the house can't be filled; None where it can."""
    try:
        open_template(None, "", language)
    except PaperError as error:
        return error.problem
    return None


def _content() -> bytes:
    try:
        return TEMPLATE.read_bytes()
    except OSError as error:
        raise PaperError(Problem("paper.problem.no_template", "", {"file": TEMPLATE.name})) from error


def _is_encrypted(content: bytes) -> bool:
    """Whether a file was saved with a password: its list of parts then says how each is encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            locked = any(part.flag_bits & 1 for part in archive.infolist())
            return locked or ENCRYPTED in archive.read(MANIFEST)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError):
        return False
