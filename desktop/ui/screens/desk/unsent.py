"""Dữ liệu chưa gửi: what waits, what was refused, and that nothing is lost."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.sync.operation import EntityKind
from desktop.domain.sync.status import RecordingWay
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.sync.unsent_recordings import RecordingsCell
from desktop.presenters.sync.unsent_state import SendCell, SendState, UnsentRow, UnsentViewState
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.texts import counts, formats, words
from desktop.ui.texts.recording_words import faulty_text, recordings_text
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.texts.unsent_words import oldest_text, reason_text, refused_text, unsent_text
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, panel, row, rule, scrolled
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.marks.progress import ProgressLine
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_LIGHTS = {
    SendState.WAITING: LightState.NOT_YET,
    SendState.CITY_FULL: LightState.NOT_YET,
    SendState.SENDING: LightState.WORKING,
    SendState.CONFIRMED: LightState.GOOD,
    SendState.REFUSED: LightState.FAULT,
    SendState.NOTHING: LightState.AHEAD,
}
_WAYS = {
    RecordingWay.WAITING: LightState.NOT_YET,
    RecordingWay.SENDING: LightState.WORKING,
    RecordingWay.CITY_FULL: LightState.NOT_YET,
    RecordingWay.NOT_TAKEN: LightState.NOT_YET,
}
_SCREENS = {
    EntityKind.FOCAL_POINT: Screen.FOCAL_POINTS,
    EntityKind.DIFFICULTY: Screen.DIFFICULTIES,
    EntityKind.READINESS_SHEET: Screen.READINESS_SHEET,
    EntityKind.RECEPTION_REQUEST: Screen.REQUESTS,
    EntityKind.REQUEST_DECISION: Screen.REQUESTS,
    EntityKind.VISIT: Screen.INTAKE,
    EntityKind.REGISTER_ENTRY: Screen.REGISTER,
    EntityKind.CONCLUSION_ITEM: Screen.CONCLUSIONS,
}
_ROW_HEIGHT = 76
_BUTTON_WIDTH = 72
_SESSION_SHARE = 5
_CELL_SHARE = 3


class UnsentScreen(QWidget):
    """One row per session of this room.

    send_now_pressed: the primary button or F5; session_opened(str): a session that has something
    the city did not take; report_opened(str): the screen of a report of which that is so.
    """

    send_now_pressed = Signal()
    session_opened = Signal(str)
    report_opened = Signal(str)

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
        self._drawn_reports: tuple[SendCell, EntityKind | None] | None = None
        self._dossiers = panel("sheet", "unsentDossiers")
        self._dossiers_row = row(theme, self._dossiers, gap=12, margins=(13, 12, 12, 12))
        self._drawn_dossiers: tuple[SendCell, int] | None = None
        self._recordings = panel("sheet", "unsentRecordings")
        self._recordings_row = row(theme, self._recordings, gap=12, margins=(13, 12, 12, 12))
        self._drawn_recordings: RecordingsCell | None = None
        self._confirmed_light = Light(theme, 18, LightState.GOOD)
        self._confirmed = make_label("", TextRole.BODY, "ink2")
        self._build()

    def show_state(self, state: UnsentViewState) -> None:
        """Draws what waits."""
        set_text(self._summary, _summary_text(state))
        said = sentence(state.message)
        is_done = state.message.code == MessageCode.ALL_SENT
        tone = "ok" if is_done else state.message.tone.value
        self._banner.show_message(tone, said.fact, said.rest, said.code)
        self._send.set_available(
            is_available=state.can_send_now,
            reason=translate("Unsent", "Không còn gì để gửi."),
        )
        self._show_reports(state.reports, state.refused_reports)
        self._show_dossiers(state.dossiers, state.kept_entries)
        self._show_recordings(state.recordings)
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
        inner.addWidget(self._dossiers)
        inner.addWidget(self._sheet)
        inner.addWidget(self._recordings)
        confirmed = row(theme, gap=8)
        confirmed.addWidget(self._confirmed_light)
        confirmed.addWidget(self._confirmed, 1)
        inner.addLayout(confirmed)
        inner.addStretch(1)
        scroll = scrolled(content)
        layout.addWidget(scroll, 1)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_reports(self, cell: SendCell, refused: EntityKind | None) -> None:
        self._reports.setVisible(cell.state not in (SendState.NOTHING, SendState.CONFIRMED))
        if (cell, refused) == self._drawn_reports:
            return
        self._drawn_reports = (cell, refused)
        clear(self._reports_row)
        title = translate("Unsent", "Báo cáo của đơn vị, yêu cầu tiếp, lượt tiếp, dòng sổ")
        self._reports_row.addWidget(make_paragraph(title, TextRole.BODY_STRONG), _SESSION_SHARE)
        self._reports_row.addWidget(self._cell(cell), 2 * _CELL_SHARE)
        if refused is not None:
            open_report = partial(self.report_opened.emit, _SCREENS[refused].value)
            self._mend_button(self._reports_row, "openReport", open_report)

    def _show_dossiers(self, cell: SendCell, kept: int) -> None:
        self._dossiers.setVisible(cell.state is not SendState.NOTHING)
        if (cell, kept) == self._drawn_dossiers:
            return
        self._drawn_dossiers = (cell, kept)
        clear(self._dossiers_row)
        names = column(self._theme)
        title = translate("Unsent", "Tài liệu thêm vào hồ sơ vụ việc")
        names.addWidget(make_paragraph(title, TextRole.BODY_STRONG))
        if kept:
            said = translate(
                "Unsent",
                "{items} của vụ tố cáo chờ người có trong danh sách được biết đăng nhập.",
            ).format(items=counts.items(kept))
            names.addWidget(make_paragraph(said, TextRole.SMALL, "warn"))
        self._dossiers_row.addLayout(names, _SESSION_SHARE)
        self._dossiers_row.addWidget(self._cell(cell), 2 * _CELL_SHARE)
        if cell.refused:
            show = partial(self.report_opened.emit, Screen.CASES.value)
            self._mend_button(self._dossiers_row, "openCases", show)

    def _show_recordings(self, cell: RecordingsCell) -> None:
        self._recordings.setVisible(cell != RecordingsCell())
        if cell == self._drawn_recordings:
            return
        self._drawn_recordings = cell
        clear(self._recordings_row)
        title = translate("Unsent", "Bản ghi âm, ghi hình của máy này")
        self._recordings_row.addWidget(make_paragraph(title, TextRole.BODY_STRONG), _SESSION_SHARE)
        said = column(self._theme, gap=4)
        if cell.way is not None:
            line = row(self._theme, gap=8)
            line.addWidget(Light(self._theme, 18, _WAYS[cell.way]))
            line.addWidget(make_paragraph(recordings_text(cell), TextRole.SMALL), 1)
            said.addLayout(line)
        for one in cell.faulty:
            line = row(self._theme, gap=8)
            line.addWidget(Light(self._theme, 18, LightState.FAULT))
            line.addWidget(make_paragraph(faulty_text(one), TextRole.SMALL_STRONG, "danger"), 1)
            said.addLayout(line)
        self._recordings_row.addLayout(said, 2 * _CELL_SHARE)

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
        line.addSpacing(self._theme.px(_BUTTON_WIDTH) + line.spacing())
        return head

    def _row(self, state: UnsentRow) -> QWidget:
        has_refusal = SendState.REFUSED in (state.minutes.state, state.papers.state)
        holder = panel("refused" if has_refusal else "plain", f"unsent-{state.session_id}")
        holder.setMinimumHeight(self._theme.px(_ROW_HEIGHT))
        line = row(self._theme, holder, gap=12, margins=(12, 8, 12, 8))
        names = column(self._theme)
        names.addWidget(make_paragraph(state.title, TextRole.BODY_STRONG))
        at = f"{formats.hour(state.starts_at)}, {formats.day(state.starts_at)}"
        names.addWidget(make_paragraph(f"{at} · {state.code}", TextRole.SMALL, "ink2"))
        line.addLayout(names, _SESSION_SHARE)
        line.addWidget(self._cell(state.minutes), _CELL_SHARE)
        line.addWidget(self._cell(state.papers), _CELL_SHARE)
        if has_refusal:
            show = partial(self.session_opened.emit, str(state.session_id))
            self._mend_button(line, f"openRefused-{state.session_id}", show)
        else:
            line.addSpacing(self._theme.px(_BUTTON_WIDTH) + line.spacing())
        return holder

    def _mend_button(self, line: QHBoxLayout, name: str, press: Callable[..., None]) -> None:
        """To where one sees what the city did not take."""
        button = Button(self._theme, name, translate("Unsent", "Xem"), size=ButtonSize.SMALL)
        button.setFixedWidth(self._theme.px(_BUTTON_WIDTH))
        button.clicked.connect(press)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _cell(self, cell: SendCell) -> QWidget:
        holder = QWidget()
        layout = column(self._theme, holder, gap=4)
        layout.addStretch(1)
        line = row(self._theme, gap=8)
        line.addWidget(Light(self._theme, 18, _LIGHTS[cell.state]))
        role = TextRole.SMALL_STRONG if cell.state is SendState.REFUSED else TextRole.SMALL
        tone = "danger" if cell.state is SendState.REFUSED else "ink"
        label = make_paragraph(_cell_text(cell), role, tone)
        line.addWidget(label, 1)
        layout.addLayout(line)
        if cell.progress is not None:
            bar = ProgressLine(self._theme)
            bar.set_share(cell.progress)
            layout.addWidget(bar)
        if cell.state is SendState.REFUSED:
            kept = translate("Unsent", "Lý do: {reason}. Bản gốc vẫn giữ tại máy.")
            why = kept.format(reason=reason_text(cell.reason))
            layout.addWidget(make_paragraph(why, TextRole.SMALL, "ink2"))
        layout.addStretch(1)
        return holder


def _summary_text(state: UnsentViewState) -> str:
    """What waits and since when; what was refused is counted apart."""
    parts = []
    if state.items:
        parts.append(unsent_text(state.items, state.size_bytes))
    if state.refused:
        parts.append(refused_text(state.refused))
    if state.items and state.oldest_s is not None:
        parts.append(oldest_text(state.oldest_s))
    if state.recordings != RecordingsCell():
        parts.append(translate("Unsent", "còn bản ghi ở bên dưới"))
    return " · ".join(parts) or translate("Unsent", "không còn gì chờ gửi")


def _cell_text(cell: SendCell) -> str:
    text = words.word(words.SENDS, cell.state)
    if cell.progress is not None:
        return f"{text} {formats.percent(cell.progress)}"
    count = cell.refused if cell.state is SendState.REFUSED else cell.waiting
    if not count:
        return text
    return f"{text} ({counts.items(count)})"
