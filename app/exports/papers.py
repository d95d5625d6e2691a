"""All papers of a meeting, each made when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.exports.handout import handout_pdf
from app.exports.hwpx import deck_hwpx
from app.exports.hwpx_template import template_problem
from app.exports.meeting_xlsx import deck_xlsx
from app.exports.pdf import deck_pdf, font_problem
from app.exports.pptx import deck_pptx
from app.services.meeting_deck import Prepared, deck_of_meeting
from app.services.meeting_papers import derivation_of, handouts_of
from scoring.problem import Problem


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: which it is, what it is called, and how its bytes are made. ``make`` may raise PaperError.

    ``problem`` says why it can't be made, where that is known before.
    """

    kind: str
    file_name: str
    make: Callable[[], bytes]
    problem: Problem | None = None


def papers_of(prepared: Prepared, today: date, language: str) -> tuple[Paper, ...]:
    """Slides, report, archive, figures and handouts, from the same deck."""
    deck = deck_of_meeting(prepared, today, language)
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "pptx": ("pptx", lambda: deck_pptx(deck)),
        "hwpx": ("hwpx", lambda: deck_hwpx(deck)),
        "pdf": ("pdf", lambda: deck_pdf(deck)),
        "xlsx": ("xlsx", lambda: deck_xlsx(deck, derivation_of(prepared, language))),
        "handout": ("pdf", lambda: handout_pdf(deck, handouts_of(prepared, deck, today, language))),
    }
    problems = {"hwpx": template_problem(language), "pdf": font_problem()}
    stem = f"{prepared.result.evaluation.code}_{deck.held_on}_{prepared.kept.key}_{language}"
    return tuple(
        Paper(kind, f"{stem}{'_handout' if kind == 'handout' else ''}.{ending}", make, problems.get(ending))
        for kind, (ending, make) in makers.items()
    )
