from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QTextDocument, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.texts.texts import sentence_of
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.focus import FocusRing
from desktop.ui.theme.icons import Icon, icon_pixmap
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL, THEMES, Tokens
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize, join_buttons
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.lists.step_list import StepList
from desktop.ui.widgets.marks.badge import Badge, KeyCap
from desktop.ui.widgets.marks.level_meter import LevelMeter, blocks_of
from desktop.ui.widgets.marks.light import LightState, paint_light
from desktop.ui.widgets.marks.progress import ProgressLine
from desktop.ui.widgets.rows.fitting_row import FittingRow
from desktop.ui.widgets.rows.folding_row import FoldingBlocks, FoldingColumns
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.status_bar import CellFace, StatusBar, StatusCell
from desktop.ui.widgets.text import (
    ElidedLabel,
    fitted_font,
    keep_words_whole,
    make_paragraph,
    set_tool_tip,
)

pytestmark = pytest.mark.ui


def test_a_button_keeps_its_width_for_the_longer_text(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "close", "Đóng", ButtonRole.DESTRUCTIVE, icon=Icon.STOP)
    button.with_armed_text("Nhấn lần nữa để đóng")
    qtbot.addWidget(button)
    before = button.sizeHint()
    button.set_armed(is_armed=True)
    assert button.is_armed
    assert button.sizeHint() == before
    assert button.accessibleName() == "Nhấn lần nữa để đóng"
    button.set_armed(is_armed=False)
    assert button.accessibleName() == "Đóng"


@pytest.mark.parametrize(
    "text",
    ["Lần trước: <b>đã giải quyết</b>", '<img src="//elsewhere/a.png">', "a & b <i>c</i>\nd  e"],
)
def test_a_tool_tip_shows_html_letter_by_letter(text: str, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tool_tip(widget, text)
    drawn = QTextDocument()
    drawn.setHtml(widget.toolTip())
    assert drawn.toPlainText().replace("\N{NO-BREAK SPACE}", " ") == text
    assert "<img" not in widget.toolTip()


def test_a_tool_tip_without_html_is_left_as_it_is(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tool_tip(widget, "Đất & nhà, 3 < 5")
    assert widget.toolTip() == "Đất & nhà, 3 < 5"


def test_a_grey_button_says_why(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "open", "Mở").with_key("F4")
    qtbot.addWidget(button)
    button.set_available(is_available=False, reason="Buổi tiếp chưa mở.")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Buổi tiếp chưa mở."
    button.set_available(is_available=True)
    assert button.accessibleDescription() == "F4"


def test_a_grey_button_whose_press_is_answered_looks_the_same_and_tells_it(
    theme: Theme, qtbot: QtBot
) -> None:
    button = Button(theme, "open", "Mở")
    qtbot.addWidget(button)
    button.set_available(is_available=False, reason="Đang mất kết nối.")
    grey = button.grab().toImage()
    button.set_available(is_available=False, reason="Đang mất kết nối.", is_answered=True)
    assert (button.is_grey, button.isEnabled()) == (True, True)
    assert button.grab().toImage() == grey
    with qtbot.waitSignal(button.clicked):
        button.click()
    button.set_available(is_available=True)
    assert not button.is_grey
    assert button.grab().toImage() != grey


@pytest.mark.parametrize("size", list(ButtonSize))
@pytest.mark.parametrize("role", list(ButtonRole))
def test_every_button_is_tall_enough_to_be_hit(
    theme: Theme, qtbot: QtBot, role: ButtonRole, size: ButtonSize
) -> None:
    button = Button(theme, "one", "Ẫy", role, size, Icon.FLAG)
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= 32
    button.resize(40, 40)  # too narrow: no key, no icon, a shortened text, no failure
    assert not button.grab().isNull()


def test_enter_presses_a_button(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "go", "Vào")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda one: one.name)
def test_no_two_lights_look_the_same(theme: Theme, tokens: Tokens) -> None:
    assert theme.scale == 1.0
    seen: dict[bytes, LightState] = {}
    for state in LightState:
        image = QImage(24, 24, QImage.Format.Format_Grayscale8)
        image.fill(QColor(tokens.surface))
        painter = QPainter(image)
        paint_light(painter, QRect(0, 0, 24, 24).toRectF(), state, tokens)
        painter.end()
        bits = bytes(image.constBits())
        assert bits not in seen, f"{state} looks like {seen.get(bits)}"
        seen[bits] = state


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icons_are_drawn_at_the_resolution_of_the_screen(theme: Theme, ratio: float) -> None:
    assert theme.scale == 1.0
    pixmap = icon_pixmap(Icon.MICROPHONE, "#1A2127", 20, ratio)
    assert pixmap.width() == round(20 * ratio)
    assert pixmap.devicePixelRatio() == ratio
    image = pixmap.toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert {colour.name().upper() for colour in inked} == {"#1A2127"}


def test_an_icon_is_rendered_once_per_colour_and_size(theme: Theme) -> None:
    first = theme.icon(Icon.FLAG, "ink", 20, 1.0)
    assert theme.icon(Icon.FLAG, "ink", 20, 1.0) is first
    assert theme.icon(Icon.FLAG, "accent", 20, 1.0) is not first


@pytest.mark.parametrize(
    ("level", "lit"), [(-96.0, 0), (-60.0, 0), (-30.0, 6), (-20.0, 8), (0.0, 12), (6.0, 12)]
)
def test_levels_light_blocks(theme: Theme, qtbot: QtBot, level: float, lit: int) -> None:
    meter = LevelMeter(theme)
    qtbot.addWidget(meter)
    meter.set_level(level)
    assert meter.lit == blocks_of(level) == lit
    assert not meter.grab().isNull()


def test_a_status_cell_speaks_caption_and_value(theme: Theme, qtbot: QtBot) -> None:
    bar = StatusBar(theme, (("micro", 1.0), ("rec", 1.0)))
    qtbot.addWidget(bar)
    face = CellFace(caption="Micro", value="mở", tone="ok", symbol=Icon.MICROPHONE)
    bar.cells["micro"].show_face(face)
    assert bar.cells["micro"].accessibleName() == "Micro: mở"
    with qtbot.waitSignal(bar.cell_pressed) as pressed:
        bar.cells["micro"].click()
    assert pressed.args == ["micro"]


def test_a_cell_that_leads_nowhere_takes_no_press_no_keyboard_and_no_hover(
    theme: Theme, qtbot: QtBot
) -> None:
    bar = StatusBar(theme, (("micro", 1.0), ("rec", 1.0)))
    qtbot.addWidget(bar)
    bar.resize(400, 57)
    bar.show()
    bar.set_leading(frozenset({"micro"}))
    leading, telling = bar.cells["micro"], bar.cells["rec"]
    shapes = [one.cursor().shape() for one in (leading, telling)]
    assert shapes == [Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor]
    pressed: list[str] = []
    bar.cell_pressed.connect(pressed.append)
    for one in (leading, telling):
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert pressed == ["micro"]
    assert leading.nextInFocusChain() is telling
    leading.setFocus()
    QTest.keyClick(leading, Qt.Key.Key_Tab)
    assert bar.focusWidget() is not telling
    at_rest = telling.grab().toImage()
    telling.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert telling.grab().toImage() == at_rest


def test_a_recording_fault_fills_its_cell_with_red(theme: Theme, qtbot: QtBot) -> None:
    bar = StatusBar(theme, (("rec", 1.0),))
    qtbot.addWidget(bar)
    bar.resize(200, 57)
    cell = bar.cells["rec"]
    fault = CellFace(
        caption="GHI", value="lỗi", tone="danger", symbol=LightState.FAULT, is_alarm=True
    )
    cell.show_face(fault)
    image = cell.grab().toImage()
    assert image.pixelColor(image.width() - 3, 3).name().upper() == theme.tokens.danger


def test_the_left_edge_turns_red_while_a_document_is_shown(theme: Theme, qtbot: QtBot) -> None:
    bar = StatusBar(theme, (("rec", 1.0),))
    qtbot.addWidget(bar)
    bar.resize(200, 57)
    assert bar.grab().toImage().pixelColor(3, 30).name().upper() == theme.tokens.surface
    bar.set_red_edge(is_red=True)
    assert bar.has_red_edge
    assert bar.grab().toImage().pixelColor(3, 30).name().upper() == theme.tokens.danger


def test_the_width_of_a_cell_never_follows_its_words(theme: Theme, qtbot: QtBot) -> None:
    bar = StatusBar(theme, (("a", 1.0), ("b", 1.0)))
    qtbot.addWidget(bar)
    bar.resize(400, 57)
    bar.show()
    before = bar.cells["a"].width()
    long_face = CellFace(caption="Micro", value="chữ rất dài " * 9, tone="ok", symbol=3)
    bar.cells["a"].show_face(long_face)
    qtbot.waitUntil(lambda: bar.cells["a"].accessibleName().startswith("Micro: chữ"))
    assert bar.cells["a"].width() == before


def test_a_banner_says_fact_and_rest_and_has_one_button(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "banner")
    qtbot.addWidget(banner)
    banner.show_message("warn", "Mất <kết nối>.", "Vẫn ghi & lưu.", "K-104", "Thử lại")
    assert banner.accessibleName() == "Mất <kết nối>. Vẫn ghi & lưu."
    button = banner.findChild(Button, "bannerButton")
    assert isinstance(button, Button)
    with qtbot.waitSignal(banner.pressed):
        button.click()
    banner.show_message("ok", "Xong.", "", "", "")
    assert button.isHidden()


def test_the_number_to_call_is_the_strong_part_of_a_banner(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "banner")
    qtbot.addWidget(banner)
    said = sentence_of("K-104", {"phone": "0000 000 002", "attempt": 3, "seconds": 41})
    banner.show_message("warn", said.fact, said.rest, said.code, phone=said.phone)
    (label, _code) = banner.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    number = "0000\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}002"
    assert f'<span style="font-weight:600">{number}</span>' in label.text()
    assert number in banner.accessibleName()
    said = sentence_of("M-212", {})
    banner.show_message("warn", said.fact, said.rest, said.code, phone=said.phone)
    assert label.text().count("<span") == 1


@pytest.mark.parametrize(
    "path", [r"HKLM\Software\Policies\HaiPhong\ReceptionRoom", "TCDTT-31-11629-20261126-01"]
)
def test_a_path_or_a_code_in_a_banner_is_read_to_its_end(
    theme: Theme, qtbot: QtBot, path: str
) -> None:
    banner = Banner(theme, "banner")
    qtbot.addWidget(banner)
    banner.show_message("warn", f"Giá trị trong {path} không hợp lệ.", "07:37, 26/11.", "C-111")
    (label, _code) = banner.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    document = QTextDocument()
    words = QTextOption()
    words.setWrapMode(QTextOption.WrapMode.WordWrap)  # as labels do
    document.setDefaultTextOption(words)
    document.setHtml(label.text())
    width = QFontMetrics(document.defaultFont()).horizontalAdvance(path) * 0.8
    document.setTextWidth(width)
    assert document.idealWidth() <= width
    assert "26/11" in label.text()
    assert path in banner.accessibleName()


def test_only_the_ends_of_joined_buttons_are_round(theme: Theme, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    line = row(theme, box)
    buttons = [Button(theme, name, name) for name in ("Đạt", "Hạn chế", "Chưa đạt")]
    for button in buttons:
        button.setCheckable(True)
        button.setChecked(True)
        line.addWidget(button)
    join_buttons(buttons)
    box.show()
    accent = theme.colour("accent")

    def corners(button: Button) -> tuple[bool, ...]:
        """Top left, top right, bottom left, bottom right: whether they are filled."""
        image = button.grab().toImage()
        right, low = image.width() - 1, image.height() - 1
        points = ((0, 0), (right, 0), (0, low), (right, low))
        return tuple(image.pixelColor(*point) == accent for point in points)

    first, middle, last = buttons
    assert corners(first) == (False, True, False, True)
    assert corners(middle) == (True, True, True, True)
    assert corners(last) == (True, False, True, False)
    join_buttons(buttons, is_upright=True)
    assert corners(first) == (False, False, True, True)
    assert corners(last) == (True, True, False, False)
    join_buttons([first])
    assert corners(first) == (False, False, False, False)


def test_the_ring_of_a_row_follows_the_corners_of_its_card(theme: Theme, qtbot: QtBot) -> None:
    control = RowControl(theme, "a", "row-a")
    qtbot.addWidget(control)
    control.resize(200, 60)
    control.show()
    control.setFocus()
    control.hasFocus = lambda: True  # type: ignore[method-assign]  # whatever window is active
    image = control.grab().toImage()
    focus = theme.colour("focus")
    assert image.pixelColor(100, 0) == focus, "at the very edge of the row"
    assert image.pixelColor(0, 30) == focus
    assert image.pixelColor(1, 1) != focus, "round at the corners"
    assert image.pixelColor(198, 58) != focus


def test_a_fault_s_code_stands_apart_and_small(theme: Theme, qtbot: QtBot) -> None:
    pin = QLineEdit()
    pin.setObjectName("pin")
    field = Field(theme, "Mã PIN", pin)
    qtbot.addWidget(field)
    field.show()
    field.set_error("Mã PIN chưa đúng.", "D-102")
    note, code = (field.findChild(QLabel, name) for name in ("pinNote", "pinCode"))
    assert isinstance(note, QLabel)
    assert isinstance(code, QLabel)
    assert (note.text(), code.text()) == ("Mã PIN chưa đúng.", "D-102")
    assert (code.property("type"), code.property("tone")) == (TextRole.CAPTION.value, "ink3")
    assert pin.accessibleDescription() == "Mã PIN chưa đúng. D-102"
    field.set_error("")
    assert code.isHidden()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_cursor_of_a_search_stands_before_its_hint(
    qapp: QApplication, theme: Theme, qtbot: QtBot, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    field = SearchField(theme, "search", "Tìm tên hoặc mã cơ quan", width=320)
    qtbot.addWidget(field)
    field.show()
    field.resize(field.sizeHint())
    field.edit.clearFocus()  # the cursor itself is not looked at
    blank = field.edit.grab().toImage()
    ground = blank.pixelColor(1, 1)

    def first_ink(image: QImage) -> int:
        lines = range(image.height())
        columns = range(image.width())
        return next(x for x in columns if any(image.pixelColor(x, y) != ground for y in lines))

    hint_at = first_ink(blank)
    cursor = field.edit.cursorRect()
    cursor_at = cursor.center().x()
    assert hint_at - cursor_at >= theme.px(2), "nothing is written below the cursor"
    assert field.edit.accessibleName() == "Tìm tên hoặc mã cơ quan"
    cap = field.findChild(KeyCap)
    assert cap is not None
    frame = 1
    assert field.width() - cap.geometry().right() - 1 == theme.px(12) + frame


def test_rows_change_in_place_and_keep_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    rows = RowList(theme, "rows")
    qtbot.addWidget(rows)

    def make(key: str) -> RowControl:
        control = RowControl(theme, key, f"row-{key}")
        control.setMinimumHeight(40)
        return control

    rows.keep(["a", "b", "c"], make)
    rows.show()
    second = rows.row("b")
    assert second is not None
    rows.keep(["b", "c", "d"], make)
    assert rows.row("b") is second
    assert rows.row("a") is None
    assert rows.keys() == ("b", "c", "d")


def test_up_down_and_enter_work_in_a_list(theme: Theme, qtbot: QtBot) -> None:
    rows = RowList(theme, "rows")
    qtbot.addWidget(rows)
    rows.keep(["a", "b"], lambda key: RowControl(theme, key, f"row-{key}"))
    rows.resize(200, 100)
    rows.show()
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    first, second = rows.row("a"), rows.row("b")
    assert first is not None
    assert second is not None
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(second.chosen):
        QTest.keyClick(first, Qt.Key.Key_Down)
    with qtbot.waitSignal(second.activated) as activated:
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert activated.args == ["b"]


def test_a_field_shows_help_until_there_is_an_error(theme: Theme, qtbot: QtBot) -> None:
    pin = QLineEdit()
    pin.setObjectName("pin")
    field = Field(theme, "Mã PIN", pin)
    qtbot.addWidget(field)
    field.set_help("Ít nhất 6 chữ số.")
    assert pin.accessibleDescription() == "Ít nhất 6 chữ số."
    field.set_error("Mã PIN chưa đúng.")
    assert pin.property("state") == "error"
    assert pin.accessibleDescription() == "Mã PIN chưa đúng."
    field.set_error("")
    assert pin.property("state") == ""
    assert pin.accessibleDescription() == "Ít nhất 6 chữ số."


def test_a_side_panel_gives_the_keyboard_back(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    line = QLineEdit(host)
    host.resize(800, 400)
    side = SidePanel(theme, "side", host, 480)
    side.set_titles("Hồ sơ", "Đóng")
    side.closed.connect(side.shut)
    host.show()
    host.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    side.open()
    assert side.geometry() == QRect(320, 0, 480, 400)
    assert not line.hasFocus()
    QTest.keyClick(side, Qt.Key.Key_Escape)
    assert side.isHidden()
    qtbot.waitUntil(line.hasFocus)


def test_a_side_panel_is_never_wider_than_its_host(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(300, 300)
    side = SidePanel(theme, "side", host, 720)
    side.place()
    assert side.width() == 300


def test_the_focus_ring_lies_outside_its_widget(
    theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    ring = FocusRing(theme, qapp)
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QLineEdit(), QLineEdit()
    layout = column(theme, window, gap=12, margins=(20, 20, 20, 20))
    layout.addWidget(first)
    layout.addWidget(second)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    second.setFocus()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    window.resize(400, 200)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4))
    second.setProperty("noFocusRing", "true")
    ring.on_focus_changed(None, second)
    assert ring.isHidden()
    ring.on_focus_changed(second, first)
    first.deleteLater()
    qtbot.waitUntil(ring.isHidden)
    qapp.focusChanged.disconnect(ring.on_focus_changed)
    ring.setParent(None)
    ring.deleteLater()


def test_a_long_text_ends_in_dots_and_is_read_whole(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(theme)
    qtbot.addWidget(label)
    label.set_text("Sở Nông nghiệp và Môi trường thành phố")
    label.resize(80, 24)
    assert label.accessibleName() == label.text() == "Sở Nông nghiệp và Môi trường thành phố"
    assert label.sizeHint().width() > 80
    assert not label.grab().isNull()


def test_a_font_gives_way_before_a_text_is_cut_and_no_further_than_can_be_read(
    theme: Theme,
) -> None:
    font, text = theme.font(TextRole.SCREEN_TITLE), "Camera đang nghỉ"
    needed = QFontMetrics(font).horizontalAdvance(text)
    assert fitted_font(font, text, needed, 13) is font
    room = 0.9 * needed
    assert (
        0.8 * room < QFontMetrics(fitted_font(font, text, room, 13)).horizontalAdvance(text) <= room
    )
    assert fitted_font(font, text, 10, 13).pixelSize() == 13
    small = theme.font(TextRole.CAPTION)
    assert fitted_font(small, text, 10, 23).pixelSize() == small.pixelSize(), "never larger"


@pytest.mark.parametrize("tokens", THEMES, ids=lambda one: one.name)
def test_small_parts_paint_in_every_theme(qtbot: QtBot, theme: Theme, tokens: Tokens) -> None:
    theme.use(tokens, 1.5)
    progress = ProgressLine(theme)
    progress.set_share(2.0)
    steps = StepList(theme, "steps")
    steps.show_steps(
        (
            (LightState.GOOD, "Mở buổi tiếp", ""),
            (LightState.CURRENT, "Trình bày", "còn 2 lượt nói"),
            (LightState.AHEAD, "Hỏi đáp", ""),
        )
    )
    empty = EmptyState(theme, "empty", Icon.DOCUMENT, "Chọn tệp")
    empty.show_text("Chưa có.", "Kéo tệp vào đây.", "T-001")
    assert steps.accessibleName() == "Trình bày"
    badge = Badge(theme, "đông người", "warn", Icon.PEOPLE)
    for widget in (progress, steps, empty, badge, KeyCap(theme, "Ctrl+T")):
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        assert len(set(bytes(widget.grab().toImage().constBits()))) > 1


# ---- things side by side, and one below the other --------------------------------------------


def test_two_columns_fold_where_both_would_be_too_narrow(theme: Theme) -> None:
    side, main = QLabel("side"), QLabel("main")
    columns = FoldingColumns(theme, side, main, side_width=400, main_height=360)
    columns.resize(1_000, 500)
    columns.show()
    assert side.width() == 400
    assert main.mapTo(columns, QPoint(0, 0)).x() >= 400
    columns.resize(640, 500)
    columns.split.activate()
    assert side.width() == 640
    below = main.mapTo(columns, QPoint(0, 0))
    assert below.x() == 0
    assert below.y() >= side.height()
    assert main.height() >= 360
    assert columns.sizeHint().height() >= side.sizeHint().height() + 360  # nobody is squeezed
    columns.resize(1_000, 500)
    columns.split.activate()
    assert side.width() == 400
    columns.close()


def test_blocks_fold_where_they_would_be_too_narrow(theme: Theme) -> None:
    labels = [QLabel("a"), QLabel("b"), QLabel("c")]
    layouts = [column(theme) for _ in labels]
    for layout, label in zip(layouts, labels, strict=True):
        layout.addWidget(label)
    blocks = FoldingBlocks(theme, layouts, gap=24, narrow=640)
    for width, rows in ((900, 1), (500, 3), (900, 1)):
        blocks.resize(width, 300)
        blocks.show()
        blocks.split.activate()
        assert len({label.y() for label in labels}) == rows
    blocks.close()


def test_what_does_not_fit_whole_is_left_out_the_last_first(theme: Theme) -> None:
    badges = [Badge(theme, text) for text in ("diễn tập", "Đông người", "đang tiếp")]
    row = FittingRow(theme, gap=8)
    row.show_widgets(badges)
    row.show()
    widths = [badge.sizeHint().width() for badge in badges]
    for shown, width in ((3, sum(widths) + 16), (2, sum(widths) + 15), (0, 5), (3, 900)):
        row.resize(width, 40)
        assert [badge.isVisible() for badge in badges] == [True] * shown + [False] * (3 - shown)
        assert row.sizeHint().width() == sum(widths) + 16
    row.show_widgets([Badge(theme, "tạm dừng")])
    assert not badges[0].isVisible()
    row.close()


def test_a_narrow_cell_of_the_status_bar_keeps_its_words_and_drops_its_symbol(
    theme: Theme,
) -> None:
    cell = StatusCell(theme, "cell", 1.0)
    cell.show_face(CellFace(caption="Giờ", value="00:00:00", tone="ink", symbol=Icon.CLOCK))
    pictures = {}
    for value in ("00:00:00", ""):
        cell.show_face(CellFace(caption="", value=value, tone="ink", symbol=Icon.CLOCK))
        for width in (96, 160):
            cell.resize(width, 56)
            pictures[value, width] = cell.grab().toImage().copy(0, 0, 8 + 22, 56)
    assert pictures["", 96] == pictures["", 160]  # without words the symbol stands
    assert pictures["00:00:00", 160] == pictures["", 160]
    assert pictures["00:00:00", 96] != pictures["", 96]


def test_a_caption_is_whole_before_a_symbol_stands(theme: Theme) -> None:
    cell = StatusCell(theme, "cell", 1.0)
    needed = QFontMetrics(theme.font(TextRole.CAPTION)).horizontalAdvance("Chưa gửi")
    pictures = []
    for caption in ("Chưa gửi", ""):
        cell.show_face(CellFace(caption=caption, value="3", tone="ink", symbol=Icon.CLOCK))
        cell.resize(needed + 20, 56)
        pictures.append(cell.grab().toImage().copy(0, 30, 30, 26))
    assert pictures[0] != pictures[1]  # the value stands at the edge, where the symbol was


def test_a_narrow_column_breaks_between_words_and_not_inside_one(theme: Theme) -> None:
    holder = QWidget()
    line = row(theme, holder)
    narrow, wide = (make_paragraph(text) for text in ("Loa và Micro-phòng-họp", "một hai ba"))
    font = theme.font(TextRole.BODY)
    keep_words_whole(narrow, font)
    keep_words_whole(wide, font)
    line.addWidget(narrow, 1)
    line.addWidget(wide, 20)
    holder.resize(260, 100)
    holder.show()
    assert narrow.width() >= QFontMetrics(font).horizontalAdvance("Micro-phòng-họp")
    assert wide.minimumWidth() == QFontMetrics(font).horizontalAdvance("một")
    empty = make_paragraph("")
    keep_words_whole(empty, font)
    assert empty.minimumWidth() == 0
    holder.close()


def test_a_value_that_has_no_room_gives_way_to_its_short_form(theme: Theme) -> None:
    whole = CellFace(caption="", value="trung bình, mạng nơi kia", tone="ink", symbol=3)
    pictures = []
    for face in (replace(whole, short="nơi kia"), replace(whole, value="nơi kia"), whole):
        cell = StatusCell(theme, "cell", 1.0)
        cell.has_symbol = False
        cell.show_face(face)
        drawn = {}
        for width in (120, 400):
            cell.resize(width, 56)
            drawn[width] = cell.grab().toImage()
        pictures.append(drawn)
        assert cell.accessibleName() == f": {face.value}"
    both, short, long = pictures
    assert both[120] == short[120]
    assert both[400] == long[400]
