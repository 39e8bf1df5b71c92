import os

import pytest

from desktop.app.desk.virtual_display import VirtualDisplay, has_display

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


def test_without_xvfb_the_offscreen_plugin_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    display = VirtualDisplay()
    assert display.start() == "offscreen"
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    display.stop()
    assert "QT_QPA_PLATFORM" not in os.environ, "a program that is started next makes its own"
