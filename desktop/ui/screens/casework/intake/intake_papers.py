"""Vụ việc và tài liệu: what a content may be joined to, and the papers handed in with it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.casework.intake.intake_state import (
    CaseChoice,
    CaseView,
    HandedPaper,
    HandedPapers,
)
from desktop.ui.panels.papers.paper_files import ask_papers
from desktop.ui.screens.casework.paper_marks import PaperMark, copy_mark, handed_in_mark, kind_mark
from desktop.ui.texts import counts, formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize, join_buttons
from desktop.ui.widgets.layout import clear, column, row, rule, scroll_to
from desktop.ui.widgets.text import make_note, set_text


def case_label(one: CaseChoice) -> str:
    """As a case or a request is found by what somebody types."""
    if one.asked_on is None:
        return f"{one.code} · {one.title}"
    day = formats.day(one.asked_on)
    return translate("Intake", "Yêu cầu {day} · {title}").format(day=day, title=one.title)


class IntakeCaseHints(QWidget):
    """What the same people came for before. chosen(str): the value of a choice."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeCaseHints")
        self._theme = theme
        self._drawn: tuple[CaseChoice, ...] = ()
        self._buttons: list[Button] = []
        self._lines = column(theme, self, gap=6)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order."""
        return tuple(self._buttons)

    def show_hints(self, case: CaseView) -> None:
        """One line each."""
        if case.suggested == self._drawn:
            return
        self._drawn, self._buttons = case.suggested, []
        clear(self._lines)
        self.setVisible(bool(case.suggested))
        for one in case.suggested:
            self._add(one)

    def _add(self, one: CaseChoice) -> None:
        line, box = row(self._theme, gap=8), QWidget()
        said = translate("Intake", "Người này đã có: {case}").format(case=case_label(one))
        line.addWidget(make_note(said, TextRole.SMALL), 1)
        label = translate("Intake", "Gắn vào")
        button = Button(self._theme, f"join-{one.value}", label, size=ButtonSize.SMALL)
        button.setAccessibleName(f"{label} {case_label(one)}")
        button.setProperty("case", one.value)
        button.clicked.connect(self._on_chosen)
        self._buttons.append(button)
        line.addWidget(button)
        box.setLayout(line)
        self._lines.addWidget(box)

    def _on_chosen(self) -> None:
        self.chosen.emit(str(self.sender().property("case")))


class IntakePaperList(QWidget):
    """The papers that wait with the visit.

    added(str): a path, not yet looked at. kind_marked, copy_marked, handed_in_marked(str, str): a
    paper and what is so of it. proof_toggled, designation_toggled, removed(str): a paper.
    """

    added = Signal(str)
    kind_marked = Signal(str, str)
    copy_marked = Signal(str, str)
    handed_in_marked = Signal(str, str)
    proof_toggled = Signal(str)
    designation_toggled = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakePapers")
        self._theme = theme
        self._rows: dict[str, _PaperLine] = {}
        self._coming = make_note("", TextRole.SMALL, "ink2")
        self._lines = column(theme)
        layout = column(theme, self, gap=6)
        layout.addWidget(self._coming)
        layout.addLayout(self._lines)
        self.add = Button(
            theme, "addIntakePaper", translate("Intake", "Nhận tài liệu"), icon=Icon.CHOOSE_FILE
        ).with_key("Ctrl+D")
        self.add.clicked.connect(self.ask)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order; `add` is not among them."""
        return tuple(one for line in self._rows.values() for one in line.stops)

    def show_papers(self, papers: HandedPapers) -> None:
        """Draws them; lines change in place, so that the keyboard stays where it is."""
        self.add.setVisible(papers.can_add)
        set_text(self._coming, _coming_text(papers))
        former = list(self._rows)
        if former != [one.id for one in papers.rows]:
            self._make(papers)
        for one in papers.rows:
            self._rows[one.id].show_paper(one, papers)
        if len(papers.rows) > len(former):
            scroll_to(self)

    def ask(self) -> None:
        """Ctrl+D, or the button: which files."""
        if self.add.isVisibleTo(self.add.window()):
            ask_papers(self, self.added.emit)

    def _make(self, papers: HandedPapers) -> None:
        clear(self._lines)
        self._rows = {}
        for one in papers.rows:
            line = _PaperLine(self._theme, one.id)
            for mark, signal in (
                (line.kind, self.kind_marked),
                (line.copy_kind, self.copy_marked),
                (line.handed_in, self.handed_in_marked),
            ):
                mark.marked.connect(_with(one.id, signal.emit))
            line.proof.clicked.connect(self._on_proof)
            line.designation.clicked.connect(self._on_designation)
            line.remove.clicked.connect(self._on_removed)
            self._rows[one.id] = line
            self._lines.addWidget(line)
            self._lines.addWidget(rule())

    def _on_proof(self) -> None:
        self.proof_toggled.emit(str(self.sender().property("paper")))

    def _on_designation(self) -> None:
        self.designation_toggled.emit(str(self.sender().property("paper")))

    def _on_removed(self) -> None:
        self.removed.emit(str(self.sender().property("paper")))


class _PaperLine(QWidget):
    """Title and pages, what is said of the paper, and what it proves."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._title = make_note("", TextRole.SMALL_STRONG)
        self._pages = make_note("", TextRole.SMALL, "ink2")
        self.kind = kind_mark(f"handedKind-{key}")
        self.copy_kind = copy_mark(f"handedCopy-{key}")
        self.handed_in = handed_in_mark(f"handedIn-{key}")
        small = ButtonSize.SMALL
        self.proof = Button(
            theme, f"proof-{key}", translate("Intake", "Chứng minh tư cách"), size=small
        )
        self.designation = Button(
            theme, f"designation-{key}", translate("Intake", "Giấy cử đại diện"), size=small
        )
        self.remove = Button(theme, f"removePaper-{key}", "", ButtonRole.QUIET, small, Icon.CLOSE)
        for button in (self.proof, self.designation, self.remove):
            button.setProperty("paper", key)
        for button in (self.proof, self.designation):
            button.setCheckable(True)
        layout = column(theme, self, gap=4, margins=(0, 6, 0, 6))
        head = row(theme, gap=8)
        words = column(theme)
        words.addWidget(self._title)
        words.addWidget(self._pages)
        head.addLayout(words, 1)
        head.addWidget(self.remove)
        layout.addLayout(head)
        for line in ((self.kind,), (self.copy_kind, self.handed_in)):
            marks = row(theme, gap=8)
            for mark in line:
                mark.setMinimumContentsLength(1)
                marks.addWidget(mark, 1)
            layout.addLayout(marks)
        proves = row(theme)
        proves.addWidget(self.proof)
        proves.addWidget(self.designation)
        join_buttons([self.proof, self.designation])
        proves.addStretch(1)
        layout.addLayout(proves)

    @property
    def _marks(self) -> tuple[PaperMark, ...]:
        return (self.kind, self.copy_kind, self.handed_in)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order."""
        return (*self._marks, self.proof, self.designation, self.remove)

    def show_paper(self, one: HandedPaper, papers: HandedPapers) -> None:
        """Draws one paper."""
        set_text(self._title, one.title)
        pages = counts.pages(one.page_count) if one.page_count else ""
        said = " · ".join(text for text in (pages, _since_text(one)) if text)
        set_text(self._pages, said)
        self._pages.setVisible(bool(said))
        self.kind.show_value(one.kind)
        self.copy_kind.show_value(one.copy_kind)
        self.handed_in.show_value(one.handed_in)
        for button, is_set, is_shown in (
            (self.proof, one.is_proof, papers.may_prove),
            (self.designation, one.is_designation, papers.may_designate),
        ):
            button.setChecked(is_set)
            button.setVisible(is_shown)
            button.setAccessibleName(f"{button.text()}: {one.title}")
        join_buttons([one for one in (self.proof, self.designation) if one.isVisibleTo(self)])
        self.remove.setAccessibleName(f"{translate('Intake', 'Bỏ')} {one.title}")


def _with(paper_id: str, tell: Callable[[str, str], None]) -> Callable[[str], None]:
    return lambda value: tell(paper_id, value)


def _since_text(one: HandedPaper) -> str:
    if one.since is None:
        return ""
    return translate(
        "Intake", "đã có trong hồ sơ từ ngày {day}, giấy biên nhận của lượt này vẫn ghi"
    ).format(day=formats.day(one.since))


def _coming_text(papers: HandedPapers) -> str:
    if papers.is_coming:
        return translate("Intake", "Đang nhận tệp…")
    if not papers.rows:
        return translate("Intake", "Chưa có tài liệu. Kéo tệp vào đây hoặc nhấn Ctrl+D.")
    return translate("Intake", "{papers}, vào hồ sơ vụ việc khi xong phiếu").format(
        papers=counts.papers(len(papers.rows))
    )
