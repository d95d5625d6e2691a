"""The strips under the sliders: along the whole range of a weight, the ranks of a unit and where they turn."""

from collections.abc import Mapping
from typing import Any

from app.charts import theme
from app.services.weights_findings import turn_text
from app.services.weights_rulers import decimals_of, exact_text, nearly, spread_labels, turns_of
from app.services.wording import percent_text, rank_text
from app.views.frame import Screen, unit_label
from scoring.model import Evaluation
from scoring.rulers import Ruler, Stretch

FILLS = (*(theme.SHADES[shade] for shade in (7, 5, 3, 2, 1)), theme.ABSENT, theme.CELL)
"""The colours of the ranks, the first first; from the last one on they are told apart by their words only."""
ROOM_FOR_A_RANK, ROOM_FOR_A_NUMBER = 0.09, 0.078
"""Shares of a strip in the narrowest window that its labels need."""
Data = dict[str, Any]


def strip_data(screen: Screen, evaluation: Evaluation, rulers: Mapping[str, Ruler], *, named: bool) -> dict[str, Data]:
    """One strip per node; ``named`` writes above it whose it is."""
    return {code: _strip(screen, evaluation, code, found, named=named) for code, found in rulers.items()}


def _strip(screen: Screen, evaluation: Evaluation, code: str, found: Ruler, *, named: bool) -> Data:
    name = unit_label(screen, found.unit)
    bands = [_band(screen, found, stretch) for stretch in found.stretches if stretch.start != stretch.end]
    spoken = ", ".join(band["tip"] for band in bands)
    return {
        "name": name if named else "",
        "spoken": screen.text("whatif_weights.ruler", unit=name, bands=spoken),
        "bands": bands,
        "marks": _marks(screen, evaluation, code, found),
    }


def _band(screen: Screen, found: Ruler, stretch: Stretch) -> Data:
    start, end = nearly(stretch.start), nearly(stretch.end)
    rank = rank_text(stretch.rank, False, screen.language)
    decimals = decimals_of(found)
    whole = len(found.stretches) == 1 and end == 1
    fits = end - start >= ROOM_FOR_A_RANK * len(rank) / 3
    fill = theme.CELL if stretch.rank is None else FILLS[min(stretch.rank, len(FILLS)) - 1]
    tip = {"start": percent_text(start, decimals), "end": percent_text(end, decimals), "rank": rank}
    return {
        "start": float(start),
        "end": float(end),
        "label": screen.text("whatif_weights.whole_band", rank=rank) if whole else rank if fits else "",
        "tip": screen.text("whatif_weights.band", unit=unit_label(screen, found.unit), **tip),
        "fill": fill,
        "ink": theme.ink_on(fill),
    }


def _marks(screen: Screen, evaluation: Evaluation, code: str, found: Ruler) -> list[Data]:
    decimals = decimals_of(found)
    turns = turns_of(evaluation.node(code), found)
    places = [(float(turn.at), abs(float(turn.at) - float(found.path.official))) for turn in turns]
    shown = spread_labels(places, ROOM_FOR_A_NUMBER)
    return [
        {
            "at": float(turn.at),
            "label": percent_text(nearly(turn.at), decimals).removesuffix("%") if labelled else "",
            "tip": screen.text(
                "whatif_weights.mark",
                share=percent_text(nearly(turn.at), decimals),
                exact=exact_text(turn.at),
                what=turn_text(evaluation, turn, decimals, screen.language),
            ),
        }
        for turn, labelled in zip(turns, shown, strict=True)
    ]
