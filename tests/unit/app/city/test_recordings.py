"""Recordings at the city as its IT sees them: listed, read again, held back."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.papers.blobs import Sender
from desktop.cityserver.recording.files import FolderFiles
from desktop.cityserver.recording.place import NOTE
from desktop.cityserver.recording.receipts import RecordingReceipts
from desktop.cityserver.recording.taking import PartName, RecordingParts
from desktop.cityserver.store.audit import Action, entries_of
from desktop.contract.operations import OperationIn
from desktop.diagnostics.exit_codes import ExitCode
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    COMMUNE,
    OFFICER,
    SESSION,
    listening_body,
    seed_city,
)
from tests.samples.city_recordings import a_recording, sha256_of

pytestmark = pytest.mark.unit

ROOM = Room(room_id="pc-1", site_id=COMMUNE)


class City:
    """With the recording of one PC."""

    def __init__(self, folder: Path) -> None:
        self.config = CityServerConfig(folder=folder)
        self.part = self.config.recording_folder / "pc-1" / SESSION / "0002.rrec"

    def run(self, *words: str) -> int:
        return main.main(["city-recordings", "--folder", str(self.config.folder), *words])

    def take_in(self, root: Path) -> None:
        recording, clock = a_recording(root, SESSION, COMMUNE), FakeClock()
        files = FolderFiles(self.config.recording_folder)
        with open_city(self.config) as database:
            parts = RecordingParts(
                database=database,
                clock=clock,
                files=files,
                open_folder=self.config.open_recording_folder,
            )
            for number, data in recording.parts():
                part = PartName(session_id=SESSION, number=number, sha256=sha256_of(data))
                blobs = parts.sending(ROOM, part, len(data))
                assert blobs is not None
                sending = blobs.append(
                    part.sha256,
                    offset=0,
                    length=len(data),
                    body=_whole(data),
                    sender=Sender(site_id=COMMUNE),
                )
                asyncio.run(sending)
                parts.take(ROOM, part)
            receipts = RecordingReceipts(
                database=database, clock=clock, files=files, authority=lambda: None
            )
            receipts.end(ROOM, SESSION, recording.end())

    def is_held(self) -> bool:
        with open_city(self.config) as database:
            receipts = RecordingReceipts(
                database=database,
                clock=FakeClock(),
                files=FolderFiles(self.config.recording_folder),
                authority=lambda: None,
            )
            return receipts.receipt(ROOM, SESSION).is_held

    def noted(self) -> list[str]:
        with open_city(self.config) as database, database.read() as session:
            return [row.action for row in entries_of(session) if row.subject_id == SESSION]


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("recordings")
    seed_city(root)
    City(root / "city").take_in(root / "room")
    return root / "city"


@pytest.fixture
def city(taken_in: Path, tmp_path: Path) -> City:
    shutil.copytree(taken_in, tmp_path / "city")
    return City(tmp_path / "city")


def test_recordings_are_listed_with_what_they_are_worth(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city.run() == ExitCode.OK
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{COMMUNE} · {SESSION} · pc-1 · 26/11/2026 12:00 · 3 parts · ")
    assert line.endswith("seal: none · whole")
    assert city.run("--session", "another") == ExitCode.OK
    told = capsys.readouterr()
    assert told.out == ""
    assert "There is no recording" in told.err


def test_every_byte_is_read_again_and_a_damaged_part_named(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city.run("--check") == ExitCode.OK
    city.part.write_bytes(city.part.read_bytes()[:-1])
    assert city.run() == ExitCode.OK  # nobody has looked yet
    capsys.readouterr()
    assert city.run("--check", "--json") == ExitCode.FAILED
    told = json.loads(capsys.readouterr().out)
    (one,) = told["recordings"]
    assert (one["damaged"], one["is_whole"]) == ([2], False)
    assert city.run("--session", SESSION) == ExitCode.FAILED
    assert "NOT whole · damaged: 2" in capsys.readouterr().out


def test_where_recordings_do_not_lie_none_is_called_damaged(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    note = city.config.folder / NOTE
    note.write_text("https://s3.city.example/tiep-dan")
    assert city.run("--check") == ExitCode.BAD_USAGE
    assert "Recordings lie in https://s3.city.example/tiep-dan" in capsys.readouterr().err
    assert city.run() == ExitCode.OK
    note.unlink()
    assert city.run("--check") == ExitCode.OK


def test_a_session_is_held_and_released(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    for reason in ("tòa án yêu cầu", "thanh tra"):
        assert city.run("--session", SESSION, "--hold", reason) == ExitCode.OK
        assert f"held: {reason}" in capsys.readouterr().out
        assert city.is_held()
    assert city.run("--session", SESSION, "--release") == ExitCode.OK
    assert "held" not in capsys.readouterr().out
    assert not city.is_held()
    held, released = Action.HOLD_RECORDING, Action.RELEASE_RECORDING
    assert city.noted()[-3:] == [held, held, released]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--hold", "x"], ExitCode.BAD_USAGE, "need --session"),
        (["--release"], ExitCode.BAD_USAGE, "need --session"),
        (["--session", "nobody", "--hold", "x"], ExitCode.FAILED, "No such session: nobody"),
        (["--session", SESSION, "--release"], ExitCode.FAILED, "Not held"),
    ],
)
def test_mistakes_are_said_and_change_nothing(
    city: City, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert city.run(*words) == code
    assert said in capsys.readouterr().err
    assert not city.is_held()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 251, "a\x00b"])
def test_a_hold_has_a_reason(city: City, reason: str) -> None:
    with pytest.raises(SystemExit):
        city.run("--session", SESSION, "--hold", reason)


def test_who_listened_is_told_with_the_reason_and_asking_is_noted(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city.run("--listened") == ExitCode.OK
    assert "Nobody has listened" in capsys.readouterr().err
    with open_city(city.config) as database:
        sent = OperationIn.model_validate(operation("listening", "one", listening_body()))
        Operations(database=database, clock=FakeClock()).push(person_at(COMMUNE), [sent])
    assert city.run("--listened", "--session", SESSION) == ExitCode.OK
    assert capsys.readouterr().out == (
        f"26/11/2026 09:10:00 · {OFFICER} · {SESSION} · from 26/11/2026 09:00:10 · "
        "Đối chiếu lời trình bày\n"
    )
    assert city.run("--listened", "--json") == ExitCode.OK
    (one,) = json.loads(capsys.readouterr().out)["listenings"]
    assert (one["user_id"], one["from_at"]) == (OFFICER, "2026-11-26T02:00:10+00:00")
    assert city.run("--listened", "--session", "another") == ExitCode.OK
    assert "Nobody has listened" in capsys.readouterr().err
    assert city.noted()[-1] == Action.READ
