"""A task of the list: its day, what and whence, who does it, how far it is."""

from desktop.domain.casework.conclusions.conclusion_book import Pressing
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionRow
from desktop.ui.texts import conclusion_words
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import clear, column
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.rows.folding_row import FoldingBlocks
from desktop.ui.widgets.text import make_note, make_paragraph, set_text

_BESIDE_FROM = 720
"""Width of the design from which the columns stand beside one another."""
_SHARES = (4, 9, 5, 5)
_TONES = {Pressing.OVERDUE: "danger", Pressing.SOON: "warn", Pressing.DRAFT: "warn"}


class ConclusionRowControl(RowControl):
    """Its whole text is its accessible name."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"conclusion-{key}")
        self._look = theme
        self._drawn: tuple[ConclusionRow, str] | None = None
        self._group = make_paragraph("", TextRole.SMALL_STRONG, "ink2")
        roles = (TextRole.BODY_STRONG, TextRole.BODY_MEDIUM, TextRole.BODY, TextRole.BODY)
        self._above = [make_paragraph("", role) for role in roles]
        self._below = [make_note("", TextRole.SMALL, "ink2") for _ in roles]
        blocks = []
        for above, below in zip(self._above, self._below, strict=True):
            block = column(theme, gap=2)
            block.addWidget(above)
            block.addWidget(below)
            block.addStretch(1)
            blocks.append(block)
        self._remarks = column(theme, gap=2)
        layout = column(theme, self, gap=6, margins=(20, 10, 16, 10))
        layout.addWidget(self._group)
        layout.addWidget(FoldingBlocks(theme, blocks, gap=12, narrow=_BESIDE_FROM, shares=_SHARES))
        layout.addLayout(self._remarks)

    def show_row(self, one: ConclusionRow, *, group: str, is_selected: bool) -> None:
        """Draws it, when it is another. group: the heading above the first of its kind."""
        self.set_look(is_selected=is_selected)
        if (one, group) == self._drawn:
            return
        self._drawn = (one, group)
        tone = _TONES.get(one.pressing)
        set_text(self._group, group, tone or "ink2")
        self._group.setVisible(bool(group))
        above = (
            conclusion_words.due(one),
            one.task,
            one.agency,
            word(conclusion_words.STATUSES, one.status),
        )
        below = (
            conclusion_words.left(one),
            conclusion_words.source(one),
            conclusion_words.contact(one),
            one.notice_number,
        )
        for labels, texts in ((self._above, above), (self._below, below)):
            for label, text in zip(labels, texts, strict=True):
                set_text(label, text)
                label.setVisible(bool(text))
        set_text(self._above[0], above[0], tone or "ink")
        set_text(self._below[0], below[0], tone or "ink2")
        remarks = conclusion_words.remarks(one)
        clear(self._remarks)
        for text, remark_tone in remarks:
            self._remarks.addWidget(make_paragraph(text, TextRole.SMALL, remark_tone))
        pairs = (text for pair in zip(above, below, strict=True) for text in pair)
        said = [group, *pairs, *(text for text, _ in remarks)]
        self.setAccessibleName(", ".join(text for text in said if text))
