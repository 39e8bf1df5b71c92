"""Ghi thử 10 giây: the button, and what was written to the disk and played from it."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QFrame

from desktop.domain.room.take import Take, TakeStage
from desktop.presenters.session.trial_take import left_s
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_note, set_text

_RUNNING = (TakeStage.RECORDING, TakeStage.PLAYING)
_ENDED: Mapping[TakeStage, object] = {
    TakeStage.NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Trial", "Tệp ghi thử không tăng. Đã xóa tệp. Báo kỹ thuật kiểm tra ổ đĩa. (P-112)"
    ),
    TakeStage.NOT_PLAYED: QT_TRANSLATE_NOOP(
        "Trial", "Đã ghi nhưng không phát lại được. Đã xóa tệp. Kiểm tra loa rồi ghi lại."
    ),
    TakeStage.GIVEN_UP: QT_TRANSLATE_NOOP(
        "Trial", "Chưa ghi xong. Không giữ tệp nào. Bấm Ghi thử lần nữa."
    ),
}


class TrialTakePanel(QFrame):
    """asked: the button."""

    asked = Signal()

    def __init__(self, theme: Theme, *, has_frame: bool = True) -> None:
        super().__init__()
        self.setObjectName("trialTakePanel")
        if has_frame:
            self.setProperty("panel", "sheet")
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._words = make_note("", TextRole.SMALL, "ink2")
        self._record = Button(
            theme,
            "recordTake",
            translate("Trial", "Ghi thử"),
            ButtonRole.QUIET,
            ButtonSize.SMALL,
            Icon.TIMER,
        )
        layout = row(theme, self, gap=12)
        margins = (16, 10, 12, 10) if has_frame else (0, 0, 0, 0)
        layout.setContentsMargins(*(round(theme.px(one)) for one in margins))
        layout.addWidget(self._light)
        texts = column(theme, gap=2)
        texts.addWidget(make_label(translate("Trial", "Ghi thử 10 giây"), TextRole.BODY_STRONG))
        texts.addWidget(self._words)
        layout.addLayout(texts, 1)
        layout.addWidget(self._record)
        self._record.clicked.connect(self.asked)

    def show_take(self, take: Take | None) -> None:
        """Draws how far it is."""
        self._light.set_state(_light(take))
        set_text(self._words, _words(take), "danger" if _is_bad(take) else "ink2")
        is_running = take is not None and take.stage in _RUNNING
        self._record.set_available(
            is_available=not is_running, reason=translate("Trial", "Đang ghi thử.")
        )


def _is_bad(take: Take | None) -> bool:
    return take is not None and take.stage in (TakeStage.NOT_WRITTEN, TakeStage.NOT_PLAYED)


def _light(take: Take | None) -> LightState:
    if take is None or take.stage is TakeStage.GIVEN_UP:
        return LightState.NOT_YET
    if take.stage in _RUNNING:
        return LightState.WORKING
    if _is_bad(take):
        return LightState.FAULT
    return LightState.GOOD if take.is_whole and take.has_speech else LightState.LOWER


def _words(take: Take | None) -> str:
    if take is None:
        return translate("Trial", "Ghi hình và tiếng của phòng này, phát lại tại chỗ rồi xóa.")
    size = formats.size(take.written_bytes)
    match take.stage:
        case TakeStage.RECORDING:
            said = translate("Trial", "Đang ghi, còn {left} giây. Tệp đã có {size}.")
            return said.format(left=left_s(take), size=size)
        case TakeStage.PLAYING:
            said = translate("Trial", "Đang phát lại từ tệp {size}, còn {left} giây.")
            return said.format(left=left_s(take), size=size)
        case TakeStage.DONE:
            return _done(take, size)
        case TakeStage.NOT_WRITTEN | TakeStage.NOT_PLAYED | TakeStage.GIVEN_UP:
            return translate("Trial", str(_ENDED[take.stage]))


def _done(take: Take, size: str) -> str:
    said = translate(
        "Trial", "Đã ghi {recorded} giây ({size}), phát lại {played} giây, đã xóa tệp."
    )
    words = said.format(
        recorded=formats.decimal(take.recorded_s), size=size, played=formats.decimal(take.played_s)
    )
    if not take.has_speech:
        words += " " + translate("Trial", "Không có tiếng nói trong tệp.")
    if not take.pictures:
        words += " " + translate("Trial", "Không có hình trong tệp.")
    return words
