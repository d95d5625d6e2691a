"""The report of a meeting as city halls write it, filled into a template that the city hall may replace by its own."""

from dataclasses import replace
from itertools import count, pairwise

from hwpx import HwpxDocument

from app.exports.hwpx_places import place_names
from app.exports.hwpx_report import Entry, Grid, Report
from app.exports.hwpx_template import open_template
from app.services.paper_words import (
    SEPARATOR,
    alternative_of,
    cell_words,
    document_date,
    foot_of,
    is_cover,
    is_empty,
    is_home,
    month_of,
    paragraph_text,
    printable,
    shown_cell,
    shown_table,
)
from app.services.slides import Deck, Level, PaceBar, Slide, SlideCell, SlideTable
from app.text.catalogue import text

ATTACHMENT = "attachment"
START, END = "\ue000", "\ue001"
"""Signs that no text has, around a place that is being filled."""
NAME_SHARE, NUMBER_SHARE = 3, 2


def deck_hwpx(deck: Deck, template: bytes | None = None, file_name: str = "") -> bytes:
    """The slides as an outline with tables; the numbers of figures follow as numbered attachments.

    ``template`` is the file of a city hall, which problems call by its ``file_name``; without one the own is filled.
    PaperError where it is no HWPX file or lacks a place.
    """
    deck = printable(deck)
    opened, pattern = open_template(template, file_name, deck.language)
    _fill(opened, {"title": deck.meeting, "date": _date(deck), "foot": foot_of(deck)})
    report = Report(opened, pattern)
    attached = [slide for slide in deck.slides if slide.figure is not None and not is_empty(slide.figure)]
    _write_overview(report, deck)
    numbers = count(1)
    for before, slide in pairwise((None, *deck.slides)):
        if slide is not None and not _is_overview(slide, deck):
            number = next(numbers) if slide in attached else None
            _write_slide(report, _continued(slide, before), number, deck.language)
    _write_list(report, attached, deck.language)
    for number, slide in enumerate(attached, 1):
        _write_attachment(report, slide, number, deck.language)
    report.finish()
    opened.parts.clear_preview()
    _describe(opened, deck)
    return opened.to_bytes()


def _describe(opened: HwpxDocument, deck: Deck) -> None:
    """What the file says of itself in a list of files."""
    day = f"{document_date(deck).isoformat()}T00:00:00Z"
    opened.parts.clear_document_metadata(timestamp=day)
    kind = text("paper.kind", deck.language)
    opened.parts.set_document_metadata(title=deck.meeting, creator=kind, subject=deck.evaluation, keyword=foot_of(deck))


def _fill(opened: HwpxDocument, said: dict[str, str]) -> None:
    """Write words into places, first marking all of them: words that look like a place are never filled themselves."""
    marks = {place: f"{START}{place}{END}" for place in said}
    for place, mark in marks.items():
        for name in place_names(place):
            opened.text.replace(name, mark, everywhere=True)
    for place, mark in marks.items():
        opened.text.replace(mark, said[place], everywhere=True)


def _date(deck: Deck) -> str:
    return _labelled("date", deck.held_on, deck.language)


def _labelled(label: str, words: str, language: str) -> str:
    return text("paper.labelled", language, label=text(f"paper.report.{label}", language), text=words)


def _write_overview(report: Report, deck: Deck) -> None:
    """What the report is of: the same as at the foot of every page, one below the other."""
    report.line("level1", text("paper.report.overview", deck.language))
    said = {
        "evaluation": deck.evaluation,
        "month": month_of(deck),
        "data_date": deck.data_date,
        "snapshot": deck.snapshot,
        "marks": SEPARATOR.join(deck.marks),
        "filters": SEPARATOR.join(deck.filters),
    }
    for label, words in said.items():
        if words:
            report.line("level2", _labelled(label, words, deck.language))
    known = f"{_date(deck)} {foot_of(deck)}"
    for paragraph in (one for slide in deck.slides if _is_overview(slide, deck) for one in slide.paragraphs):
        if not all(part in known for part in paragraph.text.split(SEPARATOR)):
            report.line("level2", paragraph_text(paragraph, deck.language))


def _is_overview(slide: Slide, deck: Deck) -> bool:
    """Whether a slide is the cover of the meeting, which the head of the report and its overview stand for."""
    return is_cover(slide) and (slide.title, slide.line) == (deck.meeting, deck.evaluation)


def _continued(slide: Slide, before: Slide | None) -> Slide:
    """A slide that goes on with the one before: what it says again is not written again."""
    if before is None or (slide.title, slide.line) != (before.title, before.line) or slide.table is None:
        return slide
    return replace(slide, title="", line="", figure_text=alternative_of(slide))


def _write_slide(report: Report, slide: Slide, attachment: int | None, language: str) -> None:
    """The message, then what supports it; a figure is named with the number of its attachment."""
    for place, words in (("level1", slide.title), ("level2", slide.line)):
        if words.strip():
            report.line(place, words)
    for paragraph in slide.paragraphs:
        report.line("level2" if paragraph.depth == 0 else "level3", paragraph_text(paragraph, language))
    if attachment is not None:
        shown = alternative_of(slide)
        report.line("level2", text("paper.report.see", language, text=shown, number=attachment))
    if slide.table is not None:
        report.table(_slide_grid(slide.table))


def _write_list(report: Report, attached: list[Slide], language: str) -> None:
    if attached:
        report.line("level1", text("paper.report.attached", language))
    for number, slide in enumerate(attached, 1):
        report.line("level2", text("paper.report.listed", language, number=number, title=slide.title))


def _write_attachment(report: Report, slide: Slide, number: int, language: str) -> None:
    """The numbers of a figure as a table; the first attachment begins a page."""
    if slide.figure is None:
        return
    title = SEPARATOR.join(filter(None, (slide.title, slide.mark)))
    heading = text("paper.report.attachment", language, number=number, title=title)
    report.line(ATTACHMENT, heading, before=ATTACHMENT, new_page=number == 1)
    table = shown_table(slide.figure, slide.title, language)
    first, *others = table.columns
    rows = tuple(
        tuple(
            Entry(shown_cell(row[column.key]), strong=is_home(slide.figure, row[first.key])) for column in table.columns
        )
        for row in table.rows
    )
    labels = tuple(column.label for column in table.columns)
    widths = (NAME_SHARE, *(NUMBER_SHARE for _ in others))
    report.table(Grid(labels, widths, (False, *(True for _ in others)), rows), before=ATTACHMENT)


def _slide_grid(table: SlideTable) -> Grid:
    columns = table.columns
    labels, widths = tuple(column.label for column in columns), tuple(column.width for column in columns)
    rows = tuple(tuple(map(_entry, row)) for row in table.rows)
    return Grid(labels, widths, tuple(column.right for column in columns), rows)


def _entry(cell: SlideCell) -> Entry:
    if isinstance(cell, PaceBar):
        return Entry(cell.text)
    return Entry(cell_words(cell), strong=cell.strong or cell.level is not Level.NONE)
