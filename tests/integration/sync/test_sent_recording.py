"""A desk's recording reaches the real city over a line that is cut, and a city that is killed."""

import os
import random
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.app.main import main
from desktop.app.rehearsal.script.reception import CityCopy
from desktop.cityserver.admin.recordings import check_recordings, folder_of, list_recordings
from desktop.cityserver.config.config import CityServerConfig
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId
from desktop.domain.sync.status import RecordingWay
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.recording.kept import Receipts
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import COMMUNE, SESSION, RunningCityServer
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.desk.script_faults import BoastfulLine
from tests.rigs.desk.sent_reception import SentReception
from tests.rigs.line.torn_line import TornLine
from tests.samples.city_recordings import RoomRecording, a_recording

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

PIECE_BYTES = 250_000
"""Nine of them: more than the line gives in one go."""


class SealedRoom:
    """The folder of a desk, with a sealed recording in it."""

    def __init__(self, folder: Path, server: RunningCityServer, port: int) -> None:
        self.folder = folder
        self.code = server.new_enrol_code(COMMUNE)
        address = CityAddress(base_url=f"http://127.0.0.1:{port}")
        self.api = HttpCityApi(address=address, clock=SystemClock())
        self.recording: RoomRecording | None = None

    def seal(self, store: Store) -> None:
        """Before anything speaks."""
        self.recording = a_recording(
            self.folder / "recordings",
            SESSION,
            COMMUNE,
            signer=RoomIdentity(memory=store.memory),
            plain=os.urandom(PIECE_BYTES),
        )

    def part(self, number: int) -> bytes:
        assert self.recording is not None
        return dict(self.recording.parts())[number]


def kept_in(server: RunningCityServer) -> list[Path]:
    return sorted((server.folder / "city" / "recordings").glob("*/*/*.rrec"))


def on_way(desk: DeskSync) -> RecordingWay | None:
    told = desk.loop.status().recordings
    return told[0].way if told else None


def test_it_arrives_whole_over_a_line_that_is_cut_and_a_city_that_is_killed(
    running_city_server: RunningCityServer, tmp_path: Path
) -> None:
    chance = random.Random(20261201)
    with TornLine(running_city_server.port).running() as line:
        line.cut_after = lambda: chance.randint(100_000, 400_000) if line.cuts < 8 else None
        room = SealedRoom(tmp_path / "desk", running_city_server, line.port)
        with desk_sync(
            room.folder, room.api, COMMUNE, enrol_code=room.code, on_opened=room.seal
        ) as desk:
            wait_until(lambda: len(kept_in(running_city_server)) == 1)
            running_city_server.kill()
            running_city_server.start()
            wait_until(lambda: len(kept_in(running_city_server)) == 3, limit_s=4 * PATIENCE_S)
            wait_until(lambda: desk.loop.status().recordings == (), limit_s=PATIENCE_S)
            remembered = Receipts(memory=desk.store.memory).recall(SessionId(SESSION))
        assert line.cuts >= 3
    assert remembered is not None
    assert remembered.faults == ()
    assert room.recording is not None
    kept = kept_in(running_city_server)
    assert [path.read_bytes() for path in kept] == [data for _, data in room.recording.parts()]
    # and IT reads there what it reads in a room, seal included
    assert main(["verify", str(kept[0].parent)]) == ExitCode.OK


@pytest.mark.parametrize("is_boasting", [False, True], ids=["sent", "only_said"])
def test_the_act_of_a_rehearsal_tells_what_was_sent_from_what_was_only_said(
    running_city_server: RunningCityServer, tmp_path: Path, is_boasting: bool
) -> None:
    city = CityServerConfig(folder=running_city_server.folder / "city")
    room = SealedRoom(tmp_path / "desk", running_city_server, running_city_server.port)
    if is_boasting:
        room.api.recordings = cast("Any", BoastfulLine(room.api.recordings))
    with desk_sync(
        room.folder, room.api, COMMUNE, enrol_code=room.code, on_opened=room.seal
    ) as desk:
        receipts = Receipts(memory=desk.store.memory)
        wait_until(lambda: receipts.recall(SessionId(SESSION)) is not None)
        with running_city_server.administration() as database:
            check_recordings(database, city, SESSION)
            found = list_recordings(database, city, SESSION)
        played = SentReception(
            site_id=COMMUNE,
            session_id=SessionId(SESSION),
            recordings=room.folder / "recordings",
            memory=desk.store.memory,
            copies=[CityCopy(kept=one, folder=folder_of(city, one)) for one in found],
        )
        told = ["says that it sent what the city has not"] if is_boasting else []
        assert played.play() == told


def test_a_part_that_was_altered_in_the_room_is_refused_and_told(
    running_city_server: RunningCityServer, tmp_path: Path
) -> None:
    room = SealedRoom(tmp_path / "desk", running_city_server, running_city_server.port)

    def spoil(store: Store) -> None:
        room.seal(store)
        assert room.recording is not None
        room.recording.flip(2)

    with desk_sync(room.folder, room.api, COMMUNE, enrol_code=room.code, on_opened=spoil) as desk:
        wait_until(lambda: on_way(desk) is RecordingWay.FAULTY)
        (told,) = desk.loop.status().recordings
    assert told.faults == ("refused", "missing", "unlinked")
    assert len(kept_in(running_city_server)) == 2
    (apart,) = (running_city_server.folder / "city" / "recordings").glob("apart/*/*/0002-*")
    assert apart.read_bytes() == room.part(2)
