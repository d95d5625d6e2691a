"""Which evaluation and month: written in many ways, wrong, doubled or not at all."""

from tests.corpus.base import BOOK, ENTRIES, VALUES_ONLY
from tests.corpus.books import Book, Cell, Dialect, Formula, Shown
from tests.corpus.case import EVALUATION, MONTH, Case

EVALUATION_CELL, MONTH_CELL, KIND_CELL = "안내!B1", "안내!B2", "안내!B3"
WELL_WRITTEN: dict[str, Cell] = {
    "with a point": "2023.09",
    "with a point and one digit": "2023.9",
    "with a point behind, too": "2023. 9.",
    "with a slash": "2023/09",
    "in words": "2023년 9월",
    "in words with spaces": " 2023 년 9 월 ",
    "in full width": "２０２３－０９",
    "taken for a date": Shown(45170, "yyyy-mm"),
    "taken for a date in words": Shown(45199, 'yyyy"년" m"월"'),
    "by a formula": Formula('TEXT(A1,"yyyy-mm")', "2023-09", "str"),
}
BADLY_WRITTEN: dict[str, Cell] = {
    "in the next year": "2024-09",
    "in the year before": "2022-09",
    "after the period": "2023-10",
    "thirteenth": "2023-13",
    "noughth": "2023-00",
    "without a year": "9월",
    "with a year of two digits": "23-09",
    "in letters": "구월",
    "as a year": 2023,
    "as two months": "2023-08~09",
    "as a quarter": "2023년 3분기",
    "as a date far away": Shown(9999999, "yyyy-mm"),
    "as a time": Shown("0.5", "hh:mm"),
    "as an error": Formula("1/0", "#DIV/0!", "e"),
}


def month(name: str, written: Cell, *says: str, **others: object) -> Case:
    reads = None if says else ENTRIES
    return Case(f"month, {name}", BOOK.put({MONTH_CELL: written}).data, says, reads, **others)


def evaluation(name: str, written: Cell | None, code: str, at: str = EVALUATION_CELL, **others: object) -> Case:
    return Case(f"evaluation, {name}", BOOK.put({EVALUATION_CELL: written}).data, (f"{code} {at}",), **others)


def counted_from_1904() -> bytes:
    return BOOK.put({MONTH_CELL: Shown(43708, "yyyy-mm")}).data(Dialect(starts_1904=True))


def year_before() -> Book:
    return VALUES_ONLY.put({EVALUATION_CELL: "gyeonggi-2022", MONTH_CELL: "2022-09"})


def bare() -> Book:
    """The sheets without the one that says what they are about."""
    return BOOK.only("실적", "점수", "가감점")


CASES = (
    *(month(name, written) for name, written in WELL_WRITTEN.items()),
    *(month(name, written, f"month_outside {MONTH_CELL}") for name, written in BADLY_WRITTEN.items()),
    month("before the evaluation began", "2022-12", f"month_outside {MONTH_CELL}"),
    month("another than was asked for", "2023-08", f"month_differs {MONTH_CELL}", month=MONTH),
    month("as a formula without a result", Formula("TODAY()"), "month_missing month.xlsx"),
    month("left blank", None, "month_missing month.xlsx"),
    Case("month, counted from 1904", counted_from_1904,
         (), ENTRIES),
    Case("month, said twice and not alike", BOOK.put({"안내!A6": "기준월", "안내!B6": "2023-08"}).data,
         ("several_months 안내!B6",)),
    Case("month, said twice and alike", BOOK.put({"안내!A6": "기준월", "안내!B6": "2023-09"}).data, (), ENTRIES),
    Case("month, of another table in the title", BOOK.put({"실적!A1": "2023년 8월 실적"}).data,
         ("title_month_differs 실적!A1",), ENTRIES),
    evaluation("unknown", "gyeonggi-2032", "unknown_evaluation"),
    evaluation("another than was asked for", "gyeonggi-2022", "evaluation_differs", evaluation=EVALUATION),
    evaluation("left blank", None, "evaluation_missing", "month.xlsx"),
    evaluation("by its name", "2023년 시군종합평가", "unknown_evaluation"),
    evaluation("of the year before, with its months", "gyeonggi-2022", "month_outside", MONTH_CELL),
    Case("evaluation, unknown to the definition but named by the user", BOOK.only("실적").data,
         ("unknown_evaluation month.xlsx",), evaluation="gyeonggi-1999", month=MONTH),
    Case("evaluation, nothing named at all", bare().data, ("evaluation_missing month.xlsx",)),
    Case("evaluation, month not named", bare().data, ("month_missing month.xlsx",), evaluation=EVALUATION),
    Case("evaluation, both named by the user", bare().data, (), ENTRIES, evaluation=EVALUATION, month=MONTH),
    Case("evaluation, named by file and user alike", BOOK.data, (), ENTRIES, evaluation=EVALUATION, month=MONTH),
    Case("evaluation, of the year before", year_before().data,
         ("title_month_differs 실적!A1", *(f"unknown_indicator 실적!A{row}" for row in (6, 7, 8)))),
    Case("evaluation, kind of data unknown", BOOK.put({KIND_CELL: "시험"}).data, (f"unknown_kind {KIND_CELL}",)),
)  # fmt: skip
