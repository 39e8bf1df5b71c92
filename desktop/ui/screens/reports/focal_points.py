"""Đầu mối: the form of a unit; at headquarters the list of all units."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.faults import FaultKind
from desktop.presenters.form.spec import Wanted
from desktop.presenters.reports.focal_points_state import (
    FocalField,
    FocalForm,
    FocalPointsViewState,
    FocalVersion,
)
from desktop.presenters.reports.report_forms import FOCAL_FORM
from desktop.ui.screens.reports.focal_list import FocalListView
from desktop.ui.screens.reports.report_layout import title_row
from desktop.ui.texts import formats, report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.file_dialogs import DOCX, PDF, XLSX, ask_where
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.words import FormWords, labels_of
from desktop.ui.widgets.layout import clear, column, panel, row, rule, scrolled
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.folding_row import FoldingBlocks
from desktop.ui.widgets.text import make_label, make_paragraph

_COLUMNS = ("leader", "officer", "assignment")
_NARROW = 640
_GAP = 24
_TECHNICIAN = Row(
    keys=(
        FocalField.TECHNICIAN_NAME,
        FocalField.TECHNICIAN_MOBILE,
        FocalField.CONFERENCE_ENDPOINT,
    ),
    gap=_GAP,
    narrow=_NARROW,
)


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
        self._fields = FormFields(theme, FOCAL_FORM, _words(), name="focal", parent=self)
        self._fields.edited.connect(self.field_edited)
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
        self._banner = MessageBanner(theme, "focalPointsBanner")
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
        self._banner.say(state.message)
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
        self._fields.focus_first_empty()

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
            (DOCX, PDF, XLSX),
        )

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        title = translate("Words", "Đầu mối liên hệ")
        layout.addLayout(title_row(theme, title, self._directory, self._export, self._send))
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
        blocks = [self._fields.section(key) for key in _COLUMNS]
        for block in blocks:
            block.addStretch(1)
        layout.addWidget(FoldingBlocks(self._theme, blocks, gap=_GAP, narrow=_NARROW))
        layout.addLayout(self._fields.section("technician", (_TECHNICIAN,), gap=12))
        return sheet

    def _build_history(self) -> QWidget:
        inside = column(self._theme, self._history, margins=(20, 12, 20, 12), gap=8)
        inside.addWidget(make_label(translate("Reports", "Các bản đã gửi"), TextRole.ROW_TITLE))
        inside.addLayout(self._versions)
        return self._history

    # ---- drawing ---------------------------------------------------------------------------

    def _show_form(self, form: FocalForm) -> None:
        self._fields.show_form(form.typed)
        self._send.set_available(
            is_available=form.can_send,
            reason=translate("Reports", "Danh sách chưa có gì khác bản đã gửi."),
        )
        if form.versions != self._drawn:
            self._drawn = form.versions
            self._fill_history(form.versions)

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


def _words() -> FormWords:
    number = translate("Reports", "Nên ghi số văn bản để thành phố đối chiếu.")
    may = {one.key for one in FOCAL_FORM.fields if one.wanted is Wanted.MAY}
    optional = translate("Reports", "{label} (không bắt buộc)")
    labels = labels_of(report_words.FOCAL_FIELDS, FocalField)
    return FormWords(
        labels={
            key: optional.format(label=label) if key in may else label
            for key, label in labels.items()
        },
        headings={
            "leader": translate("Reports", "Lãnh đạo phụ trách"),
            "officer": translate("Reports", "Công chức đầu mối"),
            "assignment": translate("Reports", "Phân công, địa điểm"),
            "technician": translate("Reports", "Cán bộ kỹ thuật"),
        },
        faults={(FocalField.DECISION_NUMBER, FaultKind.ODD): number},
    )
