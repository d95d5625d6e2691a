"""Edit values in a grid, beside others who do the same."""

from app.views.frame import opened_screen, show_finding

screen = opened_screen()
show_finding(screen, screen.text("frame.page.values"))
