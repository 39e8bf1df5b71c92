"""One paper of the case in the list."""

from desktop.domain.papers.paper import PaperTransfer
from desktop.presenters.papers.papers_state import PaperRow
from desktop.ui.texts import counts, formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.progress import ProgressLine
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import ElidedLabel

_NARROW = 260
"""Width of the design below which the badge stands under the title."""
_TRANSFER_TONES = {
    PaperTransfer.HERE: "warn",
    PaperTransfer.CITY_FULL: "warn",
    PaperTransfer.SENDING: "accent",
    PaperTransfer.CITY: "ok",
    PaperTransfer.FETCHING: "accent",
    PaperTransfer.REFUSED: "danger",
}


class PaperRowControl(RowControl):
    """Number, title, pages and where its bytes are."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"paper-{key}")
        self._number = ElidedLabel(theme, TextRole.BODY_STRONG, "ink2", has_figures=True)
        self._number.setFixedWidth(theme.px(24))
        self._title = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._note = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._transfer = ElidedLabel(theme, TextRole.SMALL_MEDIUM, "ok")
        self._badge = Badge(theme, "", is_small=True)
        self._progress = ProgressLine(theme)
        layout = row(theme, self, gap=12, margins=(14, 8, 14, 8))
        layout.addWidget(self._number)
        texts = column(theme, gap=2)
        title, badge = row(theme), row(theme)
        title.addWidget(self._title)
        badge.addWidget(self._badge)
        badge.addStretch(1)
        texts.addWidget(FoldingRow(theme, title, badge, narrow=_NARROW))
        texts.addWidget(self._note)
        texts.addWidget(self._transfer)
        texts.addWidget(self._progress)
        layout.addLayout(texts, 1)

    def show_row(self, state: PaperRow) -> None:
        """Draws the paper."""
        self.set_look(is_selected=state.is_selected)
        self._number.set_text(str(state.number))
        self._title.set_text(state.title)
        self._note.set_text(_note(state))
        transfer = words.word(words.TRANSFERS, state.transfer)
        if state.progress is not None:
            transfer = f"{transfer} {formats.percent(state.progress)}"
        self._transfer.set_text(transfer, _TRANSFER_TONES[state.transfer])
        self._progress.setVisible(state.progress is not None)
        self._progress.set_share(state.progress or 0.0)
        self._show_badge(state)
        self.setAccessibleName(f"{state.number}. {state.title}, {_note(state)}, {transfer}")

    def _show_badge(self, state: PaperRow) -> None:
        if state.is_on_stage:
            self._badge.show_state(translate("Papers", "đang chiếu"), "danger", Icon.PRESENT)
        elif state.is_cleared:
            self._badge.show_state(translate("Papers", "được chiếu"), "ok", Icon.SHOW)
        else:
            self._badge.show_state(translate("Papers", "chưa cho chiếu"), "ink2", Icon.LOCK)


def _note(state: PaperRow) -> str:
    parts = []
    if state.page_count:
        parts.append(counts.pages(state.page_count))
    parts.append(formats.size(state.size_bytes))
    parts.append(translate("Papers", "phòng này") if state.is_own else state.site_name)
    return " · ".join(parts)
