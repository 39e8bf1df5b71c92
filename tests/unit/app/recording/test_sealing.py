"""A recording is sealed when its session is over, and after a kill at the next start."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.recording import sealing
from desktop.app.recording.sealing import RecordingSealer
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.trial import trial_id
from desktop.domain.errors import StorageError
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.seal import SEAL_NAME, SealLook
from desktop.recordings.reading import read_recording
from desktop.recordings.sealing import look_at_seal
from desktop.store.codes import StorageCode
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.rigs.desk.desk_sync import wait_until
from tests.samples.live import a_live
from tests.samples.recordings import KEY, SESSION, a_head, write_part

pytestmark = pytest.mark.unit

STRANGE = SessionId("strange")
"""No key of its recording is kept here."""
OVER = replace(a_live("site-commune", "site-hq"), session_id=SESSION, status=SessionStatus.CLOSED)


@pytest.fixture
def sealer(tmp_path: Path, store: Store) -> Iterator[RecordingSealer]:
    made = RecordingSealer(
        folders=(tmp_path / "recordings",),
        signer=RoomIdentity(memory=store.memory),
        key=lambda session_id: KEY if session_id != STRANGE else None,
        emit=lambda _event: None,
    )
    yield made
    assert made.stop()


def _sealer(folder: Path, identity: RoomIdentity) -> RecordingSealer:
    return RecordingSealer(
        folders=(folder,), signer=identity, key=lambda _session_id: KEY, emit=lambda _event: None
    )


def folder_of(tmp_path: Path, name: str = SESSION) -> Path:
    return tmp_path / "recordings" / name


def is_sealed(folder: Path) -> bool:
    found = look_at_seal(folder, read_recording(folder)) if folder.exists() else None
    return found == SealLook(fault=None)


def test_it_is_sealed_once_the_engine_has_ended_the_last_part(
    sealer: RecordingSealer, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path)
    first = write_part(folder, a_head(1), end=PartEnd.PAUSED)
    sealer.start()
    sealer.on_event(LiveSessionChanged(live=OVER))
    assert not (folder / SEAL_NAME).exists()
    write_part(folder, a_head(2, first), end=PartEnd.CLOSED)
    wait_until(lambda: is_sealed(folder))


def test_what_a_kill_left_is_sealed_at_the_next_start(
    sealer: RecordingSealer, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path)
    write_part(folder, a_head(1), end=PartEnd.CLOSED)
    write_part(folder_of(tmp_path, "open"), a_head(1, session_id=SessionId("open")), end=None)
    strange = folder_of(tmp_path, STRANGE)
    write_part(strange, a_head(1, session_id=STRANGE), end=PartEnd.CLOSED)
    (tmp_path / "recordings" / "a-file").write_bytes(b"")
    sealer.start()
    wait_until(lambda: is_sealed(folder))
    assert sealer.stop()
    assert not (folder_of(tmp_path, "open") / SEAL_NAME).exists()
    assert not (strange / SEAL_NAME).exists()


def test_nothing_is_sealed_of_a_trial_or_while_the_session_goes_on(
    sealer: RecordingSealer, tmp_path: Path
) -> None:
    name, before, after = trial_id(SESSION), SessionId("before"), SessionId("after")
    assert name is not None
    for one in (before, name):
        write_part(folder_of(tmp_path, one), a_head(1, session_id=one))
    os.utime(folder_of(tmp_path, before), (0, 0))
    sealer.start()
    wait_until(lambda: is_sealed(folder_of(tmp_path, before)))
    for one in (SESSION, after):  # what is left is looked for no more
        write_part(folder_of(tmp_path, one), a_head(1, session_id=one))
    sealer.on_event(LiveSessionChanged(live=replace(OVER, session_id=name)))
    sealer.on_event(LiveSessionChanged(live=replace(OVER, status=SessionStatus.PAUSED)))
    sealer.on_event(LiveSessionChanged(live=replace(OVER, session_id=after)))
    wait_until(lambda: is_sealed(folder_of(tmp_path, after)))
    sealed = {path.parent.name for path in tmp_path.rglob(SEAL_NAME)}
    assert sealed == {before, after}


def test_a_key_that_cannot_be_kept_is_told_and_tried_at_the_next_start(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_self: RoomIdentity) -> str:
        raise StorageError(StorageCode.NOT_WRITTEN)

    folder = folder_of(tmp_path)
    write_part(folder, a_head(1))
    identity = RoomIdentity(memory=store.memory)
    with monkeypatch.context() as full:
        full.setattr(RoomIdentity, "public_key", refuse)
        first = _sealer(folder.parent, identity)
        first.start()
        wait_until(lambda: "not sealed" in caplog.text)
        assert first.stop()
    assert not (folder / SEAL_NAME).exists()
    second = _sealer(folder.parent, identity)
    second.start()
    wait_until(lambda: is_sealed(folder))
    assert second.stop()


def test_an_engine_that_never_ends_the_last_part_is_told(
    sealer: RecordingSealer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sealing, "LOOKS", 2)
    monkeypatch.setattr(sealing, "LOOK_S", 0.001)
    write_part(folder_of(tmp_path), a_head(1), end=None)
    sealer.start()
    sealer.on_event(LiveSessionChanged(live=OVER))
    wait_until(lambda: "not sealed" in caplog.text)


def test_a_recording_on_two_disks_is_sealed_as_one(tmp_path: Path, store: Store) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    chain = write_part(first / SESSION, a_head(1), end=PartEnd.LENGTH)
    write_part(second / SESSION, a_head(2, chain))
    made = RecordingSealer(
        folders=(first, second),
        signer=RoomIdentity(memory=store.memory),
        key=lambda _session_id: KEY,
        emit=lambda _event: None,
    )
    made.start()
    wait_until(lambda: _has_seal(second))
    assert made.stop()
    assert not _has_seal(first)


def _has_seal(root: Path) -> bool:
    return (root / SESSION / SEAL_NAME).exists()
