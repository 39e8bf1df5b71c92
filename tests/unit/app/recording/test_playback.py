"""Recordings of this PC: listed, read in the background, and played once it was noted."""

import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import zxingcpp
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from PIL import Image

from desktop.app.recording import playback
from desktop.app.recording.copies import CopyMaker
from desktop.app.recording.playback import NOT_NOTED, DeskRecordings
from desktop.app.recording.shelf import Shelf
from desktop.domain.access.events import AccessChanged, PinProved
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.trial import trial_id
from desktop.domain.errors import StorageError
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SessionId, UserId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.events import (
    CopySealed,
    ListeningNoted,
    RecordingsChanged,
    TapeLooked,
    TapeRead,
)
from desktop.domain.recording.playback import Listening
from desktop.domain.recording.sealed_copy import CopyDecision, copy_reason
from desktop.domain.recording.tape import Stretch, Tape
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from desktop.media.pipe.commands import PlayRecording
from desktop.presenters.services.recording import CopyOrder, PlayOrder
from desktop.recordings.facts import LET_GO_NAME
from desktop.recordings.sealed_copy import CODE_NAME, look_at_copy
from tests.fakes.fake_clock import NOON, FakeClock
from tests.patience import wait_until
from tests.samples.figures import ALL_SENT
from tests.samples.live import a_live
from tests.samples.receptions import signed_in
from tests.samples.recordings import KEY, SESSION, SITE, a_head, write_part

if TYPE_CHECKING:
    from desktop.domain.access.person import SignedIn

pytestmark = pytest.mark.unit

ORDER = PlayOrder(
    session_id=SESSION, parts=(1, 2), from_ms=500, from_at=NOON, reason="Đối chiếu lời trình bày"
)


class Media:
    def __init__(self) -> None:
        self.played: list[PlayRecording] = []
        self.stops = 0

    def play(self, order: PlayRecording) -> None:
        self.played.append(order)

    def stop_playing(self) -> None:
        self.stops += 1


class Signer:
    """A key of a PC."""

    def __init__(self) -> None:
        self.refuses = False
        self._key = ec.generate_private_key(ec.SECP256R1())

    def sign(self, words: bytes) -> bytes:
        if self.refuses:
            raise StorageError("S-001")
        return self._key.sign(words, ec.ECDSA(SHA256()))

    def public_key(self) -> str:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self._key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()

    def version(self) -> str | None:
        return None


class Book:
    """Answers when a test says so."""

    def __init__(self) -> None:
        self.noted: list[Listening] = []
        self.outcomes: list[Callable[[BaseException | None], None]] = []

    def note(self, listening: Listening, outcome: Callable[[BaseException | None], None]) -> None:
        self.noted.append(listening)
        self.outcomes.append(outcome)


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = Media()
        self.book = Book()
        self.seat: SignedIn | None = signed_in()
        self.key: bytes | None = KEY
        self.told: list[Event] = []
        self.signer = Signer()
        self.service = DeskRecordings(
            folders=(folder,),
            shelf=Shelf(
                folders=(folder,),
                has_key=lambda _: True,
                receipt=lambda _: None,
                purge_days=None,
            ),
            copies=CopyMaker(
                folders=(folder,),
                site_id=SITE,
                key=lambda _: self.key,
                signer=self.signer,
                city_now=lambda: NOON,
            ),
            clock=FakeClock(),
            key=lambda _: self.key,
            seated=lambda: self.seat,
            book=self.book,  # type: ignore[arg-type]
            media=self.media,
            emit=self.told.append,
        )

    def prove(self) -> None:
        """Whoever sits here has shown it."""
        assert self.seat is not None
        self.service.on_event(PinProved(user_id=self.seat.officer.id))

    def heard(self, kind: type[Event]) -> list[Event]:
        return [one for one in self.told if isinstance(one, kind)]

    def await_told(self, kind: type[Event]) -> Event:
        wait_until(lambda: bool(self.heard(kind)), kind.__name__)
        return self.heard(kind)[-1]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "recordings")
    made.prove()
    yield made
    assert made.service.stop_thread()


# ---- what lies there -------------------------------------------------------------------------


def test_recordings_are_listed_at_the_start_and_when_a_session_is_over(desk: Desk) -> None:
    write_part(desk.folder / SESSION, a_head(1))
    (desk.folder / "let-go").mkdir()
    (desk.folder / "let-go" / LET_GO_NAME).write_text("{}")
    (desk.folder / "empty").mkdir()
    tried = trial_id(SESSION)
    assert tried is not None
    write_part(desk.folder / tried, a_head(1))
    desk.service.start()
    desk.await_told(RecordingsChanged)
    assert desk.service.sessions() == {SESSION, "let-go"}
    write_part(desk.folder / "session-2", a_head(1))
    desk.service.on_event(LiveSessionChanged(live=a_live("a", "b")))
    over = replace(a_live("a", "b"), status=SessionStatus.CLOSED)
    desk.service.on_event(LiveSessionChanged(live=over))
    wait_until(lambda: "session-2" in desk.service.sessions(), "the new one")
    assert len(desk.heard(RecordingsChanged)) == 2
    assert [one.session_id for one in desk.service.shelf()] == ["let-go", SESSION, "session-2"]


def test_they_are_listed_anew_when_one_moves_on_its_way_and_when_somebody_asks(desk: Desk) -> None:
    desk.service.start()
    way = RecordingOnWay(session_id=SESSION, size_bytes=10, sent_bytes=0, way=RecordingWay.WAITING)
    write_part(desk.folder / SESSION, a_head(1))
    desk.service.on_event(SyncChanged(status=replace(ALL_SENT, recordings=(way,))))
    wait_until(lambda: SESSION in desk.service.sessions(), "the first")
    write_part(desk.folder / "session-2", a_head(1))
    sent = replace(way, sent_bytes=5)  # how much went is nothing of the disk
    desk.service.on_event(SyncChanged(status=replace(ALL_SENT, recordings=(sent,))))
    desk.service.list_anew()
    wait_until(lambda: "session-2" in desk.service.sessions(), "the second")


def test_without_a_folder_there_is_none(desk: Desk) -> None:
    desk.service.start()
    desk.service.look(SESSION)
    told = desk.await_told(TapeRead)
    assert isinstance(told, TapeRead)
    assert told.tape == Tape(session_id=SESSION)
    assert desk.service.sessions() == frozenset()
    assert desk.heard(RecordingsChanged) == []


def test_a_folder_that_cannot_be_listed_is_no_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.folder.mkdir()

    def refuse(_path: Path) -> Iterator[Path]:
        raise OSError

    monkeypatch.setattr(Path, "iterdir", refuse)
    desk.service.start()
    wait_until(lambda: "recordings not listed" in caplog.text, "a warning")


# ---- one of them -----------------------------------------------------------------------------


def test_one_is_read_with_its_progress(desk: Desk) -> None:
    chain = write_part(desk.folder / SESSION, a_head(1))
    write_part(desk.folder / SESSION, a_head(2, chain))
    desk.service.start()
    desk.service.look(SESSION)
    told = desk.await_told(TapeRead)
    assert isinstance(told, TapeRead)
    assert told.tape is not None
    assert [one.number for one in told.tape.stretches] == [1, 2]
    assert desk.heard(TapeLooked) == [
        TapeLooked(session_id=SESSION, parts=1, whole=2),
        TapeLooked(session_id=SESSION, parts=2, whole=2),
    ]


def test_one_that_the_disk_refuses_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Tape:
        raise OSError

    monkeypatch.setattr(playback, "read_tape", refuse)
    desk.service.start()
    desk.service.look(SESSION)
    assert desk.await_told(TapeRead) == TapeRead(session_id=SESSION, tape=None)


def test_one_that_nobody_waits_for_any_more_is_given_up(desk: Desk) -> None:
    write_part(desk.folder / SESSION, a_head(1))
    write_part(desk.folder / "session-2", a_head(1, session_id="session-2"))
    desk.service.look(SESSION)
    desk.service.look(SessionId("session-2"))
    desk.service.start()
    told = desk.await_told(TapeRead)
    assert isinstance(told, TapeRead)
    assert told.session_id == "session-2"
    assert len(desk.heard(TapeRead)) == 1


# ---- playing ---------------------------------------------------------------------------------


def test_it_plays_once_who_listens_is_on_the_disk(desk: Desk) -> None:
    number = desk.service.play(ORDER)
    (noted,) = desk.book.noted
    seat = signed_in()
    assert (noted.user_id, noted.reason, noted.from_at) == (seat.officer.id, ORDER.reason, NOON)
    assert desk.media.played == []
    desk.book.outcomes[0](None)
    (sent,) = desk.media.played
    assert (sent.order, sent.parts, sent.from_ms) == (number, (1, 2), 500)
    assert (sent.folder, sent.key) == (desk.folder / SESSION, KEY)
    assert desk.told == [ListeningNoted(session_id=SESSION, order=number)]


def test_what_cannot_be_noted_does_not_play(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.service.play(ORDER)
    desk.book.outcomes[0](OSError())
    assert desk.media.played == []
    assert desk.told == [ActionFailed(action="play", code=NOT_NOTED, data={})]
    assert "listening not noted" in caplog.text


@pytest.mark.parametrize("lacks", ["seat", "parts", "key"])
def test_without_a_person_a_part_or_a_key_nothing_plays(desk: Desk, lacks: str) -> None:
    if lacks == "seat":
        desk.seat = None
    if lacks == "key":
        desk.key = None
    desk.service.play(replace(ORDER, parts=()) if lacks == "parts" else ORDER)
    for outcome in desk.book.outcomes:
        outcome(None)
    assert desk.media.played == []
    assert desk.told == [ActionFailed(action="play", code=NOT_NOTED, data={})]


def test_what_was_stopped_before_it_was_noted_does_not_begin(desk: Desk) -> None:
    desk.service.play(ORDER)
    desk.service.stop()
    desk.book.outcomes[0](None)
    assert desk.media.played == []
    assert desk.media.stops == 1
    assert desk.told == []


def test_of_two_that_were_asked_for_the_last_plays(desk: Desk) -> None:
    desk.service.play(ORDER)
    number = desk.service.play(replace(ORDER, from_ms=900))
    for outcome in desk.book.outcomes:
        outcome(None)
    assert [(one.order, one.from_ms) for one in desk.media.played] == [(number, 900)]
    assert len(desk.book.noted) == 2  # both pressed, both noted


def test_a_jump_needs_no_other_note_and_no_jump_goes_without_one(desk: Desk) -> None:
    desk.service.move(ORDER)
    assert desk.media.played == []
    desk.service.play(ORDER)
    desk.book.outcomes[0](None)
    number = desk.service.move(replace(ORDER, from_ms=9_000))
    assert (desk.media.played[-1].order, desk.media.played[-1].from_ms) == (number, 9_000)
    assert len(desk.book.noted) == 1
    for other in (
        replace(ORDER, session_id=SessionId("another")),
        replace(ORDER, parts=()),
    ):
        desk.service.move(other)
    desk.seat = replace(signed_in(), officer=replace(signed_in().officer, id=UserId("another")))
    desk.service.move(ORDER)
    desk.seat = None
    desk.service.move(ORDER)
    assert len(desk.media.played) == 2
    desk.seat = signed_in()
    desk.service.stop()
    desk.service.move(ORDER)
    assert len(desk.media.played) == 2


def test_no_thread_is_left(desk: Desk) -> None:
    desk.service.start()
    assert desk.service.stop_thread()
    assert "recordings" not in {one.name for one in threading.enumerate()}


def test_who_did_not_show_the_pin_hears_nothing(desk: Desk) -> None:
    desk.service.on_event(AccessChanged(signed_in=desk.seat))  # the same person
    desk.service.play(ORDER)
    assert len(desk.book.noted) == 1
    desk.service.on_event(AccessChanged(signed_in=None))
    desk.service.play(ORDER)
    assert len(desk.book.noted) == 1
    failed = desk.heard(ActionFailed)[-1]
    assert isinstance(failed, ActionFailed)
    assert failed.code == NOT_NOTED


# ---- sealed copies ---------------------------------------------------------------------------

DECISION = CopyDecision(
    number="12/QĐ-UBND",
    decided_on=date(2026, 12, 1),
    decided_by="Chủ tịch UBND xã Mẫu",
    recipient="Công dân A",
)


def a_copy(desk: Desk, path: Path, *numbers: int) -> CopyOrder:
    chain = ""
    for number in numbers:
        head = a_head(number, chain)
        chain = write_part(desk.folder / SESSION, head, plain=f"part {number}".encode())
    return CopyOrder(
        session_id=SESSION,
        decision=DECISION,
        parts=tuple(Stretch(number=one, began_at=NOON, ms=3_000) for one in numbers),
        left_out=(9,),
        path=path,
    )


def test_a_copy_is_noted_first_and_then_written_and_sealed(desk: Desk, tmp_path: Path) -> None:
    desk.service.start()
    path = tmp_path / "copy.zip"
    desk.service.seal_copy(a_copy(desk, path, 1, 2))
    (noted,) = desk.book.noted
    assert noted.reason == copy_reason(DECISION)
    assert not path.exists()
    desk.book.outcomes[0](None)
    sealed = desk.await_told(CopySealed)
    assert isinstance(sealed, CopySealed)
    look = look_at_copy(path, code=sealed.code)
    assert look.fault is None
    assert look.statement is not None
    assert [one.name for one in look.statement.parts] == ["phan-0001.webm", "phan-0002.webm"]
    assert look.statement.made_by == signed_in().officer.display_name
    with zipfile.ZipFile(path) as file:
        assert file.read("phan-0002.webm") == b"part 2" * 3
        picture = Image.open(io.BytesIO(file.read(CODE_NAME))).convert("L")
    (read,) = zxingcpp.read_barcodes(np.asarray(picture))
    assert read.text == sealed.code


@pytest.mark.usefixtures("caplog")  # that nobody could be noted is an error of the log too
@pytest.mark.parametrize("what", ["note", "key", "signer", "folder", "part"])
def test_a_copy_that_cannot_be_made_leaves_no_file(desk: Desk, tmp_path: Path, what: str) -> None:
    desk.service.start()
    path = tmp_path / ("nowhere/copy.zip" if what == "folder" else "copy.zip")
    order = a_copy(desk, path, 1)
    if what == "part":
        content = bytearray((desk.folder / SESSION / "0001.rrec").read_bytes())
        content[-40] ^= 1
        (desk.folder / SESSION / "0001.rrec").write_bytes(content)
    desk.key = None if what == "key" else KEY
    desk.signer.refuses = what == "signer"
    desk.service.seal_copy(order)
    desk.book.outcomes[0](OSError() if what == "note" else None)
    failed = desk.await_told(ActionFailed)
    assert isinstance(failed, ActionFailed)
    assert (failed.action, failed.code) == (
        "seal_copy",
        NOT_NOTED if what == "note" else "G-062",
    )
    assert list(tmp_path.glob("copy*")) == []


def test_who_did_not_show_the_pin_makes_no_copy(desk: Desk, tmp_path: Path) -> None:
    desk.service.on_event(AccessChanged(signed_in=None))
    desk.service.seal_copy(a_copy(desk, tmp_path / "copy.zip", 1))
    assert desk.book.noted == []
    failed = desk.heard(ActionFailed)[-1]
    assert isinstance(failed, ActionFailed)
    assert (failed.action, failed.code) == ("seal_copy", NOT_NOTED)
