"""A display of the program's own, where there is no screen."""

import shutil
import sys

import pytest

from desktop.app.desk.virtual_display import VirtualDisplay

pytestmark = pytest.mark.integration


@pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is for Linux")
def test_a_virtual_display_comes_up_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    display = VirtualDisplay()
    kind = display.start()
    display.stop()
    display.stop()
    assert kind == ("xvfb" if shutil.which("Xvfb") else "offscreen")
