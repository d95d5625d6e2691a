"""The meeting on the projector."""

from app.views.frame import opened_desk
from app.views.meeting import show_meeting

show_meeting(opened_desk(), speaker=False)
