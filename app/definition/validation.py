"""The content of the file held against its shape; what is refused is cut out so that the checks can go on."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.definition.entries import Entry
from app.definition.located import LocatedList, LocatedMap
from app.definition.report import Path, Report
from app.definition.scalars import shown
from app.definition.schema import DefinitionFile, IndicatorNode, ScoreNode

MOST_ROUNDS = 100
# Valid words that take the place of refused ones; nothing is concluded from them, and nothing built.
STAND_INS: dict[str, str | dict[str, str]] = {
    "code": "?",
    "name": "?",
    "ko": "?",
    "en": "?",
    "from": "2000-01-01",
    "to": "2000-12-31",
    "reference": {"assumed": "true"},
    "weight": "1",
    "kind": "not_submitted",
    "grouping": "?",
    "scale": "?",
    "schema": "1",
}
FORMS = {
    "model_type": "map_expected",
    "dict_type": "map_expected",
    "list_type": "list_expected",
    "too_short": "list_empty",
}

Shapes = dict[int, type[Entry]]


def validate(root: Any, report: Report) -> DefinitionFile | None:
    """The content in its shape, every error reported; None where too little is left to look at."""
    first = True
    for _ in range(MOST_ROUNDS):
        shapes: Shapes = {}
        try:
            return DefinitionFile.model_validate(root, context=shapes)
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
        if first:
            for each in errors:
                _report(each, root, shapes, report)
        # Errors of later rounds follow from what was cut out.
        first = False
        if not _cut_out(root, errors):
            return None
    return None


def _report(error: ErrorDetails, root: Any, shapes: Shapes, report: Report) -> None:
    path = error["loc"]
    steps = _steps(root, path)
    kind = error["type"]
    if kind == "missing":
        _report_missing(steps, str(path[-1]), path, report)
    elif kind == "extra_forbidden":
        _report_unknown_key(steps, shapes, path, report)
    elif kind in FORMS:
        key = next((str(step) for _, step in reversed(steps) if isinstance(step, str)), report.file)
        report.add(FORMS[kind], path, key=key, value=shown(steps[-1][0][steps[-1][1]] if steps else root))
    else:
        _report_word(error, path, report)


def _report_word(error: ErrorDetails, path: Path, report: Report) -> None:
    values = dict(error.get("ctx", {}))
    key = next((str(step) for step in reversed(path) if isinstance(step, str) and step[:1] not in "(["), "")
    near = (str(values["value"]), str(values["allowed"]).split(", ")) if "allowed" in values else None
    report.add(error["type"], path, near, key=key, **values)


def _report_missing(steps: list[tuple[Any, str | int]], key: str, path: Path, report: Report) -> None:
    holder = steps[-1][0][steps[-1][1]] if steps else None
    if isinstance(holder, LocatedMap) and key in holder.broken:
        return
    code = {"reference": "reference_missing", "children": "children_missing"}.get(key, "key_missing")
    above = next((str(step) for _, step in reversed(steps) if isinstance(step, str)), report.file)
    owner = holder.get("code", above) if isinstance(holder, LocatedMap) else above
    report.add(code, path, key=key, owner=shown(owner))


def _report_unknown_key(steps: list[tuple[Any, str | int]], shapes: Shapes, path: Path, report: Report) -> None:
    holder, key = steps[-1]
    shape = shapes.get(id(holder), DefinitionFile)
    if key == "children" and issubclass(shape, IndicatorNode | ScoreNode):
        report.add("leaf_with_children", path)
        return
    free = [each for each in shape.written_keys() if each not in holder]
    report.add("unknown_key", path, (str(key), free), key=shown(key), allowed=", ".join(shape.written_keys()))


def _steps(root: Any, path: Path) -> list[tuple[Any, str | int]]:
    """The containers and keys on the way; steps that only name a kind of node are passed over."""
    steps: list[tuple[Any, str | int]] = []
    current = root
    for step in path:
        inside = isinstance(current, LocatedMap) and step in current
        inside = inside or (isinstance(current, LocatedList) and isinstance(step, int) and step < len(current))
        if inside:
            steps.append((current, step))
            current = current[step]
    return steps


def _cut_out(root: Any, errors: list[ErrorDetails]) -> bool:
    """Take refused values out, or put stand-ins; False where the whole content would go."""
    cuts: dict[int, tuple[Any, set[str | int]]] = {}
    for error in errors:
        holder, key = _cut_of(root, error)
        if holder is None:
            return False
        cuts.setdefault(id(holder), (holder, set()))[1].add(key)
    for holder, keys in cuts.values():
        if isinstance(holder, LocatedMap):
            _cut_keys(holder, {str(key) for key in keys})
        else:
            _cut_items(holder, {int(key) for key in keys})
    return True


def _cut_of(root: Any, error: ErrorDetails) -> tuple[Any, str | int]:
    steps = _steps(root, error["loc"])
    missing = error["type"] == "missing"
    if not missing:
        return _refused(steps)
    key = str(error["loc"][-1])
    holder = steps[-1][0][steps[-1][1]] if steps else root
    if key in STAND_INS and isinstance(holder, LocatedMap):
        return holder, key
    return steps[-1] if steps else (None, "")


def _refused(steps: list[tuple[Any, str | int]]) -> tuple[Any, str | int]:
    """What is cut out for a refused value: the value, or all that holds it where a stand-in was refused too."""
    if not steps:
        return None, ""
    holder, key = steps[-1]
    stands_in = isinstance(holder, LocatedMap) and key in holder.broken and key in STAND_INS
    return steps[-2] if stands_in and len(steps) > 1 else steps[-1]


def _cut_keys(holder: LocatedMap, keys: set[str]) -> None:
    for key in keys:
        holder.pop(key, None)
        holder.broken.add(key)
        if key in STAND_INS:
            holder[key] = _stand_in(key)


def _cut_items(holder: LocatedList, indexes: set[int]) -> None:
    for index in sorted(indexes, reverse=True):
        del holder[index]
        del holder.item_lines[index]
    holder.broken = True


def _stand_in(key: str) -> Any:
    value = STAND_INS[key]
    if isinstance(value, str):
        return value
    entry = LocatedMap(0)
    entry.update(value)
    return entry
