import pytest

from desktop.app.wiring.event_router import EventRouter
from desktop.domain.events import Event
from desktop.domain.reception.events import ScheduleChanged

pytestmark = pytest.mark.unit


def test_every_listener_hears_an_event_in_order() -> None:
    router = EventRouter()
    heard: list[str] = []
    router.add(lambda _: heard.append("first"))
    router.add(lambda _: heard.append("second"))
    router.emit(ScheduleChanged())
    assert heard == ["first", "second"]


def test_who_works_on_what_it_hears_hears_it_after_the_screens() -> None:
    router = EventRouter()
    heard: list[str] = []
    remove = router.add(lambda _: heard.append("recording"), is_last=True)
    router.add(lambda _: heard.append("screen"))
    router.emit(ScheduleChanged())
    assert heard == ["screen", "recording"]
    remove()
    router.emit(ScheduleChanged())
    assert heard == ["screen", "recording", "screen"]


def test_a_removed_listener_hears_nothing_more() -> None:
    router = EventRouter()
    heard: list[Event] = []
    remove = router.add(heard.append)
    remove()
    router.emit(ScheduleChanged())
    assert heard == []


def test_a_listener_that_raises_is_logged_and_the_next_still_hears(
    caplog: pytest.LogCaptureFixture,
) -> None:
    router = EventRouter()
    heard: list[Event] = []

    def fail(_: Event) -> None:
        raise ValueError

    router.add(fail)
    router.add(heard.append)
    router.emit(ScheduleChanged())
    assert heard == [ScheduleChanged()]
    assert "listener failed event=ScheduleChanged" in caplog.text
