"""What is written into one conclusion, at the right: beside the minutes, and beside the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.casework.conclusions.conclusion_forms import (
    CONCLUSION_FORM,
    OTHER_AGENCY,
    ItemField,
)
from desktop.presenters.casework.conclusions.conclusions_state import (
    AgencyChoice,
    ConclusionPanel,
    ItemAct,
    ResultPaper,
)
from desktop.ui.texts import conclusion_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.file_dialogs import ask_files
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, labels_of
from desktop.ui.widgets.layout import clear, column, panel, row
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_note, make_paragraph, set_text

_WIDTH = 560
_FIRST = {
    ItemAct.ISSUE: ItemField.NOTICE,
    ItemAct.EXTEND: ItemField.NEW_DAYS,
    ItemAct.URGE: ItemField.URGE_NUMBER,
    ItemAct.RESULT: ItemField.RESULT,
    ItemAct.STRIKE: ItemField.STRUCK_REASON,
}
_KINDS = "(*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.xlsx)"


class ConclusionSidePanel(SidePanel):
    """Opens for one item; Ctrl+Enter presses its button, Esc shuts it.

    is_left: it lies over the left of its host, where the minutes stay in sight.

    field_edited(str, str): an ItemField and its text; saved; attached(str): a path;
    paper_dropped(str): a paper's id.
    """

    field_edited = Signal(str, str)
    saved = Signal()
    attached = Signal(str)
    paper_dropped = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, *, is_left: bool = False) -> None:
        super().__init__(theme, "conclusionPanel", host, _WIDTH, is_left=is_left)
        self._look = theme
        self._papers_drawn: tuple[ResultPaper, ...] | None = None
        self._fields = FormFields(
            theme,
            CONCLUSION_FORM,
            FormWords(labels=labels_of(conclusion_words.FIELDS, ItemField)),
            name="conclusion",
            parent=self,
            enter=EnterKey.NEXT,
        )
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.saved)
        self._task = make_paragraph("", TextRole.BODY_STRONG)
        self._why = make_note("", TextRole.SMALL, "ink2")
        self._other = panel("sunken", "conclusionOther")
        self._other_text = make_paragraph("", TextRole.BODY)
        self._papers = QWidget()
        self._lines = column(theme, gap=4)
        self._attach = Button(
            theme,
            "attachResult",
            translate("Conclusions", "Gắn văn bản kết quả"),
            size=ButtonSize.SMALL,
            icon=Icon.DOCUMENT,
        )
        self._attach.clicked.connect(self.ask_files)
        self._save = Button(theme, "saveConclusion", "", ButtonRole.PRIMARY, icon=Icon.CHECK)
        self._save.clicked.connect(self.saved)
        self._build()

    def show_panel(self, one: ConclusionPanel | None) -> None:
        """Opens for this item, or shuts."""
        if one is None:
            self.shut()
            return
        self.set_titles(word(conclusion_words.ACTS, one.act), translate("Conclusions", "Đóng"))
        set_text(self._task, one.task)
        self._task.setVisible(one.act is not ItemAct.GIVE)
        set_text(self._why, conclusion_words.why(one))
        self._fields.set_choices(ItemField.AGENCY_SITE, _agencies(one.agencies))
        self._fields.show_form(one.typed)
        self._other.setVisible(bool(one.other))
        set_text(self._other_text, one.other)
        self._show_papers(one)
        self._save.set_label(conclusion_words.verb(one))
        self._save.set_available(
            is_available=one.can_save, reason=translate("Conclusions", "Đang ghi.")
        )
        is_new = not self.isVisible()
        self.open()
        if is_new:
            self._focus(one)

    def ask_files(self) -> None:
        """Ctrl+D, or the button: which papers; each comes as `attached`."""
        if not self._attach.isVisible():
            return
        title = translate("Conclusions", "Chọn văn bản kết quả")
        kinds = f"{translate('Conclusions', 'Văn bản')} {_KINDS}"
        ask_files(self, "resultFiles", title, kinds, self.attached.emit)

    # ---- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._look
        inside = column(theme, self._other, gap=8, margins=(12, 12, 12, 12))
        caption = translate("Form", "Bản ghi tại máy này, chưa được dùng:")
        inside.addWidget(make_paragraph(caption, TextRole.SMALL, "ink2"))
        inside.addWidget(self._other_text)
        papers = column(theme, self._papers, gap=8)
        papers.addLayout(self._lines)
        button = row(theme)
        button.addWidget(self._attach)
        button.addStretch(1)
        papers.addLayout(button)
        for widget in (self._task, self._why, self._other):
            self.body.addWidget(widget)
        for section in ("given", "issue", "extend", "urge", "result", "strike"):
            self.body.addLayout(self._fields.section(section))
        self.body.addWidget(self._papers)
        self.body.addStretch(1)
        foot = row(theme, gap=12, margins=(20, 12, 20, 12))
        foot.addWidget(self._save, 1)
        self.foot.addLayout(foot)

    def _show_papers(self, one: ConclusionPanel) -> None:
        self._papers.setVisible(one.act is ItemAct.RESULT)
        looking = translate("Conclusions", "Đang nhận văn bản.")
        full = translate("Conclusions", "Không gắn thêm được văn bản.")
        self._attach.set_available(
            is_available=one.can_attach and not one.is_coming,
            reason=looking if one.is_coming else full,
        )
        if one.papers == self._papers_drawn:
            return
        self._papers_drawn = one.papers
        clear(self._lines)
        for paper in one.papers:
            line = row(self._look, gap=8)
            title = paper.title or translate("Conclusions", "Văn bản chưa về máy này")
            line.addWidget(make_paragraph(title, TextRole.BODY), 1)
            drop = Button(
                self._look,
                f"dropResult-{paper.document_id}",
                "",
                ButtonRole.PLAIN,
                ButtonSize.SMALL,
                Icon.CLOSE,
            )
            drop.setAccessibleName(translate("Conclusions", "Bỏ {title}").format(title=title))
            drop.setProperty("paper", str(paper.document_id))
            drop.clicked.connect(self._on_dropped)
            line.addWidget(drop)
            self._lines.addLayout(line)

    def _focus(self, one: ConclusionPanel) -> None:
        if one.act is ItemAct.STEP:
            self._save.setFocus(Qt.FocusReason.OtherFocusReason)
        elif one.act is ItemAct.GIVE:
            is_named = bool(one.typed.text(ItemField.AGENCY_SITE))
            self._fields.focus(ItemField.DAYS if is_named else ItemField.AGENCY_SITE)
        else:
            self._fields.focus(_FIRST[one.act])

    def _on_dropped(self) -> None:
        self.paper_dropped.emit(str(self.sender().property("paper")))


def _agencies(agencies: tuple[AgencyChoice, ...]) -> tuple[Choice, ...]:
    other = translate("Conclusions", "Cơ quan khác…")
    return tuple(
        Choice(value=one.value, label=other if one.value == OTHER_AGENCY else one.name)
        for one in agencies
    )
