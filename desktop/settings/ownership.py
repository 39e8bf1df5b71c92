"""Whether only administrators of this PC may have written a file; else anybody's words would hold.

A person of the PC may make folders where settings of the whole PC lie, and put a file there before
an administrator does: what it says would then hold for every other person.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

OTHER_OWNER: Final = "other_owner"
OTHERS_MAY_WRITE: Final = "others_may_write"
FOLDERS_ABOVE: Final = 2
"""The product's folder and its maker's: who may exchange one of them may exchange the file."""

_WRITABLE_BY_OTHERS: Final = 0o022
# sddl.h: SYSTEM, Administrators, TrustedInstaller; as a right also "owner" and "who will own".
_TRUSTED_OWNERS: Final = frozenset({
    "SY", "BA", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
})  # fmt: skip
_TRUSTED: Final = _TRUSTED_OWNERS | {"OW", "CO"}
_DESCRIPTION: Final = re.compile(r"O:(S-1-[0-9-]+|[A-Z]{2})D:[A-Z]*((?:\([^()]*\))+)")
_ENTRY: Final = re.compile(r"\(([^()]*)\)")
_ALLOWING: Final = frozenset({"A", "OA", "XA", "ZA"})
_FLAGS_OF_NO_ENTRY_HERE: Final = "IO"  # inherit only: of what will lie below, not of this
_ALL: Final = 0xFFFF_FFFF
# How SDDL abbreviates bits of an access mask (winnt.h).
_BITS: Final = {
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80,
    "CR": 0x100, "SD": 0x1_0000, "RC": 0x2_0000, "WD": 0x4_0000, "WO": 0x8_0000,
    "GA": 0x1000_0000, "GX": 0x2000_0000, "GW": 0x4000_0000, "GR": 0x8000_0000,
    "FA": 0x1F_01FF, "FR": 0x12_0089, "FW": 0x12_0116, "FX": 0x12_00A0,
}  # fmt: skip
# DELETE, WRITE_DAC, WRITE_OWNER, GENERIC_ALL: with one of them it can be exchanged.
_EXCHANGES: Final = 0x1_0000 | 0x4_0000 | 0x8_0000 | 0x1000_0000
_CHANGES_FILE: Final = _EXCHANGES | 0x2 | 0x4 | 0x4000_0000  # WRITE_DATA, APPEND_DATA, generic
# DELETE_CHILD. Adding to a folder does no harm: what is added has another owner.
_CHANGES_FOLDER: Final = _EXCHANGES | 0x40


class _Right(NamedTuple):
    person: str
    mask: int


def administrators_fault(untrusted_file: BinaryIO, path: Path) -> str | None:
    """Why others than administrators may have written an open file; None: only they may.

    path: where it was opened; its two folders above are looked at too. Raises: OSError.
    """
    faults = _faults(untrusted_file, path.parents[:FOLDERS_ABOVE])
    return next((one for one in faults if one is not None), None)


def _faults(untrusted_file: BinaryIO, folders: Sequence[Path]) -> Iterator[str | None]:
    if sys.platform == "win32":
        from desktop.settings import windows_rights  # noqa: PLC0415 - of Windows only

        yield rights_fault(windows_rights.of_file(untrusted_file), is_folder=False)
        for folder in folders:
            yield rights_fault(windows_rights.of_folder(folder), is_folder=True)
        return
    for found in (os.fstat(untrusted_file.fileno()), *(folder.stat() for folder in folders)):
        yield mode_fault(found.st_uid, found.st_mode)


def mode_fault(owner: int, mode: int) -> str | None:
    """POSIX: the fault of one file or folder. owner: its user id. mode: as stat has it."""
    if owner != 0:
        return OTHER_OWNER
    return OTHERS_MAY_WRITE if mode & _WRITABLE_BY_OTHERS else None


def rights_fault(described: str, *, is_folder: bool) -> str | None:
    """Windows: the fault of one file or folder. described: owner and rights in SDDL.

    What is not understood counts as a fault.
    """
    match = _DESCRIPTION.fullmatch(described)
    if match is None:  # no rights at all are written down: then everybody may do everything
        return OTHERS_MAY_WRITE
    if match[1] not in _TRUSTED_OWNERS:
        return OTHER_OWNER
    harmful = _CHANGES_FOLDER if is_folder else _CHANGES_FILE
    is_open = any(
        right.mask & harmful and right.person not in _TRUSTED for right in _rights(match[2])
    )
    return OTHERS_MAY_WRITE if is_open else None


def _rights(entries: str) -> Iterator[_Right]:
    """What is given away here. An entry: kind;flags;rights;object;inherited object;person."""
    for entry in _ENTRY.findall(entries):
        kind, flags, rights, _, _, person = (entry + ";" * 5).split(";")[:6]
        pairs = re.findall("..", flags)
        if kind in _ALLOWING and _FLAGS_OF_NO_ENTRY_HERE not in pairs:
            yield _Right(person=person, mask=_mask(rights))


def _mask(rights: str) -> int:
    if re.fullmatch(r"0x[0-9a-fA-F]+", rights):
        return int(rights, 16)
    mask = 0
    for pair in re.findall("..?", rights):
        mask |= _BITS.get(pair, _ALL)
    return mask
