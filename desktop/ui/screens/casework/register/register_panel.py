"""What is written into a row: what becomes of the matter, or why it is struck out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.casework.register import HandledColumns
from desktop.presenters.casework.register.register_forms import REGISTER_FORM, RegisterField
from desktop.presenters.casework.register.register_state import RegisterAct, RegisterPanel
from desktop.presenters.form.spec import YES
from desktop.ui.texts import register_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_note, make_paragraph, set_text

_WIDTH = 560


class RegisterSidePanel(SidePanel):
    """At the right of the book.

    field_edited(str, str): a RegisterField and its text; saved; other_taken.
    """

    field_edited = Signal(str, str)
    saved = Signal()
    other_taken = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "registerPanel", host, _WIDTH)
        self._fields = FormFields(
            theme, REGISTER_FORM, _words(), name="register", parent=self, enter=EnterKey.NEXT
        )
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.saved)
        self._why = make_note("", TextRole.SMALL, "ink2")
        self._other_text = make_paragraph("", TextRole.BODY)
        self._take = Button(
            theme,
            "takeOtherRow",
            translate("Form", "Lấy bản của máy này"),
            size=ButtonSize.SMALL,
        )
        self._take.clicked.connect(self.other_taken)
        self._other = self._build_other(theme)
        self._save = Button(theme, "saveRow", "", ButtonRole.PRIMARY, icon=Icon.CHECK)
        self._save.clicked.connect(self.saved)
        self.body.addWidget(self._why)
        self.body.addWidget(self._other)
        for section in ("handled", "strike", "told"):
            self.body.addLayout(self._fields.section(section))
        self.body.addStretch(1)
        foot = row(theme, gap=12, margins=(20, 12, 20, 12))
        foot.addWidget(self._save, 1)
        self.foot.addLayout(foot)

    def show_panel(self, one: RegisterPanel | None) -> None:
        """Opens for this row, or shuts."""
        if one is None:
            self.shut()
            return
        is_strike = one.act is RegisterAct.STRIKE
        place = register_words.number(one.place.number)
        title = (
            translate("Register", "Gạch bỏ dòng {row}, năm {year}")
            if is_strike
            else translate("Register", "Theo dõi dòng {row}, năm {year}")
        )
        self.set_titles(
            title.format(row=place, year=one.place.year), translate("Register", "Đóng, không ghi")
        )
        set_text(self._why, _why(is_strike=is_strike))
        self._fields.show_form(one.typed)
        self._show_other(one.other)
        self._save.set_label(_verb(one))
        self._save.set_available(
            is_available=one.can_save, reason=translate("Register", "Đang ghi.")
        )
        is_new = not self.isVisible()
        self.open()
        if is_new and one.other is not None:
            self._take.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_new:
            self._fields.focus(RegisterField.REASON if is_strike else RegisterField.FOLLOW_UP)

    def _show_other(self, other: HandledColumns | None) -> None:
        self._other.setVisible(other is not None)
        if other is not None:
            set_text(self._other_text, _other_text(other))

    def _build_other(self, theme: Theme) -> QWidget:
        box = panel("sunken", "registerOther")
        inside = column(theme, box, gap=8, margins=(12, 12, 12, 12))
        caption = translate("Form", "Bản ghi tại máy này, chưa được dùng:")
        inside.addWidget(make_paragraph(caption, TextRole.SMALL, "ink2"))
        inside.addWidget(self._other_text)
        inside.addWidget(self._take)
        return box


def _verb(one: RegisterPanel) -> str:
    if one.act is RegisterAct.FOLLOW_UP:
        return translate("Register", "Ghi theo dõi")
    if one.typed.text(RegisterField.AGAIN) == YES:
        return translate("Register", "Gạch bỏ và ghi dòng đúng")
    return translate("Register", "Gạch bỏ")


def _why(*, is_strike: bool) -> str:
    if is_strike:
        return translate(
            "Register",
            "Dòng gạch bỏ vẫn còn trong sổ, giữ nguyên số thứ tự và vẫn in. Dòng của năm trước ghi "
            "sai thì dòng đúng ghi vào sổ năm nay.",
        )
    return translate(
        "Register", "Các cột ghi khi tiếp không sửa được. Ghi sai thì gạch bỏ và ghi dòng đúng."
    )


def _other_text(other: HandledColumns) -> str:
    within = translate("Register", "Thuộc thẩm quyền") if other.within_competence else ""
    parts = (other.resolved_by, within, other.guided_to, other.handled_by, other.follow_up)
    return " · ".join(part for part in (*parts, other.note) if part)


def _words() -> FormWords:
    return FormWords(
        labels=labels_of(register_words.FIELDS, RegisterField),
        choices={RegisterField.PETITION_TYPE: choices_of(words.PETITIONS)},
    )
