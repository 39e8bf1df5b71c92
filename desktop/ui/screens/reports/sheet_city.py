"""Readiness sheets at headquarters: the newest of each unit, and what is not met there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.reports.unit_report import UNRECEIVED
from desktop.presenters.reports.readiness_sheet_state import CitySheet, CitySheets, UnmetLine
from desktop.ui.screens.reports.report_layout import list_sheet
from desktop.ui.texts import formats, report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_SEARCH_WIDTH = 320


class SheetCityView(QWidget):
    """received(str), photos_opened(str): a report id; searched(str): what was typed."""

    searched = Signal(str)
    received = Signal(str)
    photos_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._search = SearchField(
            theme, "sheetSearch", translate("Reports", "Tìm đơn vị"), width=_SEARCH_WIDTH
        )
        self._search.searched.connect(self.searched)
        self._rows = RowList(theme, "citySheets")
        self._empty = EmptyState(theme, "citySheetsEmpty", Icon.DOCUMENT)
        layout = column(theme, self, gap=12)
        layout.addWidget(self._search)
        layout.addWidget(list_sheet(theme, self._rows, self._empty), 1)

    def show_sheets(self, state: CitySheets) -> None:
        """Draws a row for each unit."""
        self._search.show_text(state.search)
        self._search.setVisible(bool(state.total))
        self._empty.setVisible(not state.sheets)
        self._show_empty(has_any=bool(state.total))
        self._rows.keep([one.report_id for one in state.sheets], self._make_row)
        for one in state.sheets:
            control = self._rows.row(one.report_id)
            if isinstance(control, _CityRow):
                control.show_sheet(one, can_receive=state.can_receive)

    def take_focus(self) -> None:
        """The search is where the clerk begins."""
        self._search.take_focus()

    def _show_empty(self, *, has_any: bool) -> None:
        if has_any:
            self._empty.show_text(
                translate("Reports", "Không thấy đơn vị nào khớp với chữ đã gõ."),
                translate("Reports", "Gõ ít chữ hơn, không cần dấu."),
                "",
            )
        else:
            self._empty.show_text(
                translate("Reports", "Chưa có đơn vị nào gửi phiếu rà soát."),
                translate("Reports", "Phiếu mới nhất của từng đơn vị sẽ hiện ở đây."),
                "",
            )

    def _make_row(self, key: str) -> RowControl:
        control = _CityRow(self._theme, key)
        control.received.connect(self.received)
        control.photos_opened.connect(self.photos_opened)
        return control


class _CityRow(RowControl):
    """received(str): this sheet was received; photos_opened(str): its photos are to be seen."""

    received = Signal(str)
    photos_opened = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"citySheet-{key}")
        self._unit = make_label("", TextRole.BODY_STRONG)
        self._overall = Badge(theme)
        self._state = Badge(theme, is_beside_button=True)
        self._when = make_label("", TextRole.SMALL, "ink2")
        self._unmet = make_paragraph("", TextRole.SMALL, "ink2")
        self._receive = Button(
            theme, f"receive-{key}", translate("Reports", "Tiếp nhận"), size=ButtonSize.SMALL
        )
        self._receive.clicked.connect(self._on_received)
        self._photos = Button(theme, f"photos-{key}", size=ButtonSize.SMALL, icon=Icon.IMAGE)
        self._photos.clicked.connect(self._on_photos)
        self.activated.connect(self._on_received)
        line = row(theme, self, gap=12, margins=(20, 10, 12, 10))
        texts = column(theme, gap=4)
        head = row(theme, gap=12)
        for widget in (self._unit, self._overall):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        texts.addLayout(head)
        texts.addWidget(self._when)
        texts.addWidget(self._unmet)
        texts.addWidget(self._photos, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(texts, 1)
        line.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._receive, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_sheet(self, sheet: CitySheet, *, can_receive: bool) -> None:
        """Draws one unit's sheet."""
        set_text(self._unit, sheet.unit_name)
        overall = word(report_words.OVERALLS, sheet.overall)
        self._overall.show_state(overall, report_words.OVERALL_TONES[sheet.overall])
        state = word(report_words.HEADQUARTERS_STATES, sheet.state)
        self._state.show_state(state, report_words.HEADQUARTERS_TONES[sheet.state])
        at = sheet.handed_in_at
        set_text(self._when, f"{formats.hour(at)}, {formats.day(at)}")
        set_text(self._unmet, "\n".join(_unmet_words(one) for one in sheet.unmet))
        self._unmet.setVisible(bool(sheet.unmet))
        self._photos.set_label(
            translate("Reports", "Xem {count} ảnh").format(count=sheet.photo_count)
        )
        self._photos.setVisible(sheet.photo_count > 0)
        self._receive.setVisible(sheet.state in UNRECEIVED and can_receive)
        self.setAccessibleName(f"{sheet.unit_name}, {overall}, {state}")

    def _on_photos(self) -> None:
        self.photos_opened.emit(self.key)

    def _on_received(self) -> None:
        if self._receive.isVisibleTo(self):
            self.received.emit(self.key)


def _unmet_words(line: UnmetLine) -> str:
    """What is not met, what was said of it, and who mends it by when."""
    return " · ".join(part for part in (line.label, line.remark, _fix_words(line)) if part)


def _fix_words(line: UnmetLine) -> str:
    if line.fix_by and line.fix_due:
        text = translate("Reports", "Khắc phục: {who}, hạn {due}")
        return text.format(who=line.fix_by, due=line.fix_due)
    if line.fix_by:
        return translate("Reports", "Khắc phục: {who}").format(who=line.fix_by)
    return (
        translate("Reports", "Hạn khắc phục {due}").format(due=line.fix_due) if line.fix_due else ""
    )
