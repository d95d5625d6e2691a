"""Which evaluation and month a file is read for: named by the user, by the file, or both alike."""

from difflib import get_close_matches

from app.intake.info_sheet import Stated
from app.intake.reading import Expected, Findings
from scoring.model import Evaluation


def find_scope(file: str, stated: Stated, expected: Expected, findings: Findings) -> tuple[Evaluation, str] | None:
    """The evaluation and the month, or None with what is missing or wrong among the findings."""
    evaluation = _evaluation(file, stated, expected, findings)
    if evaluation is None:
        return None
    month = expected.month or stated.month
    if not month:
        findings.error("month_missing", file)
        return None
    if stated.month and expected.month and stated.month != expected.month:
        findings.error("month_differs", stated.month_place, found=stated.month, expected=expected.month)
        return None
    if month not in evaluation.months:
        first, last = evaluation.months[0], evaluation.months[-1]
        place = stated.month_place if stated.month else file
        findings.error("month_outside", place, found=month, first=first, last=last, evaluation=evaluation.code)
        return None
    return evaluation, month


def _evaluation(file: str, stated: Stated, expected: Expected, findings: Findings) -> Evaluation | None:
    code = expected.evaluation or stated.evaluation
    known = {evaluation.code: evaluation for evaluation in expected.definition.evaluations}
    if not code:
        findings.error("evaluation_missing", file, allowed=", ".join(known))
        return None
    if stated.evaluation and expected.evaluation and stated.evaluation != expected.evaluation:
        found, wanted = stated.evaluation, expected.evaluation
        findings.error("evaluation_differs", stated.evaluation_place, found=found, expected=wanted)
        return None
    if code not in known:
        near = get_close_matches(code, known, n=1)
        place = stated.evaluation_place if stated.evaluation else file
        allowed = ", ".join(known)
        findings.error("unknown_evaluation", place, found=code, allowed=allowed, suggestion=near[0] if near else None)
        return None
    return known[code]
