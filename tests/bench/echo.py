"""How well the room's own echo is taken out: `python -m tests.bench.echo [--json] [--each]`.

Simulated rooms, 40 to 200 ms, the microphone's clock 50 ppm fast, through the product's cleaner.
erle_20_db, 30, 40: echo loss at an echo of -20, -30, -40 dBFS, the worst delay. until_20_db_s:
from the first echo to 20 dB that hold, p50 and the worst room. near_cut_db: how much quieter a
talker gets while the other room talks, the echo 7 dB below him, the worst delay. cpu_percent: of
one core, everything between the two cards.
mouth_to_ear_*_ms: on a virtual sound card, echo cancelling on, no pictures; None without
PulseAudio. bare_card_ms: the part of it that is the card's, in and out, with 10 ms between.
"""

import argparse
import json
import logging
import os
import shutil
import statistics
import sys
import time
from collections import deque

import numpy as np

from desktop.devices.backends.portaudio import PortAudio
from desktop.domain.devices.device import DeviceKind, DeviceRole
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import MediaEngine
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound_block import Block
from desktop.media.measure.sound_match import compare_sound
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_room import (
    TEST_VOICE,
    MediaRelay,
    MediaRoom,
    engine_options,
    wait_until,
)
from tests.fakes.fake_media_sound_card import Recorder, VirtualSoundCard
from tests.rigs.desk.simulated_room import (
    RoomPlan,
    RoomSound,
    Sound,
    clean,
    echo_loss_db,
    seconds_until_cancelled,
    simulate,
    talker_cut_db,
)

DELAYS_MS = (40.0, 90.0, 140.0, 200.0)
ECHOES_DBFS = (-20.0, -30.0, -40.0)
LEARNT_AFTER_S = 6.0
WANTED_DB = 20.0
SPOKEN_S = 8
SETTLE_S = 6.0

Figures = dict[str, float | None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--each", action="store_true", help="every simulated room")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    figures = {**measure_rooms(tells_each=options.each), **measure_mouth_to_ear()}
    lines = [json.dumps(figures)] if options.json else [f"{k:28}{v}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


# ---- simulated rooms ----------------------------------------------------------------------------


def measure_rooms(*, tells_each: bool = False) -> Figures:
    figures: Figures = {}
    cpu: list[float] = []
    until: list[float] = []
    cuts: list[float] = []
    for echo_dbfs in ECHOES_DBFS:
        losses = []
        for delay_ms in DELAYS_MS:
            room = simulate(RoomPlan(delay_ms=delay_ms, echo_dbfs=echo_dbfs))
            began_s = time.process_time()
            cleaned = through_cleaner(room)
            cpu.append(100 * (time.process_time() - began_s) / room.plan.seconds)
            losses.append(echo_loss_db(room, cleaned, LEARNT_AFTER_S, room.plan.far_s))
            until.append(seconds_until_cancelled(room, cleaned, WANTED_DB) or room.plan.far_s)
            cut_db = talker_cut_db(room, cleaned)
            if echo_dbfs == room.plan.talker_dbfs - 7.0:
                cuts.append(cut_db)
            if tells_each:
                told = [delay_ms, echo_dbfs, losses[-1], until[-1], cut_db, cpu[-1]]
                print([round(one, 2) for one in told])
        figures[f"erle_{-echo_dbfs:.0f}_db"] = round(min(losses), 1)
    figures["until_20_db_s_p50"] = round(statistics.median(until), 2)
    figures["until_20_db_s_worst"] = round(max(until), 2)
    figures["near_cut_db"] = round(max(cuts), 1)
    figures["near_cut_db_p50"] = round(statistics.median(cuts), 1)
    figures["cpu_percent"] = round(statistics.median(cpu), 2)
    return figures


def through_cleaner(room: RoomSound) -> Sound:
    clock = FakeClock()
    cleaner = SoundCleaner(clock=clock, does_device_cancel=False, tell=lambda _: None)
    cleaner.open()
    try:
        return clean(room, cleaner, clock)
    finally:
        cleaner.close()


# ---- a virtual sound card -----------------------------------------------------------------------


def measure_mouth_to_ear() -> Figures:
    names = ["bare_card_ms", *(f"mouth_to_ear_{name}_ms" for name in ("libwebrtc", "aiortc"))]
    if shutil.which("pulseaudio") is None:
        return dict.fromkeys(names)
    with VirtualSoundCard(("left", "right")) as card:
        os.environ.update(card.environment)
        found = [
            bare_card_ms(card),
            call_ms(card, MediaEngine.LIBWEBRTC),
            call_ms(card, MediaEngine.AIORTC),
        ]
    return dict(zip(names, found, strict=True))


def bare_card_ms(card: VirtualSoundCard) -> float | None:
    portaudio = PortAudio()
    try:
        devices = {(device.name, device.kind): device for device in portaudio.devices()}
        between: deque[Block] = deque(maxlen=1)

        def give(_ahead_s: float) -> Block:
            return between.popleft() if between else np.zeros(480, np.int16)

        streams = [
            portaudio.open_microphone(
                devices["left_mic", DeviceKind.MICROPHONE], lambda block, _: between.append(block)
            ),
            portaudio.open_loudspeaker(devices["right_speaker", DeviceKind.LOUDSPEAKER], give),
        ]
        found = spoken_and_heard_ms(card)
        for stream in streams:
            stream.close()
        return found
    finally:
        portaudio.close()


def call_ms(card: VirtualSoundCard, media_engine: MediaEngine) -> float | None:
    """Two rooms, no pictures; the figure is of the call after its buffers came to rest."""
    rooms = []
    relay = MediaRelay()
    try:
        for name in ("left", "right"):
            options = engine_options(name, allows_hardware=True, media_engine=media_engine)
            room = MediaRoom(name, options)
            rooms.append(room)
            room.client.set_camera(is_on=False)
            speaker = (DeviceId(f"portaudio:ALSA:{name}_speaker"),)
            room.client.select_devices(DeviceRole.LOUDSPEAKER, speaker)
            room.start(microphone=f"portaudio:ALSA:{name}_mic")
        for room in rooms:
            relay.join(room)
        left, right = rooms
        wait_until(lambda: (left.site_id, "audio") in right.first_media, "sound")
        time.sleep(SETTLE_S)
        return spoken_and_heard_ms(card)
    finally:
        for room in rooms:
            room.stop()


def spoken_and_heard_ms(card: VirtualSoundCard) -> float | None:
    """From the left microphone to the right loudspeaker; median over windows that are alike."""
    with card.record_microphone("left") as mouth, card.record("right") as ear:
        card.play("left", read_sound(TEST_VOICE)[: SPOKEN_S * 48_000])
    delays_ms = [delay for delay in window_delays_ms(mouth, ear) if 0 <= delay <= 1_000]
    return round(statistics.median(delays_ms)) if delays_ms else None


def window_delays_ms(mouth: Recorder, ear: Recorder) -> list[float]:
    match = compare_sound(ear.samples, mouth.samples)
    return [
        1000 * (ear.began_s - mouth.began_s + (start - offset) / 48_000)
        for start, offset in zip(match.starts, match.offsets, strict=True)
    ]


if __name__ == "__main__":
    raise SystemExit(main())
