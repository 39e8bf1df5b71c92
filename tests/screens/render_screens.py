"""Renders every screen with believable data to `build/screenshots/<screen>-<lang>-<scale>.png`.

    python -m tests.screens.render_screens [--only home] [--out DIR] [--scale 200] [--large]

A screen is drawn as on a PC of 1366 x 768, some on one of 1920 x 1080; `--large` draws all of
them so, with `-large` in their names. Each language runs in a process of its own: Qt keeps one
application per process.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anybody imports PySide6

from PySide6.QtCore import QEvent, QEventLoop, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.domain.ids import SiteId
from desktop.domain.media.call import I420Frame
from desktop.domain.papers.paper import PageImage
from desktop.presenters.display.chair_display_state import CrestScene
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.platform.application import LANGUAGES, DeskApplication
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.rigs.desk.desk_room import RecordingView
from tests.samples import showcase as city
from tests.screens.all_states import SCENES, SCREENS, shown
from tests.screens.persons import agency_frame, chair_frame, room_frame
from tests.screens.shown_room import ShownRoom

OUT = Path("build/screenshots")
SCALES = (100, 150, 200)
SMALL = QSize(1366, 768)
LARGE = QSize(1920, 1080)

Then = Callable[[MainWindow, RecordingView], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: name, size at 100 %, what is done at the window when the desk is drawn."""

    name: str
    size: QSize
    then: Then

    def draw(self, window: MainWindow) -> None:
        """The desk of that name, into a window."""
        view = shown(self.name).view
        _draw_desk(window, view)
        self.then(window, view)


def main() -> int:
    """Renders all shots; one process per language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a shot's name")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--contrast", action="store_true", help="high contrast")
    parser.add_argument("--large", action="store_true", help="all on a screen of 1920 x 1080")
    parser.add_argument("--scale", type=int, nargs="+", default=SCALES, help="text size, percent")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.lang:
        for scale in arguments.scale:
            render_all(arguments, scale / 100)
        return 0
    return max(
        subprocess.run(
            [sys.executable, "-m", "tests.screens.render_screens", *sys.argv[1:], "--lang", one],
            check=False,
        ).returncode
        for one in LANGUAGES
    )


def render_all(arguments: argparse.Namespace, scale: float) -> None:
    """All shots of one language at one scale."""
    application = DeskApplication(
        language=arguments.lang, scale=scale, is_high_contrast=arguments.contrast
    )
    theme = application.start()
    mark = ("-large" if arguments.large else "") + ("-contrast" if arguments.contrast else "")
    for shot in shots():
        if arguments.only in shot.name:
            window = MainWindow(theme, FrameHub(dressed(shot.name).frame))
            size = LARGE if arguments.large else shot.size
            size = size if scale == 1.0 else QSize(*_size_at(scale, size))
            window.setMinimumSize(1, 1)
            window.resize(size)
            shot.draw(window)
            _save(window, arguments.out / _file_name(shot.name + mark, arguments.lang, scale))
    for name in SCENES:
        if arguments.only in name:
            room = dressed(name)
            view = SceneView(theme, "scene", FrameHub(room.frame))
            view.resize(LARGE if scale == 1.0 else SMALL)
            view.show_scene(room.view.chair_display[-1])
            _save(view, arguments.out / _file_name(name + mark, arguments.lang, scale))


def shots() -> tuple[Shot, ...]:
    """Every state of every screen worth looking at."""
    return tuple(
        Shot(
            name=name,
            size=LARGE if name in _ON_A_LARGE_SCREEN else SMALL,
            then=_THEN.get(name, _nothing),
        )
        for name in SCREENS
    )


def dressed(name: str) -> ShownRoom:
    """The room of a picture, with people before its cameras and pages in its papers."""
    room = shown(name)
    if not room.fake.media.frames:
        room.show_people(_frames().__getitem__)
        room.show_pages(sample_page())
    return room


@cache
def _frames() -> Mapping[SiteId, I420Frame]:
    return {
        city.HQ: chair_frame(),
        city.COMMUNE: room_frame(),
        city.AGENCY: agency_frame(),
        city.AGENCY_2: agency_frame(coat="#4F5E4C", wall="#C2BBAA"),
    }


@cache
def sample_page() -> PageImage:
    """A page of a decision, drawn."""
    width, height = 794, 1123
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont("Liberation Serif", 16))
    painter.setPen(QColor("black"))
    lines = (
        "Điều 2. Diện tích thu hồi",
        "Thu hồi diện tích đất nêu tại bảng dưới đây, thuộc tờ bản đồ mẫu số 07,",
        "để thực hiện công trình giao thông.",
        "Điều 3. Kiểm đếm",
        "Việc kiểm đếm đất được lập thành biên bản, có chữ ký của người có đất",
        "thu hồi hoặc người đại diện và cán bộ địa chính.",
        "Điều 4. Trách nhiệm thi hành",
        "Các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành quyết định này.",
    )
    for number, text in enumerate(lines):
        box = QRectF(90, 110 + number * 46, width - 160, 40)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
    painter.drawText(QRectF(90, 1010, width - 160, 40), 0, "Bản mẫu, số liệu không có thật")
    painter.end()
    raw = bytes(image.constBits())
    stride = image.bytesPerLine()
    rgb = b"".join(raw[row * stride : row * stride + 3 * width] for row in range(height))
    return PageImage(width=width, height=height, rgb=rgb)


# ---- drawing -----------------------------------------------------------------------------------


def _draw_desk(window: MainWindow, view: RecordingView) -> None:
    """What the presenters drew last: the screen, what lies around it, and the miniature.

    A question about the exit comes later, into a window that is shown.
    """
    shell = next(one for one in reversed(view.shell) if one.exit_prompt is None)
    _draw_screen(window, view, shell.screen)
    window.show_shell(shell)
    for bar in view.status_bar[-1:]:
        window.show_status_bar(bar)
    for card in view.rings[-1:]:
        window.show_ring(card)


def _draw_screen(window: MainWindow, view: RecordingView, screen: Screen) -> None:
    getattr(window, screen).show_state(getattr(view, screen)[-1])
    if screen is Screen.SESSION:
        scene = view.chair_display[-1]
        window.session.show_scene(scene, is_covered=isinstance(scene, CrestScene))


# ---- what somebody at the window does then -----------------------------------------------------


def _nothing(_window: MainWindow, _view: RecordingView) -> None:
    """The picture is whole."""


def _open_dossier(window: MainWindow, view: RecordingView) -> None:
    """It comes into a window that is shown."""
    window.home.show_state(view.home[0])
    _show(window)
    window.home.show_state(view.home[-1])


def _open_conflicts(window: MainWindow, view: RecordingView) -> None:
    window.session.conflicts.open_at(view.session[-1].minutes.conflicts[0].line_id)


def _open_papers(window: MainWindow, _view: RecordingView) -> None:
    window.session.show_papers(is_open=True)


def _go_to_the_last_setting(window: MainWindow, _view: RecordingView) -> None:
    """Down by the keyboard: the end of the list."""
    _show(window)
    last = window.settings.findChild(QWidget, "setting-log_level")
    assert isinstance(last, QWidget)
    last.setFocus(Qt.FocusReason.TabFocusReason)


def _go_to_what_records_elsewhere(window: MainWindow, _view: RecordingView) -> None:
    """Down, below all other devices."""
    _show(window)
    _settle()
    box = window.devices.findChild(QWidget, "devicesElsewhere")
    area = window.devices.findChild(QScrollArea)
    assert isinstance(box, QWidget)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _ask_to_exit(window: MainWindow, view: RecordingView) -> None:
    """The panel comes into a window that is shown."""
    _show(window)
    window.show_shell(view.shell[-1])


def _open_figures(window: MainWindow, view: RecordingView) -> None:
    _show(window)
    window.line_panel.show_state(view.line_report[-1])


def _open_form(window: MainWindow, view: RecordingView) -> None:
    """It comes into a window that is shown."""
    _show(window)
    window.show_form_print(view.form_print[-1])


def _open_keys(window: MainWindow, _view: RecordingView) -> None:
    _show(window)
    window.keys_panel.show_screen(Screen.SESSION, city.PHONE)


def _open_paper(window: MainWindow, view: RecordingView) -> None:
    """It comes into a window that is shown."""
    window.case.show_state(view.case[0])
    _show(window)
    window.case.show_state(view.case[-1])


_THEN: Mapping[str, Then] = {
    "home-dossier": _open_dossier,
    "case-paper": _open_paper,
    "home-dossier-ended": _open_dossier,
    "session-conflict-open": _open_conflicts,
    "papers": _open_papers,
    "papers-empty": _open_papers,
    "settings-last": _go_to_the_last_setting,
    "devices-elsewhere": _go_to_what_records_elsewhere,
    "exit": _ask_to_exit,
    "line": _open_figures,
    "register-slip-print": _open_form,
    "keys": _open_keys,
}
_ON_A_LARGE_SCREEN = frozenset(
    {"session", "session-chair", "session-reconnecting", "session-weak", "papers"}
)


# ---- saving ------------------------------------------------------------------------------------


def _size_at(scale: float, size: QSize) -> tuple[int, int]:
    """150 % is looked at on the usual screen; the small one would be 910 pixels wide."""
    return (1920, 1080) if scale > 1 and size.width() < 1900 else (2560, 1440)


def _show(widget: QWidget) -> None:
    widget.show()
    _settle()


def _settle() -> None:
    QApplication.sendPostedEvents(None, 0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _save(widget: QWidget, path: Path) -> None:
    _show(widget)
    widget.grab()  # lays everything out once
    _settle()
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()  # zero timers and settled widths
    widget.grab().save(str(path))
    widget.hide()
    widget.deleteLater()
    _settle()


def _file_name(name: str, language: str, scale: float) -> str:
    return f"{name}-{language}-{round(scale * 100)}.png"


if __name__ == "__main__":
    sys.exit(main())
