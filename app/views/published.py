"""The parts of the screen of published results: real results, kept apart from computed ones."""

import streamlit as st

from app.charts.published_places import PublishedPlace, describe_published_places, published_places
from app.services.published import PublishedYear
from app.services.published_tables import (
    awards_text,
    published_table,
    published_title,
    published_unit,
    record_text,
    reproduction_table,
    reproduction_title,
)
from app.services.reproduced import places_of, record_of, reproductions
from app.services.wording import name_in, rank_text
from app.views import cached, state
from app.views.figures import show_chart
from app.views.frame import Screen, card, escaped, segments
from app.views.tables import Heading, filtered, heading_of, show_download, show_rows
from scoring.model import Evaluation

ALL_YEARS = "all"
ROWS_SHOWN = 15


def show_published_finding(screen: Screen, years: tuple[PublishedYear, ...]) -> None:
    """What the unit was awarded over the years; no mark of the computed data, since these results are real."""
    evaluation = screen.view.evaluation
    record = record_of(years, screen.unit)
    with state.kept("header"):
        st.title(escaped(published_title(evaluation, record, screen.unit, screen.language)), anchor=False)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if record.results:
            st.markdown(escaped(record_text(evaluation, record, screen.language)), width="content")
        st.badge(screen.text("published.real"), color="green", help=screen.text("published.real_help"))


def choose_group(screen: Screen) -> str:
    """The group whose winners are shown year by year."""
    groups = screen.view.evaluation.groups
    names = {group.code: name_in(group.name, screen.language) for group in groups}
    own = screen.view.result.standings[screen.unit].group
    return segments("group", screen.text("published.choose_group"), names, own)


def choose_years(screen: Screen, years: tuple[PublishedYear, ...]) -> tuple[PublishedYear, ...]:
    """One year, or all of them."""
    names = {ALL_YEARS: screen.text("published.all_years")} | {str(year.year): str(year.year) for year in years}
    code = segments("year", screen.text("published.choose_year"), names, ALL_YEARS)
    return tuple(year for year in years if code in (ALL_YEARS, str(year.year)))


def show_places(screen: Screen, years: tuple[PublishedYear, ...], group: str) -> None:
    """The winners of a group, year by year, from the first published year to the last."""
    evaluation = screen.view.evaluation
    places = [
        PublishedPlace(
            year.year,
            published_unit(evaluation, result, screen.language),
            *(places_of(result, evaluation.awards) or (0, 0)),
            is_home=result.unit_code == screen.unit,
        )
        for year in years
        for result in year.results
        if result.group == group and places_of(result, evaluation.awards)
    ]
    every = range(max(year.year for year in years), min(year.year for year in years) - 1, -1)
    with card(screen.text("published.places_card"), awards_text(evaluation, screen.language)):
        figure = published_places(every, places, screen.language, heads=_heads(screen))
        show_chart(figure, "published_places", describe_published_places(every, places, screen.language))


def _heads(screen: Screen) -> tuple[str, ...]:
    last = max((tier.last for tier in screen.view.evaluation.awards), default=0)
    return tuple(rank_text(place, False, screen.language) for place in range(1, last + 1))


def show_results(screen: Screen, years: tuple[PublishedYear, ...]) -> None:
    """All published results of the chosen years with their sources."""
    span = str(years[0].year) if len(years) == 1 else f"{years[-1].year}–{years[0].year}"
    count = sum(len(year.results) for year in years)
    title = screen.text("published.table_title", years=span)
    table = published_table(screen.view.evaluation, years, screen.unit, title, screen.language)
    with card(title, screen.text("published.table_explained", count=count)):
        table = filtered(screen, table, {"published.choose_year": span})
        show_rows(table, "published", height_rows=ROWS_SHOWN)
        lines = (screen.text("published.real"), screen.text("published.real_help"))
        show_download(screen, table, "published", Heading(f"published_{span.replace('–', '-')}.xlsx", lines))


def show_reproduced(screen: Screen, years: tuple[PublishedYear, ...]) -> None:
    """For every year with a finished computed result: published beside computed, marked as what it is."""
    for choice in cached.available():
        evaluation = choice.evaluation
        year = next((one for one in years if one.year == evaluation.cutoff.year), None)
        if year is not None and evaluation.months[-1] in choice.months:
            _show_reproduced_year(screen, year, evaluation)


def _show_reproduced_year(screen: Screen, year: PublishedYear, evaluation: Evaluation) -> None:
    view = cached.view_of(evaluation.code, evaluation.months[-1])
    rows = reproductions(year, view.result)
    if not rows:
        return
    title = reproduction_title(year.year, rows, screen.language)
    computed = Screen(screen.language, screen.unit, view)
    with card(title, name_in(evaluation.name, screen.language)):
        if view.provenance.demonstration:
            st.badge(screen.text("frame.demonstration"), color="orange", help=screen.text("published.computed_help"))
        table = reproduction_table(evaluation, rows, screen.unit, title, screen.language)
        show_rows(table, f"reproduced_{evaluation.code}")
        show_download(screen, table, f"reproduced_{evaluation.code}", heading_of(computed, "published"))
