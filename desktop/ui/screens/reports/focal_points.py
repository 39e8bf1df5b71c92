"""Đầu mối: the form of a unit; at headquarters the list of all units."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.unit_report import FaultKind
from desktop.presenters.focal_points_state import (
    FieldView,
    FocalField,
    FocalForm,
    FocalPointsViewState,
    FocalVersion,
)
from desktop.ui import formats, report_words
from desktop.ui.file_dialogs import DOCX, XLSX, ask_where
from desktop.ui.screens.focal_list import FocalListView
from desktop.ui.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.folding_row import FoldingBlocks
from desktop.ui.widgets.layout import clear, column, panel, row, rule, scrolled
from desktop.ui.widgets.text import make_label, make_paragraph
from desktop.ui.words import word

_COLUMNS = (
    (
        QT_TRANSLATE_NOOP("Reports", "Lãnh đạo phụ trách"),
        (
            FocalField.LEADER_NAME,
            FocalField.LEADER_TITLE,
            FocalField.LEADER_MOBILE,
            FocalField.LEADER_EMAIL,
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Reports", "Công chức đầu mối"),
        (
            FocalField.OFFICER_NAME,
            FocalField.OFFICER_TITLE,
            FocalField.OFFICER_MOBILE,
            FocalField.OFFICER_EMAIL,
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Reports", "Phân công, địa điểm"),
        (
            FocalField.DECISION_NUMBER,
            FocalField.APPROVED_BY,
            FocalField.EFFECTIVE_FROM,
            FocalField.ROOM_ADDRESS,
        ),
    ),
)
"""Heading and fields of three columns."""

_LAST_LINE = (
    FocalField.TECHNICIAN_NAME,
    FocalField.TECHNICIAN_MOBILE,
    FocalField.CONFERENCE_ENDPOINT,
)
_TECHNICIAN = QT_TRANSLATE_NOOP("Reports", "Cán bộ kỹ thuật")
_NARROW = 640
_GAP = 24

_MAX_LENGTHS = {
    FocalField.LEADER_NAME: 100,
    FocalField.LEADER_MOBILE: 32,
    FocalField.OFFICER_NAME: 100,
    FocalField.OFFICER_MOBILE: 32,
    FocalField.TECHNICIAN_NAME: 100,
    FocalField.TECHNICIAN_MOBILE: 32,
}
"""Characters; of the others 250, as the contract has them."""


class FocalPointsScreen(QWidget):
    """Who answers.

    field_edited(str, str): a FocalField and its text; sent: the primary button; searched(str);
    received(str): a report id; export_chosen(str): a path; directory_opened: at headquarters.
    """

    field_edited = Signal(str, str)
    sent = Signal()
    searched = Signal(str)
    received = Signal(str)
    export_chosen = Signal(str)
    directory_opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("focalPointsScreen")
        self._theme = theme
        self._drawn: tuple[FocalVersion, ...] | None = None
        self._controls: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        self._send = Button(
            theme,
            "sendFocalPoints",
            translate("Reports", "Gửi Ban Tiếp công dân"),
            ButtonRole.PRIMARY,
            icon=Icon.SEND,
        )
        self._send.clicked.connect(self.sent)
        self._export = Button(
            theme, "exportFocalPoints", translate("Reports", "Xuất danh sách"), icon=Icon.EXPORT
        )
        self._export.clicked.connect(self.ask_export_path)
        self._directory = Button(
            theme, "openAgencies", translate("Words", "Danh mục cơ quan"), icon=Icon.AGENCY
        )
        self._directory.clicked.connect(self.directory_opened)
        self._banner = Banner(theme, "focalPointsBanner")
        self._history = panel("sheet", "focalHistory")
        self._versions = column(theme)
        self._list = FocalListView(theme)
        self._list.searched.connect(self.searched)
        self._list.received.connect(self.received)
        self._stack = QStackedWidget()
        self._form_page = QWidget()
        self._build()

    def show_state(self, state: FocalPointsViewState) -> None:
        """Draws the form or the list; a text being typed is never rewritten."""
        said = sentence(state.message) if state.message is not None else None
        self._banner.setVisible(said is not None)
        if state.message is not None and said is not None:
            self._banner.show_message(state.message.tone.value, said.fact, said.rest, said.code)
        self._export.set_available(
            is_available=state.can_export,
            reason=translate("Reports", "Chưa có danh sách nào, hoặc đang xuất ra tệp."),
        )
        self._send.setVisible(state.form is not None)
        self._directory.setVisible(state.list is not None)
        if state.form is not None:
            self._stack.setCurrentWidget(self._form_page)
            self._show_form(state.form)
        elif state.list is not None:
            self._stack.setCurrentWidget(self._list)
            self._list.show_list(state.list)

    def take_focus(self) -> None:
        """The first empty field is where the officer begins."""
        if self._stack.currentWidget() is self._list:
            self._list.take_focus()
            return
        empty = next((one for one in self._controls.values() if not one.text()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """F3, at headquarters."""
        if self._stack.currentWidget() is self._list:
            self._list.take_focus()

    def ask_export_path(self) -> None:
        """Asks where the list goes; the answer comes as `export_chosen`."""
        ask_where(
            self,
            translate("Reports", "Xuất danh sách"),
            translate("Reports", "Danh sách đầu mối"),
            self.export_chosen.emit,
            (DOCX, XLSX),
        )

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        header = row(theme, gap=12)
        header.addWidget(make_label(translate("Words", "Đầu mối"), TextRole.SCREEN_TITLE))
        header.addStretch(1)
        header.addWidget(self._directory)
        header.addWidget(self._export)
        header.addWidget(self._send)
        layout.addLayout(header)
        layout.addWidget(self._banner)
        content = QWidget()
        inside = column(theme, content, gap=16)
        inside.addWidget(self._build_form())
        inside.addWidget(self._build_history())
        inside.addStretch(1)
        column(theme, self._form_page).addWidget(scrolled(content))
        self._stack.addWidget(self._form_page)
        self._stack.addWidget(self._list)
        layout.addWidget(self._stack, 1)

    def _build_form(self) -> QWidget:
        sheet = panel("sheet", "focalForm")
        layout = column(self._theme, sheet, gap=12, margins=(20, 12, 20, 16))
        layout.addWidget(
            self._side_by_side([self._block(str(title), fields) for title, fields in _COLUMNS])
        )
        layout.addWidget(self._heading(str(_TECHNICIAN)))
        layout.addWidget(self._side_by_side([self._block("", (name,)) for name in _LAST_LINE]))
        return sheet

    def _side_by_side(self, blocks: list[QVBoxLayout]) -> FoldingBlocks:
        return FoldingBlocks(self._theme, blocks, gap=_GAP, narrow=_NARROW)

    def _block(self, title: str, fields: tuple[FocalField, ...]) -> QVBoxLayout:
        block = column(self._theme, gap=8)
        if title:
            block.addWidget(self._heading(title))
        for name in fields:
            block.addWidget(self._field(name))
        block.addStretch(1)
        return block

    def _heading(self, text: str) -> QLabel:
        return make_label(translate("Reports", text), TextRole.ROW_TITLE)

    def _field(self, name: FocalField) -> Field:
        control = QLineEdit()
        control.setObjectName(f"focal-{name}")
        control.setMaxLength(_MAX_LENGTHS.get(name, 250))
        control.setProperty("field", name.value)
        control.textEdited.connect(self._on_edited)
        field = Field(self._theme, word(report_words.FOCAL_FIELDS, name), control)
        field.set_help("")
        self._controls[name] = control
        self._fields[name] = field
        return field

    def _build_history(self) -> QWidget:
        inside = column(self._theme, self._history, margins=(20, 12, 20, 12), gap=8)
        inside.addWidget(make_label(translate("Reports", "Các bản đã gửi"), TextRole.ROW_TITLE))
        inside.addLayout(self._versions)
        return self._history

    # ---- drawing ---------------------------------------------------------------------------

    def _show_form(self, form: FocalForm) -> None:
        for view in form.fields:
            self._show_field(view)
        self._send.set_available(
            is_available=form.can_send,
            reason=translate("Reports", "Danh sách chưa có gì khác bản đã gửi."),
        )
        if form.versions != self._drawn:
            self._drawn = form.versions
            self._fill_history(form.versions)

    def _show_field(self, view: FieldView) -> None:
        control = self._controls[view.name]
        if control.text() != view.text:
            control.setText(view.text)
            control.setCursorPosition(0)
        self._fields[view.name].set_error(_fault_text(view))

    def _fill_history(self, versions: tuple[FocalVersion, ...]) -> None:
        clear(self._versions)
        if not versions:
            text = translate("Reports", "Chưa gửi bản nào.")
            self._versions.addWidget(make_paragraph(text, TextRole.BODY, "ink2"))
        for place, version in enumerate(versions):
            if place:
                self._versions.addWidget(rule())
            self._versions.addWidget(self._version_row(version))

    def _version_row(self, version: FocalVersion) -> QWidget:
        holder = QWidget()
        layout = column(self._theme, holder, margins=(0, 6, 0, 6), gap=2)
        head = row(self._theme, gap=8)
        title = translate("Reports", "Bản {version}, {day}").format(
            version=version.version, day=formats.day(version.handed_in_at)
        )
        head.addWidget(make_label(title, TextRole.BODY_STRONG), 1)
        state = word(report_words.REPORT_STATES, version.state)
        head.addWidget(Badge(self._theme, state, report_words.REPORT_TONES[version.state]))
        layout.addLayout(head)
        people = " · ".join(
            text for text in (version.leader, version.officer, version.decision_number) if text
        )
        layout.addWidget(make_paragraph(people, TextRole.SMALL, "ink2"))
        if version.received_at is not None:
            text = translate("Reports", "Tiếp nhận lúc {at}, {day}")
            at, day = formats.hour(version.received_at), formats.day(version.received_at)
            layout.addWidget(make_paragraph(text.format(at=at, day=day), TextRole.SMALL, "ok"))
        return holder

    # ---- events ----------------------------------------------------------------------------

    def _on_edited(self, text: str) -> None:
        self.field_edited.emit(str(self.sender().property("field")), text)


def _fault_text(view: FieldView) -> str:
    if view.fault is None:
        return ""
    if view.name == FocalField.EFFECTIVE_FROM:
        return translate("Reports", "Ghi ngày, tháng, năm, ví dụ 26/11/2026.")
    if view.fault is FaultKind.MISSING:
        return translate("Reports", "Phải điền ô này.")
    if view.name.endswith(".mobile"):
        return translate("Reports", "Số điện thoại thường có 10 chữ số, bắt đầu bằng 0.")
    if view.name.endswith(".email"):
        return translate("Reports", "Thư điện tử cần có dấu @ và tên miền.")
    return translate("Reports", "Nên ghi số văn bản để thành phố đối chiếu.")
