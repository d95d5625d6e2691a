"""A month of a small evaluation as the screens look at it, without any store."""

from app.services.months import MonthView
from app.storage.records import MonthProvenance
from scoring.model import Evaluation, MonthData
from scoring.score import score_month


def view_of(evaluation: Evaluation, data: MonthData) -> MonthView:
    result = score_month(evaluation, data)
    nowhere = MonthProvenance(False, None, (), "")
    return MonthView(evaluation, data.month, (data.month,), result, None, None, nowhere, 1)
