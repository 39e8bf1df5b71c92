"""The dossier's button for the minutes: pressed, answered, shut, hidden."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reception.status import SessionStatus
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.home.home_state import ExportOffer
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.screens.home.home import HomeScreen
from desktop.ui.theme.theme import Theme
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import SESSION, a_line, a_plan
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui


def button_of(window: QWidget) -> QPushButton:
    found = window.findChild(QPushButton, "exportDossierMinutes")
    assert isinstance(found, QPushButton)
    return found


def banner_of(window: QWidget) -> QWidget:
    found = window.findChild(QWidget, "dossierBanner")
    assert isinstance(found, QWidget)
    return found


@pytest.fixture
def home(theme: Theme, qtbot: QtBot) -> HomeScreen:
    home = HomeScreen(theme)
    qtbot.addWidget(home)
    home.resize(1280, 720)
    return home


def show(home: HomeScreen, offer: ExportOffer, message: Message | None = None) -> QPushButton:
    state = shown("home-dossier").view.home[-1]
    assert state.dossier is not None
    dossier = replace(state.dossier, export=offer, export_message=message)
    home.show_state(replace(state, dossier=dossier))
    return button_of(home)


def test_the_button_says_what_it_can_do(home: HomeScreen) -> None:
    button = show(home, ExportOffer.READY)
    assert (button.text(), button.accessibleName()) == ("Xuất biên bản", "Xuất biên bản")
    assert button.isVisibleTo(home)
    assert button.isEnabled()
    assert not banner_of(home).isVisibleTo(home)
    button = show(home, ExportOffer.NOTHING)
    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip()
    assert "chưa có dòng biên bản nào" in button.toolTip()
    button = show(home, ExportOffer.UNDER_WAY)
    assert (button.text(), button.isEnabled(), button.toolTip()) == ("Đang xuất…", False, "")
    assert not show(home, ExportOffer.NOT_ALLOWED).isVisibleTo(home)


def test_what_became_of_it_stands_above_the_button(home: HomeScreen) -> None:
    data: dict[str, str | int] = {"name": "a.docx"}
    failed = Message(code="B-433", tone=Tone.DANGER, data=data)
    show(home, ExportOffer.READY, failed)
    assert banner_of(home).isVisibleTo(home)
    assert "Ổ đĩa không đủ chỗ để xuất a.docx" in banner_of(home).accessibleName()
    done = Message(code=MessageCode.MINUTES_EXPORTED, tone=Tone.OK, data=data)
    show(home, ExportOffer.READY, done)
    assert "Đã xuất biên bản" in banner_of(home).accessibleName()


@pytest.fixture
def room() -> Room:
    room = Room()
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.CLOSED)]
    room.fake.minutes.put(a_line())
    return room


def test_the_minutes_of_a_closed_session_go_where_the_officer_says(
    theme: Theme, room: Room, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    windows = DeskWindows(theme=theme, read_frame=room.fake.media.read_frame, clock=room.clock)
    request.addfinalizer(lambda: let_go(windows))
    room.desk = DeskPresenter(
        services=room.fake.services, clock=room.clock, facts=room.facts, view=windows
    )
    windows.bind(room.desk)
    room.desk.start()
    windows.show()
    room.desk.home.open_dossier(SESSION)
    button_of(windows.main).click()
    dialog = windows.main.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    assert a_plan().code in dialog.selectedFiles()[0]
    assert dialog.nameFilters() == ["DOCX (*.docx)", "PDF (*.pdf)"]
    dialog.filterSelected.emit("PDF (*.pdf)")
    assert dialog.defaultSuffix() == "pdf"
    dialog.fileSelected.emit(str(tmp_path / "a.docx"))
    room.deliver()
    assert (tmp_path / "a.docx").exists()
    assert "a.docx" in banner_of(windows.main).accessibleName()
    dialog.close()
