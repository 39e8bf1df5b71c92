"""The screens of who comes and what for, as their presenters see them (`CaseworkView`)."""

from collections.abc import Callable

from desktop.presenters.casework.cases_state import CasesViewState, CaseViewState
from desktop.presenters.casework.intake.intake_state import IntakeViewState
from desktop.presenters.casework.requests_state import RequestsViewState
from desktop.ui.windows.main_window import MainWindow

Draw = Callable[[MainWindow], None]
"""Draws one state on the officer's window."""


class CaseworkScreens:
    """draw: now, and once more under this name when the window is filled anew."""

    def __init__(self, draw: Callable[[str, Draw], None]) -> None:
        self._draw = draw

    def render_intake(self, state: IntakeViewState) -> None:
        """Somebody is taken in."""
        self._draw("intake", lambda main: main.intake.show_state(state))

    def render_requests(self, state: RequestsViewState) -> None:
        """Requests for a reception."""
        self._draw("requests", lambda main: main.requests.show_state(state))

    def render_cases(self, state: CasesViewState) -> None:
        """The list of cases."""
        self._draw("cases", lambda main: main.cases.show_state(state))

    def render_case(self, state: CaseViewState) -> None:
        """The page of one case."""
        self._draw("case", lambda main: main.case.show_state(state))
