"""Recordings at the city as its IT sees them: listed, read again, held back."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app import main
from desktop.app.city import recordings as command
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin import recordings as admin
from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.admin.denunciations import change_readers
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
from desktop.domain.recording.retention import PurgeRefusal, RetentionClass
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    LEADER,
    OFFICER,
    PIN,
    SESSION,
    case_body,
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

    def decide(self, user_id: str, *words: str) -> int:
        """As this person, with the PIN of everybody."""
        pin_file = self.config.folder.parent / "pin"
        pin_file.write_text(PIN)
        about = ("--session", SESSION, "--by", user_id, "--pin-file", str(pin_file))
        return self.run(*about, *words)

    def keep_for(self, **years: object) -> None:
        """The city's decision how long recordings are kept: a year if not said otherwise."""
        lines = [f"{one} = {json.dumps(years.get(one, 1))}" for one in RetentionClass]
        told = ["[[retention]]", "valid_from = 2026-01-01", 'source = "Quyết định"', *lines]
        self.config.retention_file.write_text("\n".join(told), encoding="utf-8")

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
    assert line.endswith("seal: none · whole · kept as practice: until 26/11/2027 (TBC)")
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
    assert "NOT whole · damaged: 2 ·" in capsys.readouterr().out


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
    for who, reason in ((CLERK, "tòa án yêu cầu"), (LEADER, "thanh tra")):
        assert city.decide(who, "--hold", reason) == ExitCode.OK
        assert f"held by {who}: {reason}" in capsys.readouterr().out
        assert city.is_held()
    assert city.decide(CLERK, "--release") == ExitCode.OK
    assert "held" not in capsys.readouterr().out
    assert not city.is_held()
    held, released = Action.HOLD_RECORDING, Action.RELEASE_RECORDING
    assert city.noted()[-3:] == [held, held, released]


def test_a_recording_that_is_due_is_destroyed_by_two_people(
    city: City, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    city.keep_for()
    assert city.decide(CLERK, "--ask-purge", "hết hạn") == ExitCode.FAILED
    assert "Kept until the end of 26/11/2027." in capsys.readouterr().err
    in_two_years(monkeypatch)
    assert city.decide(CLERK, "--ask-purge", "hết hạn") == ExitCode.OK
    told = capsys.readouterr().out
    assert f"purge asked by {CLERK} " in told
    assert "hết hạn" in told
    assert "(TBC)" not in told
    assert city.decide(CLERK, "--withdraw-purge") == ExitCode.OK
    assert "purge asked" not in capsys.readouterr().out
    assert city.decide(CLERK, "--ask-purge", "hết hạn", "--json") == ExitCode.OK
    (one,) = json.loads(capsys.readouterr().out)["recordings"]
    assert (one["purge"]["asked_by"], one["purge"]["confirmed_at"]) == (CLERK, None)
    assert city.decide(LEADER, "--confirm-purge", "--json") == ExitCode.OK
    facts = json.loads(capsys.readouterr().out)
    assert facts["destroyed_files"] == 3
    (one,) = facts["recordings"]
    assert (one["is_whole"], one["purge"]["confirmed_by"]) == (False, LEADER)
    assert not city.part.exists()
    assert city.run("--check") == ExitCode.OK  # nothing is damaged by what was decided
    told = capsys.readouterr().out
    assert f"confirmed by {LEADER} " in told
    assert "DESTROYED by decision: 26/11/2028" in told


def test_what_could_not_be_destroyed_is_said_and_gone_on_with(
    city: City, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_files: FolderFiles, _folder: str) -> int:
        raise OSError(5, "Input/output error")

    city.keep_for()
    in_two_years(monkeypatch)
    assert city.decide(CLERK, "--ask-purge", "hết hạn") == ExitCode.OK
    with monkeypatch.context() as spoilt:
        spoilt.setattr(FolderFiles, "destroy", refuse)
        assert city.decide(LEADER, "--confirm-purge") == ExitCode.FAILED
    assert "not all is destroyed yet" in capsys.readouterr().err
    assert city.run() == ExitCode.OK
    assert "DESTROYED by decision: not done yet" in capsys.readouterr().out


def test_reasons_of_a_denunciation_are_told_to_people_on_its_list_alone(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who runs the command needs to know that something was decided, and not what was typed."""
    assert city.decide(LEADER, "--hold", "lời của bà A") == ExitCode.OK
    with open_city(city.config) as database:
        sent = OperationIn.model_validate(operation("listening", "one", listening_body()))
        Operations(database=database, clock=FakeClock()).push(person_at(COMMUNE), [sent])
        put_record(database, "case", CASE, {**case_body(), "petition_type": "denunciation"})
        change_readers(database, CASE, add=[CLERK])
    capsys.readouterr()

    def told(*words: str, by: str = "") -> str:
        assert (city.decide(by, *words) if by else city.run(*words)) == ExitCode.OK
        return capsys.readouterr().out

    for words, secret in (((), "lời của bà A"), (("--listened",), listening_body()["reason"])):
        for out in (told(*words), told(*words, by=LEADER)):
            assert secret not in out
            assert "•••" in out
        assert secret in told(*words, by=CLERK)
    assert city.decide(CLERK, "--check") == ExitCode.OK
    assert "lời của bà A" in capsys.readouterr().out
    assert city.decide(OFFICER, "--listened") == ExitCode.FAILED
    assert "role may not decide" in capsys.readouterr().err


def in_two_years(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()
    clock.advance(timedelta(days=731).total_seconds())
    monkeypatch.setattr(admin, "SystemClock", lambda: clock)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--hold", "x", "--by", CLERK], "--session"),
        (["--release"], "--session"),
        (["--session", SESSION, "--hold", "x"], "--by"),
        (["--session", SESSION, "--confirm-purge"], "--by"),
    ],
)
def test_a_decision_is_about_a_session_and_somebodys(
    city: City, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert city.run(*words) == ExitCode.BAD_USAGE
    assert said in capsys.readouterr().err
    assert not city.is_held()


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        ("nobody", ["--hold", "x"], "No such person"),
        (OFFICER, ["--hold", "x"], "role may not decide"),
        (CLERK, ["--release"], "Not held"),
        (CLERK, ["--ask-purge", "x"], "has not decided how long"),
        (LEADER, ["--confirm-purge"], "Nobody has asked"),
        (CLERK, ["--session", "nobody", "--hold", "x"], "No such session: nobody"),
        (CLERK, ["--session", "nobody", "--ask-purge", "x"], "no recording of this session"),
    ],
)
def test_mistakes_are_said_and_change_nothing(
    city: City, capsys: pytest.CaptureFixture[str], who: str, words: list[str], said: str
) -> None:
    assert city.decide(who, *words) == ExitCode.FAILED
    assert said in capsys.readouterr().err
    assert not city.is_held()


def test_every_refusal_has_a_sentence() -> None:
    assert frozenset(PurgeRefusal) < command._SENTENCES.keys()
    for sentence in command._SENTENCES.values():
        vietnamese, english = sentence.split(" · ")
        assert vietnamese.endswith((".", "{day}."))
        assert english


def test_a_retention_file_that_is_not_clear_is_said(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    city.keep_for(complaint=0)
    assert city.run() == ExitCode.BAD_USAGE
    assert "complaint is no 1 to 100 years" in capsys.readouterr().err


def test_what_is_kept_for_ever_is_said(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    city.keep_for(practice="for_ever")
    assert city.run() == ExitCode.OK
    assert "kept as practice: for ever" in capsys.readouterr().out
    assert city.decide(CLERK, "--ask-purge", "x") == ExitCode.FAILED
    assert "kept for ever" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--hold", "--ask-purge"])
@pytest.mark.parametrize("reason", ["", "  ", "x" * 251, "a\x00b"])
def test_a_decision_has_a_reason(city: City, option: str, reason: str) -> None:
    with pytest.raises(SystemExit):
        city.decide(CLERK, option, reason)


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
