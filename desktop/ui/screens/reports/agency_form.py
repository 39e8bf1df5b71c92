"""One entry of the directory, written or changed; what it is called and whether it is used."""

from PySide6.QtCore import Signal

from desktop.domain.directory.agency import Agency
from desktop.domain.faults import FaultKind
from desktop.presenters.reports.agencies_state import AgencyField, AgencyForm, AgencyLock
from desktop.presenters.reports.report_forms import AGENCY_FORM
from desktop.ui.texts import report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.form.entry_form import EntryForm
from desktop.ui.widgets.form.words import FormWords, choices_of, labels_of
from desktop.ui.widgets.text import make_paragraph


class AgencyFormView(EntryForm):
    """The form of one agency. field_edited: an AgencyField and its text; switched: a button."""

    switched = Signal()

    def __init__(self, theme: Theme) -> None:
        # switching waits until nothing is unsaved: no third button beside "Bỏ thay đổi"
        switch = Button(theme, "switchAgency", "")
        retired = make_paragraph(
            translate(
                "Reports", "Cơ quan này đang ngừng sử dụng, không phải gửi danh sách đầu mối."
            ),
            TextRole.SMALL,
            "ink2",
        )
        super().__init__(
            theme, AGENCY_FORM, _words(), name="agency", above=(retired,), buttons=(switch,)
        )
        self._switch = switch
        self._switch.clicked.connect(self.switched)
        self._retired = retired

    def show_form(self, form: AgencyForm, *, can_edit: bool) -> None:
        """Draws what is written."""
        title = _changing() if form.code else translate("Reports", "Thêm cơ quan")
        self._show_entry(
            title if can_edit else translate("Reports", "Thông tin cơ quan"),
            form.typed,
            can_edit=can_edit,
            can_save=form.can_save,
            can_discard=form.can_discard,
        )
        self._show_switch(form, can_edit=can_edit)
        other = form.other
        self._show_other(
            f"{other.name}\n{_facts(other, form)}" if other is not None else "", can_edit=can_edit
        )

    def take_focus(self) -> None:
        """The name is written first."""
        self._fields.focus(AgencyField.NAME)

    def _show_switch(self, form: AgencyForm, *, can_edit: bool) -> None:
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
