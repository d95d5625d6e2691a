"""The command that makes the papers of a meeting without a screen."""

from datetime import UTC, datetime
from pathlib import Path

from app.definition import load_definition
from app.exports.papers import papers_of
from app.services.command_line import DONE, PROBLEMS, Options
from app.services.console import complain, say
from app.services.keeping_commands import store_to_read
from app.services.meeting_deck import prepare
from app.services.meetings import Kept, meetings_of
from app.services.paper_error import PaperError
from app.services.snapshots import snapshot_id
from app.storage import Store
from app.text.catalogue import text
from scoring.problem import Problem


def report(options: Options) -> int:
    """Make every paper of a meeting, the last one that is frozen where none is named, into a folder."""
    with store_to_read(options) as store:
        found = _meeting(store, options)
        if isinstance(found, Problem):
            complain([found], options.language)
            return PROBLEMS
        prepared = prepare(store, *found)
    folder = options.to or Path.cwd()
    title = prepared.meeting.title
    say(text("console.report.begun", options.language, title=title, snapshot=snapshot_id(prepared.snapshot)))
    problems = []
    for paper in papers_of(prepared, datetime.now(UTC).astimezone().date(), options.language):
        try:
            say(str(_written(folder / paper.file_name, paper.make())))
        except PaperError as error:
            problems.append(error.problem)
    complain(problems, options.language)
    return PROBLEMS if problems else DONE


def _meeting(store: Store, options: Options) -> tuple[str, Kept] | Problem:
    """The evaluation and the meeting that is wanted."""
    codes = [one.code for one in load_definition(options.definition).evaluations]
    if options.evaluation is not None:
        if options.evaluation not in codes:
            allowed = {"evaluation": options.evaluation, "allowed": ", ".join(codes)}
            return Problem("console.report.no_evaluation", "", allowed)
        codes = [options.evaluation]
    listed = [(code, kept) for code in codes for kept in meetings_of(store, code)]
    wanted = [one for one in listed if options.meeting in ("", one[1].key)]
    frozen = [one for one in wanted if one[1].content.snapshot is not None]
    if frozen:
        return max(frozen, key=lambda one: one[1].content.held_on)
    known = ", ".join(f"{kept.key} ({kept.content.title})" for _, kept in listed) or "–"
    return Problem("console.report.no_meeting", "", {"meetings": known})


def _written(path: Path, content: bytes) -> Path:
    """Written beside and then renamed, so that nobody finds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)
    return path
