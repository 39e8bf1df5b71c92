"""A whole city returns in one instant: the real server on PostgreSQL with two workers.

python -m tests.bench.city --json

waiting_*, polling_*: 130 rooms that have pulled everything, for twenty seconds in which nothing
happens: as desks do (each waits for news, and pulls every IDLE_POLL_S), and as they would by pulls
alone often enough to see a plan in two seconds. news_*: one room after another is told something
while all wait: from the write to the end of the pull that brings it. news_all_*: all at once.
drain_*: 130 rooms with 150 queued notes each push at once, as desks do, in requests of AT_ONCE
notes; percentiles are of a request, drain_room_p99_ms until all notes of a room are known.
typing_*: the open lines of 130 rooms, five a second each, from the key to the chair of their
session (43 sessions of three rooms and a chair, one of one). push_*, pull_*: one room after the
other and nobody else: notes a second, and notes for each second that a core worked for the server
processes. Rooms and chairs live in this process, on the same cores as servers and database: *_cores
is what each of them took. steady_ms: a piece of work that is always the same, for comparing.
"""

import argparse
import asyncio
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from desktop.contract.version import (
    CHANNEL_PING_S,
    CONTRACT_VERSION,
    LISTEN_S,
    VERSION_HEADER,
)
from desktop.sync.traffic.exchange import AT_ONCE
from desktop.sync.traffic.plan import IDLE_POLL_S
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import line_body
from tests.rigs.city.whole_city import City, Room, Took, running_city

NOTES = 150
WORKERS = 2
TYPING_S = 10.0
LINES_PER_S = 5.0
SETTLE_S = 2.0
ALONE_NOTES = 6_000
STEADY_SEALS = 300_000
NETWORK_S = 60.0
QUIET_TIME_S = 20.0
POLL_S = 2.0
TOLD_ALONE = 20
MS = 1_000.0
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất, đề nghị xem xét lại mức giá. "


class Line:
    """A room's HTTP connection, with as little work as can be."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._token = token
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def call(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """One request: status and body."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: city\r\n{VERSION_HEADER}: {CONTRACT_VERSION}\r\n"
            f"Authorization: Bearer {self._token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        async with asyncio.timeout(NETWORK_S):
            answer = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            status = int(answer.split(" ", 2)[1])
            length = int(answer.partition("content-length: ")[2].partition("\r\n")[0])
            return status, await reader.readexactly(length)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def _push_of(room: Room, notes: int, round_number: int = 0) -> bytes:
    operations = [
        operation(
            "minute_line",
            f"{room.site_id}-{round_number}-{number}",
            line_body(room.site_id, f"{number} {TEXT}", session_id=room.session_id),
        )
        for number in range(notes)
    ]
    return json.dumps({"operations": operations}, ensure_ascii=False).encode()


async def measure_drain(city: City) -> dict[str, float]:
    """Everybody pushes what waited in their room."""
    lines = [
        (
            Line(city.server.port, room.token),
            [_push_of(room, AT_ONCE, number) for number in range(NOTES // AT_ONCE)],
        )
        for room in city.rooms
    ]
    room_s: list[float] = []

    async def push(line: Line, bodies: list[bytes], took: Took) -> None:
        came_s = time.perf_counter()
        for body in bodies:
            began_s = time.perf_counter()
            status, answer = await line.call("POST", "/v1/operations", body)
            took.request_s.append(time.perf_counter() - began_s)
            took.errors += status != 200 or answer.count(b'"accepted"') != AT_ONCE
        room_s.append(time.perf_counter() - came_s)

    with city.measured() as took:
        await asyncio.gather(*(push(line, bodies, took) for line, bodies in lines))
    for line, _ in lines:
        line.close()
    return {
        "drain_s": round(took.seconds, 2),
        "drain_notes_per_s": round(len(lines) * NOTES / took.seconds),
        "drain_p50_ms": _percentile(took.request_s, 50),
        "drain_p99_ms": _percentile(took.request_s, 99),
        "drain_room_p99_ms": _percentile(room_s, 99),
        "drain_errors": took.errors,
        **_cores("drain", took),
    }


class Typing:
    """Everybody sits in their session; rooms type, chairs look on."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._tasks: list[asyncio.Task[None]] = []
        self._channels: list[ClientConnection] = []
        self.seen_s: list[float] = []
        self.sent = 0

    async def sit(self, room: Room, *, is_chair: bool) -> ClientConnection:
        """Join, and read whatever comes."""
        channel = await connect(
            self._city.server.channel_url(room.session_id),
            additional_headers={
                VERSION_HEADER: CONTRACT_VERSION,
                "Authorization": f"Bearer {room.token}",
            },
            compression=None,
            ping_interval=None,
        )
        await channel.send(json.dumps({"type": "hello", "program_id": f"p-{room.site_id}"}))
        self._channels.append(channel)
        reading = self._look_on(channel) if is_chair else self._pass_over(channel)
        self._tasks += [asyncio.create_task(reading), asyncio.create_task(self._stay(channel))]
        return channel

    async def type(self, channel: ClientConnection, delay_s: float, seconds: float) -> None:
        """Lines at an even pace, the hour of sending in each."""
        began_s = time.perf_counter() + delay_s
        for number in range(int(seconds * LINES_PER_S)):
            due_s = began_s + number / LINES_PER_S
            await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
            line = {
                "type": "type_line",
                "line_id": "line",
                "speaker": "Công dân",
                "text": f"{time.perf_counter()} {TEXT}",
                "at": "2026-11-26T05:00:00Z",
            }
            await channel.send(json.dumps(line))
            self.sent += 1

    async def close(self) -> None:
        """Everybody goes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(channel.close() for channel in self._channels))

    async def _look_on(self, channel: ClientConnection) -> None:
        async for text in channel:
            message = json.loads(text)
            if message["type"] == "line_typed":
                sent_s = float(message["text"].split(" ")[0])
                self.seen_s.append(time.perf_counter() - sent_s)

    async def _pass_over(self, channel: ClientConnection) -> None:
        async for _ in channel:
            pass

    async def _stay(self, channel: ClientConnection) -> None:
        while True:
            await channel.send('{"type":"ping","nonce":1}')
            await asyncio.sleep(CHANNEL_PING_S)


async def measure_typing(city: City, seconds: float = TYPING_S) -> dict[str, float]:
    """Everybody types while the chairs look on."""
    typing = Typing(city)
    for chair in city.chairs:
        await typing.sit(chair, is_chair=True)
    rooms = [await typing.sit(room, is_chair=False) for room in city.rooms]
    await asyncio.sleep(SETTLE_S)
    with city.measured() as took:
        delays_s = [number / len(rooms) / LINES_PER_S for number in range(len(rooms))]
        await asyncio.gather(
            *(
                typing.type(room, delay_s, seconds)
                for room, delay_s in zip(rooms, delays_s, strict=True)
            )
        )
    await asyncio.sleep(SETTLE_S)
    await typing.close()
    return {
        "typing_lines_per_s": round(typing.sent / took.seconds),
        "typing_lost": typing.sent - len(typing.seen_s),
        "typing_p50_ms": _percentile(typing.seen_s, 50),
        "typing_p99_ms": _percentile(typing.seen_s, 99),
        "typing_max_ms": round(max(typing.seen_s) * MS, 1),
        **_cores("typing", took),
    }


async def measure_push(city: City, notes: int = ALONE_NOTES) -> dict[str, float]:
    """One room alone, one push after the other."""
    room = city.rooms[0]
    line = Line(city.server.port, room.token)
    bodies = [_push_of(room, NOTES, 100 + number) for number in range(notes // NOTES)]
    with city.measured() as took:
        for body in bodies:
            status, answer = await line.call("POST", "/v1/operations", body)
            took.errors += status != 200 or answer.count(b'"accepted"') != NOTES
    line.close()
    return {**_rates("push", took, notes), "push_errors": took.errors}


async def measure_pull(city: City) -> dict[str, float]:
    """A chair alone pulls everything of its session."""
    line = Line(city.server.port, city.chairs[0].token)
    cursor, pulled = "", 0
    with city.measured() as took:
        while True:
            status, answer = await line.call("GET", f"/v1/changes?since={cursor}")
            assert status == 200, answer
            page = json.loads(answer)
            pulled += len(page["changes"])
            cursor = page["cursor"]
            if not page["has_more"]:
                break
    line.close()
    return _rates("pull", took, pulled)


def _lines_of(city: City) -> dict[str, Line]:
    return {room.site_id: Line(city.server.port, room.token) for room in city.rooms}


class Listening:
    """Rooms that have pulled everything."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._lines, self._waits = (_lines_of(city) for _ in range(2))
        self._cursors: dict[str, str] = {}
        self.errors = 0
        self.questions = 0

    async def catch_up(self) -> None:
        """Everybody pulls."""
        await asyncio.gather(*(self.pull(site_id) for site_id in self._lines))

    async def pull(self, site_id: str) -> None:
        """Everything after the cursor."""
        has_more = True
        while has_more:
            place = f"/v1/changes?since={self._cursors.get(site_id, '')}"
            page = await self._ask(self._lines[site_id], place)
            self._cursors[site_id], has_more = page["cursor"], page["has_more"]

    async def hear(self, site_id: str) -> float:
        """Wait until there is news, and pull it. Returns the hour, by perf_counter."""
        place = f"/v1/changes/wait?since={self._cursors[site_id]}"
        while not (await self._ask(self._waits[site_id], place))["has_news"]:
            pass
        await self.pull(site_id)
        return time.perf_counter()

    async def as_desks(self, site_id: str, share: float) -> None:
        """Wait for news, and pull every IDLE_POLL_S; share: of the pace, at which it begins."""
        pulls = asyncio.create_task(self.by_pulls(site_id, share, IDLE_POLL_S))
        wait_s = round(share * LISTEN_S)
        try:
            while True:
                place = f"/v1/changes/wait?since={self._cursors[site_id]}&wait_s={wait_s}"
                await self._ask(self._waits[site_id], place)
                wait_s = LISTEN_S
        finally:
            pulls.cancel()

    async def by_pulls(self, site_id: str, share: float, every_s: float = POLL_S) -> None:
        """Pull at this pace."""
        await asyncio.sleep(share * every_s)
        while True:
            await self.pull(site_id)
            await asyncio.sleep(every_s)

    def close(self) -> None:
        """Everybody goes; who asks again comes back."""
        for line in (*self._lines.values(), *self._waits.values()):
            line.close()

    async def _ask(self, line: Line, path: str) -> dict[str, Any]:
        self.questions += 1
        status, answer = await line.call("GET", path)
        self.errors += status != 200
        answered: dict[str, Any] = json.loads(answer)
        return answered


async def measure_waiting(city: City, seconds: float = QUIET_TIME_S) -> dict[str, float]:
    """What it costs that everybody hears soon, and how soon."""
    rooms = Listening(city)
    await rooms.catch_up()
    figures: dict[str, float] = {}
    for name, work in (("waiting", rooms.as_desks), ("polling", rooms.by_pulls)):
        await asyncio.to_thread(city.wait_until_quiet)
        tasks = [
            asyncio.create_task(work(room.site_id, number / len(city.rooms)))
            for number, room in enumerate(city.rooms)
        ]
        await asyncio.sleep(SETTLE_S)
        rooms.questions = 0
        with city.measured() as took:
            await asyncio.sleep(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        rooms.close()
        figures[f"{name}_questions_per_s"] = round(rooms.questions / took.seconds, 1)
        figures |= _cores(name, took)
    one_s = [s for room in city.rooms[:TOLD_ALONE] for s in await _told(city, rooms, [room])]
    all_s = await _told(city, rooms, city.rooms)
    rooms.close()
    return {
        **figures,
        "news_p50_ms": _percentile(one_s, 50),
        "news_max_ms": round(max(one_s) * MS, 1),
        "news_all_p50_ms": _percentile(all_s, 50),
        "news_all_max_ms": round(max(all_s) * MS, 1),
        "waiting_errors": rooms.errors,
    }


async def _told(city: City, rooms: Listening, told: Sequence[Room]) -> list[float]:
    """Seconds from a write for each of these rooms alone until it has pulled it."""
    rooms.close()  # the city has let go of what was silent
    await rooms.catch_up()
    hearing = [asyncio.create_task(rooms.hear(room.site_id)) for room in told]
    await asyncio.sleep(SETTLE_S / 4)
    began_s = await asyncio.to_thread(city.tell, [room.site_id for room in told])
    return [heard_s - began_s for heard_s in await asyncio.gather(*hearing)]


def measure_steady() -> float:
    """Milliseconds of this process for work that nobody changes."""
    began_s = time.process_time()
    seal = b""
    for _ in range(STEADY_SEALS):
        seal = hashlib.sha256(seal).digest()
    return round((time.process_time() - began_s) * MS, 1)


def _rates(name: str, took: Took, notes: int) -> dict[str, float]:
    return {
        f"{name}_notes_per_s": round(notes / took.seconds),
        f"{name}_notes_per_server_core_s": round(notes / took.seconds / took.cores["server"]),
        **_cores(name, took),
    }


def _cores(name: str, took: Took) -> dict[str, float]:
    return {f"{name}_{kind}_cores": round(cores, 2) for kind, cores in took.cores.items()}


def _percentile(took_s: Sequence[float], percent: int) -> float:
    return round(quantiles(took_s, n=100)[percent - 1] * MS, 1)


def measure(folder: Path, workers: int = WORKERS) -> dict[str, float]:
    """All figures."""
    with running_city(folder, workers) as city:
        figures: dict[str, float] = {"cores": os.cpu_count() or 0, "workers": workers}
        figures["steady_ms"] = measure_steady()
        for part in (measure_waiting, measure_drain, measure_typing, measure_push, measure_pull):
            city.wait_until_quiet()
            figures |= asyncio.run(part(city))
    return figures


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--workers", type=int, default=WORKERS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.workers)
    if arguments.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.writelines(f"{name:34} {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
