from dataclasses import replace

import pytest

from desktop.app.services.call_coordinator import CallCoordinator
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged, SeatTaken
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.conduct.speaking_queue import SpeakingQueue
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import IceServer, PeerNumber, Rung
from desktop.domain.media.events import (
    EngineStateChanged,
    IceServersRenewed,
    SignalProduced,
    SignalReceived,
)
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus, Step
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

COMMUNE, HQ, AGENCY = SiteId("commune"), SiteId("hq"), SiteId("agency")
UP = ChannelChanged(is_connected=True, attempt=0)
LEFT = ChannelChanged(is_connected=False, attempt=0)
DOWN = ChannelChanged(is_connected=False, attempt=1)


class Recorder:
    """Both sides of the glue: writes down what it is asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def join_call(
        self, own_site_id: SiteId, ice_servers: tuple[IceServer, ...], start_rung: Rung
    ) -> None:
        self.calls.append(("join", own_site_id, ice_servers, start_rung))

    def set_roster(
        self,
        own_media_number: int,
        peers: tuple[PeerNumber, ...],
        session_id: SessionId,
        heard: tuple[SiteId, ...] | None,
    ) -> None:
        self.calls.append(("roster", own_media_number, peers, session_id, heard))

    def deliver_signal(self, site_id: SiteId, untrusted_payload: str) -> None:
        self.calls.append(("deliver", site_id, untrusted_payload))

    def renew_line(self, ice_servers: tuple[IceServer, ...]) -> None:
        self.calls.append(("renew", ice_servers))

    def leave_call(self) -> None:
        self.calls.append(("leave",))

    def send_signal(self, site_id: SiteId, payload: str) -> None:
        self.calls.append(("send", site_id, payload))

    def announce_media_ready(self) -> None:
        self.calls.append(("ready",))

    def ice_servers(self) -> tuple[IceServer, ...]:
        return (IceServer(urls=("turn:relay.example",)),)


def seat(site_id: SiteId, number: int) -> Seat:
    return Seat(
        site_id=site_id,
        is_connected=True,
        media_number=number,
        is_microphone_on=False,
        is_camera_on=True,
        has_hand_up=False,
    )


def live(*seats: Seat) -> LiveSession:
    return LiveSession(
        session_id=SessionId("s"),
        seq=1,
        status=SessionStatus.READY,
        step=Step.OPENING,
        pause_reason=None,
        opened_at=None,
        seats=seats,
        speaking_site_id=None,
        floor_since=None,
        stage=None,
    )


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def glue(recorder: Recorder) -> CallCoordinator:
    return CallCoordinator(
        own_site_id=COMMUNE, media=recorder, channel=recorder, start_rung=lambda: Rung.P480
    )


def test_the_engine_joins_once_and_stays_through_a_break_of_the_channel(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    for event in (UP, DOWN, UP):
        glue.on_event(event)
    assert [call[0] for call in recorder.calls] == ["join", "ready", "renew"]


def test_on_another_platform_no_call_is_joined_and_nothing_is_ordered(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(replace(UP, is_elsewhere=True))
    elsewhere = replace(live(seat(COMMUNE, 3), seat(HQ, 1)), platform="Nền tảng của tỉnh")
    glue.on_event(LiveSessionChanged(live=elsewhere))
    glue.on_event(IceServersRenewed())
    glue.on_event(EngineStateChanged(is_up=True, restarts=1))
    glue.on_event(LEFT)
    assert recorder.calls == []


def test_new_tickets_for_the_relays_reach_the_engine_during_a_call_only(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(IceServersRenewed())
    assert recorder.calls == []
    glue.on_event(UP)
    glue.on_event(IceServersRenewed())
    assert recorder.calls[-1] == ("renew", (IceServer(urls=("turn:relay.example",)),))


def test_a_call_begins_where_the_line_stood_last_time(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(UP)
    assert recorder.calls[0][-1] is Rung.P480


def test_the_roster_has_only_other_seats_with_media(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(UP)
    glue.on_event(LiveSessionChanged(live=live(seat(COMMUNE, 3), seat(HQ, 1), seat(AGENCY, 0))))
    assert recorder.calls[-1] == (
        "roster",
        3,
        (PeerNumber(site_id=HQ, media_number=1),),
        SessionId("s"),
        None,
    )


def test_who_consults_has_only_who_consults_as_peers_and_who_waits_has_none(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(UP)
    told = live(seat(COMMUNE, 5), seat(HQ, 6), seat(AGENCY, 1))
    consulting = Consultation(site_ids=(COMMUNE, HQ), at=NOON)
    glue.on_event(LiveSessionChanged(live=replace(told, consultations=(consulting,))))
    assert recorder.calls[-1][1:3] == (5, (PeerNumber(site_id=HQ, media_number=6),))
    told = live(seat(COMMUNE, 0), seat(HQ, 6), seat(AGENCY, 7))
    waiting = Consultation(site_ids=(AGENCY, HQ), at=NOON)
    glue.on_event(LiveSessionChanged(live=replace(told, consultations=(waiting,))))
    assert recorder.calls[-1][1:3] == (0, ()), "every connection is closed"


def test_only_those_are_played_whom_the_city_lets_be_heard(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(UP)
    told = replace(live(seat(COMMUNE, 3), seat(HQ, 1)), queue=SpeakingQueue(heard=(HQ,)))
    glue.on_event(LiveSessionChanged(live=told))
    assert recorder.calls[-1][-1] == (HQ,)


def test_no_roster_before_the_server_has_given_this_seat_a_number(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(LiveSessionChanged(live=live(seat(COMMUNE, 3))))
    glue.on_event(UP)
    glue.on_event(LiveSessionChanged(live=live(seat(COMMUNE, 0), seat(HQ, 1))))
    glue.on_event(LiveSessionChanged(live=replace(live(), seats=(seat(HQ, 1),))))
    assert "roster" not in [call[0] for call in recorder.calls]


def test_signals_pass_both_ways(glue: CallCoordinator, recorder: Recorder) -> None:
    glue.on_event(SignalReceived(site_id=HQ, untrusted_payload="offer"))
    glue.on_event(SignalProduced(site_id=HQ, payload="answer"))
    assert recorder.calls == [("deliver", HQ, "offer"), ("send", HQ, "answer")]


def test_a_restarted_engine_asks_for_a_new_number_only_while_in_a_call(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    restarted = EngineStateChanged(is_up=True, restarts=1)
    glue.on_event(restarted)
    assert recorder.calls == []
    glue.on_event(UP)
    glue.on_event(EngineStateChanged(is_up=False, restarts=1))
    glue.on_event(restarted)
    assert [call[0] for call in recorder.calls] == ["join", "ready", "ready"]


def test_an_engine_that_comes_up_after_the_channel_gets_the_roster_it_could_not_hear(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    glue.on_event(UP)  # the program was restarted in a session, and the engine still loads
    glue.on_event(EngineStateChanged(is_up=True, restarts=0))
    assert [call[0] for call in recorder.calls] == ["join", "ready", "ready"]


def test_an_officer_who_leaves_lets_the_engine_leave(
    glue: CallCoordinator, recorder: Recorder
) -> None:
    for event in (UP, LEFT, UP):
        glue.on_event(event)
    assert [call[0] for call in recorder.calls] == ["join", "ready", "leave", "join", "ready"]


def test_a_taken_seat_leaves_the_call_once(glue: CallCoordinator, recorder: Recorder) -> None:
    glue.on_event(UP)
    glue.on_event(SeatTaken())
    glue.on_event(LEFT)
    glue.on_event(ScheduleChanged())
    assert [call[0] for call in recorder.calls].count("leave") == 1


def test_a_companion_desk_makes_no_call(glue: CallCoordinator, recorder: Recorder) -> None:
    glue.on_event(ChannelChanged(is_connected=True, attempt=0, is_beside=True))
    glue.on_event(EngineStateChanged(is_up=True, restarts=0))
    assert recorder.calls == []
    glue.on_event(UP)
    assert [call[0] for call in recorder.calls] == ["join", "ready"]
