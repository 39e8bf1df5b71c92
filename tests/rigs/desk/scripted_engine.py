"""A media client whose engine is a script, `tests.fakes.fake_media_engine`."""

import sys
from collections.abc import Callable
from pathlib import Path

from desktop.domain import events
from desktop.domain.clock import SystemClock
from desktop.domain.media.call import MediaEngine
from desktop.domain.media.events import (
    EngineStateChanged,
    SignalProduced,
)
from desktop.media.desk.client import MediaClient
from tests.fakes.fake_media_room import engine_options

FAKE_ENGINE = "tests.fakes.fake_media_engine"


def command(mode: str) -> tuple[str, ...]:
    return (sys.executable, "-m", FAKE_ENGINE, mode)


class Desk:
    """A client and what it told."""

    def __init__(
        self,
        mode: str,
        media_engine: MediaEngine = MediaEngine.LIBWEBRTC,
        *,
        take_folder: Path | None = None,
    ) -> None:
        self.told: list[events.Event] = []
        self.client = MediaClient(
            clock=SystemClock(),
            emit=self.told.append,
            engine=engine_options("room", media_engine=media_engine),
            command=command(mode),
            take_folder=take_folder,
        )

    def of(self, kind: type[events.Event]) -> list[events.Event]:
        return [event for event in self.told if isinstance(event, kind)]

    def changes(self) -> list[tuple[bool, int]]:
        return [
            (event.is_up, event.restarts)
            for event in self.told
            if isinstance(event, EngineStateChanged)
        ]

    def commands(self) -> list[str]:
        return [event.payload for event in self.told if isinstance(event, SignalProduced)]


MakeDesk = Callable[[str], Desk]
