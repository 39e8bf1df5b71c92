"""The process that keeps the workers: a signal ends it, at whatever moment it comes."""

import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.serving import supervisor as module
from desktop.cityserver.serving.listening import stop_signals
from desktop.cityserver.serving.supervisor import Supervisor

pytestmark = pytest.mark.unit

WATCHED = (module.__file__, sys.modules["threading"].__file__)
MOMENTS = 400
"""More than one turn of the loop has."""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Supervisor]:
    """Of no worker."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield Supervisor(CityServerConfig(folder=tmp_path), listener, "epoch", command=("none",))


def signalled(kept: Supervisor, moment: int) -> int:
    """A signal at this step of the loop; how many steps there were."""
    steps = 0

    def at_step(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal steps
        if frame.f_code.co_filename not in WATCHED:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            steps += 1
            if steps == moment:
                signal.raise_signal(signal.SIGTERM)
        return at_step

    with stop_signals(kept.stop_soon):
        before = sys.gettrace()
        sys.settrace(at_step)
        try:
            kept._keep([])
        finally:
            sys.settrace(before)
    return steps


@pytest.mark.timeout(60)
def test_a_signal_at_any_step_of_the_wait_ends_it(
    kept: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_S", 0.0)
    for moment in range(1, MOMENTS):
        kept._is_stopping = False
        assert signalled(kept, moment) >= moment
