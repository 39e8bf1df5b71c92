"""Pulled out and plugged in again and again, in a running call, on a real sound server.

PLUGS=100 takes a hundred; how fast it goes is looked at by `python -m tests.soak.plugs`.
"""

import os

import pytest

from desktop.domain.media.call import MediaEngine
from tests.soak import plugs

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.light,
    pytest.mark.timeout(600),
]

MOST_RESTARTS = 5
"""On a crowded PC PortAudio hangs or crashes now and then when a device goes in the moment of its
start. How often is its luck, not our work: an engine that is replaced, and a room that hears again,
are. The soak, run by hand on a quiet PC, allows none."""

LIMIT_S = 60.0
"""An engine that hangs is given up after 10 s; its successor may hang too."""

TIMES = int(os.environ.get("PLUGS", "10"))


def test_plugs_without_end_leave_the_engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugs, "CALM_S", 0.2)
    monkeypatch.setattr(plugs, "LIMIT_S", LIMIT_S)
    facts = plugs.soak(MediaEngine.LIBWEBRTC, TIMES, monkeypatch.setenv)
    print(facts)
    assert facts["engine_restarts"] in range(MOST_RESTARTS + 1)
    assert facts["grown"] in range(-100, plugs.MAX_MORE + 1)
