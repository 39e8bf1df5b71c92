"""Hội ý: which sites consult while the others wait; a sheet beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.conduct.consultation.consulting_state import (
    ConsultingSheet,
    ConsultingSite,
)
from desktop.ui.panels.conduct.deeds.deed_panel import DeedPanel
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import ButtonRole
from desktop.ui.widgets.fitted.choice_row import ChoiceRow
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class ConsultingPanel(DeedPanel[ConsultingSheet]):
    """site_pressed(str): a SiteId; confirmed; `closed`. A row is pressed by Space as well."""

    site_pressed = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        title = translate("Consulting", "Hội ý")
        super().__init__(theme, "consulting", host, title, ButtonRole.PRIMARY, Icon.CONSULT)
        self._theme = theme
        self._rows: dict[str, ChoiceRow] = {}
        self._looks: tuple[tuple[str, str, str], ...] = ()
        self._list = column(theme, gap=8)
        self._fault = make_paragraph("", TextRole.SMALL, "danger")
        self._note = make_paragraph("", TextRole.BODY, "ink2")
        self._build()

    @override
    def take_focus(self) -> None:
        first = next((row for row in self._rows.values() if row.isEnabled()), None)
        (first or self._foot).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        caption = translate("Consulting", "Điểm cầu tham gia hội ý")
        self.body.addWidget(make_label(caption, TextRole.BODY_MEDIUM))
        self.body.addLayout(self._list)
        self.body.addWidget(self._fault)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self._end_with_foot()

    def _build_rows(self, sheet: ConsultingSheet) -> bool:
        """Anew only when there are other sites, or something else is to be said of one.

        Returns whether a row that is gone had the keyboard.
        """
        looks = tuple((one.site_id, one.name, _note(one)) for one in sheet.sites)
        if looks == self._looks:
            return False
        self._looks = looks
        had_keyboard = any(row.hasFocus() for row in self._rows.values())
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for site_id, name, note in looks:
            row = ChoiceRow(self._theme, f"consulting-{site_id}", name, note)
            row.setProperty("site", site_id)
            row.clicked.connect(self._on_row)
            self._rows[site_id] = row
            self._list.addWidget(row)
            row.show()  # at once: what is not shown yet cannot take the keyboard
        return had_keyboard

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show(self, sheet: ConsultingSheet, former: ConsultingSheet | None) -> None:
        had_keyboard = self._build_rows(sheet)
        for site in sheet.sites:
            row = self._rows[site.site_id]
            row.setChecked(site.is_chosen)
            row.setEnabled(site.can_choose and sheet.can_join)
        if had_keyboard:
            self.take_focus()
        fault = sheet.fault
        said = "" if fault is None else words.word(sheet_words.CONSULTING_FAULTS, fault)
        set_text(self._fault, said)
        self._fault.setVisible(bool(said))
        set_text(self._note, _consequence(sheet))
        label = (
            translate("Consulting", "Tạm dừng để hội ý tại chỗ")
            if sheet.is_alone
            else translate("Consulting", "Bắt đầu hội ý")
        )
        self._foot.show_deed(label, obstacle=sheet.obstacle, is_waiting=sheet.is_waiting)

    @override
    def _faulty(self, sheet: ConsultingSheet) -> QWidget | None:
        return None if sheet.fault is None else self._fault

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, ChoiceRow):
            self.site_pressed.emit(str(row.property("site")))


def _note(site: ConsultingSite) -> str:
    if site.is_central:
        return translate("Consulting", "Điểm cầu trung tâm, luôn tham gia")
    if not site.is_here:
        return translate("Consulting", "Chưa có mặt")
    if site.has_citizens:
        return translate("Consulting", "Có công dân, thường không tham gia")
    return translate("Consulting", "Tham gia khi được chọn")


def _consequence(sheet: ConsultingSheet) -> str:
    if not sheet.can_join:
        return translate(
            "Consulting",
            "Bước này chưa hội ý riêng giữa các điểm cầu được. Có thể tạm dừng để hội ý tại chỗ: "
            "hình và tiếng của mọi nơi ngắt.",
        )
    if sheet.is_alone:
        return translate(
            "Consulting",
            "Chỉ có Trụ sở: buổi tiếp tạm dừng, hình và tiếng của mọi nơi ngắt.",
        )
    return translate(
        "Consulting",
        "Các nơi được chọn thấy và nghe nhau. Nơi khác chỉ thấy “Hội ý, xin chờ”. Phần này không "
        "ghi; biên bản chỉ có giờ bắt đầu và kết thúc.",
    )
