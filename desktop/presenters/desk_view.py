"""What the desk draws on: one render for each screen, and whatever is around them."""

from typing import Protocol

from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.casework.cases.cases_state import CasesViewState, CaseViewState
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionsViewState
from desktop.presenters.casework.intake.intake_state import IntakeViewState
from desktop.presenters.casework.register.register_state import RegisterViewState
from desktop.presenters.casework.requests.requests_state import RequestsViewState
from desktop.presenters.conduct.calls.ringing import RingCard
from desktop.presenters.display.chair_display_state import ChairScene
from desktop.presenters.home.home_state import HomeViewState
from desktop.presenters.home.waiting_state import WaitingViewState
from desktop.presenters.printing.form_print_state import FormPrintSheet
from desktop.presenters.reception.calendar.calendar_state import CalendarViewState
from desktop.presenters.reception.schedule_state import ScheduleViewState
from desktop.presenters.recording.playback_state import RecordingViewState
from desktop.presenters.recording.shelf_state import ShelfViewState
from desktop.presenters.reports.agencies_state import AgenciesViewState
from desktop.presenters.reports.difficulties_state import DifficultiesViewState
from desktop.presenters.reports.focal_points_state import FocalPointsViewState
from desktop.presenters.reports.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room.devices_state import DevicesViewState
from desktop.presenters.room.room_check_state import RoomCheckViewState
from desktop.presenters.session.pre_join_state import PreJoinViewState
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.session.trial_state import TrialViewState
from desktop.presenters.settings.settings_state import Look, SettingsViewState
from desktop.presenters.shell.line_report_state import LineReportViewState
from desktop.presenters.shell.shell_state import ShellViewState
from desktop.presenters.shell.status_bar_state import StatusBarViewState
from desktop.presenters.sync.unsent_state import UnsentViewState


class CaseworkView(Protocol):
    """The screens of who comes and what for; as DeskView."""

    def render_intake(self, state: IntakeViewState) -> None:
        """Somebody is taken in."""
        ...

    def render_waiting(self, state: WaitingViewState) -> None:
        """Who waits today."""
        ...

    def render_requests(self, state: RequestsViewState) -> None:
        """Requests for a reception."""
        ...

    def render_cases(self, state: CasesViewState) -> None:
        """The list of cases."""
        ...

    def render_case(self, state: CaseViewState) -> None:
        """The page of one case."""
        ...

    def render_recordings(self, state: ShelfViewState) -> None:
        """The recordings of this PC."""
        ...

    def render_form_print(self, sheet: FormPrintSheet | None) -> None:
        """A form to be printed or kept lies over the screen, or is put away."""
        ...

    def render_recording(self, state: RecordingViewState) -> None:
        """The recording of one session."""
        ...

    def render_register(self, state: RegisterViewState) -> None:
        """The register of receptions."""
        ...

    def render_conclusions(self, state: ConclusionsViewState) -> None:
        """Tasks of conclusions."""
        ...


class RingView(Protocol):
    """Over whatever screen is shown; as DeskView."""

    def render_ring(self, card: RingCard | None) -> None:
        """The desk is rung; None: nobody rings."""
        ...


class DeskView(Protocol):
    """What the desk draws on; every render is total and idempotent. Thread: MainThread."""

    @property
    def ringing(self) -> RingView:
        """What is drawn over every screen while the desk is rung."""
        ...

    @property
    def casework(self) -> CaseworkView:
        """The screens of who comes and what for."""
        ...

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

    def render_trial(self, state: TrialViewState) -> None:
        """The trial connection."""
        ...

    def render_session(self, state: SessionViewState) -> None:
        """The session screen."""
        ...

    def render_room_check(self, state: RoomCheckViewState) -> None:
        """The room check."""
        ...

    def render_devices(self, state: DevicesViewState) -> None:
        """The screen "Thiết bị"."""
        ...

    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None:
        """The circular's list."""
        ...

    def render_focal_points(self, state: FocalPointsViewState) -> None:
        """Who answers for the unit."""
        ...

    def render_schedule(self, state: ScheduleViewState) -> None:
        """Planning of sessions."""
        ...

    def render_agencies(self, state: AgenciesViewState) -> None:
        """The directory of agencies."""
        ...

    def render_difficulties(self, state: DifficultiesViewState) -> None:
        """What hinders the unit."""
        ...

    def render_calendar(self, state: CalendarViewState) -> None:
        """The table of working days."""
        ...

    def render_unsent(self, state: UnsentViewState) -> None:
        """The screen of unsent data."""
        ...

    def render_settings(self, state: SettingsViewState) -> None:
        """The screen "Cài đặt"."""
        ...

    def render_status_bar(self, state: StatusBarViewState) -> None:
        """The status bar."""
        ...

    def render_line_report(self, state: LineReportViewState) -> None:
        """The panel of technical figures."""
        ...

    def render_chair_display(self, scene: ChairScene) -> None:
        """The scene of display 2."""
        ...

    def apply_look(self, look: Look) -> None:
        """Text size and contrast, from now on; what was drawn is drawn again."""
        ...

    def start_again(self) -> None:
        """Ends the program in order, and starts it once more."""
        ...

    def open_page(self, address: str) -> bool:
        """In the system's browser; False when there is none."""
        ...
