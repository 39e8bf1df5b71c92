"""The form of one entry of a list that headquarters keeps: fields, buttons, the text of a clash."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.form.spec import FormSpec
from desktop.presenters.form.state import FormState
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import FormWords
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class EntryForm(QFrame):
    """One entry, written or changed.

    name: of an entry, with a small letter; the object names are made from it, and its fields are
    the section of that name. above: what stands over the fields; buttons: what stands beside the
    usual ones. field_edited(str, str): a field and its text; saved, discarded, other_taken: the
    usual buttons.
    """

    field_edited = Signal(str, str)
    saved = Signal()
    discarded = Signal()
    other_taken = Signal()

    def __init__(
        self,
        theme: Theme,
        spec: FormSpec,
        words: FormWords,
        *,
        name: str,
        above: Sequence[QWidget] = (),
        buttons: Sequence[Button] = (),
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}Form")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._name = name
        self._title = make_label("", TextRole.ROW_TITLE)
        self._fields = FormFields(theme, spec, words, name=name, parent=self, enter=EnterKey.SUBMIT)
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.saved)
        of_entry = name.capitalize()
        self._save = Button(
            theme,
            f"save{of_entry}",
            translate("Form", "Lưu"),
            ButtonRole.PRIMARY,
            icon=Icon.CHECK,
        )
        self._discard = Button(theme, f"discard{of_entry}", translate("Form", "Bỏ thay đổi"))
        take = translate("Form", "Lấy bản của máy này")
        self._take = Button(theme, f"takeOther{of_entry}", take, size=ButtonSize.SMALL)
        self._save.clicked.connect(self.saved)
        self._discard.clicked.connect(self.discarded)
        self._take.clicked.connect(self.other_taken)
        self._other_text = make_paragraph("", TextRole.BODY)
        self._other = self._build_other()
        self._build(above, buttons)

    def _show_entry(
        self, title: str, typed: FormState, *, can_edit: bool, can_save: bool, can_discard: bool
    ) -> None:
        """A text being typed is never rewritten."""
        set_text(self._title, title)
        self._fields.show_form(typed)
        self._save.setVisible(can_edit)
        self._save.set_available(
            is_available=can_save, reason=translate("Form", "Chưa có gì thay đổi để lưu.")
        )
        self._discard.setVisible(can_discard)

    def _show_other(self, text: str, *, can_edit: bool) -> None:
        """text: of the entry as this PC wrote it and nobody uses it, "" where there is none."""
        self._other.setVisible(bool(text) and can_edit)
        if text:
            set_text(self._other_text, text)

    # ---- building --------------------------------------------------------------------------

    def _build(self, above: Sequence[QWidget], buttons: Sequence[Button]) -> None:
        layout = column(self._theme, self, margins=(1, 16, 1, 1))
        title = row(self._theme, margins=(20, 0, 20, 8))
        title.addWidget(self._title)
        layout.addLayout(title)
        content = QWidget()
        inside = column(self._theme, content, gap=4, margins=(20, 0, 20, 4))
        for widget in (*above, self._other):
            inside.addWidget(widget)
        inside.addLayout(self._fields.section(self._name, gap=4))
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(rule())
        below = row(self._theme, gap=12, margins=(20, 12, 20, 12))
        below.addWidget(self._save, 1)
        for button in (self._discard, *buttons):
            below.addWidget(button)
        layout.addLayout(below)

    def _build_other(self) -> QWidget:
        box = panel("sunken", f"{self._name}Other")
        inside = column(self._theme, box, gap=8, margins=(12, 12, 12, 12))
        caption = translate("Form", "Bản ghi tại máy này, chưa được dùng:")
        inside.addWidget(make_paragraph(caption, TextRole.SMALL, "ink2"))
        inside.addWidget(self._other_text)
        inside.addWidget(self._take)
        return box
