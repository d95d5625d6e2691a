"""Which cell styles of a workbook show numbers as percentages or as dates."""

import re
from dataclasses import dataclass, field

BUILT_IN_PERCENT = frozenset({"9", "10"})
BUILT_IN_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
# Quoted text, escaped characters and padding show literally; brackets hold colours, currencies and elapsed time.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
# What spreadsheet programs allow; more is made to keep the program busy.
MAX_CODE = 255
MAX_STYLES = 65_536
BRACKETED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Formats:
    """The style numbers, as cells name them, that show percentages and dates."""

    percent: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()


@dataclass(slots=True)
class FormatsReader:
    """Collects number formats while the styles part passes by."""

    codes: dict[str, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    _in_styles: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note formats and the styles of cells."""
        if name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:MAX_CODE]
        elif name == "cellXfs":
            self._in_styles = True
        elif name == "xf" and self._in_styles and len(self.styles) < MAX_STYLES:
            self.styles.append(attributes.get("numFmtId", "0"))

    def text(self, written: str) -> None:
        """Styles hold no text."""

    def end(self, name: str) -> None:
        """Other lists of styles follow that of the cells."""
        if name == "cellXfs":
            self._in_styles = False

    def formats(self) -> Formats:
        """What was found."""
        percent, dates = set(), set()
        for style, number in enumerate(self.styles):
            code = self.codes.get(number)
            if number in BUILT_IN_PERCENT if code is None else is_percent(code):
                percent.add(str(style))
            elif number in BUILT_IN_DATES if code is None else is_date(code):
                dates.add(str(style))
        return Formats(frozenset(percent), frozenset(dates))


def is_percent(code: str) -> bool:
    """Whether a format code shows a number times one hundred."""
    return "%" in BRACKETED.sub("", LITERAL.sub("", code))


def is_date(code: str) -> bool:
    """Whether a format code shows a number as a date or a time."""
    bare = LITERAL.sub("", code)
    if ELAPSED.search(bare):
        return True
    bare = BRACKETED.sub("", bare).lower().replace("general", "")
    return any(letter in bare for letter in "ymdhs")
