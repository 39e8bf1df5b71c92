"""Looks through the seam: every picture and every 10 ms of sound of one end, with their times.

The engine works as in a room; the probe stands between it and its connections. What is noted is
therefore what comes out of the decoder at the far end, on the clock of this PC that all processes
share.
"""

import dataclasses
import time
from pathlib import Path
from typing import Any, cast

import numpy as np

from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import Block
from desktop.media.measure.picture_clock import read_mark

NO_MARK = -1


class Recorder:
    """What one end sent and got. Each list has one writing thread."""

    def __init__(self) -> None:
        self._pictures: list[tuple[float, int, int, int]] = []
        self._sent: list[tuple[float, Block]] = []
        self._heard: list[tuple[float, Block]] = []

    def note_picture(self, picture: Picture) -> None:
        """Decoded; of two connections at once the older pictures count once."""
        mark = read_mark(picture.luma)
        value = NO_MARK if mark is None else mark
        self._pictures.append((time.monotonic(), value, picture.width, picture.height))

    def note_sent(self, block: Block) -> None:
        """On its way out; the same block on a second connection counts once."""
        if not self._sent or self._sent[-1][1] is not block:
            self._sent.append((time.monotonic(), block))

    def note_heard(self, block: Block) -> None:
        """About to be played."""
        self._heard.append((time.monotonic(), block))

    def write(self, path: Path) -> None:
        """An .npz with pictures (n, 4) of time, mark, width, height; and both sounds with times."""
        np.savez(
            path,
            pictures=np.array(self._pictures, np.float64).reshape(-1, 4),
            sent=_samples(self._sent),
            sent_at_s=np.array([at_s for at_s, _ in self._sent], np.float64),
            heard=_samples(self._heard),
            heard_at_s=np.array([at_s for at_s, _ in self._heard], np.float64),
        )


class _ProbedConnection:
    """A connection that is listened to; whatever is not named here is the connection's own."""

    def __init__(
        self, connection: PeerConnection, recorder: Recorder, *, sends_pictures: bool
    ) -> None:
        self._connection = connection
        self._recorder = recorder
        self._sends_pictures = sends_pictures

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def send_video(self, picture: Picture) -> None:
        if self._sends_pictures:
            self._connection.send_video(picture)

    def send_audio(self, block: Block) -> None:
        self._recorder.note_sent(block)
        self._connection.send_audio(block)

    def pull_audio(self) -> Block:
        block = self._connection.pull_audio()
        self._recorder.note_heard(block)
        return block


def probed(
    factory: PeerConnectionFactory, recorder: Recorder, *, sends_pictures: bool
) -> PeerConnectionFactory:
    """The same connections, listened to.

    sends_pictures: False keeps the receiving end from sending its card, so that what it costs is
    what receiving costs.
    """

    def connect(config: ConnectionConfig) -> PeerConnection:
        def show(picture: Picture) -> None:
            recorder.note_picture(picture)
            config.on_video(picture)

        connection = factory(dataclasses.replace(config, on_video=show))
        probe = _ProbedConnection(connection, recorder, sends_pictures=sends_pictures)
        return cast("PeerConnection", probe)

    return connect


def _samples(blocks: list[tuple[float, Block]]) -> Block:
    return np.concatenate([block for _, block in blocks] or [np.zeros(0, np.int16)])
