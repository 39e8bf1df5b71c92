"""Mời cơ quan: calls of this session, and whom to ring; a sheet beside the minutes."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.conduct.calls.agency_call import (
    IN_STAGES,
    MAX_QUESTION_CHARACTERS,
    CallStage,
)
from desktop.presenters.conduct.calls.calling import CallableSite, CalledLine, CallSheet
from desktop.ui.panels.conduct.calls.guest_part import GuestPart
from desktop.ui.texts import call_words, formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import clear, column, panel, row
from desktop.ui.widgets.side_panel import SheetPanel
from desktop.ui.widgets.text import make_label, make_note, set_text

_WIDTH = 480
_NAME_CHARACTERS = 100


class CallPanel(SheetPanel[CallSheet]):
    """Lies over the left of the session: the minutes stay in sight.

    search_edited(str); first_rung: Enter there; question_edited(str); rung(str): a site's id;
    guest_rung: a link for who was typed;
    call_pressed(str): a call's id, to withdraw it or to let its site go; `closed`: the sheet goes.
    """

    search_edited = Signal(str)
    question_edited = Signal(str)
    first_rung = Signal()
    rung = Signal(str)
    guest_rung = Signal()
    call_pressed = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "callPanel", host, _WIDTH, is_left=True)
        back = translate("Calls", "Trở lại buổi tiếp")
        self.set_titles(translate("Calls", "Mời cơ quan"), back)
        self._calls = column(theme, gap=8)
        self._lines = dict[str, _CalledRow]()
        self._sites = column(theme, gap=8)
        self._banner = Banner(theme, "callBanner", is_compact=True)
        self._search = _line("call-search", _NAME_CHARACTERS)
        self._question = _line("call-question", MAX_QUESTION_CHARACTERS)
        self._found = make_note("", TextRole.BODY, "ink2")
        name = Field(theme, translate("Calls", "Cơ quan, đơn vị"), self._search)
        name.set_help(translate("Calls", "Gõ một phần tên. Enter gọi nơi đầu tiên."))
        question = Field(theme, translate("Calls", "Điều cần hỏi (không bắt buộc)"), self._question)
        question.set_help(translate("Calls", "Cán bộ trực đọc trước khi nhận lời."))
        self._guest = GuestPart(theme, self.guest_rung.emit)
        self._asking = QWidget()
        asking = column(theme, self._asking, gap=16)
        for one in (name, question, self._found):
            asking.addWidget(one)
        asking.addLayout(self._sites)
        asking.addWidget(self._guest.ask)
        self.body.addLayout(self._calls)
        self.body.addWidget(self._guest.link)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._asking)
        self.body.addStretch(1)
        self._back = Button(theme, "callBack", translate("Sheet", "Trở lại"))
        self._back.setAccessibleName(back)
        foot = panel("footer")
        column(theme, foot, margins=(20, 12, 20, 12)).addWidget(self._back)
        self.foot.addWidget(foot)
        self._back.clicked.connect(self.closed)
        self._search.textEdited.connect(self.search_edited)
        self._search.returnPressed.connect(self.first_rung)
        self._question.textEdited.connect(self.question_edited)

    @override
    def take_focus(self) -> None:
        """To the field of names, or to the way back where nobody can be rung."""
        target = self._search if self._asking.isVisibleTo(self) else self._back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show(self, sheet: CallSheet, former: CallSheet | None) -> None:
        self._show_calls(sheet.calls)
        self._show_banner(sheet)
        self._guest.show_sheet(sheet)
        can_ring = sheet.fault is None and sheet.obstacle is None
        self._asking.setVisible(can_ring)
        _write(self._search, sheet.search)
        _write(self._question, sheet.question)
        if former is None or (former.sites, former.is_waiting) != (sheet.sites, sheet.is_waiting):
            self._show_sites(sheet)

    def _show_calls(self, calls: tuple[CalledLine, ...]) -> None:
        if tuple(self._lines) != tuple(one.call_id for one in calls):
            clear(self._calls)
            self._lines = {one.call_id: self._called_row(one) for one in calls}
        for one in calls:
            self._lines[one.call_id].show_line(one)

    def _called_row(self, line: CalledLine) -> "_CalledRow":
        made = _CalledRow(self._theme, line)
        made.pressed.connect(self.call_pressed)
        self._calls.addWidget(made)
        return made

    def _show_banner(self, sheet: CallSheet) -> None:
        said = call_words.fault_text(sheet)
        if sheet.obstacle is not None:
            said = words.word(words.OBSTACLES, sheet.obstacle)
        self._banner.setVisible(bool(said))
        if said:
            self._banner.show_message("warn", said, "", "")

    def _show_sites(self, sheet: CallSheet) -> None:
        clear(self._sites)
        for one in sheet.sites:
            self._sites.addWidget(self._site_row(one, is_waiting=sheet.is_waiting))
        text = translate("Calls", "Không có nơi nào tên như vậy.")
        if sheet.more:
            text = translate("Calls", "Còn {count} nơi nữa. Gõ thêm chữ để thu hẹp.")
        set_text(self._found, text.format(count=sheet.more))
        self._found.setVisible(not sheet.sites or bool(sheet.more))

    def _site_row(self, site: CallableSite, *, is_waiting: bool) -> QFrame:
        frame = panel("row")
        line = row(self._theme, frame, gap=12)
        names = column(self._theme)
        names.addWidget(make_note(site.name, TextRole.BODY_STRONG))
        kind = call_words.call_word(call_words.KINDS, site.kind)
        names.addWidget(make_label(kind, TextRole.SMALL, "ink2"))
        line.addLayout(names, 1)
        label = translate("Calls", "Gọi")
        button = Button(
            self._theme, f"ring-{site.site_id}", label, ButtonRole.PLAIN, icon=Icon.CALL_AGENCY
        )
        button.setAccessibleName(translate("Calls", "Gọi {site}").format(site=site.name))
        button.setProperty("site", site.site_id)
        button.set_available(
            is_available=not is_waiting, reason=translate("Calls", "Đang báo máy chủ…")
        )
        button.clicked.connect(self._on_rung)
        line.addWidget(button)
        return frame

    def _on_rung(self) -> None:
        self.rung.emit(str(self.sender().property("site")))


class _CalledRow(QFrame):
    """One call. pressed(str): its id."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, line: CalledLine) -> None:
        super().__init__()
        self.setProperty("banner", "info")
        self._call_id = line.call_id
        inside = row(theme, self, gap=12, margins=(16, 12, 16, 12))
        said = column(theme)
        said.addWidget(make_note(line.name, TextRole.BODY_STRONG))
        self._stage = make_note("")
        said.addWidget(self._stage)
        inside.addLayout(said, 1)
        self._button = Button(theme, f"call-{line.call_id}", "")
        self._button.with_armed_text(translate("Calls", "Nhấn lần nữa"))
        inside.addWidget(self._button)
        self._button.clicked.connect(lambda: self.pressed.emit(self._call_id))

    def show_line(self, line: CalledLine) -> None:
        """Its stage, its clock, and what can be done of it."""
        stage = call_words.call_word(call_words.STAGES, line.stage)
        if line.left_itself:
            stage = translate("Calls", call_words.LEFT_ITSELF)
        text = translate("Calls", "{stage}, {clock}") if line.seconds else "{stage}"
        text = text.format(stage=stage, clock=formats.short_clock(line.seconds))
        if line.reason:
            text = translate("Calls", "{stage}: {reason}").format(stage=stage, reason=line.reason)
        set_text(self._stage, text)
        can_stop = line.stage is CallStage.RINGING or line.stage in IN_STAGES
        self._button.setVisible(can_stop)
        label = translate("Calls", "Cho rời buổi")
        if line.stage is CallStage.RINGING:
            label = translate("Calls", "Thôi gọi")
        self._button.set_label(label)
        self._button.set_available(
            is_available=not line.is_waiting, reason=translate("Calls", "Đang báo máy chủ…")
        )
        self._button.set_armed(is_armed=line.is_armed)


def _line(name: str, most: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setMaxLength(most)
    return line


def _write(line: QLineEdit, text: str) -> None:
    if line.text() != text:
        with QSignalBlocker(line):
            line.setText(text)
