import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reception.status import Step
from desktop.presenters.conduct.steps_state import StepPanel, StepState
from desktop.presenters.session.session_state import CasePanel
from desktop.ui.panels.conduct.case_column import CaseColumn, folded
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fitted.short_paragraph import ShortParagraph
from desktop.ui.widgets.lists.fitted_scroll import FittedScroll
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.lists.step_list import StepList
from desktop.ui.widgets.text import ElidedLabel
from tests.samples import showcase as city
from tests.screens.all_states import shown

OTHERS_WORK = "Người điều hành chuyển bước."
pytestmark = pytest.mark.ui

HOSTILE = '<img src="//elsewhere/picture.png"> Đã trả lời'


def test_the_previous_result_of_a_case_is_never_drawn_as_html(theme: Theme, qtbot: QtBot) -> None:
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.show_case(
        CasePanel(
            code="01",
            title="Đất",
            petition_type=None,
            flags=frozenset(),
            request="Cấp sổ",
            previous_result=HOSTILE,
            group_size=1,
            officials_invited=1,
            citizens_invited=1,
            sites_invited=2,
            roll=None,
        )
    )
    said = [one.accessibleName() for one in column.findChildren(ShortParagraph)]
    assert said == ["Cấp sổ", f"Lần trước: {HOSTILE}"], "painted letter by letter"
    assert not any(one.toolTip() for one in column.findChildren(QWidget))


def steps_at(step: Step) -> StepPanel:
    """As a session that was held to its end drew them."""
    drawn = (state.steps for state in shown("display2-ended").view.session)
    return next(
        panel
        for panel in drawn
        if any(one.step is step and one.state is StepState.CURRENT for one in panel.rows)
    )


def test_on_a_low_screen_only_the_present_step_has_a_line_of_its_own() -> None:
    lines = folded(steps_at(Step.PRESENTATION).rows)
    assert [name for _, name, _ in lines] == [
        "3 bước đã xong",
        "Trình bày",
        "5 bước sau, đến Đóng",
    ]
    first = [name for _, name, _ in folded(steps_at(Step.ROLL_CALL).rows)]
    assert first == ["Mở buổi tiếp", "Kiểm tra thành phần", "7 bước sau, đến Đóng"]
    last = [name for _, name, _ in folded(steps_at(Step.SIGNING).rows)]
    assert last == ["7 bước đã xong", "Ký", "Đóng"]


def test_the_steps_are_unfolded_by_their_button(theme: Theme, qtbot: QtBot) -> None:
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.set_low(is_low=True)
    column.resize(311, 650)
    column.show_steps(shown("session").state.steps)
    steps = column.findChild(StepList, "stepList")
    button = column.findChild(Button, "stepsPlace")
    assert isinstance(steps, StepList)
    assert isinstance(button, Button)
    assert (button.text(), button.accessibleName()) == ("4/9", "4 trong 9")
    low = steps.sizeHint().height()
    button.click()
    assert steps.sizeHint().height() == 3 * low
    button.click()
    assert steps.sizeHint().height() == low


def test_who_may_not_move_on_reads_who_does(theme: Theme, qtbot: QtBot) -> None:
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.show_steps(shown("session").state.steps)
    button = column.findChild(Button, "nextStep")
    assert isinstance(button, Button)
    assert button.isHidden()
    note = next(one for one in column.findChildren(QLabel) if one.text() == OTHERS_WORK)
    assert not note.isHidden()
    column.set_low(is_low=True)
    assert note.isHidden(), "a line that is cut in half tells nobody anything"
    column.set_low(is_low=False)
    column.show_steps(shown("session-ending").state.steps)
    assert not button.isHidden()


@pytest.mark.parametrize("width", [280, 312, 440])
def test_a_name_in_the_queue_is_whole_at_every_width_of_the_column(
    theme: Theme, qtbot: QtBot, width: int
) -> None:
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.resize(width, 650)
    column.show_roster(shown("session-ending").state.roster)
    column.show()
    row = column.findChild(RowControl, f"queue-{city.COMMUNE}")
    assert isinstance(row, RowControl)
    (name,) = (one for one in row.findChildren(ElidedLabel) if one.text() == "Công dân A")
    qtbot.waitUntil(lambda: name.width() >= name.sizeHint().width())


@pytest.mark.parametrize(("height", "is_kept"), [(650, True), (400, False), (960, True)])
def test_what_is_done_with_the_queue_stays_in_sight_where_rows_have_room_too(
    theme: Theme, qtbot: QtBot, height: int, *, is_kept: bool
) -> None:
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.show_roster(shown("session-queue").view.session[-1].roster)
    column.resize(311, height)
    column.show()
    scrolls = column.findChildren(QScrollArea)
    assert column.queue.tools.isVisible()
    assert any(one.isAncestorOf(column.queue.tools) for one in scrolls) is not is_kept
    if is_kept:
        tools = column.queue.tools
        assert tools.mapTo(column, tools.rect().bottomLeft()).y() < height


@pytest.mark.parametrize(
    "name", ["session-asking", "session-chair-small", "session-queue", "session-small"]
)
def test_on_a_low_screen_four_of_the_queue_and_the_next_step_are_in_sight(
    theme: Theme, qtbot: QtBot, name: str
) -> None:
    state = shown(name).state
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.set_low(is_low=True)
    column.resize(311, 651)
    column.show_case(state.case)
    column.show_steps(state.steps)
    column.show_roll(state.roll_button)
    column.show_roster(state.roster)
    with qtbot.waitExposed(column):
        column.show()
    column.grab()  # lays everything out
    QApplication.sendPostedEvents(None, 0)
    rows = column.queue.findChildren(RowControl)
    whole = [one for one in rows if one.visibleRegion().boundingRect().height() == one.height()]
    assert len(whole) >= 4
    assert all(one.visibleRegion().boundingRect().width() == one.width() for one in whole)
    labels = {one.label or one.site_name for one in state.roster.rows}
    said = [one for row in whole for one in row.findChildren(ElidedLabel) if one.text() in labels]
    assert len(said) >= 4
    assert [one.text() for one in said if one.width() < one.sizeHint().width()] == []
    roll, step = column.findChild(Button, "callRoll"), column.findChild(Button, "nextStep")
    assert isinstance(roll, Button)
    assert isinstance(step, Button)
    assert roll.visibleRegion().boundingRect().height() == roll.height()
    if step.isVisible():
        assert step.visibleRegion().boundingRect().height() == step.height()


def laid_out(column: CaseColumn, height: int) -> None:
    column.resize(439, height)
    column.grab()  # lays everything out
    QApplication.sendPostedEvents(None, 0)


def test_a_bar_that_alone_makes_lines_wrap_goes_where_the_column_grows(
    theme: Theme, qtbot: QtBot
) -> None:
    state = shown("session-reconnecting").state
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.show_case(state.case)
    column.show_steps(state.steps)
    column.show_roll(state.roll_button)
    column.show_roster(state.roster)
    with qtbot.waitExposed(column):
        column.show()
    scroll = next(one for one in column.findChildren(FittedScroll) if one.isVisible())
    laid_out(column, 700)
    assert scroll.verticalScrollBar().isVisible()
    laid_out(column, 962)
    content = scroll.widget()
    assert content is not None
    assert not scroll.verticalScrollBar().isVisible()
    assert content.height() <= scroll.viewport().height() < column.height()


def test_what_is_done_with_a_row_stands_below_its_caption_at_the_margin_of_the_column(
    theme: Theme, qtbot: QtBot
) -> None:
    column = CaseColumn(theme)
    qtbot.addWidget(column)
    column.show_roster(shown("session-queue").view.session[-1].roster)
    with qtbot.waitExposed(column):
        column.show()
    laid_out(column, 962)
    tools = column.queue.tools
    said = next(one for one in tools.findChildren(ElidedLabel) if one.isVisible())
    asked = column.queue.asking.layout()
    assert asked is not None
    left = said.mapTo(tools, said.rect().topLeft()).x()
    assert left == asked.contentsMargins().left() == theme.px(12)
