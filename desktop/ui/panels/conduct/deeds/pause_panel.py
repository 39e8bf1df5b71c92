"""Tạm dừng: why the session pauses and until when; a sheet beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.conduct.pause import PLANNED_REASONS
from desktop.domain.reception.status import PauseReason
from desktop.presenters.conduct.deeds.pausing import PauseSheet
from desktop.presenters.conduct.verb import Verb
from desktop.ui.panels.conduct.deeds.deed_panel import DeedPanel
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.fitted.choice_row import ChoiceRow
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_TIME_WIDTH = 140
_TIME_CHARACTERS = 8


class PausePanel(DeedPanel[PauseSheet]):
    """reason_chosen(str): a PauseReason; back_edited(str); confirmed; secret_pressed; `closed`."""

    reason_chosen = Signal(str)
    back_edited = Signal(str)
    secret_pressed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        title = translate("Pause", "Tạm dừng")
        super().__init__(theme, "pause", host, title, ButtonRole.PRIMARY, Icon.PAUSE)
        self._choices = dict[PauseReason, Button]()
        self._line = QLineEdit()
        self._line.setObjectName("pause-back-at")
        self._line.setMaxLength(_TIME_CHARACTERS)
        self._line.setFixedWidth(theme.px(_TIME_WIDTH))
        self._line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._field = Field(
            theme, translate("Pause", "Trở lại lúc (nếu đã biết)"), self._line_holder(theme),
            drawn=self._line,
        )  # fmt: skip
        self._field.set_help(
            translate("Pause", "Giờ trong hôm nay, thí dụ 10:15. Mọi điểm cầu và màn hình 2 thấy.")
        )
        self._secret = Button(
            theme, "pauseForSecret", words.word(words.VERBS, Verb.PAUSE_FOR_SECRET),
            ButtonRole.DESTRUCTIVE, ButtonSize.LARGE, Icon.PAUSE,
        ).with_key("F10")  # fmt: skip
        self._secret_note = make_paragraph("", TextRole.BODY, "ink2")
        self._build(theme)

    @override
    def take_focus(self) -> None:
        chosen = PLANNED_REASONS[0] if self._drawn is None else self._drawn.chosen
        self._choices[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- building --------------------------------------------------------------------------

    def _line_holder(self, theme: Theme) -> QWidget:
        holder = QWidget()
        holder.setFocusProxy(self._line)
        inside = row(theme, holder)
        inside.addWidget(self._line)
        inside.addStretch(1)
        return holder

    def _build(self, theme: Theme) -> None:
        choices = column(theme, gap=8)
        choices.addWidget(make_label(translate("Pause", "Lý do"), TextRole.BODY_MEDIUM))
        for reason in PLANNED_REASONS:
            title = words.word(sheet_words.PAUSE_CHOICES, reason)
            note = words.word(sheet_words.PAUSE_NOTES, reason)
            button = ChoiceRow(theme, f"pause-{reason}", title, note)
            button.setProperty("reason", reason.value)
            button.clicked.connect(self._on_choice)
            self._choices[reason] = button
            choices.addWidget(button)
        self.body.addLayout(choices)
        self.body.addWidget(self._field)
        self.body.addWidget(self._secret_note)
        self.body.addWidget(self._secret)
        self.body.addStretch(1)
        self._line.textEdited.connect(self.back_edited)
        self._line.returnPressed.connect(self.confirmed)
        self._secret.clicked.connect(self.secret_pressed)
        self._end_with_foot()

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show(self, sheet: PauseSheet, former: PauseSheet | None) -> None:
        for reason, button in self._choices.items():
            button.setChecked(reason is sheet.chosen)
        if self._line.text() != sheet.back_at:
            self._line.setText(sheet.back_at)
        self._show_secret(is_elsewhere=sheet.is_elsewhere)
        fault = sheet.fault
        self._field.set_error("" if fault is None else words.word(sheet_words.PAUSE_FAULTS, fault))
        label = words.word(words.PAUSES, sheet.chosen)
        self._foot.show_deed(label, obstacle=sheet.obstacle, is_waiting=sheet.is_waiting)

    def _show_secret(self, *, is_elsewhere: bool) -> None:
        """Of another platform nothing is cut here."""
        label = words.word(words.VERBS, Verb.PAUSE_FOR_SECRET)
        note = translate("Pause", "Có nội dung mật: bấm nút dưới, hình và tiếng ngắt ngay.")
        if is_elsewhere:
            label = translate("Pause", "Nội dung mật: tạm dừng ngay")
            note = translate(
                "Pause",
                "Có nội dung mật: tắt micro, camera trên nền tảng đang họp trước, rồi bấm nút "
                "dưới. Chương trình không ngắt được hình, tiếng ở đó.",
            )
        self._secret.set_label(label)
        set_text(self._secret_note, note)

    @override
    def _faulty(self, sheet: PauseSheet) -> QWidget | None:
        return None if sheet.fault is None else self._field

    def _on_choice(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            button.setChecked(True)  # a second press says the same again
            self.reason_chosen.emit(str(button.property("reason")))
