"""The template of a month, filled with what is known, to be downloaded, filled in and brought back."""

import io

from app.intake.template import write_template
from app.storage.store import Store
from scoring.model import Definition, Evaluation


def template_of(store: Store, definition: Definition, evaluation: Evaluation, month: str) -> bytes:
    """The workbook of a month: what stands in it is filled in, the values of the last month before stand beside it."""
    months = store.months(evaluation.code)
    earlier = [one for one in months if one < month]
    holds_data = month in months
    target = io.BytesIO()
    write_template(
        target,
        evaluation,
        month,
        now=store.month_data(evaluation.code, month),
        last=store.month_data(evaluation.code, earlier[-1]) if earlier else None,
        demonstration=holds_data and store.provenance(evaluation.code, month).demonstration,
        checksum=definition.checksum,
    )
    return target.getvalue()


def template_name(evaluation: Evaluation, month: str) -> str:
    """The name of the file, which says what it is for."""
    return f"{evaluation.code}_{month}_template.xlsx"
