"""The parts of the screen that makes the papers of a meeting."""

import io
import zipfile
from collections.abc import Callable

import streamlit as st

from app.exports.papers import Paper, papers_of
from app.services.meeting_deck import Prepared
from app.services.meetings import Kept
from app.services.paper_error import PaperError
from app.services.problems import describe
from app.services.snapshots import snapshot_id
from app.services.wording import month_text
from app.views import state
from app.views.frame import Screen, card, escaped, show_finding
from app.views.progress import today

MADE = "papers_made"
MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "hwpx": "application/hwp+zip",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
# A fixed date keeps the bytes the same from one run to the next.
CREATED = (2000, 1, 1, 0, 0, 0)


def show_papers_finding(screen: Screen, kept: Kept | None, prepared: Prepared | None) -> None:
    """Of which meeting and which snapshot the papers are."""
    if prepared is None or kept is None:
        show_finding(screen, screen.text("papers.finding.none"))
        return
    values = {
        "title": kept.content.title,
        "snapshot": snapshot_id(prepared.snapshot),
        "month": month_text(prepared.snapshot.content.month, screen.language),
    }
    show_finding(screen, screen.text("papers.finding.ready", **values))


def show_papers(screen: Screen, prepared: Prepared) -> None:
    """Each paper with what it holds and a button; all of them in one archive."""
    papers = papers_of(prepared, today(), screen.language)
    for paper in papers:
        with card(screen.text(f"papers.kind.{paper.kind}"), screen.text(f"papers.about.{paper.kind}")):
            _show_download(screen, paper.kind, paper.file_name, paper.make, ready=paper.problem is None)
            if paper.problem is not None:
                st.error(escaped(describe(paper.problem, screen.language)))
    with card(screen.text("papers.all"), screen.text("papers.all_explained")):
        _show_all(screen, prepared, papers)


def _show_all(screen: Screen, prepared: Prepared, papers: tuple[Paper, ...]) -> None:
    """The papers made one after the other, with how far it is; then one archive to take home."""
    key = (screen.language, snapshot_id(prepared.snapshot), prepared.kept.entry, len(prepared.decided))
    if st.button(screen.text("papers.make_all"), key="make_all"):
        progress = st.progress(0.0, text=screen.text("papers.begun"))
        try:
            state.remember(MADE, (key, _archive(screen, papers, progress.progress)))
        except PaperError as error:
            st.error(escaped(describe(error.problem, screen.language)))
        progress.empty()
    made = state.remembered(MADE)
    if made is not None and made[0] == key:
        name = papers[0].file_name.rsplit(".", 1)[0]
        _show_download(screen, "zip", f"{name}.zip", lambda: made[1])


def _archive(screen: Screen, papers: tuple[Paper, ...], report: Callable[..., object]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, paper in enumerate(papers):
            named = screen.text(f"papers.kind.{paper.kind}")
            values = {"paper": named, "number": number + 1, "count": len(papers)}
            report(number / len(papers), text=screen.text("papers.making", **values))
            archive.writestr(zipfile.ZipInfo(paper.file_name, CREATED), paper.make())
    return written.getvalue()


def _show_download(screen: Screen, kind: str, file_name: str, make: Callable[[], bytes], *, ready: bool = True) -> None:
    st.download_button(
        screen.text("papers.download"),
        data=make,
        file_name=file_name,
        mime=MIME[file_name.rsplit(".", 1)[1]],
        key=f"paper_{kind}",
        on_click="ignore",
        disabled=not ready,
    )
