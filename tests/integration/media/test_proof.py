"""libwebrtc is proved on this PC by a child of the real engine while another one runs."""

import pytest

from desktop.domain.media.call import MediaEngine
from tests.fakes.fake_media_room import wait_until
from tests.paths import ROOT
from tests.rigs.desk.scripted_engine import Desk

pytestmark = [pytest.mark.integration, pytest.mark.light]

PROOF_S = 90.0
"""Three tries: after 5 s and after 30 s a busy PC gets another one."""


def test_an_engine_that_runs_is_told_when_libwebrtc_is_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    desk = Desk("obey", MediaEngine.AUTO)
    desk.client.start()
    try:
        wait_until(lambda: "UseMediaEngine" in desk.commands(), "told", limit_s=PROOF_S)
        assert desk.client.implementation is MediaEngine.LIBWEBRTC
    finally:
        desk.client.stop()
    assert desk.client.implementation is None
