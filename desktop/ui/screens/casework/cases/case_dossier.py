"""Hồ sơ: the papers of a case, added here on any day."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.cases.case_papers_state import CasePapersView, PaperLine
from desktop.ui.panels.papers.paper_files import ask_papers
from desktop.ui.screens.casework.cases.case_cards import CaseCard
from desktop.ui.texts import casework_words, counts, formats, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl, RowList
from desktop.ui.widgets.text import ElidedLabel, make_label, make_note, set_text

_LABEL_WIDTH = 84
_ALL_ROOM = 100
"""Before what the card leaves free."""


class DossierCard(CaseCard):
    """The list. added(str): a path, not yet looked at; opened(str): an id; dismissed.

    printed: Ctrl+P, or the button: the index is to be printed.
    """

    added = Signal(str)
    opened = Signal(str)
    dismissed = Signal()
    printed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "caseDossier", Icon.CHOOSE_FILE, translate("Case", "Hồ sơ"))
        self._summary = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._add = Button(theme, "addToDossier", translate("Case", "Thêm"), size=ButtonSize.SMALL)
        self._add.with_key("Ctrl+D")
        self._add.clicked.connect(self.ask)
        self.head.insertWidget(2, self._summary, _ALL_ROOM)
        self._print = Button(
            theme, "printIndex", translate("Case", "In mục lục"), ButtonRole.QUIET,
            ButtonSize.SMALL, Icon.PRINT,
        ).with_key("Ctrl+P")  # fmt: skip
        for button in (self._print, self._add):  # their keys go before the count is cut
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._print.clicked.connect(self.print_index)
        self.head.addWidget(self._print)
        self.head.addWidget(self._add)
        self._banner = MessageBanner(theme, "dossierMessage", is_compact=True)
        self._banner.pressed.connect(self.dismissed)
        self._rows = RowList(theme, "caseDossierList")
        empty = sentence_of("T-001", {})
        self._empty = make_note(f"{empty.whole} ({empty.code})", TextRole.SMALL, "ink2")
        self._empty.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._rows)

    @property
    def can_add(self) -> bool:
        """Whether a file may be dropped or pasted here."""
        return self._add.isVisibleTo(self)

    def show_papers(self, view: CasePapersView, *, after: QWidget) -> None:
        """Draws the list. Tab comes from `after`."""
        text = translate("Case", "{papers} · {pages}, số trang cố định")
        numbered = sum(line.session_at is None for line in view.lines)
        said = text.format(papers=counts.papers(numbered), pages=counts.pages(view.pages))
        self._summary.set_text(said if numbered else "")
        self._summary.set_short(counts.papers(numbered) if numbered else "", is_least=True)
        self._add.setVisible(view.can_add)
        self._print.setVisible(view.can_print)
        self._banner.say(view.message, has_button=True)
        self._empty.setVisible(not view.lines)
        self._rows.keep([str(one.document_id) for one in view.lines], self._make_row)
        QWidget.setTabOrder(after, self._print)
        QWidget.setTabOrder(self._print, self._add)
        self._rows.follow(self._add)
        for one in view.lines:
            control = self._rows.row(str(one.document_id))
            if isinstance(control, _PaperRow):
                control.show_line(one, is_last=one is view.lines[-1])

    def ask(self) -> None:
        """Ctrl+D, or the button: which files."""
        if self.can_add:
            ask_papers(self, self.added.emit)

    def print_index(self) -> None:
        """Ctrl+P, or the button."""
        if self._print.isVisible():  # nowhere but on the page of a case
            self.printed.emit()

    def _make_row(self, key: str) -> RowControl:
        control = _PaperRow(self.theme, key)
        control.activated.connect(self.opened)
        return control


class _PaperRow(PressedRowControl):
    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"case-paper-{key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = make_label("", TextRole.BODY_STRONG)
        self._label.setMinimumWidth(theme.px(_LABEL_WIDTH))
        self._title = make_note("", TextRole.BODY)
        self._facts = make_note("", TextRole.SMALL, "ink2")
        layout = row(theme, self, gap=12, margins=(16, 7, 16, 7))
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(theme, gap=2)
        texts.addWidget(self._title)
        texts.addWidget(self._facts)
        layout.addLayout(texts, 1)

    def show_line(self, one: PaperLine, *, is_last: bool) -> None:
        """Draws the paper."""
        label, facts = line_label(one), line_facts(one)
        set_text(self._label, label, "ink" if one.label else "ink2")
        set_text(self._title, one.title)
        set_text(self._facts, facts, "danger" if _is_refused(one) else "ink2")
        self.set_look(is_selected=one.is_open, has_line=not is_last)
        self.setAccessibleName(f"{label}, {one.title}, {facts}")


def line_label(one: PaperLine) -> str:
    """Page numbers, the session it was handed in to, or that a number is to come."""
    if one.session_at is not None:
        return translate("Case", "buổi {day}").format(day=formats.short_day(one.session_at))
    return one.label or translate("Case", "chờ số")


def line_facts(one: PaperLine) -> str:
    """What kind of paper, how many pages where no numbers say it, whose, and where it is."""
    parts = [words.word(words.PAPER_KINDS, one.kind)]
    if one.copy_kind is not None:
        parts.append(words.word(casework_words.COPY_KINDS, one.copy_kind))
    if one.handed_in is not None:
        parts.append(words.word(casework_words.HANDED_IN, one.handed_in))
    if one.page_count and not one.label:
        parts.append(counts.pages(one.page_count))
    parts.append(translate("Papers", "phòng này") if one.is_own else one.site_name)
    parts.append(_where(one))
    parts.append(_held(one))
    return " · ".join(part for part in parts if part)


def _where(one: PaperLine) -> str:
    if _is_refused(one):
        return words.word(words.TRANSFERS, PaperTransfer.REFUSED)
    if not one.has_bytes:
        return translate("Case", "chỉ có bản giấy")
    if one.transfer is not PaperTransfer.CITY:
        return words.word(words.TRANSFERS, one.transfer)
    if one.is_local:
        return translate("Case", "có tại thành phố và máy này")
    return translate("Case", "có tại thành phố, chưa tải về máy này")


def _held(one: PaperLine) -> str:
    """Which sites of the session can read it already, by their own word."""
    if not one.lacking_at:
        whole = translate("Case", "đã có ở đủ {n} điểm cầu của buổi")
        return whole.format(n=len(one.held_at)) if one.held_at else ""
    lacking = translate("Case", "chưa có ở: {sites}").format(sites=", ".join(one.lacking_at))
    if not one.held_at:
        return lacking
    held = translate("Case", "đã có ở: {sites}").format(sites=", ".join(one.held_at))
    return f"{held} · {lacking}"


def _is_refused(one: PaperLine) -> bool:
    return one.storage is RecordStorage.REFUSED or one.transfer is PaperTransfer.REFUSED
