"""Kiểm tra phòng: one list, a light, a figure and the next step for each line; F5 checks again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from desktop.domain.room.measurements import CheckCode, CheckItem, CheckResult, NextStep
from desktop.presenters.room.room_check_state import RoomCheckViewState
from desktop.ui.screens.room.room_check_texts import step_of, value_of
from desktop.ui.texts import formats, words
from desktop.ui.texts.support import support_text
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.layout import clear, column, panel, row, rule, scrolled
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import (
    PREVIEW,
    TileFace,
    VeilFace,
    VideoTile,
    preview_face,
)
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import keep_width, make_label, make_paragraph, set_text

_LIGHTS = {
    CheckResult.OK: LightState.GOOD,
    CheckResult.LIMITED: LightState.LOWER,
    CheckResult.FAILED: LightState.FAULT,
    CheckResult.NOT_MEASURED: LightState.NOT_YET,
}
_TONES = {CheckResult.LIMITED: "warn", CheckResult.FAILED: "danger"}
_PANELS = {CheckResult.LIMITED: "lowered", CheckResult.FAILED: "refused"}
_ROW_HEIGHT = 34
_NAME_WIDTH, _VALUE_WIDTH = 150, 200
_CELL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NARROW_HEADER = 760
_NARROW = 900
"""Width of the design below which the picture goes, and the next step stands below its line."""

_LIST_SHARE, _SIDE_SHARE = 5, 3
_PREVIEW = (200, 150)
_PREVIEW_MAX = 262
_BEFORE = tuple(CheckItem(code=code, result=CheckResult.NOT_MEASURED) for code in CheckCode)


class RoomCheckScreen(QWidget):
    """The last check, and the one that is being made.

    check_pressed: F5 or its button. entered: into the session that can be entered now.
    sheet_opened: on to the readiness sheet.
    """

    check_pressed = Signal()
    entered = Signal()
    sheet_opened = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("roomCheckScreen")
        self._theme = theme
        self._drawn: tuple[CheckItem, ...] | None = None
        self._items: tuple[CheckItem, ...] = ()
        self._is_narrow = False
        self._badges = {
            CheckResult.OK: Badge(theme, tone="ok", icon=Icon.CHECK),
            CheckResult.LIMITED: Badge(theme, tone="warn"),
            CheckResult.FAILED: Badge(theme, tone="danger"),
        }
        self._summary = make_paragraph("", TextRole.SMALL, "ink2")
        self._check = Button(
            theme,
            "checkRoom",
            translate("RoomCheck", "Kiểm tra"),
            ButtonRole.PRIMARY,
            icon=Icon.REFRESH,
        ).with_key("F5")
        self._check.clicked.connect(self.check_pressed)
        self._enter = Button(
            theme, "enterSession", "", ButtonRole.PRIMARY, icon=Icon.GO
        ).with_icon_last()
        self._enter.clicked.connect(self.entered)
        self._support = make_label("", TextRole.SMALL_MEDIUM, "ink2")
        self._sheet_button = Button(
            theme,
            "openSheet",
            translate("RoomCheck", "Mở phiếu rà soát"),
            ButtonRole.PLAIN,
            icon=Icon.DOCUMENT,
        )
        self._sheet_button.clicked.connect(self.sheet_opened)
        self._banner = MessageBanner(theme, "roomCheckBanner", is_compact=True)
        self._sheet = panel("sheet", "roomCheckTable")
        self._tile = VideoTile(theme, "roomCheckPreview", frames, PREVIEW)
        self._build()

    def show_state(self, state: RoomCheckViewState) -> None:
        """Draws every line, and what is under way."""
        self._show_badges(state)
        self._show_summary(state)
        self._check.set_available(
            is_available=not state.is_running,
            reason=translate("RoomCheck", "Đang kiểm tra, khoảng nửa phút nữa có kết quả."),
        )
        self._show_entry(state)
        set_text(self._support, support_text(state.support_phone))
        self._banner.say(state.message)
        self._tile.set_track(state.preview_track_id)
        self._tile.show_face(self._face(state))
        self._items = state.items
        if state.items != self._drawn:
            self._fill()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(_NARROW)
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._side.setVisible(not is_narrow)
            self._fill()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12, margins=(24, 12, 24, 8))
        words, presses = row(theme, gap=12), row(theme, gap=12)
        title = make_label(translate("Words", "Kiểm tra phòng"), TextRole.SCREEN_TITLE)
        words.addWidget(title)
        for badge in self._badges.values():
            words.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addStretch(1)
        presses.addWidget(self._check, 0, Qt.AlignmentFlag.AlignVCenter)
        presses.addWidget(self._enter, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(FoldingRow(theme, words, presses, narrow=_NARROW_HEADER))
        layout.addWidget(self._banner)
        body = row(theme, gap=16)
        self._table = column(theme, self._sheet, margins=(1, 1, 1, 1))
        content = QWidget()
        inner = column(theme, content)
        inner.addWidget(self._sheet)
        inner.addStretch(1)
        scroll = scrolled(content)
        body.addWidget(scroll, _LIST_SHARE)
        self._side = QWidget()
        side = column(theme, self._side, gap=16)
        self._tile.setMinimumSize(theme.px(_PREVIEW[0]), theme.px(_PREVIEW[1]))
        self._tile.setMaximumHeight(theme.px(_PREVIEW_MAX))
        side.addWidget(self._tile, 100)  # before the empty room below it
        side.addWidget(self._sheet_button)
        side.addStretch(1)
        body.addWidget(self._side, _SIDE_SHARE)
        layout.addLayout(body, 1)
        foot = row(theme, gap=16)
        foot.addWidget(self._summary, 1)
        foot.addWidget(self._support)
        layout.addLayout(foot)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_entry(self, state: RoomCheckViewState) -> None:
        """Into the session is the loud button once the room is good for it."""
        entry = state.entry
        self._enter.setVisible(entry is not None)
        if entry is not None:
            text = translate("RoomCheck", "Vào buổi {at}")
            self._enter.set_label(text.format(at=formats.hour(entry.starts_at)))
        again = translate("RoomCheck", "Kiểm tra lại")
        self._check.set_label(translate("RoomCheck", "Kiểm tra") if not state.items else again)
        self._check.set_role(ButtonRole.PRIMARY if entry is None else ButtonRole.PLAIN)

    def _show_badges(self, state: RoomCheckViewState) -> None:
        good = translate("RoomCheck", "{count} đạt")
        limited = translate("RoomCheck", "{count} hạ mức")
        failed = translate("RoomCheck", "{count} chưa đạt")
        texts = (
            (CheckResult.OK, state.good, good, "ok"),
            (CheckResult.LIMITED, state.limited, limited, "warn"),
            (CheckResult.FAILED, state.failed, failed, "danger"),
        )
        for result, count, text, tone in texts:
            badge = self._badges[result]
            badge.setVisible(bool(count) and not state.is_running)
            icon = Icon.CHECK if result is CheckResult.OK else None
            badge.show_state(text.format(count=count), tone, icon)

    def _show_summary(self, state: RoomCheckViewState) -> None:
        if state.is_running:
            text = translate("RoomCheck", "đang kiểm tra…")
        elif state.checked_at is None:
            text = ""
        else:
            text = translate("RoomCheck", "{count} mục · {seconds} giây · lần cuối {at}").format(
                count=len(state.items),
                seconds=round(state.took_s),
                at=formats.hour(state.checked_at),
            )
            if state.is_at_city:
                text += translate("RoomCheck", " · thành phố đã nhận")
        set_text(self._summary, formats.with_units(text))

    @staticmethod
    def _face(state: RoomCheckViewState) -> TileFace:
        name = translate("RoomCheck", "Camera phòng · xem trước")
        veil = None
        if state.preview_track_id is None:
            is_missing = any(
                item.code is CheckCode.CAMERA
                and item.result is CheckResult.FAILED
                and item.value is None
                for item in state.items
            )
            off = translate("RoomCheck", "Camera chưa bật")
            veil = VeilFace(
                title=translate("RoomCheck", "Không tìm thấy camera") if is_missing else off,
                detail="" if is_missing else translate("RoomCheck", "Hình hiện ra khi kiểm tra"),
                icon=Icon.CAMERA_OFF if is_missing else Icon.CAMERA,
                is_card=True,
            )
        return preview_face(name, "", veil)

    def _fill(self) -> None:
        """Before the first check the lines stand without figures: what will be looked at."""
        self._drawn = items = self._items
        clear(self._table)
        for place, item in enumerate(items or _BEFORE):
            if place:
                self._table.addWidget(rule())
            self._table.addWidget(self._row(item, is_checked=bool(items)))

    def _row(self, item: CheckItem, *, is_checked: bool) -> QWidget:
        holder = panel(_PANELS.get(item.result, "plain"), f"check-{item.code}")
        holder.setMinimumHeight(self._theme.px(_ROW_HEIGHT))
        line = row(self._theme, holder, gap=12, margins=(20, 2, 12, 2))
        light = Light(self._theme, 18, _LIGHTS[item.result])
        line.addWidget(light, 0, Qt.AlignmentFlag.AlignVCenter)
        is_idle = item.result is CheckResult.NOT_MEASURED
        tone = "ink2" if is_idle else "ink"
        advice = "" if item.next_step is NextStep.NONE else step_of(item.next_step)
        name = make_paragraph(words.word(words.CHECKS, item.code), TextRole.BODY_STRONG, tone)
        value = make_paragraph(value_of(item) if is_checked else "", TextRole.BODY, tone)
        step = make_paragraph(advice, TextRole.SMALL_STRONG, _TONES.get(item.result, "ink2"))
        for cell in (name, value, step):
            cell.setAlignment(_CELL)
        if self._is_narrow:
            self._fold(line, (name, value), step if advice else None)
            return holder
        keep_width(name, self._theme.px(_NAME_WIDTH))
        line.addWidget(name)
        line.addWidget(value, 1)
        if advice:
            keep_width(value, self._theme.px(_VALUE_WIDTH))
            line.addWidget(step, 1)
        return holder

    def _fold(self, line: QHBoxLayout, words: tuple[QLabel, QLabel], step: QLabel | None) -> None:
        """Name and figure on one line, the next step below them."""
        texts, first = column(self._theme), row(self._theme, gap=12)
        for cell in words:
            first.addWidget(cell, 1)
        texts.addLayout(first)
        if step is not None:
            texts.addWidget(step)
        line.addLayout(texts, 1)
