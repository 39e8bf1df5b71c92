"""What aiortc's senders read: the newest picture, and 20 ms of sound at a time."""

import asyncio
from collections import deque
from fractions import Fraction
from typing import Any

import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av.packet import Packet
from typing_extensions import override

from desktop.media.engine.peer.aiortc.codecs.opus import OpusEncoder
from desktop.media.engine.peer.aiortc.codecs.vp8 import VIDEO_CLOCK_HZ, PictureFrame
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import Block

MAX_WAITING_BLOCKS = 20
"""200 ms of sound; an encoder that is later than that loses the oldest."""

_BLOCKS_PER_PACKET = 2


class PictureTrack(MediaStreamTrack):
    """One slot: a picture that the encoder did not take is replaced. Thread: media-loop."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._has_news = asyncio.Event()

    def push(self, picture: Picture) -> None:
        """The newest picture."""
        self._picture = picture
        self._has_news.set()

    @override
    async def recv(self) -> PictureFrame:
        """The next picture for the encoder."""
        while self._picture is None:
            self._has_news.clear()
            if self.readyState != "live":
                raise MediaStreamError
            await self._has_news.wait()
        picture, self._picture = self._picture, None
        frame = PictureFrame()
        frame.picture = picture
        frame.pts = int(picture.made_at_s * VIDEO_CLOCK_HZ)
        frame.time_base = Fraction(1, VIDEO_CLOCK_HZ)
        return frame

    @override
    def stop(self) -> None:
        """End the track and wake its reader."""
        super().stop()
        self._has_news.set()


class BlockTrack(MediaStreamTrack):
    """A short queue of 10 ms blocks. Thread: media-loop."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._blocks: deque[Block] = deque(maxlen=MAX_WAITING_BLOCKS)
        self._has_news = asyncio.Event()
        self._samples_sent = 0
        self._encoder = OpusEncoder()

    def set_line(self, *, bitrate: int, loss: float) -> None:
        """What the voice may spend, and the share of it that is lost."""
        self._encoder.set_line(bitrate=bitrate, loss=loss)

    def push(self, block: Block) -> None:
        """10 ms more; the oldest is dropped when there are too many."""
        self._blocks.append(block)
        self._has_news.set()

    @override
    async def recv(self) -> "Packet[Any]":
        """20 ms for the line, as soon as they are there."""
        while len(self._blocks) < _BLOCKS_PER_PACKET:
            self._has_news.clear()
            if self.readyState != "live":
                raise MediaStreamError
            await self._has_news.wait()
        samples = np.concatenate([self._blocks.popleft() for _ in range(_BLOCKS_PER_PACKET)])
        packet: Packet[Any] = Packet(self._encoder.encode(samples))
        packet.pts = self._samples_sent
        self._samples_sent += len(samples)
        return packet

    @override
    def stop(self) -> None:
        """End the track and wake its reader."""
        super().stop()
        self._has_news.set()
