"""Bản ghi của máy này: a row for each session that was recorded here, and where it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.recording.shelf import ShelfWord
from desktop.presenters.recording.shelf_state import ShelfRow, ShelfViewState
from desktop.ui.texts import formats
from desktop.ui.texts.shelf_words import (
    facts_text,
    fault_texts,
    stay_text,
    summary_text,
    title_text,
    word_text,
)
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.list_sheet import ListSheet, step_down
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl, RowList
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import WrappedLabel, make_label, make_note, set_text

_SEARCH_WIDTH = 320
_NARROW = 640
_DAY_WIDTH = 96
_LIGHTS = {
    ShelfWord.OPEN: LightState.NOT_YET,
    ShelfWord.WAITING: LightState.NOT_YET,
    ShelfWord.SENDING: LightState.WORKING,
    ShelfWord.CITY_FULL: LightState.LOWER,
    ShelfWord.NOT_TAKEN: LightState.LOWER,
    ShelfWord.FAULTY: LightState.FAULT,
    ShelfWord.RECEIVED: LightState.GOOD,
    ShelfWord.LET_GO: LightState.GOOD,
    ShelfWord.DESTROYED: LightState.NOT_YET,
}


class RecordingsScreen(QWidget):
    """back_pressed; searched(str): what was typed; opened(str): the id of a session."""

    back_pressed = Signal()
    searched = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("recordingsScreen")
        self._theme = theme
        self._search = SearchField(
            theme,
            "recordingSearch",
            translate("Recording", "Tìm tên buổi tiếp"),
            width=_SEARCH_WIDTH,
        )
        self._search.searched.connect(self.searched)
        self._summary = make_note("", TextRole.SMALL, "ink2")
        self._rows = RowList(theme, "recordingList")
        self._sheet = ListSheet(theme, self._rows, EmptyState(theme, "recordingsEmpty", Icon.PLAY))
        step_down(self._search, self._sheet)
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        layout.addWidget(self._build_header())
        layout.addWidget(self._sheet, 1)

    def show_state(self, state: ShelfViewState) -> None:
        """Draws the list."""
        self._search.show_text(state.search)
        set_text(self._summary, summary_text(state))
        self._rows.keep([str(one.session_id) for one in state.rows], self._make_row)
        self._rows.follow(self._search.edit)
        for one in state.rows:
            control = self._rows.row(str(one.session_id))
            if isinstance(control, _ShelfRowControl):
                control.show_recording(one, is_last=one is state.rows[-1])
        more = translate("Recording", "Còn {count} bản ghi. Gõ thêm để thu hẹp.")
        self._sheet.show_more(more, state.more)
        self._sheet.say_in_place(
            state.message,
            translate("Recording", "Không thấy bản ghi nào như vậy."),
            translate("Recording", "Xóa chữ trong ô tìm để xem tất cả."),
        )

    def focus_search(self) -> None:
        """F3: the cursor into the search field."""
        self._search.begin()

    def take_focus(self) -> None:
        """The first recording, else the field."""
        self._sheet.take_focus(self._search)

    # ---- inside ----------------------------------------------------------------------------

    def _build_header(self) -> QWidget:
        back = Button(
            self._theme, "leaveRecordings", translate("Recording", "Vụ việc"), ButtonRole.QUIET,
            icon=Icon.BACK,
        )  # fmt: skip
        back.clicked.connect(self.back_pressed)
        left, right = row(self._theme, gap=12), row(self._theme)
        left.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        names = column(self._theme)
        title = translate("Recording", "Bản ghi của máy này")
        names.addWidget(make_label(title, TextRole.SCREEN_TITLE))
        names.addWidget(self._summary)
        left.addLayout(names, 1)
        right.addWidget(self._search, 0, Qt.AlignmentFlag.AlignBottom)
        return FoldingRow(self._theme, left, right, narrow=_NARROW)

    def _make_row(self, key: str) -> RowControl:
        control = _ShelfRowControl(self._theme, key)
        control.activated.connect(self.opened)
        return control


class _ShelfRowControl(PressedRowControl):
    """The day, the session with what lies here of it, and where it is."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"recording-{key}")
        self._day = make_label("", TextRole.SMALL_STRONG, "ink2")
        self._day.setMinimumWidth(theme.px(_DAY_WIDTH))
        self._title = WrappedLabel(theme, TextRole.BODY_STRONG)
        self._facts = WrappedLabel(theme, TextRole.SMALL, "ink2")
        self._faults = WrappedLabel(theme, TextRole.SMALL, "danger")
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._word = WrappedLabel(theme, TextRole.SMALL)
        self._stay = WrappedLabel(theme, TextRole.SMALL, "ink2")
        layout = row(theme, self, gap=12, margins=(20, 10, 20, 10))
        layout.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        left = column(theme, gap=2)
        for label in (self._title, self._facts, self._faults):
            left.addWidget(label)
        layout.addLayout(left, 3)
        layout.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        right = column(theme, gap=2)
        right.addWidget(self._word)
        right.addWidget(self._stay)
        right.addStretch(1)
        layout.addLayout(right, 2)

    def show_recording(self, one: ShelfRow, *, is_last: bool) -> None:
        """Draws the recording of a session."""
        shape = Qt.CursorShape.PointingHandCursor if one.can_open else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        day = "" if one.starts_at is None else formats.day(one.starts_at)
        title, facts, faults = title_text(one), facts_text(one), fault_texts(one)
        word, stay = word_text(one), stay_text(one)
        set_text(self._day, day)
        self._title.set_text(title)
        self._facts.set_text(facts)
        self._faults.set_text(". ".join(faults))
        self._faults.setVisible(bool(faults))
        self._light.set_state(_LIGHTS[one.word])
        self._word.set_text(word)
        self._stay.set_text(stay)
        self._stay.setVisible(bool(stay))
        self.set_look(is_selected=False, has_line=not is_last)
        spoken = (day, title, facts, *faults, word, stay)
        self.setAccessibleName(", ".join(part for part in spoken if part))
