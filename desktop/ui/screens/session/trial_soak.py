"""Thử đường truyền: the button, and what was measured of the line in its minutes."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.domain.conduct.line_soak import (
    SoakFault,
    SoakMinute,
    SoakStage,
)
from desktop.presenters.session.trial_state import SoakResult, TrialSoakView
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_note, set_text

_FAULTS: Mapping[SoakFault, object] = {
    SoakFault.LOSS: QT_TRANSLATE_NOOP("Trial", "mất gói khi nhận"),
    SoakFault.SENT_LOSS: QT_TRANSLATE_NOOP("Trial", "mất gói khi gửi"),
    SoakFault.DELAY: QT_TRANSLATE_NOOP("Trial", "trễ nhiều"),
    SoakFault.FROZEN: QT_TRANSLATE_NOOP("Trial", "hình đứng"),
    SoakFault.SILENT: QT_TRANSLATE_NOOP("Trial", "đứt đường truyền"),
}
_ENDED: Mapping[SoakStage, object] = {
    SoakStage.STOPPED: QT_TRANSLATE_NOOP("Trial", "Đã dừng khi chưa đo xong ({times})."),
    SoakStage.BROKEN: QT_TRANSLATE_NOOP(
        "Trial", "Đường truyền đứt, không nối lại được ({times}). Đã thôi đo."
    ),
}


class TrialSoakPanel(QFrame):
    """asked: the button, to begin or to stop."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("trialSoakPanel")
        self.setProperty("panel", "sheet")
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._words = make_note("", TextRole.SMALL, "ink2")
        self._others = make_note("", TextRole.SMALL, "ink2")
        self._button = Button(theme, "soakLine", "", ButtonRole.QUIET, ButtonSize.SMALL, Icon.TIMER)
        layout = row(theme, self, gap=12)
        layout.setContentsMargins(*(round(theme.px(one)) for one in (16, 10, 12, 10)))
        layout.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(theme, gap=2)
        title = translate("Trial", "Thử đường truyền 10 phút")
        texts.addWidget(make_label(title, TextRole.BODY_STRONG))
        texts.addWidget(self._words)
        texts.addWidget(self._others)
        layout.addLayout(texts, 1)
        layout.addWidget(self._button)
        self._button.clicked.connect(self.asked)

    def show_soak(self, view: TrialSoakView) -> None:
        """Draws how far it is, or what came of it."""
        self._light.set_state(_light(view))
        own = view.own
        is_ended = own is not None and own.soak.stage is not SoakStage.RUNNING
        set_text(self._words, _words(view), _tone(view))
        others = " ".join(map(_other, view.others))
        set_text(self._others, others)
        self._others.setVisible(bool(others))
        is_running = own is not None and not is_ended
        label = translate("Trial", "Bắt đầu đo")
        if is_running:
            label = translate("Trial", "Dừng đo")
        elif is_ended:
            label = translate("Trial", "Đo lại đường truyền")
        self._button.set_label(label, Icon.STOP if is_running else Icon.TIMER)
        self._button.set_available(
            is_available=is_running or view.can_begin,
            reason=translate("Trial", "Chưa có điểm cầu nào khác để đo."),
        )


def _tone(view: TrialSoakView) -> str:
    own = view.own
    if own is None:
        return "ink2"
    if own.soak.stage is SoakStage.RUNNING:
        return "danger" if view.silent_s else "ink2"
    is_bad = own.soak.stage is SoakStage.BROKEN or bool(own.faults)
    return "danger" if is_bad else "ink2"


def _light(view: TrialSoakView) -> LightState:
    own = view.own
    if own is None or own.soak.stage is SoakStage.STOPPED:
        return LightState.NOT_YET
    if own.soak.stage is SoakStage.RUNNING:
        return LightState.WORKING
    return LightState.GOOD if own.is_good else LightState.FAULT


def _words(view: TrialSoakView) -> str:
    own = view.own
    if own is None:
        return translate(
            "Trial", "Đo mất gói, độ trễ, tốc độ hai chiều trong lúc đang nối. Không bắt buộc."
        )
    if own.soak.stage is SoakStage.RUNNING:
        return _running(view)
    kept = translate("Trial", "Chưa gửi được thành phố, tự gửi khi có mạng.")
    if view.is_kept:
        kept = translate("Trial", "Đã gửi thành phố.")
    return f"{_ended(own)} {kept}"


def _running(view: TrialSoakView) -> str:
    left = translate("Trial", "Còn {left}.").format(left=formats.short_clock(view.remaining_s))
    if view.silent:
        said = translate("Trial", "Không nhận được gì của {sites} đã {n} giây, vẫn đo tiếp.")
        return f"{left} {said.format(sites=', '.join(view.silent), n=view.silent_s)}"
    leave = translate("Trial", "Rời trang này thì dừng đo.")
    if view.now is None:
        return f"{left} {leave}"
    said = translate("Trial", "Còn {left}: {figures}")
    left = formats.short_clock(view.remaining_s)
    return f"{said.format(left=left, figures=_figures(view.now))} {leave}"


def _ended(own: SoakResult) -> str:
    soak = own.soak
    times = f"{formats.hour(soak.began_at)}–{formats.hour(soak.ended_at)}"
    if soak.stage in _ENDED:
        said = translate("Trial", str(_ENDED[soak.stage])).format(times=times)
    elif own.is_good:
        said = translate("Trial", "{times} đạt.").format(times=times)
    else:
        faults = ", ".join(translate("Trial", str(_FAULTS[one])) for one in own.faults)
        said = translate("Trial", "{times} chưa đạt: {faults}.").format(times=times, faults=faults)
    if soak.worst is None:
        return said
    worst = translate("Trial", "Phút kém nhất là phút {n}, với {site}:").format(
        n=soak.worst.number, site=own.with_site
    )
    return f"{said} {worst} {_figures(soak.worst)}"


def _figures(minute: SoakMinute) -> str:
    figures = translate(
        "Trial",
        "mất gói nhận {loss} %, gửi {sent_loss} %, trễ {delay} ms, nhận {received} kbit/s, "
        "gửi {sent} kbit/s.",
    ).format(
        loss=formats.decimal(100 * minute.loss),
        sent_loss=formats.decimal(100 * minute.sent_loss),
        delay=round(1_000 * minute.round_trip_s),
        received=round(minute.received_kbps),
        sent=round(minute.sent_kbps),
    )
    if round(minute.frozen_s):
        said = translate("Trial", "Hình đứng {n} giây.").format(n=round(minute.frozen_s))
        figures = f"{figures} {said}"
    if round(minute.silent_s):
        said = translate("Trial", "Đứt {n} giây.").format(n=round(minute.silent_s))
        figures = f"{figures} {said}"
    return figures


def _other(one: SoakResult) -> str:
    stage = one.soak.stage
    times = f"{formats.hour(one.soak.began_at)}–{formats.hour(one.soak.ended_at)}"
    said = translate("Trial", "{site}: chưa đạt ({times}).")
    if stage is SoakStage.RUNNING:
        said = translate("Trial", "{site}: đang đo.")
    elif stage is SoakStage.STOPPED:
        said = translate("Trial", "{site}: dừng khi chưa đo xong.")
    elif one.is_good:
        said = translate("Trial", "{site}: đạt ({times}).")
    return said.format(site=one.by, times=times)
