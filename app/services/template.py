"""The template of a month, filled with what is known, to be downloaded, filled in and brought back."""

import io
from dataclasses import replace

from app.intake.template import write_template
from app.storage.store import Store
from scoring.model import Definition, Evaluation, MonthData


def template_of(store: Store, definition: Definition, evaluation: Evaluation, month: str) -> bytes:
    """The workbook of a month: what stands in it is filled in, the values of the last month before stand beside it."""
    months = store.months(evaluation.code)
    earlier = [one for one in months if one < month]
    target = io.BytesIO()
    write_template(
        target,
        evaluation,
        month,
        now=_entered(store, evaluation, month),
        last=store.month_data(evaluation.code, earlier[-1]) if earlier else None,
        demonstration=_is_demonstration(store, evaluation, month),
        last_demonstration=bool(earlier) and _is_demonstration(store, evaluation, earlier[-1]),
        checksum=definition.checksum,
    )
    return target.getvalue()


def _entered(store: Store, evaluation: Evaluation, month: str) -> MonthData:
    """What was entered for the month itself: points that hold on from an earlier one are not entered again."""
    data, own = store.month_data(evaluation.code, month), store.month_content(evaluation.code, month)
    scores = {(unit, node): score for (unit, node), score in data.scores.items() if ("score", unit, node) in own}
    adjustments = tuple(one for one in data.adjustments if (one.kind.value, one.unit, one.node) in own)
    return replace(data, scores=scores, adjustments=adjustments)


def _is_demonstration(store: Store, evaluation: Evaluation, month: str) -> bool:
    return month in store.months(evaluation.code) and store.provenance(evaluation.code, month).demonstration


def template_name(evaluation: Evaluation, month: str) -> str:
    """The name of the file, which says what it is for."""
    return f"{evaluation.code}_{month}_template.xlsx"
