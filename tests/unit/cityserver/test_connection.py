"""The outbox of one room: ordered, bounded, never waiting."""

import asyncio

import pytest

from desktop.cityserver import connection as outbox
from desktop.cityserver.access import Person
from desktop.cityserver.connection import GOING_AWAY, Connection
from desktop.contract.channel import CloseCode, Pong, SignalRelayed
from desktop.domain.enums import Role
from desktop.domain.ids import SessionId, SiteId, UserId

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

PERSON = Person(user_id=UserId("u"), role=Role.LEADER, site_id=SiteId("here"), family_id="f")


def new_connection() -> Connection:
    return Connection(session_id=SessionId("s"), person=PERSON)


async def test_messages_leave_in_their_order() -> None:
    connection = new_connection()
    for nonce in range(3):
        connection.send(Pong(nonce=nonce))
    assert [Pong.model_validate_json(text).nonce for text in await connection.next_texts()] == [
        0,
        1,
        2,
    ]


async def test_the_writer_waits_for_news() -> None:
    connection = new_connection()
    waiting = asyncio.create_task(connection.next_texts())
    await asyncio.sleep(0)
    assert not waiting.done()
    connection.send(Pong(nonce=1))
    assert len(await waiting) == 1


async def test_an_end_flushes_and_takes_nothing_more() -> None:
    connection = new_connection()
    connection.send(Pong(nonce=1))
    connection.end(CloseCode.SEAT_TAKEN)
    connection.end(GOING_AWAY)
    connection.send(Pong(nonce=2))
    assert len(await connection.next_texts()) == 1
    assert await connection.next_texts() == []
    assert await connection.wait_for_end(0.0) == CloseCode.SEAT_TAKEN


async def test_a_room_that_reads_nothing_is_cut_after_a_bounded_number_of_messages() -> None:
    connection = new_connection()
    for nonce in range(outbox.MAX_WAITING_MESSAGES + 1):
        connection.send(Pong(nonce=nonce))
    assert await connection.wait_for_end(60.0) == GOING_AWAY
    assert await connection.next_texts() == []


async def test_a_room_that_reads_nothing_is_cut_after_a_bounded_number_of_bytes() -> None:
    connection = new_connection()
    large = SignalRelayed(from_site_id="there", payload="x" * 90_000)
    for _ in range(outbox.MAX_WAITING_BYTES // 90_000 + 1):
        connection.send(large)
    assert connection.close_code == GOING_AWAY
