"""A microphone and a loudspeaker that are pulled out and plugged in again during a call, by hand.

    python -m tests.soak.plugs --engine libwebrtc --times 100

Real sound server, real engines; a second microphone and a second loudspeaker stand ready. Prints
one JSON object. fallback_s: from the pull until the next one is used, of microphone and
loudspeaker; back_s: from the plug until the first one is used again. threads, files: of the
engine after the warm-up and in the end. Ends with 1 when a limit was not kept. An engine that
PortAudio left hanging, or took down, is replaced and counted; its successor is looked at instead.
"""

import argparse
import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import psutil

from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import MediaEngine
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, engine_options, wait_until
from tests.fakes.fake_media_sound_card import VirtualSoundCard

FALLBACK_P95_S = 1.5
LIMIT_S = 30.0
CALM_S = 1.0
WARM_UP = 5
MAX_MORE = 2
SOUND = {DeviceRole.MICROPHONE: "mic", DeviceRole.LOUDSPEAKER: "speaker"}


def main() -> int:
    parser = argparse.ArgumentParser(description="Sound devices pulled and plugged in a call")
    parser.add_argument("--engine", type=MediaEngine, default=MediaEngine.LIBWEBRTC)
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    facts = soak(options.engine, options.times, os.environ.__setitem__)
    sys.stdout.write(json.dumps({"engine": str(options.engine), **facts}) + "\n")
    return int(not facts["is_kept"])


def soak(
    engine: MediaEngine,
    times: int,
    set_variable: Callable[[str, str], None],
) -> dict[str, object]:
    """Two rooms in a call; set_variable: for the environment of their engines."""
    with VirtualSoundCard(("table", "spare", "far")) as card:
        for name, value in card.environment.items():
            set_variable(name, value)
        near = a_room("near", ("table", "spare"), engine)
        far = a_room("far", ("far",), engine)
        try:
            relay = MediaRelay()
            relay.join(near)
            relay.join(far)
            wait_until(lambda: (near.site_id, "audio") in far.first_media, "heard", LIMIT_S)
            return pull_and_plug(card, near, times)
        finally:
            near.stop()
            far.stop()


def a_room(name: str, cards: tuple[str, ...], engine: MediaEngine) -> MediaRoom:
    room = MediaRoom(name, engine_options(name, allows_hardware=True, media_engine=engine))
    room.client.set_camera(is_on=False)
    room.start(microphone=f"portaudio:ALSA:{cards[0]}_mic")
    for kind, suffix in SOUND.items():
        wanted = tuple(DeviceId(f"portaudio:ALSA:{card}_{suffix}") for card in cards)
        room.client.select_devices(kind, wanted)
        wait_until(partial(uses, room, kind, cards[0]), "the first ones", LIMIT_S)
    return room


def uses(room: MediaRoom, kind: DeviceRole, card: str) -> bool:
    device = room.in_use(kind)
    return device is not None and device.name == f"{card}_{SOUND[kind]}"


def pull_and_plug(card: VirtualSoundCard, room: MediaRoom, times: int) -> dict[str, object]:
    fallback_s: dict[str, list[float]] = {kind.value: [] for kind in SOUND}
    back_s: dict[str, list[float]] = {kind.value: [] for kind in SOUND}
    counts: dict[int, list[tuple[int, int]]] = {}
    for _ in range(times):
        time.sleep(CALM_S)
        card.unplug("table")
        note(fallback_s, lambda kind: uses(room, kind, "spare"))
        card.plug("table")
        note(back_s, lambda kind: uses(room, kind, "table"))
        pid = room.client.engine_pid
        with contextlib.suppress(psutil.NoSuchProcess):  # it died just now, and is replaced
            if pid is not None:
                engine = psutil.Process(pid)
                counts.setdefault(pid, []).append((engine.num_threads(), engine.num_fds()))
    of_one = max(counts.values(), key=len)
    warm, last = of_one[min(WARM_UP, len(of_one) - 1)], of_one[-1]
    grown = max(after - before for before, after in zip(warm, last, strict=True))
    p95_s = max(float(np.percentile(values, 95)) for values in fallback_s.values())
    restarts = len(room.engine_changes) - 1
    return {
        "times": times,
        "fallback_s": {kind: spread(values) for kind, values in fallback_s.items()},
        "back_s": {kind: spread(values) for kind, values in back_s.items()},
        "threads": (warm[0], last[0]),
        "files": (warm[1], last[1]),
        "engine_restarts": restarts,
        "grown": grown,
        "is_kept": restarts == 0 and grown <= MAX_MORE and p95_s <= FALLBACK_P95_S,
    }


def note(into: dict[str, list[float]], is_done: Callable[[DeviceRole], bool]) -> None:
    """Until it is done for both kinds, the time that each took."""
    began_s = time.monotonic()
    waiting = set(SOUND)
    while waiting:
        for kind in [kind for kind in waiting if is_done(kind)]:
            into[kind.value].append(time.monotonic() - began_s)
            waiting.discard(kind)
        assert time.monotonic() - began_s < LIMIT_S, f"never for {waiting}"
        time.sleep(0.01)


def spread(values: list[float]) -> dict[str, float]:
    at = {"p50": 50, "p95": 95, "worst": 100}
    return {name: round(float(np.percentile(values, share)), 2) for name, share in at.items()}


if __name__ == "__main__":
    sys.exit(main())
