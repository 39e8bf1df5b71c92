"""SessionChannel against the real city server: two rooms meet, and stay met."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.access.person import Role
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    LiveSessionChanged,
    OpenLineChanged,
    SeatInUse,
    SeatTaken,
)
from desktop.domain.conduct.live_session import LiveSession, OpenLine, Seat
from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId, SiteId, UserId, new_id
from desktop.domain.media.events import SignalReceived
from desktop.domain.reception.ending import ENDINGS
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.session.channel import ChannelSettings, SessionChannel
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    LATER_SESSION,
    OFFICER,
    SESSION,
    STRICT_SESSION,
    RunningCityServer,
    seeded_server,
    session_body,
)
from tests.rigs.desk.event_recorder import EventRecorder
from tests.rigs.system.pc_speed import by_this_pc_s
from tests.samples.steps import steps_to

pytestmark = pytest.mark.integration

BACK_WITHIN_S = 10.0
"""Two seconds on an idle PC: the longest pause between two tries is 1.5 s."""

HINT_WITHIN_S = 5.0
"""30 ms on an idle PC; what is not told at once comes with the next answer, or never."""

REASON = "Đường truyền đứt hẳn, đã chờ 25 phút"
AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)


class Room:
    """One desk's channel."""

    def __init__(self, server: RunningCityServer, site_id: SiteId, user_id: UserId) -> None:
        self.site_id = site_id
        self.is_killed = False
        self.events = EventRecorder()
        self.changes = threading.Semaphore(0)
        self.tokens = [server.sign_in(site_id, user_id).access_token]
        self.channel = SessionChannel(
            settings=ChannelSettings(base_url=server.url, own_site_id=site_id, program_id=new_id()),
            access_token=lambda _refused: self.tokens[-1],
            clock=SystemClock(),
            emit=self.events,
            on_changes_available=self.changes.release,
        )

    @property
    def live(self) -> LiveSession | None:
        return self.channel.live()

    def seat(self, site_id: SiteId) -> Seat | None:
        return None if self.live is None else self.live.seat(site_id)

    def number(self, site_id: SiteId) -> int:
        seat = self.seat(site_id)
        return 0 if seat is None else seat.media_number

    def is_connected(self) -> bool:
        changes = self.events.of(ChannelChanged)
        return bool(changes) and changes[-1].is_connected

    def kill(self) -> None:
        """It ends without a word."""
        self.is_killed = True
        self.channel.stop()

    def has_left(self) -> bool:
        return self.live is None

    def sees_both_engines(self) -> bool:
        return self.number(COMMUNE) > 0 and self.number(HQ) > 0

    def join(self, session_id: str = SESSION, way: JoinWay = JoinWay.TAKE) -> None:
        self.channel.join(SessionId(session_id), way)
        self.events.wait_for(LiveSessionChanged)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCityServer]:
    """One server for all tests here; every room gives its seat back at its end."""
    with seeded_server(tmp_path_factory.mktemp("city-server")) as server:
        yield server


@pytest.fixture
def open_room(city: RunningCityServer) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def open_it(site_id: SiteId, user_id: UserId) -> Room:
        room = Room(city, site_id, user_id)
        room.channel.start()
        rooms.append(room)
        return room

    yield open_it
    for room in rooms:
        if not room.is_killed:
            room.channel.leave()
            until(room.has_left)
            room.channel.stop()


@pytest.fixture
def commune(open_room: Callable[..., Room]) -> Room:
    return open_room(COMMUNE, OFFICER)


@pytest.fixture
def hq(open_room: Callable[..., Room]) -> Room:
    return open_room(HQ, CLERK)


def until(condition: Callable[[], bool], *rooms: Room) -> None:
    """rooms: what they know is told when it never comes true."""
    deadline_s = time.monotonic() + PATIENCE_S
    waiting = threading.Event()
    while not condition():
        assert time.monotonic() < deadline_s, [(one.live, one.events.events) for one in rooms]
        waiting.wait(0.005)


def meet(commune: Room, hq: Room, session_id: str = SESSION) -> None:
    """Both rooms joined, both engines up."""
    for room in (commune, hq):
        room.join(session_id)
        room.channel.announce_media_ready()
    for room in (commune, hq):
        until(room.sees_both_engines, commune, hq)


def numbers(room: Room) -> set[int]:
    """Every media number this room ever heard of the other's seat."""
    other = HQ if room.site_id == COMMUNE else COMMUNE
    return {
        seat.media_number
        for event in room.events.of(LiveSessionChanged)
        for seat in event.live.seats
        if seat.site_id == other
    }


def test_two_rooms_see_each_other_and_their_engines(commune: Room, hq: Room) -> None:
    # one that no other test here opens: in an open session a microphone needs the floor
    meet(commune, hq, STRICT_SESSION)
    assert commune.number(COMMUNE) == hq.number(COMMUNE)
    assert commune.number(HQ) == hq.number(HQ)
    commune.channel.set_media(is_microphone_on=True, is_camera_on=True)
    until(lambda: (seat := hq.seat(COMMUNE)) is not None and seat.is_microphone_on, commune, hq)


def test_signals_pass_between_engines(commune: Room, hq: Room) -> None:
    meet(commune, hq)
    commune.channel.send_signal(HQ, "v=0 offer")
    received = hq.events.wait_for(SignalReceived)
    assert (received.site_id, received.untrusted_payload) == (COMMUNE, "v=0 offer")


def test_the_open_line_is_seen_at_once(commune: Room, hq: Room) -> None:
    meet(commune, hq)
    line = OpenLine(
        line_id=MinuteLineId("line-1"), site_id=COMMUNE, speaker="Công dân", text="Đề", at=AT
    )
    began_s = time.monotonic()
    commune.channel.type_line(line)
    assert hq.events.wait_for(OpenLineChanged).line == line
    assert time.monotonic() - began_s <= by_this_pc_s(HINT_WITHIN_S)


def test_the_chair_conducts_and_everybody_follows(commune: Room, hq: Room) -> None:
    meet(commune, hq)
    hq.channel.open_session()
    until(lambda: commune.live is not None and commune.live.status is SessionStatus.IN_SESSION)
    for step in steps_to(Step.PRESENTATION):
        hq.channel.set_step(step)
    commune.channel.ask_floor(has_hand_up=True)
    until(lambda: (seat := hq.seat(COMMUNE)) is not None and seat.has_hand_up)
    hq.channel.give_floor(COMMUNE)
    until(lambda: commune.live is not None and commune.live.speaking_site_id == COMMUNE)
    hq.channel.pause_session(PauseReason.BREAK)
    until(lambda: commune.live is not None and commune.live.status is SessionStatus.PAUSED)
    hq.channel.resume_session()
    until(lambda: commune.live is not None and commune.live.step is Step.PRESENTATION)


@pytest.mark.parametrize("status", ENDINGS)
def test_a_session_that_is_ended_is_over_at_every_site_with_its_reason(
    city: RunningCityServer, commune: Room, hq: Room, status: SessionStatus
) -> None:
    session_id = f"session-{status}"
    with city.administration() as database:
        put_record(database, "session", session_id, session_body(HQ, (COMMUNE,)))
    for room in (commune, hq):
        room.join(session_id)
    hq.channel.end_session(status, REASON)
    failed = hq.events.wait_for(ActionFailed)
    assert (failed.action, failed.data) == ("end_session", {"reason": "not_allowed_now"})
    hq.channel.open_session()
    hq.channel.give_floor(COMMUNE)
    until(lambda: commune.live is not None and commune.live.speaking_site_id == COMMUNE)
    hq.channel.end_session(status, REASON)
    until(lambda: commune.live is not None and commune.live.status is status)
    assert commune.live is not None
    ending = commune.live.ending
    assert ending is not None
    assert (ending.status, ending.reason) == (status, REASON)
    assert commune.live.speaking_site_id is None
    until(lambda: hq.live is not None and hq.live.ending == ending)
    with city.offline():  # the city restarts, and both rooms dial again
        until(lambda: not commune.is_connected() and not hq.is_connected())
        commune.events.clear()
    assert commune.events.wait_for(LiveSessionChanged).live.ending == ending


def test_what_the_server_refuses_is_told_to_the_one_who_asked(commune: Room, hq: Room) -> None:
    meet(commune, hq)
    hq.channel.resume_session()
    failed = hq.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("resume_session", "K-107")
    assert failed.data == {"reason": "not_allowed_now"}
    assert hq.is_connected()


def test_a_killed_server_costs_no_seat_and_no_connection(
    city: RunningCityServer, commune: Room, hq: Room
) -> None:
    meet(commune, hq)
    before = (commune.number(COMMUNE), commune.number(HQ))
    city.kill()
    until(lambda: not commune.is_connected() and not hq.is_connected())
    commune.events.clear()
    hq.events.clear()
    city.start()
    back_at_s = time.monotonic()
    until(lambda: commune.is_connected() and hq.is_connected())
    assert time.monotonic() - back_at_s <= by_this_pc_s(BACK_WITHIN_S)
    until(lambda: (seat := commune.seat(HQ)) is not None and seat.is_connected)
    assert (commune.number(COMMUNE), commune.number(HQ)) == before
    assert (hq.number(COMMUNE), hq.number(HQ)) == before
    assert numbers(commune) == {before[1]}, "no state ever said that the other's engine is gone"
    assert numbers(hq) == {before[0]}
    commune.channel.send_signal(HQ, "after the break")
    assert hq.events.wait_for(SignalReceived).untrusted_payload == "after the break"


def test_sync_is_woken_when_the_line_returns(city: RunningCityServer, commune: Room) -> None:
    commune.join()
    assert commune.changes.acquire(timeout=PATIENCE_S)
    with city.offline():
        until(lambda: not commune.is_connected())
        while commune.changes.acquire(blocking=False):
            pass
    assert commune.changes.acquire(timeout=PATIENCE_S)


def test_a_restarted_engine_gets_a_new_number_and_the_other_keeps_its_own(
    commune: Room, hq: Room
) -> None:
    meet(commune, hq)
    old, other = commune.number(COMMUNE), commune.number(HQ)
    commune.channel.announce_media_ready()
    until(lambda: hq.number(COMMUNE) > max(old, other))
    until(lambda: commune.number(COMMUNE) == hq.number(COMMUNE))
    assert hq.number(HQ) == other


def test_a_second_program_takes_the_seat_and_the_first_is_told(
    commune: Room, hq: Room, open_room: Callable[..., Room]
) -> None:
    meet(commune, hq)
    second = open_room(COMMUNE, OFFICER)
    second.join()
    commune.events.wait_for(SeatTaken)
    assert second.number(COMMUNE) == 0, "the former program's engine is not the second's"
    second.channel.announce_media_ready()
    until(lambda: second.number(COMMUNE) > 0)
    assert hq.number(HQ) == second.number(HQ)


def is_connected(room: Room, site_id: SiteId) -> bool:
    seat = room.seat(site_id)
    return seat is not None and seat.is_connected


def beside(room: Room, *, roles: tuple[Role, ...]) -> bool:
    """Whether these companion desks are told there."""
    told = () if room.live is None else room.live.companions or ()
    return tuple(one.role for one in told) == roles


def test_a_second_pc_is_asked_and_joins_beside_the_seat(
    city: RunningCityServer, commune: Room, hq: Room, open_room: Callable[..., Room]
) -> None:
    secretary = UserId("secretary-beside")
    city.add_user(secretary, (COMMUNE,), Role.SECRETARY)
    meet(commune, hq)
    before = commune.number(COMMUNE)
    second = open_room(COMMUNE, secretary)
    second.channel.join(SessionId(SESSION), JoinWay.ASK)
    second.events.wait_for(SeatInUse)
    second.join(way=JoinWay.BESIDE)
    for room in (commune, hq, second):
        until(lambda room=room: beside(room, roles=(Role.SECRETARY,)), room)  # type: ignore[misc]
    assert second.channel.ice_servers() == ()
    second.channel.announce_media_ready()
    second.channel.set_media(is_microphone_on=True, is_camera_on=True)
    line = OpenLine(
        line_id=MinuteLineId("line-2"), site_id=COMMUNE, speaker="Công dân", text="Đề", at=AT
    )
    second.channel.type_line(line)
    for room in (commune, hq):
        told = room.events.wait_for(OpenLineChanged).line
        assert (told.site_id, told.text) == (COMMUNE, "Đề")
        assert told.typist
    assert hq.number(COMMUNE) == before, "no engine of it ever was told"
    second.channel.leave()
    until(lambda: beside(hq, roles=()), hq)
    assert is_connected(hq, COMMUNE)


def test_the_clerk_conducts_beside_the_chair_whose_opposite_key_comes_at_once(
    city: RunningCityServer, commune: Room, open_room: Callable[..., Room]
) -> None:
    leader = UserId("leader-at-the-seat")
    city.add_user(leader, (HQ,), Role.LEADER)
    with city.administration() as database:
        put_record(database, "session", "session-two-pcs", session_body(HQ, (COMMUNE,)))
    chair, clerk = open_room(HQ, leader), open_room(HQ, CLERK)
    for room, way in ((commune, JoinWay.ASK), (chair, JoinWay.ASK), (clerk, JoinWay.BESIDE)):
        room.join("session-two-pcs", way)
    clerk.channel.open_session()
    until(lambda: commune.live is not None and commune.live.status is SessionStatus.IN_SESSION)
    chair.channel.give_floor(COMMUNE)
    clerk.channel.give_floor(None)
    chair.channel.pause_session(PauseReason.BREAK)
    clerk.channel.pause_session(PauseReason.ORDER)
    rooms = (commune, chair, clerk)
    until(lambda: all(one.live is not None and one.live.pauses for one in rooms), *rooms)

    def seqs() -> set[int]:
        return {one.live.seq for one in rooms if one.live is not None}

    until(lambda: len(seqs()) == 1, *rooms)
    pauses = {one.live.pauses for one in rooms if one.live is not None}
    assert len(pauses) == 1, "every desk tells the same one"
    (kept,) = pauses
    assert kept is not None
    assert len(kept) == 1


def test_the_first_pc_is_killed_in_its_turn_and_the_companion_takes_over(
    city: RunningCityServer, hq: Room, open_room: Callable[..., Room]
) -> None:
    with city.administration() as database:
        put_record(database, "session", "session-killed", session_body(HQ, (COMMUNE,)))
    first, second = open_room(COMMUNE, OFFICER), open_room(COMMUNE, OFFICER)
    for room, way in ((hq, JoinWay.ASK), (first, JoinWay.ASK), (second, JoinWay.BESIDE)):
        room.join("session-killed", way)
    first.channel.announce_media_ready()
    until(lambda: hq.number(COMMUNE) > 0, hq)
    hq.channel.open_session()
    hq.channel.give_floor(COMMUNE)
    until(lambda: second.live is not None and second.live.speaking_site_id == COMMUNE, second)
    former = hq.number(COMMUNE)
    first.kill()
    until(lambda: not is_connected(second, COMMUNE), second)
    assert second.is_connected()
    second.channel.join(SessionId("session-killed"), JoinWay.TAKE)
    until(lambda: is_connected(hq, COMMUNE), hq)
    until(lambda: second.live is not None and beside(second, roles=()), second)
    second.channel.announce_media_ready()
    until(lambda: hq.number(COMMUNE) > former, hq)
    assert hq.live is not None
    assert hq.live.speaking_site_id == COMMUNE


def test_the_named_deputy_conducts_while_the_chair_is_lost(
    city: RunningCityServer, commune: Room, open_room: Callable[..., Room]
) -> None:
    person = {
        "full_name": "Nguyễn Văn Mẫu",
        "label": "Phó Chủ tịch xã",
        "title": "Phó Chủ tịch",
        "agency": "UBND xã",
        "role": "co_chair",
        "site_id": COMMUNE,
        "attended": True,
        "absent_reason": "",
    }
    plan = {**session_body(HQ, (COMMUNE,), is_practice=False), "participants": [person]}
    with city.administration() as database:
        put_record(database, "session", "session-deputy", plan)
    lost = open_room(HQ, CLERK)
    for room in (commune, lost):
        room.join("session-deputy")
    lost.channel.open_session()
    until(lambda: commune.live is not None and commune.live.status is SessionStatus.IN_SESSION)
    commune.channel.pause_session(PauseReason.BREAK)
    refused = commune.events.wait_for(ActionFailed)
    assert refused.data == {"reason": "forbidden"}
    lost.kill()
    until(lambda: commune.live is not None and commune.live.deputy is not None, commune)
    assert commune.live is not None
    assert commune.live.deputy is not None
    assert commune.live.deputy.site_id == COMMUNE
    commune.channel.pause_session(PauseReason.BREAK)
    until(lambda: commune.live is not None and commune.live.status is SessionStatus.PAUSED)
    back = open_room(HQ, CLERK)
    back.join("session-deputy")
    until(lambda: commune.live is not None and commune.live.deputy is None, commune)


def test_a_killed_companion_leaves_the_seat_as_it_was(
    commune: Room, hq: Room, open_room: Callable[..., Room]
) -> None:
    meet(commune, hq)
    second = open_room(COMMUNE, OFFICER)
    second.join(way=JoinWay.BESIDE)
    until(lambda: beside(hq, roles=(Role.ROOM_OFFICER,)), hq)
    second.kill()
    until(lambda: beside(hq, roles=()), hq)
    assert is_connected(hq, COMMUNE)
    assert commune.is_connected()


def test_leaving_gives_the_seat_back(commune: Room, hq: Room) -> None:
    meet(commune, hq)
    commune.channel.leave()
    until(lambda: hq.seat(COMMUNE) is None)
    until(lambda: commune.live is None)
    commune.join()
    until(lambda: hq.seat(COMMUNE) is not None)


@pytest.mark.parametrize(
    ("session_id", "code"), [("no-such-session", "K-144"), (LATER_SESSION, "K-143")]
)
def test_a_session_that_cannot_be_joined_is_told(commune: Room, session_id: str, code: str) -> None:
    commune.channel.join(SessionId(session_id))
    assert commune.events.wait_for(ChannelRefused).code == code


def test_a_token_the_city_does_not_know_means_signed_out(
    commune: Room,
) -> None:
    commune.tokens.append("nobody")
    commune.channel.join(SessionId(SESSION))
    assert commune.events.wait_for(ChannelRefused).code == "K-140"
