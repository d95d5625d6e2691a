"""A month of a small evaluation as the screens look at it, without any store."""

from app.services.months import MonthView
from app.storage.records import MonthProvenance
from scoring.model import Evaluation, MonthData
from scoring.score import Result, score_month


def view_of(evaluation: Evaluation, data: MonthData) -> MonthView:
    return nowhere_view(score_month(evaluation, data))


def nowhere_view(result: Result) -> MonthView:
    """A month that is scored already."""
    nowhere = MonthProvenance(False, None, (), "")
    return MonthView(result.evaluation, result.month, (result.month,), result, None, None, nowhere, 1)
