"""The first page of a meeting: what it is, when and under whom, who made it ready and of which data."""

from app.services.findings import data_date
from app.services.meetings import Meeting
from app.services.paper_words import SEPARATOR
from app.services.slides import Paragraph, Part, Slide
from app.services.snapshots import Kept, snapshot_id
from app.services.wording import month_text, name_in
from app.text.catalogue import text
from scoring.model import Evaluation


def cover_slide(meeting: Meeting, evaluation: Evaluation, frozen: Kept, language: str) -> Slide:
    """The name of the meeting, the evaluation as its line, and a labelled paragraph for all else that is known."""
    content = frozen.content
    date = text("paper.foot.date", language, date=data_date(content.month))
    unit = name_in(evaluation.unit(content.unit).name, language)
    said = {
        "held": meeting.held_on.isoformat(),
        "chair": meeting.chair,
        "prepared": SEPARATOR.join(filter(None, (unit, frozen.who))),
        "data": SEPARATOR.join((month_text(content.month, language), date)),
        "snapshot": snapshot_id(frozen),
    }
    return Slide(
        Part.COVER,
        Part.COVER,
        meeting.title,
        name_in(evaluation.name, language),
        tuple(Paragraph(words, label=text(f"paper.cover.{key}", language)) for key, words in said.items() if words),
    )
