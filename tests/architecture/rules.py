"""The rules of the house that a program can check, each with an example that breaks it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT_SUFFIXES = {".css", ".html", ".js", ".json", ".md", ".ps1", ".py", ".sh", ".sql", ".toml", ".txt", ".yaml", ".yml"}
TEXT_NAMES = {"Makefile", "run"}
HIDDEN_BUT_OURS = {".ci", ".streamlit"}
COLOUR_SUFFIXES = (".py", ".css", ".js", ".html", ".sql", ".toml", ".yaml")


@dataclass(frozen=True)
class Rule:
    """A sentence, where it holds, what breaks it, and an example (path, text) that does."""

    sentence: str
    applies_to: Callable[[str], bool]
    find_breaches: Callable[[str], Iterator[int]]
    example: tuple[str, str]


def find_text_files() -> list[str]:
    """Every text file of the project, relative to its root, without what is made on this machine."""
    return sorted(path for path in _walk(ROOT) if Path(path).suffix in TEXT_SUFFIXES or Path(path).name in TEXT_NAMES)


def find_modules(*folders: str) -> list[str]:
    return [path for path in find_text_files() if path.endswith(".py") and path.startswith(folders)]


def imported_modules(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of each import; `from a import b` counts as a.b, since b may be a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _walk(folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        if path.name.startswith(".") and path.is_dir() and path.name not in HIDDEN_BUT_OURS:
            continue
        if path.is_dir() and path.name not in {"__pycache__", "node_modules"}:
            yield from _walk(path)
        elif path.is_file():
            yield path.relative_to(ROOT).as_posix()


def _lines_matching(pattern: str) -> Callable[[str], Iterator[int]]:
    compiled = re.compile(pattern)

    def find(source: str) -> Iterator[int]:
        return (number for number, line in enumerate(source.splitlines(), 1) if compiled.search(line))

    return find


def _names_used(*names: str) -> Callable[[str], Iterator[int]]:
    """Attributes (st.name), imported names and keyword arguments; words in texts and comments do not count."""

    def find(source: str) -> Iterator[int]:
        for node in ast.walk(ast.parse(source)):
            used = (
                (isinstance(node, ast.Attribute) and node.attr in names)
                or (isinstance(node, ast.keyword) and node.arg in names)
                or (isinstance(node, ast.alias) and node.name in names)
            )
            if used:
                yield node.lineno

    return find


def _imports_of(*packages: str) -> Callable[[str], Iterator[int]]:
    def find(source: str) -> Iterator[int]:
        for line, module in imported_modules(source):
            if any(module == package or module.startswith(f"{package}.") for package in packages):
                yield line

    return find


def _everywhere(path: str) -> bool:
    return True


def _code(*, outside: tuple[str, ...] = ()) -> Callable[[str], bool]:
    """Python outside the tests and outside the places where the thing is at home."""
    return lambda path: path.endswith(".py") and not path.startswith(("tests/", *outside))


def _inside(*places: str) -> Callable[[str], bool]:
    return lambda path: path.endswith(".py") and path.startswith(places)


def _coloured(path: str) -> bool:
    at_home = path in {"app/charts/theme.py", ".streamlit/config.toml"} or path.startswith(("tests/", "docs/"))
    return path.endswith(COLOUR_SUFFIXES) and not at_home


# Patterns are written so that they do not match their own source line.
RULES = [
    Rule(
        "Korean stands in the texts, the definition and data, never in code",
        _code(),
        _lines_matching("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
        ("app/services/x.py", 'title = "\uc21c\uc704"\n'),
    ),
    Rule(
        "Nothing is left for later in a comment",
        _everywhere,
        _lines_matching(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b"),
        ("app/services/x.py", "# TO" + "DO later\n"),
    ),
    Rule(
        "No path of one machine",
        _everywhere,
        _lines_matching(r"(?<![\w.:/])/(?:root|home|work|Users|mnt)/\w|\b[A-Z]:\\+Users\b"),
        ("README.md", "cd /" + "home/kim/dashboard\n"),
    ),
    Rule(
        "No hand-written HTML and no option that Streamlit has retired",
        _code(),
        _names_used("unsafe_allow_html", "use_container_width", "use_column_width"),
        ("pages/x/y.py", "st.markdown(text, unsafe_allow_html=True)\n"),
    ),
    Rule(
        "Only app/views/state.py touches session state and query parameters",
        _code(outside=("app/views/state.py",)),
        _names_used("session_state", "query_params"),
        ("app/views/x.py", 'st.session_state["unit"] = 1\n'),
    ),
    Rule(
        "Only app/views/cached.py caches with Streamlit",
        _code(outside=("app/views/cached.py",)),
        _names_used("cache_data", "cache_resource"),
        ("app/views/x.py", "@st.cache_data\ndef f(): ...\n"),
    ),
    Rule(
        "Only dashboard.py, pages/ and app/views know Streamlit",
        _code(outside=("dashboard.py", "pages/", "app/views/")),
        _imports_of("streamlit"),
        ("manage.py", "import streamlit as st\n"),
    ),
    Rule(
        "Only app/storage speaks to DuckDB",
        _code(outside=("app/storage/",)),
        _imports_of("duckdb"),
        ("manage.py", "import duckdb\n"),
    ),
    Rule(
        "Nothing imports a screen, the start page or the command line",
        _code(),
        _imports_of("pages", "dashboard", "manage"),
        ("app/services/x.py", "from pages.status import overview\n"),
    ),
    Rule(
        "The dashboard's first file only asks views",
        _inside("dashboard.py"),
        _imports_of("app.storage", "app.intake", "app.exports", "scoring"),
        ("dashboard.py", "from app.storage import store\n"),
    ),
    Rule(
        "The command line runs without views and charts",
        _inside("manage.py"),
        _imports_of("app.views", "app.charts", "streamlit"),
        ("manage.py", "from app.views import state\n"),
    ),
    Rule(
        "Colours stand in app/charts/theme.py and .streamlit/config.toml",
        _coloured,
        _lines_matching(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})(?![0-9a-zA-Z])"),
        ("app/views/x.py", 'colour = "#' + '256ef4"\n'),
    ),
]
