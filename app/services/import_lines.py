"""What came of importing a file, as a line."""

from app.services.checking import errors_of
from app.services.importing import ImportOutcome
from app.storage import Store
from app.text.catalogue import text
from scoring.model import State
from scoring.problem import Problem


def import_line(outcome: ImportOutcome, language: str) -> str:
    """The file, its month and how many cells were added, changed, confirmed and left as they are."""
    plan = outcome.would_change
    if plan is None:
        errors = len(errors_of(outcome.problems))
        return text("console.imported.refused", language, file=outcome.file_name, errors=errors)
    if outcome.unconfirmed:
        kinds = ",".join(outcome.unconfirmed)
        return text("console.imported.unconfirmed", language, file=outcome.file_name, kinds=kinds)
    about = {"file": outcome.file_name, "evaluation": outcome.evaluation, "month": outcome.month}
    counts = {name: getattr(plan, name) for name in ("added", "changed", "removed", "confirmed", "unchanged")}
    key = "planned" if outcome.receipt is None else "done"
    return text(f"console.imported.{key}", language, **about, **counts)


def open_cells_line(store: Store, outcome: ImportOutcome, language: str) -> str:
    """How many cells of the month say that nothing was submitted, with the file in or, if it was not written, as if."""
    observed = store.month_data(outcome.evaluation, outcome.month).observations
    states = {(unit, code): cell.state for unit, cells in observed.items() for code, cell in cells.items()}
    if outcome.would_change is not None:
        changes = [change for change in outcome.would_change.changes if change.kind == "value"]
        states |= {(change.unit, change.item): change.new.state for change in changes if change.new is not None}
    count = sum(state is State.NOT_SUBMITTED for state in states.values())
    return text("console.imported.open", language, count=count)


def published_line(file: str, count: int, problems: tuple[Problem, ...], language: str, *, written: bool) -> str:
    """The file of published results and how many it holds."""
    if problems:
        return text("console.imported.refused", language, file=file, errors=len(problems))
    key = "published" if written else "published_planned"
    return text(f"console.imported.{key}", language, file=file, count=count)
