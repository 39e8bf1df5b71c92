"""The left column of the session: case, steps, speaking queue, who was invited."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
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
from desktop.ui.widgets.lists.fitted_scroll import FittedScroll
from desktop.ui.widgets.lists.step_list import StepLine, StepList
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.rows.folding_row import QWIDGETSIZE_MAX
from desktop.ui.widgets.text import make_label, make_note, make_paragraph, set_text

_LIGHTS = {
    StepState.DONE: LightState.GOOD,
    StepState.CURRENT: LightState.CURRENT,
    StepState.AHEAD: LightState.AHEAD,
    StepState.SKIPPED: LightState.NOT_YET,
}
_NOW = StepState.CURRENT
_PASSED = frozenset({StepState.DONE, StepState.SKIPPED})
_LOW_ROW = 24
_ROW = 36
_KEEPS_ACTS = 560
"""Height of the design from which what is done with the queue stands below it, unmoved."""
_LEAST_QUEUE = 207
"""Height of three rows with their caption: so much of it is in sight at least."""
_LOW_QUEUE = 302
"""Of four rows of a low screen; they give what is done with the queue more than one line."""
_LINE_OF_ACTS = 57
_LEAST_CASE = 120
_ALL_ROOM = 100
"""Before what is left free."""


class CaseColumn(QWidget):
    """Case and conduct. Case and steps are scrolled, the queue is; the next step never is.

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
        self._counter = Button(theme, "stepsPlace", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._next_note = make_note("", TextRole.SMALL, "ink2")
        others = translate("Session", "Người điều hành chuyển bước.")
        self._others_note = make_note(others, TextRole.SMALL, "ink2")
        self._next = Button(theme, "nextStep", "").with_key("F12 ×2").with_armed_text(armed)
        self._skip = Button(theme, "skipStep", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._roll = Button(theme, "callRoll", "", size=ButtonSize.SMALL).with_key("Ctrl+R")
        self._roll.hide()
        self.queue = QueuePanel(theme)
        self._invited = make_paragraph("", TextRole.CAPTION, "ink2")
        self._case: CasePanel | None = None
        self._has_roll = self._is_roll_long = self._is_queue_kept = self._is_dense = False
        for button in (self._next, self._skip, self._roll):  # their keys go before their words
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        self._next.clicked.connect(self.next_step_pressed)
        self._skip.clicked.connect(self.skip_pressed)
        self._roll.clicked.connect(self.roll_pressed)
        self._counter.clicked.connect(self._on_place)
        self.queue.row_pressed.connect(self.row_pressed)
        self.queue.acts_changed.connect(self._place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is done with a row stays in sight, unless it would leave no room for the rows."""
        super().resizeEvent(event)
        is_kept = self.height() >= self._theme.px(_KEEPS_ACTS)
        if is_kept is not self._keeps_acts:
            self._keeps_acts = is_kept
            (self._kept_acts if is_kept else self._scrolled_acts).addWidget(self.queue.acts)
        self._place()

    def set_low(self, *, is_low: bool) -> None:
        """A screen of 768 lines has lower rows, and folds the steps that are not being done.

        Four rows of the queue stand there in sight; case and steps are scrolled if they must.
        """
        self._is_low = is_low
        self._draw_steps()
        self._steps.set_row_height(_LOW_ROW if is_low else _ROW)
        self._next.set_size(ButtonSize.SMALL if is_low else ButtonSize.NORMAL)
        self._place()

    def _place(self) -> None:
        """Where the queue and the roll call stand: on a low screen at the foot, in sight."""
        is_kept, is_dense = self._keeps_acts, self._is_low and self._keeps_acts
        for layout, margins in self._airs[is_dense]:
            layout.setContentsMargins(*(self._theme.px(side) for side in margins))
        self._queue_scroll.set_least(self._least_queue())
        if is_kept is not self._is_queue_kept:
            self._is_queue_kept = is_kept
            (self._kept_queue if is_kept else self._scrolled_queue).addWidget(self.queue)
            self._queue_scroll.setVisible(is_kept)
        if is_dense is not self._is_dense:
            self._is_dense = is_dense
            self._place_counter(is_in_list=is_dense)
        others = self._scrolled_others if self._is_low else self._kept_others
        if others.indexOf(self._others_line) < 0:
            others.addWidget(self._others_line)
        is_narrow = self._is_low and not is_dense  # one below the other, or both are cut
        ways = QBoxLayout.Direction
        self._others.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        is_below = is_dense and not self._is_roll_long
        if is_below is not (self._foot.indexOf(self._roll) >= 0):
            line, share = (self._foot, 0) if is_below else (self._others, 1)
            line.insertWidget(0, self._roll, share)
        width = self._roll.minimumSizeHint().width() if is_below else QWIDGETSIZE_MAX
        self._roll.setMaximumWidth(width)
        self._show_invited()

    def _least_queue(self) -> int:
        """A hand that is chosen moves neither the steps nor what moves on; a reason has room."""
        least = self._theme.px(_LEAST_QUEUE)
        if not self._is_low:
            return least
        tools, asking = self.queue.tools, self.queue.asking
        more = 0
        if not tools.isHidden():
            margins = self._kept_acts.contentsMargins()
            width = self.width() - margins.left() - margins.right()
            more = tools.heightForWidth(width) - self._theme.px(_LINE_OF_ACTS)
            more += 0 if asking.isHidden() else asking.sizeHint().height()
        if not self._next_note.isHidden():
            more = max(0, more) + self._next_note.sizeHint().height()
        return max(least, self._theme.px(_LOW_QUEUE) - max(0, more))

    def _place_counter(self, *, is_in_list: bool) -> None:
        """Beside the caption of the steps; without a caption in the corner of the list."""
        self._steps_caption.setVisible(not is_in_list)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        if is_in_list:
            self._listed.addWidget(self._counter, 0, 0, corner)
        else:
            self._caption_row.addWidget(self._counter, 0, corner)
        height = self._theme.px(_LOW_ROW) if is_in_list else QWIDGETSIZE_MAX
        self._counter.setMaximumHeight(height)
        self._draw_steps()

    def show_case(self, case: CasePanel) -> None:
        """Request, previous result, who was invited and who is there."""
        self._request.set_text(case.request or case.title)
        previous = translate("Session", "Lần trước: {text}").format(text=case.previous_result)
        self._previous.set_text(previous if case.previous_result else "")
        self._previous.setVisible(bool(case.previous_result))
        self._history.setVisible(bool(case.previous_result))
        self._case = case
        self._show_invited()

    def _show_invited(self) -> None:
        """Beside the roll call stands what it counted; elsewhere who was invited as well."""
        case = self._case
        if case is None:
            return
        there = "" if case.roll is None else roll_texts.counts_text(case.roll)
        if there and self._foot.indexOf(self._roll) >= 0 and self._has_roll:
            set_text(self._invited, there)
            return
        text = translate(
            "Session", "Được mời: {officials} cán bộ, {citizens} công dân, {sites} điểm cầu"
        )
        invited = text.format(
            officials=case.officials_invited,
            citizens=case.citizens_invited,
            sites=case.sites_invited,
        )
        set_text(self._invited, f"{invited}\n{there}".strip())

    def show_steps(self, steps: StepPanel) -> None:
        """The legal order and the next step."""
        self._panel = steps
        self._draw_steps()
        verb = steps.next_verb
        is_others_work = verb.obstacle is Obstacle.NO_RIGHT
        self._next.setVisible(steps.next_step is not None and not is_others_work)
        if steps.next_step is not None:
            step = words.word(words.STEPS, steps.next_step)
            label = words.word(words.VERBS, verb.verb)
            if any(one.step is steps.next_step and one.state is _NOW for one in steps.rows):
                label = translate("Session", "Trở lại bước {step}")  # after a consultation
            self._next.set_label(label.format(step=step))
        reason = "" if verb.obstacle is None else words.word(words.OBSTACLES, verb.obstacle)
        self._next.set_available(
            is_available=verb.is_enabled, reason=reason, is_answered=verb.is_answered
        )
        self._next.set_armed(is_armed=verb.is_armed)
        set_text(self._next_note, "" if is_others_work else reason)
        self._next_note.setVisible(steps.next_step is not None and bool(self._next_note.text()))
        self._show_skip(steps)
        self._place()

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
        self._has_roll = button is not None
        self._roll.setVisible(self._has_roll)
        if button is not None:
            self._roll.set_label(roll_texts.button_text(button))
        self._is_roll_long = button is not None and button.announced is not None
        self._place()

    def show_roster(self, roster: RosterPanel) -> None:
        """The speaking queue."""
        self.queue.show_roster(roster)

    def _build(self) -> None:
        theme = self._theme
        outer = column(theme, self)
        content = QWidget()
        layout = column(theme, content, gap=6)
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
        self._scrolled_queue = column(theme)
        layout.addLayout(self._scrolled_queue)
        self._scrolled_queue.addWidget(self.queue)
        self._scrolled_acts = column(theme)
        layout.addLayout(self._scrolled_acts)
        outer.addWidget(FittedScroll(content, least=theme.px(_LEAST_CASE)))
        self._build_kept(outer)
        self._airs = {
            False: (
                (layout, (16, 8, 16, 4)),
                (self._next_part, (22, 4, 22, 2)),
                (self._kept_queue, (16, 4, 16, 0)),
                (self._others, (0, 4, 0, 0)),
                (self._kept_acts, (8, 4, 8, 4)),
                (self._foot, (16, 6, 12, 8)),
            ),
            True: (
                (layout, (16, 2, 16, 0)),
                (self._next_part, (22, 2, 22, 0)),
                (self._kept_queue, (10, 4, 10, 0)),
                (self._others, (0, 0, 0, 0)),
                (self._kept_acts, (8, 4, 8, 2)),
                (self._foot, (16, 4, 12, 4)),
            ),
        }
        self._place()

    def _build_kept(self, outer: QVBoxLayout) -> None:
        """What is not scrolled with the case."""
        theme = self._theme
        self._next_part = self._build_next()
        outer.addLayout(self._next_part)
        kept = QWidget()
        self._kept_queue = column(theme, kept)
        self._queue_scroll = FittedScroll(kept, least=theme.px(_LEAST_QUEUE), comes_last=True)
        self._queue_scroll.hide()
        outer.addWidget(self._queue_scroll, _ALL_ROOM)
        outer.addStretch(1)
        self._kept_acts = column(theme)
        outer.addLayout(self._kept_acts)
        self._kept_acts.addWidget(self.queue.acts)
        footer = panel("sunken")
        self._foot = row(theme, footer, gap=8)
        self._foot.addWidget(self._invited, 1)
        outer.addWidget(footer)

    def _build_steps(self) -> QVBoxLayout:
        theme = self._theme
        steps = column(theme)
        caption = translate("Session", "Bước")
        self._steps_caption = make_label(caption, TextRole.SMALL_STRONG, "ink2")
        self._caption_row = row(theme, margins=(12, 0, 4, 0))
        self._caption_row.addWidget(self._steps_caption)
        steps.addLayout(self._caption_row)
        self._listed = QGridLayout()
        self._listed.addWidget(self._steps, 0, 0)
        steps.addLayout(self._listed)
        self._place_counter(is_in_list=False)
        self._scrolled_others = column(theme, margins=(6, 0, 6, 0))
        steps.addLayout(self._scrolled_others)
        note = row(theme, margins=(12, 0, 12, 0))
        note.addWidget(self._others_note, 1)
        steps.addLayout(note)
        return steps

    def _build_next(self) -> QVBoxLayout:
        """What moves on, and why it cannot now: never scrolled."""
        theme = self._theme
        part = column(theme)
        part.addWidget(self._next)
        self._kept_others = column(theme)
        part.addLayout(self._kept_others)
        self._others_line = QWidget()
        self._others = row(theme, self._others_line, gap=6)
        self._others.addWidget(self._roll, 1)
        self._others.addWidget(self._skip)
        self._kept_others.addWidget(self._others_line)
        note = row(theme, margins=(6, 0, 6, 0))
        note.addWidget(self._next_note, 1)
        part.addLayout(note)
        return part

    def _draw_steps(self) -> None:
        if self._panel is None:
            return
        rows = self._panel.rows
        is_folded = self._is_low and not self._is_unfolded
        self._steps.show_steps(folded(rows) if is_folded else tuple(_line(one) for one in rows))
        verb = self._panel.next_verb
        is_others_work = self._panel.next_step is not None and verb.obstacle is Obstacle.NO_RIGHT
        self._others_note.setVisible(is_others_work and not self._is_low)  # there is no room for it
        done = sum(one.state in _PASSED for one in rows)
        place = min(len(rows), done + any(one.state is StepState.CURRENT for one in rows))
        text = translate("Session", "{place} trong {count}").format(place=place, count=len(rows))
        self._counter.set_label(text, Icon.DOWN if is_folded else None)
        if self._is_dense:  # in the corner of the list, beside its first line
            self._counter.set_label(f"{place}/{len(rows)}")
            self._counter.setAccessibleName(text)
        self._steps.keep_corner(self._counter.sizeHint().width() if self._is_dense else 0)
        self._counter.setEnabled(self._is_low)

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
        if not lines:  # the first line shares its room with the counter
            text = translate("Session", "{count} bước sau")
        return (*lines, (LightState.AHEAD, text.format(count=len(ahead), last=last), ""))
    return (*lines, *(_line(one) for one in ahead))


def _passed(rows: list[StepRow]) -> StepLine:
    """Those behind in one line: done, and how many of them were left out."""
    left_out = sum(one.state is StepState.SKIPPED for one in rows)
    if not left_out:
        text = translate("Session", "{count} bước đã xong").format(count=len(rows))
        return LightState.GOOD, text, ""
    text = translate("Session", "{done} xong, {skipped} bỏ qua")
    return LightState.NOT_YET, text.format(done=len(rows) - left_out, skipped=left_out), ""


def _line(one: StepRow) -> StepLine:
    note = translate("Session", "bỏ qua") if one.state is StepState.SKIPPED else ""
    return _LIGHTS[one.state], words.word(words.STEPS, one.step), note


def group_text(group_size: int) -> str:
    """The size of a group, with a space that does not break."""
    text = translate("Session", "Đoàn {count} người").format(count=group_size)
    return text.replace(" người", f"{formats.NO_BREAK}người")
