"""What a message of the engine's pipe costs: `python -m tests.bench.pipe [--json]`.

For each kind of frequent event: microseconds of CPU to write and read one by our codec, the same by
pickle, which the pipe used before, their ratio, and the bytes of both. Ratios compare within one
run; the medians of several turns, each way after the other.
"""

import argparse
import json
import pickle
import statistics
import sys
import time
from collections.abc import Callable

from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import PeerStats
from desktop.domain.media.events import FrameReady, LevelsChanged, SignalProduced, StatsChanged
from desktop.media.pipe.events import EngineEvent, Heartbeat
from desktop.media.pipe.tables import EVENTS

TURNS = 9
REPEATS = 2_000
SITES = [SiteId(f"019ab2f0-7c1e-7000-8000-00000000000{number}") for number in range(3)]


def stats_of(site_id: SiteId) -> PeerStats:
    return PeerStats(
        site_id=site_id,
        engine="libwebrtc",
        codec="VP8",
        width=1280,
        height=720,
        video_fps=29.9,
        received_kbps=1_203.4,
        sent_kbps=1_121.9,
        loss=0.01,
        round_trip_s=0.041,
        jitter_s=0.002,
        silent_s=0.01,
        path="relay udp",
    )


EVENTS_OF_A_CALL: dict[str, EngineEvent] = {
    "frame": FrameReady(track_id=TrackId(f"video:{SITES[0]}")),
    "heartbeat": Heartbeat(),
    "levels": LevelsChanged(levels=((None, -31.5), *((site_id, -40.25) for site_id in SITES))),
    "stats": StatsChanged(stats=tuple(stats_of(site_id) for site_id in SITES)),
    "signal": SignalProduced(
        site_id=SITES[0], payload="a=candidate:1 1 udp 2130706431\\r\\n" * 100
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    options = parser.parse_args()
    figures = {name: measure(event) for name, event in EVENTS_OF_A_CALL.items()}
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return 0
    for name, figure in figures.items():
        told = "  ".join(f"{key} {value:g}" for key, value in figure.items())
        sys.stdout.write(f"{name:10} {told}\n")
    return 0


def measure(event: EngineEvent) -> dict[str, float]:
    ours, theirs = EVENTS.encode(event), pickle.dumps(event)
    ways: dict[str, Callable[[], object]] = {
        "write_us": lambda: EVENTS.encode(event),
        "read_us": lambda: EVENTS.decode(ours),
        "pickle_write_us": lambda: pickle.dumps(event),
        "pickle_read_us": lambda: pickle.loads(theirs),  # noqa: S301 - our own, to compare
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, work in ways.items():
            took[name].append(cpu_us(work))
    figures = {name: statistics.median(found) for name, found in took.items()}
    ratio = (figures["write_us"] + figures["read_us"]) / (
        figures["pickle_write_us"] + figures["pickle_read_us"]
    )
    sizes = {"bytes": len(ours), "pickle_bytes": len(theirs)}
    return {name: round(value, 2) for name, value in {**figures, "ratio": ratio, **sizes}.items()}


def cpu_us(work: Callable[[], object]) -> float:
    began_s = time.process_time()
    for _ in range(REPEATS):
        work()
    return 1e6 * (time.process_time() - began_s) / REPEATS


if __name__ == "__main__":
    raise SystemExit(main())
