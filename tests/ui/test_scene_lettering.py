"""What display 2 says is read across a room, on a screen that lies and on one that stands."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.display.chair_display_state import DialogueScene
from desktop.ui.scenes.canvas import Canvas, _Look
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.screens.all_states import SCENES, shown

pytestmark = pytest.mark.ui

SIZES = ((1920, 1080), (1366, 768), (3840, 2160), (1080, 1920), (768, 1366), (2160, 3840))
LEAST_SHARE = 23 / 1080
"""Of the shorter side: the least height of a text across a room."""


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Height in logical pixels of each text that was painted, of the smallest one."""
    found: dict[str, float] = {}
    measured = Canvas._apply

    def noted(canvas: Canvas, text: str, look: _Look) -> QFont:
        found[text] = min(found.get(text, 1e9), look.px * canvas.unit)
        return measured(canvas, text, look)

    monkeypatch.setattr(Canvas, "_apply", noted)
    return found


def painted(theme: Theme, frames: FrameHub, qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_scene(shown(name).view.chair_display[-1])
    view.grab()


@pytest.mark.parametrize("name", SCENES)
def test_every_text_has_its_share_of_the_shorter_side(
    theme: Theme, frames: FrameHub, qtbot: QtBot, sizes: dict[str, float], name: str
) -> None:
    for size in SIZES:
        sizes.clear()
        painted(theme, frames, qtbot, name, size)
        small = {text: px for text, px in sizes.items() if px < LEAST_SHARE * min(size) - 0.01}
        assert small == {}, size


@pytest.mark.parametrize("name", ["display2-dialogue", "display2-leader", "display2-paused-until"])
def test_head_and_foot_are_as_large_on_a_screen_that_stands(
    theme: Theme, frames: FrameHub, qtbot: QtBot, sizes: dict[str, float], name: str
) -> None:
    painted(theme, frames, qtbot, name, (1920, 1080))
    lying = dict(sizes)
    sizes.clear()
    painted(theme, frames, qtbot, name, (1080, 1920))
    assert {text for text in lying if sizes.get(text, 1e9) < lying[text]} == set()
    assert "Tiếp công dân trực tuyến" in sizes


@pytest.mark.parametrize("name", SCENES)
def test_on_a_screen_that_stands_no_text_is_cut_off(
    theme: Theme, frames: FrameHub, qtbot: QtBot, cut: list[str], name: str
) -> None:
    painted(theme, frames, qtbot, name, (1080, 1920))
    assert cut == []


@pytest.mark.parametrize("recording", list(RecordingWord))
def test_what_is_said_of_the_recording_leaves_the_names_whole_on_a_screen_that_stands(
    theme: Theme, frames: FrameHub, qtbot: QtBot, cut: list[str], recording: RecordingWord
) -> None:
    scene = shown("display2-dialogue").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    view.resize(1080, 1920)
    view.show_scene(replace(scene, header=replace(scene.header, recording=recording)))
    view.grab()
    assert cut == []
