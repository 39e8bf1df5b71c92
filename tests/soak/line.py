"""Long runs on a line that is cut, by hand.

    python -m tests.soak.line outages --engine libwebrtc --seconds 22 --times 20 [--with-channel]
    python -m tests.soak.line churn --engine aiortc --times 300

Prints one JSON object; ends with 1 when a limit was not kept.
"""

import argparse
import json
import sys
import time

import psutil

from desktop.domain.media.call import MediaEngine
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, engine_options
from tests.rigs.line.cut_line import CutLine
from tests.rigs.line.two_rooms_on_a_line import TwoRooms, churn

BACK_LIMIT_S = 10.0
CALM_S = 6.0
WARM_UP = 10


def main() -> int:
    parser = argparse.ArgumentParser(description="Long runs on a line that is cut")
    parser.add_argument("what", choices=["outages", "churn"])
    parser.add_argument("--engine", type=MediaEngine, default=MediaEngine.LIBWEBRTC)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--with-channel", action="store_true")
    options = parser.parse_args()
    line = CutLine()
    line.start()
    left, right = (
        MediaRoom(name, engine_options(name, media_engine=options.engine))
        for name in ("left", "right")
    )
    try:
        scene = TwoRooms(left=left, right=right, relay=MediaRelay(), line=line)
        scene.meet()
        if options.what == "churn":
            return _churn(scene, options.times)
        return _outages(scene, options)
    finally:
        left.stop()
        right.stop()
        line.stop()


def _outages(scene: TwoRooms, options: argparse.Namespace) -> int:
    back_s = []
    for _ in range(options.times):
        time.sleep(CALM_S)
        back_s.append(round(scene.lose(options.seconds, with_channel=options.with_channel), 2))
    facts = {
        "engine": str(options.engine),
        "outage_s": options.seconds,
        "with_channel": options.with_channel,
        "back_s": sorted(back_s),
        "within_3_s": sum(one <= 3.0 for one in back_s),
    }
    sys.stdout.write(json.dumps(facts) + "\n")
    return int(max(back_s) > BACK_LIMIT_S)


def _churn(scene: TwoRooms, times: int) -> int:
    counts, megabytes = [], []
    for _ in range(times):
        counts.append(churn(scene))
        megabytes.append(round(_resident_mb(scene)))
    facts = {
        "times": times,
        "threads_and_sockets": [counts[min(WARM_UP, times - 1)], counts[-1]],
        "resident_mb": megabytes[:: max(1, times // 10)] + megabytes[-1:],
    }
    sys.stdout.write(json.dumps(facts) + "\n")
    grown = (
        last - first
        for first, last in zip(counts[min(WARM_UP, times - 1)], counts[-1], strict=True)
    )
    return int(max(grown) > 2)


def _resident_mb(scene: TwoRooms) -> float:
    pids = (room.client.engine_pid for room in scene.rooms)
    return sum(psutil.Process(pid).memory_info().rss for pid in pids) / 1e6


if __name__ == "__main__":
    sys.exit(main())
