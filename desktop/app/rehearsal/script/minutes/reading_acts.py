"""Đọc lại biên bản: the marker goes on line by line, and every display 2 shows the same line."""

from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.presenters.session.session import SessionPresenter

_LINES = 2


def read_lines(reception: Reception) -> None:
    """The first lines, one after another."""
    for number in range(1, _LINES + 1):
        began_s = reception.ask(
            reception.central,
            _read_on,
            _reads(number),
            f"line {number} is read",
        )
        reception.expect(_reads(number), f"that line {number} is read", began_s)
        reception.expect_display(
            lambda scene, number=number: scene.read == number,  # type: ignore[misc]
            f"line {number} as it is read",
            began_s,
        )


def _read_on(session: SessionPresenter) -> None:
    session.read_back.move(1)


def _reads(number: int) -> Condition:
    return lambda state: state.read_back is not None and state.read_back.number == number
