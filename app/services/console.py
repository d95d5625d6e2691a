"""The streams of the command line: the same bytes on every system, problems apart from what was asked for."""

import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from app.services.problems import describe
from app.text.catalogue import text
from scoring.problem import Problem


def say(words: str, stream: TextIO | None = None) -> None:
    """Write at once; whoever stops reading stops nothing else."""
    stream = stream or sys.stdout
    if stream is None:  # closed before the program began
        return
    try:
        stream.write(f"{words}\n")
        stream.flush()
    except OSError as error:
        # Windows says "invalid argument" of a closed pipe. What could not be written must not come up again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:
            raise


def complain(problems: Iterable[Problem], language: str) -> None:
    """Write problems one to a line, each with its weight, apart from what another program may read."""
    for problem in problems:
        severity = text(f"console.{problem.severity}", language)
        message = describe(problem, language)
        line = text("console.problem", language, severity=severity, message=message)
        say("".join(sign if sign.isprintable() else " " for sign in line), sys.stderr)


def agreed(question: str, yes: str) -> bool:
    """Whether the question is answered with yes; where nobody can answer, it is not."""
    say(question, sys.stderr)
    try:
        return input().strip().lower() in {yes, yes[:1]}
    except (EOFError, RuntimeError):
        return False


def write_utf8() -> None:
    """The same bytes on every system, whatever the console is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
