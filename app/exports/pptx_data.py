"""The workbook behind a native chart: its texts stay texts, whatever they begin with, and its bytes stay the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter

from app.exports.xlsx import CREATED, OPTIONS


class _Plain:
    """How the library opens its workbook, without turning texts into formulas or links."""

    @contextmanager
    def _open_worksheet(self, file: Any) -> Iterator[tuple[Any, Any]]:
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            book.set_properties({"created": CREATED})
            yield book, book.add_worksheet()


class _CategoryWriter(_Plain, CategoryWorkbookWriter):
    pass


class _XyWriter(_Plain, XyWorkbookWriter):
    pass


class CategoryData(CategoryChartData):
    """Series over named categories."""

    @property
    def _workbook_writer(self) -> _CategoryWriter:
        return _CategoryWriter(self)


class XyData(XyChartData):
    """Points of two numbers."""

    @property
    def _workbook_writer(self) -> _XyWriter:
        return _XyWriter(self)
