"""Rooms of a call, and a line between them, ended after each test."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.media.messages import EngineStart
from tests.fakes.cut_line import CutLine
from tests.fakes.fake_media_room import MediaRoom, engine_options

MakeRoom = Callable[..., MediaRoom]


@pytest.fixture
def line() -> Iterator[CutLine]:
    line = CutLine()
    line.start()
    yield line
    line.stop()


@pytest.fixture
def make_room() -> Iterator[MakeRoom]:
    rooms: list[MediaRoom] = []

    def make(site_id: str, options: EngineStart | None = None) -> MediaRoom:
        room = MediaRoom(site_id, options or engine_options(f"Phòng {site_id}"))
        rooms.append(room)
        return room

    yield make
    if rooms:
        with ThreadPoolExecutor(len(rooms)) as pool:
            list(pool.map(MediaRoom.stop, rooms))
