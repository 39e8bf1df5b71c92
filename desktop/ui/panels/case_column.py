"""The left column of the session: case, steps, speaking queue, who is here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.presenters.roster_state import RosterPanel
from desktop.presenters.session_state import CasePanel, StepPanel, StepState
from desktop.presenters.verb import Verb
from desktop.ui import formats, words
from desktop.ui.panels.queue import QueuePanel
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.icon_label import IconLabel
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.light import LightState
from desktop.ui.widgets.step_list import StepList
from desktop.ui.widgets.text import ElidedLabel, make_label, make_paragraph, set_text

_LIGHTS = {
    StepState.DONE: LightState.GOOD,
    StepState.CURRENT: LightState.CURRENT,
    StepState.AHEAD: LightState.AHEAD,
}
_LOW_ROW = 26
_ROW = 36


class CaseColumn(QWidget):
    """Case and conduct.

    next_step_pressed: the button below the steps; row_pressed(str): a site's id.
    """

    next_step_pressed = Signal()
    row_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("caseColumn")
        self._theme = theme
        self._request = make_paragraph()
        self._previous = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._history = IconLabel(theme, Icon.HISTORY, 18, "ink2")
        self._steps = StepList(theme, "stepList")
        armed = words.word(words.ARMED, Verb.NEXT_STEP)
        self._next = Button(theme, "nextStep", "").with_key("F12 ×2").with_armed_text(armed)
        self._queue = QueuePanel(theme)
        self._here = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._next.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        self._next.clicked.connect(self.next_step_pressed)
        self._queue.row_pressed.connect(self.row_pressed)

    def set_low(self, *, is_low: bool) -> None:
        """A screen of 768 lines has lower rows."""
        self._steps.set_row_height(_LOW_ROW if is_low else _ROW)
        self._next.set_size(ButtonSize.SMALL if is_low else ButtonSize.NORMAL)

    def show_case(self, case: CasePanel) -> None:
        """Request, previous result and who is here."""
        set_text(self._request, case.request or case.title)
        previous = translate("Session", "Lần trước: {text}").format(text=case.previous_result)
        self._previous.set_text(previous if case.previous_result else "")
        self._previous.setToolTip(case.previous_result)
        self._previous.setVisible(bool(case.previous_result))
        self._history.setVisible(bool(case.previous_result))
        text = translate("Session", "Có mặt: {officials} cán bộ, {citizens} công dân, {sites} nơi")
        self._here.set_text(
            text.format(
                officials=case.officials_here,
                citizens=case.citizens_here,
                sites=case.sites_here,
            )
        )

    def show_steps(self, steps: StepPanel) -> None:
        """The legal order and the next step."""
        self._steps.show_steps(
            tuple((_LIGHTS[one.state], words.word(words.STEPS, one.step), "") for one in steps.rows)
        )
        verb = steps.next_verb
        self._next.setVisible(steps.next_step is not None)
        if steps.next_step is not None:
            step = words.word(words.STEPS, steps.next_step)
            label = words.word(words.VERBS, verb.verb).format(step=step)
            self._next.set_label(label)
        reason = "" if verb.obstacle is None else words.word(words.OBSTACLES, verb.obstacle)
        self._next.set_available(is_available=verb.is_enabled, reason=reason)
        self._next.set_armed(is_armed=verb.is_armed)

    def show_roster(self, roster: RosterPanel) -> None:
        """The speaking queue."""
        self._queue.show_rows(roster.rows)

    def _build(self) -> None:
        theme = self._theme
        outer = column(theme, self)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        layout = column(theme, content, gap=12, margins=(16, 14, 16, 8))
        request = column(theme, gap=4, margins=(12, 0, 12, 0))
        caption = translate("Session", "Yêu cầu của công dân")
        request.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        request.addWidget(self._request)
        history = row(theme, gap=8)
        history.addWidget(self._history)
        history.addWidget(self._previous, 1)
        request.addLayout(history)
        layout.addLayout(request)
        steps = column(theme, gap=4)
        step_caption = row(theme, margins=(12, 0, 12, 0))
        step_caption.addWidget(
            make_label(translate("Session", "Bước"), TextRole.SMALL_STRONG, "ink2")
        )
        steps.addLayout(step_caption)
        steps.addWidget(self._steps)
        button = row(theme, margins=(12, 4, 12, 0))
        button.addWidget(self._next, 1)
        steps.addLayout(button)
        layout.addLayout(steps)
        layout.addWidget(self._queue)
        layout.addStretch(1)
        scroll.setWidget(content)
        outer.addWidget(scroll, 1)
        footer = panel("sunken")
        here = row(theme, footer, gap=8, margins=(28, 6, 16, 10))
        here.addWidget(IconLabel(theme, Icon.PEOPLE, 18, "ink2"))
        here.addWidget(self._here, 1)
        outer.addWidget(footer)


def group_text(group_size: int) -> str:
    """The size of a group, with a space that does not break."""
    text = translate("Session", "Đoàn {count} người").format(count=group_size)
    return text.replace(" người", f"{formats.NO_BREAK}người")
