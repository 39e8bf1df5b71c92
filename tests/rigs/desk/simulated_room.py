"""A room that exists in numbers: a loudspeaker, a table microphone, two talkers, two card clocks.

The loudspeaker's sound reaches the microphone through the walls of a shoebox (image sources and a
decaying tail), after the delay of both cards, on the clock of the microphone's card.
"""

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.sound.cleaner import SoundCleaner
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_room import TEST_VOICE

RATE_HZ = 48_000
BLOCK = 480
SIZE_M = np.array([5.0, 4.0, 2.8])
REVERBERATION_S = 0.45
LOUDSPEAKER_M = np.array([0.5, 2.0, 1.2])
MICROPHONE_M = np.array([2.3, 2.2, 0.8])
TALKER_M = np.array([3.1, 2.3, 1.2])
SOUND_M_PER_S = 343.0
NOISE_DBFS = -65.0
INPUT_LATENCY_S = 0.02

Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPlan:
    """far_s, both_s, near_s: how long only the other room talks, both, only this one.

    delay_ms: from the block being given to the card to its echo being in a block of the
    microphone. drift_ppm: the microphone's clock is faster by this.
    """

    delay_ms: float
    echo_dbfs: float
    talker_dbfs: float = -23.0
    drift_ppm: float = 50.0
    far_s: float = 16.0
    both_s: float = 14.0
    near_s: float = 8.0

    @property
    def seconds(self) -> float:
        return self.far_s + self.both_s + self.near_s


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSound:
    """Full scale is 1.0. played: on the loudspeaker's clock; the rest on the microphone's."""

    plan: RoomPlan
    played: Sound
    heard: Sound
    echo: Sound
    talker: Sound


def simulate(plan: RoomPlan) -> RoomSound:
    count = int(plan.seconds * RATE_HZ)
    far_end, near_from = int((plan.far_s + plan.both_s) * RATE_HZ), int(plan.far_s * RATE_HZ)
    played = at_level(speech(count, pitch=1.0, start=0.0), -20.0)
    played[far_end:] = 0.0
    echo = in_room(played, LOUDSPEAKER_M)
    lag = int(plan.delay_ms * RATE_HZ / 1000)
    echo = np.concatenate([np.zeros(lag), echo])[:count]
    echo = at_level(stretched(echo, plan.drift_ppm), plan.echo_dbfs)
    talker = speech(count, pitch=0.85, start=0.5)
    talker[:near_from] = 0.0
    talker = at_level(in_room(talker, TALKER_M), plan.talker_dbfs)
    noise = pink_noise(count, NOISE_DBFS)
    heard = np.clip(echo + talker + noise, -1.0, 1.0)
    return RoomSound(plan=plan, played=played, heard=heard, echo=echo, talker=talker)


def clean(room: RoomSound, cleaner: SoundCleaner, clock: FakeClock) -> Sound:
    """Both cards run, each on its clock; returns what the other room would get."""
    heard, played = as_int16(room.heard), as_int16(room.played)
    ahead_s = room.plan.delay_ms / 1000 - INPUT_LATENCY_S
    step_s = BLOCK / RATE_HZ
    faster = 1 - room.plan.drift_ppm * 1e-6
    began_s = clock.monotonic()
    given, out = 0, []
    for number in range(len(heard) // BLOCK):
        # The microphone's card calls in the middle between two calls of the loudspeaker's.
        now_s = (number + 0.5) * step_s * faster
        while given * step_s <= now_s and given < len(played) // BLOCK:
            clock.advance(given * step_s - (clock.monotonic() - began_s))
            cleaner.note_played(played[given * BLOCK : (given + 1) * BLOCK], ahead_s)
            given += 1
        clock.advance(now_s - (clock.monotonic() - began_s))
        piece = heard[number * BLOCK : (number + 1) * BLOCK]
        out.append(cleaner.clean(piece, INPUT_LATENCY_S))
    cleaned = np.concatenate(out).astype(np.float64) / 32_767
    return np.pad(cleaned, (0, len(room.heard) - len(cleaned)))


# ---- measures -----------------------------------------------------------------------------------


def echo_loss_db(room: RoomSound, cleaned: Sound, from_s: float, to_s: float) -> float:
    """ERLE of the time in which there is an echo (ITU-T G.168 calls it so)."""
    at = is_active(room.echo)
    at[: int(from_s * RATE_HZ)] = False
    at[int(to_s * RATE_HZ) :] = False
    return decibels(power(room.heard[at]) / max(power(cleaned[at]), 1e-12))


def seconds_until_cancelled(room: RoomSound, cleaned: Sound, wanted_db: float) -> float | None:
    """From the first echo to the end of the first half second with `wanted_db` that then holds."""
    active = is_active(room.echo)
    onset = int(np.argmax(active))
    window, step = RATE_HZ // 2, RATE_HZ // 20
    losses = []
    for start in range(onset, int(room.plan.far_s * RATE_HZ) - window, step):
        part = slice(start, start + window)
        if np.mean(active[part]) > 0.3:
            loss_db = decibels(power(room.heard[part]) / max(power(cleaned[part]), 1e-12))
            losses.append(((start - onset + window) / RATE_HZ, loss_db))
    for number, (at_s, loss_db) in enumerate(losses):
        holds = all(later >= wanted_db - 6 for _, later in losses[number : number + 10])
        if loss_db >= wanted_db and holds:
            return at_s
    return None


def talker_cut_db(room: RoomSound, cleaned: Sound) -> float:
    """How much quieter the talker gets when the other room talks too, against talking alone."""
    plan = room.plan
    both = slice(int((plan.far_s + 2) * RATE_HZ), int((plan.far_s + plan.both_s) * RATE_HZ))
    alone = slice(int((plan.far_s + plan.both_s + 1) * RATE_HZ), int(plan.seconds * RATE_HZ))
    lag = best_lag(cleaned[alone], room.talker[alone])
    return share_db(cleaned[alone], room.talker[alone], lag) - share_db(
        cleaned[both], room.talker[both], lag
    )


def share_db(cleaned: Sound, talker: Sound, lag: int) -> float:
    """Level of the talker in the sound, by projection in the band of speech, against himself."""
    cleaned, talker = in_speech_band(np.roll(cleaned, -lag)), in_speech_band(talker)
    return 2 * decibels(abs(float(np.dot(cleaned, talker))) / float(np.dot(talker, talker)))


def best_lag(sound: Sound, reference: Sound, most: int = RATE_HZ // 10) -> int:
    size = 1 << (2 * len(sound) - 1).bit_length()
    product = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(reference, size))
    return int(np.argmax(np.fft.irfft(product, size)[:most]))


def in_speech_band(sound: Sound) -> Sound:
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    spectrum[(hertz < 150) | (hertz > 7_000)] = 0.0
    return np.fft.irfft(spectrum, len(sound))


def is_active(sound: Sound) -> NDArray[np.bool_]:
    """Per sample: within 30 dB of the loudest 20 ms."""
    frames = np.square(sound[: len(sound) // 960 * 960]).reshape(-1, 960).mean(axis=1)
    active = np.repeat(frames > np.max(frames) * 1e-3, 960)
    return np.pad(active, (0, len(sound) - len(active)))


# ---- parts --------------------------------------------------------------------------------------


def speech(count: int, *, pitch: float, start: float) -> Sound:
    """The test voice from `start` (share of its length), over and over. pitch: below 1 is lower."""
    voice = read_sound(TEST_VOICE).astype(np.float64) / 32_767
    voice = np.roll(voice, -int(start * len(voice)))
    if pitch != 1.0:
        voice = soxr().resample(voice, RATE_HZ * pitch, RATE_HZ)
    return np.tile(voice, count // len(voice) + 1)[:count].copy()


def in_room(sound: Sound, source_m: NDArray[np.float64]) -> Sound:
    response = room_response(source_m)
    size = 1 << (len(sound) + len(response) - 1).bit_length()
    product = np.fft.rfft(sound, size) * np.fft.rfft(response, size)
    return np.fft.irfft(product, size)[: len(sound)]


def room_response(source_m: NDArray[np.float64], order: int = 8) -> Sound:
    """Shoebox image sources (Allen and Berkley 1979), then an exponentially decaying tail."""
    width, depth, height = SIZE_M
    surface = 2 * (width * depth + width * height + depth * height)
    absorbed = 0.161 * width * depth * height / (surface * REVERBERATION_S)
    reflects = float(np.sqrt(max(0.0, 1 - absorbed)))
    axis = np.arange(-order, order + 1)
    images = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    bounces = np.abs(images).sum(axis=1)
    images, bounces = images[bounces <= order], bounces[bounces <= order]
    places = images * SIZE_M + np.where(images % 2 == 0, source_m, SIZE_M - source_m)
    distance_m = np.linalg.norm(places - MICROPHONE_M, axis=1)
    at = distance_m / SOUND_M_PER_S * RATE_HZ
    gain = reflects**bounces / (4 * np.pi * distance_m)
    response = np.zeros(int(REVERBERATION_S * 1.2 * RATE_HZ))
    whole = at.astype(int)
    np.add.at(response, whole, gain * (1 - (at - whole)))
    np.add.at(response, whole + 1, gain * (at - whole))
    return with_tail(response)


def with_tail(response: Sound) -> Sound:
    start = int(0.03 * RATE_HZ)
    decay = 10 ** (-3 * np.arange(len(response)) / RATE_HZ / REVERBERATION_S)
    tail = np.random.default_rng(2).standard_normal(len(response)) * decay
    here = slice(start, start + 960)
    tail *= 0.7 * np.sqrt(power(response[here]) / power(tail[here]))
    tail[:start] = 0.0
    whole = response + tail
    normal: Sound = whole / np.sqrt(np.sum(np.square(whole)))
    return normal


def stretched(sound: Sound, ppm: float) -> Sound:
    if ppm == 0.0:
        return sound
    longer = soxr().resample(sound, RATE_HZ, RATE_HZ * (1 + ppm * 1e-6))
    return np.pad(longer, (0, max(0, len(sound) - len(longer))))[: len(sound)]


def pink_noise(count: int, dbfs: float) -> Sound:
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(count))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, count)
    level: Sound = noise * 10 ** (dbfs / 20) / np.sqrt(power(noise))
    return level


def at_level(sound: Sound, dbfs: float) -> Sound:
    """The level of its active time."""
    level: Sound = sound * 10 ** (dbfs / 20) / np.sqrt(power(sound[is_active(sound)]))
    return level


def as_int16(sound: Sound) -> NDArray[np.int16]:
    return np.clip(np.round(sound * 32_767), -32_768, 32_767).astype(np.int16)


def power(sound: Sound) -> float:
    return float(np.mean(np.square(sound)))


def decibels(ratio: float) -> float:
    return 10 * float(np.log10(max(ratio, 1e-12)))


def soxr() -> Any:
    return importlib.import_module("soxr")  # it has no types
