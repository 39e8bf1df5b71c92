"""However many hands are up, the button of the next step stands in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.speaking_queue import Side, Speaker
from desktop.files.resources import resource_path
from desktop.ui.platform.application import TRANSLATIONS
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.layout import scroll_to
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.lists.step_list import StepList
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.samples import showcase as city
from tests.screens.all_states import shown
from tests.screens.session_states import conducted
from tests.screens.shown_room import ShownRoom

pytestmark = pytest.mark.ui

SMALL = QSize(1366, 768)
HANDS = (2, 5, 20)


def room_with(hands: int) -> ShownRoom:
    """The desk that conducts, while so many ask to speak."""
    room = conducted()
    for number in range(2, hands + 1):
        site_id = (city.COMMUNE, city.AGENCY_2)[number % 2]
        asks = Speaker(label=f"Công dân {number}", side=Side.CITIZENS)
        room.fake.channel.floor.put_hand(site_id, asks, "Nói thêm về sân phơi")
    room.deliver()
    order = room.state.roster.order
    assert order is not None
    assert order.waiting == hands
    return room


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    translators = [QTranslator() for _ in TRANSLATIONS["en"]]
    if request.param == "en":
        for translator, name in zip(translators, TRANSLATIONS["en"], strict=True):
            assert translator.load(str(resource_path("translations", f"{name}.qm")))
            qapp.installTranslator(translator)
    yield request.param
    for translator in translators:
        qapp.removeTranslator(translator)


def drawn(theme: Theme, qtbot: QtBot, room: ShownRoom, size: QSize) -> MainWindow:
    window = MainWindow(theme, FrameHub(room.frame))
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.resize(size)
    window.session.show_state(room.state)
    window.show_shell(room.view.shell[-1])
    window.show_status_bar(room.view.status_bar[-1])
    with qtbot.waitExposed(window):
        window.show()
    tab = window.session.findChild(Button, "caseTab")
    assert isinstance(tab, Button)
    if tab.isVisible():  # the column is a tab where the screen is narrow
        tab.click()
    settle(window)
    return window


def settle(window: MainWindow) -> None:
    for _ in range(4):  # a line that wraps makes what stands above it lower
        window.grab()
        QApplication.sendPostedEvents(None, 0)


def is_whole(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("hands", HANDS)
def test_with_any_number_of_hands_the_next_step_is_in_sight(
    qapp: QApplication, theme: Theme, qtbot: QtBot, language: str, hands: int, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    window = drawn(theme, qtbot, room_with(hands), SMALL)
    case = window.session.case
    button = case.findChild(Button, "nextStep")
    assert isinstance(button, Button)
    rows = case.queue.findChildren(RowControl)
    assert len(rows) > hands
    where = button.mapTo(case, button.rect().topLeft())
    for one in (rows[0], rows[1], rows[-1]):  # who is chosen has other buttons below the queue
        one.chosen.emit(one.key)
        scroll_to(one)
        settle(window)
        assert is_whole(button)
        assert button.mapTo(case, button.rect().topLeft()) == where, "the hand finds it again"
        assert is_whole(one)
        assert case.minimumSizeHint().height() <= case.height()
        for scroll in case.findChildren(QScrollArea):
            content = scroll.widget()
            assert content is not None
            assert scroll.isHidden() or content.width() <= scroll.viewport().width(), "cut"
    for scroll in case.findChildren(QScrollArea):
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    settle(window)
    assert is_whole(button)


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_with_a_hand_chosen_the_step_that_is_done_is_read_above_the_next_one(
    theme: Theme, qtbot: QtBot, size: QSize
) -> None:
    window = drawn(theme, qtbot, room_with(5), size)
    case = window.session.case
    steps = case.findChild(StepList, "stepList")
    assert isinstance(steps, StepList)
    for one in case.queue.findChildren(RowControl):
        one.chosen.emit(one.key)
        settle(window)
        assert is_whole(steps)
        assert case.queue.tools.isVisible()


@pytest.mark.parametrize(
    ("name", "label", "note"),
    [
        ("session-consulting", "Trở lại bước Trình bày", ""),
        ("session-paused", "Sang bước Hỏi đáp", "Buổi tiếp đang tạm dừng."),
    ],
)
def test_in_a_pause_and_a_consultation_it_says_where_it_leads_below_whole_steps(
    theme: Theme, qtbot: QtBot, name: str, label: str, note: str
) -> None:
    window = drawn(theme, qtbot, shown(name), SMALL)
    case = window.session.case
    steps, button = case.findChild(StepList, "stepList"), case.findChild(Button, "nextStep")
    assert isinstance(steps, StepList)
    assert isinstance(button, Button)
    assert is_whole(steps)
    assert is_whole(button)
    assert button.text() == label
    notes = [one for one in case.findChildren(QLabel) if note and one.text() == note]
    assert [is_whole(one) for one in notes] == [True] * bool(note)
