"""The shortest way to a rank or an award, and the smallest slip that loses the rank of today."""

from app.services.ways_findings import line, title
from app.views.frame import opened_screen, show_finding
from app.views.whatif_plan import answer_to, ask, show_no_score, show_plans, show_slips
from app.views.whatif_plan_effort import show_effort

screen = opened_screen()
question = ask(screen)
if question is None:
    show_no_score(screen)
else:
    found = answer_to(screen, question)
    show_finding(
        screen,
        title(screen.view, question, found, screen.language),
        line(screen.view, question, found, screen.language),
        what_if=True,
    )
    show_plans(screen, question, found)
    show_slips(screen, question, found)
    show_effort(screen, question)
