"""Papers of the case: the list, the page, and what display 2 may show."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.papers.papers_state import PapersPanel
from desktop.presenters.view.message import Message
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.panels.papers.page_view import PageView
from desktop.ui.panels.papers.paper_files import ask_papers, dropped_files
from desktop.ui.panels.papers.paper_rows import PaperRowControl
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.fitted.part_choice import PartChoice
from desktop.ui.widgets.inputs.page_turner import PageTurner, TurnerNames
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import (
    ElidedLabel,
    WrappedLabel,
    make_label,
    make_paragraph,
    set_text,
    set_tool_tip,
)

_LIST_WIDTH = 400
_LEAST_LIST = 250
_LIST_SHARE = 0.42
_HEAD_NARROW = 420
"""Widths of the design: of the list, and of the page below which its keys stand under its title."""


class PapersColumn(QWidget):
    """Takes the place of case and pictures; the minutes stay beside it.

    paper_added(str): a path chosen or dropped, not yet looked at; paper_chosen(str): an id;
    page_turned(int): steps; page_width_settled(int); clearing_asked(bool); present_asked;
    take_down_asked; part_chosen(str): of the page on stage; message_pressed(object): the Message
    whose button was pressed; closed: back to the pictures.
    """

    paper_added = Signal(str)
    paper_chosen = Signal(str)
    page_turned = Signal(int)
    page_width_settled = Signal(int)
    clearing_asked = Signal(bool)
    present_asked = Signal()
    part_chosen = Signal(str)
    take_down_asked = Signal()
    message_pressed = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("papersColumn")
        self._theme = theme
        self._drawn: PapersPanel | None = None
        self._message: Message | None = None
        self._is_cleared = False
        self._summary = make_label("", TextRole.SMALL, "ink2")
        self._rows = RowList(theme, "paperRows")
        self._empty = EmptyState(theme, "papersEmpty", Icon.DOCUMENT)
        self._list = panel("left-column", "paperList")
        self._add = Button(
            theme, "addPaper", translate("Papers", "Chọn tệp"), icon=Icon.CHOOSE_FILE
        )
        self._drop_note = make_paragraph("", TextRole.SMALL, "ink2")
        self._title = ElidedLabel(theme, TextRole.COLUMN_TITLE)
        self.turner = PageTurner(
            theme, TurnerNames(back="pageBack", on="pageOn", edit="pageNumber")
        )
        self._close = Button(theme, "closePapers", "", size=ButtonSize.SMALL, icon=Icon.CLOSE)
        self._banner = MessageBanner(theme, "papersBanner", is_compact=True)
        self._banner_box = QWidget()
        self._view = PageView(theme)
        self._clear = Button(theme, "clearForDisplay", "", icon=Icon.SHOW)
        self._present = Button(
            theme,
            "presentPaper",
            translate("Papers", "Trình chiếu"),
            ButtonRole.PRIMARY,
            icon=Icon.PRESENT,
        )
        self._take_down = Button(
            theme, "takeDown", translate("Papers", "Thôi chiếu"), ButtonRole.DESTRUCTIVE
        )
        self._part = PartChoice("stagePartOfPapers")
        self._stage = WrappedLabel(theme, TextRole.SMALL_MEDIUM, "danger")
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def show_panel(self, state: PapersPanel) -> None:
        """Draws list, page and stage."""
        if state is self._drawn:
            return
        self._drawn = state
        self._rows.keep([str(one.document_id) for one in state.rows], self._make)
        for one in state.rows:
            control = self._rows.row(str(one.document_id))
            if isinstance(control, PaperRowControl):
                control.show_row(one)
        pages = sum(one.page_count for one in state.rows)
        text = translate("Papers", "{papers} tài liệu · {pages} trang")
        set_text(self._summary, text.format(papers=len(state.rows), pages=pages))
        self._add.set_available(
            is_available=state.can_add,
            reason=translate("Papers", "Điểm cầu này chỉ xem tài liệu."),
        )
        note = translate("Papers", "Kéo tệp vào đây. Bản gốc không bị thay đổi.")
        set_text(self._drop_note, note if state.can_add and state.rows else "")
        self._drop_note.setVisible(bool(self._drop_note.text()))
        self._show_message(state.message)
        self._show_preview(state)
        self._show_stage(state)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list leaves the page its place."""
        super().resizeEvent(event)
        width = event.size().width() / self._theme.scale
        list_width = min(_LIST_WIDTH, max(_LEAST_LIST, _LIST_SHARE * width))
        self._list.setFixedWidth(self._theme.px(list_width))

    # ---- dropping --------------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._add.isEnabled():
            set_property(self._list, "panel", "drop")
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_property(self._list, "panel", "left-column")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        set_property(self._list, "panel", "left-column")
        for path in dropped_files(event.mimeData()):
            self.paper_added.emit(path)
        event.acceptProposedAction()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = row(theme, self)
        self._fill_list(column(theme, self._list))
        layout.addWidget(self._list)
        right = column(theme)
        right.addWidget(self._build_page_header())
        banner = row(theme, self._banner_box, margins=(16, 8, 16, 0))
        banner.addWidget(self._banner)
        right.addWidget(self._banner_box)
        right.addWidget(self._view, 1)
        right.addWidget(self._build_actions())
        layout.addLayout(right, 1)

    def _fill_list(self, left: QVBoxLayout) -> None:
        theme = self._theme
        header = panel("header")
        head = row(theme, header, gap=12, margins=(16, 14, 16, 14))
        head.addWidget(make_label(translate("Papers", "Hồ sơ"), TextRole.COLUMN_TITLE))
        head.addStretch(1)
        head.addWidget(self._summary)
        left.addWidget(header)
        content = QWidget()
        inner = column(theme, content)
        inner.addWidget(self._rows)
        inner.addWidget(self._empty)
        inner.addStretch(1)
        scroll = scrolled(content)
        left.addWidget(scroll, 1)
        footer = panel("footer")
        foot = column(theme, footer, gap=8, margins=(16, 12, 16, 12))
        foot.addWidget(self._drop_note)
        foot.addWidget(self._add)
        left.addWidget(footer)

    def _build_page_header(self) -> QFrame:
        theme = self._theme
        header = panel("header")
        head, keys, titles = column(theme, header), row(theme, gap=12), column(theme)
        head.setContentsMargins(*(theme.px(one) for one in (20, 12, 16, 12)))
        titles.addWidget(self._title)
        titles.addWidget(self._stage)
        name = translate("Papers", "Đóng hồ sơ, trở lại hình")
        self._close.setAccessibleName(name)
        set_tool_tip(self._close, name)
        keys.addWidget(self.turner)
        keys.addStretch(1)
        keys.addWidget(self._close)
        head.addWidget(FoldingRow(theme, titles, keys, narrow=_HEAD_NARROW))
        return header

    def _build_actions(self) -> QFrame:
        theme = self._theme
        footer = panel("footer")
        foot = row(theme, footer, gap=12, margins=(20, 12, 16, 12))
        self._actions = FlowRow(theme, gap=12, line_gap=8)
        self._actions.show_widgets([self._present, self._take_down, self._part, self._clear])
        foot.addWidget(self._actions, 1)
        return footer

    def _connect(self) -> None:
        self._add.clicked.connect(self._choose_files)
        self.turner.turned.connect(self.page_turned)
        self._close.clicked.connect(self.closed)
        self._clear.clicked.connect(self._ask_clearing)
        self._present.clicked.connect(self.present_asked)
        self._take_down.clicked.connect(self.take_down_asked)
        self._part.part_chosen.connect(self.part_chosen)
        self._view.width_settled.connect(self.page_width_settled)
        self._banner.pressed.connect(self._on_banner)

    # ---- drawing ---------------------------------------------------------------------------

    def _make(self, key: str) -> RowControl:
        control = PaperRowControl(self._theme, key)
        control.chosen.connect(self.paper_chosen)
        return control

    def _show_message(self, message: Message | None) -> None:
        self._message = message
        shown = self._banner.say_beside(self._empty, MessageCode.PAPERS_EMPTY, message)
        self._banner_box.setVisible(shown is not None)

    def _show_preview(self, state: PapersPanel) -> None:
        preview = state.preview
        self.turner.setVisible(preview is not None)
        if preview is None:
            choose = translate("Papers", "Chọn một tài liệu ở bên trái")
            self._title.set_text(choose if state.rows else "")
            self._view.show_page(None, "")
            return
        self._title.set_text(f"{preview.number}. {preview.title}")
        self.turner.show_page(preview.page, preview.page_count)
        self.turner.back.set_available(is_available=preview.can_turn_back)
        self.turner.on.set_available(is_available=preview.can_turn_on)
        self._view.show_preview(preview)

    def _show_stage(self, state: PapersPanel) -> None:
        selected = next((one for one in state.rows if one.is_selected), None)
        self._is_cleared = selected is not None and selected.is_cleared
        stop = translate("Papers", "Thôi cho trình chiếu")
        allow = translate("Papers", "Cho trình chiếu")
        self._clear.set_label(
            stop if self._is_cleared else allow, Icon.HIDE if self._is_cleared else Icon.SHOW
        )
        self._clear.set_available(
            is_available=state.can_clear,
            reason=translate("Papers", "Nơi đưa tài liệu vào mới cho trình chiếu được."),
        )
        self._present.set_available(
            is_available=state.can_present and not (state.needs_clearing or state.is_city_lost),
            reason=_why_not_presented(state),
            is_answered=state.can_present,
        )
        self._take_down.set_available(
            is_available=not state.is_city_lost,
            reason=words.word(words.OBSTACLES, Obstacle.CITY_LOST),
            is_answered=True,
        )
        stage = state.stage
        is_this_page = _is_shown_now(state)
        shown: list[QWidget] = []
        if state.preview is not None and not is_this_page:
            shown.append(self._present)
        if stage is not None and stage.can_lead:
            shown += [self._take_down, self._part]
            self._part.show_part(stage.part, is_available=not state.is_city_lost)
        if state.preview is not None and not (selected is not None and selected.is_on_stage):
            shown.append(self._clear)
        self._actions.arrange(shown)
        text = ""
        if stage is not None:
            text = translate(
                "Papers", "Đang chiếu: tài liệu {number}, trang {page}/{count}"
            ).format(number=stage.number, page=stage.page, count=stage.page_count)
        self._stage.set_text(text)
        self._stage.setVisible(bool(text))

    # ---- events ----------------------------------------------------------------------------

    def _choose_files(self) -> None:
        ask_papers(self, self.paper_added.emit)

    def _ask_clearing(self) -> None:
        self.clearing_asked.emit(not self._is_cleared)

    def _on_banner(self) -> None:
        if self._message is not None:
            self.message_pressed.emit(self._message)


def _why_not_presented(state: PapersPanel) -> str:
    if state.can_present and not state.is_city_lost:
        return translate("Papers", "Tài liệu này chưa được cho trình chiếu.")
    return translate("Papers", "Chỉ trình chiếu được khi buổi tiếp đang mở và có kết nối.")


def _is_shown_now(state: PapersPanel) -> bool:
    """Whether every screen shows the very page that stands here."""
    stage, preview = state.stage, state.preview
    if stage is None or preview is None:
        return False
    return (stage.number, stage.page) == (preview.number, preview.page)
