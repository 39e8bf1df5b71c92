"""Nhận yêu cầu: who asks, what for, and whether it may be received online."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.casework.matter.petition import OnlineGate
from desktop.presenters.casework.requests.request_forms import (
    NO,
    REQUEST_FORM,
    TRIAGE,
    RequestField,
)
from desktop.presenters.casework.requests.requests_state import TakingView
from desktop.presenters.form.spec import YES
from desktop.ui.texts import casework_words, formats, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import column, row, scrolled
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_NARROW = 420
_PERSON = (
    Row(
        keys=(RequestField.FULL_NAME, RequestField.ID_NUMBER, RequestField.PHONE),
        shares=(5, 5, 4),
        narrow=_NARROW,
    ),
    Row(
        keys=(RequestField.ADDRESS, RequestField.CHANNEL, RequestField.GROUP_SIZE),
        shares=(5, 5, 3),
        narrow=_NARROW,
    ),
)
_MATTER = (
    RequestField.CONTENT,
    Row(keys=TRIAGE[:2], narrow=_NARROW),
    Row(keys=TRIAGE[2:], narrow=_NARROW),
    RequestField.PETITION_TYPE,
    Row(keys=(RequestField.PROTECTION, RequestField.SECRECY), narrow=_NARROW),
)
_WISH = (
    Row(keys=(RequestField.WANTS_ONLINE, RequestField.ASSISTANCE), shares=(2, 3), narrow=_NARROW),
    RequestField.EXCEPTION,
)


class RequestFormView(QFrame):
    """The left half. field_edited(str, str): a RequestField and its text; taken: the button."""

    field_edited = Signal(str, str)
    taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("requestForm")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._kept = make_label("", TextRole.SMALL, "ok")
        self._fields = FormFields(
            theme, REQUEST_FORM, _words(), name="request", parent=self, enter=EnterKey.NEXT
        )
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.taken)
        self._proposal = make_paragraph("", TextRole.SMALL, "ink2")
        self._gate = Banner(theme, "requestGate")
        self._take = Button(
            theme, "takeRequest", translate("Requests", "Ghi yêu cầu"), ButtonRole.PRIMARY,
            icon=Icon.CHECK,
        )  # fmt: skip
        self._take.clicked.connect(self.taken)
        self._why = make_paragraph("", TextRole.SMALL, "ink2")
        self._build()

    def show_view(self, view: TakingView) -> None:
        """Draws what is written; a text being typed is never rewritten."""
        kept = ""
        if view.kept_at is not None:
            kept = translate("Requests", "đã lưu nháp {at}").format(at=formats.hour(view.kept_at))
        set_text(self._kept, kept)
        self._fields.show_form(view.form)
        set_text(self._proposal, _proposal_text(view))
        self._show_gate(view)
        self._take.set_available(
            is_available=view.can_take, reason=translate("Requests", "Đang ghi yêu cầu trước.")
        )
        set_text(self._why, _why(view))

    def take_focus(self) -> None:
        """Who asks is written first."""
        self._fields.focus(RequestField.FULL_NAME)

    # ---- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, margins=(1, 12, 1, 1))
        title = row(theme, gap=12, margins=(16, 0, 16, 4))
        title.addWidget(make_label(translate("Requests", "Nhận yêu cầu"), TextRole.ROW_TITLE))
        title.addStretch(1)
        title.addWidget(self._kept)
        layout.addLayout(title)
        content = QWidget()
        inside = column(theme, content, gap=8, margins=(16, 0, 16, 8))
        inside.addLayout(self._fields.section("person", _PERSON))
        inside.addLayout(self._fields.section("matter", _MATTER))
        inside.addWidget(self._proposal)
        inside.addLayout(self._fields.section("wish", _WISH))
        inside.addWidget(self._gate)
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        foot = row(theme, gap=12, margins=(16, 8, 16, 12))
        foot.addWidget(self._why, 1)
        foot.addWidget(self._take)
        layout.addLayout(foot)

    def _show_gate(self, view: TakingView) -> None:
        """Of a denunciation: whether it may be received online, which holds everywhere."""
        self._gate.setVisible(view.is_denunciation)
        if not view.is_denunciation:
            return
        match view.gate:
            case OnlineGate.OPEN:
                self._gate.show_message(
                    "ok",
                    translate("Requests", "Được đề nghị tiếp trực tuyến."),
                    translate(
                        "Requests",
                        "Ngoài phòng này, mọi nơi ghi “Người tố cáo”, không hiện tên và số.",
                    ),
                    "",
                )
            case OnlineGate.BLOCKED:
                said = sentence_of("L-301", {})
                self._gate.show_message("danger", said.fact, said.rest, said.code)
            case OnlineGate.UNANSWERED:
                said = sentence_of("N-130", {})
                self._gate.show_message("warn", said.fact, said.rest, said.code)


def _proposal_text(view: TakingView) -> str:
    if view.is_mixed:
        return translate(
            "Requests", "Chương trình gợi ý: nhiều nội dung, nên tách thành nhiều yêu cầu."
        )
    if view.proposed is None:
        return translate("Requests", "Chương trình gợi ý khi có câu trả lời ở trên.")
    kind = word(words.PETITIONS, view.proposed)
    return translate("Requests", "Chương trình gợi ý: {kind}. Cán bộ quyết định.").format(kind=kind)


def _why(view: TakingView) -> str:
    if view.unsent:
        return translate("Requests", "{n} yêu cầu đang ở máy này, tự gửi khi có mạng.").format(
            n=view.unsent
        )
    return translate("Requests", "Mất mạng vẫn ghi được.")


def _words() -> FormWords:
    yes_no = (
        Choice(value=YES, label=translate("Requests", "Có")),
        Choice(value=NO, label=translate("Requests", "Không")),
    )
    return FormWords(
        labels=labels_of(casework_words.REQUEST_FIELDS, RequestField),
        choices={
            RequestField.CHANNEL: choices_of(casework_words.CHANNELS),
            RequestField.PETITION_TYPE: choices_of(words.PETITIONS),
            RequestField.PROTECTION: yes_no,
            RequestField.SECRECY: yes_no,
            RequestField.WANTS_ONLINE: yes_no,
        },
    )
