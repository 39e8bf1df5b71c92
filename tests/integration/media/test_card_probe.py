"""A card before the camera: read once, told once; and what is told when none comes."""

import threading
from collections.abc import Iterator

import pytest

from desktop.devices.picture_codes import read_codes
from desktop.domain.casework.card_look import LOOK_S, CardOutcome
from desktop.domain.casework.events import CardLooked
from desktop.domain.casework.people.identity import read_card
from desktop.media.engine.picture import Picture
from desktop.media.engine.probes import card_probe
from desktop.media.engine.probes.card_probe import FIRST_PICTURE_S, CardProbe
from desktop.media.pipe.events import EngineEvent
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S, wait_until
from tests.samples.card_picture import CARD_TEXT, picture_with

pytestmark = pytest.mark.integration

EMPTY = picture_with()
CARD = picture_with(CARD_TEXT)


class Room:
    """A camera that shows one picture again and again, and an officer who waits."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.told: list[CardLooked] = []
        self.has_told = threading.Event()
        self.looks_again = 0
        self.probe = CardProbe(clock=self.clock, tell=self._hear)

    def _hear(self, event: EngineEvent) -> None:
        assert isinstance(event, CardLooked)
        self.told.append(event)
        if len(self.told) <= self.looks_again:
            self.probe.begin()
        self.has_told.set()

    def show(self, picture: Picture) -> None:
        """Until somebody looks at it."""
        wait_until(lambda: self.probe._pictures is not None or self.has_told.is_set())
        self.probe.see(picture)

    def outcome(self) -> CardLooked:
        assert self.has_told.wait(PATIENCE_S)
        self.has_told.clear()
        return self.told[-1]


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.probe.give_up()


def test_a_card_is_read_letter_by_letter_and_any_other_code_is_passed_over(room: Room) -> None:
    room.probe.begin()
    room.show(picture_with("https://example.invalid/|a|b", "Wi-Fi"))
    room.show(picture_with("Wi-Fi", CARD_TEXT))
    assert room.outcome() == CardLooked(outcome=CardOutcome.READ, untrusted_text=CARD_TEXT)
    card = read_card(CARD_TEXT)
    assert card is not None
    assert card.full_name == "Nguyễn Thị Mẫu"
    assert len(room.told) == 1


def test_nothing_is_looked_at_before_the_look_and_after_it(room: Room) -> None:
    room.probe.see(CARD)
    room.probe.begin()
    room.probe.give_up()
    assert room.outcome().outcome is CardOutcome.GIVEN_UP
    room.probe.see(CARD)
    assert room.probe._pictures is None
    room.probe.begin()
    room.show(CARD)
    assert room.outcome().outcome is CardOutcome.READ, "one may look again"


def test_who_hears_that_no_card_came_may_look_again_at_once(room: Room) -> None:
    room.looks_again = 1
    room.probe.begin()
    room.show(EMPTY)
    wait_until(lambda: not room.probe._pictures)
    room.clock.advance(LOOK_S)
    assert room.outcome().outcome is CardOutcome.TIME_OVER
    wait_until(lambda: room.probe._pictures is not None)
    room.show(CARD)
    assert room.outcome().outcome is CardOutcome.READ


def test_who_shows_no_card_is_not_waited_for_for_ever(room: Room) -> None:
    room.probe.begin()
    room.show(EMPTY)
    wait_until(lambda: not room.probe._pictures)
    room.clock.advance(LOOK_S)
    assert room.outcome() == CardLooked(outcome=CardOutcome.TIME_OVER)


def test_a_camera_that_gives_no_picture_is_told_of(room: Room) -> None:
    room.probe.begin()
    wait_until(lambda: room.probe._pictures is not None)
    room.clock.advance(FIRST_PICTURE_S)
    assert room.outcome() == CardLooked(outcome=CardOutcome.NO_PICTURE)


def test_a_fault_of_the_library_ends_the_look_and_is_told(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_luma: object) -> tuple[str, ...]:
        raise RuntimeError("no codes today")

    monkeypatch.setattr(card_probe, "read_codes", fail)
    room.probe.begin()
    room.show(CARD)
    assert room.outcome() == CardLooked(outcome=CardOutcome.FAILED)
    assert "card look stopped" in caplog.text


def test_what_a_card_says_stands_in_no_log(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    room.probe.begin()
    room.probe.begin()
    room.show(CARD)
    told = room.outcome()
    assert told.outcome is CardOutcome.READ
    assert "031165000123" not in caplog.text
    assert "031165000123" not in repr(told)
    assert len(room.told) == 1, "a second look is none while one runs"


def test_no_more_codes_are_read_than_a_table_may_hold() -> None:
    assert read_codes(EMPTY.luma) == ()
    assert set(read_codes(picture_with("a", "b").luma)) == {"a", "b"}
