"""One entry of the directory, written or changed; what it is called and whether it is used."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.directory.agency import Agency
from desktop.domain.faults import FaultKind
from desktop.presenters.reports.agencies_state import AgencyField, AgencyForm, AgencyLock
from desktop.presenters.reports.report_forms import AGENCY_FORM
from desktop.ui.texts import report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class AgencyFormView(QFrame):
    """The form of one entry.

    field_edited(str, str): an AgencyField and its text; saved, discarded, switched, other_taken:
    its buttons.
    """

    field_edited = Signal(str, str)
    saved = Signal()
    discarded = Signal()
    switched = Signal()
    other_taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("agencyForm")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._title = make_label("", TextRole.ROW_TITLE)
        self._fields = FormFields(
            theme, AGENCY_FORM, _words(), name="agency", parent=self, enter=EnterKey.SUBMIT
        )
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.saved)
        self._save = Button(
            theme, "saveAgency", translate("Reports", "Lưu"), ButtonRole.PRIMARY, icon=Icon.CHECK
        )
        self._discard = Button(theme, "discardAgency", translate("Reports", "Bỏ thay đổi"))
        self._switch = Button(theme, "switchAgency", "")
        self._retired = make_paragraph(
            translate(
                "Reports", "Cơ quan này đang ngừng sử dụng, không phải gửi danh sách đầu mối."
            ),
            TextRole.SMALL,
            "ink2",
        )
        self._other_text = make_paragraph("", TextRole.BODY)
        self._take = Button(theme, "takeOtherAgency", translate("Reports", "Lấy bản của máy này"))
        self._save.clicked.connect(self.saved)
        self._discard.clicked.connect(self.discarded)
        self._switch.clicked.connect(self.switched)
        self._take.clicked.connect(self.other_taken)
        self._other = self._build_other()
        self._build()

    def show_form(self, form: AgencyForm, *, can_edit: bool) -> None:
        """Draws what is written; a text being typed is never rewritten."""
        title = _changing() if form.code else translate("Reports", "Thêm cơ quan")
        set_text(self._title, title if can_edit else translate("Reports", "Thông tin cơ quan"))
        self._fields.show_form(form.typed)
        self._show_buttons(form, can_edit=can_edit)
        self._other.setVisible(form.other is not None and can_edit)
        if form.other is not None:
            other = form.other
            set_text(self._other_text, f"{other.name}\n{_facts(other, form)}")

    def take_focus(self) -> None:
        """The name is written first."""
        self._fields.focus(AgencyField.NAME)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        layout = column(self._theme, self, margins=(1, 16, 1, 1))
        title = row(self._theme, margins=(20, 0, 20, 8))
        title.addWidget(self._title)
        layout.addLayout(title)
        content = QWidget()
        inside = column(self._theme, content, gap=4, margins=(20, 0, 20, 4))
        inside.addWidget(self._retired)
        inside.addWidget(self._other)
        inside.addLayout(self._fields.section("agency", gap=4))
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(rule())
        # switching waits until nothing is unsaved, so both never stand there at once
        buttons = row(self._theme, gap=12, margins=(20, 12, 20, 12))
        buttons.addWidget(self._save, 1)
        for button in (self._discard, self._switch):
            buttons.addWidget(button)
        layout.addLayout(buttons)

    def _build_other(self) -> QWidget:
        box = panel("sunken", "agencyOther")
        inside = column(self._theme, box, gap=8, margins=(12, 12, 12, 12))
        caption = translate("Reports", "Bản ghi tại máy này, chưa được dùng:")
        inside.addWidget(make_paragraph(caption, TextRole.SMALL, "ink2"))
        inside.addWidget(self._other_text)
        inside.addWidget(self._take)
        return box

    # ---- drawing ---------------------------------------------------------------------------

    def _show_buttons(self, form: AgencyForm, *, can_edit: bool) -> None:
        self._save.setVisible(can_edit)
        self._save.set_available(
            is_available=form.can_save, reason=translate("Reports", "Chưa có gì thay đổi để lưu.")
        )
        self._discard.setVisible(form.can_discard)
        self._switch.setVisible(can_edit and bool(form.code) and not form.can_discard)
        self._switch.set_label(
            translate("Reports", "Ngừng sử dụng")
            if form.is_active
            else translate("Reports", "Dùng lại")
        )
        self._switch.set_available(
            is_available=form.can_switch,
            reason=translate("Reports", "Chọn bản đúng và lưu trước."),
        )
        self._retired.setVisible(not form.is_active)


def _changing() -> str:
    return translate("Reports", "Sửa cơ quan")


def _facts(other: Agency, form: AgencyForm) -> str:
    """Kind, body above, and whether it is used when that is not the usual."""
    kind = word(report_words.AGENCY_KINDS, other.kind)
    use = "" if other.is_active else translate("Reports", "ngừng sử dụng")
    if other.is_active and not form.is_active:
        use = translate("Reports", "đang sử dụng")
    return " · ".join(part for part in (kind, other.parent_name, use) if part)


def _words() -> FormWords:
    same_name = translate("Reports", "Danh mục đã có cơ quan cùng tên.")
    taken = translate("Reports", "Mã này đã có trong danh mục. Chọn mã khác.")
    wrong_code = translate(
        "Reports", "Mã có 2 đến 16 ký tự: chữ cái không dấu ở đầu, rồi chữ hoặc số."
    )
    return FormWords(
        labels=labels_of(report_words.AGENCY_FIELDS, AgencyField),
        helps={
            AgencyField.CODE: translate(
                "Reports", "Chữ không dấu và số, ví dụ SKHCN. Lưu rồi thì không đổi."
            )
        },
        choices={AgencyField.KIND: choices_of(report_words.AGENCY_KINDS)},
        faults={
            (AgencyField.NAME, FaultKind.ODD): same_name,
            (AgencyField.CODE, FaultKind.TAKEN): taken,
            (AgencyField.CODE, FaultKind.WRONG): wrong_code,
        },
        reasons={AgencyLock.FOR_EVER: translate("Reports", "Mã không đổi được.")},
    )
