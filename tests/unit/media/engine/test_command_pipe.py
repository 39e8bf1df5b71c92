"""The engine's end of the pipe: nothing that the desk does, or is, holds the media loop up."""

import threading

import pytest

from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.events import LevelsChanged, SignalProduced, TrackRemoved
from desktop.media.engine.command_pipe import DROP_ABOVE, MAX_WAITING, EnginePipe
from desktop.media.pipe.commands import Command, ListDevices
from desktop.media.pipe.events import Heartbeat
from desktop.media.pipe.frames import framed
from desktop.media.pipe.tables import MAX_SIGNAL_CHARS
from tests.fakes.fake_media_room import engine_options, wait_until
from tests.rigs.desk.media_pipe import pipe_ends

pytestmark = pytest.mark.unit

LIMIT_S = 10.0


def test_events_go_out_and_commands_come_in() -> None:
    ours, theirs = pipe_ends()
    came: list[Command] = []
    broken = threading.Event()
    pipe = EnginePipe(ours)
    pipe.tell(Heartbeat())
    pipe.start(came.append, broken.set)
    theirs.say(ListDevices())
    assert theirs.hear(LIMIT_S) == Heartbeat()
    wait_until(lambda: came == [ListDevices()], "the command")
    theirs.close()
    assert broken.wait(LIMIT_S)
    pipe.tell(Heartbeat())
    pipe.stop()


def test_a_desk_that_does_not_read_misses_levels_first_and_is_left_last() -> None:
    ours, theirs = pipe_ends()
    pipe = EnginePipe(ours)
    for _ in range(2 * DROP_ABOVE):
        pipe.tell(LevelsChanged(levels=()))
    assert pipe._outgoing.qsize() == DROP_ABOVE + 1
    for _ in range(MAX_WAITING):
        pipe.tell(TrackRemoved(track_id=TrackId("t")))
    assert pipe._is_broken.is_set()
    theirs.close()
    ours.close()


def test_a_handler_that_fails_ends_the_pipe(caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = pipe_ends()
    broken = threading.Event()

    def fail(_: Command) -> None:
        raise RuntimeError

    pipe = EnginePipe(ours)
    pipe.start(fail, broken.set)
    theirs.say(ListDevices())
    assert broken.wait(LIMIT_S)
    assert "pipe reader failed" in caplog.text
    pipe.stop()
    theirs.close()


def test_bytes_that_are_no_command_end_the_pipe(caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = pipe_ends()
    came: list[Command] = []
    broken = threading.Event()
    pipe = EnginePipe(ours)
    pipe.start(came.append, broken.set)
    theirs._stream.write(framed(b"\xff secret"))
    assert broken.wait(LIMIT_S)
    pipe.stop()
    theirs.close()
    assert came == []
    assert "command refused fault=unknown_kind" in caplog.text
    assert "secret" not in caplog.text


def test_an_event_that_cannot_be_said_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = pipe_ends()
    pipe = EnginePipe(ours)
    site = SiteId("far")
    pipe.tell(SignalProduced(site_id=site, payload="x" * (MAX_SIGNAL_CHARS + 1)))
    pipe.tell(LevelsChanged(levels=((site, float("nan")),)))
    pipe.tell(Heartbeat())
    pipe.start(lambda _: None, lambda: None)
    assert theirs.hear(LIMIT_S) == Heartbeat()
    pipe.stop()
    theirs.close()
    assert "event not sent kind=SignalProduced fault=too_long" in caplog.text
    assert "event not sent kind=LevelsChanged fault=not_finite" in caplog.text


def test_an_engine_starts_once(caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = pipe_ends()
    came: list[Command] = []
    pipe = EnginePipe(ours)
    pipe.start(came.append, lambda: None)
    theirs.say(engine_options("room"))
    theirs.say(ListDevices())
    wait_until(lambda: came == [ListDevices()], "the command after it")
    pipe.stop()
    theirs.close()
    assert "engine started twice" in caplog.text
