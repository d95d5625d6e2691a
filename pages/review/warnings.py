"""Early warnings of the home unit: what fired and why, what is new, still open and resolved."""

import streamlit as st

from app.views import cached
from app.views.decisions import show_overdue
from app.views.frame import opened_screen
from app.views.warnings import (
    choose_division,
    choose_warnings,
    show_rules,
    show_warnings,
    show_warnings_finding,
)

screen = opened_screen()
warnings = cached.warnings_of(screen.view, screen.unit)
show_warnings_finding(screen, warnings)
show_overdue(screen)
if screen.view.evaluation.weak_rules:
    chosen = choose_warnings(screen, warnings)
    show_warnings(screen, warnings, chosen, choose_division(screen))
    show_rules(screen, warnings)
else:
    st.info(screen.text("warnings.no_rules_do"))
