"""What is done on the screen on which a meeting is prepared: signed, told what came of it, never half done."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.services.decisions import NotWritten
from app.services.meetings import Kept, Meeting, change_meeting
from app.services.snapshots import DefinitionMoved
from app.storage.errors import StoreError
from app.views import cached
from app.views.frame import Screen
from app.views.person import entered_name
from app.views.said import say
from scoring.problem import Problem


def signed() -> tuple[str, datetime]:
    """Who does it and when."""
    return entered_name(), datetime.now(UTC)


def act(do: Callable[[], None], done: str) -> None:
    """Do it and say what was done, or why not."""
    if not entered_name():
        say("meetings.problem.name_missing", warning=True)
        return
    try:
        do()
    except NotWritten as error:
        say_problem(error.problems[0])
    except DefinitionMoved:
        say("agenda.definition_moved", warning=True)
    except StoreError as error:
        say_problem(error.problem)
    else:
        say(f"agenda.{done}")


def change(screen: Screen, kept: Kept, now: Meeting, done: str) -> None:
    """Write the meeting anew."""
    code = screen.view.evaluation.code
    act(lambda: change_meeting(cached.store(), code, kept, now, signed()), done)


def say_problem(problem: Problem) -> None:
    """Say why something was not done."""
    say(problem.code, warning=True, **problem.values)
