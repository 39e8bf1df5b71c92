"""The two ends of the pipe, over what POSIX and what Windows have for one."""

import contextlib
import threading
from collections.abc import Callable, Iterator

import pytest

from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.events import SignalProduced, TrackRemoved
from desktop.media.pipe.commands import ListDevices, Shutdown
from desktop.media.pipe.events import EngineEvent, Heartbeat
from desktop.media.pipe.frames import framed
from desktop.media.pipe.parts import BrokenMessage, Fault
from desktop.media.pipe.pipe_end import (
    ByteStream,
    DeskEnd,
    EngineEnd,
    PipeEnd,
    Stream,
    WholeMessages,
)
from desktop.media.pipe.tables import COMMANDS, EVENTS, MAX_SIGNAL_CHARS
from tests.rigs.desk.media_pipe import connections

pytestmark = pytest.mark.unit

LIMIT_S = 10.0
Ends = tuple[EngineEnd, DeskEnd]


@pytest.fixture(params=[ByteStream, WholeMessages])
def ends(request: pytest.FixtureRequest) -> Iterator[Ends]:
    """Windows' way of reading is tried on a socket too: it uses what both have."""
    make: Callable[[object], Stream] = request.param
    left, right = connections()
    engine: EngineEnd = PipeEnd(left, says=EVENTS, hears=COMMANDS, stream=make(left))
    desk: DeskEnd = PipeEnd(right, says=COMMANDS, hears=EVENTS, stream=make(right))
    yield engine, desk
    engine.close()
    desk.close()


def test_messages_go_both_ways_in_their_order(ends: Ends) -> None:
    engine, desk = ends
    events: list[EngineEvent] = [Heartbeat(), TrackRemoved(track_id=TrackId("t")), Heartbeat()]
    for event in events:
        engine.say(event)
    desk.say(ListDevices())
    desk.say(Shutdown())
    assert [desk.hear(LIMIT_S) for _ in events] == events
    assert [engine.hear(LIMIT_S) for _ in range(2)] == [ListDevices(), Shutdown()]
    assert desk.hear(0.0) is None


def test_a_message_larger_than_the_sockets_room_arrives(ends: Ends) -> None:
    engine, desk = ends
    long = SignalProduced(site_id=SiteId("far"), payload="ế" * MAX_SIGNAL_CHARS)

    def write() -> None:
        for _ in range(3):
            engine.say(long)

    writer = threading.Thread(target=write)
    writer.start()
    came: list[EngineEvent] = []
    while len(came) < 3:
        event = desk.hear(LIMIT_S)
        if event is not None:
            came.append(event)
    writer.join()
    assert came == [long] * 3


def test_an_end_that_is_closed_is_heard_of(ends: Ends) -> None:
    engine, desk = ends
    engine.say(Heartbeat())
    engine.close()
    assert desk.hear(LIMIT_S) == Heartbeat()
    with pytest.raises(EOFError):
        desk.hear(LIMIT_S)
    with pytest.raises(BrokenPipeError):
        desk.say(Shutdown())
    engine.close()
    with pytest.raises(OSError, match="closed"):
        engine.hear(0.0)


def test_what_cannot_be_said_leaves_the_pipe_whole(ends: Ends) -> None:
    engine, desk = ends
    with pytest.raises(BrokenMessage):
        engine.say(SignalProduced(site_id=SiteId("far"), payload="x" * (MAX_SIGNAL_CHARS + 1)))
    engine.say(Heartbeat())
    assert desk.hear(LIMIT_S) == Heartbeat()


def test_what_is_no_message_is_refused(ends: Ends) -> None:
    engine, desk = ends
    engine._stream.write(framed(b"\xff"))
    with pytest.raises(BrokenMessage) as caught:
        desk.hear(LIMIT_S)
    assert caught.value.fault is Fault.UNKNOWN_KIND


def test_half_a_message_keeps_nobody_waiting() -> None:
    left, right = connections()
    engine: EngineEnd = PipeEnd(left, says=EVENTS, hears=COMMANDS)
    desk: DeskEnd = PipeEnd(right, says=COMMANDS, hears=EVENTS)
    whole = framed(EVENTS.encode(TrackRemoved(track_id=TrackId("t"))))
    with contextlib.closing(engine), contextlib.closing(desk):
        for byte in whole[:-1]:
            engine._stream.write(bytes((byte,)))
            assert desk.hear(LIMIT_S) is None
        engine._stream.write(whole[-1:])
        assert desk.hear(LIMIT_S) == TrackRemoved(track_id=TrackId("t"))
