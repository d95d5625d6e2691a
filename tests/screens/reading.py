"""What a reader finds on a page, whatever element carries it, and the scores behind the sample."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from app.definition import load_definition
from app.services.months import score
from app.storage.store import open_store
from scoring.model import Definition
from scoring.score import Result
from tests.dashboard import ROOT

LANGUAGES = ("ko", "en")
LANGUAGE_NAMES = {"KO", "EN"}
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")
PROGRAMS = {"js_content", "css_content"}
PARTS = "|".join(sorted(file.stem for file in (ROOT / "app" / "text" / "ko").glob("*.yaml")))
UNTRANSLATED = re.compile(rf"\b({PARTS})\.(?!yaml|py|xlsx)[a-z_]+")
UNFILLED = re.compile(r"\{[a-z_]+(:[^}]*)?\}")
DEMONSTRATION = {"ko": "예시 데이터", "en": "Demonstration data"}
ASSUMPTIONS = {"ko": r"가정 (\d+)건 포함", "en": r"(\d+) assumptions"}


def elements_of(block: Any) -> Iterator[Any]:
    """Every element and container of a page, in its order."""
    for child in getattr(block, "children", {}).values():
        yield child
        yield from elements_of(child)


def strings_of(app: AppTest) -> list[str]:
    """Every text that reaches the browser: words, labels, options, tips, cells, labels of charts, alternatives."""
    found: list[str] = []
    for element in elements_of(app._tree):
        found += _strings(element.proto) if isinstance(getattr(element, "proto", None), Message) else []
        if element.type in ("dataframe", "table"):
            frame = element.value
            found += [str(cell) for cell in (*frame.columns, *frame.to_numpy().ravel())]
    return [written.replace("\\", "") if not written.startswith("{") else written for written in found]


def _strings(message: Message) -> list[str]:
    found: list[str] = []
    for field, value in message.ListFields():
        if field.name in PROGRAMS:  # what the browser runs, not what it shows
            continue
        for one in value if isinstance(value, (list, tuple)) or hasattr(value, "append") else [value]:
            if isinstance(one, str):
                found.append(one)
            elif isinstance(one, Message):
                found += _strings(one)
    return found


def marks_of(app: AppTest) -> list[str]:
    """The badges below the title."""
    found = (re.fullmatch(r":(\w+)-badge\[(.*)\]", markdown.value) for markdown in app.markdown)
    return [badge[2].replace("\\", "") for badge in found if badge]


def title_of(app: AppTest) -> str:
    """The finding at the top."""
    return str(app.title[0].value).replace("\\", "")


def headings_of(app: AppTest) -> list[str]:
    """Everything written in Markdown, without the signs that keep it from being formatted."""
    return [markdown.value.replace("\\", "") for markdown in app.markdown]


def tables_of(app: AppTest) -> list[Any]:
    """Every table of the page."""
    return [*app.dataframe, *app.table]


def hangul_of(app: AppTest, *allowed: str) -> list[str]:
    """Texts with Hangul in them once the allowed words are taken out."""
    found = []
    for written in strings_of(app):
        for word in sorted(allowed, key=len, reverse=True):
            written = written.replace(word, "")
        if HANGUL.search(written):
            found.append(written)
    return found


def shipped_definition() -> Definition:
    """The definition that the sample is made for."""
    return load_definition(ROOT / "indicators.yaml")


def scored(database: Path, evaluation: str, month: str) -> Result:
    """A month of a database, scored without any screen."""
    with open_store(database) as store:
        return score(store, shipped_definition().evaluation(evaluation), month)


def scores_in_group(result: Result, group: str) -> list[tuple[Fraction, str]]:
    """Final scores and units of a group, best first."""
    return sorted(((one.score, one.unit) for one in result.group(group) if one.score is not None), reverse=True)
