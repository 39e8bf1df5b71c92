"""One session of the home list: time, title, gates, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.reception.ending import ENDINGS
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.home.home_state import HomeRow
from desktop.presenters.view.gate_cell import GateCell
from desktop.presenters.view.session_verb import SessionVerb
from desktop.ui.panels.desk.gate_texts import gate_words
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.flow_row import FlowRow, LightWords
from desktop.ui.widgets.text import WrappedLabel, make_label, set_text

_TIME_WIDTH = 96
_NARROW = 640
"""Width of the design below which the button stands under the words."""
_SHOWN_STATES = {SessionStatus.IN_SESSION: "ok"} | dict.fromkeys(
    (SessionStatus.PAUSED, *ENDINGS), "warn"
)


class HomeRowControl(RowControl):
    """A session of the day.

    pressed(str): its button was pressed; the session's id.
    """

    pressed = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"session-{key}")
        self._drawn: tuple[HomeRow, bool, bool] | None = None
        self._theme_here = theme
        self._time = make_label("", TextRole.SCREEN_TITLE)
        self._time.setFont(theme.font(TextRole.SCREEN_TITLE, has_figures=True))
        self._time.setFixedWidth(theme.px(_TIME_WIDTH))
        self._day = make_label("", TextRole.SMALL, "ink2")
        self._title = WrappedLabel(theme, TextRole.ROW_TITLE)
        self._who = WrappedLabel(theme, TextRole.BODY, "ink2")
        self._head = FlowRow(theme, gap=8)
        self._gates = FlowRow(theme, gap=24)
        self._button = Button(theme, f"sessionButton-{key}", "")
        self._button.clicked.connect(self._on_button)
        layout = row(theme, self, gap=20, margins=(20, 11, 20, 11))
        times = column(theme)
        times.addWidget(self._time)
        times.addWidget(self._day)
        layout.addLayout(times)
        middle = column(theme, gap=4)
        middle.addWidget(self._head)
        middle.addWidget(self._who)
        middle.addWidget(self._gates)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(theme.px(12))
        self._split.addLayout(middle, 1)
        self._split.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self._split, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way, side = QBoxLayout.Direction, Qt.AlignmentFlag
        is_narrow = self.width() < self._theme_here.px(_NARROW)
        self._split.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        self._split.setAlignment(self._button, side.AlignLeft if is_narrow else side.AlignVCenter)

    def show_row(
        self, state: HomeRow, *, is_first: bool, is_selected: bool, shows_day: bool
    ) -> None:
        """Draws the session; the first that can be entered has the loud button."""
        if self._drawn == (state, is_first, is_selected):
            return
        self._drawn = (state, is_first, is_selected)
        set_text(self._time, formats.hour(state.starts_at), "accent" if is_first else "ink")
        set_text(self._day, formats.short_day(state.starts_at))
        self._day.setVisible(shows_day)
        self._title.set_text(state.title)
        self._who.set_text(_who_text(state))
        self._show_badges(state)
        self._show_gates(state.gates)
        self._show_button(state, is_first=is_first)
        self.set_look(is_selected=is_selected, tint="" if is_selected else "surface")
        spoken = f"{formats.hour(state.starts_at)}, {state.title}, {self._button.text()}"
        self.setAccessibleName(spoken)

    def _show_badges(self, state: HomeRow) -> None:
        badges: list[QWidget] = []
        for flag in sorted(state.flags, key=list(CaseFlag).index):
            icon = Icon.PEOPLE if flag is CaseFlag.LARGE_GROUP else Icon.ALERT
            badges.append(Badge(self._theme_here, words.word(words.FLAGS, flag), "warn", icon))
        if state.status in _SHOWN_STATES:
            text = words.word(words.STATUSES, state.status)
            badges.append(Badge(self._theme_here, text, _SHOWN_STATES[state.status]))
        if state.is_practice:
            badges.append(Badge(self._theme_here, translate("Home", "diễn tập")))
        self._head.show_widgets([self._title, *badges])

    def _show_gates(self, gates: tuple[GateCell, ...]) -> None:
        self._gates.show_widgets(
            [LightWords(self._theme_here, *gate_words(gate)) for gate in gates]
        )

    def _show_button(self, state: HomeRow, *, is_first: bool) -> None:
        texts = {
            SessionVerb.ENTER: translate("Home", "Vào phòng"),
            SessionVerb.TRY: translate("Home", "Kết nối thử"),
            SessionVerb.OPEN_DOSSIER: translate("Home", "Mở hồ sơ"),
        }
        self._button.set_label(texts[state.verb])
        self._button.set_role(ButtonRole.PRIMARY if is_first else ButtonRole.PLAIN)
        self._button.set_size(ButtonSize.LARGE if is_first else ButtonSize.NORMAL)

    def _on_button(self) -> None:
        self.pressed.emit(self.key)


def _who_text(state: HomeRow) -> str:
    parts = []
    if state.group_size > 1:
        group = translate("Home", "Đoàn {count} người").format(count=state.group_size)
        parts.append(group.replace(" người", f"{formats.NO_BREAK}người"))
    if state.citizen_label:
        parts.append(state.citizen_label)
    who = ", ".join(parts)
    chair = translate("Home", "Chủ trì: {chair}, {site}").format(
        chair=state.chair_label, site=state.central_site_name
    )
    return " · ".join(part for part in (who, chair) if part)
