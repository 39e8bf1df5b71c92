"""How fast media is on this PC: `python -m tests.bench.media [--json] [--seconds N]`.

ring_*: one 720p picture through the shared memory, writing and reading. draw_ms: one picture of
the test person with its mark. call: two engines on loopback, everything real.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import psutil

from desktop.devices.practice import TEST_PERSON
from desktop.domain.clock import SystemClock
from desktop.media.engine.capture.camera import source_for
from desktop.media.measure.picture_clock import read_mark
from desktop.media.pipe.ring import RingReader, RingWriter
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, engine_options, wait_until

WIDTH, HEIGHT = 1280, 720
REPEATS = 300

Figures = dict[str, float | None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long the call is measured")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    figures = {**measure_ring(), **measure_drawing(), **measure_call(options.seconds)}
    lines = [json.dumps(figures)] if options.json else [f"{k:24}{v}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def timed_ms(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median of single runs."""
    durations = []
    for _ in range(repeats):
        began_s = time.perf_counter()
        work()
        durations.append(1000 * (time.perf_counter() - began_s))
    return round(statistics.median(durations), 3)


def measure_ring() -> Figures:
    writer = RingWriter()
    writer.open()
    reader = RingReader(writer.name)
    reader.open()
    planes = np.random.default_rng(1).bytes(WIDTH * HEIGHT * 3 // 2)
    try:
        write_ms = timed_ms(lambda: writer.write(planes, WIDTH, HEIGHT, 0.0))
        read_ms = timed_ms(reader.read)
    finally:
        reader.close()
        writer.close()
    return {"ring_write_ms": write_ms, "ring_read_ms": read_ms}


def measure_drawing() -> Figures:
    source = source_for(TEST_PERSON, clock=SystemClock(), caption="bench", font_path=None)
    source.open()
    for _ in range(90):
        source.read()
    luma = source.read().luma
    return {"draw_ms": timed_ms(source.read), "read_mark_ms": timed_ms(lambda: read_mark(luma))}


def measure_call(seconds: float) -> Figures:
    rooms = [MediaRoom(name, engine_options(name)) for name in ("left", "right")]
    relay = MediaRelay()
    try:
        for room in rooms:
            room.start()
        began_s = [relay.join(room) for room in rooms][-1]
        for room in rooms:
            wait_until(lambda room=room: len(room.first_media) == 2, "picture and sound")  # type: ignore[misc]
        first_s = max(at_s for room in rooms for at_s in room.first_media.values())
        time.sleep(2.0)  # the encoder finds its rate
        left, right = rooms
        processes = [psutil.Process(room.client.engine_pid) for room in rooms]
        before = [sum(process.cpu_times()[:2]) for process in processes]
        left.forget_pictures()
        time.sleep(seconds)
        seen = left.seen(right.site_id)
        frames = len(seen.arrived_s)
        cpu = [
            (sum(process.cpu_times()[:2]) - earlier) / seconds
            for process, earlier in zip(processes, before, strict=True)
        ]
        gaps_ms = 1000 * np.diff(seen.arrived_s)
        return {
            "join_ms": round(1000 * (first_s - began_s)),
            "fps": round(frames / seconds, 1),
            "video_latency_ms_p50": float(np.percentile(seen.ages_ms, 50)),
            "video_latency_ms_p95": float(np.percentile(seen.ages_ms, 95)),
            "frame_gap_ms_p99": round(float(np.percentile(gaps_ms, 99)), 1),
            "engine_cpu_cores": round(max(cpu), 3),
            "sent_kbps": round(max(entry.received_kbps for entry in left.stats)),
        }
    finally:
        for room in rooms:
            room.stop()


if __name__ == "__main__":
    raise SystemExit(main())
