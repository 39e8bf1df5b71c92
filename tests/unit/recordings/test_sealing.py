"""The closing seal: who has the disk and no key cannot make a recording anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.seal import SEAL_NAME, SealFault, SealLook
from desktop.recordings.reading import read_recording
from desktop.recordings.sealing import look_at_seal, seal_recording
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.samples.recordings import BEGAN_AT, KEY, SESSION, SITE, a_head, write_part

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / SESSION
    one = write_part(folder, a_head(1), end=PartEnd.PAUSED)
    write_part(folder, a_head(2, one), end=PartEnd.CLOSED)
    return folder


@pytest.fixture
def ca(tmp_path: Path) -> RoomCa:
    return ensure_room_ca(tmp_path, BEGAN_AT)


@pytest.fixture
def signer(store: Store, ca: RoomCa) -> RoomIdentity:
    return certified(RoomIdentity(memory=store.memory), ca)


def certified(identity: RoomIdentity, ca: RoomCa, site_id: str = SITE) -> RoomIdentity:
    key = check_request(identity.request())
    identity.take(ca.issue(key, room_id="pc-1", site_id=site_id, now=BEGAN_AT))
    return identity


def look(folder: Path, authority: bytes | None = None) -> SealLook | None:
    return look_at_seal(folder, read_recording(folder), authority=authority)


def test_a_closed_recording_is_sealed_once_by_its_pc(
    folder: Path, signer: RoomIdentity, ca: RoomCa
) -> None:
    assert look(folder) is None
    assert seal_recording(folder, signer, key=KEY)
    assert look(folder) == SealLook(fault=None, room_id="pc-1")
    assert look(folder, ca.pem.encode()) == SealLook(fault=None, room_id="pc-1", is_vouched=True)
    before = (folder / SEAL_NAME).read_bytes()
    assert seal_recording(folder, signer, key=KEY)
    assert (folder / SEAL_NAME).read_bytes() == before


def test_a_pc_without_a_certificate_seals_by_its_key_alone(
    folder: Path, store: Store, ca: RoomCa
) -> None:
    assert seal_recording(folder, RoomIdentity(memory=store.memory), key=KEY)
    assert look(folder) == SealLook(fault=None)
    stranger = SealLook(fault=SealFault.STRANGER, is_vouched=False)
    assert look(folder, ca.pem.encode()) == stranger


@pytest.mark.parametrize("end", [None, PartEnd.PAUSED, PartEnd.LEFT])
def test_what_goes_on_is_not_sealed(
    tmp_path: Path, signer: RoomIdentity, end: PartEnd | None
) -> None:
    folder = tmp_path / SESSION
    assert not seal_recording(tmp_path, signer, key=KEY)
    write_part(folder, a_head(1), end=end)
    assert not seal_recording(folder, signer, key=KEY)
    assert not (folder / SEAL_NAME).exists()


def made_anew(folder: Path) -> None:
    """What the chain alone cannot find: whole, with other words in it."""
    for path in folder.glob("*.rrec"):
        path.unlink()
    one = write_part(folder, a_head(1), seconds=2, end=PartEnd.PAUSED)
    write_part(folder, a_head(2, one), end=PartEnd.CLOSED)


def cut_to_one_part(folder: Path) -> None:
    for path in folder.glob("*.rrec"):
        path.unlink()
    write_part(folder, a_head(1), end=PartEnd.CLOSED)


def go_on_behind_the_end(folder: Path) -> None:
    last = read_recording(folder).parts[-1]
    write_part(folder, a_head(3, last.chain), end=PartEnd.CLOSED)


@pytest.mark.parametrize("change", [made_anew, cut_to_one_part, go_on_behind_the_end])
def test_what_was_made_anew_without_the_key_is_found(
    folder: Path, signer: RoomIdentity, change: Callable[[Path], None]
) -> None:
    seal_recording(folder, signer, key=KEY)
    change(folder)
    assert read_recording(folder).is_whole
    assert look(folder) == SealLook(fault=SealFault.OTHER)


@pytest.mark.parametrize("change", [made_anew, cut_to_one_part])
def test_what_was_made_anew_without_the_key_is_not_sealed_again(
    folder: Path, signer: RoomIdentity, change: Callable[[Path], None]
) -> None:
    seal_recording(folder, signer, key=KEY)
    (folder / SEAL_NAME).unlink()
    change(folder)
    own = bytes(reversed(KEY))  # whoever made it anew had another one than the room
    assert not seal_recording(folder, signer, key=own)
    assert look(folder) is None


def test_a_seal_of_another_recording_or_none_at_all_is_named(
    folder: Path, signer: RoomIdentity, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / SESSION
    write_part(other, a_head(1, width=640))
    seal_recording(other, signer, key=KEY)
    shutil.copy(other / SEAL_NAME, folder / SEAL_NAME)
    assert look(folder) == SealLook(fault=SealFault.OTHER)
    for content in (b"{}", b"x" * 1_000_000):
        (folder / SEAL_NAME).write_bytes(content)
        assert look(folder) == SealLook(fault=SealFault.UNREADABLE)


def test_a_seal_beside_what_was_never_closed_is_anothers(
    folder: Path, signer: RoomIdentity
) -> None:
    seal_recording(folder, signer, key=KEY)
    (folder / "0002.rrec").unlink()
    assert look(folder) == SealLook(fault=SealFault.OTHER)


def test_a_certificate_of_another_site_does_not_speak_for_this_one(
    folder: Path, store: Store, ca: RoomCa
) -> None:
    foreign = certified(RoomIdentity(memory=store.memory), ca, "site-hq")
    seal_recording(folder, foreign, key=KEY)
    assert look(folder) == SealLook(fault=SealFault.MISMATCHED)


def test_a_certificate_of_an_authority_that_was_not_asked_about_is_a_strangers(
    folder: Path, signer: RoomIdentity, tmp_path: Path
) -> None:
    seal_recording(folder, signer, key=KEY)
    other = tmp_path / "other"
    other.mkdir()
    authority = ensure_room_ca(other, BEGAN_AT).pem.encode()
    expected = SealLook(fault=SealFault.STRANGER, room_id="pc-1", is_vouched=False)
    assert look(folder, authority) == expected
    with pytest.raises(ValueError, match="PEM"):
        look(folder, b"no certificate")


def test_a_recording_on_two_disks_has_one_seal_beside_its_last_part(
    tmp_path: Path, signer: RoomIdentity
) -> None:
    first, second = tmp_path / "1" / SESSION, tmp_path / "2" / SESSION
    chain = write_part(first, a_head(1), end=PartEnd.FAULT)
    write_part(second, a_head(2, chain), end=PartEnd.CLOSED)
    assert not seal_recording(first, signer, key=KEY)  # the end lies elsewhere
    assert seal_recording(first, signer, key=KEY, others=(second,))
    assert (second / SEAL_NAME).exists()
    assert not (first / SEAL_NAME).exists()
    recorded = read_recording(first, second, key=KEY)
    assert recorded.is_whole
    assert look_at_seal((first, second), recorded) == SealLook(fault=None, room_id="pc-1")
    assert look_at_seal(first, read_recording(first)) is None
    assert seal_recording(first, signer, key=KEY, others=(second,))
