"""`reception-room verify FOLDER [FOLDER]`: is this recording what was written, and by whom?

Of a ZIP it is the file of a session that is looked at: `verify_archive.py`.
"""

import argparse
import json
import sys
from dataclasses import asdict

from desktop.app.commands.verify_archive import is_archive, run_archive
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.recording.part import SiteLoss
from desktop.domain.recording.recorded import Recorded, gaps
from desktop.domain.recording.seal import SealLook
from desktop.recordings.facts import told_recording
from desktop.recordings.reading import read_recording
from desktop.recordings.sealing import look_at_seal


def run(arguments: argparse.Namespace) -> int:
    """OK when it is whole and sealed; FAILED with what is missing or changed; no key is needed."""
    if is_archive(arguments.folder):
        return run_archive(arguments)
    folders = tuple(filter(None, (arguments.folder, arguments.second)))
    try:
        authority = arguments.authority.read_bytes() if arguments.authority else None
        recorded = read_recording(*folders)
        let_go = 0 if recorded.parts else len(told_recording(*folders).parts)
        seal = look_at_seal(folders, recorded, authority=authority)
    except OSError as error:
        sys.stderr.write(f"{error.filename or arguments.folder}: {error.strerror}\n")
        return ExitCode.FAILED
    except ValueError:
        sys.stderr.write(f"{arguments.authority}: no certificate in PEM\n")
        return ExitCode.FAILED
    if arguments.json:
        sys.stdout.write(json.dumps(_as_json(recorded, seal), indent=2, default=str) + "\n")
    else:
        lines = _lines(recorded, seal)
        if let_go:
            lines.append(f"{let_go} parts were let go after the city's receipt: verify them there")
        sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.OK if recorded.is_whole and _is_sealed(seal) else ExitCode.FAILED


def _is_sealed(seal: SealLook | None) -> bool:
    return seal is not None and seal.fault is None


def _as_json(recorded: Recorded, seal: SealLook | None) -> dict[str, object]:
    return {
        "is_whole": recorded.is_whole,
        "is_sealed": _is_sealed(seal),
        "seal": None if seal is None else asdict(seal),
        "is_closed": recorded.is_closed,
        "missing": recorded.missing,
        "gaps": [
            {"from": begin, "to": end, "why": why} for begin, end, why in gaps(recorded.parts)
        ],
        "lost": [asdict(one) for one in recorded.lost],
        "parts": [asdict(part) for part in recorded.parts],
    }


def _lines(recorded: Recorded, seal: SealLook | None) -> list[str]:
    lines = [
        f"{part.name}: {part.pieces} pieces, {part.ms / 1_000:.1f} s, "
        + (f"{part.fault} at piece {part.piece}" if part.fault else f"ended: {part.end}")
        for part in recorded.parts
    ]
    lines += [f"missing: part {number}" for number in recorded.missing]
    lines += [f"gap: {begin} to {end} ({why})" for begin, end, why in gaps(recorded.parts)]
    lines += [_lost_line(one) for one in recorded.lost]
    if not recorded.parts:
        return ["no part of a recording is here"]
    if not recorded.is_closed:
        lines.append("not closed: the last part does not say that the session was over")
    return [*lines, _seal_line(seal), "whole" if recorded.is_whole else "NOT whole"]


def _lost_line(lost: SiteLoss) -> str:
    """Nothing in a name may steer the terminal."""
    name = lost.site_id if lost.site_id.isprintable() else ascii(lost.site_id)
    picture_s, sound_s = lost.picture_ms / 1_000, lost.sound_ms / 1_000
    return f"lost of {name}: picture {picture_s:.1f} s, sound {sound_s:.1f} s"


def _seal_line(seal: SealLook | None) -> str:
    if seal is None:
        return "NOT sealed: no key says who wrote it, and that it ends here"
    if seal.fault is not None:
        return f"seal: {seal.fault}"
    by = f"the PC {seal.room_id}" if seal.room_id else "a key that no certificate names"
    asked = "" if seal.is_vouched is None else ", which the authority vouches for"
    return f"sealed by {by}{asked}"
