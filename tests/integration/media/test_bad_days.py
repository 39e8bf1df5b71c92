"""Two ends on aiortc through what a commune's line and an odd site do to a call."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from desktop.domain.call import PeerStats
from desktop.domain.clock import SystemClock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.media.engine.peer.aiortc.connection import AiortcConnection, AiortcConnections
from desktop.media.engine.peer.connection import (
    BLOCK_SAMPLES,
    ConnectionConfig,
    SendLimits,
)
from desktop.media.engine.picture import Picture
from tests.fakes.poor_line import PoorLine

pytestmark = [pytest.mark.integration, pytest.mark.alone, pytest.mark.timeout(120)]

CLOCK = SystemClock()
LIMITS = SendLimits(max_video_kbps=800, start_video_kbps=500, min_video_kbps=60)
WAIT_S = 15.0


def picture(number: int, width: int = 320, height: int = 180) -> Picture:
    rng = np.random.default_rng(number)
    coarse = rng.integers(60, 190, (height * 3 // 2 // 20 + 1, width // 20 + 1), np.uint8)
    planes = np.repeat(np.repeat(coarse, 20, axis=0), 20, axis=1)[: height * 3 // 2, :width]
    return Picture(
        planes=np.ascontiguousarray(planes),
        width=width,
        height=height,
        made_at_s=CLOCK.monotonic(),
    )


def connection_of(config: ConnectionConfig) -> AiortcConnection:
    connection = AiortcConnections(clock=CLOCK)(config)
    assert isinstance(connection, AiortcConnection)
    return connection


def moving(number: int) -> Picture | None:
    return picture(number)


def nothing(_number: int) -> Picture | None:
    return None


@dataclass(slots=True)
class Call:
    """left and right, and what right saw and heard."""

    left: AiortcConnection
    right: AiortcConnection
    seen: list[Picture] = field(default_factory=list)
    heard: list[np.ndarray] = field(default_factory=list)

    async def talk(
        self,
        *,
        until: Callable[["Call"], bool],
        shows: Callable[[int], Picture | None] = moving,
        speaks: bool = True,
    ) -> None:
        began_s = CLOCK.monotonic()
        step = 0
        while not until(self):
            assert CLOCK.monotonic() - began_s < WAIT_S, "not in time"
            shown = shows(step // 4) if step % 4 == 0 else None
            if shown is not None:
                self.left.send_video(shown)
            if speaks:
                self.left.send_audio(np.full(BLOCK_SAMPLES, (step % 20) * 500, np.int16))
            self.right.send_audio(np.zeros(BLOCK_SAMPLES, np.int16))
            self.heard.append(self.right.pull_audio())
            step += 1
            await asyncio.sleep(max(0.0, began_s + step * 0.01 - CLOCK.monotonic()))

    async def figures(self) -> tuple[PeerStats, PeerStats]:
        return await self.left.stats(SiteId("r")), await self.right.stats(SiteId("l"))


def in_call(story: Callable[[Call], "asyncio.Future[None] | object"]) -> None:
    async def whole() -> None:
        seen: list[Picture] = []

        def end(on_video: Callable[[Picture], None]) -> AiortcConnection:
            config = ConnectionConfig(
                ice_servers=(),
                loopback_only=True,
                ice_port_range=None,
                limits=LIMITS,
                on_video=on_video,
                on_state=lambda _state: None,
            )
            return connection_of(config)

        call = Call(left=end(lambda _picture: None), right=end(seen.append), seen=seen)
        try:
            offer = await call.left.create_offer()
            await call.left.set_answer(await call.right.create_answer(offer))
            result = story(call)
            assert asyncio.iscoroutine(result)
            await result
        finally:
            await call.left.close()
            await call.right.close()

    asyncio.run(whole())


def test_loss_doubles_and_disorder_cost_few_pictures() -> None:
    async def story(call: Call) -> None:
        PoorLine(call.right, loss=0.1, doubled=0.1, disordered=0.1)
        PoorLine(call.left, loss=0.05)
        await call.talk(until=lambda now: len(now.seen) > 10)
        seen, encoded = len(call.seen), call.left._video_encoder.done.pictures
        sent = 0

        def counted(number: int) -> Picture:
            nonlocal sent
            sent += 1
            return picture(number)

        await call.talk(until=lambda _now: sent >= 100, shows=counted)
        # Of what a busy PC encoded at all, and a few are still on their way.
        encoded = call.left._video_encoder.done.pictures - encoded
        assert encoded > 20
        assert len(call.seen) - seen >= 0.75 * encoded - 5
        left, right = await call.figures()
        assert 0.0 < left.sent_loss < 0.4
        assert left.available_kbps is not None
        assert left.available_kbps > 60
        assert (left.sent_width, left.sent_height) == (320, 180)
        assert left.sent_fps > 5
        assert left.encode_ms > 0
        assert right.loss > 0.02
        assert right.freeze_s < 3

    in_call(story)


def test_a_site_that_sends_no_picture_is_heard() -> None:
    async def story(call: Call) -> None:
        await call.talk(until=lambda now: len(now.heard) > 150, shows=nothing)
        assert call.seen == []
        assert max(int(np.max(block)) for block in call.heard) > 1_000
        left, _ = await call.figures()
        assert left.available_kbps is not None

    in_call(story)


def test_a_site_that_sends_only_pictures_is_seen() -> None:
    async def story(call: Call) -> None:
        await call.talk(until=lambda now: len(now.seen) >= 20, speaks=False)
        assert max(int(np.max(np.abs(block))) for block in call.heard) == 0

    in_call(story)


def test_another_size_with_every_picture_is_shown_as_it_comes() -> None:
    sizes = [(320, 180), (640, 360), (318, 178), (64, 48), (1280, 720), (200, 400)]

    async def story(call: Call) -> None:
        def changing(number: int) -> Picture:
            return picture(number, *sizes[number // 3 % len(sizes)])

        def are_all_seen(now: Call) -> bool:
            return {(one.width, one.height) for one in now.seen} >= set(sizes)

        call.left.set_limits(
            SendLimits(max_video_kbps=3_000, start_video_kbps=2_500, min_video_kbps=2_500)
        )
        await call.talk(until=are_all_seen, shows=changing)

    in_call(story)


def test_without_pictures_in_the_limits_none_are_sent() -> None:
    async def story(call: Call) -> None:
        call.left.set_limits(
            SendLimits(max_video_kbps=0, start_video_kbps=0, min_video_kbps=0, max_audio_kbps=16)
        )
        await call.talk(until=lambda now: len(now.heard) > 150)
        assert call.seen == []
        left, _ = await call.figures()
        assert 0 < left.sent_kbps < 60

    in_call(story)


@pytest.mark.parametrize(("count", "is_refused"), [(250, False), (1_000, True)])
def test_hundreds_of_candidates_do_no_harm(*, count: int, is_refused: bool) -> None:
    async def whole() -> None:
        config = ConnectionConfig(
            ice_servers=(),
            loopback_only=True,
            ice_port_range=None,
            limits=LIMITS,
            on_video=lambda _picture: None,
            on_state=lambda _state: None,
        )
        left, right = (connection_of(config) for _ in range(2))
        try:
            offer = await left.create_offer()
            line = next(one for one in offer.splitlines() if one.startswith("a=candidate:"))
            port = line.split()[5]
            many = [line.replace(f" {port} ", f" {20_000 + n} ") for n in range(count)]
            crowded = offer.replace(line, "\r\n".join([line, *many]))
            if is_refused:
                with pytest.raises(ProtocolError):
                    await right.create_answer(crowded)
                return
            await left.set_answer(await right.create_answer(crowded))
            began_s = CLOCK.monotonic()
            while right._pc.connectionState != "connected":
                assert CLOCK.monotonic() - began_s < WAIT_S
                await asyncio.sleep(0.02)
        finally:
            await left.close()
            await right.close()

    asyncio.run(whole())
