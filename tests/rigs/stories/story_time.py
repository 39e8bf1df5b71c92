"""The hour of a story: every process of it has the same, and days pass at once.

    python -m tests.rigs.stories.story_time FILE SUB_COMMAND …

runs the program as a child of a story; FILE holds by how many seconds its hour is ahead.
"""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.clock import SystemClock
from desktop.files.durable import BY_UMASK, replace_file

_system_now = SystemClock.now


class StoryTime:
    """Begins at `start` (aware); `folder`: where children read the hour."""

    def __init__(self, folder: Path, start: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        self._file = folder / "story-time"
        self._ahead_s = 0.0
        self._tell(start)
        monkeypatch.setattr(SystemClock, "now", lambda one: _later(one, self._ahead_s))

    def now(self) -> datetime:
        """Aware, UTC."""
        return SystemClock().now()

    def go_to(self, instant: datetime) -> None:
        """Everything between goes by at once. instant: aware, not before now."""
        assert instant >= self.now(), "no clock goes back"
        self._tell(instant)

    def command(self, sub_command: str) -> tuple[str, ...]:
        """Starts a process of the program with this hour."""
        return (sys.executable, "-m", __name__, str(self._file), sub_command)

    def _tell(self, instant: datetime) -> None:
        self._ahead_s = (instant - _system_now(SystemClock())).total_seconds()
        replace_file(self._file, repr(self._ahead_s).encode(), mode=BY_UMASK)


def _later(clock: SystemClock, seconds: float) -> datetime:
    return _system_now(clock) + timedelta(seconds=seconds)


def _told_by(file: Path) -> Callable[[SystemClock], datetime]:
    return lambda clock: _later(clock, float(file.read_text(encoding="ascii")))


def main() -> int:
    """A child of a story."""
    from desktop.app.main import main as run  # noqa: PLC0415 - the hour is told first

    SystemClock.now = _told_by(Path(sys.argv[1]))  # type: ignore[method-assign, assignment]
    return run(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
