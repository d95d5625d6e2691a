"""What if the weights were others: sliders that the ranking follows, and the weights at which a rank turns."""

from app.views.frame import opened_screen
from app.views.weights import show_weights

show_weights(opened_screen())
