"""The column of the minutes: what may be chosen for a line, which lines are in sight."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QScrollBar,
)
from pytestqt.qtbot import QtBot

from desktop.domain.record.minutes import MinuteLineKind
from desktop.presenters.record.minutes_state import Kept, MinutesPanel
from desktop.presenters.record.reading.read_back import ReadBackPanel
from desktop.presenters.record.reading.reading_aloud import Aloud
from desktop.ui.panels.record.minutes_panel import MinutesColumn
from desktop.ui.panels.record.minutes_rows import MinuteRowControl
from desktop.ui.texts import formats
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.marks.badge import Badge
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui


def test_a_line_may_be_of_any_kind_incidents_too(theme: Theme, qtbot: QtBot) -> None:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    kinds = column.findChild(QComboBox, "kindChoice")
    assert isinstance(kinds, QComboBox)
    offered = {str(kinds.itemData(at)): kinds.itemText(at) for at in range(kinds.count())}
    assert set(offered) == {kind.value for kind in MinuteLineKind}
    assert offered[MinuteLineKind.TECHNICAL.value] == "sự cố"


@pytest.mark.parametrize("kept", [Kept.HERE, Kept.CITY])
def test_an_hour_that_nobody_knows_leaves_no_gap(theme: Theme, qtbot: QtBot, kept: Kept) -> None:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    said = {"đã lưu trên máy này", "đã gửi về thành phố"}
    state = replace(_written(), kept=kept)
    column.show_panel(state)
    assert state.saved_at is not None
    hour = formats.hour_with_seconds(state.saved_at)
    assert {f"{text} {hour}" for text in said} & _texts(column)
    column.show_panel(replace(state, saved_at=None))
    assert said & _texts(column)


def test_a_line_that_came_after_the_signing_says_so(theme: Theme, qtbot: QtBot) -> None:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    state = _written()
    row = state.rows[0]
    mark, why = (
        "nhận sau khi chốt",
        "thành phố nhận lúc 19:30, 26/11/2026, sau khi biên bản đã chốt",
    )
    column.show_panel(state)
    assert mark not in [badge.text() for badge in _badges(column)]
    control = column.findChild(MinuteRowControl, f"line-{row.line_id}")
    assert isinstance(control, MinuteRowControl)
    assert why not in control.accessibleName()
    late = replace(row, late_at=datetime(2026, 11, 26, 12, 30, tzinfo=UTC))
    column.show_panel(replace(state, rows=(late, *state.rows[1:])))
    (badge,) = (one for one in _badges(column) if one.text() == mark)
    assert why in badge.toolTip()
    assert why in control.accessibleName()


@pytest.mark.parametrize("is_own", [True, False])
def test_a_line_of_somebody_else_says_who_wrote_it(
    theme: Theme, qtbot: QtBot, *, is_own: bool
) -> None:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    state = _written()
    row = replace(state.rows[0], is_own=is_own, other_writer="Thư ký Mẫu")
    column.show_panel(replace(state, rows=(row, *state.rows[1:])))
    said = [(badge.text(), badge.toolTip()) for badge in _badges(column)]
    assert any("Thư ký Mẫu ghi" in (text if is_own else tip) for text, tip in said)
    control = column.findChild(MinuteRowControl, f"line-{row.line_id}")
    assert isinstance(control, MinuteRowControl)
    assert control.accessibleName().endswith("(Thư ký Mẫu ghi)")


def _written() -> MinutesPanel:
    """The minutes of a session under way."""
    return shown("session").state.minutes


def _badges(column: MinutesColumn) -> list[Badge]:
    return column.findChildren(Badge)


def _texts(column: MinutesColumn) -> set[str]:
    return {label.text() for label in column.findChildren(QLabel)}


def test_the_newest_line_is_in_sight_when_the_words_have_found_their_places(
    theme: Theme, qtbot: QtBot
) -> None:
    column, bar = _shown_minutes(theme, qtbot)
    qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value())
    column.resize(column.width() - 60, column.height())  # longer lines
    qtbot.waitUntil(lambda: bar.maximum() == bar.value())


def test_who_reads_further_up_stays_there_while_the_column_changes(
    theme: Theme, qtbot: QtBot
) -> None:
    column, bar = _shown_minutes(theme, qtbot)
    qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value())
    highest = bar.maximum()
    bar.setValue(10)
    column.resize(column.width() - 60, column.height())
    qtbot.waitUntil(lambda: bar.maximum() > highest)
    assert bar.value() == 10


def _shown_minutes(theme: Theme, qtbot: QtBot) -> tuple[MinutesColumn, QScrollBar]:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    column.resize(390, 640)
    column.show_panel(shown("session").state.minutes)
    column.show()
    scroll = column.findChild(QScrollArea, "minutesScroll")
    assert isinstance(scroll, QScrollArea)
    return column, scroll.verticalScrollBar()


def test_the_marker_is_moved_above_the_minutes_and_its_line_stands_out(
    theme: Theme, qtbot: QtBot
) -> None:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    state = _written()
    column.show_panel(state)
    second = state.rows[1].line_id
    panel = ReadBackPanel(
        line_id=second,
        number=2,
        count=len(state.rows),
        may_move=True,
        has_next=True,
        has_former=False,
    )
    column.show_reading(panel)
    assert not column.reading.isHidden()
    assert f"Đọc lại: dòng 2 trong {len(state.rows)}" in _texts(column)
    assert _is_marked(column, second)
    moved: list[int] = []
    column.reading.moved.connect(moved.append)
    former, following = (column.findChild(QPushButton, name) for name in ("readFormer", "readNext"))
    assert isinstance(former, QPushButton)
    assert isinstance(following, QPushButton)
    assert not former.isEnabled()
    following.click()
    assert moved == [1]
    column.show_reading(replace(panel, may_move=False, line_id=None, number=0))
    assert not _is_marked(column, second)
    assert not _voice_button(column)
    assert f"Đọc lại: chưa đọc, {len(state.rows)} dòng" in _texts(column)
    column.show_reading(None)
    assert column.reading.isHidden()


def _voice_button(column: MinutesColumn) -> QPushButton | None:
    """None while it is not shown."""
    button = column.reading.findChild(QPushButton, "readAloud")
    return button if isinstance(button, QPushButton) and not button.isHidden() else None


@pytest.mark.parametrize(
    ("aloud", "label", "saying"),
    [
        (Aloud.READY, "Đọc to", ""),
        (Aloud.PREPARING, "Dừng đọc", "Đang chuẩn bị đọc to…"),
        (Aloud.SPEAKING, "Dừng đọc", "Đang đọc to ở loa phòng này"),
        (Aloud.STOPPING, "Đọc to", ""),
    ],
)
def test_the_voice_is_told_as_it_is(
    theme: Theme, qtbot: QtBot, aloud: Aloud, label: str, saying: str
) -> None:
    column = _reading_column(theme, qtbot, aloud)
    button = _voice_button(column)
    assert button is not None
    assert button.isEnabled()
    assert button.text() == label
    sayings = {"Đang chuẩn bị đọc to…", "Đang đọc to ở loa phòng này"}
    assert sayings & set(_texts(column)) == ({saying} if saying else set())
    with qtbot.waitSignal(column.reading.aloud_pressed):
        button.click()


@pytest.mark.parametrize(
    ("aloud", "reason"),
    [
        (Aloud.NO_LINE, "Chưa đến dòng nào."),
        (Aloud.NO_LOUDSPEAKER, "Phòng chưa có loa."),
    ],
)
def test_what_cannot_be_spoken_says_why(
    theme: Theme, qtbot: QtBot, aloud: Aloud, reason: str
) -> None:
    column = _reading_column(theme, qtbot, aloud)
    button = _voice_button(column)
    assert button is not None
    assert not button.isEnabled()
    assert reason in button.toolTip()


def test_what_comes_and_goes_above_the_minutes_stays_alive(theme: Theme, qtbot: QtBot) -> None:
    column = _reading_column(theme, qtbot, Aloud.SPEAKING)
    for aloud, may_move in ((None, True), (Aloud.READY, False), (Aloud.SPEAKING, True)):
        column.show_reading(
            ReadBackPanel(
                line_id=None,
                number=1,
                count=2,
                may_move=may_move,
                has_next=True,
                has_former=True,
                aloud=aloud,
            )
        )
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert (_voice_button(column) is None) is (aloud is None)
        following = column.findChild(QPushButton, "readNext")
        assert isinstance(following, QPushButton)
        assert following.isHidden() is not may_move
    assert "Đang đọc to ở loa phòng này" in _texts(column)


def _reading_column(theme: Theme, qtbot: QtBot, aloud: Aloud) -> MinutesColumn:
    column = MinutesColumn(theme)
    qtbot.addWidget(column)
    state = _written()
    column.show_panel(state)
    column.show_reading(
        ReadBackPanel(
            line_id=state.rows[1].line_id,
            number=2,
            count=len(state.rows),
            may_move=False,
            has_next=False,
            has_former=False,
            aloud=aloud,
        )
    )
    return column


def _is_marked(column: MinutesColumn, line_id: str) -> bool:
    control = column.findChild(MinuteRowControl, f"line-{line_id}")
    assert isinstance(control, MinuteRowControl)
    return control.is_selected
