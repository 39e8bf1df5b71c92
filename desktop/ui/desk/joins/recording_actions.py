"""Actions of a person on a recording, passed to its presenter."""

from pathlib import Path

from desktop.domain.ids import MinuteLineId, SessionId
from desktop.presenters.desk import DeskPresenter, leave_recording
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_recordings(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the list of recordings with its presenter; once."""
    screen, shelf = main.recordings, desk.recordings
    screen.back_pressed.connect(lambda: desk.navigate(Screen.CASES))
    screen.searched.connect(shelf.search)
    screen.opened.connect(lambda key: shelf.open(SessionId(key)))


def connect_recording(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screen with its presenter; once."""
    screen, recording = main.recording, desk.recording
    screen.back_pressed.connect(lambda: leave_recording(desk))
    screen.reason_typed.connect(recording.type_reason)
    screen.toggled.connect(lambda: recording.toggle(screen.pin))
    screen.jumped.connect(recording.jump)
    screen.line_pressed.connect(lambda key: recording.play_line(MinuteLineId(key), screen.pin))
    screen.moment_pressed.connect(lambda at: recording.play_at(at, screen.pin))
    screen.dismissed.connect(recording.dismiss)
    screen.copy_toggled.connect(recording.copying.toggle)
    screen.account_asked.connect(recording.prove_in_browser)
    screen.copying.edited.connect(recording.copying.edit)
    screen.copying.made.connect(lambda path: recording.copying.make(Path(path), screen.pin))
