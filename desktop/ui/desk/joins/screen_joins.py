"""Joins each screen with its presenter when the screen is built.

Those that keys act in too are joined by objects of their own (`DeskActions`).
"""

from collections.abc import Callable, Mapping
from functools import partial

from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.desk.joins.calendar_actions import connect_calendar
from desktop.ui.desk.joins.casework_actions import (
    connect_case,
    connect_cases,
    connect_intake,
    connect_requests,
)
from desktop.ui.desk.joins.conclusion_actions import connect_conclusions
from desktop.ui.desk.joins.reception_actions import connect_schedule
from desktop.ui.desk.joins.recording_actions import connect_recording, connect_recordings
from desktop.ui.desk.joins.register_actions import connect_register
from desktop.ui.desk.joins.report_actions import (
    connect_agencies,
    connect_difficulties,
    connect_focal_points,
    connect_sheet,
)
from desktop.ui.desk.joins.start_actions import (
    connect_home,
    connect_room_check,
    connect_settings,
    connect_sign_in,
    connect_unsent,
    connect_waiting,
)
from desktop.ui.windows.main_window import MainWindow

_JOINS: Mapping[Screen, Callable[[DeskPresenter, MainWindow], None]] = {
    Screen.SIGN_IN: connect_sign_in,
    Screen.HOME: connect_home,
    Screen.WAITING: connect_waiting,
    Screen.INTAKE: connect_intake,
    Screen.REQUESTS: connect_requests,
    Screen.SCHEDULE: connect_schedule,
    Screen.CASES: connect_cases,
    Screen.CASE: connect_case,
    Screen.RECORDINGS: connect_recordings,
    Screen.RECORDING: connect_recording,
    Screen.REGISTER: connect_register,
    Screen.CONCLUSIONS: connect_conclusions,
    Screen.ROOM_CHECK: connect_room_check,
    Screen.READINESS_SHEET: connect_sheet,
    Screen.FOCAL_POINTS: connect_focal_points,
    Screen.AGENCIES: connect_agencies,
    Screen.DIFFICULTIES: connect_difficulties,
    Screen.CALENDAR: connect_calendar,
    Screen.UNSENT: connect_unsent,
    Screen.SETTINGS: connect_settings,
}


def joins_of_screens(desk: DeskPresenter, main: MainWindow) -> dict[Screen, Callable[[], None]]:
    """What joins a screen of this window once it is built."""
    return {screen: partial(join, desk, main) for screen, join in _JOINS.items()}
