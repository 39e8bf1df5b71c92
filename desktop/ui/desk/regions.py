"""F6: moves the focus to the next region of the screen."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.widgets.layout import scroll_to
from desktop.ui.windows.main_window import MainWindow

_REGIONS: Mapping[Screen, Callable[[MainWindow], tuple[QWidget, ...]]] = {
    Screen.SIGN_IN: lambda main: (main.sign_in,),
    Screen.HOME: lambda main: (main.navigation, main.home),
    Screen.INTAKE: lambda main: main.intake.regions,
    Screen.REQUESTS: lambda main: (main.requests.form, *main.requests.decision.regions),
    Screen.SCHEDULE: lambda main: main.schedule.regions,
    Screen.CASES: lambda main: (main.navigation, main.cases),
    Screen.CASE: lambda main: (main.navigation, *main.case.regions),
    Screen.RECORDINGS: lambda main: (main.navigation, main.recordings),
    Screen.RECORDING: lambda main: main.recording.regions,
    Screen.REGISTER: lambda main: main.register.regions,
    Screen.CONCLUSIONS: lambda main: (main.navigation, *main.conclusions.regions),
    Screen.ROOM_CHECK: lambda main: (main.navigation, main.tabs, main.room_check),
    Screen.DEVICES: lambda main: (main.navigation, main.tabs, main.devices),
    Screen.READINESS_SHEET: lambda main: (main.navigation, main.tabs, main.readiness_sheet),
    Screen.FOCAL_POINTS: lambda main: (main.navigation, main.tabs, main.focal_points),
    Screen.AGENCIES: lambda main: (main.navigation, main.tabs, main.agencies),
    Screen.DIFFICULTIES: lambda main: (main.navigation, main.tabs, main.difficulties),
    Screen.CALENDAR: lambda main: (main.navigation, main.calendar, main.calendar.form),
    Screen.PRE_JOIN: lambda main: (main.pre_join,),
    Screen.TRIAL: lambda main: (main.trial.matrix, main.trial),
    Screen.UNSENT: lambda main: (main.navigation, main.unsent),
    Screen.SETTINGS: lambda main: (main.navigation, main.settings),
    Screen.SESSION: lambda main: (
        main.session.ending,
        main.session.skipping,
        main.session.pausing,
        main.session.consulting,
        main.session.incident,
        main.session.calling,
        main.session.roll,
        main.session.signing,
        main.session.conflicts,
        main.session.minutes.loss,
        main.session.minutes.editor,
        main.session.case,
        main.session.pictures,
        main.session.papers,
    ),
}


def move_region(main: MainWindow, steps: int) -> None:
    """Gives the keyboard to the next region (or the one before) of what is shown now."""
    regions = [one for one in _regions(main) if one.isVisible()]
    if not regions:
        return
    focused = QApplication.focusWidget()
    place = _place_of(focused, regions)
    if place is None:
        place = -1 if steps > 0 else 0
    for turn in range(1, len(regions) + 1):
        target = _first_control(regions[(place + turn * steps) % len(regions)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            scroll_to(target)
            return


def _place_of(focused: QWidget | None, regions: Sequence[QWidget]) -> int | None:
    """The innermost region that has the keyboard: a form may lie inside a region of its own."""
    holding = [
        number
        for number, region in enumerate(regions)
        if focused is not None and (region is focused or region.isAncestorOf(focused))
    ]
    return next(
        (
            number
            for number in holding
            if not any(
                regions[number].isAncestorOf(regions[other]) for other in holding if other != number
            )
        ),
        None,
    )


def _regions(main: MainWindow) -> tuple[QWidget, ...]:
    """Of the screen that is shown, and the status bar."""
    screen = main.screen_shown
    shown = () if screen is None else _REGIONS[screen](main)
    return (*shown, main.bar)


def _first_control(region: QWidget) -> QWidget | None:
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return region
    return next(
        (
            child
            for child in region.findChildren(QWidget)
            if child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ),
        None,
    )
