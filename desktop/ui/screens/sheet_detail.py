"""The chosen line: what was seen, its photos, who mends it, until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.presenters.readiness_sheet_state import SheetDetail
from desktop.ui.screens.sheet_photos import PhotosField
from desktop.ui.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class SheetDetailView(QFrame):
    """text_edited(str, str): remark, fix_by or fix_due, and its text.

    photo_added(str): a path; photo_opened(str), photo_removed(str): a photo's hash.
    """

    text_edited = Signal(str, str)
    photo_added = Signal(str)
    photo_opened = Signal(str)
    photo_removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sheetDetail")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._label = make_paragraph("", TextRole.BODY_STRONG)
        self._hint = make_paragraph(
            translate("Reports", "Chọn một mục để ghi chú, thêm ảnh, ghi người và hạn khắc phục."),
            TextRole.BODY,
            "ink2",
        )
        self._code = ""
        self._controls: dict[str, QLineEdit] = {}
        self._fields = {
            "remark": self._field("remark", translate("Reports", "Ghi chú")),
            "fix_by": self._field("fix_by", translate("Reports", "Người khắc phục")),
            "fix_due": self._field("fix_due", translate("Reports", "Hạn khắc phục")),
        }
        layout = column(theme, self, gap=12, margins=(20, 16, 20, 20))
        layout.addWidget(make_label(translate("Reports", "Mục đang chọn"), TextRole.ROW_TITLE))
        layout.addWidget(self._label)
        layout.addWidget(self._hint)
        for field in self._fields.values():
            layout.addWidget(field)
        self._photos = PhotosField(theme)
        self._photos.added.connect(self.photo_added)
        self._photos.opened.connect(self.photo_opened)
        self._photos.removed.connect(self.photo_removed)
        layout.addWidget(self._photos)

    def show_detail(self, detail: SheetDetail | None) -> None:
        """Draws the line; a text being typed is never rewritten."""
        self._hint.setVisible(detail is None)
        self._label.setVisible(detail is not None)
        self._photos.setVisible(detail is not None)
        for name, field in self._fields.items():
            field.setVisible(detail is not None and (name == "remark" or detail.needs_fix))
        if detail is None:
            return
        set_text(self._label, f"{detail.code} · {detail.label}")
        for name, text in (
            ("remark", detail.remark),
            ("fix_by", detail.fix_by),
            ("fix_due", detail.fix_due),
        ):
            if self._controls[name].text() != text:
                self._controls[name].setText(text)
                self._controls[name].setCursorPosition(0)
        self._photos.show_detail(detail)
        wrong = translate("Reports", "Ghi ngày, tháng, năm, ví dụ 26/11/2026.")
        self._fields["fix_due"].set_error(wrong if detail.is_due_wrong else "")

    def _field(self, name: str, label: str) -> Field:
        control = QLineEdit()
        control.setObjectName(f"sheet-{name}")
        control.setMaxLength(250)
        control.textEdited.connect(lambda text: self.text_edited.emit(name, text))
        self._controls[name] = control
        field = Field(self._theme, label, control)
        field.set_help("")
        return field
