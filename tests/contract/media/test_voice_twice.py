"""A running call sends its voice twice, or thriftily, and as before; the other need not know."""

import asyncio
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pytest

from desktop.domain.ids import SiteId
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnection
from desktop.media.engine.peer.libwebrtc.statistics import Counters
from desktop.media.engine.peer.voice_doubling import NARROW_KBPS, VoiceDoubling
from desktop.media.measure.sound_match import compare_sound
from tests.fakes.fake_media_room import TEST_VOICE
from tests.patience import PATIENCE_S
from tests.rigs.line.media_pair import CLOCK, FACTORIES, LIMITS, OUR_VOICE, End, pair, talk

pytestmark = pytest.mark.contract

SOUND_ONLY = SendLimits(
    max_video_kbps=0, start_video_kbps=0, min_video_kbps=0, max_audio_kbps=NARROW_KBPS
)


BETWEEN_SAMPLES = 1_900
"""Between a packet of 20 ms and one of 60 ms, at 48 kHz."""
MORE = 1.2
"""So many times as large is a packet at least that carries the voice twice."""
ENOUGH_PACKETS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What one end has sent since the beginning, and how much voice the other had of it.

    Pictures are held back while it is counted, so the bytes are those of the voice.
    """

    bytes: int
    packets: int
    samples: int

    @property
    def bytes_each(self) -> float:
        return self.bytes / self.packets

    @property
    def samples_each(self) -> float:
        return self.samples / self.packets

    def since(self, before: "Sent") -> "Sent":
        return Sent(
            bytes=self.bytes - before.bytes,
            packets=self.packets - before.packets,
            samples=self.samples - before.samples,
        )


async def sent_by(end: End, other: End) -> Sent:
    ours, theirs = await counted(end), await counted(other)
    assert ours is not None
    return Sent(
        bytes=ours.bytes_sent,
        packets=dict(ours.sent_packets)["audio"],
        samples=0 if theirs is None else theirs.samples - theirs.concealed,
    )


async def counted(end: End) -> Counters | None:
    """None: an engine that does not count so."""
    if not isinstance(end.connection, LibwebrtcConnection):
        return None
    return await end.connection._peer.counters()


async def of_some_packets(end: End, other: End) -> Sent:
    """Of packets in a row, once what was on its way is gone.

    A slow PC sends fewer of them in a second; what is in one is the same.
    """
    await end.connection.stats(SiteId("x"))
    await talk(end, other, until=partial(_is_over, CLOCK.monotonic() + 0.5))
    before = now = await sent_by(end, other)
    while now.since(before).packets < ENOUGH_PACKETS:
        await talk(end, other, until=partial(_is_over, CLOCK.monotonic() + 0.5))
        now = await sent_by(end, other)
    return now.since(before)


async def voice_of_a_packet(end: End, other: End, *, is_long: bool) -> float:
    """Samples of it. On a busy PC late voice is stretched: then some more packets are looked at."""
    began_s = CLOCK.monotonic()
    while True:
        samples = (await of_some_packets(end, other)).samples_each
        is_as_wanted = (samples > BETWEEN_SAMPLES) is is_long
        if is_as_wanted or CLOCK.monotonic() - began_s > PATIENCE_S:
            return samples


async def bytes_of_a_packet(
    end: End, other: End, *, over: float = 0.0, under: float = float("inf")
) -> float:
    """On a busy PC packets of before are still on their way: then some more are looked at."""
    began_s = CLOCK.monotonic()
    while True:
        size = (await of_some_packets(end, other)).bytes_each
        if over < size < under or CLOCK.monotonic() - began_s > PATIENCE_S:
            return size


async def decide(end: End, *, is_on: bool) -> None:
    assert isinstance(end.connection, LibwebrtcConnection)
    doubling = end.connection._doubling = VoiceDoubling()
    doubling.note_line = lambda **_: None  # type: ignore[method-assign]
    doubling.is_on = is_on
    await end.connection.stats(SiteId("x"))


async def begin_to_double(end: End) -> asyncio.Task[None]:
    """A task that asks for figures and is just about to change the voice."""
    assert isinstance(end.connection, LibwebrtcConnection)
    asked = asyncio.ensure_future(decide(end, is_on=True))
    while not end.connection._shape.is_twice:  # noqa: ASYNC110 - a matter of turns of the loop
        await asyncio.sleep(0)
    return asked


@pytest.mark.parametrize("sender", ["who offered", "who answered"])
def test_the_voice_of_either_end_goes_twice_and_once_again(sender: str) -> None:
    async def scenario() -> tuple[list[float], End]:
        factory = FACTORIES["libwebrtc"]
        async with pair(factory) as ends:
            left, right = ends if sender == "who offered" else reversed(ends)
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            left.connection.set_limits(SOUND_ONLY)
            sizes = [(await of_some_packets(left, right)).bytes_each]
            await decide(left, is_on=True)
            sizes.append(await bytes_of_a_packet(left, right, over=MORE * sizes[0]))
            offer = await ends[0].connection.create_offer(restarts_ice=True)
            answer = await ends[1].connection.create_answer(offer)
            await ends[0].connection.set_answer(answer)
            sizes.append(await bytes_of_a_packet(left, right, over=MORE * sizes[0]))
            await decide(left, is_on=False)
            sizes.append(await bytes_of_a_packet(left, right, under=min(sizes[1:]) / MORE))
            left.connection.set_limits(LIMITS)
            seen = len(right.pictures)
            await talk(left, right, until=lambda: len(right.pictures) > seen)
            return sizes, right

    (once, twice, twice_after_restart, once_again), right = asyncio.run(scenario())
    print({"bytes": [round(one) for one in (once, twice, twice_after_restart, once_again)]})
    assert min(twice, twice_after_restart) > MORE * max(once, once_again)
    heard = np.concatenate(right.heard)
    assert compare_sound(heard, read_sound(TEST_VOICE)).correlation >= OUR_VOICE


def _is_over(ends_s: float) -> bool:
    return CLOCK.monotonic() > ends_s


@pytest.mark.parametrize("sender", ["who offered", "who answered"])
def test_on_a_narrow_line_the_voice_of_either_end_goes_in_long_packets(sender: str) -> None:
    async def scenario() -> tuple[list[float], End]:
        async with pair(FACTORIES["libwebrtc"]) as ends:
            left, right = ends if sender == "who offered" else reversed(ends)
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            lengths = [await voice_of_a_packet(left, right, is_long=False)]
            left.connection.set_limits(replace(SOUND_ONLY, is_narrow=True))
            lengths.append(await voice_of_a_packet(left, right, is_long=True))
            await decide(left, is_on=True)
            lengths.append(await voice_of_a_packet(left, right, is_long=True))
            await decide(left, is_on=False)
            left.connection.set_limits(LIMITS)
            lengths.append(await voice_of_a_packet(left, right, is_long=False))
            return lengths, right

    (before, lean, lean_twice, after), right = asyncio.run(scenario())
    print({"samples": [round(one) for one in (before, lean, lean_twice, after)]})
    assert max(before, after) < BETWEEN_SAMPLES < min(lean, lean_twice)
    heard = np.concatenate(right.heard)
    assert compare_sound(heard, read_sound(TEST_VOICE)).correlation >= OUR_VOICE


def test_an_end_that_counts_on_short_packets_gets_them_on_a_narrow_line_too() -> None:
    async def scenario() -> tuple[float, float]:
        async with pair(FACTORIES["libwebrtc"], FACTORIES["aiortc"]) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            left.connection.set_limits(SOUND_ONLY)
            before = await of_some_packets(left, right)
            left.connection.set_limits(replace(SOUND_ONLY, is_narrow=True))
            return before.bytes_each, (await of_some_packets(left, right)).bytes_each

    before, narrow = asyncio.run(scenario())
    assert narrow < 1.4 * before  # a long one has twice as many


def test_an_end_that_cannot_read_it_gets_the_voice_once() -> None:
    async def scenario() -> tuple[float, float]:
        async with pair(FACTORIES["libwebrtc"], FACTORIES["aiortc"]) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            left.connection.set_limits(SOUND_ONLY)
            once = await of_some_packets(left, right)
            await decide(left, is_on=True)
            return once.bytes_each, (await of_some_packets(left, right)).bytes_each

    once, still_once = asyncio.run(scenario())
    assert still_once < 1.2 * once


def test_a_connection_that_is_closed_meanwhile_ends_nobody_who_asks_for_its_figures() -> None:
    async def scenario(turns: int) -> None:
        async with pair(FACTORIES["libwebrtc"]) as (left, _):
            asked = await begin_to_double(left)
            for _turn in range(turns):
                await asyncio.sleep(0)
            await left.connection.close()
            await asked  # a CancelledError here ended the engine

    for turns in range(10):
        asyncio.run(scenario(turns))


def test_who_is_really_ended_while_the_voice_changes_does_end() -> None:
    async def scenario() -> None:
        async with pair(FACTORIES["libwebrtc"]) as (left, _):
            asked = await begin_to_double(left)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked

    asyncio.run(scenario())
