"""One session of the home list: time, title, gates, one button."""

from PySide6.QtCore import Qt, Signal

from desktop.domain.ending import ENDINGS
from desktop.domain.enums import CaseFlag, GateKind, SessionStatus
from desktop.domain.gate import GateState
from desktop.presenters.home_state import GateCell, HomeRow, HomeVerb
from desktop.ui import formats, words
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.fitting_row import FittingRow
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.light import LightState
from desktop.ui.widgets.lights_row import LightsRow, LightWords
from desktop.ui.widgets.row_list import RowControl
from desktop.ui.widgets.text import ElidedLabel, make_label, set_text

_TIME_WIDTH = 96
_SHOWN_STATES = {SessionStatus.IN_SESSION: "ok"} | dict.fromkeys(
    (SessionStatus.PAUSED, *ENDINGS), "warn"
)
_PASSED = {GateState.PASSED, GateState.ALLOWED}


class HomeRowControl(RowControl):
    """A session of the day.

    pressed(str): its button was pressed; the session's id.
    """

    pressed = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"session-{key}")
        self._drawn: tuple[HomeRow, bool] | None = None
        self._theme_here = theme
        self._time = make_label("", TextRole.SCREEN_TITLE)
        self._time.setFont(theme.font(TextRole.SCREEN_TITLE, has_figures=True))
        self._time.setFixedWidth(theme.px(_TIME_WIDTH))
        self._day = make_label("", TextRole.SMALL, "ink2")
        self._title = ElidedLabel(theme, TextRole.ROW_TITLE)
        self._who = ElidedLabel(theme, TextRole.BODY, "ink2")
        self._badges = FittingRow(theme, gap=8)
        self._gates = LightsRow(theme, gap=24)
        self._button = Button(theme, f"sessionButton-{key}", "")
        self._button.clicked.connect(self._on_button)
        layout = row(theme, self, gap=20, margins=(20, 14, 20, 14))
        times = column(theme)
        times.addWidget(self._time)
        times.addWidget(self._day)
        layout.addLayout(times)
        middle = column(theme, gap=4)
        head = row(theme, gap=12)
        head.addWidget(self._title)
        head.addWidget(self._badges, 1)
        middle.addLayout(head)
        middle.addWidget(self._who)
        middle.addWidget(self._gates)
        layout.addLayout(middle, 1)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_row(self, state: HomeRow, *, is_first: bool, shows_day: bool) -> None:
        """Draws the session; the first that can be entered has the loud button."""
        if self._drawn is not None and self._drawn[0] == state and self._drawn[1] is is_first:
            return
        self._drawn = (state, is_first)
        set_text(self._time, formats.hour(state.starts_at), "accent" if is_first else "ink")
        set_text(self._day, formats.short_day(state.starts_at))
        self._day.setVisible(shows_day)
        self._title.set_text(state.title)
        self._who.set_text(_who_text(state))
        self._show_badges(state)
        self._show_gates(state.gates)
        self._show_button(state, is_first=is_first)
        self.set_look(is_selected=is_first, tint="surface")
        spoken = f"{formats.hour(state.starts_at)}, {state.title}, {self._button.text()}"
        self.setAccessibleName(spoken)

    def _show_badges(self, state: HomeRow) -> None:
        badges = []
        for flag in sorted(state.flags, key=list(CaseFlag).index):
            icon = Icon.PEOPLE if flag is CaseFlag.LARGE_GROUP else Icon.ALERT
            badges.append(Badge(self._theme_here, words.word(words.FLAGS, flag), "warn", icon))
        if state.status in _SHOWN_STATES:
            text = words.word(words.STATUSES, state.status)
            badges.append(Badge(self._theme_here, text, _SHOWN_STATES[state.status]))
        if state.is_practice:
            badges.append(Badge(self._theme_here, translate("Home", "diễn tập")))
        self._badges.show_widgets(badges)
        # the title is shortened before the first badge goes
        self._badges.setMinimumWidth(badges[0].sizeHint().width() if badges else 0)

    def _show_gates(self, gates: tuple[GateCell, ...]) -> None:
        lights = [LightWords(self._theme_here, *_gate_words(gate)) for gate in gates]
        self._gates.show_lights(lights, order=_order_of_need(gates))

    def _show_button(self, state: HomeRow, *, is_first: bool) -> None:
        texts = {
            HomeVerb.ENTER: translate("Home", "Vào phòng"),
            HomeVerb.TEST_NOW: translate("Home", "Thử ngay"),
            HomeVerb.OPEN_DOSSIER: translate("Home", "Mở hồ sơ"),
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


def _order_of_need(gates: tuple[GateCell, ...]) -> list[int]:
    """Places of gates: those not passed in their order, then the passed, the newest first."""
    missing = [place for place, gate in enumerate(gates) if gate.state not in _PASSED]
    passed = [place for place, gate in enumerate(gates) if gate.state in _PASSED]
    return missing + passed[::-1]


def _gate_words(gate: GateCell) -> tuple[LightState, str, str]:
    """Light, words and clock of a gate."""
    due = f"{formats.hour(gate.due_at)} {formats.short_day(gate.due_at)}"
    if gate.state is GateState.PASSED:
        return LightState.GOOD, _passed_text(gate.kind), ""
    if gate.state is GateState.LATE:
        text = translate("Home", "{gate} (đạt muộn)").format(gate=_passed_text(gate.kind))
        return LightState.LOWER, text, ""
    if gate.state is GateState.ALLOWED:
        text = translate("Home", "{gate} (muộn, được phép)").format(gate=_passed_text(gate.kind))
        return LightState.GOOD, text, ""
    is_overdue = gate.state is GateState.OVERDUE
    light = LightState.LOWER if is_overdue else LightState.NOT_YET
    if gate.kind is GateKind.CONNECTED:
        if gate.remaining_s is not None:
            text = translate("Home", "Trước giờ tiếp 60 phút: còn")
            return LightState.WORKING, text, formats.clock(gate.remaining_s)
        return light, translate("Home", "Các điểm cầu chưa nối"), ""
    missing = {
        GateKind.NOTICE: translate("Home", "Chưa thông báo, hạn {due}"),
        GateKind.TRIAL: translate("Home", "Chưa kết nối thử, hạn {due}"),
    }
    return light, missing[gate.kind].format(due=due), ""


def _passed_text(kind: GateKind) -> str:
    match kind:
        case GateKind.NOTICE:
            return translate("Home", "Đã thông báo")
        case GateKind.TRIAL:
            return translate("Home", "Đã kết nối thử")
        case GateKind.CONNECTED:
            return translate("Home", "Các điểm cầu đã nối")
