"""The left column of the session: case, steps, speaking queue, who was invited."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.presenters.conduct.roll.roll_state import RollButton
from desktop.presenters.conduct.roster.roster_state import RosterPanel
from desktop.presenters.conduct.steps_state import StepPanel, StepRow, StepState
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.session.session_state import CasePanel
from desktop.ui.panels.conduct.queue import QueuePanel
from desktop.ui.panels.conduct.roll import roll_texts
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.fitted.short_paragraph import ShortParagraph
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.lists.step_list import StepLine, StepList
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.text import make_label, make_note, make_paragraph, set_text

_LIGHTS = {
    StepState.DONE: LightState.GOOD,
    StepState.CURRENT: LightState.CURRENT,
    StepState.AHEAD: LightState.AHEAD,
    StepState.SKIPPED: LightState.NOT_YET,
}
_PASSED = frozenset({StepState.DONE, StepState.SKIPPED})
_LOW_ROW = 26
_ROW = 36
_KEEPS_ACTS = 560
"""Height of the design from which what is done with the queue stands below it, unmoved."""


class CaseColumn(QWidget):
    """Case and conduct.

    next_step_pressed, skip_pressed, roll_pressed: the buttons below the steps; row_pressed(str): a
    site's id.
    """

    next_step_pressed = Signal()
    skip_pressed = Signal()
    roll_pressed = Signal()
    row_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("caseColumn")
        self._theme = theme
        self._request = ShortParagraph(theme)
        self._previous = ShortParagraph(theme, TextRole.SMALL, "ink2")
        self._history = IconLabel(theme, Icon.HISTORY, 18, "ink2")
        self._steps = StepList(theme, "stepList")
        armed = words.word(words.ARMED, Verb.NEXT_STEP)
        self._panel: StepPanel | None = None
        self._is_low = False
        self._keeps_acts = True
        self._is_unfolded = False
        self._place = Button(theme, "stepsPlace", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._next_note = make_note("", TextRole.SMALL, "ink2")
        self._next = Button(theme, "nextStep", "").with_key("F12 ×2").with_armed_text(armed)
        self._skip = Button(theme, "skipStep", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._roll = Button(theme, "callRoll", "", size=ButtonSize.SMALL).with_key("Ctrl+R")
        self._roll.hide()
        self.queue = QueuePanel(theme)
        self._invited = make_paragraph("", TextRole.CAPTION, "ink2")
        for button in (self._next, self._skip, self._roll):  # their keys go before their words
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        self._next.clicked.connect(self.next_step_pressed)
        self._skip.clicked.connect(self.skip_pressed)
        self._roll.clicked.connect(self.roll_pressed)
        self._place.clicked.connect(self._on_place)
        self.queue.row_pressed.connect(self.row_pressed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is done with a row stays in sight, unless it would leave no room for the rows."""
        super().resizeEvent(event)
        is_kept = self.height() >= self._theme.px(_KEEPS_ACTS)
        if is_kept is not self._keeps_acts:
            self._keeps_acts = is_kept
            (self._kept_acts if is_kept else self._scrolled_acts).addWidget(self.queue.acts)

    def set_low(self, *, is_low: bool) -> None:
        """A screen of 768 lines has lower rows, and folds the steps that are not being done."""
        self._is_low = is_low
        self._draw_steps()
        self._steps.set_row_height(_LOW_ROW if is_low else _ROW)
        self._next.set_size(ButtonSize.SMALL if is_low else ButtonSize.NORMAL)

    def show_case(self, case: CasePanel) -> None:
        """Request, previous result, who was invited and who is there."""
        self._request.set_text(case.request or case.title)
        previous = translate("Session", "Lần trước: {text}").format(text=case.previous_result)
        self._previous.set_text(previous if case.previous_result else "")
        self._previous.setVisible(bool(case.previous_result))
        self._history.setVisible(bool(case.previous_result))
        text = translate(
            "Session", "Được mời: {officials} cán bộ, {citizens} công dân, {sites} điểm cầu"
        )
        invited = text.format(
            officials=case.officials_invited,
            citizens=case.citizens_invited,
            sites=case.sites_invited,
        )
        there = "" if case.roll is None else f"\n{roll_texts.counts_text(case.roll)}"
        set_text(self._invited, f"{invited}{there}")

    def show_steps(self, steps: StepPanel) -> None:
        """The legal order and the next step."""
        self._panel = steps
        self._draw_steps()
        verb = steps.next_verb
        is_others_work = verb.obstacle is Obstacle.NO_RIGHT
        self._next.setVisible(steps.next_step is not None and not is_others_work)
        if steps.next_step is not None:
            step = words.word(words.STEPS, steps.next_step)
            label = words.word(words.VERBS, verb.verb).format(step=step)
            self._next.set_label(label)
        reason = "" if verb.obstacle is None else words.word(words.OBSTACLES, verb.obstacle)
        self._next.set_available(
            is_available=verb.is_enabled, reason=reason, is_answered=verb.is_answered
        )
        self._next.set_armed(is_armed=verb.is_armed)
        others = translate("Session", "Người chủ trì chuyển bước.")
        set_text(self._next_note, others if is_others_work else reason)
        self._next_note.setVisible(steps.next_step is not None and bool(self._next_note.text()))
        self._show_skip(steps)

    def _show_skip(self, steps: StepPanel) -> None:
        verb, step = steps.skip_verb, steps.skipped_step
        self._skip.setVisible(step is not None and verb.obstacle is not Obstacle.NO_RIGHT)
        if step is None:
            return
        name = words.word(words.STEPS, step)
        self._skip.set_label(words.word(words.VERBS, verb.verb).format(step=name))
        reason = "" if verb.obstacle is None else words.word(words.OBSTACLES, verb.obstacle)
        self._skip.set_available(
            is_available=verb.is_enabled, reason=reason, is_answered=verb.is_answered
        )

    def show_roll(self, button: RollButton | None) -> None:
        """What opens the roll call; nothing where there is none."""
        self._roll.setVisible(button is not None)
        if button is not None:
            self._roll.set_label(roll_texts.button_text(button))

    def show_roster(self, roster: RosterPanel) -> None:
        """The speaking queue."""
        self.queue.show_roster(roster)

    def _build(self) -> None:
        theme = self._theme
        outer = column(theme, self)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        layout = column(theme, content, gap=8, margins=(16, 10, 16, 8))
        request = column(theme, gap=4, margins=(12, 0, 12, 0))
        caption = translate("Session", "Yêu cầu của công dân")
        request.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        request.addWidget(self._request)
        history = row(theme, gap=8)
        history.addWidget(self._history)
        history.addWidget(self._previous, 1)
        request.addLayout(history)
        layout.addLayout(request)
        layout.addLayout(self._build_steps())
        layout.addWidget(self.queue)
        self._scrolled_acts = column(theme)
        layout.addLayout(self._scrolled_acts)
        layout.addStretch(1)
        scroll.setWidget(content)
        outer.addWidget(scroll, 1)
        self._kept_acts = column(theme, margins=(8, 4, 8, 4))
        outer.addLayout(self._kept_acts)
        self._kept_acts.addWidget(self.queue.acts)
        footer = panel("sunken")
        invited = row(theme, footer, margins=(16, 6, 12, 8))
        invited.addWidget(self._invited, 1)
        outer.addWidget(footer)

    def _build_steps(self) -> QVBoxLayout:
        theme = self._theme
        steps = column(theme)
        step_caption = row(theme, margins=(12, 0, 4, 0))
        step_caption.addWidget(
            make_label(translate("Session", "Bước"), TextRole.SMALL_STRONG, "ink2")
        )
        step_caption.addStretch(1)
        step_caption.addWidget(self._place)
        steps.addLayout(step_caption)
        steps.addWidget(self._steps)
        button = row(theme, margins=(6, 4, 6, 0))
        button.addWidget(self._next, 1)
        steps.addLayout(button)
        others = row(theme, gap=6, margins=(6, 4, 6, 0))
        others.addWidget(self._roll, 1)
        others.addWidget(self._skip)
        steps.addLayout(others)
        note = row(theme, margins=(12, 0, 12, 0))
        note.addWidget(self._next_note, 1)
        steps.addLayout(note)
        return steps

    def _draw_steps(self) -> None:
        if self._panel is None:
            return
        rows = self._panel.rows
        is_folded = self._is_low and not self._is_unfolded
        self._steps.show_steps(folded(rows) if is_folded else tuple(_line(one) for one in rows))
        done = sum(one.state in _PASSED for one in rows)
        place = min(len(rows), done + any(one.state is StepState.CURRENT for one in rows))
        text = translate("Session", "{place} trong {count}").format(place=place, count=len(rows))
        self._place.set_label(text, Icon.DOWN if is_folded else None)
        self._place.setEnabled(self._is_low)

    def _on_place(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._draw_steps()


def folded(rows: tuple[StepRow, ...]) -> tuple[StepLine, ...]:
    """The step being done; those before it and those after it in one line each."""
    done = [one for one in rows if one.state in _PASSED]
    current = [one for one in rows if one.state is StepState.CURRENT]
    ahead = [one for one in rows if one.state is StepState.AHEAD]
    lines = [_line(one) for one in (*done, *current)]
    if len(done) > 1:
        lines[: len(done)] = [_passed(done)]
    if len(ahead) > 1:
        last = words.word(words.STEPS, ahead[-1].step)
        text = translate("Session", "{count} bước sau, đến {last}")
        return (*lines, (LightState.AHEAD, text.format(count=len(ahead), last=last), ""))
    return (*lines, *(_line(one) for one in ahead))


def _passed(rows: list[StepRow]) -> StepLine:
    """Those behind in one line: done, and how many of them were left out."""
    left_out = sum(one.state is StepState.SKIPPED for one in rows)
    if not left_out:
        text = translate("Session", "{count} bước đã xong").format(count=len(rows))
        return LightState.GOOD, text, ""
    text = translate("Session", "{done} bước xong, {skipped} bỏ qua")
    return LightState.NOT_YET, text.format(done=len(rows) - left_out, skipped=left_out), ""


def _line(one: StepRow) -> StepLine:
    note = translate("Session", "bỏ qua") if one.state is StepState.SKIPPED else ""
    return _LIGHTS[one.state], words.word(words.STEPS, one.step), note


def group_text(group_size: int) -> str:
    """The size of a group, with a space that does not break."""
    text = translate("Session", "Đoàn {count} người").format(count=group_size)
    return text.replace(" người", f"{formats.NO_BREAK}người")
