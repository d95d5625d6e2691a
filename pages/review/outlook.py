"""Where the unit will stand at the cut-off date: ranks, awards, points still open, indicators, and how good that is."""

from app.views import cached
from app.views.frame import opened_screen
from app.views.outlook import choose_part, show_indicators, show_outlook_finding, show_points, show_ranks
from app.views.outlook_hands import show_hands
from app.views.outlook_test import show_back_test, show_method

screen = opened_screen()
outlook = cached.outlook_of(screen.view)
show_outlook_finding(screen, outlook)
match choose_part(screen, outlook):
    case "ranks":
        show_ranks(screen, outlook)
    case "points":
        show_points(screen, outlook)
    case "indicators":
        show_indicators(screen, outlook)
    case "hands":
        show_hands(screen, outlook)
    case "test":
        show_back_test(screen)
    case _:
        show_method(screen, outlook)
