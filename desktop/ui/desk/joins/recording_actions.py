"""Actions of a person on a recording, passed to its presenter."""

from desktop.domain.ids import MinuteLineId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_recording(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screen with its presenter; once."""
    screen, recording = main.recording, desk.recording
    screen.back_pressed.connect(lambda: desk.navigate(Screen.CASE))
    screen.reason_typed.connect(recording.type_reason)
    screen.toggled.connect(lambda: recording.toggle(screen.pin))
    screen.jumped.connect(recording.jump)
    screen.line_pressed.connect(lambda key: recording.play_line(MinuteLineId(key), screen.pin))
    screen.moment_pressed.connect(lambda at: recording.play_at(at, screen.pin))
    screen.dismissed.connect(recording.dismiss)
