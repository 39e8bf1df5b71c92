"""The screens of who comes and what for, as their presenters see them (`CaseworkView`)."""

from typing import TYPE_CHECKING

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.desk.drawn_states import DrawnStates

if TYPE_CHECKING:  # what a screen draws is loaded by its presenter
    from desktop.presenters.casework.cases.cases_state import CasesViewState, CaseViewState
    from desktop.presenters.casework.conclusions.conclusions_state import ConclusionsViewState
    from desktop.presenters.casework.intake.intake_state import IntakeViewState
    from desktop.presenters.casework.register.register_state import RegisterViewState
    from desktop.presenters.casework.requests.requests_state import RequestsViewState
    from desktop.presenters.home.waiting_state import WaitingViewState
    from desktop.presenters.printing.form_print_state import FormPrintSheet
    from desktop.presenters.recording.playback_state import RecordingViewState
    from desktop.presenters.recording.shelf_state import ShelfViewState


class CaseworkScreens:
    """drawn: of the windows whose screens they are."""

    def __init__(self, drawn: DrawnStates) -> None:
        self._drawn = drawn

    def render_intake(self, state: "IntakeViewState") -> None:
        """Somebody is taken in."""
        self._drawn.draw_on(Screen.INTAKE, lambda main: main.intake.show_state(state))

    def render_waiting(self, state: "WaitingViewState") -> None:
        """Who waits today."""
        self._drawn.draw_on(Screen.WAITING, lambda main: main.waiting.show_state(state))

    def render_requests(self, state: "RequestsViewState") -> None:
        """Requests for a reception."""
        self._drawn.draw_on(Screen.REQUESTS, lambda main: main.requests.show_state(state))

    def render_cases(self, state: "CasesViewState") -> None:
        """The list of cases."""
        self._drawn.draw_on(Screen.CASES, lambda main: main.cases.show_state(state))

    def render_case(self, state: "CaseViewState") -> None:
        """The page of one case."""
        self._drawn.draw_on(Screen.CASE, lambda main: main.case.show_state(state))

    def render_form_print(self, sheet: "FormPrintSheet | None") -> None:
        """The sheet in which a form is printed."""
        self._drawn.draw("form_print", lambda main: main.show_form_print(sheet))

    def render_recordings(self, state: "ShelfViewState") -> None:
        """The recordings of this PC."""
        self._drawn.draw_on(Screen.RECORDINGS, lambda main: main.recordings.show_state(state))

    def render_recording(self, state: "RecordingViewState") -> None:
        """The recording of one session."""
        self._drawn.draw_on(Screen.RECORDING, lambda main: main.recording.show_state(state))

    def render_register(self, state: "RegisterViewState") -> None:
        """The register of receptions."""
        self._drawn.draw_on(Screen.REGISTER, lambda main: main.register.show_state(state))

    def render_conclusions(self, state: "ConclusionsViewState") -> None:
        """Tasks of conclusions."""
        self._drawn.draw_on(Screen.CONCLUSIONS, lambda main: main.conclusions.show_state(state))
