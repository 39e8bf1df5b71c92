"""Puts the closing seal beside the parts of a recording, and looks at one that lies there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.domain.recording.recorded import Recorded
from desktop.domain.recording.seal import (
    MAX_SEAL_BYTES,
    SEAL_NAME,
    ClosingSeal,
    NotASeal,
    SealedRecording,
    SealFault,
    SealLook,
    seal_bytes,
    seal_from,
    sealed_of,
    sealed_words,
    to_be_sealed,
)
from desktop.files.durable import create_file
from desktop.recordings.reading import part_paths, read_part
from desktop.recordings.room_signature import has_signed, is_issued_by, names_in


class RoomSigner(Protocol):
    """This PC's key."""

    def sign(self, words: bytes) -> bytes:
        """Raises StorageError, TimeoutError: the key could not be kept."""
        ...

    def public_key(self) -> str:
        """PEM; raises as `sign` does."""
        ...

    def version(self) -> str | None:
        """The certificate of the key, PEM; None: the city issued none."""
        ...


def sealed_by(signer: RoomSigner, words: bytes) -> ClosingSeal:
    """These words, signed by this PC. Raises what the signer raises."""
    return ClosingSeal(
        public_key=signer.public_key(),
        certificate=signer.version() or "",
        signature=signer.sign(words).hex(),
    )


def seal_recording(
    folder: Path, signer: RoomSigner, *, key: bytes, others: Sequence[Path] = ()
) -> bool:
    """Sign what was closed. False: the last part does not say yet that the session is over.

    A seal that lies there stays. folder: of one session; others: the same on other disks; key: of
    its recording. The seal lies beside the last part, which alone is read and opened: its head
    names the chain value of the part before, and no piece behind that head opens if anything before
    it was changed. So what was made anew without the key gets no seal, whenever it is asked for.
    Raises OSError, and what the signer raises.
    """
    folders = (folder, *others)
    if any((one / SEAL_NAME).exists() for one in folders):
        return True
    paths = part_paths(*folders)
    sealed = to_be_sealed(read_part(paths[-1], key=key)) if paths else None
    if sealed is None:
        return False
    seal = sealed_by(signer, sealed_words(sealed))
    create_file(paths[-1].parent / SEAL_NAME, seal_bytes(seal))
    return True


def look_at_seal(
    folders: Path | Sequence[Path], recorded: Recorded, *, authority: bytes | None = None
) -> SealLook | None:
    """The seal of a session, held against what was read there; None: there is none.

    folders: of the session, on every disk.

    authority: certificates, PEM, of those who may vouch for rooms. Raises OSError; ValueError:
    the authority is no PEM.
    """
    untrusted = seal_in(*((folders,) if isinstance(folders, Path) else folders))
    if untrusted is None:
        return None
    return look_at(untrusted[:MAX_SEAL_BYTES], recorded, authority=authority)


def seal_in(*folders: Path) -> bytes | None:
    """The bytes of the seal, and one more where there are too many; None: none lies there.

    Raises OSError.
    """
    for folder in folders:
        try:
            with (folder / SEAL_NAME).open("rb") as file:
                return file.read(MAX_SEAL_BYTES + 1)
        except FileNotFoundError:
            continue
    return None


def look_at(untrusted: bytes, recorded: Recorded, *, authority: bytes | None = None) -> SealLook:
    """The same of the bytes of a seal. Raises ValueError: the authority is no PEM."""
    try:
        seal = seal_from(untrusted)
    except NotASeal:
        return SealLook(fault=SealFault.UNREADABLE)
    sealed = sealed_of(recorded)
    if sealed is None:
        return SealLook(fault=SealFault.OTHER)
    return _look(seal, sealed, authority)


def _look(seal: ClosingSeal, sealed: SealedRecording, authority: bytes | None) -> SealLook:
    is_vouched = None if authority is None else is_issued_by(seal.certificate, authority)
    if not has_signed(seal.public_key, bytes.fromhex(seal.signature), sealed_words(sealed)):
        return SealLook(fault=SealFault.OTHER, is_vouched=is_vouched)
    room_id = ""
    if seal.certificate:
        names = names_in(seal.certificate, seal.public_key, sealed.closed_at)
        if names is None or names.site_id != sealed.site_id:
            return SealLook(fault=SealFault.MISMATCHED, is_vouched=is_vouched)
        room_id = names.room_id
    fault = SealFault.STRANGER if is_vouched is False else None
    return SealLook(fault=fault, room_id=room_id, is_vouched=is_vouched)
