"""The screens of the officer's window: each is loaded and built when it is first asked for.

One function for each screen, and one line in `MainWindow`. What a screen needs is imported inside
its function: nobody waits for the screens of a whole office before the first window stands.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtWidgets import QWidget

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub

if TYPE_CHECKING:
    from desktop.ui.screens.access.sign_in import SignInScreen
    from desktop.ui.screens.casework.cases.case import CaseScreen
    from desktop.ui.screens.casework.cases.cases import CasesScreen
    from desktop.ui.screens.casework.conclusions.conclusions import ConclusionsScreen
    from desktop.ui.screens.casework.intake.intake import IntakeScreen
    from desktop.ui.screens.casework.register.register import RegisterScreen
    from desktop.ui.screens.casework.requests.requests import RequestsScreen
    from desktop.ui.screens.desk.settings import SettingsScreen
    from desktop.ui.screens.desk.unsent import UnsentScreen
    from desktop.ui.screens.home.home import HomeScreen
    from desktop.ui.screens.home.waiting import WaitingScreen
    from desktop.ui.screens.reception.calendar import CalendarScreen
    from desktop.ui.screens.reception.schedule import ScheduleScreen
    from desktop.ui.screens.recording.recording import RecordingScreen
    from desktop.ui.screens.recording.shelf import RecordingsScreen
    from desktop.ui.screens.reports.agencies import AgenciesScreen
    from desktop.ui.screens.reports.difficulties import DifficultiesScreen
    from desktop.ui.screens.reports.focal_points import FocalPointsScreen
    from desktop.ui.screens.reports.readiness_sheet import ReadinessSheetScreen
    from desktop.ui.screens.room.devices import DevicesScreen
    from desktop.ui.screens.room.room_check import RoomCheckScreen
    from desktop.ui.screens.session.pre_join import PreJoinScreen
    from desktop.ui.screens.session.session import SessionScreen
    from desktop.ui.screens.session.trial import TrialScreen

S_co = TypeVar("S_co", bound=QWidget, covariant=True)


class ScreenHolder(Protocol):
    """A window that keeps the screens which were built for it."""

    def built(self, screen: Screen) -> QWidget | None:
        """None before it was asked for."""
        ...

    def build(self, screen: Screen, make: Callable[[Theme, FrameHub], QWidget]) -> QWidget:
        """Makes it and keeps it."""
        ...


@runtime_checkable
class FocusTaker(Protocol):
    """A screen that knows where the keyboard begins."""

    def take_focus(self) -> None:
        """The screen is shown."""
        ...


@runtime_checkable
class SearchTaker(Protocol):
    """A screen with a field to search in."""

    def focus_search(self) -> None:
        """F3: the keyboard into the field."""
        ...


def search_on(shown: object) -> None:
    """F3 on a screen; nothing where there is no such field."""
    if isinstance(shown, SearchTaker):
        shown.focus_search()


class ScreenSlot(Generic[S_co]):
    """An attribute of a window: one of its screens, built at the first access."""

    def __init__(self, screen: Screen, make: Callable[[Theme, FrameHub], S_co]) -> None:
        self.screen = screen
        self._make = make

    def __get__(self, window: ScreenHolder, _owner: object = None) -> S_co:
        return self.of(window)

    def of(self, window: ScreenHolder) -> S_co:
        """The screen of this window."""
        found = window.built(self.screen) or window.build(self.screen, self._make)
        return cast("S_co", found)  # what `make` made


def make_sign_in(theme: Theme, _frames: FrameHub) -> "SignInScreen":
    """The door."""
    from desktop.ui.screens.access.sign_in import SignInScreen

    return SignInScreen(theme)


def make_home(theme: Theme, _frames: FrameHub) -> "HomeScreen":
    """Sessions of the day."""
    from desktop.ui.screens.home.home import HomeScreen

    return HomeScreen(theme)


def make_waiting(theme: Theme, _frames: FrameHub) -> "WaitingScreen":
    """Who waits today."""
    from desktop.ui.screens.home.waiting import WaitingScreen

    return WaitingScreen(theme)


def make_intake(theme: Theme, frames: FrameHub) -> "IntakeScreen":
    """Somebody is taken in."""
    from desktop.ui.screens.casework.intake.intake import IntakeScreen

    return IntakeScreen(theme, frames)


def make_requests(theme: Theme, _frames: FrameHub) -> "RequestsScreen":
    """Requests for a reception."""
    from desktop.ui.screens.casework.requests.requests import RequestsScreen

    return RequestsScreen(theme)


def make_schedule(theme: Theme, _frames: FrameHub) -> "ScheduleScreen":
    """Planning of sessions."""
    from desktop.ui.screens.reception.schedule import ScheduleScreen

    return ScheduleScreen(theme)


def make_cases(theme: Theme, _frames: FrameHub) -> "CasesScreen":
    """The list of cases."""
    from desktop.ui.screens.casework.cases.cases import CasesScreen

    return CasesScreen(theme)


def make_case(theme: Theme, _frames: FrameHub) -> "CaseScreen":
    """The page of one case."""
    from desktop.ui.screens.casework.cases.case import CaseScreen

    return CaseScreen(theme)


def make_recordings(theme: Theme, _frames: FrameHub) -> "RecordingsScreen":
    """The recordings of this PC."""
    from desktop.ui.screens.recording.shelf import RecordingsScreen

    return RecordingsScreen(theme)


def make_recording(theme: Theme, frames: FrameHub) -> "RecordingScreen":
    """The recording of one session."""
    from desktop.ui.screens.recording.recording import RecordingScreen

    return RecordingScreen(theme, frames)


def make_register(theme: Theme, _frames: FrameHub) -> "RegisterScreen":
    """The register of receptions."""
    from desktop.ui.screens.casework.register.register import RegisterScreen

    return RegisterScreen(theme)


def make_conclusions(theme: Theme, _frames: FrameHub) -> "ConclusionsScreen":
    """Tasks of conclusions."""
    from desktop.ui.screens.casework.conclusions.conclusions import ConclusionsScreen

    return ConclusionsScreen(theme)


def make_pre_join(theme: Theme, frames: FrameHub) -> "PreJoinScreen":
    """The room before a session."""
    from desktop.ui.screens.session.pre_join import PreJoinScreen

    return PreJoinScreen(theme, frames)


def make_trial(theme: Theme, frames: FrameHub) -> "TrialScreen":
    """The trial connection."""
    from desktop.ui.screens.session.trial import TrialScreen

    return TrialScreen(theme, frames)


def make_session(theme: Theme, frames: FrameHub) -> "SessionScreen":
    """A session."""
    from desktop.ui.screens.session.session import SessionScreen

    return SessionScreen(theme, frames)


def make_room_check(theme: Theme, frames: FrameHub) -> "RoomCheckScreen":
    """The room check."""
    from desktop.ui.screens.room.room_check import RoomCheckScreen

    return RoomCheckScreen(theme, frames)


def make_devices(theme: Theme, frames: FrameHub) -> "DevicesScreen":
    """Cameras, microphones, loudspeakers and displays."""
    from desktop.ui.screens.room.devices import DevicesScreen

    return DevicesScreen(theme, frames)


def make_readiness_sheet(theme: Theme, _frames: FrameHub) -> "ReadinessSheetScreen":
    """The circular's list."""
    from desktop.ui.screens.reports.readiness_sheet import ReadinessSheetScreen

    return ReadinessSheetScreen(theme)


def make_focal_points(theme: Theme, _frames: FrameHub) -> "FocalPointsScreen":
    """Who answers for the unit."""
    from desktop.ui.screens.reports.focal_points import FocalPointsScreen

    return FocalPointsScreen(theme)


def make_agencies(theme: Theme, _frames: FrameHub) -> "AgenciesScreen":
    """The directory of agencies."""
    from desktop.ui.screens.reports.agencies import AgenciesScreen

    return AgenciesScreen(theme)


def make_difficulties(theme: Theme, _frames: FrameHub) -> "DifficultiesScreen":
    """What hinders the unit."""
    from desktop.ui.screens.reports.difficulties import DifficultiesScreen

    return DifficultiesScreen(theme)


def make_calendar(theme: Theme, _frames: FrameHub) -> "CalendarScreen":
    """The table of working days."""
    from desktop.ui.screens.reception.calendar import CalendarScreen

    return CalendarScreen(theme)


def make_unsent(theme: Theme, _frames: FrameHub) -> "UnsentScreen":
    """What is not yet sent."""
    from desktop.ui.screens.desk.unsent import UnsentScreen

    return UnsentScreen(theme)


def make_settings(theme: Theme, _frames: FrameHub) -> "SettingsScreen":
    """How this PC and this person work."""
    from desktop.ui.screens.desk.settings import SettingsScreen

    return SettingsScreen(theme)
