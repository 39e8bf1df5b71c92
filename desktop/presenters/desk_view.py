"""What the desk draws on: one render for each screen, and whatever is around them."""

from typing import Protocol

from desktop.presenters.agencies_state import AgenciesViewState
from desktop.presenters.chair_display_state import ChairScene
from desktop.presenters.devices_state import DevicesViewState
from desktop.presenters.difficulties_state import DifficultiesViewState
from desktop.presenters.focal_points_state import FocalPointsViewState
from desktop.presenters.home_state import HomeViewState
from desktop.presenters.line_report_state import LineReportViewState
from desktop.presenters.pre_join_state import PreJoinViewState
from desktop.presenters.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room_check_state import RoomCheckViewState
from desktop.presenters.session_state import SessionViewState
from desktop.presenters.settings_state import SettingsViewState
from desktop.presenters.shell_state import ShellViewState
from desktop.presenters.sign_in_state import SignInViewState
from desktop.presenters.status_bar_state import StatusBarViewState
from desktop.presenters.unsent_state import UnsentViewState


class DeskView(Protocol):
    """What the desk draws on; every render is total and idempotent. Thread: MainThread."""

    def render_shell(self, state: ShellViewState) -> None:
        """The window around the screens."""
        ...

    def render_sign_in(self, state: SignInViewState) -> None:
        """The sign-in screen."""
        ...

    def render_home(self, state: HomeViewState) -> None:
        """The home screen."""
        ...

    def render_pre_join(self, state: PreJoinViewState) -> None:
        """The screen before a session."""
        ...

    def render_session(self, state: SessionViewState) -> None:
        """The session screen."""
        ...

    def render_room_check(self, state: RoomCheckViewState) -> None:
        """The room check."""
        ...

    def render_devices(self, state: DevicesViewState) -> None:
        """The devices."""
        ...

    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None:
        """The circular's list."""
        ...

    def render_focal_points(self, state: FocalPointsViewState) -> None:
        """Who answers for the unit."""
        ...

    def render_agencies(self, state: AgenciesViewState) -> None:
        """The directory of agencies."""
        ...

    def render_difficulties(self, state: DifficultiesViewState) -> None:
        """What hinders the unit."""
        ...

    def render_unsent(self, state: UnsentViewState) -> None:
        """The screen of unsent data."""
        ...

    def render_settings(self, state: SettingsViewState) -> None:
        """The settings."""
        ...

    def render_status_bar(self, state: StatusBarViewState) -> None:
        """The status bar."""
        ...

    def render_line_report(self, state: LineReportViewState) -> None:
        """The panel of technical figures."""
        ...

    def render_chair_display(self, scene: ChairScene) -> None:
        """Display 2."""
        ...

    def open_page(self, address: str) -> bool:
        """In the system's browser; False when there is none."""
        ...
