"""The desk is rung: what it is about, and two keys; over whatever screen is shown."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from desktop.domain.conduct.calls.agency_call import MAX_CALL_REASON_CHARACTERS, CallSummary
from desktop.presenters.conduct.calls.ringing import RingCard
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import clear, column, panel, row
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_label, make_note, set_text

_WIDTH = 560
_CHIME_MS = 3_000
"""The system's own sound, again and again while it rings; nothing of the session is heard yet."""


class RingPanel(SidePanel):
    """accepted; refusing_asked; reason_edited(str); refused; backed: it rings on."""

    accepted = Signal()
    refusing_asked = Signal()
    reason_edited = Signal(str)
    refused = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "ringPanel", host, _WIDTH)
        self._drawn: RingCard | None = None
        title = translate("Ring", "Mời tham gia buổi tiếp công dân")
        self.set_titles(title, translate("Ring", "Từ chối cuộc gọi"))
        self._clock = make_label("", TextRole.BODY_STRONG, "accent")
        self._facts = column(theme, gap=12)
        self._banner = Banner(theme, "ringBanner", is_compact=True)
        note = translate(
            "Ring", "Nhận lời thì nghe trước: micro và camera tắt, nơi khác thấy “đang nghe”."
        )
        self.body.addWidget(self._clock)
        self.body.addLayout(self._facts)
        self.body.addWidget(make_note(note, TextRole.SMALL, "ink2"))
        self.body.addStretch(1)
        self._accept = Button(
            theme,
            "ringAccept",
            translate("Ring", "Nhận lời, nghe trước"),
            ButtonRole.PRIMARY,
            ButtonSize.LARGE,
            Icon.SPEAKER,
        )
        refuse = translate("Ring", "Từ chối…")
        self._ask = Button(theme, "ringAskRefuse", refuse, size=ButtonSize.LARGE)
        self._refusal = _Refusal(theme)
        self._build_foot(theme)
        self._chime = QTimer(self)
        self._chime.setInterval(_CHIME_MS)
        self._chime.timeout.connect(QApplication.beep)
        self._accept.clicked.connect(self.accepted)
        self._ask.clicked.connect(self.refusing_asked)
        self.closed.connect(self._on_closed)
        self._refusal.edited.connect(self.reason_edited)
        self._refusal.confirmed.connect(self.refused)
        self._refusal.backed.connect(self.backed)

    def show_card(self, card: RingCard | None) -> None:
        """Opens with sound and keyboard, or goes; what is typed elsewhere stays there."""
        former, self._drawn = self._drawn, card
        if card is None:
            self._chime.stop()
            self.shut()
            return
        if former is None or former.call_id != card.call_id:
            self._show_facts(card.summary, card.question)
        self._show(card)
        if former is None:
            self.open()
            self._accept.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.beep()
            QApplication.alert(self.window())
            self._chime.start()
        elif card.is_refusing and not former.is_refusing:
            self._refusal.take_focus()
        elif former.is_refusing and not card.is_refusing:
            self._accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closed(self) -> None:
        """× or Esc: a call is not put aside without a reason, and a reason that was begun is."""
        is_refusing = self._drawn is not None and self._drawn.is_refusing
        (self.backed if is_refusing else self.refusing_asked).emit()

    # ---- drawing ---------------------------------------------------------------------------

    def _show(self, card: RingCard) -> None:
        text = translate("Ring", "Đang gọi {clock}, còn {left} giây")
        set_text(
            self._clock, text.format(clock=formats.short_clock(card.rings_s), left=card.left_s)
        )
        waiting = translate("Ring", "Đang báo máy chủ…")
        for button in (self._accept, self._ask):
            button.set_available(is_available=not card.is_waiting, reason=waiting)
            button.setVisible(not card.is_refusing)
        self._refusal.show_card(card)
        self._banner.setVisible(card.message is not None)
        if card.message is not None:
            said = sentence(card.message)
            self._banner.show_message("warn", said.fact, said.rest, said.code)

    def _show_facts(self, summary: CallSummary, question: str) -> None:
        clear(self._facts)
        for caption, text in _facts(summary, question):
            if text:
                line = column(self._theme)
                line.addWidget(make_label(caption, TextRole.SMALL, "ink2"))
                line.addWidget(make_note(text, TextRole.BODY))
                self._facts.addLayout(line)

    def _build_foot(self, theme: Theme) -> None:
        foot = panel("footer")
        inside = column(theme, foot, gap=12, margins=(20, 12, 20, 12))
        inside.addWidget(self._banner)
        line = row(theme, gap=12)
        line.addWidget(self._accept, 1)
        line.addWidget(self._ask)
        inside.addLayout(line)
        inside.addWidget(self._refusal)
        self.foot.addWidget(foot)


class _Refusal(QFrame):
    """Why: typed, or one of the usual reasons; edited(str), confirmed, backed."""

    edited = Signal(str)
    confirmed = Signal()
    backed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.setObjectName("ring-reason")
        self._line.setMaxLength(MAX_CALL_REASON_CHARACTERS)
        self._field = Field(theme, translate("Ring", "Lý do từ chối"), self._line)
        self._field.set_help(
            translate("Ring", "Người chủ trì thấy ngay, biên bản có ghi. Ví dụ: Đang có cuộc họp.")
        )
        deed = translate("Ring", "Từ chối")
        self._deed = Button(theme, "ringRefuse", deed, ButtonRole.DESTRUCTIVE, ButtonSize.LARGE)
        back = Button(theme, "ringBack", translate("Ring", "Thôi"), size=ButtonSize.LARGE)
        inside = column(theme, self, gap=12)
        inside.addWidget(self._field)
        buttons = row(theme, gap=12)
        buttons.addWidget(self._deed, 1)
        buttons.addWidget(back)
        inside.addLayout(buttons)
        self._line.textEdited.connect(self.edited)
        self._line.returnPressed.connect(self.confirmed)
        self._deed.clicked.connect(self.confirmed)
        back.clicked.connect(self.backed)
        self.hide()

    def show_card(self, card: RingCard) -> None:
        """The reason as it is typed, and that it is lacking."""
        self.setVisible(card.is_refusing)
        if self._line.text() != card.reason:
            with QSignalBlocker(self._line):
                self._line.setText(card.reason)
        lacks = translate("Ring", "Ghi lý do rồi bấm Từ chối.") if card.lacks_reason else ""
        self._field.set_error(lacks)
        waiting = translate("Ring", "Đang báo máy chủ…")
        self._deed.set_available(is_available=not card.is_waiting, reason=waiting)

    def take_focus(self) -> None:
        """To the reason."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)


def _facts(summary: CallSummary, question: str) -> tuple[tuple[str, str], ...]:
    """What the officer reads before the answer; what is empty is left out."""
    people = translate("Ring", "{count} người, {place}")
    count = max(1, summary.group_size)
    step = words.word(words.STEPS, summary.step)
    course = translate("Ring", "đang ở bước {step}").format(step=step)
    if summary.opened_at is not None:
        begun = translate("Ring", "Bắt đầu {hour}, đang ở bước {step}")
        course = begun.format(hour=formats.hour(summary.opened_at), step=step)
    return (
        (translate("Ring", "Người mời"), summary.chair),
        (translate("Ring", "Vụ việc"), summary.title),
        (translate("Ring", "Công dân"), people.format(count=count, place=summary.place)),
        (translate("Ring", "Yêu cầu"), summary.request),
        (translate("Ring", "Đã giải quyết"), summary.previous_result),
        (translate("Ring", "Điều cần hỏi"), question),
        (translate("Ring", "Đang tham gia"), ", ".join(summary.site_names)),
        (translate("Ring", "Diễn biến"), course),
    )
