"""The column of papers: which files it offers to take."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.documents.inspection.file_kind import FileKind
from desktop.domain.conduct.live_session import PagePart
from desktop.ui.panels.conduct.picture_column import PictureColumn
from desktop.ui.panels.papers.papers_panel import PapersColumn
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fitted.part_choice import PartChoice
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui


def test_the_dialog_offers_the_kinds_that_are_taken_and_no_other(
    theme: Theme, qtbot: QtBot
) -> None:
    papers = PapersColumn(theme)
    qtbot.addWidget(papers)
    choose = papers.findChild(QAbstractButton, "addPaper")
    assert isinstance(choose, QAbstractButton)
    choose.click()
    dialog = papers.findChild(QFileDialog, "paperFileDialog")
    assert isinstance(dialog, QFileDialog)
    offered = set(re.findall(r"\*(\.\w+)", " ".join(dialog.nameFilters())))
    dialog.close()
    assert offered == {ending for kind in FileKind for ending in kind.extensions}


def test_a_paper_that_is_not_cleared_greys_its_showing_and_a_press_is_answered(
    theme: Theme, qtbot: QtBot
) -> None:
    papers = PapersColumn(theme)
    qtbot.addWidget(papers)
    present = papers.findChild(Button, "presentPaper")
    assert isinstance(present, Button)
    led = shown("papers").state.papers
    told = []
    for panel in (
        led,
        replace(led, needs_clearing=True),
        replace(led, is_city_lost=True),
    ):
        papers.show_panel(panel)
        told.append((present.is_grey, present.accessibleDescription()))
        with qtbot.waitSignal(papers.present_asked):
            present.click()
    assert told == [
        (False, ""),
        (True, "Tài liệu này chưa được cho trình chiếu."),
        (True, "Chỉ trình chiếu được khi buổi tiếp đang mở và có kết nối."),
    ]


@pytest.mark.parametrize(
    ("page", "ends"),
    [(1, ["Đây là trang đầu.", ""]), (3, ["", ""]), (8, ["", "Đây là trang cuối."])],
)
def test_the_paper_on_stage_is_turned_within_its_pages(
    theme: Theme, frames: FrameHub, qtbot: QtBot, page: int, ends: list[str]
) -> None:
    column = PictureColumn(theme, frames)
    qtbot.addWidget(column)
    panel = shown("papers").state.papers
    assert panel.stage is not None
    column.show_papers(replace(panel, stage=replace(panel.stage, page=page)))
    said = []
    for name in ("stageBack", "stageOn"):
        button = column.findChild(Button, name)
        assert isinstance(button, Button)
        said.append("" if button.isEnabled() else button.accessibleDescription())
    assert said == ends


def test_the_part_of_the_page_is_chosen_beside_the_pictures_and_in_the_papers(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    panel = shown("papers").state.papers
    assert panel.stage is not None
    for leading, name in (
        (PictureColumn(theme, frames), "stagePart"),
        (PapersColumn(theme), "stagePartOfPapers"),
    ):
        qtbot.addWidget(leading)
        draw = leading.show_papers if isinstance(leading, PictureColumn) else leading.show_panel
        choice = leading.findChild(PartChoice, name)
        assert isinstance(choice, PartChoice)
        for part in PagePart:
            draw(replace(panel, stage=replace(panel.stage, part=part)))
            assert (choice.currentData(), choice.isEnabled()) == (part.value, True)
        with qtbot.waitSignal(leading.part_chosen) as chosen:
            choice.activated.emit(choice.findData(PagePart.MIDDLE.value))
        assert chosen.args == [PagePart.MIDDLE.value]
        draw(replace(panel, is_city_lost=True))
        assert not choice.isEnabled()


def test_the_wheel_changes_nothing_that_every_site_sees(theme: Theme, qtbot: QtBot) -> None:
    choice = PartChoice("choice")
    qtbot.addWidget(choice)
    choice.show()
    choice.show_part(PagePart.TOP, is_available=True)
    at = QPointF(choice.rect().center())
    wheel = QWheelEvent(
        at, choice.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)
    assert choice.currentData() == PagePart.TOP.value
