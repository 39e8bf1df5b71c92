"""Actions of the officer at the door, on home and on what home leads to, passed to presenters."""

from pathlib import Path

from desktop.domain.ids import SessionId, UserId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.home.home_state import HomePeriod
from desktop.presenters.home.waiting_state import WaitingVerb
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_sign_in(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the door with its presenter; once."""
    door, screen = desk.sign_in, main.sign_in
    screen.officer_chosen.connect(lambda key: door.select_officer(UserId(key)))
    screen.pin_edited.connect(door.edit_pin)
    screen.submitted.connect(door.submit)
    screen.account_asked.connect(door.open_account)
    screen.account.edited.connect(door.edit_account)
    screen.account.submitted.connect(door.submit_account)
    screen.account.new_pin_toggled.connect(door.toggle_new_pin)
    screen.account.left.connect(door.close_account)
    screen.issuer_asked.connect(door.open_issuer)
    screen.browser.cancelled.connect(door.cancel_issuer)
    screen.browser.reopened.connect(door.reopen_page)


def connect_home(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the sessions of the day with their presenter; once."""
    home, screen = desk.home, main.home
    screen.period_chosen.connect(lambda period: home.choose_period(HomePeriod(period)))
    screen.searched.connect(home.search)
    screen.session_pressed.connect(lambda key: home.activate(SessionId(key)))
    screen.dossier_opened.connect(lambda key: home.open_dossier(SessionId(key)))
    screen.dossier_closed.connect(home.close_dossier)
    screen.export_chosen.connect(lambda key, path: home.export(SessionId(key), Path(path)))
    screen.refreshed.connect(home.refresh)
    screen.due_pressed.connect(home.open_due)
    screen.all_due_asked.connect(lambda is_whole: home.show_all_due(is_whole=is_whole))
    screen.unsent_opened.connect(lambda: desk.navigate(Screen.UNSENT))
    screen.room_opened.connect(lambda: desk.navigate(Screen.ROOM_CHECK))
    screen.requests_opened.connect(lambda: desk.navigate(Screen.REQUESTS))
    screen.intake_opened.connect(lambda: desk.navigate(Screen.INTAKE))
    screen.schedule_opened.connect(lambda: desk.navigate(Screen.SCHEDULE))


def connect_waiting(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins who waits today with its presenter; once."""
    waiting, screen = desk.waiting, main.waiting
    screen.pressed.connect(lambda key, verb: waiting.press(SessionId(key), WaitingVerb(verb)))
    screen.activated.connect(lambda key: waiting.activate(SessionId(key)))
    screen.undone.connect(waiting.undo)


def call_next(desk: DeskPresenter) -> None:
    """Ctrl+J: from any screen, but not away from a session, its door or a trial."""
    if desk.is_in_session:
        return
    desk.navigate(Screen.WAITING)
    if desk.shell.screen is Screen.WAITING:
        desk.waiting.call_next()


def connect_room_check(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the room check with its presenter; once."""
    check, screen = desk.room_check, main.room_check
    screen.check_pressed.connect(check.check)
    screen.sheet_opened.connect(lambda: desk.navigate(Screen.READINESS_SHEET))
    screen.entered.connect(check.enter)


def connect_unsent(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins what is not yet sent with its presenter; a session that waits opens on home; once."""
    screen = main.unsent
    screen.send_now_pressed.connect(desk.unsent.send_now)
    screen.session_opened.connect(lambda key: desk.open_dossier(SessionId(key)))
    screen.report_opened.connect(lambda name: desk.navigate(Screen(name)))


def connect_settings(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins "Cài đặt" with its presenter; once."""
    main.settings.chosen.connect(desk.settings.choose)
    main.settings.restart_pressed.connect(desk.restart)
