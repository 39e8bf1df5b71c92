"""Kết nối thử: every direction in words, and nothing to press that the city would not have."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.line_soak import SoakStage
from desktop.domain.room.take import Take, TakeStage
from desktop.presenters.session.trial_state import SecondWord, SenseWord, TrialViewState
from desktop.ui.screens.session.trial import TrialScreen
from desktop.ui.screens.session.trial_soak import TrialSoakPanel
from desktop.ui.screens.session.trial_take import TrialTakePanel
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.samples import showcase as city
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

STATES = ("trial-waiting", "trial-deaf", "trial-page", "trial-doubted", "trial")


def state(name: str) -> TrialViewState:
    return shown(name).view.trial[-1]


def a_screen(theme: Theme, qtbot: QtBot, name: str, width: int = 1_366) -> TrialScreen:
    screen = TrialScreen(theme, FrameHub(lambda _track: None))
    qtbot.addWidget(screen)
    screen.resize(width, 711)
    screen.show_state(state(name))
    screen.show()
    return screen


def cell(screen: TrialScreen, by: str, of: str) -> str:
    found = screen.findChild(QWidget, f"trial-{by}-{of}")
    assert found is not None
    return found.accessibleName()


def button(screen: QWidget, name: str) -> Button:
    found = screen.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def test_every_direction_is_said_in_words(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "trial-deaf")
    said = cell(screen, city.HQ, city.AGENCY_2)
    assert said.endswith("thấy, chưa nghe")
    assert cell(screen, city.AGENCY_2, city.HQ).endswith("thấy, nghe")
    assert not button(screen, "confirmTrial").isEnabled()
    screen.show_state(state("trial"))
    assert cell(screen, city.HQ, city.AGENCY_2).endswith("thấy, nghe")
    with qtbot.waitSignal(screen.confirmed):
        button(screen, "confirmTrial").click()


# ---- by keyboard -------------------------------------------------------------------------------


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def is_halt(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible()


def halts(screen: TrialScreen) -> list[QWidget]:
    return [one for one in screen.matrix.findChildren(QWidget) if is_halt(one)]


def test_the_arrow_keys_go_from_cell_to_cell_over_what_a_site_makes_of_itself(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "trial-deaf")
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    (first,) = halts(screen)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [focused().objectName()]
    for key in (
        Qt.Key.Key_Left,  # nothing there but this site itself
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,  # over what the next site makes of itself
        Qt.Key.Key_Up,
        Qt.Key.Key_Left,  # over the same
        Qt.Key.Key_Up,
    ):
        QTest.keyClick(focused(), key)
        seen.append(focused().objectName())
    hq, commune, agency, other = city.HQ, city.COMMUNE, city.AGENCY, city.AGENCY_2
    assert seen == [
        f"trial-{hq}-{commune}",
        f"trial-{hq}-{commune}",
        f"trial-{hq}-{agency}",
        f"trial-{commune}-{agency}",
        f"trial-{other}-{agency}",
        f"trial-{commune}-{agency}",
        f"trial-{commune}-{hq}",
        f"trial-{commune}-{hq}",
    ]
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert focused().objectName() == f"trialPage-{commune}"
    assert halts(screen) == [focused()], "the Tab key comes back to it"


def test_a_cell_says_from_whom_to_whom_and_what_was_found(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "trial-deaf")
    own, other = (
        screen.findChild(QWidget, f"trial-{by}-{of}")
        for by, of in ((city.HQ, city.AGENCY_2), (city.AGENCY_2, city.HQ))
    )
    assert own is not None
    assert other is not None
    assert own.accessibleName() == "Từ Sở Xây dựng đến Trụ sở thành phố: thấy, chưa nghe"
    assert own.accessibleDescription() == "Enter: Ghi chưa đạt"
    assert other.accessibleDescription() == ""


def test_a_cell_of_this_room_is_refused_and_measured_anew_by_keyboard(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "trial")
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    own = screen.findChild(QWidget, f"trial-{city.HQ}-{city.COMMUNE}")
    other = screen.findChild(QWidget, f"trial-{city.COMMUNE}-{city.HQ}")
    assert own is not None
    assert other is not None
    own.setFocus()
    with qtbot.waitSignal(screen.doubted) as doubted:
        QTest.keyClick(own, Qt.Key.Key_Return)
    assert doubted.args == [city.COMMUNE]
    with qtbot.assertNotEmitted(screen.doubted):
        screen.matrix.measure_again()  # it was not refused
        other.setFocus()
        QTest.keyClick(other, Qt.Key.Key_Return)
    (first, *rows) = state("trial").rows
    refused = tuple(
        None if one is None else replace(one, sees=SenseWord.DOUBTED, hears=SenseWord.DOUBTED)
        for one in first.cells
    )
    screen.show_state(replace(state("trial"), rows=(replace(first, cells=refused), *rows)))
    own.setFocus()
    with qtbot.waitSignal(screen.doubted) as doubted:
        screen.matrix.measure_again()
    assert doubted.args == [city.COMMUNE]
    with qtbot.waitSignal(screen.confirmed):
        QTest.keyClick(own, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_only_the_directions_of_this_room_can_be_doubted(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "trial")
    with qtbot.waitSignal(screen.doubted) as doubted:
        button(screen, f"doubt-{city.HQ}-{city.COMMUNE}").click()
    assert doubted.args == [city.COMMUNE]
    assert not button(screen, f"doubt-{city.COMMUNE}-{city.HQ}").isVisible()


def test_where_the_page_was_drawn_is_said_and_it_can_be_shown(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "trial-page")
    words = [
        found.accessibleName()
        for one in (city.HQ, city.COMMUNE, city.AGENCY_2)
        if (found := screen.findChild(QWidget, f"trialPage-{one}")) is not None
    ]
    assert [one.rpartition(": ")[2] for one in words] == ["đang chiếu", "đã hiện", "chưa hiện"]
    assert not button(screen, "confirmTrial").isEnabled()
    with qtbot.waitSignal(screen.page_asked):
        button(screen, "showTrialPage").click()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_is_painted_where_it_can_be_seen_and_says_so(
    qapp: QApplication, theme: Theme, qtbot: QtBot, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    screen = a_screen(theme, qtbot, "trial-doubted")
    with qtbot.waitExposed(screen):
        screen.show()
    shown_page = state("trial-page")
    with qtbot.waitSignal(screen.page_painted) as painted:
        screen.show_state(shown_page)
    assert painted.args == [shown_page.page.number]


def test_a_page_that_is_not_the_program_s_is_said_and_not_painted(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "trial-doubted")
    page = replace(state("trial-page").page, content=None, is_foreign=True)
    screen.show_state(replace(state("trial-page"), page=page))
    said = [one.text() for one in screen.page.findChildren(QLabel)]
    assert any("khác trang của chương trình này" in one for one in said), said


@pytest.mark.parametrize(
    ("word", "words"),
    [
        (SecondWord.ABSENT, "không thấy màn hình 2"),
        (SecondWord.IDLE, "chưa có trang"),
        (SecondWord.COVERED, "F8"),
        (SecondWord.NOT_YET, "chưa hiện trên màn hình 2"),
        (SecondWord.DRAWN, "đã hiện trên màn hình 2"),
    ],
)
def test_how_the_page_stands_on_display_2_is_said(
    theme: Theme, qtbot: QtBot, word: SecondWord, words: str
) -> None:
    screen = a_screen(theme, qtbot, "trial-doubted")
    screen.show_state(
        replace(state("trial-page"), page=replace(state("trial-page").page, second=word))
    )
    said = [one.text() for one in screen.page.findChildren(QLabel)]
    assert any(words in one for one in said), said


@pytest.mark.parametrize(
    ("name", "words", "can_press"),
    [
        ("trial", "phát lại tại chỗ rồi xóa", True),
        ("trial-recording", "Đang ghi, còn 6 giây", False),
        ("trial-playing", "Đang phát lại", False),
        ("trial-take", "phát lại 10 giây, đã xóa tệp", True),
        ("trial-take-failed", "P-112", True),
    ],
)
def test_a_take_is_said_by_what_was_written_and_played(
    theme: Theme, qtbot: QtBot, name: str, words: str, *, can_press: bool
) -> None:
    screen = a_screen(theme, qtbot, name)
    panel = screen.findChild(QWidget, "trialTakePanel")
    assert panel is not None
    said = [one.text() for one in panel.findChildren(QLabel)]
    assert any(words in one for one in said), said
    assert button(screen, "recordTake").isEnabled() is can_press
    if can_press:
        with qtbot.waitSignal(screen.take_asked):
            button(screen, "recordTake").click()


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (Take(stage=TakeStage.DONE, recorded_s=10.0, played_s=10.0, pictures=9), "tiếng nói"),
        (Take(stage=TakeStage.DONE, recorded_s=10.0, played_s=10.0, level_dbfs=-9.0), "có hình"),
        (Take(stage=TakeStage.NOT_PLAYED), "không phát lại được"),
        (Take(stage=TakeStage.GIVEN_UP), "Không giữ tệp nào"),
    ],
)
def test_what_a_take_lacks_is_said(theme: Theme, qtbot: QtBot, taken: Take, words: str) -> None:
    panel = TrialTakePanel(theme)
    qtbot.addWidget(panel)
    panel.show_take(taken)
    said = [one.text() for one in panel.findChildren(QLabel)]
    assert any(words in one for one in said), said


@pytest.mark.parametrize(
    ("name", "words", "label"),
    [
        ("trial", "Không bắt buộc", "Bắt đầu đo"),
        ("trial-soak", "Còn 05:54: mất gói nhận 0,4 %", "Dừng đo"),
        ("trial-soak-good", "đạt. Phút kém nhất", "Đo lại đường truyền"),
        ("trial-soak-bad", "chưa đạt: mất gói khi gửi, hình đứng", "Đo lại đường truyền"),
        ("trial-soak-broken", "không nối lại được", "Đo lại đường truyền"),
        ("trial-soak-stopped", "Đã dừng khi chưa đo xong", "Đo lại đường truyền"),
    ],
)
def test_a_line_is_said_by_what_was_measured_of_it(
    theme: Theme, qtbot: QtBot, name: str, words: str, label: str
) -> None:
    screen = a_screen(theme, qtbot, name)
    panel = screen.findChild(QWidget, "trialSoakPanel")
    assert panel is not None
    said = [one.text() for one in panel.findChildren(QLabel)]
    assert any(words in one for one in said), said
    assert button(screen, "soakLine").accessibleName() == label
    with qtbot.waitSignal(screen.soak_asked):
        button(screen, "soakLine").click()
    if name == "trial":
        return
    assert any("An Lão: đạt" in one for one in said), said
    is_running = name == "trial-soak"
    assert any("Đã gửi thành phố" in one for one in said) is not is_running
    assert button(screen, "confirmTrial").isEnabled() is not is_running


def test_what_a_line_lacks_is_said(theme: Theme, qtbot: QtBot) -> None:
    view = state("trial-soak").soak
    panel = TrialSoakPanel(theme)
    qtbot.addWidget(panel)

    def said() -> str:
        return " ".join(one.text() for one in panel.findChildren(QLabel))

    panel.show_soak(replace(view, silent=("Xã An Lão",), silent_s=7))
    assert "Không nhận được gì của Xã An Lão đã 7 giây" in said()
    panel.show_soak(replace(view, now=None))
    assert "mất gói nhận" not in said()
    panel.show_soak(replace(view, own=None, can_begin=False))
    assert not button(panel, "soakLine").isEnabled()
    done = state("trial-soak-bad").soak
    assert done.own is not None
    panel.show_soak(replace(done, is_kept=False))
    assert "Chưa gửi được thành phố" in said()
    worst = done.own.soak.worst
    assert worst is not None
    broken = replace(done.own.soak, worst=replace(worst, silent_s=12.0))
    panel.show_soak(replace(done, own=replace(done.own, soak=broken)))
    assert "Đứt 12 giây" in said()
    bare = replace(done.own, soak=replace(done.own.soak, worst=None), faults=())
    running, stopped = (
        replace(done.own, soak=replace(done.own.soak, stage=stage))
        for stage in (SoakStage.RUNNING, SoakStage.STOPPED)
    )
    panel.show_soak(replace(done, own=bare, others=(running, stopped, done.own)))
    assert "Phút kém nhất" not in said()
    for words in ("đang đo.", "dừng khi chưa đo xong.", "chưa đạt ("):
        assert words in said()


def test_who_is_not_there_is_said(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "trial-waiting")
    assert cell(screen, city.COMMUNE, city.HQ).endswith("chưa đo hình, chưa đo tiếng")
    for name, signal in (
        ("leaveTrial", screen.left),
        ("trialMicrophone", screen.microphone_toggled),
    ):
        with qtbot.waitSignal(signal):
            button(screen, name).click()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", STATES)
def test_the_buttons_lie_within_the_screen(
    qapp: QApplication, theme: Theme, qtbot: QtBot, name: str, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    screen = a_screen(theme, qtbot, name)
    for one in ("leaveTrial", "trialMicrophone", "confirmTrial"):
        found = button(screen, one)
        corner = found.mapTo(screen, QPoint(found.width(), found.height()))
        assert corner.x() <= screen.width()
        assert corner.y() <= screen.height()
        assert found.width() >= found.sizeHint().width()


def test_hours_are_counted_on_the_last_day_only(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "trial")
    due = state("trial").starts_at
    for remaining_s, has_clock in ((86_400, False), (86_399, True)):
        screen.show_state(replace(state("trial"), due_at=due, remaining_s=remaining_s))
        said = [one.text() for one in screen.findChildren(QLabel) if one.text().startswith("Hạn")]
        assert [("còn" in one) for one in said] == [has_clock]


def test_the_keyboard_stays_in_the_screen_once_the_trial_is_noted(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "trial")
    screen.activateWindow()
    button(screen, "confirmTrial").setFocus()
    qtbot.waitUntil(lambda: button(screen, "confirmTrial").hasFocus())
    noted = replace(state("trial"), passed_at=state("trial").starts_at, evidence="x")
    screen.show_state(noted)
    assert button(screen, "leaveTrial").hasFocus()
