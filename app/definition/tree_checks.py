"""What must hold within the weight tree of an evaluation: codes once, weights, references, indicators."""

from app.definition.entries import ReferenceEntry
from app.definition.indicator_checks import check_leaf
from app.definition.report import Path, Report
from app.definition.schema import BranchNode, EvaluationEntry, IndicatorNode, ScoreNode
from app.definition.tables import Tables

Node = str | IndicatorNode | ScoreNode | BranchNode
References = tuple[ReferenceEntry | None, ...]


def check_tree(evaluation: EvaluationEntry, path: Path, tables: Tables, report: Report) -> None:
    """All checks of one tree."""
    walk = _TreeWalk(evaluation, tables, report)
    walk.branch(evaluation.tree, (*path, "tree"), (evaluation.reference,))


def indicators_of(node: Node) -> tuple[str, ...]:
    """The codes of the indicators below a node, in the order of the tree."""
    if isinstance(node, BranchNode):
        return tuple(code for child in node.children for code in indicators_of(child))
    return () if isinstance(node, ScoreNode) else (code_of(node),)


def code_of(node: Node) -> str:
    """The code of a node; that of an indicator is the indicator's."""
    if isinstance(node, str):
        return node
    return node.indicator if isinstance(node, IndicatorNode) else node.code


def require_reference(references: References, path: Path, owner: str, report: Report) -> None:
    """Report a number for which neither its entry nor one above states a reference."""
    if all(reference is None for reference in references) and not report.is_broken(path):
        report.add("reference_missing_above", path, owner=owner)


class _TreeWalk:
    def __init__(self, evaluation: EvaluationEntry, tables: Tables, report: Report) -> None:
        self._evaluation = evaluation
        self._tables = tables
        self._report = report
        self._first: dict[str, Path] = {}

    def branch(self, node: BranchNode, path: Path, above: References) -> None:
        self._once(node.code, (*path, "code"))
        references = (*above, node.reference)
        if node.weight is not None:
            self._weight(node, path, references)
        for index, child in enumerate(node.children):
            self._child(child, (*path, "children", index), references)
        self._some_weight(node, path)

    def _child(self, node: Node, path: Path, above: References) -> None:
        if isinstance(node, BranchNode):
            self.branch(node, path, above)
        elif isinstance(node, ScoreNode):
            self._once(node.code, (*path, "code"))
            self._weight(node, path, (*above, node.reference))
            if node.full_score <= 0:
                self._report.add("full_score_not_positive", (*path, "full_score"), value=node.full_score)
        else:
            self._leaf(node, path)

    def _leaf(self, node: str | IndicatorNode, path: Path) -> None:
        self._once(code_of(node), path if isinstance(node, str) else (*path, "indicator"))
        if isinstance(node, IndicatorNode) and node.weight < 0:
            self._report.add("weight_negative", (*path, "weight"), node=node.indicator, value=node.weight)
        check_leaf(self._evaluation, node, path, tables=self._tables, report=self._report)

    def _weight(self, node: BranchNode | ScoreNode, path: Path, references: References) -> None:
        require_reference(references, path, node.code, self._report)
        if node.weight is not None and node.weight < 0:
            self._report.add("weight_negative", (*path, "weight"), node=node.code, value=node.weight)

    def _once(self, code: str, path: Path) -> None:
        if self._report.is_broken(path):
            return
        if code in self._first:
            line = self._report.line_of(self._first[code])
            self._report.add("node_twice", path, value=code, evaluation=self._evaluation.code, first=line)
        self._first.setdefault(code, path)

    def _some_weight(self, node: BranchNode, path: Path) -> None:
        """Children that all weigh nothing leave their branch without a score."""
        if not any(_weighs(child) for child in node.children) and not self._report.is_broken(path):
            self._report.add("weights_all_zero", (*path, "children"), node=node.code)


def _weighs(node: Node) -> bool:
    if isinstance(node, str):
        return True
    if isinstance(node, BranchNode) and node.weight is None:
        return any(_weighs(child) for child in node.children)
    return bool(node.weight)
