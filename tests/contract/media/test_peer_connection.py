"""What every implementation of the PeerConnection seam does; a new one is added to FACTORIES."""

import asyncio
import contextlib
import gc
from functools import partial
from itertools import product

import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.peer.connection import ConnectionState, PeerConnectionFactory, SendLimits
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from desktop.media.measure.picture_clock import read_mark
from desktop.media.measure.sound_match import compare_sound
from tests.fakes.fake_media_room import TEST_VOICE
from tests.patience import PATIENCE_S
from tests.rigs.line.media_pair import (
    CLOCK,
    FACTORIES,
    LIMITS,
    NOWHERE,
    OUR_VOICE,
    End,
    Factories,
    make_end,
    marked_picture,
    pair,
    talk,
)
from tests.rigs.system.pc_speed import share_of_reference

LET_GO_S = 30.0
POOL_THREADS = 8
"""The pool of the loop, which stays."""

pytestmark = pytest.mark.contract


@pytest.fixture(params=sorted(FACTORIES))
def factory(request: pytest.FixtureRequest) -> PeerConnectionFactory:
    return FACTORIES[request.param]


@pytest.fixture(params=sorted(product(FACTORIES, repeat=2)), ids=" calls ".join)
def factories(request: pytest.FixtureRequest) -> Factories:
    """Who offers, who answers: each with itself, and both ways of a mixed pair."""
    left, right = request.param
    return FACTORIES[left], FACTORIES[right]


def test_picture_and_voice_go_both_ways(factories: Factories) -> None:
    async def scenario() -> tuple[End, End]:
        async with pair(*factories) as (left, right):
            await talk(
                left,
                right,
                until=lambda: min(len(left.pictures), len(right.pictures)) >= 60,
            )
            share = share_of_reference()
            for end in (left, right):
                stats = await end.connection.stats(SiteId("other"))
                assert stats.video_fps > 5.0 * share
                assert stats.received_kbps > 10.0 * share
                assert stats.sent_kbps > 10.0 * share
                assert (stats.width, stats.height) == (640, 360)
                assert (stats.sent_width, stats.sent_height) == (640, 360)
                assert stats.sent_fps > 5.0 * share
                assert stats.encode_ms > 0.0
                assert stats.available_kbps is None or stats.available_kbps > 50.0
                assert stats.loss == stats.sent_loss == 0.0
                assert stats.freeze_s <= 1.0 / share
                assert 0.0 <= stats.concealed <= 0.5
                assert (stats.codec, stats.path) == ("VP8", "host")
                assert stats.silent_s < 1.0 / share
                assert end.connection.first_audio_at_s() is not None
            return left, right

    reference = read_sound(TEST_VOICE)
    for end in asyncio.run(scenario()):
        marks = [read_mark(picture.luma) for picture in end.pictures]
        known = [mark for mark in marks if mark is not None]
        assert len(known) >= 0.9 * len(marks)
        assert known == sorted(known)
        assert len(set(known)) > 30
        assert compare_sound(np.concatenate(end.heard), reference).correlation >= OUR_VOICE
        assert ConnectionState.CONNECTED in end.states


def test_close_may_be_called_twice_and_before_anything_else(
    factory: PeerConnectionFactory,
) -> None:
    async def scenario() -> None:
        fresh = make_end(factory)
        await fresh.connection.close()
        await fresh.connection.close()
        async with pair(factory) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            await left.connection.close()
            await left.connection.close()
            left.connection.send_video(marked_picture())
            left.connection.send_audio(np.zeros(BLOCK_SAMPLES, np.int16))
            assert len(left.connection.pull_audio()) == BLOCK_SAMPLES
        assert left.connection.last_rtp_at_s() is not None

    asyncio.run(scenario())


def test_nothing_stays_behind_after_many_connections(factory: PeerConnectionFactory) -> None:
    """A library may let go of its threads a moment later, or when Python finds the cycle."""
    process = psutil.Process()

    def held() -> tuple[int, int]:
        gc.collect()
        return process.num_threads(), process.num_fds()

    async def meet() -> None:
        async with pair(factory) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures))

    async def scenario() -> tuple[int, int]:
        threads, files = held()
        for _ in range(5):
            await meet()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE_S)
        assert not [task for task in tasks if not task.done()]
        ends_s = CLOCK.monotonic() + LET_GO_S
        while True:
            now = held()
            more_threads, more_files = now[0] - threads, now[1] - files
            is_let_go = more_threads <= POOL_THREADS and more_files <= 4
            if is_let_go or CLOCK.monotonic() > ends_s:
                return more_threads, more_files
            await asyncio.sleep(0.1)

    threads, files = asyncio.run(scenario())
    assert threads <= POOL_THREADS
    assert files <= 4


def test_a_voice_that_nobody_pulls_takes_no_memory(factory: PeerConnectionFactory) -> None:
    async def scenario() -> int:
        async with pair(factory) as (left, right):
            await talk(left, right, until=lambda: len(right.pictures) > 30, takes_sound=False)
            ends_s = CLOCK.monotonic() + 4.0

            def is_over() -> bool:
                left.pictures.clear()
                right.pictures.clear()
                return CLOCK.monotonic() > ends_s

            gc.collect()
            before = psutil.Process().memory_info().rss
            count = len(right.pictures)
            await talk(left, right, until=is_over, takes_sound=False)
            assert count > 0
            gc.collect()
            return psutil.Process().memory_info().rss - before

    assert asyncio.run(scenario()) < 40_000_000


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "v=0",
        "m=audio 9 UDP/TLS/RTP/SAVPF 96\r\nm=video 9 UDP/TLS/RTP/SAVPF 97",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 X 96\r\nm=video 9 X 97\r\n",
        "\x00" * 1000,
        "v=0\r\n" * 20_000,
    ],
)
def test_a_garbage_offer_is_refused(factory: PeerConnectionFactory, garbage: str) -> None:
    async def scenario() -> None:
        end = make_end(factory)
        try:
            with pytest.raises(ProtocolError):
                await end.connection.create_answer(garbage)
        finally:
            await end.connection.close()

    asyncio.run(scenario())


def test_an_offer_broken_anywhere_is_refused_or_answered_never_a_crash(
    factory: PeerConnectionFactory,
) -> None:
    async def make_offer() -> str:
        end = make_end(factory)
        offer = await end.connection.create_offer()
        await end.connection.close()
        return offer

    lines = asyncio.run(make_offer()).splitlines()

    @settings(max_examples=30, deadline=None)
    @given(st.data())
    def broken(data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.one_of(st.just(None), st.text(max_size=40)))
        cut = data.draw(st.integers(0, len(lines[at])))
        changed = list(lines)
        changed[at : at + 1] = [] if other is None else [lines[at][:cut] + other]

        async def answer() -> None:
            end = make_end(factory)
            try:
                with contextlib.suppress(ProtocolError):
                    await end.connection.create_answer("\r\n".join(changed) + "\r\n")
            finally:
                await end.connection.close()

        asyncio.run(answer())

    broken()


def test_a_garbage_answer_is_refused(factory: PeerConnectionFactory) -> None:
    async def scenario() -> None:
        end = make_end(factory)
        try:
            await end.connection.create_offer()
            with pytest.raises(ProtocolError):
                await end.connection.set_answer("v=0\r\nm=audio 9\r\nm=video 9\r\n")
        finally:
            await end.connection.close()

    asyncio.run(scenario())


def test_limits_bound_what_is_sent(factory: PeerConnectionFactory) -> None:
    async def scenario() -> tuple[float, float]:
        noise = np.random.default_rng(1)

        def restless() -> Picture:
            coarse = noise.integers(60, 190, (27, 32), np.uint8)
            planes = np.repeat(np.repeat(coarse, 20, axis=0), 20, axis=1)
            return Picture(planes=planes, width=640, height=360, made_at_s=CLOCK.monotonic())

        async def send_for(end: End, seconds: float) -> float:
            await end.connection.stats(SiteId("x"))
            ends_s = CLOCK.monotonic() + seconds
            while CLOCK.monotonic() < ends_s:
                end.connection.send_video(restless())
                await asyncio.sleep(0.033)
            return (await end.connection.stats(SiteId("x"))).sent_kbps

        async with pair(factory) as (left, right):
            await talk(left, right, until=lambda: bool(right.pictures))
            await send_for(left, 1.0)
            wide = await send_for(left, 2.5)
            left.connection.set_limits(
                SendLimits(max_video_kbps=150, start_video_kbps=150, min_video_kbps=80)
            )
            await send_for(left, 1.5)
            narrow = await send_for(left, 2.5)
            return wide, narrow

    wide, narrow = asyncio.run(scenario())
    print({"wide_kbps": round(wide), "narrow_kbps": round(narrow)})
    assert narrow < 0.75 * wide


def spoke_for_a_while(end: End, heard: int) -> bool:
    """Half a second was played since then, and voice was in it."""
    since = end.heard[heard:]
    return len(since) >= 50 and any(np.abs(block).max() > 500 for block in since)


def test_no_pictures_are_sent_while_none_are_allowed(factory: PeerConnectionFactory) -> None:
    nothing = SendLimits(max_video_kbps=0, start_video_kbps=0, min_video_kbps=0)

    async def scenario() -> None:
        async with pair(factory) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            left.connection.set_limits(nothing)
            until_s = CLOCK.monotonic() + PATIENCE_S
            # What is on its way arrives; then for a while voice comes, and no picture.
            while True:
                seen, heard = len(right.pictures), len(right.heard)
                await talk(left, right, until=partial(spoke_for_a_while, right, heard))
                if len(right.pictures) == seen:
                    break
                assert CLOCK.monotonic() < until_s, "pictures still come"
            left.connection.set_limits(LIMITS)
            await talk(left, right, until=lambda: len(right.pictures) > seen)

    asyncio.run(scenario())


@pytest.mark.parametrize(("width", "height"), [(2, 2), (322, 182), (1920, 1080), (180, 640)])
def test_pictures_of_any_even_size_arrive(
    factory: PeerConnectionFactory, width: int, height: int
) -> None:
    async def scenario() -> Picture:
        async with pair(factory) as (left, right):
            planes = np.full((height * 3 // 2, width), 150, np.uint8)

            def send() -> bool:
                picture = Picture(
                    planes=planes, width=width, height=height, made_at_s=CLOCK.monotonic()
                )
                left.connection.send_video(picture)
                return bool(right.pictures)

            began_s = CLOCK.monotonic()
            while not send():
                assert CLOCK.monotonic() - began_s < PATIENCE_S
                await asyncio.sleep(0.03)
            return right.pictures[-1]

    picture = asyncio.run(scenario())
    assert picture.planes.shape == (picture.height * 3 // 2, picture.width)
    assert picture.planes.flags.c_contiguous
    assert abs(float(picture.luma.mean()) - 150) < 12


def test_an_sdp_tells_loopback_only_when_nothing_else_is_allowed(
    factory: PeerConnectionFactory,
) -> None:
    async def scenario() -> str:
        end = make_end(factory, (NOWHERE,))
        try:
            return await end.connection.create_offer()
        finally:
            await end.connection.close()

    candidates = [
        line.split()
        for line in asyncio.run(scenario()).splitlines()
        if line.startswith("a=candidate:")
    ]
    assert candidates
    assert {words[4] for words in candidates} == {"127.0.0.1"}
    assert {words[2].lower() for words in candidates} == {"udp"}


def test_a_connection_can_find_a_new_path_where_it_says_so(
    factory: PeerConnectionFactory,
) -> None:
    async def scenario() -> None:
        async with pair(factory) as (left, right):
            await talk(left, right, until=lambda: bool(left.pictures and right.pictures))
            if not left.connection.can_restart_ice:
                with pytest.raises(ValueError, match="True"):
                    await left.connection.create_offer(restarts_ice=True)
                return
            offer = await left.connection.create_offer(restarts_ice=True)
            answer = await right.connection.create_answer(offer)
            await left.connection.set_answer(answer)
            counts = len(left.pictures), len(right.pictures)
            await talk(
                left,
                right,
                until=lambda: (
                    len(left.pictures) > counts[0] + 10 and len(right.pictures) > counts[1] + 10
                ),
            )
            assert ConnectionState.FAILED not in left.states + right.states

    asyncio.run(scenario())


def test_closing_ends_what_was_begun(factory: PeerConnectionFactory) -> None:
    async def scenario() -> None:
        end = make_end(factory)
        offering = asyncio.ensure_future(end.connection.create_offer())
        await asyncio.sleep(0)
        await end.connection.close()
        done, late = await asyncio.wait([offering], timeout=PATIENCE_S)
        assert not late
        for task in done:
            if not task.cancelled():
                task.exception()

    asyncio.run(scenario())
