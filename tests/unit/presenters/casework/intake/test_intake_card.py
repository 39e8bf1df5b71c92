"""Đọc thẻ bằng camera: what the officer does, and what the engine answers."""

import pytest

from desktop.domain.casework.card_look import CardOutcome
from desktop.domain.casework.events import CardLooked, RequestsChanged
from desktop.domain.events import ActionFailed
from desktop.domain.media.call import SELF_VIEW, VideoTrack
from desktop.domain.media.events import EngineStateChanged, TrackAdded, TrackRemoved
from desktop.presenters.casework.intake.intake_card import CardLookView, IntakeCard
from tests.fakes.fake_services import FakeMedia

pytestmark = pytest.mark.unit

READ = CardLooked(outcome=CardOutcome.READ, untrusted_text="a|b|c|d|e|f|g")
GIVEN_UP = CardLooked(outcome=CardOutcome.GIVEN_UP)
OWN = VideoTrack(id=SELF_VIEW, site_id=None, ring_name="own")


class Officer:
    """Who looks, and what came of it."""

    def __init__(self) -> None:
        self.media = FakeMedia(emit=lambda _event: None)
        self.read: list[str] = []
        self.none = 0
        self.card = IntakeCard(media=self.media, on_read=self.read.append, on_none=self._count)

    def _count(self) -> None:
        self.none += 1


@pytest.fixture
def looking() -> Officer:
    made = Officer()
    assert made.card.view is None
    made.card.begin()
    return made


def test_the_camera_is_open_and_the_microphone_off_while_it_looks(looking: Officer) -> None:
    assert (looking.media.is_open, looking.media.is_camera_on) == (True, True)
    assert not looking.media.is_microphone_on
    looking.card.begin()
    assert looking.media.card_look.begun == 1
    assert looking.card.view == CardLookView(preview_track_id=None)
    looking.card.on_event(TrackAdded(track=OWN))
    assert looking.card.view == CardLookView(preview_track_id=SELF_VIEW)
    looking.card.on_event(TrackRemoved(track_id=SELF_VIEW))
    assert looking.card.view == CardLookView(preview_track_id=None)


def test_what_was_read_is_told_once_and_the_devices_are_let_go(looking: Officer) -> None:
    assert looking.card.on_event(READ)
    looking.card.on_event(READ)
    assert (looking.read, looking.none) == ([READ.untrusted_text], 0)
    assert looking.card.view is None
    assert not looking.media.is_open


@pytest.mark.parametrize(
    "event",
    [
        CardLooked(outcome=CardOutcome.TIME_OVER),
        CardLooked(outcome=CardOutcome.NO_PICTURE),
        CardLooked(outcome=CardOutcome.FAILED),
        GIVEN_UP,
        EngineStateChanged(is_up=False, restarts=1),
        ActionFailed(action="open_devices", code="T-101", data={}),
    ],
)
def test_that_nothing_was_read_is_told_and_the_look_is_over(
    looking: Officer, event: CardLooked | EngineStateChanged | ActionFailed
) -> None:
    assert looking.card.on_event(event)
    assert (looking.read, looking.none, looking.card.view) == ([], 1, None)
    assert not looking.media.is_open


def test_who_stops_is_told_nothing_and_may_look_again_at_once(looking: Officer) -> None:
    looking.card.stop()
    looking.card.stop()
    assert (looking.media.card_look.stopped, looking.card.view, looking.none) == (1, None, 0)
    looking.card.begin()
    looking.card.on_event(GIVEN_UP)
    assert looking.card.view is not None, "that was the answer to the stop"
    looking.card.on_event(READ)
    assert looking.read == [READ.untrusted_text]


def test_an_engine_that_died_answers_no_stop(looking: Officer) -> None:
    looking.card.stop()
    looking.card.on_event(EngineStateChanged(is_up=False, restarts=1))
    looking.card.begin()
    looking.card.on_event(GIVEN_UP)
    assert (looking.none, looking.card.view) == (1, None)


def test_other_facts_are_not_of_a_look(looking: Officer) -> None:
    assert not looking.card.on_event(RequestsChanged())
