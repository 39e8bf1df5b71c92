"""Kết luận: tasks that chairs gave, overdue first; what may be written stands below the list."""

from PySide6.QtCore import QSignalBlocker, Signal

from desktop.domain.casework.conclusions.conclusion_book import ItemsShown, Pressing
from desktop.presenters.casework.conclusions.conclusions_state import (
    ConclusionRow,
    ConclusionsViewState,
    ItemAct,
)
from desktop.presenters.casework.conclusions.task_code import TaskCode
from desktop.ui.panels.record.conclusion_panel import ConclusionSidePanel
from desktop.ui.screens.casework.conclusions.conclusion_row import ConclusionRowControl
from desktop.ui.screens.casework.list_screen import ListScreen
from desktop.ui.texts import conclusion_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.list_sheet import ListSheet
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.text import WrappedLabel, make_label

_SEARCH_WIDTH = 320
_SHOWN_LETTERS = 16
_AGENCY_LETTERS = 22
_OF_THE_LIST = frozenset({TaskCode.NONE, TaskCode.NOTHING})
"""Said where the rows would stand."""


class ConclusionsScreen(ListScreen):
    """searched(str); shown_chosen(str): an ItemsShown; agency_chosen(str): a name, or "".

    selected(str), opened(str): an item; act_pressed(str): an ItemAct, into the chosen one.
    notice_asked: the notice of the session of the chosen one.
    """

    searched = Signal(str)
    shown_chosen = Signal(str)
    agency_chosen = Signal(str)
    selected = Signal(str)
    opened = Signal(str)
    act_pressed = Signal(str)
    notice_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "conclusionsScreen")
        self._acts: dict[ItemAct, Button] = {}
        self._make_controls(theme)
        layout = column(theme, self, gap=12, margins=(24, 20, 24, 12))
        heading = translate("Conclusions", "Theo dõi kết luận")
        layout.addWidget(make_label(heading, TextRole.SCREEN_TITLE))
        self._tools.show_widgets([self._shown, self._agencies, self._search])
        layout.addWidget(self._tools)
        layout.addWidget(self._banner)
        layout.addWidget(self._sheet, 1)
        self._foot.show_widgets([*self._acts.values(), self._notice, self._hint])
        layout.addWidget(self._foot)
        self.panel: ConclusionSidePanel = ConclusionSidePanel(theme, self)

    def show_state(self, state: ConclusionsViewState) -> None:
        """Draws the list."""
        self._search.show_text(state.query.search)
        self._show_choices(state)
        self._show_rows(state)
        self._banner.say(self._sheet.say_or_leave(state.message, _OF_THE_LIST))
        self._show_foot(state)
        self.panel.show_panel(state.panel)

    # ---- building --------------------------------------------------------------------------

    def _make_controls(self, theme: Theme) -> None:
        hint = translate("Conclusions", "Tìm việc, cơ quan, mã vụ việc")
        self._search = SearchField(theme, "conclusionSearch", hint, width=_SEARCH_WIDTH)
        self._search.searched.connect(self.searched)
        self._shown = self._make_choice(
            "conclusionShown", translate("Conclusions", "Việc nào"), _SHOWN_LETTERS
        )
        self._shown.activated.connect(
            lambda place: self.shown_chosen.emit(str(self._shown.itemData(place)))
        )
        self._agencies = self._make_choice(
            "conclusionAgency", translate("Conclusions", "Cơ quan chủ trì"), _AGENCY_LETTERS
        )
        self._agencies.activated.connect(
            lambda place: self.agency_chosen.emit(str(self._agencies.itemData(place)))
        )
        self._banner = MessageBanner(theme, "conclusionBanner")
        self._rows = RowList(theme, "conclusionRows")
        self._sheet = ListSheet(
            theme, self._rows, EmptyState(theme, "conclusionsEmpty", Icon.DOCUMENT)
        )
        self._hint = WrappedLabel(theme, TextRole.SMALL, "ink2")
        self._notice = Button(
            theme,
            "printNotice",
            translate("Conclusions", "In thông báo…"),
            icon=Icon.PRINT,
        )
        self._notice.clicked.connect(self.notice_asked)
        for act in ItemAct:
            role = ButtonRole.DESTRUCTIVE if act is ItemAct.STRIKE else ButtonRole.PLAIN
            button = Button(theme, f"conclusionAct-{act}", word(conclusion_words.ACTS, act), role)
            button.setProperty("act", act.value)
            button.clicked.connect(self._on_act)
            self._acts[act] = button

    def _make_choice(self, name: str, spoken: str, letters: int) -> ChoiceList:
        made = ChoiceList()
        made.setObjectName(name)
        made.setAccessibleName(spoken)
        made.setMinimumContentsLength(letters)
        return made

    # ---- drawing ---------------------------------------------------------------------------

    def _show_choices(self, state: ConclusionsViewState) -> None:
        counted = {ItemsShown.OPEN: state.open_count, ItemsShown.FINISHED: state.finished_count}
        with QSignalBlocker(self._shown):
            self._shown.clear()
            for one in ItemsShown:
                said = word(conclusion_words.SHOWN, one)
                self._shown.addItem(
                    f"{said}: {counted[one]}" if one in counted else said, one.value
                )
            self._shown.setCurrentIndex(self._shown.findData(state.query.shown.value))
        with QSignalBlocker(self._agencies):
            self._agencies.clear()
            self._agencies.addItem(translate("Conclusions", "Mọi cơ quan chủ trì"), "")
            for name in state.agencies:
                self._agencies.addItem(name, name)
            self._agencies.setCurrentIndex(self._agencies.findData(state.query.agency))

    def _show_rows(self, state: ConclusionsViewState) -> None:
        self._rows.keep([one.item_id for one in state.rows], self._make_row)
        self._rows.follow(self._search.edit)
        counts, last = dict(state.groups), None
        for one in state.rows:
            is_first, last = one.pressing is not last, one.pressing
            control = self._rows.row(one.item_id)
            if isinstance(control, ConclusionRowControl):
                group = _group(one, counts) if is_first else ""
                is_selected = one.item_id == state.selected
                control.show_row(one, group=group, is_selected=is_selected)
        more = translate("Conclusions", "Còn {count} việc. Gõ thêm hoặc chọn cơ quan để thu hẹp.")
        self._sheet.show_more(more, state.more)

    def _make_row(self, key: str) -> RowControl:
        control = ConclusionRowControl(self._theme, key)
        control.chosen.connect(self.selected)
        control.activated.connect(self.opened)
        return control

    def _show_foot(self, state: ConclusionsViewState) -> None:
        """What is due for the chosen task is the blue button."""
        for act, button in self._acts.items():
            is_first = bool(state.acts) and act is state.acts[0]
            if act is not ItemAct.STRIKE:
                button.set_role(ButtonRole.PRIMARY if is_first else ButtonRole.PLAIN)
        chosen = next((one for one in state.rows if one.item_id == state.selected), None)
        self._hint.set_text(_why_not(chosen, state))
        notice = [self._notice] if state.notice_of else []
        buttons: list[Button | WrappedLabel] = [self._acts[act] for act in state.acts]
        self._foot.arrange([*(buttons or [self._hint]), *notice])

    def _on_act(self) -> None:
        self.act_pressed.emit(str(self.sender().property("act")))


def _group(one: ConclusionRow, counts: dict[Pressing, int]) -> str:
    return f"{word(conclusion_words.GROUPS, one.pressing)} · {counts[one.pressing]}"


def _why_not(chosen: ConclusionRow | None, state: ConclusionsViewState) -> str:
    if state.panel is not None:
        return translate("Conclusions", "Đang ghi một việc.")
    if chosen is None:
        return translate("Conclusions", "Chọn một việc để ghi. Enter mở vụ việc.")
    return translate(
        "Conclusions", "Chỉ đơn vị giao việc và đơn vị được giao ghi được; việc đã xong thì không."
    )
