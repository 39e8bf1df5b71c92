"""The texts that display 2 paints, taken from the painter of the real view."""

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from typing_extensions import override

from desktop.presenters.display.chair_display_state import ChairScene
from desktop.ui.scenes import scene_view
from desktop.ui.scenes.canvas import Canvas
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.widgets.pictures.video_tile import VideoTile

SIZE = (1920, 1080)


class PaintedTexts:
    """Draws scenes in a view and reads what was painted."""

    def __init__(self, view: SceneView, monkeypatch: pytest.MonkeyPatch) -> None:
        self._view = view
        self._texts: set[str] = set()
        view.resize(*SIZE)
        texts = self._texts

        class NotingCanvas(Canvas):
            @override
            def text(self, box: QRectF, text: str, **look: Any) -> None:
                texts.add(text)
                super().text(box, text, **look)

            @override
            def paragraph(self, box: QRectF, text: str, **look: Any) -> float:
                texts.add(text)
                return super().paragraph(box, text, **look)

        monkeypatch.setattr(scene_view, "Canvas", NotingCanvas)

    def of(self, scene: ChairScene) -> set[str]:
        """Every text of this scene, whole, with those over and below its pictures."""
        self._texts.clear()
        self._view.show_scene(scene)
        self._view.grab()
        for tile in self._view.findChildren(VideoTile):
            face = tile.face
            if tile.isHidden() or face is None:
                continue
            self._texts |= {face.name, face.speaking}
            if face.veil is not None:
                self._texts.add(face.veil.title)
        return set(self._texts) - {""}

    def resize(self, width: int, height: int) -> None:
        """From now on it is a screen of this size."""
        self._view.resize(width, height)

    def spoken(self) -> str:
        """What a screen reader is told of the scene that was drawn last."""
        return self._view.accessibleName()
