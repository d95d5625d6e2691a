"""Bringing data in, first part: what the files are for, the template, the files, and which of them is looked at."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app.services.file_reading import Scope
from app.services.preview import Preview
from app.services.preview_tables import file_words
from app.services.template import template_name, template_of
from app.services.wording import month_text, name_in
from app.views import cached
from app.views.frame import Desk, escaped, select, show_desk_finding
from app.views.tables import XLSX
from app.views.upload_pressed import pressed
from scoring.model import Evaluation, State

AS_WRITTEN = ""
AS_ERROR = "error"


def show_held_finding(desk: Desk) -> None:
    """What is there already, before any file is chosen."""
    if desk.screen is None:
        show_desk_finding(desk.text("upload.title.empty"), desk.text("upload.line"))
        return
    view = desk.screen.view
    show_desk_finding(
        desk.text(
            "upload.title.held",
            evaluation=name_in(view.evaluation.name, desk.language),
            month=month_text(view.months[-1], desk.language),
            count=len(view.months),
        ),
        desk.text("upload.line"),
    )


def choose_scope(desk: Desk) -> Scope:
    """What the files are for, as far as a person says it, and what a lone dash in them means.

    A municipality's own report that does not say whose it is is that of the unit at the top of the screen.
    """
    places = st.columns([3.4, 2.6, 2.4, 3.0], vertical_alignment="bottom")
    evaluations = {one.code: one for one in cached.definition().evaluations}
    with places[0]:
        names = {code: name_in(one.name, desk.language) for code, one in evaluations.items()}
        code = select(
            "target", desk.text("upload.target"), {AS_WRITTEN: desk.text("upload.target_file")} | names, AS_WRITTEN
        )
    evaluation = evaluations.get(code)
    with places[1]:
        month = _choose_month(desk, evaluation)
    with places[2]:
        dash = _choose_dash(desk)
    with places[3]:
        _show_template(desk, evaluation, month)
    return Scope(code or None, month, dash, desk.screen.unit if desk.screen else None)


def _choose_month(desk: Desk, evaluation: Evaluation | None) -> str | None:
    """A month of the period, with data or without; first offered is the one after the last that has any."""
    label = desk.text("upload.target_month")
    if evaluation is None:
        st.selectbox(label, [desk.text("upload.target_file")], key="target_month_file")
        return None
    held = _months_held(evaluation)
    after = [month for month in evaluation.months if not held or month > held[-1]]
    names = {
        month: desk.text(
            "upload.with_data" if month in held else "upload.without_data", month=month_text(month, desk.language)
        )
        for month in evaluation.months
    }
    return select("target_month", label, names, after[0] if after else evaluation.months[-1])


def _choose_dash(desk: Desk) -> State | None:
    names = {
        word: desk.text(f"upload.dash_as.{word}")
        for word in (AS_ERROR, State.NOT_SUBMITTED.value, State.NOT_APPLICABLE.value)
    }
    chosen = select("dash", desk.text("upload.dash"), names, AS_ERROR)
    return None if chosen == AS_ERROR else State(chosen)


def _show_template(desk: Desk, evaluation: Evaluation | None, month: str | None) -> None:
    """The template of the month that was chosen, else of the one at the top of the screen, else of the first of all."""
    if evaluation is None or month is None:
        view = desk.screen.view if desk.screen else None
        evaluation = view.evaluation if view else cached.available()[0].evaluation
        month = view.month if view else evaluation.months[0]
    store, definition = cached.store(), cached.definition()
    st.download_button(
        desk.text("upload.template", month=month_text(month, desk.language)),
        data=partial(template_of, store, definition, evaluation, month),
        file_name=template_name(evaluation, month),
        mime=XLSX,
        key="template",
        on_click="ignore",
        help=desk.text("upload.template_help"),
        width="stretch",
    )


def _months_held(evaluation: Evaluation) -> tuple[str, ...]:
    return next((one.months for one in cached.available() if one.evaluation.code == evaluation.code), ())


def drop_files(desk: Desk) -> tuple[UploadedFile, ...]:
    """The files that were dropped and are not brought in yet; whatever they are, what is wrong with them is said."""
    dropped = st.file_uploader(
        desk.text("upload.files"),
        accept_multiple_files=True,
        key=f"files_{pressed().round}",
        help=desk.text("upload.files_help"),
    )
    return tuple(file for file in dropped if file.file_id not in pressed().done)


def choose_file(desk: Desk, files: Sequence[UploadedFile], scope: Scope) -> UploadedFile | None:
    """The one of several files that is looked at; None where there is none."""
    if len(files) < 2:
        return files[0] if files else None
    labels = {file.file_id: escaped(_file_label(desk, file, scope)) for file in files}
    code = st.radio(
        desk.text("upload.file"),
        tuple(labels),
        format_func=lambda code: labels.get(code, code),
        key=f"file_{pressed().round}",
    )
    return next((file for file in files if file.file_id == code), files[0])


def preview_of(desk: Desk, file: UploadedFile, scope: Scope) -> Preview:
    """What a file would do to the data as they stand; reading a large one takes a moment."""
    with st.spinner(desk.text("upload.reading")):
        return cached.preview_of(file, scope)


def _file_label(desk: Desk, file: UploadedFile, scope: Scope) -> str:
    if cached.published_of(file) is not None:
        return file.name
    return file_words(preview_of(desk, file, scope), desk.language)


def unit_looked_at(desk: Desk, evaluation: Evaluation) -> str:
    """The unit at the top of the screen where the evaluation has it, else its home, else its first."""
    codes = [unit.code for unit in evaluation.units]
    wanted = (desk.screen.unit if desk.screen else None, evaluation.home)
    return next((code for code in wanted if code in codes), codes[0]) or codes[0]
