"""What if grades were others: choose cells of any unit, and see score, rank and award at once."""

from app.services.scenarios import result_of
from app.views.frame import opened_screen
from app.views.said import show_said
from app.views.whatif import opened_scenario
from app.views.whatif_grades import show_chooser, show_grades_finding, show_moves

screen = opened_screen()
scenario = opened_scenario(screen)
result = result_of(screen.view, scenario)
show_grades_finding(screen, scenario, result)
show_said(screen)
show_chooser(screen, scenario, result)
show_moves(screen, scenario, result)
