"""Edit values in a grid, beside others who do the same."""

from app.views.frame import opened_screen
from app.views.said import show_said
from app.views.values import choose_rows, show_grid_card, show_others, show_values_finding
from app.views.values_conflicts import show_conflicts
from app.views.values_draft import current_draft
from app.views.values_history import show_history_of_a_row
from app.views.values_save import show_save

screen = opened_screen()
chosen = choose_rows(screen)
show_others(screen, current_draft(screen))
rows = show_grid_card(screen, chosen)
draft = current_draft(screen)
show_values_finding(screen, chosen, draft)
show_said(screen)
show_conflicts(screen, draft)
show_save(screen, draft)
show_history_of_a_row(screen, chosen, rows)
