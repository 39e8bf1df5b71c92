"""As much of a played reception of one site as the act of sending asks: no screens, no media."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from desktop.app.rehearsal.script.reception import CityCopy
from desktop.app.rehearsal.script.recording.sending_act import sent
from desktop.domain.ids import SessionId, SiteId
from desktop.store.records.key_values import Memory


@dataclass(kw_only=True)
class SentReception:
    """recordings: of the desk, below it each session. copies: what the city has."""

    site_id: SiteId
    session_id: SessionId
    recordings: Path
    memory: Memory
    copies: list[CityCopy]
    faults: list[str] = field(default_factory=list)

    @property
    def sites(self) -> tuple[Any, ...]:
        plan = SimpleNamespace(recordings_folder=self.recordings)
        room = SimpleNamespace(desk=SimpleNamespace(plan=plan, memory=self.memory))
        return (SimpleNamespace(site_id=self.site_id, room=room, act=lambda _press: None),)

    @property
    def scene(self) -> Any:
        return SimpleNamespace(
            session_id=self.session_id, read_recordings=lambda: tuple(self.copies)
        )

    def limit_s(self) -> float:
        return 0.0

    def wait(self, condition: Callable[[], bool], _limit_s: float) -> None:
        condition()

    def fault(self, _site: Any, what: str) -> None:
        self.faults.append(what)

    def play(self) -> list[str]:
        """What was found."""
        sent(cast("Any", self))
        return self.faults
