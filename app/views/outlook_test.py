"""How the forecast is made, what it assumes, and how it did in a year that is over."""

import streamlit as st

from app.services.backtest import BackTest
from app.services.backtest_tables import back_test_title, calibration_table, scores_table, verdicts
from app.services.outlook import Outlook
from app.services.outlook_findings import assumption_texts, sample_text
from app.services.wording import name_in
from app.views import cached
from app.views.frame import Screen, card, escaped, segments
from app.views.tables import show_table
from scoring.model import Evaluation

STEPS = ("pace", "endings", "doubt", "none", "grades", "finals")
YEAR = "year"


def show_method(screen: Screen, outlook: Outlook) -> None:
    """The method in six steps, and what this month had to assume."""
    with card(screen.text("outlook.method.card")):
        for step in STEPS:
            st.markdown(screen.text(f"outlook.method.steps.{step}"))
        st.caption(escaped(screen.text("outlook.method.note")))
        if not outlook.decided:
            st.caption(escaped(sample_text(outlook, screen.unit, screen.language)))
    said = assumption_texts(outlook, screen.language)
    if said:
        with card(screen.text("outlook.method.assumed")):
            st.markdown("\n".join(f"- {escaped(one)}" for one in said))


def show_back_test(screen: Screen) -> None:
    """The back-test of a year that is over: computed when it is asked for."""
    years = _years(screen)
    if not years:
        st.info(screen.text("outlook.test.none"))
        return
    names = {one.code: name_in(one.name, screen.language) for one in years}
    chosen = segments(YEAR, screen.text("outlook.test.year"), names, years[0].code)
    with st.spinner(screen.text("outlook.test.waiting")):
        test = cached.back_test_of(chosen)
    if test is None:
        st.info(screen.text("outlook.test.none"))
        return
    _show_test(screen, test)


def _years(screen: Screen) -> list[Evaluation]:
    """The year that is looked at and the one before it, as far as their cut-off months are there."""
    own = screen.view.evaluation
    found = {choice.evaluation.code: choice for choice in cached.available()}
    codes = [code for code in (own.code, own.previous) if code in found]
    choices = [found[code] for code in codes if code is not None]
    return [one.evaluation for one in choices if len(one.months) > 1 and one.months[-1] >= one.evaluation.months[-1]]


def _show_test(screen: Screen, test: BackTest) -> None:
    with card(back_test_title(test, screen.language), screen.text("outlook.test.explained")):
        st.markdown("\n".join(f"- {escaped(one)}" for one in verdicts(test, screen.language)))
        title = screen.text("outlook.test.scores")
        st.markdown(f"**{escaped(title)}**")
        show_table(screen, scores_table(test, title, screen.language), "backtest_scores")
    title = screen.text("outlook.test.calibration")
    with card(title, screen.text("outlook.test.calibration_explained")):
        show_table(screen, calibration_table(test, title, screen.language), "backtest_calibration")
        st.caption(escaped(screen.text("outlook.test.sample_note")))
