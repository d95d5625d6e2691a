"""Method and assumptions: every rule and number of the evaluation with what it rests on."""

import streamlit as st

from app.services.assumptions import assumed_indicators, assumptions_of, statements_of
from app.services.method_tables import statements_table
from app.views.frame import card, escaped, opened_screen, show_finding
from app.views.tables import filtered, show_wrapped_table

screen = opened_screen()
evaluation = screen.view.evaluation
statements, assumed = statements_of(evaluation), assumptions_of(evaluation)
show_finding(
    screen,
    screen.text("method.title", count=len(statements), assumed=len(assumed)),
    screen.text("method.line", count=len(assumed_indicators(evaluation))),
)
with card(screen.text("method.rules"), screen.text("method.rules_explained")):
    only = st.toggle(screen.text("method.only_assumed"), key="only_assumed", persist_state="session")
    title = screen.text("method.rules")
    table = statements_table(assumed if only else statements, title, screen.language)
    chosen = {"method.only_assumed": screen.text("exports.chosen.on") if only else ""}
    show_wrapped_table(screen, filtered(screen, table, chosen), "method")
with card(screen.text("method.formula")):
    for number in range(1, 7):
        st.markdown(escaped(screen.text(f"method.step_{number}")))
