"""The application of the interface's tests: our theme, our fonts, drawn pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame
from desktop.ui.platform.immortals import protect_immortals
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.pictures.frames import FrameHub

protect_immortals()  # before the first call into Qt


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Before any test, in whatever order: what looks for screens makes a lesser one of its own."""
    return qapp


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The normal theme at 100 %.

    What a test let go is deleted here: no loop runs that would do it, and what stays is styled anew
    for every test after it, or is taken apart by Python in an order that Qt does not know.
    """
    chosen = Theme(NORMAL)
    apply_theme(qapp, chosen, NORMAL, 1.0)
    yield chosen
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")


class PictureBox:
    """What `MediaService.read_frame` would give; counts how often it is asked."""

    def __init__(self) -> None:
        self.frames: dict[TrackId, I420Frame] = {}
        self.reads = 0

    def read(self, track_id: TrackId) -> I420Frame | None:
        self.reads += 1
        return self.frames.get(track_id)

    def put(self, track_id: TrackId, luma: int, number: int) -> None:
        width, height = 64, 36
        data = bytes([luma]) * (width * height) + bytes([128]) * (width * height // 2)
        self.frames[track_id] = I420Frame(
            width=width, height=height, data=data, number=number, made_at_s=0.0
        )


@pytest.fixture
def box() -> PictureBox:
    """Pictures by track."""
    return PictureBox()


@pytest.fixture
def frames(qapp: QApplication, box: PictureBox) -> FrameHub:
    """A hub over the box."""
    assert qapp is not None
    return FrameHub(box.read)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform complains of size hints and of raising windows."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)"))


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that were drawn with their end cut off."""
    told: list[str] = []
    whole = QFontMetrics.elidedText

    def elided(
        metrics: QFontMetrics, text: str, mode: Qt.TextElideMode, width: int, flags: int = 0
    ) -> str:
        shown = whole(metrics, text, mode, width, flags)
        if shown != text:
            told.append(text)
        return shown

    monkeypatch.setattr(QFontMetrics, "elidedText", elided)
    return told
