"""The state of a session starts and ends its recording; no key does."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.recording.session_recording import SessionRecording
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged, SeatTaken
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.trial import trial_id
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import NOTHING, Elsewhere
from desktop.media.pipe.commands import RecordSession
from tests.fakes.fake_services import FakeMemory
from tests.samples.live import a_live

pytestmark = pytest.mark.unit

OWN, FAR = "site-commune", "site-hq"


class Media:
    def __init__(self) -> None:
        self.done: list[RecordSession | PartEnd] = []

    def record(self, order: RecordSession) -> None:
        self.done.append(order)

    def stop(self, why: PartEnd) -> None:
        self.done.append(why)

    @property
    def newest(self) -> RecordSession:
        order = self.done[-1]
        assert isinstance(order, RecordSession)
        return order


class Desk:
    def __init__(self, memory: FakeMemory | None = None) -> None:
        self.media = Media()
        self.memory = memory or FakeMemory()
        self.elsewhere = NOTHING
        self.recording = SessionRecording(
            own_site_id=SiteId(OWN),
            folders=(Path("recordings"), Path("second")),
            memory=self.memory,
            media=self.media,
            site_name=lambda site_id: f"phòng {site_id}",
            elsewhere=lambda: self.elsewhere,
        )

    def tell(self, *events: Event) -> None:
        for event in events:
            self.recording.on_event(event)

    def live(self, live: LiveSession) -> None:
        self.tell(LiveSessionChanged(live=live))


@pytest.fixture
def desk() -> Desk:
    return Desk()


OPEN = a_live(OWN, FAR)


def test_an_open_session_is_recorded_with_everybody_in_it(desk: Desk) -> None:
    desk.live(replace(OPEN, speaking_site_id=SiteId(FAR)))
    order = desk.media.newest
    assert order.names == ((OWN, f"phòng {OWN}"), (FAR, f"phòng {FAR}"))
    assert order.main_site_id == FAR
    assert len(order.key) == 32
    assert "key=" not in repr(order)


def test_who_comes_later_is_recorded_from_then_on_and_who_leaves_keeps_its_place(
    desk: Desk,
) -> None:
    desk.live(a_live(OWN))
    assert [site for site, _ in desk.media.newest.names] == [OWN]
    desk.live(OPEN)
    assert [site for site, _ in desk.media.newest.names] == [OWN, FAR]
    desk.live(a_live(OWN))
    assert [site for site, _ in desk.media.newest.names] == [OWN, FAR]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (SessionStatus.READY, PartEnd.LEFT),
        (SessionStatus.PAUSED, PartEnd.PAUSED),
        (SessionStatus.CLOSED, PartEnd.CLOSED),
        (SessionStatus.ADJOURNED, PartEnd.CLOSED),
    ],
)
def test_other_states_end_it_and_say_why(desk: Desk, status: SessionStatus, why: PartEnd) -> None:
    desk.live(OPEN)
    desk.live(replace(OPEN, status=status))
    assert desk.media.done[-1] is why


def test_leaving_ends_it_and_a_cut_does_not(desk: Desk) -> None:
    desk.live(OPEN)
    desk.tell(ChannelChanged(is_connected=False, attempt=1))
    desk.tell(ChannelChanged(is_connected=False, attempt=0))
    desk.live(OPEN)
    desk.tell(SeatTaken())
    ends = [one for one in desk.media.done if isinstance(one, PartEnd)]
    assert ends == [PartEnd.LEFT, PartEnd.LEFT]
    assert len(desk.media.done) == 4


def test_a_second_pc_beside_the_seat_records_nothing_until_it_has_the_seat(desk: Desk) -> None:
    desk.tell(ChannelChanged(is_connected=True, attempt=0, is_beside=True))
    desk.live(OPEN)
    assert desk.media.done == [PartEnd.LEFT]
    desk.tell(ChannelChanged(is_connected=True, attempt=0))
    desk.live(OPEN)
    assert isinstance(desk.media.done[-1], RecordSession)


def test_a_trial_is_no_session(desk: Desk) -> None:
    call_id = trial_id(SessionId("session-1"))
    assert call_id is not None
    desk.live(replace(OPEN, session_id=call_id))
    assert desk.media.done == []


def test_every_session_has_a_key_of_its_own_that_outlives_the_program(desk: Desk) -> None:
    one, other = desk.recording.key(SessionId("one")), desk.recording.key(SessionId("other"))
    assert one != other
    assert Desk(desk.memory).recording.key(SessionId("one")) == one


def a_told(part: int, session_id: SessionId = OPEN.session_id) -> RecordingTold:
    return RecordingTold(
        session_id=session_id,
        part=part,
        written_bytes=1,
        recorded_s=1.0,
        has_picture=True,
        lost_picture_s=0.0,
        lost_sound_s=0.0,
        is_failing=False,
        free_bytes=None,
    )


def test_the_second_disk_and_the_newest_part_are_told_for_an_engine_that_begins_anew(
    desk: Desk,
) -> None:
    desk.live(OPEN)
    assert desk.media.newest.second_folder == Path("second")
    assert desk.media.newest.after_part == 0
    desk.tell(a_told(3))
    assert desk.media.newest.after_part == 3
    count = len(desk.media.done)
    desk.tell(a_told(3), a_told(9, SessionId("other")))
    assert len(desk.media.done) == count
    desk.tell(a_told(4))
    desk.live(replace(OPEN, speaking_site_id=SiteId(FAR)))
    assert desk.media.newest.after_part == 4
    desk.tell(SeatTaken(), a_told(5))
    assert isinstance(desk.media.done[-1], PartEnd)


ELSEWHERE = replace(OPEN, platform="Hội nghị truyền hình", speaking_site_id=SiteId(FAR))


@pytest.mark.parametrize(
    ("elsewhere", "has_picture"),
    [(Elsewhere(has_card=True, has_line=True), True), (Elsewhere(has_line=True), False)],
)
def test_a_session_elsewhere_is_recorded_by_card_and_line_as_this_site_alone(
    desk: Desk, elsewhere: Elsewhere, *, has_picture: bool
) -> None:
    desk.elsewhere = elsewhere
    desk.live(ELSEWHERE)
    order = desk.media.newest
    assert (order.is_elsewhere, order.has_picture) == (True, has_picture)
    assert order.names == ((OWN, f"phòng {OWN} · Hội nghị truyền hình"),)
    assert (order.folder, order.second_folder) == (Path("recordings"), Path("second"))
    desk.live(replace(ELSEWHERE, status=SessionStatus.PAUSED))
    assert desk.media.done[-1] is PartEnd.PAUSED


def test_a_session_elsewhere_is_not_recorded_where_nothing_was_chosen(desk: Desk) -> None:
    desk.live(ELSEWHERE)
    assert desk.media.done == [PartEnd.LEFT]


def test_a_call_here_is_recorded_as_ever_whatever_was_chosen(desk: Desk) -> None:
    desk.elsewhere = Elsewhere(has_line=True)
    desk.live(OPEN)
    order = desk.media.newest
    assert (order.is_elsewhere, order.has_picture) == (False, True)
    assert [site for site, _ in order.names] == [OWN, FAR]
