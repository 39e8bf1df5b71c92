"""A running call sends its voice twice, or thriftily, and as before; the other need not know."""

import asyncio
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from desktop.domain.call import PeerStats
from desktop.domain.ids import SiteId
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnection
from desktop.media.engine.peer.voice_doubling import NARROW_KBPS, VoiceDoubling
from desktop.media.sound_check import compare_sound
from tests.fakes.fake_media_room import TEST_VOICE
from tests.fakes.media_pair import CLOCK, FACTORIES, LIMITS, End, pair, talk

pytestmark = [pytest.mark.contract, pytest.mark.timeout(60)]

SOUND_ONLY = SendLimits(
    max_video_kbps=0, start_video_kbps=0, min_video_kbps=0, max_audio_kbps=NARROW_KBPS
)


async def figures(left: End, right: End) -> PeerStats:
    """Of a second and a half, once what was on its way is gone."""
    ends_s = CLOCK.monotonic() + 0.5
    await talk(left, right, until=lambda: CLOCK.monotonic() > ends_s)
    ends_s = CLOCK.monotonic() + 1.5
    await left.connection.stats(SiteId("x"))
    await talk(left, right, until=lambda: CLOCK.monotonic() > ends_s)
    return await left.connection.stats(SiteId("x"))


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
            rates = [(await figures(left, right)).sent_kbps]
            await decide(left, is_on=True)
            rates.append((await figures(left, right)).sent_kbps)
            offer = await ends[0].connection.create_offer(restarts_ice=True)
            answer = await ends[1].connection.create_answer(offer)
            await ends[0].connection.set_answer(answer)
            rates.append((await figures(left, right)).sent_kbps)
            await decide(left, is_on=False)
            rates.append((await figures(left, right)).sent_kbps)
            left.connection.set_limits(LIMITS)
            seen = len(right.pictures)
            await talk(left, right, until=lambda: len(right.pictures) > seen)
            return rates, right

    (once, twice, twice_after_restart, once_again), right = asyncio.run(scenario())
    print({"kbps": [round(one) for one in (once, twice, twice_after_restart, once_again)]})
    assert min(twice, twice_after_restart) > 1.3 * max(once, once_again)
    heard = np.concatenate(right.heard)
    assert compare_sound(heard, read_sound(TEST_VOICE)).correlation >= 0.8


def _is_over(ends_s: float) -> bool:
    return CLOCK.monotonic() > ends_s


async def voice_packets(end: End, *others: End) -> float:
    """That this end sends in a second, once what was on its way is gone."""
    assert isinstance(end.connection, LibwebrtcConnection)
    await end.connection.stats(SiteId("x"))
    counts = []
    began_s = CLOCK.monotonic() + 0.3
    for after_s in (0.0, 1.0):
        is_over = partial(_is_over, began_s + after_s)
        await talk(end, *others, until=is_over)
        counters = await end.connection._peer.counters()
        assert counters is not None
        counts.append(dict(counters.sent_packets)["audio"])
    return (counts[1] - counts[0]) / (CLOCK.monotonic() - began_s)


@pytest.mark.parametrize("sender", ["who offered", "who answered"])
def test_on_a_narrow_line_the_voice_of_either_end_goes_in_long_packets(sender: str) -> None:
    async def scenario() -> tuple[list[float], End]:
        async with pair(FACTORIES["libwebrtc"]) as ends:
            left, right = ends if sender == "who offered" else reversed(ends)
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            counts = [await voice_packets(left, right)]
            left.connection.set_limits(replace(SOUND_ONLY, is_narrow=True))
            counts.append(await voice_packets(left, right))
            await decide(left, is_on=True)
            counts.append(await voice_packets(left, right))
            await decide(left, is_on=False)
            left.connection.set_limits(LIMITS)
            counts.append(await voice_packets(left, right))
            return counts, right

    (before, lean, lean_twice, after), right = asyncio.run(scenario())
    print({"packets": [round(one) for one in (before, lean, lean_twice, after)]})
    assert max(lean, lean_twice) < 25
    assert min(before, after) > 40
    heard = np.concatenate(right.heard)
    assert compare_sound(heard, read_sound(TEST_VOICE)).correlation >= 0.8


def test_an_end_that_counts_on_short_packets_gets_them_on_a_narrow_line_too() -> None:
    async def scenario() -> float:
        async with pair(FACTORIES["libwebrtc"], FACTORIES["aiortc"]) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            left.connection.set_limits(replace(SOUND_ONLY, is_narrow=True))
            return await voice_packets(left, right)

    assert asyncio.run(scenario()) > 40


def test_an_end_that_cannot_read_it_gets_the_voice_once() -> None:
    async def scenario() -> tuple[float, float]:
        async with pair(FACTORIES["libwebrtc"], FACTORIES["aiortc"]) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            left.connection.set_limits(SOUND_ONLY)
            once = await figures(left, right)
            await decide(left, is_on=True)
            still_once = await figures(left, right)
            return once.sent_kbps, still_once.sent_kbps

    once, still_once = asyncio.run(scenario())
    assert still_once < 1.3 * once


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
