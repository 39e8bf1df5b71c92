"""Under the conditions of a plan: an entry of a dossier that a flagged case still lacks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.reception.dossier_forms import ENTRY_FORM, EntryField
from desktop.presenters.reception.schedule_state import EntryView
from desktop.ui.screens.reception import schedule_words
from desktop.ui.texts import casework_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_label


class DossierEntryPanel(QWidget):
    """edited(str, str): an EntryField and its text; added: the button."""

    edited = Signal(str, str)
    added = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dossierEntry")
        self._theme = theme
        self._banner = MessageBanner(theme, "entryBanner", is_compact=True)
        self._inside = QWidget()
        self._fields = FormFields(
            theme, ENTRY_FORM, _entry_words(), name="entry", parent=self, enter=EnterKey.SUBMIT
        )
        self._fields.edited.connect(self.edited)
        self._fields.submitted.connect(self.added)
        self._add = Button(theme, "addEntry", translate("Schedule", "Thêm mục hồ sơ"))
        self._add.clicked.connect(self.added)
        self._build()

    def show_entry(self, entry: EntryView | None) -> None:
        """Draws the form; without an entry nothing is there."""
        self.setVisible(entry is not None)
        if entry is None:
            return
        self._banner.say(entry.message)
        self._inside.setVisible(entry.form is not None)
        if entry.form is None:
            return
        sites = tuple(Choice(value=one.id, label=one.short_name or one.name) for one in entry.sites)
        none = Choice(value="", label=translate("Requests", "chưa chọn"))
        self._fields.set_choices(EntryField.SITE, (none, *sites))
        self._fields.show_form(entry.form)
        waiting = translate("Schedule", "Đang lưu mục trước…")
        self._add.set_available(is_available=entry.can_press, reason=waiting)

    # ---- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=8)
        layout.addWidget(self._banner)
        inside = column(theme, self._inside, gap=8)
        inside.addWidget(make_label(translate("Schedule", "Hồ sơ còn thiếu"), TextRole.ROW_TITLE))
        inside.addLayout(self._fields.section("entry", gap=4))
        line = row(theme)
        line.addStretch(1)
        line.addWidget(self._add)
        inside.addLayout(line)
        layout.addWidget(self._inside)


def _entry_words() -> FormWords:
    return FormWords(
        labels=labels_of(schedule_words.ENTRY_FIELDS, EntryField),
        choices={
            EntryField.KIND: choices_of(words.PAPER_KINDS),
            EntryField.COPY_KIND: choices_of(casework_words.COPY_KINDS),
        },
    )
