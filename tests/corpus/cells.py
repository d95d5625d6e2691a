"""Odd cells: each is read rightly, or reported with its place."""

import unicodedata
from decimal import Decimal

from scoring.model import State
from tests.corpus.base import BOOK, ENTRIES, without
from tests.corpus.books import Cell, Formula, Shown, Xml
from tests.corpus.case import Case

PERCENT_CELL, COUNT_CELL, GRADE_CELL = "실적!G4", "실적!G5", "실적!G6"
KEYS = {PERCENT_CELL: "41190 G1", COUNT_CELL: "41190 G2", GRADE_CELL: "41190 G3"}


def read(name: str, written: Cell, is_read: str, at: str = COUNT_CELL, says: tuple[str, ...] = ()) -> Case:
    """One cell that is read, with what is said of it."""
    return Case(f"cell, {name}", BOOK.put({at: written}).data, says, {**ENTRIES, KEYS[at]: is_read})


def agreed(name: str, written: str, dash: State) -> Case:
    """A dash whose meaning in this file was chosen."""
    makes = BOOK.put({COUNT_CELL: written}).data
    return Case(f"cell, {name}", makes, (f"dashes_read {COUNT_CELL}",), {**ENTRIES, "41190 G2": dash}, dash=dash)


def refused(name: str, written: Cell, code: str, at: str = COUNT_CELL) -> Case:
    """One cell that is reported."""
    return Case(f"cell, {name}", BOOK.put({at: written}).data, (f"{code} {at}",))


def blank(name: str, written: Cell | None) -> Case:
    """One cell that holds nothing for the eye."""
    says = (f"blank_cells {COUNT_CELL}",)
    return Case(f"cell, {name}", BOOK.put({COUNT_CELL: written}).data, says, {**ENTRIES, "41190 G2": "not_submitted"})


WORDS = (f"words_read {COUNT_CELL}",)
STORED = (f"formulas_read {COUNT_CELL}",)
CASES = (
    read("percent sign", "98.5%", "98.5", PERCENT_CELL),
    read("percent sign after a space", "98.5 %", "98.5", PERCENT_CELL),
    read("percent as a format", Shown("0.985", "0.0%"), "98.5", PERCENT_CELL),
    read("percent sign quoted in the format", Shown("98.5", '0.0"%"'), "98.5", PERCENT_CELL),
    read("own unit behind the number", "1,234건", "1234"),
    read("full-width digits and comma", "１，２３４건", "1234"),
    read("full-width percent", "９８．５％", "98.5", PERCENT_CELL),
    read("trailing space", "1234 ", "1234"),
    read("no-break spaces", "\u00a01234\u00a0", "1234"),
    read("zero-width space", "1234\u200b", "1234"),
    read("byte order mark inside a cell", "\ufeff1234", "1234"),
    read("direction mark", "\u200e1234", "1234"),
    read("line break behind the number", "1234\n", "1234"),
    read("plus sign", "+5", "5"),
    read("exponent as programs write it", "1.5E-05", "0.000015"),
    read("binary noise", 0.1 + 0.2, "0.3"),
    read("accounting format for a negative number", Shown(-1234, "#,##0_);(#,##0)"), "-1234"),
    read("currency format", Shown(1234, "[$₩-412]#,##0"), "1234"),
    read("minus nought", Xml("", "<v>-0</v>"), "0"),
    read("number with spaces around it in the file", Xml("", "<v> 5 </v>"), "5"),
    read("16 whole digits as text", "1234567890123456", "1234567890123456"),
    read("not applicable with a space", " 해당 없음 ", "not_applicable"),
    read("not applicable in decomposed letters", unicodedata.normalize("NFD", "해당없음"), "not_applicable"),
    read("not submitted", "미입력", "not_submitted"),
    read("not submitted in English", "Not submitted", "not_submitted"),
    read("grade instead of a value", "A", "(A)"),
    read("full-width grade", "Ａ", "(A)", GRADE_CELL),
    read("value and grade", "98.5 (A)", "98.5 (A)", PERCENT_CELL),
    read("value and full-width grade", "98.5（Ａ）", "98.5 (A)", PERCENT_CELL),
    read("formula with its result", Formula("SUM(A1:A2)+5", "5"), "5", says=STORED),
    read("formula with a text result", Formula('TEXT(5,"0")', "5", "str"), "5", says=STORED),
    read("rich text in pieces", Xml('t="inlineStr"', "<is><r><t>12</t></r><r><t>34</t></r></is>"), "1234"),
    blank("nothing", None),
    blank("spaces only", "   "),
    blank("no-break space only", "\u00a0"),
    blank("zero-width space only", "\u200b"),
    blank("empty text", Xml('t="inlineStr"', "<is><t></t></is>")),
    blank("formula with an empty text as its result", Formula('IF(A1="","",A1)', "", "str")),
    agreed("dash that means not submitted", "-", State.NOT_SUBMITTED),
    agreed("dash that means not applicable", " — ", State.NOT_APPLICABLE),
    read("another word for not submitted", "미제출", "not_submitted", says=WORDS),
    read("another word for not applicable", "해당사항 없음", "not_applicable", says=WORDS),
    refused("dash", "-", "dash_cell"),
    refused("long dash", "—", "dash_cell"),
    refused("date", Shown(45199, "yyyy-mm-dd"), "date_cell"),
    refused("number taken for a date", Shown("98.5", 'm"월" d"일"'), "date_cell", PERCENT_CELL),
    refused("date in ISO form", Xml('t="d"', "<v>2023-09-30T00:00:00</v>"), "date_cell"),
    refused("date as text", "2023-09-30", "date_cell"),
    refused("elapsed time", Shown("1.5", "[h]:mm"), "date_cell"),
    refused("boolean", True, "boolean_cell"),
    Case("cell, division by nought", BOOK.put({COUNT_CELL: Formula("1/0", "#DIV/0!", "e")}).data,
         (f"error_cell {COUNT_CELL}", f"formulas_read {COUNT_CELL}")),
    refused("lost reference", Xml('t="e"', "<v>#REF!</v>"), "error_cell"),
    refused("error as text", "#DIV/0!", "not_a_value"),
    refused("formula without a result", Formula("1+1"), "formula_cell"),
    refused("percent where cases are counted", "50%", "percent_cell"),
    refused("percent format where cases are counted", Shown("0.5", "0%"), "percent_cell"),
    refused("another unit of measure", "12명", "not_a_value"),
    refused("accounting negative as text", "(1,234)", "negative_mark"),
    refused("triangle for a minus", "△5", "negative_mark"),
    refused("minus at the end", "5-", "footnote_mark"),
    refused("star of a footnote", "98.5*", "footnote_mark", PERCENT_CELL),
    refused("number of a footnote", "98.5 1)", "several_numbers", PERCENT_CELL),
    refused("footnote in a circle", "98.5①", "footnote_mark", PERCENT_CELL),
    refused("footnote above the line", "98.5¹", "footnote_mark", PERCENT_CELL),
    refused("footnote in brackets", "98.5⑴", "footnote_mark", PERCENT_CELL),
    refused("power", "10⁵", "footnote_mark"),
    refused("fraction in one character", "1½", "footnote_mark"),
    refused("about", "약 1,200", "not_a_value"),
    refused("from and to", "95~98", "several_numbers", PERCENT_CELL),
    refused("two numbers", "12 13", "several_numbers"),
    refused("two lines of numbers", "12\n13", "several_numbers"),
    refused("comma in the wrong place", "12,34", "not_a_value"),
    refused("point and comma exchanged", "1.234,5", "not_a_value"),
    refused("20 digits as text", "1" * 20, "number_too_long"),
    refused("a number beyond all keeping", 1e300, "number_too_long"),
    refused("more decimals than are kept", "0." + "1" * 23, "number_too_long"),
    refused("not a number in a number's cell", Xml("", "<v>NaN</v>"), "not_a_number"),
    refused("thousands underscored", Xml("", "<v>1_000</v>"), "not_a_number"),
    refused("infinity", "Infinity", "not_a_value"),
    refused("hexadecimal", "0x1F", "not_a_value"),
    refused("digits of another script", "٩٨", "not_a_value"),
    refused("word", "많음", "not_a_value"),
    refused("none, which may be nought or not applicable", "없음", "not_a_value"),
    refused("small letter for a grade", "s", "grade_expected", GRADE_CELL),
    refused("letter of another scale", "D", "grade_expected", GRADE_CELL),
    refused("number for a grade", Decimal(98), "grade_expected", GRADE_CELL),
    refused("32,767 digits", "1" * 32_767, "not_a_value"),
    Case(
        "cell, hidden behind a merged one",
        BOOK.put({"실적!H4": None}).change("실적", merged=("G4:H4",)).data,
        ("merged_cell 실적!H4",),
    ),
    Case(
        "cell, everything wrong at once",
        BOOK.put({"실적!G4": "x", "실적!L8": True, "점수!C9": "y", "가감점!E4": Decimal(-1)}).data,
        ("not_a_value 실적!G4", "boolean_cell 실적!L8", "not_a_number 점수!C9", "negative_points 가감점!E4"),
    ),
    Case(
        "cell, score taken back",
        BOOK.put({"점수!C9": "미입력"}).data,
        (),
        {**ENTRIES, "41830 prior": "not_submitted"},
    ),
    Case("cell, score left blank", BOOK.put({"점수!C9": None, "점수!C8": 80}).data, (),
         {**without("prior"), "41610 prior": "80"}),
)  # fmt: skip
