import shutil
import sys

import pytest

from desktop.app.display import VirtualDisplay, has_display

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_recognised(
    environment: dict[str, str], platform: str, *, expected: bool
) -> None:
    assert has_display(environment, platform) is expected


@pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is for Linux")
def test_a_virtual_display_comes_up_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    display = VirtualDisplay()
    kind = display.start()
    display.stop()
    display.stop()
    assert kind == ("xvfb" if shutil.which("Xvfb") else "offscreen")


def test_without_xvfb_the_offscreen_plugin_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert VirtualDisplay().start() == "offscreen"
