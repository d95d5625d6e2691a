"""Status: where the home unit stands, why, what is weak and what changed."""

from app.services.findings import status_line, status_title
from app.views import cached
from app.views.frame import opened_screen, show_finding
from app.views.status import show_group, show_not_top, show_numbers

screen = opened_screen()
status = cached.status_of(screen.view, screen.unit)
show_finding(
    screen, status_title(screen.view, status, screen.language), status_line(screen.view, status, screen.language)
)
show_numbers(screen, status)
show_group(screen, status)
show_not_top(screen, status)
