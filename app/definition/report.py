"""Everything that is wrong with one file, gathered before anything is raised."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.definition.located import Finding, LocatedList, LocatedMap
from app.definition.near import nearest
from scoring.problem import Problem

Path = tuple[str | int, ...]

PART = "definition"
MOST_PROBLEMS = 1000
MOST_SUGGESTIONS = 200
MOST_LISTED = 12
SUMMED_UP = 20


class DefinitionError(Exception):
    """A definition that can't be used, with all its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{each.place} {each.code} {dict(each.values)}" for each in problems[:SUMMED_UP]))
        self.problems = tuple(problems)


class Report:
    """Problems with their lines; the same problem of a block used twice is said once."""

    def __init__(self, file: str, root: Any = None, line: int = 1) -> None:
        self.file = file
        self._root = root
        self._line = line
        self._found: dict[tuple[Any, ...], tuple[int, Problem]] = {}
        self._suggested: dict[tuple[str, tuple[str, ...]], str] = {}
        self._unlisted = 0

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, code: str, path: Path, near: tuple[str, Iterable[str]] | None = None, **values: object) -> None:
        """A problem at a place of the content; ``near`` is a word and those that are allowed there."""
        words = {name: str(value) for name, value in values.items()}
        if near is not None:
            words["suggestion"] = self._suggestion(near[0], tuple(near[1]))
        self.add_finding(Finding(code, self.line_of(path), words))

    def add_finding(self, finding: Finding) -> None:
        """A problem whose line is known."""
        problem = Problem(f"{PART}.{finding.code}", f"{self.file}:{finding.line}", finding.values)
        key = (finding.code, finding.line, *sorted(finding.values.items()))
        if len(self._found) < MOST_PROBLEMS:
            self._found.setdefault(key, (finding.line, problem))
        elif key not in self._found:
            self._unlisted += 1

    def problems(self) -> tuple[Problem, ...]:
        """All problems from the first line to the last."""
        ordered = [problem for _, problem in sorted(self._found.values(), key=lambda found: found[0])]
        if self._unlisted:
            ordered.append(Problem(f"{PART}.more_problems", self.file, {"count": str(self._unlisted)}))
        return tuple(ordered)

    def line_of(self, path: Path) -> int:
        """The line of the last step of a path that stands in the file."""
        line, current = self._line, self._root
        for step in path:
            if isinstance(current, LocatedMap) and step in current.key_lines:
                line, current = current.key_lines[str(step)], current.get(str(step))
            elif isinstance(current, LocatedList) and isinstance(step, int) and step < len(current):
                line, current = current.item_lines[step], current[step]
        return line

    def is_broken(self, path: Path) -> bool:
        """Whether something at or below a path was refused already, so that conclusions from it are void."""
        current = self._root
        for step in path:
            if isinstance(current, LocatedMap):
                if step in current.broken:
                    return True
                current = current.get(str(step))
            elif isinstance(current, LocatedList) and isinstance(step, int) and step < len(current):
                current = current[step]
            else:
                return False
        return bool(self._found) and _has_broken(current)

    def _suggestion(self, word: str, allowed: tuple[str, ...]) -> str:
        key = (word, allowed)
        if key not in self._suggested and len(self._suggested) < MOST_SUGGESTIONS:
            self._suggested[key] = nearest(word, allowed)
        return self._suggested.get(key, "")


def listed(words: Iterable[str]) -> str:
    """Words in one line; the first dozen where there are many."""
    every = list(words)
    return ", ".join(every[:MOST_LISTED]) + (", …" if len(every) > MOST_LISTED else "")


def _has_broken(value: Any) -> bool:
    if isinstance(value, LocatedMap):
        return bool(value.broken) or any(_has_broken(each) for each in value.values())
    if isinstance(value, LocatedList):
        return value.broken or any(_has_broken(each) for each in value)
    return False
