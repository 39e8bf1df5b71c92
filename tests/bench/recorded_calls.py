"""What a call loses while its rooms record it: `python -m tests.bench.recorded_calls [--json]`.

The same call of `tests.bench.line` on a clean line, one without and one with recording, in turns
and so often as --turns says, for each engine. Both rooms share the cores of this PC: --at receiver
says what the recorder of a room takes from the call of that room alone.

gap_ms_p99: between two pictures at the far end, the median of the turns; gap_ratio: recorded
against not (1.05 wanted); freeze_more: how much larger the share of frozen time is (.01 wanted).
recorded_share: of the call that is on each disk. others_cpu: cores that something else used, the
most of all calls; disturbs from about .3 on.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from tests.bench.line.emulator import Side
from tests.bench.line.ends import DESK_ENGINES

LIMIT_S = 180.0
ENDS = tuple(side.name.lower() for side in Side)

Figures = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--turns", type=int, default=3, help="calls of each kind")
    parser.add_argument("--seconds", type=float, default=45.0, help="length of a call")
    parser.add_argument(
        "--engine", nargs="+", choices=DESK_ENGINES, default=DESK_ENGINES, dest="engines"
    )
    parser.add_argument(
        "--at", nargs="+", choices=ENDS, default=ENDS, help="at which ends it is recorded"
    )
    options = parser.parse_args()
    figures: Figures = {"turns": options.turns, "seconds": options.seconds}
    for engine in options.engines:
        plain: list[Figures] = []
        recorded: list[Figures] = []
        for _ in range(options.turns):
            plain.append(a_call(engine, options.seconds, ()))
            recorded.append(a_call(engine, options.seconds, options.at))
        found = compared(plain, recorded, options.seconds)
        figures |= {f"{engine}_{key}": value for key, value in found.items()}
    lines = [json.dumps(figures)] if options.json else [f"{k:32}{v}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def a_call(engine: str, seconds: float, recording_ends: Sequence[str]) -> Figures:
    command = [sys.executable, "-m", "tests.bench.line", "--engine", engine, "--both-ways"]
    command += ["--seconds", str(seconds), "--json"]
    command += ["--record", *recording_ends] if recording_ends else []
    run = subprocess.run(command, stdout=subprocess.PIPE, timeout=LIMIT_S, check=True)
    found: Figures = json.loads(run.stdout)
    return found


def compared(plain: Sequence[Figures], recorded: Sequence[Figures], seconds: float) -> Figures:
    """Medians, and what recording adds to them."""
    before, after = _median(plain, "gap_ms_p99"), _median(recorded, "gap_ms_p99")
    frozen = _median(recorded, "freeze_ratio") - _median(plain, "freeze_ratio")
    return {
        "gap_ms_p99": round(before, 1),
        "gap_ms_p99_recorded": round(after, 1),
        "gap_ratio": round(after / before, 3),
        "freeze_more": round(frozen, 4),
        "fps": _median(plain, "fps"),
        "fps_recorded": _median(recorded, "fps"),
        "recv_cpu": _median(plain, "recv_cpu"),
        "recv_cpu_recorded": _median(recorded, "recv_cpu"),
        "recorded_share": round(min(one["recorded_s"] for one in recorded) / seconds, 3),
        "others_cpu": max(one["others_cpu"] for one in (*plain, *recorded)),
    }


def _median(calls: Sequence[Figures], key: str) -> float:
    return float(statistics.median(one[key] for one in calls))


if __name__ == "__main__":
    raise SystemExit(main())
