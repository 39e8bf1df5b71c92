"""Photos of one line of the readiness sheet: a strip in the list, a field beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.presenters.reports.readiness_sheet_state import PhotoThumb, SheetDetail
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.file_dialogs import ask_files
from desktop.ui.widgets.layout import clear, column, row
from desktop.ui.widgets.pictures.photo_thumb import PhotoThumbButton
from desktop.ui.widgets.text import make_label, set_tool_tip

_SMALL, _LARGE = 44, 64
_ABOVE = (0, 4, 0, 4)
_FILE_PATTERNS = "*.jpg *.jpeg *.png"


class PhotoStrip(QWidget):
    """Thumbnails side by side; with a button to take each off they stand below one another.

    opened(str), removed(str): a photo's hash.
    """

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, name: str, *, is_upright: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._is_upright = is_upright
        self._layout: QVBoxLayout | QHBoxLayout = (
            column(theme, self, gap=8) if is_upright else row(theme, self, gap=8, margins=_ABOVE)
        )
        self._shown: tuple[tuple[str, ...], bool] = ((), False)
        self._thumbs: list[PhotoThumbButton] = []
        self.setObjectName(name)

    def show_photos(self, photos: tuple[PhotoThumb, ...], label: str, *, can_remove: bool) -> None:
        """Draws them. label: of the line, read out with each."""
        wanted = tuple(photo.sha256 for photo in photos), can_remove
        if wanted != self._shown:
            self._shown = wanted
            self._make(photos, can_remove=can_remove)
        for number, (thumb, photo) in enumerate(zip(self._thumbs, photos, strict=True), start=1):
            words = translate("Reports", "Xem ảnh {number}: {label}")
            if photo.is_lost:
                words = translate("Reports", "Ảnh {number} chưa xem được: {label}")
            thumb.show_thumb(photo, words.format(number=number, label=label))
        self.setVisible(bool(photos))

    def _make(self, photos: tuple[PhotoThumb, ...], *, can_remove: bool) -> None:
        clear(self._layout)
        self._thumbs = []
        for photo in photos:
            side = _LARGE if self._is_upright else _SMALL
            thumb = PhotoThumbButton(self._theme, f"{self.objectName()}-{photo.sha256}", side)
            thumb.setProperty("sha256", photo.sha256)
            thumb.clicked.connect(self._on_opened)
            self._thumbs.append(thumb)
            place = row(self._theme, gap=8)
            place.addWidget(thumb)
            if can_remove:
                place.addWidget(self._remove_button(photo.sha256))
                place.addStretch(1)
            self._layout.addLayout(place)
        self._layout.addStretch(1)

    def _remove_button(self, sha256: str) -> Button:
        words = translate("Reports", "Bỏ ảnh này")
        button = Button(
            self._theme,
            f"removePhoto-{sha256}",
            "",
            ButtonRole.QUIET,
            ButtonSize.SMALL,
            Icon.CLOSE,
        )
        button.setAccessibleName(words)
        set_tool_tip(button, words)
        button.setProperty("sha256", sha256)
        button.clicked.connect(self._on_removed)
        return button

    def _on_opened(self) -> None:
        self.opened.emit(str(self.sender().property("sha256")))

    def _on_removed(self) -> None:
        self.removed.emit(str(self.sender().property("sha256")))


class PhotosField(QWidget):
    """Ảnh chụp of the chosen line. added(str): a path; opened(str), removed(str): a hash."""

    added = Signal(str)
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._strip = PhotoStrip(theme, "detailPhotos", is_upright=True)
        self._strip.opened.connect(self.opened)
        self._strip.removed.connect(self.removed)
        self._add = Button(
            theme,
            "addPhoto",
            translate("Reports", "Thêm ảnh"),
            size=ButtonSize.SMALL,
        )
        self._add.clicked.connect(self._choose_files)
        layout: QVBoxLayout = column(theme, self, gap=8)
        layout.addWidget(make_label(translate("Reports", "Ảnh chụp"), TextRole.BODY_MEDIUM))
        layout.addWidget(self._strip)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_detail(self, detail: SheetDetail) -> None:
        """Draws the chosen line's photos."""
        self._strip.show_photos(detail.photos, detail.label, can_remove=detail.can_edit)
        self._add.setVisible(detail.can_edit)
        self._add.set_label(
            translate("Reports", "Đang nhận…")
            if detail.is_adding
            else translate("Reports", "Thêm ảnh")
        )
        self._add.set_available(
            is_available=detail.has_room,
            reason=translate("Reports", "Mục này đã đủ ảnh. Bỏ bớt một ảnh rồi thêm ảnh mới."),
        )

    def _choose_files(self) -> None:
        kinds = translate("Reports", "Ảnh")
        ask_files(
            self,
            "photoFileDialog",
            translate("Reports", "Chọn ảnh JPG hoặc PNG"),
            f"{kinds} ({_FILE_PATTERNS})",
            self.added.emit,
        )
