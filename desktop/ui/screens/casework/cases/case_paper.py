"""The paper that was opened on the page of a case, beside it, and what is said of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.casework.cases.case_papers_state import CopyOffer, OpenPaper
from desktop.presenters.view.preview import Preview
from desktop.ui.panels.papers.page_view import PageView
from desktop.ui.screens.casework.cases.case_dossier import line_facts, line_label
from desktop.ui.screens.casework.paper_marks import copy_mark, handed_in_mark, kind_mark
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.file_dialogs import ask_where
from desktop.ui.widgets.inputs.page_turner import PageTurner, TurnerNames
from desktop.ui.widgets.layout import panel, row
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_note, set_text

_PANEL_WIDTH = 680
_PAGE_HEIGHT = 420
"""Least height of a page beside the case, of the design."""


class CasePaperPanel(SidePanel):
    """At the right of the case.

    turned(int): steps; width_settled(int); kind_marked(str), copy_marked(str): members of their
    sets; handed_in_marked(str): the same, "" for nothing. copy_wanted(str): a path.
    """

    turned = Signal(int)
    width_settled = Signal(int)
    kind_marked = Signal(str)
    copy_marked = Signal(str)
    handed_in_marked = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "casePaperPanel", host, _PANEL_WIDTH)
        self._facts = make_note("", TextRole.SMALL, "ink2")
        self.turner = PageTurner(
            theme, TurnerNames(back="casePageBack", on="casePageOn", edit="casePageNumber")
        )
        self._save = Button(
            theme, "savePaperCopy", translate("Case", "Lưu bản sao"), size=ButtonSize.SMALL
        )
        self._offer: CopyOffer | None = None
        self._text = make_note(
            translate(
                "Case",
                "Chỉ hiện chữ và bảng, không có hình, đầu trang, chân trang và số thứ tự tự động; "
                "dấu […] là chỗ thôi đọc. Muốn xem đúng bản, bấm Lưu bản sao.",
            ),
            TextRole.SMALL,
            "ink2",
        )
        self._view = PageView(theme)
        self._view.setMinimumHeight(theme.px(_PAGE_HEIGHT))
        self._kind = kind_mark("paperKind")
        self._copy = copy_mark("paperCopy")
        self._handed = handed_in_mark("paperHandedIn")
        self._marks = panel("footer")
        self._build(theme)

    def show_open(self, one: OpenPaper | None) -> None:
        """Opens with this paper, or shuts."""
        if one is None:
            self.shut()
            return
        self.set_titles(one.line.title, translate("Case", "Đóng tài liệu"))
        set_text(self._facts, f"{line_label(one.line)} · {line_facts(one.line)}")
        self._show_preview(one.preview)
        self._offer = one.copy
        self._save.setVisible(one.copy is not None)
        self._text.setVisible(one.preview is not None and one.preview.is_text)
        self._marks.setVisible(one.can_mark)
        if one.line.copy_kind is not None:
            self._kind.show_value(one.line.kind)
            self._copy.show_value(one.line.copy_kind)
            self._handed.show_value(one.line.handed_in)
        self.open()

    def _build(self, theme: Theme) -> None:
        turning = row(theme, gap=8)
        turning.addWidget(self._facts, 1)
        for one in (self._save, self.turner):
            turning.addWidget(one)
        self.body.addLayout(turning)
        self.body.addWidget(self._text)
        self.body.addWidget(self._view, 1)
        marks = row(theme, self._marks, gap=12, margins=(20, 10, 20, 10))
        for choice in (self._kind, self._copy, self._handed):
            marks.addWidget(choice, 1)
        self.foot.addWidget(self._marks)
        self._save.clicked.connect(self._on_save)
        self.turner.turned.connect(self.turned)
        self._view.width_settled.connect(self.width_settled)
        self._kind.marked.connect(self.kind_marked)
        self._copy.marked.connect(self.copy_marked)
        self._handed.marked.connect(self.handed_in_marked)

    def _on_save(self) -> None:
        if self._offer is not None:
            ask_where(
                self,
                translate("Case", "Lưu bản sao"),
                self._offer.name,
                self.copy_wanted.emit,
                (self._offer.ending,),
                is_replacing=False,
            )

    def _show_preview(self, preview: Preview | None) -> None:
        self.turner.setVisible(preview is not None)
        if preview is None:
            none = translate("Case", "Mục này chỉ có bản giấy, không có tệp để xem.")
            self._view.show_page(None, none)
            return
        self.turner.show_page(preview.page, preview.page_count)
        self.turner.back.set_available(is_available=preview.can_turn_back)
        self.turner.on.set_available(is_available=preview.can_turn_on)
        self._view.show_preview(preview)
