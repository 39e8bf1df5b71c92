"""Calls over poor lines, every engine beside Chromium in one run: `python -m tests.bench.calls`.

Each row is one line and one call of `tests.bench.line` for each pair; the rows of the caps are
parts of one call whose line changes. The last two rows are lines that nothing was tuned on.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench.line.ends import CHROMIUM, DESK_ENGINES

LIMIT_S = 120.0
US = tuple((engine, engine) for engine in DESK_ENGINES)
PAIRS = (*US, (CHROMIUM, CHROMIUM))
TO_US = tuple((CHROMIUM, engine) for engine in DESK_ENGINES)
COLUMNS = (
    "send_cpu",
    "recv_cpu",
    "others_cpu",
    "fps",
    "freeze_ratio",
    "longest_gap_ms",
    "latency_ms_p50",
    "latency_ms_p95",
    "join_ms",
    "kbps_p50",
    "audio_pesq",
    "audio_gap_ms_p99",
    "voice_ms_p50",
    "av_offset_ms",
    "av_apart_ms_p95",
)
_STEP_ROW = "|"
_OF_THE_CALL = ("engine", "peer", "line", "seed", "join_ms", "others_cpu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One call. parts: names of rows that are steps of it, by the step's place."""

    name: str
    line: str
    steps: str = ""
    seconds: float = 18.0
    warm_s: float = 5.0
    pairs: tuple[tuple[str, str], ...] = PAIRS
    parts: tuple[tuple[int, str], ...] = ()
    options: tuple[str, ...] = ()


ROWS = (
    Row(name="clean", line="", seconds=16.0, options=("--keep-size",)),
    Row(name="clean, from Chromium", line="", seconds=14.0, pairs=TO_US, options=("--keep-size",)),
    Row(name="5 % loss", line="delay=20,loss=5", seconds=17.0),
    Row(
        name="5 % loss, pictures both ways",
        line="delay=20,loss=5",
        seconds=17.0,
        options=("--both-ways",),
    ),
    Row(name="10 % loss", line="delay=20,loss=10", seconds=17.0),
    Row(
        name="caps",
        line="delay=20",
        steps="7:rate=500;20:rate=256;32:rate=0",
        seconds=40.0,
        parts=((1, "500 kbit/s"), (2, "256 kbit/s"), (3, "cap lifted")),
    ),
    Row(name="RTT 600, 1 % loss", line="delay=300,loss=1", seconds=19.0, warm_s=7.0),
    Row(name="64 kbit/s in all, 10 % loss", line="rate=64,loss=10,delay=75", seconds=19.0),
    Row(
        name="own: bursts, disorder, 800 kbit/s",
        line="rate=800,loss=3,burst=3,delay=35,jitter=25,reorder=1,duplicate=1",
        seconds=19.0,
    ),
    Row(
        name="own: cut for 4 s",
        line="delay=40,loss=1",
        steps="8:loss=100;12:loss=1",
        seconds=22.0,
        pairs=US,
        parts=((2, "own: after a cut of 4 s"),),
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--only", default="", help="rows whose name has this in it")
    parser.add_argument("--pair", default="", help="pairs that have this in them")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    for row in ROWS:
        if options.only in row.name:
            figures |= measure(row, options.pair)
    sys.stdout.write(f"{json.dumps(figures) if options.json else as_table(figures)}\n")
    return 0 if all("failed_with" not in found for found in figures.values()) else 1


def measure(row: Row, wanted_pair: str = "") -> dict[str, Any]:
    """Figures under "row | sender > receiver"; pairs without their engine here are left out."""
    figures: dict[str, Any] = {}
    for engine, peer in row.pairs:
        if CHROMIUM in {engine, peer} and shutil.which(CHROMIUM) is None:
            continue
        pair = f"{engine} > {peer}"
        if wanted_pair not in pair:
            continue
        found = _call(row, engine, peer)
        if "failed_with" in found or not row.parts:
            figures[f"{row.name} {_STEP_ROW} {pair}"] = found
        for place, name in row.parts:
            if "failed_with" not in found:
                figures[f"{name} {_STEP_ROW} {pair}"] = {**_whole(found), **found["steps"][place]}
    return figures


def as_table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """One line per call, a blank line between rows."""
    lines = [_cells("", COLUMNS)]
    names = [(*name.partition(f" {_STEP_ROW} ")[::2], name) for name in figures]
    rows = list(dict.fromkeys(row for row, _, _ in names))
    before = ""
    for row, pair, name in sorted(names, key=lambda one: rows.index(one[0])):
        found = figures[name]
        if row != before:
            lines += ["", row]
            before = row
        values = [
            found.get("failed_with", "–") if "failed_with" in found else found.get(column)
            for column in COLUMNS
        ]
        lines.append(_cells(f"  {pair}", ["–" if value is None else value for value in values]))
    return "\n".join(lines)


def _call(row: Row, engine: str, peer: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.line", "--json", "--engine", engine]
    command += ["--peer", peer, "--line", row.line, "--steps", row.steps, *row.options]
    command += ["--seconds", str(row.seconds), "--warm", str(row.warm_s)]
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, timeout=LIMIT_S, check=False)
        found: dict[str, Any] = json.loads(run.stdout)
    except (ValueError, subprocess.TimeoutExpired) as error:
        return {"failed_with": type(error).__name__}
    return found


def _whole(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a step has no figures of its own for."""
    return {name: found[name] for name in _OF_THE_CALL}


def _cells(name: str, values: Sequence[object]) -> str:
    cells = (
        f"{value!s:>{max(8, len(column))}}" for value, column in zip(values, COLUMNS, strict=True)
    )
    return f"{name:<26} " + " ".join(cells)


if __name__ == "__main__":
    raise SystemExit(main())
