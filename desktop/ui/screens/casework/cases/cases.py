"""Vụ việc: the list of cases, found by code or title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.casework.matter.case import CaseFlag
from desktop.presenters.casework.cases.cases_state import CaseRow, CasesViewState, KeptRow
from desktop.ui.screens.casework.cases.case_words import request_code
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.list_sheet import ListSheet, step_down
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import WrappedLabel, make_label, set_text

_SEARCH_WIDTH = 360
_NARROW = 640
_CODE_WIDTH = 112


class CasesScreen(QWidget):
    """searched(str): what was typed; opened(str): the id of a case, by Enter or a click.

    recordings_asked: to the recordings of this PC.
    """

    recordings_asked = Signal()
    searched = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("casesScreen")
        self._theme = theme
        self._search = SearchField(
            theme, "caseSearch", translate("Cases", "Tìm mã, tên vụ việc"), width=_SEARCH_WIDTH
        )
        self._search.searched.connect(self.searched)
        self._search.edit.returnPressed.connect(self._open_first)
        self._count = make_label("", TextRole.SMALL, "ink2")
        self._rows = RowList(theme, "caseList")
        self._sheet = ListSheet(theme, self._rows, EmptyState(theme, "casesEmpty", Icon.FOLDER))
        step_down(self._search, self._sheet)
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        layout.addWidget(self._build_header())
        layout.addWidget(self._sheet, 1)

    def show_state(self, state: CasesViewState) -> None:
        """Draws the list."""
        self._search.show_text(state.search)
        said = translate("Cases", "{n} vụ việc máy này được biết").format(n=state.total)
        set_text(self._count, said if state.total else "")
        kept = [] if state.kept is None else [str(state.kept.case_id)]
        self._rows.keep([str(one.case_id) for one in state.rows] + kept, self._make_row)
        self._rows.follow(self._search.edit)
        for one in state.rows:
            control = self._rows.row(str(one.case_id))
            if isinstance(control, _CaseRowControl):
                control.show_case(one)
        if state.kept is not None:
            control = self._rows.row(str(state.kept.case_id))
            if isinstance(control, _CaseRowControl):
                control.show_kept(state.kept)
        more = translate("Cases", "Còn {count} vụ việc. Gõ thêm để thu hẹp.")
        self._sheet.show_more(more, state.more)
        self._sheet.say_in_place(
            state.message,
            translate("Cases", "Không thấy vụ việc nào như vậy."),
            translate(
                "Cases",
                "Đã tìm trong mã và tên, không phân biệt dấu. Xóa chữ trong ô tìm để xem tất cả.",
            ),
        )

    def focus_search(self) -> None:
        """F3: the cursor into the search field."""
        self._search.begin()

    def take_focus(self) -> None:
        """The first case, else the field."""
        self._sheet.take_focus(self._search)

    # ---- inside ----------------------------------------------------------------------------

    def _open_first(self) -> None:
        """Enter in the field: of what was found."""
        keys = self._rows.keys()
        if keys and self._search.edit.text().strip():
            self.opened.emit(keys[0])

    def _build_header(self) -> QWidget:
        title, right = column(self._theme), row(self._theme)
        title.addWidget(make_label(translate("Cases", "Vụ việc"), TextRole.SCREEN_TITLE))
        title.addWidget(self._count)
        recordings = Button(
            self._theme, "openRecordings", translate("Cases", "Bản ghi của máy này"),
            size=ButtonSize.NORMAL, icon=Icon.PLAY,
        )  # fmt: skip
        recordings.clicked.connect(self.recordings_asked)
        right.addWidget(recordings, 0, Qt.AlignmentFlag.AlignBottom)
        right.addSpacing(self._theme.px(12))
        right.addWidget(self._search, 0, Qt.AlignmentFlag.AlignBottom)
        return FoldingRow(self._theme, title, right, narrow=_NARROW)

    def _make_row(self, key: str) -> RowControl:
        control = _CaseRowControl(self._theme, key)
        control.activated.connect(self.opened)
        return control


class _CaseRowControl(PressedRowControl):
    """Code, title with flags, and when it is or was received."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"case-{key}")
        self._look = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._code = make_label("", TextRole.SMALL_STRONG, "ink2")
        self._code.setMinimumWidth(theme.px(_CODE_WIDTH))
        self._title = WrappedLabel(theme, TextRole.BODY_STRONG)
        self._facts = WrappedLabel(theme, TextRole.SMALL, "ink2")
        self._head = FlowRow(theme, gap=8)
        layout = row(theme, self, gap=12, margins=(20, 10, 20, 10))
        layout.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        middle = column(theme, gap=2)
        middle.addWidget(self._head)
        middle.addWidget(self._facts)
        layout.addLayout(middle, 1)

    def show_case(self, one: CaseRow) -> None:
        """Draws a case."""
        flags = [words.word(words.FLAGS, flag) for flag in CaseFlag if flag in one.flags]
        badges = [Badge(self._look, flag, "warn") for flag in flags]
        if one.next_at is not None:
            said = translate("Cases", "Buổi tới {at}").format(at=_when(one))
            badges.append(Badge(self._look, said, "accent"))
        parts = [words.word(words.PETITIONS, one.petition_type)]
        if one.group_size > 1:
            parts.append(translate("Cases", "đoàn {n} người").format(n=one.group_size))
        if one.last_at is not None:
            last = translate("Cases", "lần trước {day}").format(day=formats.day(one.last_at))
            parts.append(last)
        code = one.code
        if one.asked_at is not None:
            code = translate("Cases", "Yêu cầu")
            parts.append(request_code(one.asked_at))
        self._draw(code, one.title, badges, " · ".join(parts))
        spoken = [code, one.title, *(badge.text() for badge in badges), *parts]
        self.setAccessibleName(", ".join(spoken))

    def show_kept(self, kept: KeptRow) -> None:
        """Draws a case of which nothing but its code is told."""
        title = translate("Cases", "Vụ việc hạn chế người xem")
        self._draw(kept.code, title, [], translate("Cases", "Lần mở được ghi lại."))
        self.setAccessibleName(f"{kept.code}, {title}")

    def _draw(self, code: str, title: str, badges: list[Badge], facts: str) -> None:
        set_text(self._code, code)
        self._title.set_text(title)
        self._facts.set_text(facts)
        self._head.show_widgets([self._title, *badges])


def _when(one: CaseRow) -> str:
    return "" if one.next_at is None else f"{formats.hour(one.next_at)} {formats.day(one.next_at)}"
