"""Why the score and the rank of the unit moved since an earlier month or the year before."""

from app.services.moved import Unsplit
from app.views import moved
from app.views.frame import opened_screen

screen = opened_screen()
start = moved.choose_start(screen)
if start is not None:
    movement = moved.movement_to(screen, start)
    if isinstance(movement, Unsplit):
        moved.show_unsplit(screen, start, movement)
    else:
        moved.show_movement_finding(screen, start, movement)
        for show in (
            moved.show_ranks,
            moved.show_score,
            moved.show_indicators,
            moved.show_rivals,
            moved.show_method,
        ):
            show(screen, start, movement)
