"""An agency is called into an open session: real channels, a real store, sync and HTTP, the city.

It refuses, nobody is there, it leaves by itself. The chair and the commune have their channels;
the agency its store, which is told of the call, and its channel once it has accepted.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.calls.agency_call import MIN_RING_S, AgencyCall, CallStage, Ring
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelRefused, LiveSessionChanged, RingAnswered
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId, SiteId, new_id
from desktop.domain.reception.status import SessionStatus
from desktop.session.channel import ChannelSettings, SessionChannel
from desktop.sync.codes import CallCode
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.traffic.rings import RingBook
from desktop.sync.traffic.with_token import PersonAtCity
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OFFICER,
    PIN,
    STRANGER,
    RunningCityServer,
    seeded_server,
    session_body,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.integration

REASON = "Đang có cuộc họp khác"
LONG_S = 120


class Seat:
    """One desk's channel in the session."""

    def __init__(self, server: RunningCityServer, site_id: SiteId, token: str) -> None:
        self.events = EventRecorder()
        self.channel = SessionChannel(
            settings=ChannelSettings(base_url=server.url, own_site_id=site_id, program_id=new_id()),
            access_token=lambda _refused: token,
            clock=SystemClock(),
            emit=self.events,
            on_changes_available=lambda: None,
        )
        self.channel.start()

    def join(self, session_id: SessionId) -> None:
        before = len(self.events.of(LiveSessionChanged))
        self.channel.join(session_id, JoinWay.TAKE)
        self.events.wait_for(LiveSessionChanged, before + 1)

    @property
    def calls(self) -> tuple[AgencyCall, ...]:
        live = self.channel.live()
        return () if live is None else live.calls or ()

    def has_seat(self, site_id: SiteId) -> bool:
        live = self.channel.live()
        return live is not None and live.seat(site_id) is not None


class Scene:
    """An open session of headquarters and a commune, and an agency's desk elsewhere."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self.session_id = SessionId(f"session-{new_id()}")
        with server.administration() as database:
            body = session_body(HQ, (COMMUNE,))
            put_record(database, kind="session", entity_id=self.session_id, body=body)
        api = HttpCityApi(address=CityAddress(base_url=server.url), clock=SystemClock())
        code = server.new_enrol_code(ELSEWHERE)
        self.agency: DeskSync = stack.enter_context(
            desk_sync(folder, api, ELSEWHERE, enrol_code=code)
        )
        wait_until(lambda: len(self.agency.access.officers()) > 0, "no sign-in list")
        self.agency.access.sign_in(STRANGER, PIN)
        wait_until(lambda: self.agency.access.signed_in() is not None, "nobody is signed in")
        city = PersonAtCity(
            api=api,
            current_token=lambda _refused: self.agency.access.access_token(),
            renew=self.agency.access.refresh,
            wake=self.agency.loop.send_now,
            emit=self.agency.events,
        )
        self.rings = RingBook(items=self.agency.store.items, city=city, clock=SystemClock())
        self.rings.start()
        stack.callback(self.rings.stop)
        self.chair, self.commune = (
            self.seat(site_id, server.sign_in(site_id, user_id).access_token, stack)
            for site_id, user_id in ((HQ, CLERK), (COMMUNE, OFFICER))
        )
        for seat in (self.chair, self.commune):
            seat.join(self.session_id)
        self.chair.channel.open_session()
        wait_until(self.is_open, "it is not open")

    def seat(self, site_id: SiteId, token: str, stack: ExitStack) -> Seat:
        seat = Seat(self.server, site_id, token)
        stack.callback(seat.channel.stop)
        return seat

    def is_open(self) -> bool:
        live = self.commune.channel.live()
        return live is not None and live.status is SessionStatus.IN_SESSION

    def call(self, ring_s: int) -> Ring:
        """The chair rings the agency, whose desk learns of it by its store."""
        known = {one.id for one in self.rings.rings()}
        self.chair.channel.calls.ring(ELSEWHERE, "Loại đất nào được áp dụng?", ring_s)
        wait_until(lambda: {one.id for one in self.rings.rings()} != known, "it is not rung")
        ring = next(one for one in self.rings.rings() if one.id not in known)
        assert ring.summary is not None
        return ring

    def ring(self, ring: Ring) -> Ring:
        """As the agency's desk knows it now."""
        return next(one for one in self.rings.rings() if one.id == ring.id)

    def told(self, stage: CallStage) -> AgencyCall:
        """Of the newest call at both sites that stay, once it has come so far."""
        for seat in (self.chair, self.commune):
            wait_until(lambda one=seat: one.calls[-1].stage is stage, f"not told: {stage}")  # type: ignore[misc]
        assert self.chair.calls == self.commune.calls
        return self.chair.calls[-1]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCityServer]:
    with seeded_server(tmp_path_factory.mktemp("city-server")) as server:
        yield server


@pytest.fixture
def scene(city: RunningCityServer, tmp_path: Path) -> Iterator[Scene]:
    with ExitStack() as stack:
        yield Scene(city, tmp_path / "agency", stack)


def test_an_agency_that_refuses_is_told_with_its_reason_and_has_no_seat(scene: Scene) -> None:
    ring = scene.call(LONG_S)
    scene.rings.refuse(ring, REASON)
    call = scene.told(CallStage.REFUSED)
    assert (call.reason, call.answered_at, call.joined_at) == (REASON, call.ended_at, None)
    assert scene.agency.events.wait_for(RingAnswered).stage is CallStage.REFUSED
    wait_until(lambda: scene.ring(ring).summary is None, "the matter stays there")
    assert not scene.chair.has_seat(ELSEWHERE)
    scene.rings.accept(ring)
    assert scene.agency.events.wait_for(ActionFailed).code == CallCode.NOT_TAKEN


def test_an_agency_where_nobody_sits_rings_no_more_and_cannot_accept_later(scene: Scene) -> None:
    ring = scene.call(MIN_RING_S)
    call = scene.told(CallStage.NO_ANSWER)
    assert call.ended_at == call.rings_until
    wait_until(lambda: scene.ring(ring).stage is CallStage.NO_ANSWER, "it rings on there")
    assert scene.ring(ring).summary is None
    scene.rings.accept(ring)
    assert scene.agency.events.wait_for(ActionFailed).code == CallCode.NOT_TAKEN
    assert scene.told(CallStage.NO_ANSWER) == call


def test_an_agency_leaves_by_itself_and_is_out_until_it_is_called_again(scene: Scene) -> None:
    scene.rings.accept(scene.call(LONG_S))
    scene.told(CallStage.LISTENING)
    token = scene.agency.access.access_token()
    assert token is not None
    with ExitStack() as stack:
        there = scene.seat(ELSEWHERE, token, stack)
        there.join(scene.session_id)
        there.channel.calls.join_in()
        scene.told(CallStage.JOINED)
        wait_until(lambda: scene.commune.has_seat(ELSEWHERE), "it has no seat")
        there.channel.leave()
        call = scene.told(CallStage.LET_GO)
        assert call.left_itself
        assert not scene.chair.has_seat(ELSEWHERE)
        there.channel.join(scene.session_id, JoinWay.TAKE)
        assert there.events.wait_for(ChannelRefused).code == "K-143"
        scene.rings.accept(scene.call(LONG_S))
        scene.told(CallStage.LISTENING)
        there.join(scene.session_id)
        assert [one.stage for one in scene.chair.calls] == [CallStage.LET_GO, CallStage.LISTENING]
