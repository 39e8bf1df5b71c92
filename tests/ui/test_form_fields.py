"""A form made from its declaration: keys, faults, names, and labels that stay whole."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.faults import FaultKind, FieldFault
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.spec import YES, FieldKind, FieldSpec, FormSpec, Section, Wanted
from desktop.presenters.form.state import Closed, FieldAccess, FormState
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords
from desktop.ui.widgets.layout import column, scrolled
from desktop.ui.widgets.marks.icon_label import IconLabel
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeMemory

pytestmark = pytest.mark.ui

_BY_WHEEL = 4
"""What alone Qt's WheelFocus has more than its StrongFocus."""

REQUEST = FormSpec(
    sections=(
        Section(
            key="person",
            fields=(
                FieldSpec(key="name", wanted=Wanted.MUST, max_length=100),
                FieldSpec(
                    key="id_number",
                    kind=FieldKind.IDENTITY,
                    wanted=Wanted.MUST,
                    max_length=14,
                    is_private=True,
                ),
                FieldSpec(key="phone", kind=FieldKind.PHONE, is_private=True),
                FieldSpec(key="born", kind=FieldKind.DATE),
            ),
        ),
        Section(
            key="other",
            fields=(
                FieldSpec(key="other_name"),
                FieldSpec(key="type", kind=FieldKind.SEGMENTS, wanted=Wanted.MUST),
                FieldSpec(key="ground", kind=FieldKind.RADIO),
                FieldSpec(key="channel", kind=FieldKind.LIST, choices=("here", "post")),
                FieldSpec(key="site", kind=FieldKind.SEARCH),
                FieldSpec(key="at", kind=FieldKind.MOMENT),
                FieldSpec(key="content", kind=FieldKind.TEXT, min_length=10, wanted=Wanted.SHOULD),
                FieldSpec(key="told", kind=FieldKind.CHECK),
                FieldSpec(key="number", kind=FieldKind.SHOWN),
            ),
        ),
    )
)
SITES = (
    Choice(value="al", label="Xã An Lão"),
    Choice(value="vb", label="Xã Vĩnh Bảo"),
    Choice(value="ka", label="Phường Kiến An"),
)
WORDS = FormWords(
    labels={
        "name": "Họ và tên",
        "id_number": "Số giấy tờ của người yêu cầu tiếp công dân",
        "phone": "Điện thoại",
        "born": "Ngày sinh",
        "other_name": "Họ và tên",
        "type": "Cán bộ chọn",
        "ground": "Căn cứ đề nghị tiếp trực tuyến (Điều 20 NĐ 154/2026)",
        "channel": "Hình thức",
        "site": "Nơi ở",
        "at": "Hẹn lúc",
        "content": "Nội dung yêu cầu",
        "told": "Đã thông báo việc ghi âm, ghi hình cho người yêu cầu",
        "number": "Lượt",
    },
    headings={"person": "Người yêu cầu", "other": "Nội dung và người đi cùng"},
    helps={"born": "Ngày, tháng, năm."},
    choices={
        "type": (
            Choice(value="complaint", label="Khiếu nại"),
            Choice(value="denunciation", label="Tố cáo"),
            Choice(value="proposal", label="Kiến nghị"),
        ),
        "ground": (
            Choice(value="1", label="Phức tạp, kéo dài, nhiều cơ quan, nhiều nơi"),
            Choice(value="2", label="Ở xa, cao tuổi", note="Có nguyện vọng, không phải tố cáo."),
        ),
        "channel": (Choice(value="here", label="Đến trực tiếp"), Choice(value="post", label="Thư")),
        "site": SITES,
    },
    faults={("name", FaultKind.TAKEN): "Người này đã có."},
    reasons={"of_card": "Lấy từ thẻ, không sửa ở đây."},
)


Kind = TypeVar("Kind", bound=QWidget)


class Page(QWidget):
    """A screen with the form in a scrolled area, its presenter behind it."""

    def __init__(
        self,
        theme: Theme,
        enter: EnterKey = EnterKey.NOTHING,
        memory: FakeMemory | None = None,
        rows: tuple[Row | str, ...] | None = None,
        first: FormState | None = None,
    ) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.memory = memory or FakeMemory()
        self.form = FormPresenter(
            spec=REQUEST,
            draft=Draft(memory=self.memory, clock=self.clock, name="request_draft"),
            outcomes=Outcomes(hand_in="hand_in"),
        )
        self.closed: dict[str, Closed] = {}
        self.hidden: set[str] = set()
        self.fields = FormFields(
            theme, REQUEST, WORDS, name="request", parent=self, enter=enter
        )  # fmt: skip
        self.fields.edited.connect(self.edit)
        content = QWidget()
        inside = column(theme, content, gap=12)
        self.send = Button(theme, "send", "Ghi yêu cầu")
        inside.addWidget(self.send)
        # not in the order of the declaration: the Tab key knows it all the same
        inside.addLayout(self.fields.section("other"))
        inside.addLayout(self.fields.section("person", rows))
        self.area = scrolled(content)
        column(theme, self).addWidget(self.area)
        self.fields.show_form(first or self.state())

    def edit(self, key: str, text: str) -> None:
        self.form.edit(key, text)
        self.draw()

    def press(self) -> None:
        self.form.submit("request-1", self.form.faults(hidden=self.hidden))
        self.draw()

    def draw(self) -> None:
        self.fields.show_form(self.state())

    def state(self) -> FormState:
        faults = self.form.faults(hidden=self.hidden)
        return self.form.state(faults, closed=self.closed, hidden=self.hidden)

    def line(self, key: str) -> QLineEdit:
        return self.control(QLineEdit, key)

    def control(self, kind: type[Kind], key: str) -> Kind:
        found = self.findChild(kind, f"request-{key}")
        assert isinstance(found, kind)
        return found

    def note(self, key: str) -> QLabel:
        found = self.findChild(QLabel, f"request-{key}Note")
        assert isinstance(found, QLabel)
        return found


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    return opened(Page(theme), qtbot)


def opened(page: Page, qtbot: QtBot, width: int = 700, height: int = 400) -> Page:
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def large(qapp: QApplication) -> Iterator[Theme]:
    """The normal theme at 200 %."""
    chosen = Theme(NORMAL)
    apply_theme(qapp, chosen, NORMAL, 2.0)
    yield chosen
    qapp.setStyleSheet("")


def type_in(control: QWidget, text: str) -> None:
    """As an input method commits it: QTest cannot press keys for Vietnamese letters."""
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(control, committed)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName().removeprefix("request-") if widget is not None else ""


def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


# ---- keys --------------------------------------------------------------------------------------


def test_the_tab_key_goes_through_the_fields_as_they_are_declared(page: Page) -> None:
    page.fields.focus("name")
    gone = [focused()]
    for _ in range(8):
        press_key(Qt.Key.Key_Tab)
        gone.append(focused())
    assert gone == [
        "name", "id_number", "phone", "born", "other_name", "type-complaint", "ground-1",
        "channel", "site",
    ]  # fmt: skip
    for _ in range(3):
        press_key(Qt.Key.Key_Tab)
        gone.append(focused())
    assert gone[-3:] == ["at", "content", "told"]
    press_key(Qt.Key.Key_Backtab)
    assert focused() == "content"


def test_the_tab_key_halts_once_at_a_choice_that_was_made(page: Page) -> None:
    page.edit("type", "denunciation")
    page.fields.focus("other_name")
    press_key(Qt.Key.Key_Tab)
    assert focused() == "type-denunciation"
    press_key(Qt.Key.Key_Right)
    assert page.form.text("type") == "proposal"
    press_key(Qt.Key.Key_Tab)
    assert focused() == "ground-1"


def test_a_field_that_is_not_shown_is_passed_by(page: Page) -> None:
    page.hidden = {"id_number"}
    page.draw()
    assert not page.fields.field("id_number").isVisible()
    page.fields.focus("name")
    press_key(Qt.Key.Key_Tab)
    assert focused() == "phone"


def test_after_a_refused_press_the_first_faulty_field_is_in_sight_and_has_the_keyboard(
    page: Page, qtbot: QtBot
) -> None:
    page.edit("name", "Lê Văn Mẫu")
    page.send.setFocus()
    assert page.area.verticalScrollBar().value() == 0
    page.press()
    qtbot.waitUntil(lambda: focused() == "id_number")
    qtbot.waitUntil(lambda: not page.note("id_number").visibleRegion().isEmpty())
    assert page.area.verticalScrollBar().value() > 0
    page.edit("id_number", "031165000123")
    page.send.setFocus()
    page.press()
    qtbot.waitUntil(lambda: focused() == "type-complaint")


def test_what_needs_a_reason_is_amber_and_says_how_long_it_must_be(page: Page) -> None:
    judged = (FieldFault(field="name", kind=FaultKind.REASON, code="N-000"),)
    assert not page.form.may_go(judged)
    page.fields.show_form(page.form.state(judged))
    note = page.note("name")
    assert note.text() == "Chưa đủ. Vẫn lưu được khi ghi lý do, ít nhất 10 ký tự."
    assert note.property("tone") == "warn"


def test_a_press_that_goes_leaves_the_keyboard_where_it_is(page: Page, qtbot: QtBot) -> None:
    texts = {"name": "Mẫu", "id_number": "031165000123", "type": "proposal", "content": "Mẫu" * 9}
    for key, text in texts.items():
        page.edit(key, text)
    page.send.setFocus()
    page.press()
    page.draw()
    qtbot.waitUntil(lambda: page.form.is_under_way)
    assert focused() == "send"


def test_a_screen_that_is_made_after_a_refusal_takes_no_keyboard(
    theme: Theme, page: Page, qtbot: QtBot
) -> None:
    page.press()
    qtbot.waitUntil(lambda: focused() == "name")
    later = Page(theme, memory=page.memory, first=page.state())
    qtbot.addWidget(later)
    later.show()
    later.activateWindow()
    qtbot.waitUntil(later.isActiveWindow)
    with qtbot.waitCallback() as turned:
        QTimer.singleShot(0, turned)  # behind everything the drawing has asked for
    assert not later.line("name").hasFocus()


def test_enter_goes_on_and_control_enter_sends(theme: Theme, qtbot: QtBot) -> None:
    page = opened(Page(theme, EnterKey.NEXT), qtbot)
    page.fields.focus("name")
    press_key(Qt.Key.Key_Return)
    assert focused() == "id_number"
    page.fields.focus("channel")
    press_key(Qt.Key.Key_Enter)
    assert focused() == "site"
    area = page.control(QPlainTextEdit, "content")
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.toPlainText() == "\n"
    for key in ("name", "content", "told"):
        page.fields.focus(key)
        with qtbot.waitSignal(page.fields.submitted):
            press_key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.toPlainText() == "\n"


def test_enter_sends_from_a_line_where_the_form_says_so(theme: Theme, qtbot: QtBot) -> None:
    page = opened(Page(theme, EnterKey.SUBMIT), qtbot)
    page.fields.focus("name")
    with qtbot.waitSignal(page.fields.submitted):
        press_key(Qt.Key.Key_Return)
    page.fields.focus("content")
    with qtbot.assertNotEmitted(page.fields.submitted):
        press_key(Qt.Key.Key_Return)


def test_enter_does_nothing_where_the_form_says_nothing(page: Page, qtbot: QtBot) -> None:
    page.fields.focus("name")
    with qtbot.assertNotEmitted(page.fields.submitted):
        press_key(Qt.Key.Key_Return)
    assert focused() == "name"


def test_the_keyboard_begins_at_the_first_empty_field(page: Page) -> None:
    page.edit("name", "Lê Văn Mẫu")
    page.closed = {"id_number": Closed()}
    page.draw()
    page.fields.focus_first_empty()
    assert focused() == "phone"


# ---- names -------------------------------------------------------------------------------------


def test_every_control_says_what_it_is(page: Page) -> None:
    names = {
        "phone": "Điện thoại",
        "born": "Ngày sinh",
        "content": "Nội dung yêu cầu",
        "told": "Đã thông báo việc ghi âm, ghi hình cho người yêu cầu",
        "type-denunciation": "Cán bộ chọn: Tố cáo",
        "ground-2": "Căn cứ đề nghị tiếp trực tuyến (Điều 20 NĐ 154/2026): Ở xa, cao tuổi",
    }
    for key, name in names.items():
        assert page.control(QWidget, key).accessibleName() == name
    stops = page.fields.stops()
    assert all(stop.accessibleName() and stop.objectName() for stop in stops)


def test_a_label_that_stands_twice_is_told_apart_by_its_heading(page: Page) -> None:
    assert page.line("name").accessibleName() == "Người yêu cầu: Họ và tên"
    assert page.line("other_name").accessibleName() == "Nội dung và người đi cùng: Họ và tên"


def test_help_fault_and_reason_are_read_out_with_the_field(page: Page) -> None:
    born = page.line("born")
    assert born.accessibleDescription() == "Ngày, tháng, năm."
    page.edit("born", "tháng 11")
    page.press()
    assert "ví dụ 26/11/2026" in born.accessibleDescription()
    page.closed = {"name": Closed(reason="of_card")}
    page.edit("name", "Lê Văn Mẫu")
    assert page.line("name").accessibleDescription() == "Lấy từ thẻ, không sửa ở đây."
    assert page.note("name").text() == "Lấy từ thẻ, không sửa ở đây."
    assert not page.line("name").isEnabled()


# ---- faults ------------------------------------------------------------------------------------


def test_what_is_missing_is_red_and_what_is_odd_is_amber(page: Page) -> None:
    page.edit("id_number", "0311")
    page.edit("phone", "0225")
    page.press()
    assert page.line("name").property("state") == "error"
    assert page.note("name").text() == "Phải điền ô này."
    assert page.note("id_number").text().startswith("Số giấy tờ phải có 12 chữ số, đang có 4.")
    assert page.line("phone").property("state") == "warn"
    assert page.note("phone").property("tone") == "warn"
    page.edit("phone", "0900000001")
    assert page.line("phone").property("state") == ""
    assert not page.note("phone").isVisible()


def test_a_form_s_own_words_go_before_the_usual_ones(page: Page) -> None:
    name = page.state().fields[0]
    spec = REQUEST.field("name")
    taken = type(name)(key="name", text="x", fault=FaultKind.TAKEN)
    assert WORDS.fault(spec, taken) == "Người này đã có."
    other = type(name)(key="other_name", text="x", fault=FaultKind.TAKEN)
    assert WORDS.fault(REQUEST.field("other_name"), other) == "Đã có mục khác ghi như vậy."


# ---- labels at 200 % ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [560, 900])
def test_labels_stay_whole_at_200_percent(large: Theme, qtbot: QtBot, width: int) -> None:
    line = Row(keys=("name", "id_number"), narrow=600)
    page = opened(Page(large, rows=(line, "phone", "born")), qtbot, width)
    page.press()
    whole = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    assert len(whole) > 20
    area = page.area.viewport()

    def is_whole(label: QLabel) -> bool:
        right = label.mapTo(area, QPoint(label.width(), 0)).x()
        words = QFontMetrics(label.font())
        widest = max(words.horizontalAdvance(word) for word in label.text().split())
        is_high = label.height() >= label.heightForWidth(label.width())
        return is_high and label.width() >= widest and right <= area.width()

    qtbot.waitUntil(lambda: all(is_whole(label) for label in whole))


def test_fields_side_by_side_stand_below_one_another_where_it_is_narrow(
    large: Theme, qtbot: QtBot
) -> None:
    line = Row(keys=("name", "id_number"), narrow=600)
    page = opened(Page(large, rows=(line, "phone", "born")), qtbot, large.px(700))
    name, number = page.fields.field("name"), page.fields.field("id_number")
    qtbot.waitUntil(lambda: number.mapTo(page, QPoint()).x() > name.mapTo(page, QPoint()).x())
    page.resize(large.px(400), 400)
    qtbot.waitUntil(lambda: number.mapTo(page, QPoint()).x() == name.mapTo(page, QPoint()).x())
    assert number.mapTo(page, QPoint()).y() > name.mapTo(page, QPoint()).y()


def test_a_choice_of_few_stands_upright_where_it_is_narrow(large: Theme, qtbot: QtBot) -> None:
    page = opened(Page(large), qtbot, 1200)
    first = page.control(QPushButton, "type-complaint")
    last = page.control(QPushButton, "type-proposal")
    qtbot.waitUntil(lambda: last.y() == first.y())
    page.resize(420, 400)
    qtbot.waitUntil(lambda: last.y() > first.y())
    metrics = QFontMetrics(large.font(TextRole.BODY_STRONG))
    assert last.width() >= metrics.horizontalAdvance(last.text())


# ---- what is typed -----------------------------------------------------------------------------


def test_an_identity_number_is_typed_in_groups_and_hidden_when_it_is_left(page: Page) -> None:
    number = page.line("id_number")
    page.fields.focus("id_number")
    QTest.keyClicks(number, "031 165-000123x")
    assert page.form.text("id_number") == "031165000123"
    assert number.text() == "031165000123"
    page.fields.focus("name")
    assert number.text() == "031•••••••23"
    assert page.form.text("id_number") == "031165000123"
    page.fields.focus("id_number")
    assert number.text() == "031165000123"


def test_a_pasted_number_keeps_its_place_for_the_next_key(page: Page) -> None:
    number = page.line("id_number")
    page.fields.focus("id_number")
    QTest.keyClicks(number, "03116")
    number.setCursorPosition(3)
    QTest.keyClicks(number, " 9")
    assert (number.text(), number.cursorPosition()) == ("031916", 4)
    QTest.keyClicks(number, "00000000000")
    assert len(number.text()) == 14


def test_a_hidden_number_is_shown_by_its_button_until_the_field_is_left(page: Page) -> None:
    page.edit("id_number", "031165000123")
    page.closed = {"id_number": Closed(access=FieldAccess.READ_ONLY)}
    page.draw()
    number, reveal = page.line("id_number"), page.control(QPushButton, "id_number-reveal")
    page.fields.focus("id_number")
    assert number.text() == "031•••••••23"
    assert reveal.focusPolicy() is Qt.FocusPolicy.TabFocus
    reveal.click()
    assert (number.text(), reveal.text()) == ("031165000123", "Ẩn")
    reveal.click()
    assert (number.text(), reveal.text()) == ("031•••••••23", "Hiện")
    reveal.click()
    page.fields.focus("name")
    assert (number.text(), reveal.text()) == ("031•••••••23", "Hiện")


def test_a_phone_number_is_hidden_but_for_its_end(page: Page) -> None:
    page.edit("phone", "0900 000 456")
    assert page.line("phone").text() == "•••• ••• 456"
    page.fields.focus("phone")
    assert page.line("phone").text() == "0900 000 456"


def test_a_date_is_written_out_when_its_field_is_left(page: Page) -> None:
    page.fields.focus("born")
    QTest.keyClicks(page.line("born"), "1.2.1965")
    assert page.form.text("born") == "1.2.1965"
    page.fields.focus("name")
    assert page.form.text("born") == page.line("born").text() == "01/02/1965"


def test_fields_of_figures_take_no_input_method(page: Page) -> None:
    kinds = {"id_number": False, "phone": False, "born": False, "at": False, "name": True}
    for key, is_on in kinds.items():
        line = page.line(key)
        assert line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) is is_on, key


def test_a_text_being_typed_is_never_rewritten(page: Page) -> None:
    name = page.line("name")
    page.fields.focus("name")
    type_in(name, "Le Mau")
    name.setCursorPosition(2)
    type_in(name, " Van")
    assert (name.text(), name.cursorPosition()) == ("Le Van Mau", 6)
    area = page.control(QPlainTextEdit, "content")
    type_in(area, "Mạng ")
    QApplication.sendEvent(area, QInputMethodEvent("yêu", []))
    page.edit("content", "khác")
    assert area.toPlainText() == "Mạng "


def test_a_line_takes_as_many_letters_as_the_wire(page: Page) -> None:
    type_in(page.line("name"), "a" * 120)
    assert len(page.form.text("name")) == 100


# ---- choices -----------------------------------------------------------------------------------


def test_a_choice_is_made_by_its_words_too(page: Page) -> None:
    radio = page.control(QRadioButton, "ground-2")
    words = next(one for one in page.findChildren(QLabel) if one.text() == "Ở xa, cao tuổi")
    page.area.ensureWidgetVisible(words)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert page.form.text("ground") == "2"
    assert radio.isChecked()
    page.edit("ground", "")
    assert not radio.isChecked()
    told = page.control(QCheckBox, "told")
    told.click()
    assert page.form.text("told") == YES
    told.click()
    assert page.form.text("told") == ""


def test_a_second_press_on_a_choice_says_the_same_again(page: Page) -> None:
    button = page.control(QPushButton, "type-complaint")
    button.click()
    button.click()
    assert page.form.text("type") == "complaint"
    assert button.isChecked()


def test_the_wheel_leaves_a_list_alone_that_has_no_keyboard(page: Page) -> None:
    listing = page.control(QComboBox, "channel")
    page.edit("channel", "here")
    middle = QPointF(listing.rect().center())
    for has_keyboard, stands in ((False, "here"), (True, "post")):
        page.fields.focus("channel" if has_keyboard else "name")
        wheel = QWheelEvent(
            middle, listing.mapToGlobal(middle), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(listing, wheel)
        assert page.form.text("channel") == stands
    assert not listing.focusPolicy() & _BY_WHEEL, "Qt would let the wheel take the keyboard first"


OFFERED = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
"""A list of choices below its field: the offscreen platform complains."""


def popup() -> QListView | None:
    """What stands below the search now; it gets the keys while it is there."""
    lists = [one for one in QApplication.topLevelWidgets() if isinstance(one, QListView)]
    return next((one for one in lists if one.isVisible()), None)


def offered() -> list[str]:
    shown = popup()
    if shown is None:
        return []
    model = shown.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(page: Page, key: Qt.Key) -> None:
    QTest.keyClick(popup() or page.line("site"), key)


@OFFERED
def test_one_of_many_is_found_without_marks(page: Page) -> None:
    search = page.line("site")
    page.fields.focus("site")
    QTest.keyClicks(search, "an")
    assert offered() == ["Xã An Lão", "Phường Kiến An"]
    QTest.keyClicks(search, " lao")
    assert offered() == ["Xã An Lão"]
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert page.form.text("site") == "al"
    assert search.text() == "Xã An Lão"


def choose_site(page: Page, letters: str) -> None:
    """Types and leaves."""
    search = page.line("site")
    page.fields.focus("site")
    search.selectAll()
    QTest.keyClicks(search, letters)
    press(page, Qt.Key.Key_Tab)
    assert focused() == "at"


@OFFERED
def test_the_only_one_that_was_found_is_meant(page: Page) -> None:
    choose_site(page, "vinh")
    assert page.form.text("site") == "vb"
    assert page.line("site").text() == "Xã Vĩnh Bảo"


@OFFERED
def test_without_a_choice_the_former_one_stands_again(page: Page) -> None:
    page.edit("site", "ka")
    assert page.line("site").text() == "Phường Kiến An"
    for letters in ("an", "xyz"):
        choose_site(page, letters)
        assert page.form.text("site") == "ka"
        assert page.line("site").text() == "Phường Kiến An"


def test_an_emptied_search_is_no_choice(page: Page) -> None:
    page.edit("site", "ka")
    page.fields.focus("site")
    page.line("site").selectAll()
    press(page, Qt.Key.Key_Delete)
    assert page.form.text("site") == ""


@OFFERED
def test_arrow_down_offers_all_and_only_where_a_choice_is_open(page: Page) -> None:
    page.fields.focus("site")
    press(page, Qt.Key.Key_Down)
    assert offered() == [one.label for one in SITES]
    press(page, Qt.Key.Key_Escape)
    page.closed = {"site": Closed(access=FieldAccess.READ_ONLY)}
    page.draw()
    press(page, Qt.Key.Key_Down)
    assert offered() == []


def test_other_choices_keep_what_was_chosen(page: Page, qtbot: QtBot) -> None:
    page.edit("type", "proposal")
    page.edit("site", "vb")
    feedback = Choice(value="feedback", label="Phản ánh")
    page.fields.set_choices("type", (WORDS.choices["type"][2], feedback))
    page.fields.set_choices("site", (SITES[1],))
    page.draw()
    proposal = page.findChildren(QPushButton, "request-type-proposal")[-1]
    qtbot.waitUntil(proposal.isVisible)
    assert proposal.isChecked()
    assert page.line("site").text() == "Xã Vĩnh Bảo"
    page.fields.focus("other_name")
    press_key(Qt.Key.Key_Tab)
    assert focused() == "type-proposal"


def test_what_is_only_read_can_be_gone_through_and_not_changed(page: Page) -> None:
    page.edit("name", "Lê Văn Mẫu")
    read = Closed(access=FieldAccess.READ_ONLY)
    page.closed = {field.key: read for field in REQUEST.fields}
    page.edit("number", "lượt 07")
    assert page.line("name").isReadOnly()
    assert page.line("name").isEnabled()
    assert page.control(QPlainTextEdit, "content").isReadOnly()
    for kind, key in ((QPushButton, "type-complaint"), (QRadioButton, "ground-1"),
                      (QComboBox, "channel"), (QCheckBox, "told")):  # fmt: skip
        assert not page.control(kind, key).isEnabled()
    assert page.control(QLabel, "number").text() == "lượt 07"
    page.fields.focus_first_empty()
    assert not page.form.told


def test_what_never_changes_is_a_text_with_a_lock_and_no_field(page: Page) -> None:
    line = page.line("name")
    lock = page.control(IconLabel, "nameLock")
    assert lock.isHidden()
    page.closed = {"name": Closed(access=FieldAccess.READ_ONLY, reason="for_ever")}
    page.edit("number", "lượt 07")
    assert not lock.isHidden()
    assert line.property("bare") == "true"
    assert line.isReadOnly()
    page.closed = {"name": Closed(access=FieldAccess.READ_ONLY)}
    page.edit("number", "lượt 08")
    assert lock.isHidden(), "somebody else may change it"
    page.closed = {}
    page.edit("number", "lượt 09")
    assert line.property("bare") == "false"
    assert lock.isHidden()


# ---- a kill ------------------------------------------------------------------------------------


def test_what_was_typed_stands_there_after_a_kill(theme: Theme, page: Page, qtbot: QtBot) -> None:
    type_in(page.line("name"), "Lê Văn Mẫu")
    page.control(QPushButton, "type-denunciation").click()
    page.clock.advance(1.0)
    page.form.on_tick()
    again = Page(theme, memory=page.memory)
    qtbot.addWidget(again)
    assert again.line("name").text() == "Lê Văn Mẫu"
    assert again.control(QPushButton, "type-denunciation").isChecked()
