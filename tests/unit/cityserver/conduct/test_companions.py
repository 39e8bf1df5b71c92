"""A second PC of a site: what it may say, whom it leaves alone, and how it comes and goes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from desktop.cityserver.access.route_rights import MESSAGE_RIGHTS, SEAT_MESSAGES
from desktop.cityserver.conduct.connection import GOING_AWAY
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import Live, NotDone, dump_live, parse_live
from desktop.cityserver.conduct.live.rules import Actor, check_may_say, check_right
from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.workers.bus import LocalBus
from desktop.contract.base import Received
from desktop.contract.channel.conduct import OpenSession, PauseSession, SetStep
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.media import MediaReady, SetMedia, Signal
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.seat import CloseCode
from desktop.contract.channel.signing import TellText
from desktop.contract.channel.trial import SenseSites
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.companion import MAX_COMPANIONS_OF_SITE, JoinWay
from desktop.domain.conduct.trial import trial_id
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.hub_seats import TYPED, Seated, connected, connection_of, new_hub, seated
from tests.rigs.city.running_city_server import (
    COMMUNE,
    CONNECTING_SESSION,
    HQ,
    LATER_SESSION,
    SESSION,
)
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit

BESIDE = JoinWay.BESIDE


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    return new_hub(city, clock)


def kept(city: Database) -> Live:
    """As the database has it."""
    found = LiveStore(database=city, clock=FakeClock(), bus=LocalBus()).load(SessionId(SESSION))
    assert found is not None
    return found.live


@asynccontextmanager
async def beside(
    hub: Hub, site_id: SiteId, program: str, role: Role = Role.HQ_CLERK
) -> AsyncIterator[Seated]:
    """A companion desk, on a PC of its own."""
    connection = connection_of(site_id, role=role, way=BESIDE, room=f"pc-{program}")
    async with connected(hub, connection, program) as one:
        yield one


@asynccontextmanager
async def pc(
    hub: Hub, site_id: SiteId, program: str, room: str, way: JoinWay = JoinWay.TAKE
) -> AsyncIterator[Seated]:
    """A program on a PC of this name, at the seat."""
    async with connected(hub, connection_of(site_id, way=way, room=room), program) as one:
        yield one


async def companions(one: Seated) -> list[tuple[str, str]]:
    """By site and role, as this room was told."""
    return [(each["site_id"], each["role"]) for each in (await one.state())["companions"]]


def actor(role: Role, *, is_central: bool, is_beside: bool) -> Actor:
    return Actor(
        site_id=HQ,
        role=role,
        is_central=is_central,
        is_practice=False,
        scope=Scope.COMMUNE,
        is_beside=is_beside,
    )


# ---- rights ------------------------------------------------------------------------------------


@every_row("kind", MESSAGE_RIGHTS)
@every_row("role", Role)
@every_row("is_central", [True, False])
def test_a_companion_desk_says_what_its_person_may_say_but_nothing_of_media(
    kind: type[Received], role: Role, is_central: bool
) -> None:
    def refusal(one: Actor) -> ProblemCode | None:
        try:
            check_may_say(one, kind)
        except NotDone as refused:
            return refused.code
        return None

    at_the_seat = refusal(actor(role, is_central=is_central, is_beside=False))
    beside = refusal(actor(role, is_central=is_central, is_beside=True))
    if kind in SEAT_MESSAGES:
        assert beside is ProblemCode.FORBIDDEN
    else:
        assert beside == at_the_seat


def test_media_the_lamp_and_the_text_that_is_there_are_the_messages_of_the_seat() -> None:
    assert {MediaReady, SetMedia, Signal, SenseSites, TellLamp, TellText} == SEAT_MESSAGES
    for kind in SEAT_MESSAGES:
        check_right(actor(Role.SECRETARY, is_central=True, is_beside=True), MESSAGE_RIGHTS[kind])


# ---- joining -----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_it_joins_beside_the_seat_and_everybody_is_told(hub: Hub) -> None:
    async with seated(hub, HQ, program="one") as chair, seated(hub, COMMUNE) as commune:
        await hub.carry_out(chair.connection, MediaReady())
        before = (await commune.seats())[HQ]
        async with beside(hub, HQ, "two", Role.SECRETARY) as secretary:
            (welcome,) = await secretary.read()
            assert welcome["ice_servers"] == []
            assert welcome["site_id"] == HQ
            for one in (chair, commune, secretary):
                assert await companions(one) == [(HQ, "secretary")]
                assert (await one.seats())[HQ] == before
            assert chair.connection.close_code is None
        assert await companions(commune) == []
        assert (await commune.seats())[HQ] == before


@pytest.mark.asyncio
async def test_who_asks_for_a_seat_that_another_pc_has_is_told_and_takes_nothing(hub: Hub) -> None:
    async with pc(hub, HQ, "one", "pc-1") as first:
        with pytest.raises(NotLetIn) as refused:
            async with pc(hub, HQ, "two", "pc-2", JoinWay.ASK):
                pass
        assert refused.value.close_code is CloseCode.SEAT_IN_USE
        await hub.carry_out(first.connection, AskFloor(has_hand_up=True))
        async with pc(hub, HQ, "two", "pc-2", JoinWay.TAKE):
            assert first.connection.close_code == CloseCode.SEAT_TAKEN


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("program", "room", "is_let_in"),
    [("one", "pc-2", True), ("two", "pc-1", True), ("two", "pc-2", False), ("two", "", False)],
)
async def test_the_same_program_and_one_started_anew_on_the_same_pc_come_back(
    hub: Hub, program: str, room: str, is_let_in: bool
) -> None:
    async with pc(hub, HQ, "one", "pc-1"):
        try:
            async with pc(hub, HQ, program, room, JoinWay.ASK):
                assert is_let_in
        except NotLetIn:
            assert not is_let_in


@pytest.mark.asyncio
async def test_a_seat_that_nobody_is_connected_to_is_free(hub: Hub) -> None:
    async with pc(hub, HQ, "one", "pc-1"):
        pass
    async with pc(hub, HQ, "two", "pc-2", JoinWay.ASK) as second:
        assert (await second.seats())[HQ]["is_connected"]


@pytest.mark.asyncio
async def test_the_city_limits_the_companion_desks_of_a_site(hub: Hub) -> None:
    async with seated(hub, HQ, program="main"), seated(hub, COMMUNE) as commune:
        async with (
            beside(hub, HQ, "two"),
            beside(hub, HQ, "three"),
        ):
            assert len(await companions(commune)) == MAX_COMPANIONS_OF_SITE
            with pytest.raises(NotLetIn) as refused:
                async with beside(hub, HQ, "four"):
                    pass
            assert refused.value.close_code is CloseCode.NO_ROOM_BESIDE
            async with beside(hub, COMMUNE, "five"):
                assert len(await companions(commune)) == MAX_COMPANIONS_OF_SITE + 1
        async with beside(hub, HQ, "four"):
            assert await companions(commune) == [(HQ, "hq_clerk")]


@pytest.mark.asyncio
async def test_a_trial_and_a_session_that_is_not_called_have_no_companions(hub: Hub) -> None:
    call_id = trial_id(SessionId(LATER_SESSION))
    assert call_id is not None
    for session_id in (call_id, LATER_SESSION):
        connection = connection_of(HQ, session_id, way=BESIDE)
        with pytest.raises(NotLetIn) as refused:
            async with connected(hub, connection, "two"):
                pass
        assert refused.value.close_code in {CloseCode.NO_SEAT, CloseCode.NO_SESSION}


# ---- saying ------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_the_clerk_conducts_for_the_chair_and_the_secretary_does_not(hub: Hub) -> None:
    async with (
        seated(hub, HQ, program="one", role=Role.LEADER) as chair,
        beside(hub, HQ, "two", Role.HQ_CLERK) as clerk,
        beside(hub, HQ, "three", Role.SECRETARY) as secretary,
    ):
        await hub.carry_out(clerk.connection, OpenSession())
        assert (await chair.state())["status"] == "in_session"
        with pytest.raises(NotDone) as refused:
            await hub.carry_out(secretary.connection, PauseSession(reason="break"))
        assert refused.value.code is ProblemCode.FORBIDDEN
        await hub.carry_out(secretary.connection, SetStep(step="roll_call"))
        assert (await chair.state())["step"] == "roll_call"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "message",
    [MediaReady(), SetMedia(is_microphone_on=True, is_camera_on=True), SenseSites(sites=())],
)
async def test_its_microphone_stays_shut_whatever_it_says(
    hub: Hub, message: MediaReady | SetMedia | SenseSites
) -> None:
    async with (
        seated(hub, HQ, program="one") as chair,
        beside(hub, HQ, "two", Role.LEADER) as second,
    ):
        before = (await chair.state())["seq"]
        with pytest.raises(NotDone) as refused:
            await hub.carry_out(second.connection, message)
        assert refused.value.code is ProblemCode.FORBIDDEN
        with pytest.raises(NotDone):
            hub.relay_signal(second.connection, Signal(to_site_id=COMMUNE, payload="offer"))
        assert (await chair.state())["seq"] == before


@pytest.mark.asyncio
async def test_a_signal_to_its_site_reaches_the_seat_alone(hub: Hub) -> None:
    async with (
        seated(hub, HQ, program="one") as chair,
        beside(hub, HQ, "two") as second,
        seated(hub, COMMUNE) as commune,
    ):
        hub.relay_signal(commune.connection, Signal(to_site_id=HQ, payload="offer"))
        assert [one["type"] for one in await chair.read()][-1] == "signal"
        assert "signal" not in [one["type"] for one in await second.read()]


@pytest.mark.asyncio
async def test_open_lines_of_the_two_desks_of_a_site_are_told_apart(hub: Hub) -> None:
    async with (
        seated(hub, HQ, program="one") as chair,
        beside(hub, HQ, "two", Role.SECRETARY) as second,
        seated(hub, COMMUNE) as commune,
    ):
        for one in (chair, second, commune):
            await one.read()
        hub.relay_line(chair.connection, TYPED)
        hub.relay_line(second.connection, TYPED)
        told = [(one["site_id"], one["typist"]) for one in await commune.read()]
        assert told == [(HQ, ""), (HQ, "two")]
        assert [one["typist"] for one in await chair.read()] == ["two"]
        assert [one["typist"] for one in await second.read()] == [""]


@pytest.mark.asyncio
async def test_opposite_keys_of_the_two_desks_are_carried_out_one_after_the_other(hub: Hub) -> None:
    async with (
        seated(hub, HQ, program="one", role=Role.LEADER) as chair,
        beside(hub, HQ, "two", Role.HQ_CLERK) as clerk,
        seated(hub, COMMUNE) as commune,
    ):
        await hub.carry_out(chair.connection, OpenSession())
        await asyncio.gather(
            hub.carry_out(chair.connection, GiveFloor(site_id=COMMUNE)),
            hub.carry_out(clerk.connection, GiveFloor(site_id=None)),
        )
        told = [await one.state() for one in (chair, clerk, commune)]
        assert told[0] == told[1] == told[2]
        both = await asyncio.gather(
            hub.carry_out(chair.connection, PauseSession(reason="break")),
            hub.carry_out(clerk.connection, PauseSession(reason="order")),
            return_exceptions=True,
        )
        assert [type(one) for one in both].count(NotDone) == 1, "the second finds it paused"
        told = [await one.state() for one in (chair, clerk, commune)]
        assert told[0] == told[1] == told[2]
        assert len(told[0]["pauses"]) == 1


# ---- going -------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_companion_that_leaves_takes_neither_seat_nor_hand_along(hub: Hub) -> None:
    async with (
        seated(hub, COMMUNE, program="one") as officer,
        beside(hub, COMMUNE, "two", Role.SECRETARY) as secretary,
        seated(hub, HQ) as hq,
    ):
        await hub.carry_out(secretary.connection, AskFloor(has_hand_up=True))
        await hub.leave(secretary.connection)
        assert await companions(hq) == []
        seat = (await hq.seats())[COMMUNE]
        assert (seat["is_connected"], seat["has_hand_up"]) == (True, True)
        with pytest.raises(NotDone):
            await hub.carry_out(secretary.connection, AskFloor(has_hand_up=False))
        await hub.carry_out(officer.connection, AskFloor(has_hand_up=False))


@pytest.mark.asyncio
async def test_the_first_pc_killed_in_its_turn_leaves_the_companion_which_may_take_over(
    hub: Hub,
) -> None:
    async with seated(hub, HQ) as hq:
        async with beside(hub, COMMUNE, "two") as second:
            async with pc(hub, COMMUNE, "one", "pc-1"):
                await hub.carry_out(hq.connection, OpenSession())
                await hub.carry_out(hq.connection, GiveFloor(site_id=COMMUNE))
            state = await second.state()
            assert not (await second.seats())[COMMUNE]["is_connected"]
            assert state["speaking_site_id"] == COMMUNE
            assert await companions(hq) == [(COMMUNE, "hq_clerk")]
            await hub.leave(second.connection)
        async with pc(hub, COMMUNE, "two", "pc-two") as taken:
            await hub.carry_out(taken.connection, MediaReady())
            state = await hq.state()
            assert state["speaking_site_id"] == COMMUNE, "the turn is the site's"
            assert state["companions"] == []
            assert (await hq.seats())[COMMUNE]["media_number"] > 0


@pytest.mark.asyncio
async def test_a_companion_whose_line_breaks_dials_again_in_its_own_place(hub: Hub) -> None:
    async with seated(hub, HQ) as hq, beside(hub, HQ, "two") as former:
        async with beside(hub, HQ, "two") as again:
            assert former.connection.close_code == GOING_AWAY
            assert await companions(again) == [(HQ, "hq_clerk")]
        assert await companions(hq) == []


@pytest.mark.asyncio
async def test_a_program_is_never_in_the_seat_and_beside_it(hub: Hub) -> None:
    async with (
        seated(hub, COMMUNE) as other,
        seated(hub, HQ, program="one") as seat,
        beside(hub, HQ, "one"),
    ):
        assert not (await other.seats())[HQ]["is_connected"]
        with pytest.raises(NotDone):
            await hub.carry_out(seat.connection, AskFloor(has_hand_up=True))
        async with seated(hub, HQ, program="one"):
            assert await companions(other) == []
            assert (await other.seats())[HQ]["is_connected"]


@pytest.mark.asyncio
async def test_who_signs_out_beside_the_seat_is_out(hub: Hub) -> None:
    connection = connection_of(HQ, way=BESIDE, family="x")
    async with seated(hub, HQ), connected(hub, connection, "two") as second:
        assert hub.count() == 2
        hub.end_sign_in("x")
        assert second.connection.close_code == CloseCode.NOT_SIGNED_IN


@pytest.mark.asyncio
async def test_a_killed_city_forgets_companions_that_do_not_come_back(
    city: Database, clock: FakeClock, hub: Hub
) -> None:
    async with seated(hub, HQ), beside(hub, HQ, "two"):
        live = kept(city)
        assert [one.program_id for one in live.beside] == ["two"]
        assert parse_live(dump_live(live)) == live
        async with seated(new_hub(city, clock), COMMUNE) as commune:
            assert await companions(commune) == []


@pytest.mark.asyncio
async def test_called_rooms_are_complete_by_their_seats_alone(hub: Hub) -> None:
    connection = connection_of(HQ, CONNECTING_SESSION, way=BESIDE)
    async with (
        connected(hub, connection, "two") as second,
        seated(hub, COMMUNE, CONNECTING_SESSION),
    ):
        assert (await second.state())["status"] == "connecting"
        async with seated(hub, HQ, CONNECTING_SESSION, program="one"):
            assert (await second.state())["status"] == "ready"
