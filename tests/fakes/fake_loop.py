"""An event loop whose time is counted and not waited for.

When nothing is ready the loop's time goes to the next alarm at once. What comes over a socket of
this PC is there as soon as it was sent, and is heard before any alarm. Threads are not waited for:
a test that works on one needs a real loop.
"""

import asyncio
import selectors
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from typing_extensions import override

from tests.fakes.fake_clock import FakeClock

T = TypeVar("T")


class _Selector(selectors.BaseSelector):
    """Looks without waiting, and turns the clock by what it was to wait."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._inner = selectors.DefaultSelector()

    @override
    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._inner.register(fileobj, events, data)

    @override
    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._inner.unregister(fileobj)

    @override
    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._inner.modify(fileobj, events, data)

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            return self._inner.select()
        found = self._inner.select(0)
        if not found:
            self._clock.advance(max(0.0, timeout))
        return found

    @override
    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._inner.get_map()

    @override
    def close(self) -> None:
        self._inner.close()


class FakeLoop(asyncio.SelectorEventLoop):
    """clock: tells the loop's time."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(_Selector(clock))
        self._fake_clock = clock

    @override
    def time(self) -> float:
        return self._fake_clock.monotonic()


def run_in_fake_time(story: Coroutine[Any, Any, T], clock: FakeClock | None = None) -> T:
    """Run it to its end. clock: turned by what the story waits for."""
    turned = clock or FakeClock()
    with asyncio.Runner(loop_factory=lambda: FakeLoop(turned)) as runner:
        return runner.run(story)
