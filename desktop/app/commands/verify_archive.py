"""`reception-room verify FILE`: is this file of a session what was put there, and by whom?"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from desktop.archive.layout import MANIFEST_NAME
from desktop.archive.verifier import ArchiveLook, look_at_archive
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.record.archive_manifest import ArchiveManifest, archive_number


def is_archive(path: Path) -> bool:
    """A ZIP, or the folder that one was unpacked to; else it is the folder of a recording."""
    return path.is_file() or (path / MANIFEST_NAME).is_file()


def run_archive(arguments: argparse.Namespace) -> int:
    """OK when it is what was put there; FAILED with what is wrong. No key is needed."""
    try:
        authority = arguments.authority.read_bytes() if arguments.authority else None
        look = look_at_archive(arguments.folder, authority=authority, code=arguments.code or "")
    except OSError as error:
        sys.stderr.write(f"{error.filename or arguments.folder}: {error.strerror}\n")
        return ExitCode.FAILED
    except ValueError:
        sys.stderr.write(f"{arguments.authority}: no certificate in PEM\n")
        return ExitCode.FAILED
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(look), indent=2, default=str) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(look)) + "\n")
    return ExitCode.OK if look.fault is None else ExitCode.FAILED


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
        ]
    return [*lines, "whole" if look.fault is None else f"NOT whole: {look.fault}"]


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
