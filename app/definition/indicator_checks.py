"""What must hold for an indicator as one evaluation has it: a value can always be graded."""

from itertools import pairwise

from app.definition.course_checks import check_course
from app.definition.entries import IndicatorEntry, ScaleEntry
from app.definition.report import Path, Report, listed
from app.definition.schema import EvaluationEntry, IndicatorNode, PeriodEntry
from app.definition.shared_checks import check_fields, grouped_units
from app.definition.tables import Tables, check_code, merged, stated_fields
from scoring.model import Direction, Method


def check_leaf(
    evaluation: EvaluationEntry, node: str | IndicatorNode, path: Path, *, tables: Tables, report: Report
) -> None:
    """All checks of one indicator of a tree, with what its leaf states anew."""
    code = node if isinstance(node, str) else node.indicator
    check_code(tables, report, "indicators", code, path if isinstance(node, str) else (*path, "indicator"))
    if isinstance(node, IndicatorNode):
        check_fields(node, path, tables, report)
    entry = tables.indicators.get(code)
    if entry is None:
        return
    merge = merged(entry, node) if isinstance(node, IndicatorNode) else entry
    grouping = tables.groupings.get(evaluation.grouping)
    period = evaluation.period if _is_sound(evaluation.period) else None
    leaf = _Leaf(merge, node, path, tables=tables, report=report)
    leaf.check(grouped_units(grouping) if grouping else (), period)


def _is_sound(period: PeriodEntry) -> bool:
    return period.start <= period.end


class _Leaf:
    """One indicator of a tree; a problem is said where the field stands: in the leaf or in the catalogue."""

    def __init__(
        self, indicator: IndicatorEntry, node: str | IndicatorNode, path: Path, *, tables: Tables, report: Report
    ) -> None:
        self._indicator = indicator
        self._stated = stated_fields(node) if isinstance(node, IndicatorNode) else frozenset()
        self._path = path
        self._entry_path = tables.indicator_paths[indicator.code]
        self._scale = tables.scales.get(indicator.scale)
        self._report = report

    def check(self, units: tuple[str, ...], period: PeriodEntry | None) -> None:
        """All checks; those that need every field only where none was refused."""
        if self._scale is None or len({grade.letter for grade in self._scale.grades}) < len(self._scale.grades):
            return
        self._check_letters(self._scale)
        if self._report.is_broken(self._path) or self._report.is_broken(self._entry_path):
            return
        check_course(self._indicator, period, self._add)
        if self._indicator.method is Method.QUALITATIVE:
            return
        self._check_maximum()
        if self._indicator.cutoffs:
            self._check_cutoffs(self._scale)
        elif self._scale.grades[0].cutoff is None and not self._report.is_broken(("scales",)):
            self._add("no_cutoffs", "scale", scale=self._scale.code)
        else:
            self._check_targets(units)

    def _check_letters(self, scale: ScaleEntry) -> None:
        if self._report.is_broken(("scales",)) or self._report.is_broken(self._place("scale")):
            return
        letters = [grade.letter for grade in scale.grades]
        for letter in self._indicator.cutoffs:
            if letter not in letters:
                place = (*self._place("cutoffs"), letter)
                values = {"indicator": self._indicator.code, "value": letter, "scale": scale.code}
                self._report.add("letter_unknown", place, (letter, letters), allowed=", ".join(letters), **values)

    def _check_cutoffs(self, scale: ScaleEntry) -> None:
        """Own cut-offs get easier from the best letter down, without a gap; the last letter needs none."""
        letters = [grade.letter for grade in scale.grades]
        given = [letter for letter in letters if letter in self._indicator.cutoffs]
        for letter in given:
            skipped = [better for better in letters[: letters.index(letter)] if better not in given]
            if skipped:
                self._add_at_letter("cutoff_skipped", letter, skipped=listed(skipped))
        if letters[-1] in given:
            self._add_at_letter("last_cutoff_own", letters[-1])
        for better, worse in pairwise(given):
            self._check_pair(better, worse)

    def _check_pair(self, better: str, worse: str) -> None:
        limit, value = self._indicator.cutoffs[better], self._indicator.cutoffs[worse]
        if self._indicator.direction is Direction.HIGHER and value >= limit:
            self._add_at_letter("cutoffs_not_falling", worse, value=value, better=better, limit=limit)
        if self._indicator.direction is Direction.LOWER and value <= limit:
            self._add_at_letter("cutoffs_not_rising", worse, value=value, better=better, limit=limit)

    def _add_at_letter(self, code: str, letter: str, **values: object) -> None:
        self._add(code, "cutoffs", letter, letter=letter, **values)

    def _check_maximum(self) -> None:
        """Nobody aims at more than can be."""
        indicator = self._indicator
        if indicator.maximum is None:
            return
        if indicator.maximum <= 0:
            self._add("maximum_not_positive", "maximum", value=indicator.maximum)
            return
        aims = (indicator.target, *indicator.unit_targets.values(), *indicator.cutoffs.values())
        highest = max((aim for aim in aims if aim is not None), default=indicator.maximum)
        if highest > indicator.maximum:
            self._add("maximum_below_target", "maximum", value=indicator.maximum, aim=highest)

    def _check_targets(self, units: tuple[str, ...]) -> None:
        indicator = self._indicator
        if indicator.target is None and not indicator.unit_targets:
            self._report.add("no_target", self._path, indicator=indicator.code)
            return
        if indicator.target is not None and indicator.target <= 0:
            self._add("target_not_positive", "target", value=indicator.target)
        for unit, target in indicator.unit_targets.items():
            if target <= 0:
                self._add("target_not_positive", "unit_targets", unit, value=target)
        without = [unit for unit in units if indicator.target is None and unit not in indicator.unit_targets]
        if without:
            self._add("units_without_target", "unit_targets", units=listed(without))

    def _add(self, code: str, field: str, *steps: str, **values: object) -> None:
        self._report.add(code, (*self._place(field), *steps), None, indicator=self._indicator.code, **values)

    def _place(self, field: str) -> Path:
        return (*(self._path if field in self._stated else self._entry_path), field)
