"""One entry of the directory, written or changed; what it is called and whether it is used."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from desktop.domain.agency import MAX_CODE, MAX_NAME, Agency, AgencyKind
from desktop.domain.unit_report import FaultKind
from desktop.presenters.agencies_state import AgencyField, AgencyForm
from desktop.presenters.focal_points_state import FieldView
from desktop.ui import report_words
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.text import make_label, make_paragraph, set_text
from desktop.ui.words import word

_MAX_LENGTHS = {
    AgencyField.NAME: MAX_NAME,
    AgencyField.PARENT_NAME: MAX_NAME,
    AgencyField.CODE: MAX_CODE,
}


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
        self._lines = {name: self._line(name) for name in _MAX_LENGTHS}
        self._kind = self._choice()
        self._fields = {
            name: Field(
                theme,
                word(report_words.AGENCY_FIELDS, name),
                self._kind if name is AgencyField.KIND else self._lines[name],
            )
            for name in AgencyField
        }
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
        is_new = not form.code
        title = translate("Reports", "Thêm cơ quan") if is_new else _changing()
        set_text(self._title, title if can_edit else translate("Reports", "Thông tin cơ quan"))
        for view in form.fields:
            self._show_field(view)
        for name, line in self._lines.items():
            line.setReadOnly(not can_edit or (name is AgencyField.CODE and not is_new))
        self._kind.setEnabled(can_edit)
        self._fields[AgencyField.CODE].set_help(_code_help(is_new=is_new))
        self._show_buttons(form, can_edit=can_edit)
        self._other.setVisible(form.other is not None and can_edit)
        if form.other is not None:
            other = form.other
            set_text(self._other_text, f"{other.name}\n{_facts(other, form)}")

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
        for name in AgencyField:
            inside.addWidget(self._fields[name])
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

    def _line(self, name: AgencyField) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"agency-{name}")
        line.setMaxLength(_MAX_LENGTHS[name])
        line.setProperty("field", name.value)
        line.textEdited.connect(self._on_edited)
        line.returnPressed.connect(self.saved)
        return line

    def _choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(f"agency-{AgencyField.KIND}")
        for kind in AgencyKind:
            choice.addItem(word(report_words.AGENCY_KINDS, kind), kind.value)
        choice.activated.connect(self._on_kind)
        return choice

    # ---- drawing ---------------------------------------------------------------------------

    def _show_field(self, view: FieldView) -> None:
        name = AgencyField(view.name)
        if name is AgencyField.KIND:
            with QSignalBlocker(self._kind):
                self._kind.setCurrentIndex(self._kind.findData(view.text))
        elif self._lines[name].text() != view.text:
            self._lines[name].setText(view.text)
            self._lines[name].setCursorPosition(0)
        self._fields[name].set_error(_fault_text(view))

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

    # ---- events ----------------------------------------------------------------------------

    def _on_edited(self, text: str) -> None:
        self.field_edited.emit(str(self.sender().property("field")), text)

    def _on_kind(self, place: int) -> None:
        self.field_edited.emit(AgencyField.KIND.value, str(self._kind.itemData(place)))


def _changing() -> str:
    return translate("Reports", "Sửa cơ quan")


def _facts(other: Agency, form: AgencyForm) -> str:
    """Kind, body above, and whether it is used when that is not the usual."""
    kind = word(report_words.AGENCY_KINDS, other.kind)
    use = "" if other.is_active else translate("Reports", "ngừng sử dụng")
    if other.is_active and not form.is_active:
        use = translate("Reports", "đang sử dụng")
    return " · ".join(part for part in (kind, other.parent_name, use) if part)


def _code_help(*, is_new: bool) -> str:
    if is_new:
        return translate("Reports", "Chữ không dấu và số, ví dụ SKHCN. Lưu rồi thì không đổi.")
    return translate("Reports", "Mã không đổi được.")


def _fault_text(view: FieldView) -> str:
    match view.fault:
        case None:
            return ""
        case FaultKind.MISSING:
            return translate("Reports", "Phải điền ô này.")
        case FaultKind.TAKEN:
            return translate("Reports", "Mã này đã có trong danh mục. Chọn mã khác.")
        case FaultKind.ODD:
            return translate("Reports", "Danh mục đã có cơ quan cùng tên.")
        case FaultKind.WRONG if view.name == AgencyField.CODE:
            return translate(
                "Reports", "Mã có 2 đến 16 ký tự: chữ cái không dấu ở đầu, rồi chữ hoặc số."
            )
        case _:
            return translate("Reports", "Viết ngắn lại, nhiều nhất 250 ký tự.")
