"""Actions of people on requests for a reception, passed to their presenter."""

from desktop.domain.ids import CaseId, RequestId, SessionId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_casework(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the screens of requests and of cases with their presenters; once."""
    requests, screen = desk.requests, main.requests
    main.home.requests_opened.connect(lambda: desk.navigate(Screen.REQUESTS))
    screen.back_pressed.connect(lambda: desk.navigate(Screen.HOME))
    screen.form.field_edited.connect(requests.edit_request)
    screen.form.taken.connect(requests.take)
    screen.decision.selected.connect(lambda key: requests.select(RequestId(key)))
    screen.decision.field_edited.connect(requests.edit_decision)
    screen.decision.decided.connect(requests.decide)
    cases, page = main.cases, main.case
    cases.searched.connect(desk.cases.search)
    cases.opened.connect(lambda key: desk.cases.open(CaseId(key)))
    page.back_pressed.connect(lambda: desk.navigate(Screen.CASES))
    page.session_pressed.connect(lambda key: desk.case_page.activate(SessionId(key)))
    page.session_opened.connect(lambda key: desk.case_page.open_session(SessionId(key)))
