"""`reception-room verify FILE`: is this file of a session what was put there, and by whom?"""

import argparse
from functools import partial
from pathlib import Path

from desktop.app.commands.look_answer import answer
from desktop.app.wiring.plan import SIGNATURE_COMMAND
from desktop.archive.layout import MANIFEST_NAME
from desktop.archive.verifier import ArchiveLook, look_at_archive
from desktop.documents.context import SIGNATURES_S
from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import WorkerCommand
from desktop.documents.signatures.process import has_signature, look_at_pdf
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.record.archive_manifest import ArchiveManifest, archive_number


def is_archive(path: Path) -> bool:
    """A ZIP, or the folder that one was unpacked to; else it is the folder of a recording."""
    return path.is_file() or (path / MANIFEST_NAME).is_file()


def run_archive(arguments: argparse.Namespace) -> int:
    """OK when it is what was put there; FAILED with what is wrong. No key is needed."""
    path, code = arguments.folder, arguments.code or ""

    def look_at(authority: bytes | None) -> ArchiveLook:
        look_at_pdf = partial(signatures_in, authorities=authority or b"")
        return look_at_archive(path, authority=authority, code=code, look_at_pdf=look_at_pdf)

    return answer(arguments, path, look_at, _lines)


def signatures_in(untrusted_pdf: bytes, authorities: bytes) -> tuple[DigitalSignature, ...] | None:
    """Digital signatures of a PDF; None: no worker could say."""
    if not has_signature(untrusted_pdf):
        return ()
    command = WorkerCommand(arguments=SIGNATURE_COMMAND, wall_s=SIGNATURES_S)
    try:
        return look_at_pdf(command, untrusted_pdf, authorities)
    except BrokenAnswer:
        return None


def _lines(look: ArchiveLook) -> list[str]:
    lines: list[str] = []
    if look.manifest is not None:
        by = f"the PC {look.room_id}" if look.room_id else "a key that no certificate names"
        vouched = "" if look.is_vouched is None else f", vouched for: {look.is_vouched}"
        lines = [
            f"{archive_number(look.code)}, code {look.code}",
            *_of_manifest(look.manifest),
            *(f"changed: {_printable(name)}" for name in look.changed),
            *(f"missing: {_printable(name)}" for name in look.missing),
            *(f"added: {_printable(name)}" for name in look.added),
            f"signed by {by}{vouched}",
            *(_signature_line(name, one) for name, one in look.signatures),
            *(f"digital signatures not read: {_printable(name)}" for name in look.unread),
        ]
    return [*lines, "whole" if look.fault is None else f"NOT whole: {look.fault}"]


def _signature_line(name: str, one: DigitalSignature) -> str:
    holds = "holds" if one.is_intact else "does NOT hold"
    vouched = {None: "nobody was asked", True: "vouched for", False: "NOT vouched for"}
    who = f"{_printable(one.signer)} (issued by {_printable(one.issuer)})"
    at = one.signed_at.isoformat(timespec="seconds")
    return (
        f"{_printable(name)}: digital signature of {who} at {at}: {holds}, "
        + (vouched[one.is_vouched])
    )


def _of_manifest(manifest: ArchiveManifest) -> list[str]:
    version = "no version was frozen"
    if manifest.version:
        version = f"minutes version {manifest.version}, pages {manifest.version_sha256}"
    return [
        f"session {_printable(manifest.session_code)}, for {manifest.reader}",
        version,
        *(f"left out: {_printable(one.title)}: {_printable(one.why)}" for one in manifest.left_out),
        f"{len(manifest.files)} files",
    ]


def _printable(text: str) -> str:
    """Nothing in a name may steer the terminal."""
    return text if text.isprintable() else ascii(text)
