"""Inside the engine: which implementation makes connections, and does libwebrtc work here."""

import asyncio
import sys

import numpy as np
import pytest
from typing_extensions import override

from desktop.domain.clock import SystemClock
from desktop.domain.media.call import MediaEngine
from desktop.media.engine import process
from desktop.media.engine.peer import self_test
from desktop.media.engine.peer.choice import ChosenConnections
from desktop.media.engine.peer.connection import ConnectionConfig, PeerConnection, SendLimits
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block
from tests.fakes.fake_media_connection import FakeConnection, FakeConnections

pytestmark = pytest.mark.unit

CLOCK = SystemClock()
LIBWEBRTC_MODULE = "desktop.media.engine.peer.libwebrtc.connection"
GREY = self_test.GREY


def config() -> ConnectionConfig:
    return ConnectionConfig(
        ice_servers=(),
        loopback_only=True,
        ice_port_range=None,
        limits=SendLimits(max_video_kbps=100, start_video_kbps=100, min_video_kbps=50),
        on_video=lambda _picture: None,
        on_state=lambda _state: None,
    )


def engine_of(connections: ChosenConnections) -> str:
    async def look() -> str:
        connection = connections(config())
        await connection.close()
        return type(connection).__name__

    return asyncio.run(look())


def test_the_chosen_implementation_makes_connections_until_another_is_chosen() -> None:
    connections = ChosenConnections(clock=CLOCK)
    for wanted, name, made in (
        (MediaEngine.AUTO, "aiortc", "AiortcConnection"),
        (MediaEngine.LIBWEBRTC, "libwebrtc", "LibwebrtcConnection"),
        (MediaEngine.AIORTC, "aiortc", "AiortcConnection"),
    ):
        connections.use(wanted)
        assert connections.implementation == name
        assert engine_of(connections) == made


def test_a_pc_where_libwebrtc_cannot_be_loaded_uses_aiortc_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, LIBWEBRTC_MODULE, None)
    connections = ChosenConnections(clock=CLOCK)
    connections.use(MediaEngine.LIBWEBRTC)
    assert connections.implementation == "aiortc"
    assert "media engine not loaded" in caplog.text


class Mirror(FakeConnection):
    """Shows and says at once what is handed over, or something else."""

    def __init__(self, config: ConnectionConfig, *, grey: int, every: int) -> None:
        super().__init__(config)
        self._grey = grey
        self._every = every
        self._pulls = 0

    @override
    def send_video(self, picture: Picture) -> None:
        planes = np.full_like(picture.planes, self._grey)
        self.config.on_video(
            Picture(
                planes=planes,
                width=picture.width,
                height=picture.height,
                made_at_s=picture.made_at_s,
            )
        )

    @override
    def pull_audio(self) -> Block:
        self._pulls += 1
        is_loud = self._every > 0 and self._pulls % self._every == 0
        return np.full(BLOCK_SAMPLES, 8_000 if is_loud else 0, np.int16)


@pytest.mark.parametrize(
    ("grey", "every", "failure"),
    [
        (GREY, 1, None),
        (GREY + 40, 1, "no_picture"),
        (GREY, 0, "no_sound"),
        (GREY, 2, "slow_sound"),
    ],
)
def test_the_self_test_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, grey: int, every: int, failure: str | None
) -> None:
    monkeypatch.setattr(self_test, "TEST_LIMIT_S", 5.0 if failure is None else 1.0)
    made: list[Mirror] = []

    def connect(config: ConnectionConfig) -> PeerConnection:
        made.append(Mirror(config, grey=grey, every=every))
        return made[-1]

    assert asyncio.run(self_test.failure_of(connect, CLOCK)) == failure
    assert [one.closed for one in made] == [1, 1]


def test_connections_that_carry_nothing_fail_the_self_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(self_test, "TEST_LIMIT_S", 0.3)
    assert asyncio.run(self_test.failure_of(FakeConnections(), CLOCK)) == "no_picture"


def test_the_sub_command_says_in_a_word_that_libwebrtc_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, LIBWEBRTC_MODULE, None)
    assert process.run_self_test() == process.EXIT_FAILED
    assert capsys.readouterr().out == "not_loaded\n"


def test_libwebrtc_passes_its_self_test_here() -> None:
    assert process.run_self_test() == process.EXIT_OK
