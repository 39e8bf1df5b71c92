"""Rooms of a call, and a line between them, ended after each test."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.media.pipe.commands import EngineStart
from tests.fakes.fake_media_room import MediaRoom, engine_options
from tests.paths import ROOT
from tests.rigs.desk.scripted_engine import Desk, MakeDesk
from tests.rigs.line.cut_line import CutLine

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


@pytest.fixture
def make_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeDesk]:
    monkeypatch.chdir(ROOT)
    desks: list[Desk] = []

    def make(mode: str) -> Desk:
        desk = Desk(mode)
        desks.append(desk)
        desk.client.start()
        return desk

    yield make
    for desk in desks:
        desk.client.stop()
