"""Dữ liệu chưa gửi: what waits, what was refused, and that nothing is lost."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.message import MessageCode
from desktop.presenters.unsent_state import SendCell, SendState, UnsentRow, UnsentViewState
from desktop.ui import formats, words
from desktop.ui.screens.home import oldest_text, unsent_text
from desktop.ui.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.layout import clear, column, panel, row, rule, scrolled
from desktop.ui.widgets.light import Light, LightState
from desktop.ui.widgets.progress import ProgressLine
from desktop.ui.widgets.text import ElidedLabel, make_label, make_paragraph, set_text

_LIGHTS = {
    SendState.WAITING: LightState.NOT_YET,
    SendState.SENDING: LightState.WORKING,
    SendState.CONFIRMED: LightState.GOOD,
    SendState.REFUSED: LightState.FAULT,
    SendState.NOTHING: LightState.AHEAD,
}
_ROW_HEIGHT = 76
_SESSION_SHARE = 5
_CELL_SHARE = 3


class UnsentScreen(QWidget):
    """One row per session of this room.

    send_now_pressed: the primary button or F5.
    """

    send_now_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("unsentScreen")
        self._theme = theme
        self._drawn: tuple[UnsentRow, ...] | None = None
        self._summary = make_label("", TextRole.BODY, "ink2")
        self._send = Button(
            theme, "sendNow", translate("Unsent", "Gửi ngay"), ButtonRole.PRIMARY, icon=Icon.SEND
        ).with_key("F5")
        self._send.clicked.connect(self.send_now_pressed)
        self._banner = Banner(theme, "unsentBanner")
        self._sheet = panel("sheet", "unsentTable")
        self._reports = panel("sheet", "unsentReports")
        self._reports_row = row(theme, self._reports, gap=12, margins=(13, 12, 12, 12))
        self._drawn_reports: SendCell | None = None
        self._confirmed_light = Light(theme, 18, LightState.GOOD)
        self._confirmed = make_label("", TextRole.BODY, "ink2")
        self._build()

    def show_state(self, state: UnsentViewState) -> None:
        """Draws what waits."""
        count = state.lines + state.papers
        parts = [unsent_text(state.lines, state.papers, state.size_bytes)]
        if state.oldest_s is not None:
            parts.append(oldest_text(state.oldest_s))
        nothing = translate("Unsent", "không còn gì chờ gửi")
        set_text(self._summary, " · ".join(parts) if count else nothing)
        said = sentence(state.message)
        is_done = state.message.code == MessageCode.ALL_SENT
        tone = "ok" if is_done else state.message.tone.value
        self._banner.show_message(tone, said.fact, said.rest, said.code)
        self._send.set_available(
            is_available=state.can_send_now,
            reason=translate("Unsent", "Không còn gì để gửi."),
        )
        self._show_reports(state.reports)
        if state.rows != self._drawn:
            self._drawn = state.rows
            self._fill(state.rows)
        has_time = state.confirmed_at is not None
        self._confirmed_light.setVisible(has_time)
        text = translate("Unsent", "Máy chủ xác nhận gần nhất lúc {at}")
        at = formats.hour_with_seconds(state.confirmed_at) if state.confirmed_at else ""
        set_text(self._confirmed, text.format(at=at) if has_time else "")

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        header = row(theme, gap=12)
        words_column = column(theme)
        title = translate("Unsent", "Dữ liệu chưa gửi")
        words_column.addWidget(make_label(title, TextRole.SCREEN_TITLE))
        words_column.addWidget(self._summary)
        header.addLayout(words_column)
        header.addStretch(1)
        header.addWidget(self._send, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(header)
        layout.addWidget(self._banner)
        self._table = column(theme, self._sheet, margins=(1, 1, 1, 1))
        content = QWidget()
        inner = column(theme, content, gap=16)
        inner.addWidget(self._reports)
        inner.addWidget(self._sheet)
        confirmed = row(theme, gap=8)
        confirmed.addWidget(self._confirmed_light)
        confirmed.addWidget(self._confirmed, 1)
        inner.addLayout(confirmed)
        inner.addStretch(1)
        scroll = scrolled(content)
        layout.addWidget(scroll, 1)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_reports(self, cell: SendCell) -> None:
        self._reports.setVisible(cell.state not in (SendState.NOTHING, SendState.CONFIRMED))
        if cell == self._drawn_reports:
            return
        self._drawn_reports = cell
        clear(self._reports_row)
        title = translate("Unsent", "Báo cáo của đơn vị")
        self._reports_row.addWidget(make_label(title, TextRole.BODY_STRONG), _SESSION_SHARE)
        unit = translate("Unsent", "{count} báo cáo")
        self._reports_row.addWidget(self._cell(cell, unit), _CELL_SHARE)
        self._reports_row.addStretch(_CELL_SHARE)

    def _fill(self, rows: tuple[UnsentRow, ...]) -> None:
        clear(self._table)
        self._sheet.setVisible(bool(rows))
        if not rows:
            return
        self._table.addWidget(self._header())
        self._table.addWidget(rule("h-edge"))
        for place, one in enumerate(rows):
            if place:
                self._table.addWidget(rule())
            self._table.addWidget(self._row(one))

    def _header(self) -> QWidget:
        head = panel("sunken")
        line = row(self._theme, head, gap=12, margins=(12, 8, 12, 8))
        texts = (
            (translate("Unsent", "Buổi"), _SESSION_SHARE),
            (translate("Unsent", "Biên bản"), _CELL_SHARE),
            (translate("Unsent", "Tài liệu"), _CELL_SHARE),
        )
        for text, share in texts:
            line.addWidget(make_label(text, TextRole.SMALL_MEDIUM, "ink2"), share)
        return head

    def _row(self, state: UnsentRow) -> QWidget:
        has_refusal = SendState.REFUSED in (state.minutes.state, state.papers.state)
        holder = panel("refused" if has_refusal else "plain", f"unsent-{state.session_id}")
        holder.setMinimumHeight(self._theme.px(_ROW_HEIGHT))
        line = row(self._theme, holder, gap=12, margins=(12, 8, 12, 8))
        names = column(self._theme)
        title = ElidedLabel(self._theme, TextRole.BODY_STRONG)
        title.set_text(state.title)
        names.addWidget(title)
        code = ElidedLabel(self._theme, TextRole.SMALL, "ink2")
        code.set_text(
            f"{formats.hour(state.starts_at)}, {formats.day(state.starts_at)} · {state.code}"
        )
        names.addWidget(code)
        line.addLayout(names, _SESSION_SHARE)
        lines, files = translate("Unsent", "{count} dòng"), translate("Unsent", "{count} tệp")
        line.addWidget(self._cell(state.minutes, lines), _CELL_SHARE)
        line.addWidget(self._cell(state.papers, files), _CELL_SHARE)
        return holder

    def _cell(self, cell: SendCell, unit: str) -> QWidget:
        holder = QWidget()
        layout = column(self._theme, holder, gap=4)
        layout.addStretch(1)
        line = row(self._theme, gap=8)
        line.addWidget(Light(self._theme, 18, _LIGHTS[cell.state]))
        role = TextRole.SMALL_STRONG if cell.state is SendState.REFUSED else TextRole.SMALL
        tone = "danger" if cell.state is SendState.REFUSED else "ink"
        label = make_paragraph(_cell_text(cell, unit), role, tone)
        line.addWidget(label, 1)
        layout.addLayout(line)
        if cell.progress is not None:
            bar = ProgressLine(self._theme)
            bar.set_share(cell.progress)
            layout.addWidget(bar)
        if cell.state is SendState.REFUSED:
            kept = translate("Unsent", "Bản gốc vẫn giữ tại máy.")
            layout.addWidget(make_paragraph(kept, TextRole.SMALL, "ink2"))
        layout.addStretch(1)
        return holder


def _cell_text(cell: SendCell, unit: str) -> str:
    text = words.word(words.SENDS, cell.state)
    if cell.progress is not None:
        return f"{text} {formats.percent(cell.progress)}"
    count = cell.refused if cell.state is SendState.REFUSED else cell.waiting
    if not count:
        return text
    return f"{text} ({unit.format(count=count)})"
