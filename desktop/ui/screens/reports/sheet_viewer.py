"""A photo of a readiness sheet, large, over the right of the screen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.reports.readiness_sheet_state import PhotoView
from desktop.ui.panels.papers.page_view import PageView
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.side_panel import MAX_WIDTH, SidePanel
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_LEAST_HEIGHT = 280


class SheetPhotoPanel(SidePanel):
    """turned(int): steps."""

    turned = Signal(int)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "sheetPhotoPanel", host, MAX_WIDTH)
        self.set_titles(translate("Reports", "Ảnh chụp kèm theo"), translate("Reports", "Đóng ảnh"))
        self._unit = make_paragraph("", TextRole.BODY_STRONG)
        self._line = make_paragraph("", TextRole.BODY)
        self._view = PageView(theme)
        self._view.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self._number = make_label("", TextRole.BODY, "ink2")
        self._before = Button(
            theme, "photoBefore", translate("Reports", "Ảnh trước"), icon=Icon.BACK
        )
        self._next = Button(
            theme, "photoNext", translate("Reports", "Ảnh sau"), icon=Icon.FORWARD
        ).with_icon_last()
        self._before.clicked.connect(self._turn_back)
        self._next.clicked.connect(self._turn_on)
        self.body.addWidget(self._unit)
        self.body.addWidget(self._line)
        self.body.addWidget(self._view, 1)
        below = row(theme, gap=12)
        below.addWidget(self._before)
        below.addStretch(1)
        below.addWidget(self._number)
        below.addStretch(1)
        below.addWidget(self._next)
        self.body.addLayout(below)

    def show_photo(self, state: PhotoView | None) -> None:
        """Opens with this photo, or shuts."""
        if state is None:
            self.shut()
            return
        set_text(self._unit, state.unit_name)
        self._unit.setVisible(bool(state.unit_name))
        set_text(self._line, f"{state.code} · {state.label}")
        set_text(self._number, f"{state.number}/{state.count}")
        words = translate("Reports", "Đang lấy ảnh. Mất mạng thì ảnh về khi có mạng lại.")
        if state.is_lost:
            words = translate("Reports", "Chưa lấy được ảnh này. Đóng rồi mở lại để lấy lần nữa.")
        self._view.show_page(state.image, "" if state.image is not None else words)
        self._view.setAccessibleName(f"{state.code}, {state.number}/{state.count}")
        self._before.set_available(is_available=state.number > 1)
        self._next.set_available(is_available=state.number < state.count)
        self.open()

    def _turn_back(self) -> None:
        self.turned.emit(-1)

    def _turn_on(self) -> None:
        self.turned.emit(1)
