"""Technical figures of the line, for IT: what is really received and sent, per site."""

from typing import assert_never

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.domain.media.code_words import CodeWords, NoCodeWords
from desktop.presenters.shell.line_report_state import LineReportViewState, SiteFigures, WayFigures
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import clear, column
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_paragraph, set_text

_WIDTH = 520
_NONE = "–"


class LinePanel(SidePanel):
    """Opens from the cell of the line; the words are made once, only the figures change.

    It stands at the left: the minutes stay in sight and keep the keyboard.
    """

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "linePanel", host, _WIDTH, is_left=True)
        self._look = theme
        self.set_titles(translate("Line", "Thông tin kỹ thuật"), translate("Line", "Đóng"))
        self._note = make_paragraph("", TextRole.BODY, "ink2")
        self._tables = QWidget()
        self._column = column(theme, self._tables, gap=20)
        self._shown: list[_SiteTable] = []
        self.body.addWidget(self._note)
        self.body.addWidget(self._tables)
        self.body.addStretch(1)

    def show_state(self, state: LineReportViewState) -> None:
        """Draws the figures, or puts the panel away."""
        if not state.is_open:
            self.shut()
            return
        set_text(self._note, _note(state))
        if len(state.sites) != len(self._shown):
            clear(self._column)
            self._shown = [_SiteTable(self._look) for _ in state.sites]
            for table in self._shown:
                self._column.addWidget(table)
        for table, site in zip(self._shown, state.sites, strict=True):
            table.show_site(site)
        self.open(takes_keyboard=False)


class _SiteTable(QWidget):
    """One site: three columns, a row per figure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = make_paragraph("", TextRole.BODY_STRONG)
        self._code = make_paragraph("", TextRole.BODY_STRONG)
        self._code_note = make_paragraph("", TextRole.BODY, "ink2")
        layout = column(theme, self, gap=8)
        for label in (self._name, self._code, self._code_note):
            layout.addWidget(label)
        grid = QGridLayout()
        layout.addLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        for place, stretch in enumerate((4, 5, 5)):
            grid.setColumnStretch(place, stretch)
        self._grid = grid
        self._cells: list[tuple[QLabel, ...]] = []

    def show_site(self, site: SiteFigures) -> None:
        """Writes what is new."""
        set_text(self._name, site.site_name)
        code, note = _code(site.code_words)
        set_text(self._code, code)
        set_text(self._code_note, note)
        self._code.setVisible(bool(code))
        for place, texts in enumerate(_rows(site)):
            if place == len(self._cells):
                self._cells.append(self._row(place))
            for label, text in zip(self._cells[place], texts, strict=True):
                set_text(label, text)

    def _row(self, place: int) -> tuple[QLabel, ...]:
        tones = ("ink2", "ink2", "ink2") if place == 0 else ("ink2", "ink", "ink")
        labels = tuple(make_paragraph("", TextRole.BODY, tone) for tone in tones)
        for at, label in enumerate(labels):
            self._grid.addWidget(label, place, at)
        return labels


def _note(state: LineReportViewState) -> str:
    if not state.sites:
        return translate("Line", "Chưa có cuộc gọi nào. Số liệu hiện ở đây khi hai phòng nối nhau.")
    if not state.is_running:
        return translate("Line", "Cuộc gọi đã kết thúc. Đây là số liệu cuối cùng.")
    return translate("Line", "Đo tại máy này, mỗi giây một lần. Buổi tiếp vẫn tiếp tục.")


def _code(words: CodeWords | NoCodeWords) -> tuple[str, str]:
    """The four words and what they are for, or why there are none."""
    if isinstance(words, NoCodeWords):
        return "", _why_no_code(words)
    note = translate(
        "Line",
        "Hai phòng đọc cho nhau nghe bốn từ này. Nếu trùng khớp, không có ai nghe xen trên "
        "đường truyền giữa hai phòng.",
    )
    return translate("Line", "Mã bốn từ: {words}").format(words=" – ".join(words)), note


def _why_no_code(why: NoCodeWords) -> str:
    match why:
        case NoCodeWords.NOT_YET:
            return translate("Line", "Mã bốn từ hiện ở đây khi hai phòng đã nối.")
        case NoCodeWords.NOT_OFFERED:
            return translate(
                "Line",
                "Không so được mã bốn từ: chưa nhận đủ mã từ phòng kia, thường do phòng kia dùng "
                "phiên bản cũ. Cuộc gọi vẫn tiếp tục nhưng chưa kiểm chứng được có ai nghe xen "
                "hay không.",
            )
        case NoCodeWords.MISMATCH:
            return translate(
                "Line",
                "Không so được mã bốn từ: mã nhận từ phòng kia không hợp lệ, có thể có người can "
                "thiệp đường truyền. Cuộc gọi vẫn tiếp tục. Hãy báo bộ phận kỹ thuật; muốn thử "
                "lại, rời buổi tiếp rồi vào lại.",
            )
        case _:
            assert_never(why)


def _rows(site: SiteFigures) -> list[tuple[str, str, str]]:
    """Name, received, sent."""
    received, sent = site.received, site.sent
    available = _NONE if site.available_kbps is None else f"{site.available_kbps} kbit/s"
    return [
        ("", translate("Line", "Nhận"), translate("Line", "Gửi")),
        (translate("Line", "Mức hình"), _rung(received), _rung(sent)),
        (translate("Line", "Kích thước hình"), _size(received), _size(sent)),
        (
            translate("Line", "Hình mỗi giây"),
            _figure(received.fps),
            _figure(sent.fps),
        ),
        (translate("Line", "Tốc độ"), f"{received.kbps} kbit/s", f"{sent.kbps} kbit/s"),
        (translate("Line", "Băng thông ước tính"), "", available),
        (translate("Line", "Mất gói"), _share(received.loss), _share(sent.loss)),
        (translate("Line", "Độ trễ hai chiều"), f"{site.round_trip_ms} ms", ""),
        (translate("Line", "Biến động trễ"), f"{site.jitter_ms} ms", ""),
        (translate("Line", "Hình bị đứng"), f"{_figure(site.frozen_s)} s", ""),
        (translate("Line", "Tiếng bị mất đã bù"), _share(site.concealed), ""),
        (translate("Line", "Gián đoạn gói tin"), f"{_figure(site.silent_s)} s", ""),
        (translate("Line", "Đường đi"), _path(site.path), ""),
        (translate("Line", "Bộ xử lý"), f"{site.engine} · {site.codec}", ""),
    ]


def _rung(way: WayFigures) -> str:
    cause = words.word(words.CAUSES, way.cause)
    rung = words.word(words.RUNGS, way.rung)
    return f"{rung} · {cause}" if cause else rung


def _size(way: WayFigures) -> str:
    return f"{way.width} × {way.height}" if way.width and way.height else _NONE


def _figure(value: float) -> str:
    return formats.steady_decimal(value)


def _share(share: float) -> str:
    return f"{_figure(100 * share)}{formats.NO_BREAK}%"


def _path(path: str) -> str:
    match path:
        case "":
            return _NONE
        case "host":
            return translate("Line", "trực tiếp")
        case "relay":
            return translate("Line", "qua máy chuyển tiếp")
        case _:
            return translate("Line", "trực tiếp, qua NAT")
