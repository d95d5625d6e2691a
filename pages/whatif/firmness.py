"""How firm the rank is: under other weightings, along each weight, and without one field or indicator."""

from app.views.frame import opened_screen
from app.views.whatif_firmness import ask, show_firm_finding, show_left_out, show_not_ranked, show_shares, show_weights

screen = opened_screen()
asked = ask(screen)
if asked is None:
    show_not_ranked(screen)
else:
    show_firm_finding(screen, asked)
    show_shares(screen, asked)
    show_weights(screen, asked)
    show_left_out(screen)
