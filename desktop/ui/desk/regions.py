"""F6: moves the focus to the next region of the screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.widgets.layout import scroll_to
from desktop.ui.windows.main_window import MainWindow


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
    screens: dict[Screen, tuple[QWidget, ...]] = {
        Screen.SIGN_IN: (main.sign_in,),
        Screen.HOME: (main.navigation, main.home),
        Screen.INTAKE: main.intake.regions,
        Screen.REQUESTS: (main.requests.form, *main.requests.decision.regions),
        Screen.SCHEDULE: main.schedule.regions,
        Screen.CASES: (main.navigation, main.cases),
        Screen.CASE: (main.navigation, *main.case.regions),
        Screen.ROOM_CHECK: (main.navigation, main.tabs, main.room_check),
        Screen.DEVICES: (main.navigation, main.tabs, main.devices),
        Screen.READINESS_SHEET: (main.navigation, main.tabs, main.readiness_sheet),
        Screen.FOCAL_POINTS: (main.navigation, main.tabs, main.focal_points),
        Screen.AGENCIES: (main.navigation, main.tabs, main.agencies),
        Screen.DIFFICULTIES: (main.navigation, main.tabs, main.difficulties),
        Screen.CALENDAR: (main.navigation, main.calendar, main.calendar.form),
        Screen.PRE_JOIN: (main.pre_join,),
        Screen.TRIAL: (main.trial.matrix, main.trial),
        Screen.UNSENT: (main.navigation, main.unsent),
        Screen.SETTINGS: (main.navigation, main.settings),
        Screen.SESSION: (
            main.session.ending,
            main.session.skipping,
            main.session.conflicts,
            main.session.minutes.editor,
            main.session.case,
            main.session.pictures,
            main.session.papers,
        ),
    }
    shown = screens.get(main.screen_shown, ()) if main.screen_shown is not None else ()
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
