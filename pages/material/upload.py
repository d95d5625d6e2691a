"""Bring data in: a file, what is wrong with it, what it would change, and one click."""

import streamlit as st

from app.views import cached
from app.views.frame import card, opened_desk
from app.views.upload import choose_file, choose_scope, drop_files, preview_of, show_held_finding
from app.views.upload_changes import show_changes, show_effect
from app.views.upload_pressed import Dropped
from app.views.upload_published import show_published
from app.views.upload_reading import ask_to_confirm, show_reading, show_reading_finding
from app.views.upload_receipt import show_apply, show_outcome

desk = opened_desk()
news = st.container()
with card(desk.text("upload.step.choose")):
    scope = choose_scope(desk)
    files = drop_files(desk)
    file = choose_file(desk, files, scope)
with news:
    said = show_outcome(desk, [one.file_id for one in files])
if file is None:
    if not said:
        show_held_finding(desk)
elif published := cached.published_of(file):
    show_published(desk, published, Dropped(file.file_id, [one.file_id for one in files]))
else:
    seen = preview_of(desk, file, scope)
    show_reading_finding(desk, seen)
    with card(desk.text("upload.step.check")):
        show_reading(desk, seen, file)
        confirmed = ask_to_confirm(desk, seen, file.file_id)
    if not seen.blocked:
        with card(desk.text("upload.step.change")):
            show_changes(desk, seen, file.file_id)
            show_effect(desk, seen, file.file_id)
            if not seen.says_nothing_new:
                show_apply(desk, seen, confirmed, Dropped(file.file_id, [one.file_id for one in files]))
