"""The right column: the three gates of the chosen day, and what must hold."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.reception.gate import GateKind, GateState
from desktop.presenters.reception.schedule_state import (
    ConditionRow,
    ConditionState,
    GateRow,
    NearView,
    PassedGate,
    PlanCondition,
    PlanView,
)
from desktop.ui.panels.desk.leave_panel import LeaveNames, LeavePanel
from desktop.ui.screens.reception import schedule_words
from desktop.ui.screens.reception.dossier_entry import DossierEntryPanel
from desktop.ui.screens.reception.gate_notes import GateNotesPanel
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.layout import column, row, rule, scroll_to, scrolled
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_note, set_text

_LIGHTS = {
    ConditionState.MISSING: LightState.FAULT,
    ConditionState.ODD: LightState.LOWER,
    ConditionState.NOT_HERE: LightState.NOT_YET,
    ConditionState.MET: LightState.GOOD,
}
_PASSED = {
    GateState.PASSED: (
        LightState.GOOD,
        "ok",
        QT_TRANSLATE_NOOP("Schedule", "đạt lúc {at}"),
    ),
    GateState.LATE: (
        LightState.FAULT,
        "danger",
        QT_TRANSLATE_NOOP("Schedule", "muộn, {at}; chưa ai cho phép"),
    ),
    GateState.ALLOWED: (
        LightState.LOWER,
        "warn",
        QT_TRANSLATE_NOOP("Schedule", "muộn, {at}; được phép"),
    ),
    GateState.WAIVED: (
        LightState.LOWER,
        "warn",
        QT_TRANSLATE_NOOP("Schedule", "chưa thực hiện; được phép lúc {at}"),
    ),
}
_TONES = {
    ConditionState.MISSING: "danger",
    ConditionState.ODD: "warn",
    ConditionState.NOT_HERE: "ink2",
    ConditionState.MET: "ink",
}


class ScheduleGates(QFrame):
    """What the chosen day and hour lead to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scheduleGates")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._gates = {kind: _GateLine(theme, kind) for kind in GateKind}
        self._none = make_note(
            translate("Schedule", "Chọn ngày và giờ để tính ba mốc."), TextRole.SMALL, "ink2"
        )
        self._confirm = make_note("", TextRole.SMALL, "warn")
        self._conditions = {one: _ConditionLine(theme) for one in PlanCondition}
        self._list = QWidget()
        self.notes = GateNotesPanel(theme)
        names = LeaveNames(prefix="near", pin="nearPin", button="allowNear")
        self.near = LeavePanel(theme, names, translate("Schedule", "Cho phép và xếp lịch"))
        self._near_banner = MessageBanner(theme, "nearBanner", is_compact=True)
        self._near_said = ""
        self.entry = DossierEntryPanel(theme)
        self._heading = make_label(translate("Schedule", "Điều kiện xếp lịch"), TextRole.ROW_TITLE)
        self._order: tuple[PlanCondition, ...] = ()
        self._build()

    def show_plan(self, plan: PlanView | None) -> None:
        """Draws both."""
        gates = {one.kind: one for one in plan.gates} if plan is not None else {}
        self._none.setVisible(not gates)
        for kind, line in self._gates.items():
            line.setVisible(kind in gates)
            if kind in gates:
                line.show_gate(gates[kind])
        self._show_days(plan)
        self.notes.show_notes(plan.notes if plan is not None else None)
        self._show_near(None if plan is None else plan.near)
        self.entry.show_entry(plan.entry if plan is not None else None)
        self._heading.setVisible(plan is not None)
        rows = plan.conditions if plan is not None else ()
        order = tuple(one.condition for one in rows)
        if order != self._order:
            self._order = order
            for place, condition in enumerate(order):
                self._lines.insertWidget(place, self._conditions[condition])
        for condition, shown in self._conditions.items():
            shown.setVisible(condition in order)
        for one in rows:
            self._conditions[one.condition].show_condition(one)

    # ---- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, margins=(1, 10, 1, 1))
        title = row(theme, margins=(16, 0, 16, 8))
        title.addWidget(make_label(translate("Schedule", "Mốc theo quy định"), TextRole.ROW_TITLE))
        title.addStretch(1)
        layout.addLayout(title)
        content = QWidget()
        inside = column(theme, content, gap=8, margins=(16, 0, 16, 8))
        inside.addWidget(self._none)
        for line in self._gates.values():
            inside.addWidget(line)
        inside.addWidget(
            make_note(
                translate(
                    "Schedule",
                    "Tính theo ngày làm việc, trừ ngày nghỉ lễ. Đổi ngày tiếp thì các mốc tính "
                    "lại.",
                ),
                TextRole.SMALL,
                "ink2",
            )
        )
        inside.addWidget(self._confirm)
        inside.addWidget(self.notes)
        inside.addWidget(self._near_banner)
        inside.addWidget(self.near)
        inside.addWidget(rule())
        inside.addWidget(self._heading)
        self._lines = column(theme, self._list, gap=4)
        inside.addWidget(self._list)
        inside.addWidget(self.entry)
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)

    def _show_near(self, near: NearView | None) -> None:
        message = None if near is None else near.message
        self._near_banner.say(message)
        said = "" if message is None else message.code
        if said and said != self._near_said:
            # it stands above the button, and has its place one turn of the loop later
            QTimer.singleShot(0, self, self._go_to_near_banner)
        self._near_said = said
        if near is None:
            self.near.hide_leave()
            return
        title = translate("Schedule", "Quá gần, thông báo sẽ muộn: lãnh đạo cho phép")
        self.near.show_leave(title, near.form, near.leaders, can_press=near.can_press)

    def _go_to_near_banner(self) -> None:
        scroll_to(self._near_banner)

    def _show_days(self, plan: PlanView | None) -> None:
        days = plan.to_confirm if plan is not None else ()
        self._confirm.setVisible(bool(days))
        named = ", ".join(f"{formats.date_text(one.day)} ({one.name})" for one in days)
        said = translate("Schedule", "Ngày chờ công bố, mốc có thể đổi: {days}.")
        set_text(self._confirm, said.format(days=named))


class _GateLine(QWidget):
    """One gate with its hour."""

    def __init__(self, theme: Theme, kind: GateKind) -> None:
        super().__init__()
        self._kind = kind
        self._light = Light(theme, 18, LightState.AHEAD)
        self._due = make_note("", TextRole.SMALL)
        self._left = make_note("", TextRole.SMALL, "ink2")
        self._title = make_note(word(schedule_words.GATES, kind), TextRole.BODY_STRONG)
        line = row(theme, self, gap=12)
        lamp = column(theme)
        lamp.addWidget(self._light)
        lamp.addStretch(1)
        line.addLayout(lamp)
        texts = column(theme)
        for label in (self._title, self._due, self._left):
            texts.addWidget(label)
        line.addLayout(texts, 1)

    def show_gate(self, gate: GateRow) -> None:
        """Draws when it is due, or how it was passed."""
        if gate.passed is not None:
            self._show_passed(gate.passed)
            return
        self._light.set_state(LightState.FAULT if gate.is_past else LightState.AHEAD)
        said = translate("Schedule", "đã quá hạn {due}")
        if not gate.is_past:
            said = translate("Schedule", "hạn {due}")
        due = f"{formats.hour(gate.due_at)}, {formats.day(gate.due_at)}"
        set_text(self._due, said.format(due=due), "danger" if gate.is_past else "ink")
        left = translate("Schedule", "hôm nay")
        if gate.working_days:
            left = translate("Schedule", "còn {n} ngày làm việc").format(n=gate.working_days)
        if self._kind is GateKind.CONNECTED:
            left = translate("Schedule", "trước giờ tiếp 60 phút")
        if gate.leader:
            allowed = translate("Schedule", "{leader} cho phép: {reason}")
            left = allowed.format(leader=gate.leader, reason=gate.reason)
        set_text(self._left, left)
        self._left.setVisible(bool(gate.leader) or not gate.is_past)
        self.setAccessibleName(f"{self._title.text()}, {self._due.text()}")

    def _show_passed(self, passed: PassedGate) -> None:
        light, tone, said = _PASSED[passed.state]
        self._light.set_state(light)
        at = "–"
        if passed.at is not None:
            at = f"{formats.hour(passed.at)}, {formats.day(passed.at)}"
        text = translate("Schedule", str(said)).format(at=at)
        set_text(self._due, text, tone)
        parts = [passed.evidence] if passed.evidence else []
        if passed.leader:
            allowed = translate("Schedule", "{leader} cho phép: {reason}")
            parts.append(allowed.format(leader=passed.leader, reason=passed.reason))
        set_text(self._left, "\n".join(parts))
        self._left.setVisible(True)
        self.setAccessibleName(", ".join((self._title.text(), text, *parts)))


class _ConditionLine(QWidget):
    """A light, what must hold, and how it stands in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._light = Light(theme, 18)
        self._text = make_note("", TextRole.SMALL)
        line = row(theme, self, gap=12)
        lamp = column(theme)
        lamp.addWidget(self._light)
        lamp.addStretch(1)
        line.addLayout(lamp)
        line.addWidget(self._text, 1)

    def show_condition(self, one: ConditionRow) -> None:
        """Draws how it stands."""
        self._light.set_state(_LIGHTS[one.state])
        set_text(self._text, _condition_text(one), _TONES[one.state])
        self.setAccessibleName(self._text.text())


def _condition_text(one: ConditionRow) -> str:
    """Điểm cầu không trùng giờ: chưa đạt (UBND xã Mẫu, 09:00, 08/12)."""
    details = list(one.names)
    if one.at is not None:
        details.append(f"{formats.hour(one.at)}, {formats.short_day(one.at)}")
    if one.day is not None:
        day = formats.date_text(one.day)
        details.append(translate("Schedule", "sớm nhất {day}").format(day=day))
    said = ": ".join(
        (
            word(schedule_words.CONDITIONS, one.condition),
            word(schedule_words.CONDITION_STATES, one.state),
        )
    )
    return f"{said} ({', '.join(details)})" if details else said
