"""Writes a sealed copy of a recording as one ZIP that plays anywhere, and looks at one."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.domain.recording.seal import (
    MAX_SEAL_BYTES,
    NotASeal,
    seal_bytes,
    seal_from,
)
from desktop.domain.recording.sealed_copy import (
    MAX_STATEMENT_BYTES,
    CopiedPart,
    CopyFault,
    CopyStatement,
    NotACopy,
    copy_code,
    copy_words,
    statement_bytes,
    statement_from,
)
from desktop.files.whole_zip import whole_zip
from desktop.recordings.room_signature import is_issued_by, look_at_signature
from desktop.recordings.sealing import RoomSigner, sealed_by

STATEMENT_NAME: Final = "niem-phong.json"
SIGNATURE_NAME: Final = "chu-ky.json"
CODE_NAME: Final = "ma-kiem-tra.png"
README_NAME: Final = "doc-truoc.txt"
MAX_FILES: Final = 2_000
_BLOCK_BYTES: Final = 1024 * 1024
_README: Final = """Bản niêm phong của bản ghi một buổi tiếp công dân.
Mở các tệp .webm bằng trình duyệt web, lần lượt theo số.
{statement}: ai cho phép, giao cho ai, gồm những đoạn nào. {signature}: chữ ký của máy đã ghi.
Mã kiểm tra: {code}
Kiểm tra: reception-room verify-copy TỆP-NÀY
"""

Open = Callable[[CopiedPart], bytes]
"""The WebM of a part, in memory. Raises ChainBroken, OSError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLook:
    """A copy that was looked at. fault: None: it is what was sealed. room_id: by its certificate.

    code: of its statement, "" where there is none that can be read. changed: names of parts.
    """

    fault: CopyFault | None
    code: str = ""
    statement: CopyStatement | None = None
    room_id: str = ""
    is_vouched: bool | None = None
    changed: tuple[str, ...] = ()


def write_copy(
    path: Path,
    statement: CopyStatement,
    *,
    open_part: Open,
    signer: RoomSigner,
    draw_code: Callable[[str], bytes],
) -> str:
    """The copy, whole or not at all; returns its code.

    statement: its parts without their hashes. draw_code: a PNG of the code. Raises OSError,
    ChainBroken, and what the signer raises.
    """
    with whole_zip(path, zipfile.ZIP_STORED) as file:
        parts = []
        for part in statement.parts:
            webm = open_part(part)
            file.writestr(part.name, webm)
            parts.append(_hashed(part, webm))
        return _write_seal(file, _with_parts(statement, parts), signer, draw_code)


def look_at_copy(path: Path, *, authority: bytes | None = None, code: str = "") -> CopyLook:
    """Every byte is read. authority: as of `look_at_seal`. code: as the QR code says, "": unknown.

    Raises OSError; ValueError: the authority is no PEM.
    """
    try:
        with zipfile.ZipFile(path) as file:
            untrusted = _small(file, STATEMENT_NAME, MAX_STATEMENT_BYTES)
            statement = statement_from(untrusted)
            seal = seal_from(_small(file, SIGNATURE_NAME, MAX_SEAL_BYTES))
            changed = tuple(_changed(file, statement))
    except (zipfile.BadZipFile, NotACopy, NotASeal, KeyError, EOFError, NotImplementedError):
        return CopyLook(fault=CopyFault.UNREADABLE)
    found, room_id = look_at_signature(
        seal, copy_words(untrusted), statement.site_id, statement.made_at
    )
    is_vouched = None if authority is None else is_issued_by(seal.certificate, authority)
    faults = (
        None if found is None else CopyFault(found.value),
        CopyFault.CHANGED if changed else None,
        CopyFault.STRANGER if is_vouched is False else None,
        CopyFault.OTHER_CODE if code and code != copy_code(untrusted) else None,
    )
    return CopyLook(
        fault=next((one for one in faults if one is not None), None),
        code=copy_code(untrusted),
        statement=statement,
        room_id=room_id,
        is_vouched=is_vouched,
        changed=changed,
    )


def _hashed(part: CopiedPart, webm: bytes) -> CopiedPart:
    return CopiedPart(
        name=part.name,
        number=part.number,
        began_at=part.began_at,
        ms=part.ms,
        sha256=hashlib.sha256(webm).hexdigest(),
    )


def _with_parts(statement: CopyStatement, parts: Sequence[CopiedPart]) -> CopyStatement:
    return CopyStatement(
        session_id=statement.session_id,
        site_id=statement.site_id,
        decision=statement.decision,
        made_at=statement.made_at,
        made_by=statement.made_by,
        parts=tuple(parts),
        left_out=statement.left_out,
    )


def _write_seal(
    file: zipfile.ZipFile,
    statement: CopyStatement,
    signer: RoomSigner,
    draw_code: Callable[[str], bytes],
) -> str:
    told = statement_bytes(statement)
    code = copy_code(told)
    seal = sealed_by(signer, copy_words(told))
    words = _README.format(statement=STATEMENT_NAME, signature=SIGNATURE_NAME, code=code)
    file.writestr(STATEMENT_NAME, told)
    file.writestr(SIGNATURE_NAME, seal_bytes(seal))
    file.writestr(CODE_NAME, draw_code(code))
    file.writestr(README_NAME, words.encode("utf-8-sig"))
    return code


def _small(file: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Raises: KeyError, NotACopy: it is larger."""
    with file.open(name) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        raise NotACopy
    return content


def _changed(file: zipfile.ZipFile, statement: CopyStatement) -> Iterator[str]:
    """Names of parts that are not what was sealed."""
    there = set(file.namelist()[:MAX_FILES])
    for part in statement.parts:
        if part.name not in there or _hash_in(file, part.name) != part.sha256:
            yield part.name


def _hash_in(file: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with file.open(name) as entry:
            while block := entry.read(_BLOCK_BYTES):
                digest.update(block)
    except zipfile.BadZipFile:
        return ""
    return digest.hexdigest()
