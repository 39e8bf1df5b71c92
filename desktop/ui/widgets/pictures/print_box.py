"""What is printed: a page as it comes out, which printer, and how many sheets it took."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.printing.print_box import PrintBox, PrintStage
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.fitted.short_choice import ShortChoice
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.page_turner import PageTurner, TurnerNames
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.pictures.page_image import page_to_image
from desktop.ui.widgets.text import make_label, make_note, set_text

_PAGE_WIDTH = 420


class PrintPages(QFrame):
    """The page that is looked at. name: its own begins so. turned(int): steps."""

    turned = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Pages")
        self._theme = theme
        self._drawn: object = None
        self._page = make_label("", TextRole.BODY)
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setFrameShape(QFrame.Shape.Box)
        self._page.setAccessibleName(translate("Signing", "Trang như khi in"))
        self._note = make_note("", TextRole.BODY, "ink2")
        self.turner = PageTurner(
            theme,
            TurnerNames(back=f"{name}PageBack", on=f"{name}PageOn", edit=f"{name}PageNumber"),
        )
        inside = column(theme, self, gap=8)
        inside.addWidget(self.turner, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._note)
        inside.addWidget(self._page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.turner.turned.connect(self.turned)
        self.hide()

    def show_box(self, box: PrintBox | None) -> None:
        """Nothing while nobody prints."""
        self.setVisible(box is not None)
        if box is None:
            self._drawn = None
            self._page.clear()
            return
        self.turner.setVisible(box.pages > 0)
        self.turner.show_page(box.page, box.pages)
        first = translate("Session", "Đây là trang đầu.")
        last = translate("Session", "Đây là trang cuối.")
        is_free = box.stage is not PrintStage.SENDING
        sending = translate("Signing", "Máy in đang nhận giấy in.")
        for button, is_there, end in (
            (self.turner.back, box.page > 1, first),
            (self.turner.on, box.page < box.pages, last),
        ):
            button.set_available(
                is_available=is_free and is_there, reason=end if is_free else sending
            )
        is_coming = box.image is None and box.message is None
        set_text(self._note, translate("Signing", "Đang dựng trang in…") if is_coming else "")
        self._note.setVisible(is_coming)
        if box.image is not self._drawn:
            self._drawn = box.image
            if box.image is None:
                self._page.clear()
                return
            ratio = self.devicePixelRatioF()
            width = round(self._theme.px(_PAGE_WIDTH) * ratio)
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = QPixmap.fromImage(page_to_image(box.image)).scaledToWidth(width, smooth)
            picture.setDevicePixelRatio(ratio)
            self._page.setPixmap(picture)


class PrintFoot(QWidget):
    """printer_chosen(str); confirmed: give the sheets to it; backed: as `back_name` says.

    name: those of its widgets begin so.
    """

    printer_chosen = Signal(str)
    confirmed = Signal()
    backed = Signal()

    def __init__(self, theme: Theme, name: str, back_name: str) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._banner = MessageBanner(theme, f"{name}Banner", is_compact=True)
        self._which = ShortChoice()
        self._which.setObjectName(f"{name}Printer")
        self._printer = Field(theme, translate("Signing", "Máy in"), self._which)
        self._said = make_note("", TextRole.SMALL_STRONG)
        self.deed = Button(theme, f"{name}Confirm", "", ButtonRole.PRIMARY, icon=Icon.PRINT)
        back = Button(theme, f"{name}Back", translate("Sheet", "Trở lại"))
        back.setAccessibleName(back_name)
        inside = column(theme, self, gap=12)
        for one in (self._banner, self._printer, self._said):
            inside.addWidget(one)
        buttons = row(theme, gap=12)
        buttons.addWidget(self.deed, 1)
        buttons.addWidget(back)
        inside.addLayout(buttons)
        self._which.activated.connect(self._on_which)
        self.deed.clicked.connect(self.confirmed)
        back.clicked.connect(self.backed)
        self.hide()

    def show_box(self, box: PrintBox | None) -> None:
        """Nothing while nobody prints."""
        self.setVisible(box is not None)
        self._banner.say(None if box is None else box.message)
        if box is None:
            return
        names = tuple(one.name for one in box.printers)
        self._printer.setVisible(bool(names))
        with QSignalBlocker(self._which):
            if names != self._names:
                self._names = names
                self._which.clear()
                self._which.addItems(list(names))
            self._which.setCurrentText(box.printer)
        self._which.setEnabled(box.stage is not PrintStage.SENDING)
        set_text(self._said, _said(box))
        self._said.setVisible(bool(_said(box)))
        self.deed.set_label(_label(box))
        self.deed.set_available(is_available=box.can_print, reason=_why_not(box))

    def _on_which(self, place: int) -> None:
        """Which one is chosen is said by what is drawn next."""
        self.printer_chosen.emit(self._which.itemText(place))


def _said(box: PrintBox) -> str:
    if box.stage is PrintStage.SENDING:
        text = translate("Signing", "Máy in đã nhận {taken} trong {total} tờ.")
        return text.format(taken=box.taken, total=box.total)
    if not box.pages:
        return ""
    text = translate("Signing", "{pages} trang, {copies} bản: {left} tờ.")
    if box.stage is PrintStage.STOPPED:
        text = translate("Signing", "Còn thiếu {left} tờ.")
    return text.format(pages=box.pages, copies=box.copies, left=box.left)


def _label(box: PrintBox) -> str:
    if box.stage in {PrintStage.STOPPED, PrintStage.SENT}:
        return translate("Signing", "In lại")
    return translate("Signing", "In {copies} bản").format(copies=box.copies)


def _why_not(box: PrintBox) -> str:
    if box.stage is PrintStage.SENDING:
        return translate("Signing", "Máy in đang nhận giấy in.")
    if not box.pages:
        return translate("Signing", "Trang in chưa dựng xong.")
    return translate("Signing", "Máy này chưa có máy in.")
