"""`reception-room verify FOLDER`: is this recording what was written?"""

import argparse
import json
import sys
from dataclasses import asdict

from desktop.app.recordings.reading import read_recording
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.recording.recorded import Recorded, gaps


def run(arguments: argparse.Namespace) -> int:
    """OK when it is whole; FAILED with what is missing or changed; no key is needed."""
    folder = arguments.folder
    try:
        recorded = read_recording(folder)
    except OSError as error:
        sys.stderr.write(f"{folder}: {error.strerror}\n")
        return ExitCode.FAILED
    if arguments.json:
        sys.stdout.write(json.dumps(_as_json(recorded), indent=2, default=str) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(recorded)) + "\n")
    return ExitCode.OK if recorded.is_whole else ExitCode.FAILED


def _as_json(recorded: Recorded) -> dict[str, object]:
    return {
        "is_whole": recorded.is_whole,
        "is_closed": recorded.is_closed,
        "missing": recorded.missing,
        "gaps": [
            {"from": begin, "to": end, "why": why} for begin, end, why in gaps(recorded.parts)
        ],
        "parts": [asdict(part) for part in recorded.parts],
    }


def _lines(recorded: Recorded) -> list[str]:
    lines = [
        f"{part.name}: {part.pieces} pieces, {part.ms / 1_000:.1f} s, "
        + (f"{part.fault} at piece {part.piece}" if part.fault else f"ended: {part.end}")
        for part in recorded.parts
    ]
    lines += [f"missing: part {number}" for number in recorded.missing]
    lines += [f"gap: {begin} to {end} ({why})" for begin, end, why in gaps(recorded.parts)]
    if not recorded.parts:
        return ["no part of a recording is here"]
    if not recorded.is_closed:
        lines.append("not closed: the last part does not say that the session was over")
    return [*lines, "whole" if recorded.is_whole else "NOT whole"]
