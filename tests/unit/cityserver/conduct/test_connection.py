"""The outbox of one room: ordered, bounded, never waiting."""

import asyncio

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct import connection as outbox
from desktop.cityserver.conduct.connection import GOING_AWAY, Connection
from desktop.contract.channel.media import SignalRelayed
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.seat import CloseCode, Pong
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId, SiteId, UserId
from tests.fakes.fake_clock import NOON

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


@pytest.mark.parametrize("size", [1, 90_000])
async def test_signals_that_are_too_late_are_dropped_and_the_room_stays(size: int) -> None:
    connection = new_connection()
    signal = SignalRelayed(from_site_id="there", payload="x" * size)
    sent = [connection.send_signal(signal) for _ in range(200)]
    assert True in sent
    assert False in sent
    connection.send(Pong(nonce=7))
    assert connection.close_code is None
    texts = await connection.next_texts()
    assert len(texts) == sent.count(True) + 1
    assert Pong.model_validate_json(texts[-1]).nonce == 7
    assert connection.send_signal(signal)  # the room reads again


def typed(site_id: str, text: str) -> LineTyped:
    return LineTyped(site_id=site_id, line_id="line", speaker="Công dân", text=text, at=NOON)


async def test_of_the_open_line_of_each_seat_only_the_newest_waits() -> None:
    connection = new_connection()
    for number in range(outbox.MAX_WAITING_MESSAGES):
        connection.send_line(typed("there", f"{number}" + "x" * 4_000))
        connection.send_line(typed("elsewhere", f"{number}"))
    connection.send(Pong(nonce=7))
    assert connection.close_code is None
    first, second, last = await connection.next_texts()
    newest = f"{outbox.MAX_WAITING_MESSAGES - 1}"
    assert LineTyped.model_validate_json(first) == typed("there", newest + "x" * 4_000)
    assert LineTyped.model_validate_json(second) == typed("elsewhere", newest)
    assert Pong.model_validate_json(last).nonce == 7
    connection.send_line(typed("there", ""))  # the room has read: nothing is replaced any more
    assert len(await connection.next_texts()) == 1


async def test_bytes_of_replaced_lines_do_not_count() -> None:
    connection = new_connection()
    line = typed("there", "x" * 4_000)
    for _ in range(outbox.MAX_WAITING_BYTES // 4_000 + 1):
        connection.send_line(line)
    assert connection.send_signal(SignalRelayed(from_site_id="there", payload="x"))
    assert connection.close_code is None


async def test_a_line_after_the_end_is_not_queued() -> None:
    connection = new_connection()
    connection.send_line(typed("there", "on its way"))
    connection.end(CloseCode.SEAT_TAKEN)
    connection.send_line(typed("there", "x"))
    (text,) = await connection.next_texts()
    assert LineTyped.model_validate_json(text).text == "on its way"
    assert await connection.next_texts() == []
