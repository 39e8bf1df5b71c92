"""A sealed copy is made by a decision, by who may, after the PIN, and never beside a session."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.recording.sealed_copy import CopyDecision
from desktop.presenters.recording.copying import CopyField
from desktop.presenters.recording.playback_state import CopyView
from tests.samples.receptions import PIN, SESSION, signed_in
from tests.unit.presenters.recording.test_playback import BAD, WHOLE, Screen

pytestmark = pytest.mark.unit

PATH = Path("copy.zip")
WORDS = {
    CopyField.NUMBER: "12/QĐ-UBND",
    CopyField.DECIDED_ON: "01/12/2026",
    CopyField.DECIDED_BY: "Chủ tịch UBND xã Mẫu",
    CopyField.RECIPIENT: "Công dân A",
}


def opened(screen: Screen, words: dict[CopyField, str] | None = None) -> Screen:
    screen.presenter.copying.toggle()
    for key, text in (WORDS if words is None else words).items():
        screen.presenter.copying.edit(key, text)
    return screen


def make(screen: Screen, pin: str = "") -> CopyView:
    screen.presenter.copying.make(PATH, pin)
    screen.pump()
    return view(screen)


def view(screen: Screen) -> CopyView:
    found = screen.state.copy
    assert found is not None
    return found


def code(screen: Screen) -> str | None:
    message = view(screen).message
    return None if message is None else message.code


def test_it_is_made_of_what_plays_by_the_decision_that_was_typed() -> None:
    screen = opened(Screen(BAD))
    make(screen)
    (order,) = screen.playback.copied
    assert (order.session_id, order.path, order.left_out) == (SESSION, PATH, (2,))
    assert [one.number for one in order.parts] == [1, 3]
    assert order.decision == CopyDecision(
        number="12/QĐ-UBND",
        decided_on=date(2026, 12, 1),
        decided_by="Chủ tịch UBND xã Mẫu",
        recipient="Công dân A",
    )
    message = view(screen).message
    assert message is not None
    assert (message.code, message.data["number"], message.data["name"]) == (
        "G-045",
        "BN-01234567",
        "copy.zip",
    )
    assert [one.text for one in view(screen).form.fields] == [""] * 4  # the next is another one


def test_while_it_is_written_no_other_is_asked_for() -> None:
    screen = opened(Screen())
    copying = screen.presenter.copying
    copying.make(PATH, "")
    assert view(screen).is_making
    copying.make(PATH, "")
    assert len(screen.playback.copied) == 1
    screen.pump()
    assert not view(screen).is_making


@pytest.mark.parametrize("missing", list(CopyField))
def test_without_its_decision_nothing_is_made(missing: CopyField) -> None:
    screen = opened(Screen(), {**WORDS, missing: ""})
    make(screen)
    assert code(screen) == "G-061"
    assert screen.playback.copied == []


def test_a_day_that_is_none_is_asked_again() -> None:
    screen = opened(Screen(), {**WORDS, CopyField.DECIDED_ON: "32/13/2026"})
    make(screen)
    assert screen.playback.copied == []


def test_the_pin_is_asked_for_and_then_it_goes_on_by_itself() -> None:
    screen = opened(Screen(pin=""))
    make(screen)
    assert code(screen) == "G-057"
    make(screen, "000000")
    assert screen.playback.copied == []
    make(screen, PIN)
    assert len(screen.playback.copied) == 1
    screen.pump()
    assert code(screen) == "G-045"
    assert screen.playback.played == []


def test_nothing_is_made_beside_a_session() -> None:
    screen = opened(Screen())
    screen.is_in_session = True
    make(screen)
    assert code(screen) == "G-040"
    assert screen.playback.copied == []


def test_what_could_not_be_written_is_said_and_the_words_stay() -> None:
    screen = opened(Screen())
    screen.playback.refuses_copies = True
    make(screen)
    assert code(screen) == "G-062"
    assert not view(screen).is_making
    assert view(screen).form.fields[0].text == "12/QĐ-UBND"
    screen.playback.refuses_copies = False
    make(screen)
    assert code(screen) == "G-045"


@pytest.mark.parametrize(
    "tape", [None, replace(WHOLE, has_key=False), replace(WHOLE, is_let_go=True)]
)
def test_of_what_does_not_play_no_copy_is_offered(tape: object) -> None:
    screen = Screen(tape)  # type: ignore[arg-type]
    screen.presenter.copying.toggle()
    assert (screen.state.may_copy, screen.state.copy) == (False, None)
    screen.presenter.copying.make(PATH, PIN)
    assert screen.playback.copied == []


def test_who_may_not_export_is_offered_none() -> None:
    screen = Screen()
    assert screen.state.may_copy
    seat = signed_in()
    assert seat is not None
    officer = replace(seat.officer, role=Role.TECHNICIAN)
    screen.desk.access.person = replace(seat, officer=officer)
    screen.presenter.draw()
    assert not screen.state.may_copy


def test_the_form_is_shut_by_its_button_and_with_the_screen_and_keeps_its_words() -> None:
    screen = opened(Screen())
    screen.presenter.copying.toggle()
    assert screen.state.copy is None
    screen.presenter.copying.toggle()
    screen.presenter.on_tick()
    screen.presenter.leave()
    screen.presenter.start()
    screen.pump()
    assert screen.state.copy is None
    screen.presenter.copying.toggle()
    assert view(screen).form.fields[0].text == "12/QĐ-UBND"
