"""Kết nối thử: what every site sees and hears of each other one, and the evidence of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from desktop.domain.conduct.line_soak import SoakStage
from desktop.domain.media.call import SILENCE_DBFS
from desktop.presenters.session.trial_state import TrialTile, TrialViewState
from desktop.ui.screens.session.trial_matrix import TrialMatrix
from desktop.ui.screens.session.trial_page import TrialPagePanel
from desktop.ui.screens.session.trial_soak import TrialSoakPanel
from desktop.ui.screens.session.trial_take import TrialTakePanel
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row, scroll_to, scrolled
from desktop.ui.widgets.marks.badge import Badge, KeyCap
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import OFFICER_SMALL, TileFace, VeilFace, VideoTile
from desktop.ui.widgets.rows.folding_row import FoldingBlocks, FoldingRow
from desktop.ui.widgets.text import ElidedLabel, make_label, make_note, set_text

_DAY_S = 86_400
_MOST_TILES = 4
_TILES_IN_A_ROW = 2
_TILE_HEIGHT = 132
_NARROW = 1_150
_FOOT_NARROW = 760


class TrialScreen(QWidget):
    """left: back; microphone_toggled; doubted(str): a site's id; confirmed: the button.

    page_asked: the page is to be shown; page_painted(int): it was, of this showing. take_asked: a
    take of this room is to be recorded; soak_asked: the line to be measured, or no more.
    """

    left = Signal()
    microphone_toggled = Signal()
    doubted = Signal(str)
    confirmed = Signal()
    page_asked = Signal()
    page_painted = Signal(int)
    take_asked = Signal()
    soak_asked = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("trialScreen")
        self._theme = theme
        self._back = Button(
            theme,
            "leaveTrial",
            translate("Trial", "Rời kết nối thử"),
            ButtonRole.QUIET,
            ButtonSize.SMALL,
            Icon.BACK,
        )
        self._badge = Badge(theme, translate("PreJoin", "diễn tập"))
        self._about = ElidedLabel(theme, TextRole.BODY, "ink2")
        self._due = make_label("", TextRole.SMALL_MEDIUM)
        self._counts = make_label("", TextRole.SMALL, "ink2")
        self._banner = MessageBanner(theme, "trialBanner", is_compact=True)
        self.matrix = TrialMatrix(theme)
        self.page = TrialPagePanel(theme)
        self._take = TrialTakePanel(theme)
        self._soak = TrialSoakPanel(theme)
        self._tiles = [
            VideoTile(theme, f"trialTile{number}", frames, OFFICER_SMALL)
            for number in range(_MOST_TILES)
        ]
        self._microphone = Button(theme, "trialMicrophone", "", icon=Icon.MICROPHONE).with_key("F4")
        self._how = make_note(
            translate(
                "Trial",
                "Máy ở nơi nhận đo trong 30 giây gần nhất: hình có đổi, có tiếng nói. Mỗi nơi nói "
                "vài câu.",
            ),
            TextRole.SMALL,
            "ink2",
        )
        self._why = make_note("", TextRole.SMALL)
        self._confirm = Button(
            theme,
            "confirmTrial",
            translate("Trial", "Ghi nhận kết nối thử"),
            ButtonRole.PRIMARY,
            icon=Icon.CHECK,
        ).with_key("Ctrl+Enter")
        self._hints = QWidget()
        self._back.clicked.connect(self.left)
        self._microphone.clicked.connect(self.microphone_toggled)
        self.matrix.doubted.connect(self.doubted)
        self._confirm.clicked.connect(self.confirmed)
        self.page.asked.connect(self.page_asked)
        self.page.painted.connect(self.page_painted)
        self._take.asked.connect(self.take_asked)
        self._soak.asked.connect(self.soak_asked)
        self._build()

    def show_state(self, state: TrialViewState) -> None:
        """Draws the matrix, the pictures and what is still missing."""
        self._badge.setVisible(state.is_practice)
        said = translate("Trial", "Cho buổi {at} · {title}")
        at = f"{formats.hour(state.starts_at)}, {formats.day(state.starts_at)}"
        self._about.set_text(said.format(at=at, title=state.title))
        self._show_due(state)
        counts = translate("Trial", "{good} trong {ways} chiều đạt cả hình và tiếng")
        set_text(self._counts, counts.format(good=state.good, ways=state.ways))
        self._banner.say(state.message)
        self.matrix.show_rows(state.rows)
        self._take.show_take(state.take)
        self._soak.show_soak(state.soak)
        if self.page.show_page(state.page, state.pages_lacking):
            scroll_to(self.page)  # what is out of sight is not painted
        for number, tile in enumerate(self._tiles):
            is_there = number < len(state.tiles)
            tile.setVisible(is_there)
            tile.set_track(state.tiles[number].track_id if is_there else None)
            if is_there:
                tile.show_face(_face(state.tiles[number]))
        label, icon = translate("Trial", "Tắt micro"), Icon.MICROPHONE_OFF
        if not state.is_microphone_on:
            label, icon = translate("Trial", "Mở micro"), Icon.MICROPHONE
        self._microphone.set_label(label, icon)
        why = _why(state)
        set_text(self._why, why)
        is_offered = state.may_confirm and state.passed_at is None
        if not is_offered and self._confirm.hasFocus():
            self._back.setFocus()  # else the keyboard goes to whatever Qt finds
        self._confirm.setVisible(is_offered)
        self._confirm.set_available(is_available=state.can_confirm, reason=why)

    def take_focus(self) -> None:
        """To the button that comes last, else to the way out."""
        (self._confirm if self._confirm.isVisible() else self._back).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the blue button."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._confirm.isVisible():
                self._confirm.click()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hints.setVisible(event.size().width() >= self._theme.px(_NARROW))

    # ---- inside ----------------------------------------------------------------------------

    def _show_due(self, state: TrialViewState) -> None:
        if state.passed_at is not None:
            at = f"{formats.hour(state.passed_at)}, {formats.day(state.passed_at)}"
            set_text(self._due, translate("Trial", "Đã ghi nhận {at}").format(at=at), "ok")
        elif state.due_at is not None:
            due = f"{formats.hour(state.due_at)}, {formats.day(state.due_at)}"
            if state.remaining_s is None:
                text, tone = translate("Trial", "Đã quá hạn {due}").format(due=due), "danger"
            else:
                text, tone = _due_text(due, state.remaining_s), "ink"
            set_text(self._due, text, tone)

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12, margins=(24, 12, 24, 12))
        title = row(theme, gap=12)
        title.addWidget(self._back)
        title.addWidget(make_label(translate("Trial", "Kết nối thử"), TextRole.SCREEN_TITLE))
        title.addWidget(self._badge)
        title.addStretch(1)
        title.addWidget(self._fill_hints())
        title.addSpacing(theme.px(16))
        title.addWidget(self._due)
        layout.addLayout(title)
        about = row(theme, gap=16)
        about.addWidget(self._about, 1)
        about.addWidget(self._counts)
        layout.addLayout(about)
        layout.addWidget(self._banner)
        content = QWidget()
        inside = column(theme, content, gap=12)
        left, right = column(theme, gap=8), column(theme, gap=8)
        left.addWidget(self.matrix, 1)
        left.addWidget(self._take)
        left.addWidget(self._soak)
        right.addLayout(self._pictures())
        right.addWidget(self.page)
        right.addStretch(1)
        inside.addWidget(
            FoldingBlocks(theme, [left, right], gap=16, narrow=_NARROW, shares=(7, 4)), 1
        )
        layout.addWidget(scrolled(content), 1)
        said, buttons = row(theme, gap=16), row(theme, gap=12)
        texts = column(theme, gap=2)
        texts.addWidget(self._how)
        texts.addWidget(self._why)
        said.addLayout(texts, 1)
        buttons.addWidget(self._microphone)
        buttons.addWidget(self._confirm)
        layout.addWidget(FoldingRow(theme, said, buttons, narrow=_FOOT_NARROW))

    def _fill_hints(self) -> QWidget:
        hints = row(self._theme, self._hints, gap=8)
        for key, text in (
            (translate("Trial", "Lên"), ""),
            (translate("Trial", "Xuống"), ""),
            (translate("Trial", "Trái"), ""),
            (translate("Trial", "Phải"), translate("Trial", "chọn ô")),
            ("Enter", translate("Trial", "ghi chưa đạt, đo lại")),
        ):
            hints.addWidget(KeyCap(self._theme, key))
            if text:
                hints.addWidget(make_label(text, TextRole.SMALL, "ink2"))
        return self._hints

    def _pictures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(round(self._theme.px(8)))
        for number, tile in enumerate(self._tiles):
            tile.setMinimumHeight(self._theme.px(_TILE_HEIGHT))
            grid.addWidget(tile, number // _TILES_IN_A_ROW, number % _TILES_IN_A_ROW)
        return grid


def _face(tile: TrialTile) -> TileFace:
    name = translate("Session", "Phòng này") if tile.is_own else tile.name
    veil = None
    if tile.track_id is None:
        title = translate("Trial", "chưa có hình")
        veil = VeilFace(title=title, detail="", icon=Icon.CAMERA_OFF, is_card=True)
    microphone = Icon.MICROPHONE if tile.is_microphone_on else Icon.MICROPHONE_OFF
    spoken = f"{name}: {veil.title}" if veil is not None else name
    return TileFace(
        name=name,
        place=tile.name if tile.is_own else "",
        microphone=microphone,
        microphone_tone="on_night" if tile.is_microphone_on else "rec_night",
        level_dbfs=tile.level_dbfs if tile.is_microphone_on else SILENCE_DBFS,
        speaking="",
        bars=None,
        veil=veil,
        spoken=spoken,
    )


def _due_text(due: str, remaining_s: int) -> str:
    """The hours count on the last day only."""
    if remaining_s >= _DAY_S:
        return translate("Trial", "Hạn {due}").format(due=due)
    left = formats.clock(remaining_s)
    return translate("Trial", "Hạn {due}, còn {left}").format(due=due, left=left)


def _why(state: TrialViewState) -> str:
    """Why the button is grey, or who presses it."""
    if state.passed_at is not None:
        return state.evidence
    if state.is_confirming:
        return translate("Trial", "Đang ghi nhận ở thành phố…")
    if not state.may_confirm:
        return translate(
            "Trial", "Điểm cầu trung tâm ghi nhận khi mọi chiều đạt và trang thử hiện mọi nơi."
        )
    if state.can_confirm:
        return translate("Trial", "Mọi chiều đều đạt, trang thử hiện mọi nơi. Ghi nhận được.")
    return _lacking(state)


def _lacking(state: TrialViewState) -> str:
    missing = state.ways - state.good
    if missing:
        return translate("Trial", "Chưa ghi nhận được: còn {n} chiều chưa đạt.").format(n=missing)
    soak = state.soak.own
    if soak is not None and soak.soak.stage is SoakStage.RUNNING:
        said = translate("Trial", "Chưa ghi nhận được: đang đo đường truyền, còn {left}.")
        return said.format(left=formats.short_clock(state.soak.remaining_s))
    if state.soak.running_at:
        said = translate("Trial", "Chưa ghi nhận được: {sites} đang đo đường truyền.")
        return said.format(sites=", ".join(state.soak.running_at))
    if not state.page.number:
        return translate("Trial", "Chưa ghi nhận được: chưa chiếu trang thử.")
    return translate("Trial", "Chưa ghi nhận được: còn {n} điểm cầu chưa hiện trang thử.").format(
        n=state.pages_lacking
    )
