"""The recording on this PC: lips, starts, cost. `python -m tests.bench.recording [--json]`.

lips_*: how much later a burst of sound lies in the file than its picture, the worst of all, in
simulated time: ten minutes, and two hours with --hours 2 as `make bench` runs it. Each sound card
is 50 ppm off, one way and the other; the far site gets the floor at half of each minute.
starts_*: the clap of four sites, each with a wall clock of its own, by the hour in its recording.
cost_*: processor time of compose, mix and encode of four sites at 720p15, as cores and as a ratio
to one VP8 720p30 encode in the same run.
"""

import argparse
import io
import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from desktop.devices.practice import TEST_PERSON
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import MIX, PartEnd
from desktop.domain.recording.recorded import RecordedPart
from desktop.media.engine.capture.camera import source_for
from desktop.media.engine.peer.aiortc.codecs.vp8 import VIDEO_CLOCK_HZ, LibvpxVp8
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.mixer import limited
from desktop.media.engine.recorder.composer import HEIGHT, WIDTH, Composer
from desktop.media.engine.recorder.losses import Expected
from desktop.media.engine.recorder.played import mark_delays_ms
from desktop.media.engine.recorder.recorder import _Part, _Work
from desktop.media.engine.recorder.sound_tracks import SoundTracks
from desktop.media.engine.recorder.webm_part import FPS, WebmPart
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block
from desktop.media.measure.picture_clock import clock_ms, write_mark
from desktop.media.pipe.commands import RecordSession
from desktop.recordings.reading import open_part, read_recording
from tests.fakes.fake_clock import NOON, FakeClock

OWN, FAR = SiteId("site-commune"), SiteId("site-hq")
NAMES = ((OWN, "UBND xã"), (FAR, "Trụ sở"))
SESSION = SessionId("session-1")
KEY = bytes(range(32))
STEP_S = 1 / 30
PPM = 50e-6
PROBE_S = 60.0
"""A burst in every site that is heard, and around it pictures; between them only sound."""
AROUND_S = 2.0
BURST_SAMPLES = 480
PEAK = 16_000
CLAP_S = 10.0
CALL_KBPS = 1_500

Figures = dict[str, object]
Samples = NDArray[np.int16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--hours", type=float, default=2.0, help="of the long run; 0: none")
    parser.add_argument("--seconds", type=float, default=20.0, help="of media, for the cost")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    figures: Figures = {}
    for name, minutes in (("10min", 10.0), ("long", 60 * options.hours)):
        if minutes:
            figures |= {f"lips_{name}_{key}": value for key, value in lips(minutes).items()}
    figures |= starts() | cost(options.seconds)
    lines = [json.dumps(figures)] if options.json else [f"{k:32}{v}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


# ---- lips --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Card:
    """A sound card whose clock is faster by this share; a burst at each probe."""

    faster: float
    began_s: float
    count: int = 0

    def blocks(self, until_s: float, probes: tuple[float, ...]) -> Iterator[tuple[Block, float]]:
        """Those that it has recorded since, and when each was whole."""
        rate_hz = SAMPLE_RATE_HZ * (1 + self.faster)
        while (at_s := self.began_s + (self.count + 1) * BLOCK_SAMPLES / rate_hz) <= until_s:
            first = self.count * BLOCK_SAMPLES
            block = np.zeros(BLOCK_SAMPLES, np.int16)
            for probe_s in probes:
                start = round((probe_s - self.began_s) * rate_hz) - first
                if -BURST_SAMPLES < start < BLOCK_SAMPLES:
                    here = slice(max(0, start), min(BLOCK_SAMPLES, start + BURST_SAMPLES))
                    block[here] = burst()[here.start - start : here.stop - start]
            self.count += 1
            yield block, at_s


def burst() -> Samples:
    at = np.arange(BURST_SAMPLES)
    return (PEAK * np.sin(2 * np.pi * 2_000 * at / SAMPLE_RATE_HZ)).astype(np.int16)


class ThinWork(_Work):
    """The recorder's own work; composes around the probes alone, for two hours go by."""

    probes: tuple[float, ...] = ()

    @override
    def _add_picture(
        self, part: _Part, pictures: Mapping[SiteId, Picture], main: SiteId, now_s: float
    ) -> None:
        is_near = any(abs(now_s - one) <= AROUND_S for one in self.probes)
        if is_near or not part.frames:
            super()._add_picture(part, pictures, main, now_s)
        else:
            part.frames = int((now_s - part.began_s) * FPS) + 1


@dataclass(slots=True)
class Lips:
    """ms, of each burst: later than its picture."""

    own: list[float] = field(default_factory=list)
    far: list[float] = field(default_factory=list)


def lips(minutes: float) -> Figures:
    found = {"fast": played(minutes, PPM), "slow": played(minutes, -PPM)}
    return {
        f"{name}_{site}_ms": worst(getattr(one, site))
        for name, one in found.items()
        for site in ("own", "far")
    }


def worst(delays_ms: list[float]) -> tuple[float, float]:
    return round(float(min(delays_ms)), 1), round(float(max(delays_ms)), 1)


def played(minutes: float, ppm: float) -> Lips:
    with tempfile.TemporaryDirectory(prefix="reception-room-lips-") as folder:
        clock = FakeClock()
        began_s = clock.monotonic()
        record(Path(folder), clock, minutes, ppm)
        lips = Lips()
        recorded = read_recording(Path(folder) / SESSION, key=KEY)
        for part in recorded.parts:
            take_lips(lips, Path(folder) / SESSION, part, began_s)
    return lips


def record(folder: Path, clock: FakeClock, minutes: float, ppm: float) -> None:
    began_s = clock.monotonic()
    ends_s = began_s + 60 * minutes
    probes = tuple(np.arange(began_s + 0.75 * PROBE_S, ends_s, PROBE_S))
    tracks = SoundTracks([site for site, _ in NAMES])
    work = ThinWork(
        order=RecordSession(
            session_id=SESSION,
            own_site_id=OWN,
            folder=folder,
            key=KEY,
            names=NAMES,
            main_site_id=FAR,
            clock_offset_s=0.0,
        ),
        tracks=tracks,
        clock=clock,
        composer=Composer(names=dict(NAMES), font_path=None),
        tell=lambda _told: None,
        expected=Expected(clock),
    )
    cards = {OWN: Card(ppm, began_s), FAR: Card(-ppm, began_s)}
    while (now_s := clock.monotonic()) < ends_s:
        work.probes = tuple(one for one in probes if abs(one - now_s) <= AROUND_S)
        pictures = dict.fromkeys((OWN, FAR), a_picture(now_s)) if work.probes else {}
        for site_id, card in cards.items():
            for block, at_s in card.blocks(now_s, work.probes):
                has_floor = (at_s - began_s) % PROBE_S >= PROBE_S / 2
                if site_id == OWN or has_floor:
                    put(tracks, site_id, block, at_s)
        work.step(pictures, FAR)
        clock.advance(STEP_S)
    work.end(PartEnd.CLOSED)


def put(tracks: SoundTracks, site_id: SiteId, block: Block, at_s: float) -> None:
    tracks.put(site_id, block, at_s)


def a_picture(at_s: float) -> Picture:
    planes = np.full((180 * 3 // 2, 320), 120, np.uint8)
    write_mark(planes[:180], clock_ms(at_s))
    return Picture(planes=planes, width=320, height=180, made_at_s=at_s)


def take_lips(lips: Lips, folder: Path, part: RecordedPart, began_s: float) -> None:
    """Of the bursts of one part."""
    if part.head is None:
        return
    part_s = began_s + (part.head.began_at - NOON).total_seconds()
    webm = open_part(folder / part.name, KEY)
    # the mark says when a picture was made; its place in the file, when it is seen
    picture_ms = float(np.median([one + 1_000 * part_s for one in mark_delays_ms(webm)]))
    for index, delays in ((1, lips.own), (2, lips.far)):
        for at_s in bursts(webm, index):
            true_s = part_s + at_s
            probe_s = began_s + round((true_s - began_s) / PROBE_S - 0.75) * PROBE_S
            probe_s += 0.75 * PROBE_S
            delays.append(1_000 * (true_s - probe_s) - picture_ms)


def bursts(webm: bytes, index: int) -> Iterator[float]:
    """Where bursts begin on a track of sound, in seconds."""
    quiet_until_s = -1.0
    with av.open(io.BytesIO(webm), "r") as container:
        for frame in container.decode(audio=index):
            samples = frame.to_ndarray().reshape(-1)
            loud = np.flatnonzero(np.abs(samples.astype(np.float64)) > loud_from(samples))
            at_s = float(frame.time or 0.0)
            if len(loud) and at_s > quiet_until_s:
                yield at_s + loud[0] / SAMPLE_RATE_HZ
                quiet_until_s = at_s + 1.0


def loud_from(samples: NDArray[np.generic]) -> float:
    return PEAK / 4 / (32_768 if samples.dtype.kind == "f" else 1)


# ---- starts ------------------------------------------------------------------------------------


def starts() -> Figures:
    """Four recordings of one session; the hour of the clap in each, by its own head and sound."""
    hours = [
        clap_of(wall_s, late_s)
        for wall_s, late_s in ((-90.0, 0.0), (0.0, 0.02), (3.0, 0.3), (3_600.0, 1.7))
    ]
    return {"starts_of_four_within_ms": round(float(1_000 * (max(hours) - min(hours))), 1)}


def clap_of(wall_s: float, late_s: float) -> float:
    """wall_s: how wrong the PC's clock is, which the city has told it; late_s: its own start."""
    with tempfile.TemporaryDirectory(prefix="reception-room-starts-") as folder:
        clock = FakeClock()
        true_s = clock.monotonic()
        clock.set_wall_clock(NOON + timedelta(seconds=wall_s))
        tracks = SoundTracks([OWN])
        order = RecordSession(
            session_id=SESSION,
            own_site_id=OWN,
            folder=Path(folder),
            key=KEY,
            names=NAMES[:1],
            main_site_id=OWN,
            clock_offset_s=-wall_s,
        )
        work = ThinWork(
            order=order,
            tracks=tracks,
            clock=clock,
            composer=Composer(names=dict(NAMES[:1]), font_path=None),
            tell=lambda _told: None,
            expected=Expected(clock),
        )
        card = Card(0.0, true_s)
        while (now_s := clock.monotonic()) < true_s + CLAP_S + 2:
            for block, at_s in card.blocks(now_s, (true_s + CLAP_S,)):
                if now_s >= true_s + late_s:
                    put(tracks, OWN, block, at_s)
            if now_s >= true_s + late_s:
                work.step({}, OWN)
            clock.advance(STEP_S)
        work.end(PartEnd.CLOSED)
        (part,) = read_recording(Path(folder) / SESSION, key=KEY).parts
        if part.head is None:
            raise AssertionError("a part that was closed has its head")
        (at_s,) = bursts(open_part(Path(folder) / SESSION / part.name, KEY), 1)
        return (part.head.began_at - NOON).total_seconds() + at_s


# ---- cost --------------------------------------------------------------------------------------


def cost(seconds: float) -> Figures:
    """Of so much media, as fast as it goes."""
    pictures = moving(round(30 * seconds))
    call_s = timed_s(lambda: encode_call(pictures))
    compose_s, whole_s = record_cost(pictures, seconds)
    return {
        "cost_cores": round(whole_s / seconds, 3),
        "cost_compose_cores": round(compose_s / seconds, 3),
        "cost_call_encode_cores": round(call_s / seconds, 3),
        "cost_ratio_to_call_encode": round(whole_s / call_s, 2),
    }


def moving(count: int) -> list[Picture]:
    """The test person at 720p; two seconds of it, again and again."""
    source = source_for(TEST_PERSON, clock=SystemClock(), caption="bench", font_path=None)
    source.open()
    some = [source.read() for _ in range(60)]
    return [some[number % len(some)] for number in range(count)]


def timed_s(work: object) -> float:
    began_s = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - began_s


def encode_call(pictures: list[Picture]) -> None:
    encoder = LibvpxVp8(width=WIDTH, height=HEIGHT, kbps=CALL_KBPS)
    for number, picture in enumerate(pictures):
        encoder.encode(picture.planes, number * VIDEO_CLOCK_HZ // 30, is_keyframe=number == 0)
    encoder.close()


def record_cost(pictures: list[Picture], seconds: float) -> tuple[float, float]:
    """Composing alone; and composing, mixing, encoding four sites."""
    sites = {SiteId(f"site-{number}"): f"Điểm cầu {number}" for number in range(4)}
    main = next(iter(sites))
    composer = Composer(names=sites, font_path=None)
    part = WebmPart(size=(WIDTH, HEIGHT), tracks=(MIX, *sites))
    speech = np.random.default_rng(1).normal(0, 2_000, 960).astype(np.int16)
    compose_s, began_s = 0.0, time.process_time()
    for number in range(round(FPS * seconds)):
        before_s = time.process_time()
        shown = {
            site: fresh(pictures[(2 * number + place) % len(pictures)], number / FPS)
            for place, site in enumerate(sites)
        }
        planes, _ = composer.compose(shown, main=main, now_s=number / FPS, clock="bench")
        compose_s += time.process_time() - before_s
        part.add_picture(planes, round(1_000 * number / FPS))
        part.take()
    for number in range(round(50 * seconds)):
        total = limited(speech.astype(np.float32) * len(sites))
        part.add_sound({MIX: total, **dict.fromkeys(sites, speech)}, number * 960)
        part.take()
    part.finish()
    return compose_s, time.process_time() - began_s


def fresh(picture: Picture, now_s: float) -> Picture:
    return Picture(
        planes=picture.planes, width=picture.width, height=picture.height, made_at_s=now_s
    )


if __name__ == "__main__":
    raise SystemExit(main())
