"""Several rooms in one call on a line that changes, by hand: what an hour does to the engines.

    python -m tests.soak.mesh --engine libwebrtc --rooms 4 --minutes 30 [--warm-up 3]

Every minute the line is calm for half of it, then loses packets, is narrow, and is cut. Prints one
JSON object. cpu: cores of each engine in calm half minutes, the worst and the mean. gap_ms_p99:
between two pictures of a site, in the calm. age_ms_p50: of a picture when the desk gets it.
mb_per_hour: slope of each engine's memory after the warm-up (least squares), and its standard
error. in_use_mb_per_hour: the same of what the engine asked of the C library and did not give
back, which a leak raises and held memory does not. mb_each_minute: of each engine. threads: of each
engine after the warm-up and in the end. files_per_hour: slope and standard error of what is open: a
connection keeps the sockets of its restarts until it is replaced after the third one, so that
single looks are at any height of a saw's teeth. lips_moved_ms: how much later each minute the
picture of the one who speaks is against the voice than in the first. Ends with 1 when a limit was
not kept: a slope is above its limit when it is so by more than twice its standard error.
"""

import argparse
import json
import logging
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import psutil
from typing_extensions import override

from desktop.domain.media.call import MediaEngine
from desktop.media.pipe.commands import EngineStart
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, engine_options, wait_until
from tests.rigs.line.cut_line import CutLine
from tests.soak.lips import LipWatch

MEET_LIMIT_S = 60.0
CALM_S, POOR_S, CUT_S = 30.0, 12.0, 5.0
SPEAKING, LISTENING = 0, 1
SETTLE_S = 6.0
"""Of the calm, after a cut: links come back and ladders climb; no figures meanwhile."""

WARM_UP_MINUTES = 3.0
MAX_MB_PER_HOUR = 1.0
MAX_MORE = 2
MAX_LIPS_MOVED_MS = 60.0
"""A picture stands for 33 ms, and a voice's place in its loop is told on a mixed sound."""

HEAP = re.compile(r"heap pid=(\d+) in_use_bytes=(\d+)")


@dataclass(slots=True)
class EngineRecord:
    """Of one room's engine, a value for each minute."""

    minutes: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    in_use: list[float] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def note(self, process: psutil.Process, minute: float, cpu: float, in_use_bytes: int) -> None:
        self.minutes.append(minute)
        self.megabytes.append(process.memory_info().rss / 1e6)
        self.in_use.append(in_use_bytes / 1e6)
        self.threads.append(process.num_threads())
        self.files.append(process.num_fds())
        self.cpu.append(cpu)

    def after(self, warm_up_minutes: float) -> int:
        """Which look was the first after the warm-up, or the last one of a short run."""
        later = (at for at, minute in enumerate(self.minutes) if minute >= warm_up_minutes)
        return next(later, len(self.minutes) - 1)

    def per_hour(
        self, each_minute: Sequence[float], warm_up_minutes: float
    ) -> tuple[float, float] | None:
        """The slope and its standard error; None: too short a run to tell."""
        first = self.after(warm_up_minutes)
        hours, values = np.array(self.minutes[first:]) / 60, np.array(each_minute[first:])
        if len(hours) < 3:
            return None
        slope, start = np.polyfit(hours, values, 1)
        noise = np.sum((values - slope * hours - start) ** 2) / (len(hours) - 2)
        error = np.sqrt(noise / np.sum((hours - hours.mean()) ** 2))
        return round(float(slope), 2), round(float(error), 2)


class HeapWatch(logging.Handler):
    """What engines tell of their heaps, the newest by process."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.in_use_bytes: dict[int, int] = {}

    @override
    def emit(self, record: logging.LogRecord) -> None:
        found = HEAP.search(record.getMessage())
        if found is not None:
            self.in_use_bytes[int(found[1])] = int(found[2])


def main() -> int:
    parser = argparse.ArgumentParser(description="Several rooms on a line that changes")
    parser.add_argument("--engine", type=MediaEngine, default=MediaEngine.LIBWEBRTC)
    parser.add_argument("--rooms", type=int, default=4, choices=range(2, 5))
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--warm-up", type=float, default=WARM_UP_MINUTES, metavar="MINUTES")
    options = parser.parse_args()
    heaps = HeapWatch()
    engine_log = logging.getLogger("desktop.media.engine")
    engine_log.setLevel(logging.DEBUG)
    engine_log.propagate = False
    engine_log.addHandler(heaps)
    line = CutLine()
    line.start()
    relay = MediaRelay()
    relay.bend = line.bend
    names = [f"room-{number}" for number in range(1, options.rooms + 1)]
    rooms = [MediaRoom(name, talkative(name, options.engine)) for name in names]
    heard_file = Path(tempfile.mkdtemp(prefix="mesh-")) / "heard.pcm"
    try:
        start(rooms, heard_file)
        for room in rooms:
            relay.join(room)
        wait_for_pictures(rooms)
        facts = soak(rooms, line, heaps, LipWatch(heard_file), options.minutes, options.warm_up)
    finally:
        for room in rooms:
            room.stop()
        line.stop()
        shutil.rmtree(heard_file.parent)
    facts = {"engine": str(options.engine), "rooms": options.rooms, **facts}
    sys.stdout.write(json.dumps(facts) + "\n")
    return int(not facts["is_kept"])


def start(rooms: list[MediaRoom], heard_file: Path) -> None:
    """One speaks, as the conduct of a reception has it; one's loudspeaker is kept."""
    for number, room in enumerate(rooms):
        room.start(loudspeaker=heard_file if number == LISTENING else None)
        room.client.set_microphone(is_on=number == SPEAKING)


def talkative(name: str, engine: MediaEngine) -> EngineStart:
    return replace(engine_options(name, media_engine=engine), log_level=logging.DEBUG)


def soak(
    rooms: list[MediaRoom],
    line: CutLine,
    heaps: HeapWatch,
    lips: LipWatch,
    minutes: int,
    warm_up_minutes: float,
) -> dict[str, object]:
    processes = [psutil.Process(room.client.engine_pid) for room in rooms]
    pids = [process.pid for process in processes]
    records = [EngineRecord() for _ in rooms]
    gaps_ms: list[float] = []
    ages_ms: list[float] = []
    fps: list[float] = []
    began_s = time.monotonic()
    for _ in range(minutes):
        time.sleep(SETTLE_S)
        before = [sum(process.cpu_times()[:2]) for process in processes]
        counted_s = time.monotonic()
        for room in rooms:
            room.forget_pictures()
        time.sleep(CALM_S - SETTLE_S)
        elapsed_s = time.monotonic() - counted_s
        for record, process, was in zip(records, processes, before, strict=True):
            cpu = (sum(process.cpu_times()[:2]) - was) / elapsed_s
            minute = (time.monotonic() - began_s) / 60
            record.note(process, minute, cpu, heaps.in_use_bytes.get(process.pid, 0))
        look(rooms, gaps_ms, ages_ms, fps)
        lips.look(rooms[LISTENING].seen(rooms[SPEAKING].site_id))
        make_poor(line)
        wait_for_pictures(rooms)
    mean_cpu = [round(float(np.mean(record.cpu)), 2) for record in records]
    slopes = [record.per_hour(record.megabytes, warm_up_minutes) for record in records]
    in_use = [record.per_hour(record.in_use, warm_up_minutes) for record in records]
    files = [record.per_hour(record.files, warm_up_minutes) for record in records]
    is_flat = all(not is_above(one, MAX_MB_PER_HOUR) for one in (*slopes, *in_use))
    has_files_flat = all(not is_above(one, MAX_MORE / (minutes / 60)) for one in files)
    at = records[0].after(warm_up_minutes)
    threads = [(record.threads[at], record.threads[-1]) for record in records]
    is_same = pids == [room.client.engine_pid for room in rooms]
    grown = [last - first for first, last in threads]
    moved_ms = [one for one in lips.moved_ms if one is not None]
    has_lips_held = bool(moved_ms) and max(map(abs, moved_ms)) <= MAX_LIPS_MOVED_MS
    return {
        "minutes": minutes,
        "cores_of_this_pc": os.cpu_count(),
        "cpu_mean": mean_cpu,
        "cpu_worst": round(max(max(record.cpu) for record in records), 2),
        "fps_p50": round(float(np.median(fps)), 1),
        "gap_ms_p99": round(float(np.percentile(gaps_ms, 99))),
        "age_ms_p50": round(float(np.median(ages_ms))),
        "megabytes": [(round(r.megabytes[at]), round(r.megabytes[-1])) for r in records],
        "warm_up_minutes": warm_up_minutes,
        "mb_each_minute": [[round(one) for one in record.megabytes] for record in records],
        "mb_per_hour": slopes,
        "in_use_mb_per_hour": in_use,
        "in_use_mb_each_minute": [[round(one, 1) for one in record.in_use] for record in records],
        "threads": threads,
        "files_per_hour": files,
        "files_each_minute": [record.files for record in records],
        "engines_that_died": 0 if is_same else "some",
        "lips_moved_ms": lips.moved_ms,
        "is_kept": all([is_same, max(grown) <= MAX_MORE, has_files_flat, is_flat, has_lips_held]),
    }


def is_above(slope: tuple[float, float] | None, limit: float) -> bool:
    return slope is None or slope[0] - 2 * slope[1] > limit


def look(
    rooms: list[MediaRoom], gaps_ms: list[float], ages_ms: list[float], fps: list[float]
) -> None:
    for room in rooms:
        for other in rooms:
            if other is room:
                continue
            seen = room.seen(other.site_id)
            gaps_ms += (np.diff(seen.arrived_s) * 1000).tolist()
            ages_ms += seen.ages_ms
            fps.append(len(seen.arrived_s) / (CALM_S - SETTLE_S))


def make_poor(line: CutLine) -> None:
    line.lose(0.05)
    time.sleep(POOR_S)
    line.lose(0.0)
    line.narrow(3_000)
    time.sleep(POOR_S)
    line.narrow(None)
    line.cut()
    time.sleep(CUT_S)
    line.mend()


def wait_for_pictures(rooms: list[MediaRoom]) -> None:
    since_s = time.monotonic()

    def is_there(room: MediaRoom, other: MediaRoom) -> bool:
        arrived_s = room.seen(other.site_id).arrived_s
        return bool(arrived_s) and arrived_s[-1] > since_s

    pairs = [(room, other) for room in rooms for other in rooms if other is not room]
    wait_until(lambda: all(is_there(*pair) for pair in pairs), "all see all", MEET_LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
