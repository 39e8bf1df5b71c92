"""Hàng chờ: who waits today, how long, whether the room is ready, and the call of the next."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.casework.matter.case import CaseFlag
from desktop.presenters.home.waiting_state import (
    WaitingRow,
    WaitingState,
    WaitingVerb,
    WaitingViewState,
)
from desktop.presenters.view.message import Message
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.ticket import ticket_text
from desktop.ui.screens.home.waiting_words import (
    fault_words,
    room_words,
    state_words,
    verb_words,
    wait_words,
    who_words,
)
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.flow_row import FlowRow, LightWords
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import WrappedLabel, make_label, set_text

_NUMBER_WIDTH = 72
_NARROW = 640
"""Width of the design below which the buttons stand under the words."""
_MOST_VERBS = 2


class WaitingScreen(QWidget):
    """The list.

    pressed(str, str): a session and a WaitingVerb; activated(str): Enter on a row;
    undone: Rút lại, Ctrl+Z.
    """

    pressed = Signal(str, str)
    activated = Signal(str)
    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("waitingScreen")
        self._theme = theme
        self._date = make_label("", TextRole.SMALL, "ink2")
        self._counts = make_label("", TextRole.SMALL, "ink2")
        self._chair = make_label("", TextRole.BODY_MEDIUM)
        self._banner = Banner(theme, "waitingBanner", is_compact=True)
        self._banner.pressed.connect(self.undone)
        self._rows = RowList(theme, "waitingList")
        self._empty = EmptyState(theme, "waitingEmpty", Icon.PEOPLE)
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        layout.addWidget(self._build_header())
        layout.addWidget(self._build_list(), 1)
        layout.addWidget(self._banner)
        # Of this screen alone: where text is typed the key takes back what was typed.
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undone)

    def show_state(self, state: WaitingViewState) -> None:
        """Draws the day."""
        set_text(self._date, f"{formats.day(state.now)} · {formats.hour(state.now)}")
        chair = translate("Waiting", "Chủ trì: {chair}").format(chair=state.chair_label)
        set_text(self._chair, chair)
        self._chair.setVisible(bool(state.chair_label))
        counts = translate("Waiting", "{n} vụ đang chờ · {m} vụ đã tiếp xong")
        set_text(self._counts, counts.format(n=state.waiting, m=state.over))
        self._rows.keep([str(one.session_id) for one in state.rows], self._make_row)
        for one in state.rows:
            control = self._rows.row(str(one.session_id))
            if isinstance(control, WaitingRowControl):
                control.show_row(one)
        self._show_message(state.message, may_undo=state.may_undo)
        self._empty.setVisible(not state.rows)

    def take_focus(self) -> None:
        """Whoever is next, else the first row."""
        keys = self._rows.keys()
        rows = [self._rows.row(key) for key in keys]
        found = (one for one in rows if isinstance(one, WaitingRowControl) and one.is_next)
        first = next(found, rows[0] if rows else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- inside ----------------------------------------------------------------------------

    def _build_header(self) -> QWidget:
        left, right = column(self._theme), column(self._theme)
        left.addWidget(self._date)
        left.addWidget(make_label(translate("Waiting", "Hàng chờ"), TextRole.SCREEN_TITLE))
        right.addWidget(self._chair)
        right.addWidget(self._counts)
        return FoldingRow(self._theme, left, right, narrow=_NARROW)

    def _build_list(self) -> QWidget:
        sheet, content = panel("sheet"), QWidget()
        layout = column(self._theme, sheet, margins=(1, 1, 1, 1))
        inside = column(self._theme, content)
        inside.addWidget(self._rows)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        return sheet

    def _make_row(self, key: str) -> RowControl:
        control = WaitingRowControl(self._theme, key)
        control.activated.connect(self.activated)
        control.pressed.connect(self.pressed)
        return control

    def _show_message(self, message: Message | None, *, may_undo: bool) -> None:
        is_empty = message is not None and message.code == MessageCode.QUEUE_EMPTY
        if message is not None and is_empty:
            said = sentence(message)
            self._empty.show_text(said.fact, said.rest, said.code)
        self._banner.setVisible(message is not None and not is_empty)
        if message is not None and not is_empty:
            said = sentence(message)
            undo = translate("Waiting", "Rút lại") if may_undo else ""
            self._banner.show_message(message.tone.value, said.fact, said.rest, said.code, undo)


class WaitingRowControl(RowControl):
    """A session of the day. pressed(str, str): its id and a WaitingVerb."""

    pressed = Signal(str, str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"waiting-{key}")
        self._look = theme
        self._drawn: WaitingRow | None = None
        self._number = make_label("", TextRole.SCREEN_TITLE)
        self._number.setFont(theme.font(TextRole.SCREEN_TITLE, has_figures=True))
        self._number.setMinimumWidth(theme.px(_NUMBER_WIDTH))
        self._title = WrappedLabel(theme, TextRole.ROW_TITLE)
        self._who = WrappedLabel(theme, TextRole.BODY, "ink2")
        self._fault = WrappedLabel(theme, TextRole.SMALL, "warn")
        self._head = FlowRow(theme, gap=8)
        self._facts = FlowRow(theme, gap=24)
        self._buttons = [
            Button(theme, f"waiting-{key}-{place}", "") for place in range(_MOST_VERBS)
        ]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._on_button, place))
        layout = row(theme, self, gap=20, margins=(20, 11, 20, 11))
        layout.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        middle, right = column(theme, gap=4), column(theme, gap=8)
        for part in (self._head, self._who, self._facts, self._fault):
            middle.addWidget(part)
        middle.addStretch(1)
        for button in self._buttons:
            right.addWidget(button)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(theme.px(12))
        self._split.addLayout(middle, 1)
        self._split.addLayout(right)
        self._right = right
        layout.addLayout(self._split, 1)

    @property
    def is_next(self) -> bool:
        """Whether Ctrl+J calls it."""
        return self._drawn is not None and self._drawn.is_next

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        is_narrow = self.width() < self._look.px(_NARROW)
        self._split.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        side = Qt.AlignmentFlag
        self._right.setAlignment(side.AlignLeft if is_narrow else side.AlignVCenter)

    def show_row(self, one: WaitingRow) -> None:
        """Draws the session."""
        if one == self._drawn:
            return
        self._drawn = one
        number = "–" if one.number is None else ticket_text(one.number)
        is_here = one.state is WaitingState.CALLED or (one.is_next and one.fault is None)
        set_text(self._number, number, "accent" if is_here else "ink")
        self._title.set_text(one.title)
        self._who.set_text(who_words(one))
        self._head.show_widgets([self._title, *self._badges(one)])
        facts = [] if one.room is None else list(room_words(one.room))
        wait = wait_words(one)
        if wait is not None:
            facts.insert(0, wait)
        self._facts.show_widgets([LightWords(self._look, *fact) for fact in facts])
        self._facts.setVisible(bool(facts))
        self._fault.set_text("" if one.fault is None else fault_words(one.fault))
        self._fault.setVisible(one.fault is not None)
        self._show_buttons(one)
        self.set_look(is_selected=is_here, tint="" if is_here else "surface")
        spoken = [number, one.title, who_words(one), state_words(one)[0]]
        self.setAccessibleName(", ".join(spoken + [text for _, text in facts]))

    def _badges(self, one: WaitingRow) -> list[QWidget]:
        badges: list[QWidget] = [
            Badge(self._look, words.word(words.FLAGS, flag), "warn")
            for flag in CaseFlag
            if flag in one.flags
        ]
        if one.state is not WaitingState.WAITING:
            text, tone = state_words(one)
            badges.append(Badge(self._look, text, tone))
        return badges

    def _show_buttons(self, one: WaitingRow) -> None:
        for place, button in enumerate(self._buttons):
            is_there = place < len(one.verbs)
            button.setVisible(is_there)
            if not is_there:
                continue
            verb = one.verbs[place]
            is_main = place == 0 and (one.is_next or one.state is WaitingState.CALLED)
            button.set_label(verb_words(verb, is_next=one.is_next))
            button.set_role(ButtonRole.PRIMARY if is_main else ButtonRole.PLAIN)
            button.set_size(ButtonSize.LARGE if is_main else ButtonSize.NORMAL)
            is_call = verb is WaitingVerb.CALL
            button.with_key("Ctrl+J" if is_call and one.is_next else "")
            fault = one.fault if is_call else None
            reason = "" if fault is None else fault_words(fault)
            button.set_available(is_available=not reason, reason=reason, is_answered=True)

    def _on_button(self, place: int) -> None:
        if self._drawn is not None and place < len(self._drawn.verbs):
            self.pressed.emit(self.key, self._drawn.verbs[place].value)
