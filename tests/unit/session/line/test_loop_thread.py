import asyncio
import threading

import pytest

from desktop.session.line.loop_thread import LoopThread
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit


async def for_ever() -> None:
    await asyncio.Event().wait()


def test_work_is_done_on_the_named_thread_and_the_loop_ends_when_told() -> None:
    thread = LoopThread("some-loop")
    thread.start(for_ever)
    names: list[str] = []
    done = threading.Event()

    def work() -> None:
        names.append(threading.current_thread().name)
        done.set()

    assert thread.call(work)
    assert done.wait(PATIENCE_S)
    assert names == ["some-loop"]
    assert thread.stop(5)


def test_starting_twice_is_starting_once() -> None:
    thread = LoopThread("some-loop")
    thread.start(for_ever)
    before = threading.active_count()
    thread.start(for_ever)
    assert threading.active_count() == before
    assert thread.stop(5)


def test_a_loop_that_does_not_run_takes_no_work_and_stops_at_once() -> None:
    thread = LoopThread("some-loop")
    assert not thread.call(lambda: None)
    assert thread.stop(0.0)


def test_a_late_loop_is_reported() -> None:
    release = threading.Event()

    async def deaf() -> None:
        release.wait(PATIENCE_S)

    thread = LoopThread("some-loop")
    thread.start(deaf)
    assert not thread.stop(0.05)
    release.set()


def test_a_loop_that_fails_says_so(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise ValueError

    thread = LoopThread("some-loop")
    thread.start(broken)
    runner = thread._thread
    assert runner is not None
    runner.join(PATIENCE_S)
    thread._loop = None
    assert thread.stop(5)
    assert "loop failed thread=some-loop" in caplog.text
