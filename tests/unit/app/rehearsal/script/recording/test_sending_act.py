"""The act of sending believes neither a desk nor a receipt: it reads what lies at the city."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.app.rehearsal.script.reception import CityCopy
from desktop.cityserver.admin.recordings import KeptRecording
from desktop.contract.recording import RecordingReceipt
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.receipt import RIGHT_SEAL
from desktop.domain.recording.retention import Keeping, RetentionClass
from desktop.domain.recording.seal import SEAL_NAME
from desktop.store.store import Store, open_store
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.recording.kept import Receipts
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.sent_reception import SentReception
from tests.samples.city_recordings import RoomRecording, a_recording
from tests.samples.recordings import BEGAN_AT
from tests.samples.store import KEY, RESERVE_BYTES

pytestmark = pytest.mark.unit

SITE = SiteId("hq")
SESSION = SessionId("session-1")
NOT_THERE = "says that it sent what the city has not"
NOT_WHOLE = "has a receipt of a recording that is not whole at the city"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@pytest.fixture
def recording(tmp_path: Path, store: Store) -> RoomRecording:
    signer = RoomIdentity(memory=store.memory)
    return a_recording(tmp_path / "room", SESSION, SITE, signer=signer)


@pytest.fixture
def played(tmp_path: Path, store: Store, recording: RoomRecording) -> SentReception:
    """Everything went as it should."""
    folder = tmp_path / "city" / SESSION
    shutil.copytree(recording.folder, folder)
    told(store, receipt())
    return SentReception(
        site_id=SITE,
        session_id=SESSION,
        recordings=recording.folder.parent,
        memory=store.memory,
        copies=[CityCopy(kept=kept(), folder=folder)],
    )


def receipt() -> RecordingReceipt:
    return RecordingReceipt(
        session_id=SESSION,
        site_id=SITE,
        room_id="pc-1",
        received_at=BEGAN_AT,
        told_at=BEGAN_AT,
        parts=(),
        is_closed=True,
        is_whole=True,
        seal=RIGHT_SEAL,
    )


def told(store: Store, answer: RecordingReceipt) -> None:
    Receipts(memory=store.memory).keep(SESSION, "as sent", answer)


def kept() -> KeptRecording:
    return KeptRecording(
        session_id=SESSION,
        room_id="pc-1",
        site_id=SITE,
        received_at=BEGAN_AT,
        parts=3,
        size_bytes=1,
        missing=(),
        refused=(),
        damaged=(),
        is_whole=True,
        seal=RIGHT_SEAL,
        held="",
        held_by="",
        keeping=Keeping(retention=RetentionClass.RECEPTION, purge_after=None, is_to_confirm=True),
        purge=None,
    )


def test_a_recording_that_is_at_the_city_as_it_is_here_is_found(played: SentReception) -> None:
    assert played.play() == []


def test_a_site_that_recorded_nothing_was_told_of_before(
    played: SentReception, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "room")
    played.copies.clear()
    assert played.play() == []


def test_a_desk_without_a_receipt_is_found(played: SentReception, store: Store) -> None:
    Receipts(memory=store.memory).forget(SESSION)
    assert played.play() == ["has no receipt of its recording"]


def test_a_receipt_that_names_a_fault_is_told(played: SentReception, store: Store) -> None:
    told(store, receipt().model_copy(update={"missing": (2,), "seal": "other"}))
    assert played.play() == ["its recording is not right there: missing, wrong_seal"]


def test_a_desk_that_only_says_that_it_sent_is_found(played: SentReception) -> None:
    played.copies.clear()
    assert played.play() == [NOT_THERE]


@pytest.mark.parametrize("name", ["0002.rrec", SEAL_NAME])
def test_a_part_or_a_seal_that_the_city_has_not_is_found(played: SentReception, name: str) -> None:
    (played.copies[0].folder / name).unlink()
    assert played.play() == [NOT_THERE]


def test_bytes_that_were_altered_at_the_city_are_found(
    played: SentReception, recording: RoomRecording
) -> None:
    replace(recording, folder=played.copies[0].folder).flip(2)
    assert played.play() == [NOT_THERE]


def test_what_is_altered_in_the_room_and_at_the_city_is_found(
    played: SentReception, recording: RoomRecording
) -> None:
    recording.flip(2)
    replace(recording, folder=played.copies[0].folder).flip(2)
    assert played.play() == [NOT_WHOLE]


@pytest.mark.parametrize(
    "change", [{"damaged": (1,)}, {"is_whole": False}, {"seal": "none"}], ids=str
)
def test_the_city_says_otherwise_than_the_receipt(
    played: SentReception, change: dict[str, object]
) -> None:
    (copy,) = played.copies
    played.copies[:] = [replace(copy, kept=replace(copy.kept, **cast("Any", change)))]
    assert played.play() == [NOT_WHOLE]


def test_another_sites_recording_is_not_ones_own(played: SentReception) -> None:
    (copy,) = played.copies
    played.copies[:] = [replace(copy, kept=replace(copy.kept, site_id=SiteId("commune")))]
    assert played.play() == [NOT_THERE]
