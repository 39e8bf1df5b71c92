"""pulsectl without a sound server: what it says is said by a test."""

import queue
from collections.abc import Callable
from types import SimpleNamespace
from typing import Self


class PulseError(Exception):
    """As the library's own."""


class PulseDisconnected(Exception):
    """As the library's own, which is no PulseError."""


class FakePulsectl:
    """The library and its server in one. is_away: nobody answers."""

    PulseError = PulseError
    PulseDisconnected = PulseDisconnected

    def __init__(self) -> None:
        self.is_away = False
        self.asked = 0
        self._news: queue.Queue[SimpleNamespace | None] = queue.Queue()

    def Pulse(self, _name: str, *, connect: bool) -> "FakeConnection":  # noqa: N802 - as there
        """Not connected yet."""
        assert not connect
        self.asked += 1
        return FakeConnection(self, self._news)

    def say(self, what: str, facility: str = "sink") -> None:
        """what: new, change or remove."""
        self._news.put(SimpleNamespace(t=what, facility=facility))

    def hang_up(self) -> None:
        """The server ends while somebody listens."""
        self._news.put(None)


class FakeConnection:
    """One listener."""

    def __init__(self, library: FakePulsectl, news: "queue.Queue[SimpleNamespace | None]") -> None:
        self._library = library
        self._news = news
        self._facilities: tuple[str, ...] = ()
        self._hear: Callable[[SimpleNamespace], None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def connect(self) -> None:
        """Refused at once while the server is away."""
        if self._library.is_away:
            raise PulseError

    def event_mask_set(self, *facilities: str) -> None:
        """What is told."""
        self._facilities = facilities

    def event_callback_set(self, hear: Callable[[SimpleNamespace], None]) -> None:
        """Who is told."""
        self._hear = hear

    def event_listen(self, *, timeout: float) -> None:
        """One piece of news, or none in that time."""
        try:
            news = self._news.get(timeout=timeout)
        except queue.Empty:
            return
        if news is None:
            raise PulseDisconnected
        if news.facility in self._facilities and self._hear is not None:
            self._hear(news)
