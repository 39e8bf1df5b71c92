"""The column of the minutes: what may be chosen for a line."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.domain.enums import MinuteLineKind
from desktop.ui.panels.minutes_panel import MinutesColumn
from desktop.ui.theme.theme import Theme

pytestmark = pytest.mark.ui


def test_a_line_may_be_of_any_kind_incidents_too(theme: Theme, qtbot: QtBot) -> None:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    kinds = column.findChild(QComboBox, "kindChoice")
    assert isinstance(kinds, QComboBox)
    offered = {str(kinds.itemData(at)): kinds.itemText(at) for at in range(kinds.count())}
    assert set(offered) == {kind.value for kind in MinuteLineKind}
    assert offered[MinuteLineKind.TECHNICAL.value] == "sự cố"
