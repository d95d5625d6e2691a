"""Workbooks written from their XML up: in any program's way of writing, and with any harm done to them."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CELL = re.compile(r"([A-Z]+)(\d+)")
FIXED_DATE = (2023, 10, 1, 9, 0, 0)
Parts = dict[str, bytes]


class Shown(NamedTuple):
    """A number that a format shows as something else."""

    number: str | float
    form: str


class Formula(NamedTuple):
    """A formula with the result that was stored, None for none; ``kind`` is the type of the result."""

    text: str
    result: str | None = None
    kind: str = "n"


class Xml(NamedTuple):
    """The inside of a cell, with its attributes, as it stands in the file."""

    attributes: str
    inside: str


Cell = str | int | float | Decimal | bool | Shown | Formula | Xml


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet by row and column, and what is merged or hidden."""

    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[int, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class Dialect:
    """How a program writes: texts in the cell or apart, with or without cell names, prefixes and the rest."""

    inline: bool = False
    references: bool = True
    prefix: str = ""
    strict: bool = False
    starts_1904: bool = False
    absolute: bool = False
    styles: bool = True
    encoding: str = "UTF-8"


PLAIN = Dialect()


@dataclass(frozen=True)
class Book:
    """Sheets in their order; every change gives another book."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)

    def put(self, cells: Mapping[str, Cell | None]) -> "Book":
        """Cells written, named like ``Values!G5``, or cleared with None."""
        sheets = dict(self.sheets)
        for place, value in cells.items():
            name, _, cell = place.rpartition("!")
            changed = {**sheets[name].cells, position(cell): value}
            sheets[name] = replace(sheets[name], cells={at: one for at, one in changed.items() if one is not None})
        return Book(sheets)

    def change(self, name: str, **changes: object) -> "Book":
        """A sheet with other merged or hidden parts."""
        return Book({**self.sheets, name: replace(self.sheets[name], **changes)})

    def move(self, name: str, *, row: int = 0, column: int = 0, first_row: int = 1, first_column: int = 1) -> "Book":
        """Everything from a row and column on shifted down and right, or up and left where what was there goes."""
        cells = {}
        for (top, left), value in self.sheets[name].cells.items():
            shifted = top >= first_row and left >= first_column
            if not shifted:
                cells.setdefault((top, left), value)
            elif top + row >= first_row and left + column >= first_column:
                cells[top + row, left + column] = value
        return self.change(name, cells=cells)

    def rename(self, name: str, new: str) -> "Book":
        """A sheet under another name, at the same place."""
        return Book({new if old == name else old: sheet for old, sheet in self.sheets.items()})

    def only(self, *names: str) -> "Book":
        """Some of the sheets."""
        return Book({name: self.sheets[name] for name in names})

    def add(self, name: str, sheet: Sheet) -> "Book":
        """One more sheet."""
        return Book({**self.sheets, name: sheet})

    def parts(self, dialect: Dialect = PLAIN) -> Parts:
        """The parts of the package by path."""
        return _Writer(self, dialect).parts()

    def data(self, dialect: Dialect = PLAIN) -> bytes:
        """The file."""
        return pack(self.parts(dialect))


def position(cell: str) -> tuple[int, int]:
    """Row and column of a cell's name."""
    letters, row = CELL.fullmatch(cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row), column


def cell_name(row: int, column: int) -> str:
    """The name of a cell."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def table(rows: list[list[Cell | None]], top: int = 1) -> Sheet:
    """A sheet of rows, the first at ``top``."""
    cells = {(row, column): value for row, line in enumerate(rows, top) for column, value in enumerate(line, 1)}
    return Sheet({at: value for at, value in cells.items() if value is not None})


def pack(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a package; the same parts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), content, method)
    return target.getvalue()


class _Writer:
    """Writes the parts of one book in one dialect."""

    def __init__(self, book: Book, dialect: Dialect) -> None:
        self.book, self.dialect = book, dialect
        self.texts: dict[str, int] = {}
        self.forms: dict[str, int] = {}

    def parts(self) -> Parts:
        paths = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(self.book.sheets, 1)}
        sheets = {paths[name]: self._part(self._sheet(sheet)) for name, sheet in self.book.sheets.items()}
        made: dict[str, str] = {
            "[Content_Types].xml": self._types(paths),
            "_rels/.rels": self._relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._workbook_relations(paths),
        }
        if self.dialect.styles:
            made["xl/styles.xml"] = self._styles()
        if not self.dialect.inline:
            items = "".join(self._tag("si", "", self._tag("t", "", escape(text))) for text in self.texts)
            made["xl/sharedStrings.xml"] = self._tag("sst", self._main(), items)
        return {name: self._part(xml) for name, xml in made.items()} | sheets

    def _part(self, xml: str) -> bytes:
        declared = f'<?xml version="1.0" encoding="{self.dialect.encoding}" standalone="yes"?>\n'
        return (declared + xml).encode(self.dialect.encoding)

    def _tag(self, name: str, attributes: str, inside: str = "") -> str:
        name = f"{self.dialect.prefix}{name}"
        return f"<{name} {attributes}>{inside}</{name}>" if attributes else f"<{name}>{inside}</{name}>"

    def _main(self) -> str:
        prefix = self.dialect.prefix.rstrip(":")
        main = STRICT_MAIN if self.dialect.strict else MAIN
        relations = STRICT_RELATIONS if self.dialect.strict else RELATIONS
        return f'xmlns{":" if prefix else ""}{prefix}="{main}" xmlns:r="{relations}"'

    def _types(self, paths: Mapping[str, str]) -> str:
        kinds = dict.fromkeys(paths.values(), f"{TYPES}.worksheet+xml")
        if self.dialect.styles:
            kinds["xl/styles.xml"] = f"{TYPES}.styles+xml"
        if not self.dialect.inline:
            kinds["xl/sharedStrings.xml"] = f"{TYPES}.sharedStrings+xml"
        kinds["xl/workbook.xml"] = f"{TYPES}.sheet.main+xml"
        parts = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in kinds.items())
        return (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{parts}</Types>"
        )

    def _relations(self, targets: Mapping[str, tuple[str, str]]) -> str:
        kinds = STRICT_RELATIONS if self.dialect.strict else RELATIONS
        lines = (
            f'<Relationship Id="{name}" Type="{kinds}/{kind}" Target={quoteattr(target)}/>'
            for name, (kind, target) in targets.items()
        )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'

    def _workbook_relations(self, paths: Mapping[str, str]) -> str:
        targets = {f"rId{number}": ("worksheet", path) for number, path in enumerate(paths.values(), 1)}
        if self.dialect.styles:
            targets["rIdStyles"] = ("styles", "xl/styles.xml")
        if not self.dialect.inline:
            targets["rIdTexts"] = ("sharedStrings", "xl/sharedStrings.xml")
        absolute = self.dialect.absolute
        named = {one: (kind, f"/{path}" if absolute else path[3:]) for one, (kind, path) in targets.items()}
        return self._relations(named)

    def _workbook(self) -> str:
        sheets = []
        for number, (name, sheet) in enumerate(self.book.sheets.items(), 1):
            state = f'state="{sheet.state}" ' if sheet.state else ""
            sheets.append(self._tag("sheet", f'name={quoteattr(name)} sheetId="{number}" {state}r:id="rId{number}"'))
        settings = self._tag("workbookPr", 'date1904="1"' if self.dialect.starts_1904 else "")
        return self._tag("workbook", self._main(), settings + self._tag("sheets", "", "".join(sheets)))

    def _styles(self) -> str:
        forms = "".join(
            self._tag("numFmt", f'numFmtId="{163 + number}" formatCode={quoteattr(form)}')
            for form, number in self.forms.items()
        )
        styles = "".join(self._tag("xf", f'numFmtId="{163 + number}"') for number in self.forms.values())
        xfs = self._tag("cellXfs", "", self._tag("xf", 'numFmtId="0"') + styles)
        normal = self._tag("cellStyles", "", self._tag("cellStyle", 'name="Normal" xfId="0" builtinId="0"'))
        formats = self._tag("numFmts", "", forms) if forms else ""
        return self._tag("styleSheet", self._main(), formats + self._looks() + xfs + normal)

    def _looks(self) -> str:
        """The least that programs want of a style."""
        font = self._tag("fonts", "", self._tag("font", ""))
        fills = self._tag("fills", "", self._tag("fill", "", self._tag("patternFill", 'patternType="none"')) * 2)
        border = self._tag("borders", "", self._tag("border", ""))
        return font + fills + border + self._tag("cellStyleXfs", "", self._tag("xf", 'numFmtId="0"'))

    def _sheet(self, sheet: Sheet) -> str:
        by_row: dict[int, dict[int, Cell]] = {}
        for (row, column), value in sheet.cells.items():
            by_row.setdefault(row, {})[column] = value
        rows = "".join(self._row(row, by_row[row], row in sheet.hidden_rows) for row in sorted(by_row))
        columns = "".join(self._tag("col", f'min="{one}" max="{one}" hidden="1"') for one in sheet.hidden_columns)
        merged = "".join(self._tag("mergeCell", f'ref="{one}"') for one in sheet.merged)
        inside = (self._tag("cols", "", columns) if columns else "") + self._tag("sheetData", "", rows)
        return self._tag("worksheet", self._main(), inside + (self._tag("mergeCells", "", merged) if merged else ""))

    def _row(self, row: int, cells: Mapping[int, Cell], hidden: bool) -> str:
        columns = sorted(cells) if self.dialect.references else range(1, max(cells) + 1)
        inside = "".join(self._cell(row, column, cells.get(column)) for column in columns)
        named = f'r="{row}"' if self.dialect.references else ""
        return self._tag("row", f'{named} hidden="1"'.strip() if hidden else named, inside)

    def _cell(self, row: int, column: int, value: Cell | None) -> str:
        attributes, inside = self._inside(value)
        reference = f'r="{cell_name(row, column)}" ' if self.dialect.references else ""
        return self._tag("c", f"{reference}{attributes}".strip(), inside)

    def _inside(self, value: Cell | None) -> tuple[str, str]:
        if value is None:
            return "", ""
        if isinstance(value, Xml):
            return value.attributes, value.inside
        if isinstance(value, Formula):
            stored = "" if value.result is None else self._tag("v", "", escape(value.result))
            return f't="{value.kind}"', self._tag("f", "", escape(value.text)) + stored
        if isinstance(value, Shown):
            return f's="{self.forms.setdefault(value.form, len(self.forms) + 1)}"', self._tag(
                "v", "", str(value.number)
            )
        if isinstance(value, bool):
            return 't="b"', self._tag("v", "", str(int(value)))
        if not isinstance(value, str):
            return "", self._tag("v", "", str(value))
        if self.dialect.inline:
            return 't="inlineStr"', self._tag("is", "", self._tag("t", 'xml:space="preserve"', escape(value)))
        return 't="s"', self._tag("v", "", str(self.texts.setdefault(value, len(self.texts))))
