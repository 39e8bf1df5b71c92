"""Đọc lại và ký: who signed and how, what is objected, how many copies; beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.conduct.signing.signing import MAX_COPIES
from desktop.presenters.conduct.signing.signing_state import ObjectionRow, SignerRow, SigningSheet
from desktop.ui.panels.conduct.signing import signing_texts
from desktop.ui.panels.conduct.signing.digital_box import DigitalBoxView
from desktop.ui.panels.conduct.signing.scan_row import ScanRow
from desktop.ui.panels.conduct.signing.signer_row import SignerRowView
from desktop.ui.panels.conduct.signing.signing_boxes import ObjectionBox, RefusalBox
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.inputs.copies_stepper import Copies, CopiesStepper
from desktop.ui.widgets.layout import clear, column, panel, row, scroll_to
from desktop.ui.widgets.pictures.print_box import PrintFoot, PrintPages
from desktop.ui.widgets.side_panel import SheetPanel
from desktop.ui.widgets.text import make_label, make_note, set_text

_WIDTH = 480
_FIRST_COPIES = 3


class SigningPanel(SheetPanel[SigningSheet]):
    """Lies over the left of the session: the minutes stay in sight.

    form_pressed(str, str): a signer's id and a SignatureForm; objecting_asked; copies_set(int);
    printing_asked. `pages`, `print_foot`: what is printed, in the place of the lists.
    `refusal`, `objection` and `digital`: what is typed. `scan`: the signed sheets. backed: Esc,
    what is typed goes first, and its box alone has buttons; `closed`: the sheet goes.
    """

    form_pressed = Signal(str, str)
    objecting_asked = Signal()
    copies_set = Signal(int)
    printing_asked = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "signingPanel", host, _WIDTH, is_left=True, takes_back=True)
        self.set_titles(
            translate("Signing", "Đọc lại và ký biên bản"),
            translate("Signing", "Trở lại buổi tiếp"),
        )
        self._note = make_note("", TextRole.SMALL, "ink2")
        self._people = column(theme, gap=4)
        self._rows = dict[str, SignerRowView]()
        self._listed: tuple[tuple[str, ...], ...] = ()
        self._awaited = ""
        self._objections = column(theme, gap=8)
        self.refusal = RefusalBox(theme)
        self.objection = ObjectionBox(theme)
        self.digital = DigitalBoxView(theme)
        self._signatures = make_note("", TextRole.SMALL)
        self.pages, self.print_foot = _printing(theme)
        self._lists = QWidget()
        lists = column(theme, self._lists, gap=16)
        for one in (self.refusal, self.objection, self.digital, self._note):
            lists.addWidget(one)
        lists.addLayout(self._people)
        lists.addWidget(self._signatures)
        lists.addLayout(self._objections)
        self.body.addWidget(self.pages)
        self.body.addWidget(self._lists)
        self.body.addStretch(1)
        self.scan = ScanRow(theme)
        self._print = Button(
            theme,
            "printMinutes",
            translate("Signing", "In biên bản…"),
            size=ButtonSize.SMALL,
            icon=Icon.DOCUMENT,
        ).with_key("Ctrl+P")
        self._copies = CopiesStepper(theme, "copies", first=_FIRST_COPIES)
        self._banner = Banner(theme, "signingBanner", is_compact=True)
        self._object = Button(
            theme, "objectToMinutes", translate("Signing", "Ghi ý kiến"), icon=Icon.PEN
        )
        self._back = Button(theme, "signingBack", translate("Sheet", "Trở lại"))
        self._build_foot(theme)

    @override
    def take_focus(self) -> None:
        """The keyboard goes to what is being typed, else to whose turn it is to sign."""
        if self.print_foot.isVisibleTo(self):
            self.print_foot.deed.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.refusal.isVisibleTo(self):
            self.refusal.take_focus()
        elif self.objection.isVisibleTo(self):
            self.objection.take_focus()
        elif self.digital.isVisibleTo(self):
            self.digital.take_focus()
        elif not self._go_to_next():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show_none(self) -> None:
        self.refusal.show_ask(None)
        self.objection.show_ask(None)
        self.digital.show_box(None)

    @override
    def _show(self, sheet: SigningSheet, former: SigningSheet | None) -> None:
        before = translate(
            "Signing",
            "Chưa chốt bản nào. Đọc lại xong, mọi điểm cầu cùng một bản, rồi sang bước Ký.",
        )
        set_text(self._note, "" if sheet.sites else before)
        self._note.setVisible(not sheet.sites)
        self._show_people(sheet)
        set_text(self._signatures, signing_texts.signatures_text(sheet.signatures))
        self._signatures.setVisible(bool(sheet.signatures))
        if former is None or former.objections != sheet.objections:
            self._show_objections(sheet.objections)
        self.scan.show_scan(sheet.scan)
        self._show_printing(sheet, former)
        copies = Copies(count=sheet.copies, most=MAX_COPIES)
        self._copies.show_copies(copies, can_set=sheet.can_set_copies)
        self._object.setVisible(sheet.can_object)
        self._banner.setVisible(sheet.obstacle is not None)
        if sheet.obstacle is not None:
            why = words.word(words.OBSTACLES, sheet.obstacle)
            rest = translate("Signing", "Chưa ghi thêm được. Nối lại xong thì bấm lần nữa.")
            self._banner.show_message("warn", why, rest, "")
        self._usual_rows.setVisible(not _is_typed(sheet))
        self._foot.setVisible(not _is_typed(sheet) or sheet.obstacle is not None)
        self._show_typed(sheet, former)
        self._go_on(sheet)

    def _show_printing(self, sheet: SigningSheet, former: SigningSheet | None) -> None:
        """The pages take the place of the lists."""
        is_printing = sheet.printing is not None
        was_printing = former is not None and former.printing is not None
        self._print.setVisible(sheet.can_print)
        self._lists.setVisible(not is_printing)
        self._usual_foot.setVisible(not is_printing)
        self.pages.show_box(sheet.printing)
        self.print_foot.show_box(sheet.printing)
        if is_printing is not was_printing:
            self.take_focus()

    def _show_people(self, sheet: SigningSheet) -> None:
        listed = tuple((site.name, *(row.signer_id for row in site.rows)) for site in sheet.sites)
        if listed != self._listed:
            self._listed = listed
            clear(self._people)
            self._rows = {}
            for site in sheet.sites:
                self._people.addWidget(make_label(site.name, TextRole.SMALL_STRONG, "ink2"))
                for one in site.rows:
                    view = SignerRowView(self._theme, one.signer_id)
                    view.pressed.connect(self._on_form)
                    self._rows[one.signer_id] = view
                    self._people.addWidget(view)
        for site in sheet.sites:
            for one in site.rows:
                self._rows[one.signer_id].show_row(one)

    def _show_objections(self, rows: tuple[ObjectionRow, ...]) -> None:
        clear(self._objections)
        if rows:
            caption = translate("Signing", "Ý kiến đề nghị sửa: {count}").format(count=len(rows))
            self._objections.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        for one in rows:
            text = signing_texts.objection_text(one)
            self._objections.addWidget(make_note(text, TextRole.SMALL))

    def _show_typed(self, sheet: SigningSheet, former: SigningSheet | None) -> None:
        was_typing = former is not None and _is_typed(former)
        if self.refusal.show_ask(sheet.ask):
            self._bring(self.refusal)
            self.refusal.take_focus()
        if self.objection.show_ask(sheet.objecting):
            self._bring(self.objection)
            self.objection.take_focus()
        if self.digital.show_box(sheet.digital):
            self._bring(self.digital)
            self.digital.take_focus()
        if was_typing and not _is_typed(sheet):
            self.take_focus()

    def _bring(self, box: QWidget) -> None:
        self.body.activate()
        scroll_to(box)

    def _on_form(self, signer_id: str, form: str) -> None:
        """Who had no state is waited for: the keyboard goes on once it is noted."""
        row = _row_of(self._drawn, signer_id)
        self._awaited = signer_id if row is not None and row.signature is None else ""
        self.form_pressed.emit(signer_id, form)

    def _go_on(self, sheet: SigningSheet) -> None:
        """After a press here somebody has a state: to the next who has none, else the way back."""
        row = _row_of(sheet, self._awaited)
        if row is None or row.signature is None or _is_typed(sheet):
            return
        self._awaited = ""
        if all(one.signature is not None for one in _rows_of(sheet) if one.can_note):
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_to_next()

    def _go_to_next(self) -> bool:
        """To whose turn it is, where that is noted from here."""
        rows = [one for one in _rows_of(self._drawn) if one.can_note]
        rows.sort(key=lambda one: (one.signature is not None, not one.is_next))
        for one in rows:
            view = self._rows[one.signer_id]
            if view.take_focus():
                self._bring(view)
                return True
        return False

    # ---- building --------------------------------------------------------------------------

    def _build_foot(self, theme: Theme) -> None:
        self._foot = foot = panel("footer")
        both = column(theme, foot, margins=(20, 12, 20, 12))
        self._usual_foot, self._usual_rows = QWidget(), QWidget()
        both.addWidget(self.print_foot)
        both.addWidget(self._usual_foot)
        whole = column(theme, self._usual_foot, gap=12)
        whole.addWidget(self._banner)
        whole.addWidget(self._usual_rows)
        inside = column(theme, self._usual_rows, gap=12)
        inside.addWidget(self.scan)
        copies = row(theme, gap=8)
        copies.addWidget(self._copies, 1)
        copies.addWidget(self._print)
        inside.addLayout(copies)
        line = row(theme, gap=12)
        self._back.setAccessibleName(translate("Signing", "Trở lại buổi tiếp"))
        line.addWidget(self._object, 1)
        line.addWidget(self._back)
        inside.addLayout(line)
        self.foot.addWidget(foot)
        self._object.clicked.connect(self.objecting_asked)
        self._print.clicked.connect(self.printing_asked)
        self._copies.chosen.connect(self.copies_set)
        self._back.clicked.connect(self.closed)


def _printing(theme: Theme) -> tuple[PrintPages, PrintFoot]:
    back = translate("Signing", "Trở lại danh sách ký")
    return PrintPages(theme, "print"), PrintFoot(theme, "print", back)


def _rows_of(sheet: SigningSheet | None) -> tuple[SignerRow, ...]:
    return () if sheet is None else tuple(one for site in sheet.sites for one in site.rows)


def _row_of(sheet: SigningSheet | None, signer_id: str) -> SignerRow | None:
    return next((one for one in _rows_of(sheet) if one.signer_id == signer_id), None)


def _is_typed(sheet: SigningSheet) -> bool:
    return any((sheet.ask, sheet.objecting, sheet.digital))
