"""What may be typed after ``manage.py``, its help in two languages, and what was meant by it."""

import argparse
import getpass
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from app.services.listing import RANK_COLUMNS, WEAK_COLUMNS
from app.services.printing import Form
from app.text.catalogue import LANGUAGES, text

DONE, PROBLEMS, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Options:
    """One command with everything that was typed or is taken where nothing was."""

    command: str
    database: Path
    definition: Path
    language: str = LANGUAGES[0]
    evaluation: str | None = None
    month: str | None = None
    form: Form = Form.TABLE
    force: bool = False
    files: tuple[Path, ...] = ()
    dry_run: bool = False
    who: str = ""
    confirm: frozenset[str] = frozenset()
    unit: str = ""
    from_backup: bool = False
    to: Path | None = None
    meeting: str = ""
    copy: str = ""
    yes: bool = False


def parse(words: Sequence[str], home: Path) -> Options:
    """The words of a command line; help and mistakes end the program with a message and status 0 or 2."""
    language = _language_in(words)
    parser = _parser(language)
    typed = {key: value for key, value in vars(parser.parse_args(words)).items() if value is not None}
    if "command" not in typed:
        parser.error(text("console.no_command", language))
    return Options(**_defaults(home) | typed)


def _language_in(words: Sequence[str]) -> str:
    """The language asked for, known before the rest is read, since help and mistakes are written in it."""
    asked = [
        after if word == "--language" else word.partition("=")[2]
        for word, after in pairwise([*words, ""])
        if word.partition("=")[0] == "--language"
    ]
    return asked[-1] if asked and asked[-1] in LANGUAGES else LANGUAGES[0]


def _defaults(home: Path) -> dict[str, Any]:
    database = os.environ.get("EVALUATION_DATABASE") or home / "data" / "evaluation.duckdb"
    definition = os.environ.get("EVALUATION_DEFINITION") or home / "indicators.yaml"
    return {"database": Path(database), "definition": Path(definition), "who": _user()}


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


class _Parser(argparse.ArgumentParser):
    """A parser that writes help and mistakes in one language; what was not typed stays away."""

    def __init__(self, language: str, **given: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS, **given)
        self._language = language
        self.formatter_class = partial(_Help, language)

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.format_usage()}{text('console.usage_wrong', self._language, message=message)}\n")


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, language: str, prog: str) -> None:
        super().__init__(prog, max_help_position=28)
        self._language = language

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, text("console.usage", self._language) if prefix is None else prefix)


def _parser(language: str) -> _Parser:
    say = partial(_say, language)
    statuses = text("console.statuses", language)
    parser = _Parser(language, prog="manage.py", description=text("console.about", language), epilog=statuses)
    _add_common(parser, say)
    made: Any = partial(_Parser, language)
    commands = parser.add_subparsers(title=say("commands"), dest="command", metavar="COMMAND", parser_class=made)
    for command, (add_own, columns) in _COMMANDS.items():
        about = say(f"command.{command}")
        listed = say("columns", columns=columns) + "\n" if columns else ""
        below = commands.add_parser(command, help=about, description=about, epilog=listed + statuses)
        add_own(below.add_argument_group(say("arguments")), say)
        options = _add_common(below, say)
        if columns:
            options.add_argument(
                "--format", dest="form", type=_form, metavar="table|csv|json", help=say("option.format")
            )
    return parser


def _say(language: str, key: str, **values: object) -> str:
    # argparse fills in what follows a percent sign.
    return text(f"console.{key}", language, **values).replace("%", "%%")


def _add_common(parser: _Parser, say: Callable[..., str]) -> Any:
    options = parser.add_argument_group(say("options"))
    options.add_argument("-h", "--help", action="help", help=say("option.help"))
    options.add_argument("--database", type=Path, metavar="PATH", help=say("option.database"))
    options.add_argument("--definition", type=Path, metavar="PATH", help=say("option.definition"))
    options.add_argument("--evaluation", metavar="ID", help=say("option.evaluation"))
    options.add_argument("--month", metavar="YYYY-MM", help=say("option.month"))
    options.add_argument("--language", choices=LANGUAGES, help=say("option.language"))
    return options


def _form(word: str) -> Form:
    try:
        return Form(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r}: table | csv | json") from error


def _add_nothing(group: Any, say: Callable[..., str]) -> None:
    """A command without words of its own."""


def _add_force(group: Any, say: Callable[..., str]) -> None:
    group.add_argument("--force", action="store_true", help=say("option.force"))


def _add_files(group: Any, say: Callable[..., str]) -> None:
    group.add_argument("files", type=Path, nargs="+", metavar="FILE", help=say("option.file"))
    group.add_argument("--unit", metavar="CODE", help=say("option.report_unit"))
    group.add_argument("--dry-run", action="store_true", help=say("option.dry_run"))
    group.add_argument("--who", metavar="NAME", help=say("option.who"))
    group.add_argument("--confirm", type=_kinds, metavar="KIND[,KIND…]|all", help=say("option.confirm"))


def _kinds(word: str) -> frozenset[str]:
    return frozenset(filter(None, (kind.strip() for kind in word.split(","))))


def _add_unit(group: Any, say: Callable[..., str]) -> None:
    group.add_argument("--unit", required=True, metavar="CODE", help=say("option.unit"))
    _add_source(group, say)


def _add_source(group: Any, say: Callable[..., str]) -> None:
    group.add_argument("--from-backup", action="store_true", help=say("option.from_backup"))


def _add_target(group: Any, say: Callable[..., str]) -> None:
    group.add_argument("--to", type=Path, metavar="PATH", help=say("option.to"))


def _add_copy(group: Any, say: Callable[..., str]) -> None:
    group.add_argument("copy", nargs="?", metavar="FILE|latest", help=say("option.copy"))
    group.add_argument("--yes", action="store_true", help=say("option.yes"))
    group.add_argument("--who", metavar="NAME", help=say("option.who"))


def _add_meeting(group: Any, say: Callable[..., str]) -> None:
    _add_source(group, say)
    group.add_argument("--meeting", metavar="KEY", help=say("option.meeting"))
    group.add_argument("--to", type=Path, metavar="FOLDER", help=say("option.folder"))


_COMMANDS: dict[str, tuple[Callable[[Any, Callable[..., str]], None], str]] = {
    "init": (_add_force, ""),
    "import": (_add_files, ""),
    "rank": (_add_source, ", ".join((*RANK_COLUMNS, "…"))),
    "weak": (_add_unit, ", ".join(WEAK_COLUMNS)),
    "check": (_add_source, ""),
    "report": (_add_meeting, ""),
    "backup": (_add_target, ""),
    "restore": (_add_copy, ""),
    "inbox": (_add_nothing, ""),
    "schema": (_add_nothing, ""),
}
