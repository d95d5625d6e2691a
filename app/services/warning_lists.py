"""Warnings chosen and divided: by level, department or rule, the resolved ones apart; one line per indicator."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.services.warnings import LEVELS, Warned, WarningState
from scoring.model import Indicator, WarningLevel

ANY = ""
"""A filter that lets everything through; also the department of what no department leads."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to, each by its code; ``ANY`` narrows nothing."""

    level: str = ANY
    state: str = ANY
    department: str = ANY
    rule: str = ANY


class DividedBy(StrEnum):
    """How a list of warnings is divided."""

    LEVEL = "level"
    DEPARTMENT = "department"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Line:
    """The warnings of one indicator in one state inside a division; of the unit itself where it has no indicator."""

    warned: tuple[Warned, ...]

    @property
    def indicator(self) -> Indicator | None:
        """The indicator they are about."""
        return self.warned[0].firing.indicator

    @property
    def state(self) -> WarningState:
        """What became of them."""
        return self.warned[0].state

    @property
    def level(self) -> WarningLevel:
        """The gravest level among them."""
        return min((one.rule.level for one in self.warned), key=LEVELS.index)

    @property
    def since(self) -> str:
        """The month of the first of them."""
        return min(one.since for one in self.warned)


@dataclass(frozen=True, slots=True)
class Division:
    """The standing warnings of one level, department or rule by its code; or all that are resolved, code None."""

    code: str | None
    lines: tuple[Line, ...]

    @property
    def first(self) -> Warned:
        """One of its warnings, which knows the names."""
        return self.lines[0].warned[0]

    @property
    def count(self) -> int:
        """How many warnings stand in it."""
        return sum(len(line.warned) for line in self.lines)


def chosen_of(listed: Iterable[Warned], chosen: Chosen) -> tuple[Warned, ...]:
    """The warnings that a choice lets through."""
    return tuple(
        one
        for one in listed
        if chosen.level in (ANY, one.rule.level)
        and chosen.state in (ANY, one.state)
        and chosen.rule in (ANY, one.rule.code)
        and chosen.department in (ANY, _department(one))
    )


def divided(listed: Iterable[Warned], by: DividedBy) -> tuple[Division, ...]:
    """The list divided, the gravest level first or the department with most grave warnings, what is resolved last.

    Every warning stands in exactly one division.
    """
    found: dict[str | None, list[Warned]] = {}
    for one in listed:
        found.setdefault(None if one.state is WarningState.RESOLVED else _CODE[by](one), []).append(one)
    divisions = (Division(code, _lines(members)) for code, members in found.items())
    return tuple(sorted(divisions, key=lambda one: (one.code is None, _place(one, by))))


def _place(division: Division, by: DividedBy) -> tuple[int, int]:
    if by is not DividedBy.DEPARTMENT:
        return LEVELS.index(division.first.rule.level), -division.count
    grave = sum(one.rule.level is LEVELS[0] for line in division.lines for one in line.warned)
    return -grave, -division.count


def _lines(members: list[Warned]) -> tuple[Line, ...]:
    """One line per indicator and state: new ones first, then the gravest, then those with most warnings."""
    found: dict[tuple[WarningState, str], list[Warned]] = {}
    for one in members:
        found.setdefault((one.state, one.firing.key[1]), []).append(one)
    lines = (Line(tuple(warned)) for warned in found.values())
    states = tuple(WarningState)
    return tuple(
        sorted(lines, key=lambda line: (states.index(line.state), LEVELS.index(line.level), -len(line.warned)))
    )


def _department(one: Warned) -> str:
    return one.lead.code if one.lead else ANY


_CODE: dict[DividedBy, Callable[[Warned], str]] = {
    DividedBy.LEVEL: lambda one: one.rule.level.value,
    DividedBy.DEPARTMENT: _department,
    DividedBy.RULE: lambda one: one.rule.code,
}
