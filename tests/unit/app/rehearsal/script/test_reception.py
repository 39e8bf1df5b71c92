"""A press that its desk lost: the ruler presses again, as an officer does, and counts it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from desktop.app.rehearsal.script import reception as ruler
from desktop.app.rehearsal.script.reception import Reception, is_unheard
from desktop.app.rehearsal.script.seen import SeenView
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SiteId

pytestmark = pytest.mark.unit

HQ = SiteId("hq")
LIMIT_S = 0.2
UNHEARD = ActionFailed(action="set_step", code="K-106", data={})
BUSY = ActionFailed(action="set_step", code="K-107", data={"reason": "busy"})
REFUSED = ActionFailed(action="set_step", code="K-107", data={"reason": "not_allowed_now"})


class Desk:
    """A desk whose presses do what a test says: answers[n] at the press n, counted from 0."""

    def __init__(self, *answers: Callable[["Desk"], None]) -> None:
        self.site_id = HQ
        self.view = SeenView(SystemClock())
        self.not_done: list[tuple[float, ActionFailed]] = []
        self.faults: list[str] = []
        self.presses = 0
        self._answers = answers
        self.draw()

    @property
    def state(self) -> Any:
        return self.view.session

    def draw(self, *, is_connected: bool = True, is_done: bool = False) -> None:
        state = SimpleNamespace(
            is_connected=is_connected,
            is_done=is_done,
            status="in_session",
            steps=SimpleNamespace(rows=()),
        )
        self.view.render_session(cast("Any", state))

    def shows(self, condition: Callable[[Any], bool]) -> bool:
        return condition(self.state)

    def act(self, press: Callable[[Any], None]) -> None:
        press(None)
        self.presses += 1
        self._answers[min(self.presses, len(self._answers)) - 1](self)


def lose(desk: Desk) -> None:
    """So quickly back that nobody who looks now and then sees it."""
    desk.draw(is_connected=False)
    desk.draw()


def do(desk: Desk) -> None:
    desk.draw(is_done=True)


def tell(failed: ActionFailed) -> Callable[[Desk], None]:
    return lambda desk: desk.not_done.append((SystemClock().monotonic(), failed))


def nothing(_desk: Desk) -> None:
    pass


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruler, "AGAIN_S", 0.02)


def played(desk: Desk) -> Reception:
    scene = SimpleNamespace(clock=SystemClock(), central_site_id=HQ)
    return Reception(sites=(cast("Any", desk),), scene=cast("Any", scene))


def asked(desk: Desk) -> Reception:
    reception = played(desk)
    reception.ask(cast("Any", desk), lambda _session: None, _is_done, "it is done")
    reception.wait(lambda: desk.shows(_is_done), LIMIT_S)
    return reception


def _is_done(state: Any) -> bool:
    return bool(state.is_done)


def test_a_press_that_is_done_is_not_repeated() -> None:
    desk = Desk(do)
    assert (asked(desk).lost_lines, desk.presses) == (0, 1)


@pytest.mark.parametrize("answer", [lose, tell(UNHEARD), tell(BUSY)])
def test_a_press_that_was_lost_is_pressed_again_and_counted(
    answer: Callable[[Desk], None],
) -> None:
    desk = Desk(answer, do)
    assert (asked(desk).lost_lines, desk.presses) == (1, 2)
    assert desk.shows(_is_done)


@pytest.mark.parametrize("answer", [nothing, tell(REFUSED)])
def test_a_press_that_the_city_refuses_is_not(answer: Callable[[Desk], None]) -> None:
    desk = Desk(answer)
    assert (asked(desk).lost_lines, desk.presses) == (0, 1)
    assert not desk.shows(_is_done)


def test_nothing_is_pressed_while_the_city_is_away() -> None:
    desk = Desk(lambda desk: desk.draw(is_connected=False))
    assert (asked(desk).lost_lines, desk.presses) == (1, 1)


def test_what_a_desk_without_its_city_does_not_do_proves_nothing() -> None:
    desk = Desk(lose, nothing)
    reception = played(desk)
    reception.ask_in_vain(cast("Any", desk), lambda _session: None, for_s=0.01)
    assert (reception.lost_lines, desk.presses) == (1, 2)


def test_a_fault_says_what_the_desk_showed_and_was_told() -> None:
    desk = Desk(tell(REFUSED))
    reception = asked(desk)
    reception.fault(cast("Any", desk), "does not show it")
    [fault] = reception.faults
    assert fault.what == "does not show it"
    assert fault.there == (
        "shows in_session no step, its city there, "
        "told set_step K-107 {'reason': 'not_allowed_now'}"
    )


def test_only_what_the_city_did_not_hear_is_worth_another_press() -> None:
    assert [is_unheard(one) for one in (UNHEARD, BUSY, REFUSED)] == [True, True, False]
