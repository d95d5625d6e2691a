"""The second half of a double click on the button that brings a file in, at the worst possible moment."""

from contextlib import suppress
from typing import Any

import pytest
import streamlit as st

from app.storage.records import ImportReceipt
from app.views import upload_receipt
from app.views.upload_pressed import Dropped, Outcome, pressed

RECEIPT = ImportReceipt(7, 20, 0, 1, 0, 0, 3191)


class WaitingError(Exception):
    """A click waits: the run ends where it touches the session, as Streamlit ends it."""


class Session(dict[str, Any]):
    """A session that ends the run at any touch once a click is waiting."""

    waiting = False

    def __getitem__(self, name: str) -> Any:
        self._touch()
        return super().__getitem__(name)

    def __setitem__(self, name: str, thing: Any) -> None:
        self._touch()
        super().__setitem__(name, thing)

    def get(self, name: str, default: Any = None) -> Any:
        self._touch()
        return super().get(name, default)

    def _touch(self) -> None:
        if self.waiting:
            raise WaitingError


def test_a_second_click_that_comes_while_the_first_writes_does_nothing_and_keeps_what_the_first_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = Session()
    monkeypatch.setattr(st, "session_state", session)
    writes: list[str] = []

    def write(who: str, at: object) -> ImportReceipt:
        writes.append(who)
        session.waiting = len(writes) == 1
        return RECEIPT

    asked = Outcome(Dropped("f1", ["f1"]), "9월.xlsx")
    with suppress(WaitingError):
        upload_receipt._press(asked, write)
    session.waiting = False
    upload_receipt._press(asked, write)
    assert len(writes) == 1
    outcome = pressed().outcome
    assert outcome is not None
    assert outcome.receipt == RECEIPT
    assert pressed().round == 1
