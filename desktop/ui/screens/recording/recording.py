"""Bản ghi (ux-2.md §11): hear the second that a line speaks of, and see whether it is whole."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.recording.playback import MAX_REASON
from desktop.presenters.recording.playback_state import (
    ChainView,
    ChainWord,
    PlayerStage,
    PlayRow,
    RecordingViewState,
)
from desktop.ui.screens.recording.copy_panel import CopyPanel
from desktop.ui.screens.recording.time_line import JUMPS, TimeLine
from desktop.ui.texts import formats
from desktop.ui.texts.playback_words import (
    chain_text,
    hole_text,
    loss_text,
    player_text,
    row_text,
)
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.inputs.digits_edit import DigitsEdit
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, panel, row, rule, scroll_to, scrolled
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl, RowList
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import PREVIEW, VeilFace, VideoTile, preview_face
from desktop.ui.widgets.rows.folding_row import FoldingBlocks
from desktop.ui.widgets.text import make_label, make_note, set_text

_NARROW = 760
_TILE_HEIGHT = 190
_LIST_HEIGHT = 230
_HOUR_WIDTH = 84
_NARROW_FIELDS = 460
_PIN_DIGITS = 32
_CHAIN_LIGHTS = {
    ChainWord.CHECKING: LightState.WORKING,
    ChainWord.WHOLE: LightState.GOOD,
    ChainWord.OPEN: LightState.LOWER,
    ChainWord.SPOILT: LightState.FAULT,
    ChainWord.NONE: LightState.NOT_YET,
}


class RecordingScreen(QWidget):
    """back_pressed; reason_typed(str); toggled: Nghe, Dừng; jumped(int): milliseconds.

    line_pressed(str): a line of the minutes; moment_pressed(datetime): on the line of time;
    dismissed: the message was read. copy_toggled: the sealed copy shows or hides. account_asked:
    by account, or the browser is waited for no longer.
    """

    back_pressed = Signal()
    reason_typed = Signal(str)
    toggled = Signal()
    jumped = Signal(int)
    line_pressed = Signal(str)
    moment_pressed = Signal(object)
    dismissed = Signal()
    copy_toggled = Signal()
    account_asked = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("recordingScreen")
        self._theme = theme
        self._current = ""
        self._name = make_note("", TextRole.SMALL, "ink2")
        self._light = Light(theme, 18, _CHAIN_LIGHTS[ChainWord.CHECKING])
        self._chain = make_note("", TextRole.SMALL)
        self._banner = MessageBanner(theme, "recordingMessage", is_compact=True)
        self._banner.pressed.connect(self.dismissed)
        self._tile = VideoTile(theme, "recordingTile", frames, PREVIEW)
        self._tile.setMinimumHeight(theme.px(_TILE_HEIGHT))
        self._reason = QLineEdit()
        self._reason.setObjectName("listeningReason")
        self._reason.setMaxLength(MAX_REASON)
        self._reason.textEdited.connect(self.reason_typed)
        self._reason.returnPressed.connect(self.toggled)
        self._play = Button(
            theme, "playRecording", "", ButtonRole.PRIMARY, ButtonSize.NORMAL, Icon.PLAY
        )
        self._play.clicked.connect(self.toggled)
        self._pin, self.copying = DigitsEdit("listeningPin", _PIN_DIGITS), CopyPanel(theme)
        self._pin.returnPressed.connect(self.toggled)
        self._rows = RowList(theme, "recordingLines")
        self.time_line = TimeLine(theme)
        self.time_line.chosen.connect(self.moment_pressed)
        self.time_line.jumped.connect(self.jumped)
        self.time_line.toggled.connect(self.toggled)
        self._legend = make_note("", TextRole.SMALL, "ink2")
        content = QWidget()
        layout = column(theme, content, gap=12)
        layout.addWidget(self._build_blocks())
        layout.addWidget(self._build_time())
        layout.addStretch(1)
        outer = column(theme, self, gap=12, margins=(24, 12, 24, 12))
        outer.addLayout(self._build_header())
        outer.addWidget(self._banner)
        outer.addWidget(scrolled(content), 1)

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """F6 goes from one to the next."""
        return (self._player, self._lines, self.time_line)

    def show_state(self, state: RecordingViewState) -> None:
        """Draws what is known of the recording, and where it plays."""
        case, others = translate("Recording", "Vụ việc"), translate("Recording", "Bản ghi khác")
        self._back.set_label(others if state.is_from_list else case, Icon.BACK)
        self._show_name(state)
        self._show_chain(state.chain)
        self._banner.say(state.message, has_button=True)
        self._show_player(state)
        self._show_rows(state.rows)
        self._show_copy(state)
        self.time_line.show_lanes(state.lanes, state.player.at)
        self._time.setVisible(state.lanes is not None)
        set_text(self._legend, _legend(state))

    @property
    def pin(self) -> str:
        """What stands in its field, which is empty once it is looked at."""
        return self._pin.text()

    def take_focus(self) -> None:
        """To the reason: nothing plays without one."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._pin.clear()
        super().hideEvent(event)

    # ---- inside ----------------------------------------------------------------------------

    def _build_header(self) -> QHBoxLayout:
        self._back = Button(self._theme, "leaveRecording", "", ButtonRole.QUIET, icon=Icon.BACK)
        self._back.clicked.connect(self.back_pressed)
        layout = row(self._theme, gap=12)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignVCenter)
        names = column(self._theme)
        names.addWidget(make_label(translate("Recording", "Bản ghi"), TextRole.SCREEN_TITLE))
        names.addWidget(self._name)
        layout.addLayout(names, 1)
        chain = row(self._theme, gap=8)
        chain.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        chain.addWidget(self._chain, 1)
        layout.addLayout(chain, 1)
        return layout

    def _build_blocks(self) -> QWidget:
        left, right = column(self._theme), column(self._theme)
        self._player = self._build_player()
        self._lines = self._build_lines()
        left.addWidget(self._player)
        right.addWidget(self._lines)
        return FoldingBlocks(self._theme, [left, right], gap=12, narrow=_NARROW, shares=(55, 45))

    def _build_player(self) -> QFrame:
        frame = panel("sheet", "recordingPlayer")
        layout = column(self._theme, frame, gap=12, margins=(12, 12, 12, 12))
        layout.addWidget(self._tile, 1)
        field = Field(self._theme, translate("Recording", "Lý do nghe"), self._reason)
        field.set_help(translate("Recording", "Người nghe, giờ nghe và lý do được ghi lại."))
        self._pin_field = Field(self._theme, translate("Recording", "Mã PIN"), self._pin)
        self._pin_field.set_help(translate("Recording", "Của người đang đăng nhập."))
        self._account = Button(self._theme, "listeningAccount", "", size=ButtonSize.SMALL)
        self._account.clicked.connect(self.account_asked)
        left, right = column(self._theme), column(self._theme, gap=8)
        left.addWidget(field)
        left.addStretch(1)
        right.addWidget(self._pin_field)
        right.addWidget(self._account, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        layout.addWidget(
            FoldingBlocks(
                self._theme, [left, right], gap=12, narrow=_NARROW_FIELDS, shares=(65, 35)
            )
        )
        buttons = row(self._theme, gap=8)
        buttons.addWidget(self._play)
        steps = (
            ("backTen", translate("Recording", "Lùi 10 giây"), -10_000, Icon.BACK),
            ("onTen", translate("Recording", "Tiến 10 giây"), 10_000, Icon.FORWARD),
        )
        self._steps = []
        for name, label, by_ms, icon in steps:
            button = Button(self._theme, name, label, size=ButtonSize.NORMAL, icon=icon)
            button.setProperty("by_ms", by_ms)
            button.clicked.connect(self._on_step)
            buttons.addWidget(button)
            self._steps.append(button)
        self._copy = Button(
            self._theme, "openCopy", translate("Recording", "Bản niêm phong…"),
            size=ButtonSize.NORMAL, icon=Icon.DOCUMENT,
        )  # fmt: skip
        self._copy.clicked.connect(self.copy_toggled)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addWidget(self.copying)
        return frame

    def _build_lines(self) -> QFrame:
        frame = panel("sheet", "recordingMinutes")
        layout = column(self._theme, frame, margins=(1, 1, 1, 1))
        head = row(self._theme, gap=10, margins=(16, 9, 16, 9))
        head.addWidget(IconLabel(self._theme, Icon.DOCUMENT, 20, "ink2"))
        head.addWidget(make_label(translate("Recording", "Biên bản"), TextRole.BODY_STRONG))
        hint = translate("Recording", "bấm một dòng để nghe đúng giây")
        head.addWidget(make_note(hint, TextRole.SMALL, "ink2"), 1)
        layout.addLayout(head)
        layout.addWidget(rule())
        inside = QWidget()
        lines = column(self._theme, inside)
        lines.addWidget(self._rows)
        self._empty = make_note(
            translate("Recording", "Biên bản của buổi này không có dòng nào trên máy này."),
            TextRole.SMALL, "ink2",
        )  # fmt: skip
        self._empty.setContentsMargins(*(self._theme.px(one) for one in (16, 8, 16, 8)))
        lines.addWidget(self._empty)
        lines.addStretch(1)
        area = scrolled(inside)
        area.setMinimumHeight(self._theme.px(_LIST_HEIGHT))
        layout.addWidget(area, 1)
        return frame

    def _build_time(self) -> QFrame:
        self._time = panel("sheet", "recordingTime")
        layout = column(self._theme, self._time, gap=8, margins=(16, 12, 16, 12))
        layout.addWidget(self.time_line)
        layout.addWidget(rule())
        layout.addWidget(self._legend)
        return self._time

    def _show_name(self, state: RecordingViewState) -> None:
        if state.starts_at is None:
            set_text(self._name, "")
            return
        day, hour = formats.day(state.starts_at), formats.hour(state.starts_at)
        said = translate("Recording", "Buổi {day}, {hour} · {title}")
        set_text(self._name, said.format(day=day, hour=hour, title=state.title))

    def _show_chain(self, chain: ChainView) -> None:
        self._light.set_state(_CHAIN_LIGHTS[chain.word])
        set_text(
            self._chain, chain_text(chain), "danger" if chain.word is ChainWord.SPOILT else "ink"
        )

    def _show_player(self, state: RecordingViewState) -> None:
        player = state.player
        said = player_text(player)
        is_running = player.stage is not PlayerStage.STOPPED
        veil = None
        if player.track_id is None:
            is_locked = (state.needs_reason or state.needs_pin) and player.can_play
            detail = _detail(state) if is_locked else ""
            icon = Icon.PLAY if player.can_play and not is_locked else Icon.LOCK
            veil = VeilFace(title=said, detail=detail, icon=icon, is_card=True)
        self._tile.set_track(player.track_id)
        face = preview_face(translate("Recording", "Bản ghi"), said, veil)
        self._tile.show_face(replace(face, microphone=None))
        if self._reason.text() != state.reason:
            with QSignalBlocker(self._reason):
                self._reason.setText(state.reason)
        asks = state.needs_pin and player.can_play
        self._pin_field.setVisible(asks)
        self._account.setVisible(asks and state.account is not None)
        self._account.set_label(_account_text(state))
        if state.is_proving or not state.needs_pin:
            self._pin.clear()
        label = translate("Recording", "Dừng") if is_running else translate("Recording", "Nghe")
        self._play.set_label(label, Icon.STOP if is_running else Icon.PLAY)
        reason = translate("Recording", "Không có gì để nghe.")
        self._play.set_available(is_available=player.can_play, reason=reason)
        ends = (
            (player.can_go_back, translate("Recording", "Đang ở đầu bản ghi.")),
            (player.can_go_on, translate("Recording", "Đang ở cuối bản ghi.")),
        )
        for button, (can_go, end) in zip(self._steps, ends, strict=True):
            button.set_available(is_available=can_go, reason=end if player.can_play else reason)

    def _show_copy(self, state: RecordingViewState) -> None:
        reason = translate("Recording", "Không có gì để niêm phong, hoặc vai trò này không được.")
        self._copy.set_available(is_available=state.may_copy, reason=reason)
        self.copying.show_copy(state.copy, name=_copy_name(state))

    def _show_rows(self, rows: tuple[PlayRow, ...]) -> None:
        self._rows.keep([str(one.line_id) for one in rows], self._make_row)
        self._empty.setVisible(not rows)
        for one in rows:
            control = self._rows.row(str(one.line_id))
            if isinstance(control, _LineRow):
                control.show_line(one, is_last=one is rows[-1])
        current = next((str(one.line_id) for one in rows if one.is_current), "")
        if current != self._current:
            self._current = current
            control = self._rows.row(current)
            if control is not None:
                scroll_to(control)

    def _make_row(self, key: str) -> RowControl:
        control = _LineRow(self._theme, key)
        control.activated.connect(self.line_pressed)
        control.jumped.connect(self.jumped)
        return control

    def _on_step(self) -> None:
        self.jumped.emit(int(self.sender().property("by_ms")))


class _LineRow(PressedRowControl):
    """jumped(int): milliseconds, by a key."""

    jumped = Signal(int)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"recording-line-{key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hour = make_label("", TextRole.VALUE, "accent")
        self._hour.setMinimumWidth(theme.px(_HOUR_WIDTH))
        self._who = make_note("", TextRole.SMALL, "ink2")
        self._text = make_note("", TextRole.BODY)
        layout = row(theme, self, gap=12, margins=(16, 8, 16, 8))
        layout.addWidget(self._hour, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(theme, gap=2)
        texts.addWidget(self._who)
        texts.addWidget(self._text)
        layout.addLayout(texts, 1)

    def show_line(self, one: PlayRow, *, is_last: bool) -> None:
        """Draws the line."""
        hour, who = formats.hour_with_seconds(one.at), row_text(one)
        set_text(self._hour, hour, "accent" if one.is_there else "ink3")
        set_text(self._who, who)
        set_text(self._text, one.text)
        self.set_look(is_selected=one.is_current, has_line=not is_last)
        heard = translate("Recording", "Nghe từ {hour}").format(hour=hour)
        self.setAccessibleName(f"{heard}, {who}: {one.text}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in JUMPS:
            self.jumped.emit(JUMPS[key])
            return
        super().keyPressEvent(event)


def _copy_name(state: RecordingViewState) -> str:
    """Proposed for the file."""
    day = "" if state.starts_at is None else formats.day(state.starts_at).replace("/", "-")
    return f"{translate('Recording', 'Bản niêm phong')} {day}".strip()


def _account_text(state: RecordingViewState) -> str:
    """Of who has no PIN; while the browser is waited for, how that ends."""
    if state.is_in_browser:
        return translate("Recording", "Thôi chờ trình duyệt")
    if not state.account:
        return translate("Recording", "Xác nhận bằng tài khoản cơ quan")
    return translate("Recording", "Xác nhận bằng tài khoản {title}").format(title=state.account)


def _detail(state: RecordingViewState) -> str:
    """What is still to be done before anything plays."""
    if state.is_in_browser:
        return translate("Recording", "Xác nhận ở trang vừa mở trong trình duyệt")
    if state.is_proving:
        return translate("Recording", "Đang kiểm tra mã PIN")
    if not state.needs_pin:
        return translate("Recording", "Ghi lý do rồi bấm Nghe")
    if state.needs_reason:
        return translate("Recording", "Ghi lý do, nhập mã PIN rồi bấm Nghe")
    return translate("Recording", "Nhập mã PIN rồi bấm Nghe")


def _legend(state: RecordingViewState) -> str:
    """What the marks of the line of time mean in this recording."""
    if state.lanes is None:
        return ""
    parts = [translate("Recording", "vạch xanh: dòng biên bản của điểm cầu")]
    if any(lane.floors for lane in state.lanes.sites):
        parts.append(translate("Recording", "khối xanh: điểm cầu có lượt nói"))
    lost = [f"{lane.name} {text}" for lane in state.lanes.sites if (text := loss_text(lane))]
    if lost:
        parts.append(translate("Recording", "vạch đỏ: {lost}").format(lost="; ".join(lost)))
    parts += [hole_text(hole) for hole in state.lanes.holes]
    if state.lanes.pages:
        pages = translate("Recording", "{n} lần chiếu trang")
        parts.append(pages.format(n=len(state.lanes.pages)))
    if state.lanes.marks:
        marks = translate("Recording", "cờ: {n} dấu F2")
        parts.append(marks.format(n=len(state.lanes.marks)))
    return " · ".join(parts)
