"""A hundred times pulled out and plugged in, in a running call, on a real sound server."""

import pytest

from desktop.domain.enums import MediaEngine
from tests.soak import plugs

pytestmark = [pytest.mark.integration, pytest.mark.alone, pytest.mark.timeout(600)]

TIMES = 100


def test_a_hundred_plugs_leave_the_engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugs, "CALM_S", 0.2)
    facts = plugs.soak(MediaEngine.LIBWEBRTC, TIMES, monkeypatch.setenv)
    print(facts)
    assert facts["engine_restarts"] == 0
    assert facts["is_kept"]
