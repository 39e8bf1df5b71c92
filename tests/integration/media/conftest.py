"""Rooms of a call, ended after each test."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.media.messages import EngineStart
from tests.fakes.fake_media_room import MediaRoom, engine_options

MakeRoom = Callable[..., MediaRoom]


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
