"""Bringing data in, second part: how a file was read, everything that is wrong with it, and the questions it raises."""

from pathlib import PurePath

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app.exports.marked import marked_workbook
from app.exports.xlsx import table_workbook
from app.services.preview import Preview
from app.services.preview_tables import SHOWN_ROWS, about_line, reading_title, rows_line
from app.services.problem_tables import count_of, examples_of, kind_words, place_of, problems_table
from app.services.tables import Table
from app.views.frame import Desk, escaped, show_desk_finding
from app.views.tables import ROW_HEIGHT, XLSX, Heading, frame_of, show_download
from scoring.problem import Problem

HEIGHT_ROWS = 6
SENTENCE_HEIGHT = 100  # five lines; below 65 px the browser breaks none
WIDTHS = {"severity": 76, "sheet": 64, "cell": 56, "found": 100, "what": 205}
SENTENCE_WIDTH = 172


def show_reading_finding(desk: Desk, seen: Preview) -> None:
    """What was read and what it comes to, as the title of the screen."""
    show_desk_finding(reading_title(seen, desk.language), about_line(seen, desk.language))


def show_reading(desk: Desk, seen: Preview, file: UploadedFile) -> None:
    """What became of the rows, and every problem, errors first; as a table and as the file itself with its marks."""
    if seen.reading.counts.rows:
        st.markdown(escaped(rows_line(seen, desk.language)))
    if not seen.problems:
        st.markdown(desk.text("upload.no_problems"))
        return
    show_problems_table(desk, seen.problems, heading_of(desk, seen, "problems"), f"problems_{file.file_id}")
    _show_marked(desk, seen, file)


def _show_marked(desk: Desk, seen: Preview, file: UploadedFile) -> None:
    """The file with its marks, made when it is taken; where that is impossible, the list of its problems instead."""
    if not any(place_of(problem).cell for problem in seen.problems):
        return

    def made() -> bytes:
        marked = marked_workbook(seen.reading.file_name, file.getvalue(), seen.problems, desk.language)
        if marked is not None:
            return marked
        heading, title = heading_of(desk, seen, "problems"), desk.text("upload.problems")
        table = problems_table(seen.problems, title, desk.language)
        return table_workbook(table, heading=heading.lines, marks=heading.marks, language=desk.language)

    st.download_button(
        desk.text("upload.marked"),
        data=made,
        file_name=f"{PurePath(seen.reading.file_name).stem}_{desk.text('upload.marked_ending')}.xlsx",
        mime=XLSX,
        key=f"marked_{file.file_id}",
        on_click="ignore",
        help=desk.text("upload.marked_help"),
    )


def show_problems_table(desk: Desk, problems: tuple[Problem, ...], heading: Heading, key: str) -> None:
    """The problems, of very many the first, with all of them as a workbook."""
    title = desk.text("upload.problems")
    _show_wrapped(problems_table(problems[:SHOWN_ROWS], title, desk.language), key)
    if len(problems) > SHOWN_ROWS:
        st.caption(desk.text("upload.first_rows", shown=f"{SHOWN_ROWS:,}", count=f"{len(problems):,}"))
    show_download(desk, lambda: problems_table(problems, title, desk.language), key, heading)


def _show_wrapped(table: Table, key: str) -> None:
    """A table that can be sorted and whose sentences are broken into lines, so that none of them is cut."""
    widths = {column.label: WIDTHS.get(column.key, SENTENCE_WIDTH) for column in table.columns}
    st.dataframe(
        frame_of(table),
        hide_index=True,
        width="stretch",
        height=min(len(table.rows), HEIGHT_ROWS) * SENTENCE_HEIGHT + ROW_HEIGHT + 2,
        column_config={label: st.column_config.TextColumn(width=width) for label, width in widths.items()},
        key=key,
        row_height=SENTENCE_HEIGHT,
        alt=table.title,
    )


def heading_of(desk: Desk, seen: Preview, about: str, *lines: str) -> Heading:
    """What stands above a table of this file when it is taken away, and the name of the workbook."""
    name = f"{seen.evaluation.code}_{seen.month}_{about}.xlsx" if seen.evaluation else f"{about}.xlsx"
    marks = (desk.text("frame.demonstration"),) if seen.reading.content.demonstration else ()
    return Heading(name, (about_line(seen, desk.language), *lines), marks)


def ask_to_confirm(desk: Desk, seen: Preview, file_id: str) -> frozenset[str]:
    """Each kind of warnings with its first places and one box to tick; the kinds that are ticked."""
    if seen.blocked or seen.says_nothing_new or not seen.warnings:
        return frozenset()
    st.markdown(f"**{escaped(desk.text('upload.warnings', count=len(seen.warnings)))}**")
    return frozenset(kind for kind, problems in seen.warnings.items() if _is_confirmed(desk, kind, problems, file_id))


def _is_confirmed(desk: Desk, kind: str, problems: tuple[Problem, ...], file_id: str) -> bool:
    with st.container(border=True):
        count = f"{count_of(problems):,}"
        heading = desk.text("upload.warning_kind", kind=kind_words(kind, desk.language), count=count)
        st.markdown(f"**{escaped(heading)}**")
        st.markdown("\n".join(f"- {escaped(line)}" for line in examples_of(problems, desk.language)))
        return st.checkbox(desk.text("upload.confirm"), key=f"confirm_{file_id}_{kind}")
