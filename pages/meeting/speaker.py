"""The second window of a meeting: the speaker's notes, the next screen and the clock."""

from app.views.frame import opened_desk
from app.views.meeting import show_meeting

show_meeting(opened_desk(), speaker=True)
