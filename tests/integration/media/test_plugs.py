"""Pulled out and plugged in again and again, in a running call, on a real sound server.

PLUGS=100 takes a hundred; how fast it goes is looked at by `python -m tests.soak.plugs`.
"""

import os

import pytest

from desktop.domain.enums import MediaEngine
from tests.soak import plugs

pytestmark = [pytest.mark.integration, pytest.mark.alone, pytest.mark.timeout(600)]

MOST_RESTARTS = 1
"""On a crowded PC PortAudio may hang or crash when a device goes in the moment of its start; the
soak, run by hand on a quiet one, allows none."""

TIMES = int(os.environ.get("PLUGS", "30"))


def test_plugs_without_end_leave_the_engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugs, "CALM_S", 0.2)
    facts = plugs.soak(MediaEngine.LIBWEBRTC, TIMES, monkeypatch.setenv)
    print(facts)
    assert facts["engine_restarts"] in range(MOST_RESTARTS + 1)
    assert facts["grown"] in range(-100, plugs.MAX_MORE + 1)
