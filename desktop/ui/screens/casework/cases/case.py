"""The page of one case: everything about it on one page (ux-2.md §4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.casework.cases.cases_state import CasePage, CaseViewState
from desktop.presenters.view.session_verb import SessionVerb
from desktop.ui.screens.casework.cases import case_words
from desktop.ui.screens.casework.cases.amend_panel import AmendPanel
from desktop.ui.screens.casework.cases.archive_panel import ArchivePanel
from desktop.ui.screens.casework.cases.case_cards import (
    GatesCard,
    HistoryCard,
    PeopleCard,
    RequestCard,
    SessionsCard,
    VisitsCard,
)
from desktop.ui.screens.casework.cases.case_dossier import DossierCard
from desktop.ui.screens.casework.cases.case_paper import CasePaperPanel
from desktop.ui.screens.casework.file_screen import FileScreen
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.rows.folding_row import FoldingBlocks, FoldingRow
from desktop.ui.widgets.text import WrappedLabel, make_label, make_note, set_text

_NARROW = 760
"""Width of the design below which the columns stand below one another."""


class CaseScreen(FileScreen):
    """back_pressed: to the list.

    session_pressed(str): the button of the next session; session_opened(str): a row of them.
    """

    back_pressed = Signal()
    session_pressed = Signal(str)
    session_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("caseScreen")
        self._theme = theme
        self._drawn: CasePage | None = None
        self._code = make_label("", TextRole.SMALL, "ink2")
        self._title = WrappedLabel(theme, TextRole.SCREEN_TITLE)
        self._head = FlowRow(theme, gap=12)
        self._reasons = make_note("", TextRole.SMALL, "warn")
        self._back = Button(
            theme, "leaveCase", translate("Case", "Danh sách"), ButtonRole.QUIET, icon=Icon.BACK
        )
        self._back.clicked.connect(self.back_pressed)
        self._verb = Button(theme, "caseSession", "", icon=Icon.GO)
        self._verb.clicked.connect(self._on_verb)
        self._empty = EmptyState(theme, "caseEmpty", Icon.LOCK)
        self.sessions = SessionsCard(theme)
        self.sessions.opened.connect(self.session_opened)
        self._people = PeopleCard(theme)
        self._request = RequestCard(theme)
        self._gates = GatesCard(theme)
        self._history = HistoryCard(theme)
        self.visits = VisitsCard(theme)
        self.dossier = DossierCard(theme)
        self._content = QWidget()
        self._columns = scrolled(self._content)
        layout = column(theme, self, gap=12, margins=(24, 12, 24, 12))
        layout.addWidget(self._build_header())
        layout.addWidget(self._reasons)
        layout.addWidget(self._empty)
        self._build_columns()
        layout.addWidget(self._columns, 1)
        layout.addStretch(0)
        self.paper, self.amend = CasePaperPanel(theme, self), AmendPanel(theme, self)
        self.archive = ArchivePanel(theme, self)

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """F6 goes from one to the next."""
        return (self.amend, self.archive, self, self.dossier, self.sessions)

    def show_state(self, state: CaseViewState) -> None:
        """Draws the case, or why it is not drawn."""
        page = state.page
        self._columns.setVisible(page is not None)
        self._empty.setVisible(page is None)
        if state.message is not None:
            said = sentence(state.message)
            self._empty.show_text(said.fact, said.rest, said.code)
        if page is None:
            self._show_nothing()
        elif page != self._drawn:
            self._show_page(page)
        self._drawn = page
        if state.papers is not None:
            self.dossier.show_papers(state.papers, after=self._verb)
        self.paper.show_open(None if state.papers is None else state.papers.open)
        self.amend.show_sheet(state.amend)
        self.archive.show_sheet(state.archive)

    def take_focus(self) -> None:
        """The button of the next session, else the newest of the sessions."""
        if self._verb.isVisibleTo(self):
            self._verb.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._drawn is not None and any(one.has_seat for one in self._drawn.sessions):
            self.sessions.take_focus()
        else:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- files -----------------------------------------------------------------------------

    @property
    @override
    def takes_files(self) -> bool:
        return self._drawn is not None and self.dossier.can_add

    @override
    def take_file(self, untrusted_path: str) -> None:
        self.dossier.added.emit(untrusted_path)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.paper.place()
        self.amend.place()
        self.archive.place()

    # ---- inside ----------------------------------------------------------------------------

    def _build_header(self) -> QWidget:
        left, right = row(self._theme, gap=12), row(self._theme)
        left.addWidget(self._back, 0, Qt.AlignmentFlag.AlignVCenter)
        names = column(self._theme)
        names.addWidget(self._code)
        names.addWidget(self._head)
        left.addLayout(names, 1)
        right.addWidget(self._verb, 0, Qt.AlignmentFlag.AlignVCenter)
        right.addStretch(1)
        return FoldingRow(self._theme, left, right, narrow=_NARROW)

    def _build_columns(self) -> None:
        left, right = column(self._theme, gap=12), column(self._theme, gap=12)
        left.addWidget(self.dossier)
        left.addWidget(self.sessions)
        left.addWidget(self._people)
        left.addStretch(1)
        for card in (self._request, self._gates, self.visits, self._history):
            right.addWidget(card)
        right.addStretch(1)
        blocks = FoldingBlocks(self._theme, [left, right], gap=12, narrow=_NARROW, shares=(60, 40))
        inside = column(self._theme, self._content)
        inside.addWidget(blocks)
        inside.addStretch(1)

    def _show_nothing(self) -> None:
        set_text(self._code, translate("Case", "Vụ việc"))
        self._title.set_text(translate("Case", "Chưa mở"))
        self._head.show_widgets([self._title])
        self._reasons.setVisible(False)
        self._verb.setVisible(False)

    def _show_page(self, page: CasePage) -> None:
        petition = words.word(words.PETITIONS, page.petition_type)
        code = translate("Case", "Vụ việc {code}").format(code=page.code)
        if page.asked_at is not None:
            code = case_words.request_code(page.asked_at)
        set_text(self._code, f"{code} · {petition}")
        self._title.set_text(page.title)
        badges = [
            Badge(self._theme, words.word(words.FLAGS, one.flag), "warn") for one in page.flags
        ]
        self._head.show_widgets([self._title, *badges])
        reasons = case_words.flag_reasons(page)
        set_text(self._reasons, reasons)
        self._reasons.setVisible(bool(reasons))
        self._show_verb(page)
        self.sessions.show_sessions(page.sessions, after=self._verb)
        self._people.show_people(page)
        self._request.show_request(page.request)
        self._gates.show_gates(page)
        self._history.show_history(page)
        self.visits.show_visits(page.visits)

    def _show_verb(self, page: CasePage) -> None:
        """Into the room of the next session, or to its trial; else there is nothing to press."""
        one = page.next
        is_shown = one is not None and one.verb is not SessionVerb.OPEN_DOSSIER
        self._verb.setVisible(is_shown)
        if one is None:
            return
        at = formats.hour(one.starts_at)
        is_entry = one.verb is SessionVerb.ENTER
        said = translate("Case", "Vào buổi {at}") if is_entry else translate("Case", "Kết nối thử")
        self._verb.set_label(said.format(at=at))
        self._verb.set_role(ButtonRole.PRIMARY if is_entry else ButtonRole.PLAIN)
        self._verb.set_size(ButtonSize.LARGE if is_entry else ButtonSize.NORMAL)

    def _on_verb(self) -> None:
        if self._drawn is not None and self._drawn.next is not None:
            self.session_pressed.emit(str(self._drawn.next.session_id))
