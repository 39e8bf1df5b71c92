"""The file of a session: whom it is for, where it goes, and what became of it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.record.archive_manifest import ArchiveReader
from desktop.ui.screens.casework.cases.archive_panel import ArchivePanel
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.screens.all_states import shown
from tests.ui.test_signing_sheet import press, said

pytestmark = pytest.mark.ui


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> ArchivePanel:
    host = QWidget()
    qtbot.addWidget(host)
    made = ArchivePanel(theme, host)
    host.show()
    made.host = host  # type: ignore[attr-defined]  # kept alive with the panel
    return made


def is_chosen(panel: ArchivePanel, name: str) -> bool:
    found = panel.findChild(Button, name)
    assert found is not None
    return found.isChecked()


def test_whom_it_is_for_is_said_by_what_is_drawn(panel: ArchivePanel) -> None:
    sheet = shown("case-archiving").view.case[-1].archive
    assert sheet is not None
    panel.show_sheet(sheet)
    assert "thiếu 1 mục" in said(panel)
    chosen: list[str] = []
    panel.reader_chosen.connect(chosen.append)
    press(panel, "archive-citizen")
    assert chosen == [ArchiveReader.CITIZEN]
    assert (is_chosen(panel, "archive-authority"), is_chosen(panel, "archive-citizen")) == (
        True,
        False,
    )
    panel.show_sheet(replace(sheet, reader=ArchiveReader.CITIZEN, message=None))
    assert is_chosen(panel, "archive-citizen")
    assert "thiếu 1 mục" not in said(panel)


def test_where_it_goes_is_asked_with_a_name_of_the_session(panel: ArchivePanel) -> None:
    sheet = shown("case-archiving").view.case[-1].archive
    assert sheet is not None
    told: list[str] = []
    panel.export_chosen.connect(told.append)
    panel.show_sheet(replace(sheet, reader=ArchiveReader.CITIZEN))
    press(panel, "archiveExport")
    dialog = panel.findChild(QFileDialog, "exportDialog")
    assert dialog is not None
    (proposed,) = dialog.selectedFiles()
    assert proposed.endswith(f"Hồ sơ giao công dân {sheet.code}.zip")
    dialog.fileSelected.emit("x.zip")
    assert told == ["x.zip"]


def test_while_it_is_written_nothing_can_be_pressed(panel: ArchivePanel) -> None:
    sheet = shown("case-archiving").view.case[-1].archive
    assert sheet is not None
    panel.show_sheet(replace(sheet, is_writing=True, message=None))
    for name in ("archiveExport", "archive-authority", "archive-citizen"):
        button = panel.findChild(Button, name)
        assert button is not None
        assert not button.isEnabled()
    panel.show_sheet(None)
    assert not panel.isVisible()
