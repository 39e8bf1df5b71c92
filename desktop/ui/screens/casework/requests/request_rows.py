"""Rows of requests for a reception: what waits, what the city would not have, what is decided."""

from PySide6.QtCore import QObject, Qt, Signal

from desktop.domain.casework.matter.petition import OnlineGate
from desktop.domain.text import plain_line
from desktop.presenters.casework.requests.requests_state import (
    DecidedRow,
    NotingView,
    RefusedRow,
    RequestRow,
)
from desktop.ui.screens.casework.requests.noting_box import NotingBox
from desktop.ui.texts import casework_words, counts, formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.unsent_words import reason_text
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import (
    ElidedLabel,
    WrappedLabel,
    make_label,
    make_paragraph,
    set_text,
)

_WAITED_WIDTH = 72


class RequestRowControl(PressedRowControl):
    """How long it waits, who and what, where, and what is to be known of it."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"request-row-{key}")
        self._theme = theme
        self._waited = make_label("", TextRole.BODY_STRONG)
        self._name = WrappedLabel(theme, TextRole.BODY_STRONG)
        self._content = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._refused = make_paragraph("", TextRole.SMALL, "danger")
        self._unit = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._badge = Badge(theme, is_small=True)
        layout = row(theme, self, gap=12, margins=(16, 6, 16, 6))
        self._waited.setMinimumWidth(theme.px(_WAITED_WIDTH))
        layout.addWidget(self._waited)
        middle = column(theme)
        middle.addWidget(self._name)
        middle.addWidget(self._content)
        middle.addWidget(self._refused)
        layout.addLayout(middle, 5)
        right = column(theme)
        right.addWidget(self._unit)
        badges = row(theme)
        badges.addWidget(self._badge)
        badges.addStretch(1)
        right.addLayout(badges)
        layout.addLayout(right, 4)

    def show_request(self, one: RequestRow) -> None:
        """Draws one request."""
        waited = _days(one.waited_days)
        tone = "warn" if one.is_late else "ink"
        set_text(self._waited, waited, tone)
        name = who_asks(one.name, one.group_size)
        self._name.set_text(name, "ink")
        content = plain_line(one.content) or translate("Requests", "Nội dung hạn chế xem")
        self._content.set_text(content, "ink2")
        self._unit.set_text(one.unit_name, "ink2")
        badge = _badge(one)
        self._badge.setVisible(bool(badge[0]))
        self._badge.show_state(*badge)
        refused = _refused_text(one)
        set_text(self._refused, refused)
        self._refused.setVisible(bool(refused))
        self.set_look(is_selected=one.is_selected, tint="")
        parts = (waited, name, content, refused, one.unit_name, badge[0])
        self.setAccessibleName(", ".join(part for part in parts if part))


class RefusedRowControl(RowControl):
    """A request that the city would not have, and why."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"refused-row-{key}")
        self._name = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._content = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._why = make_paragraph("", TextRole.SMALL, "danger")
        layout = column(theme, self, margins=(16, 6, 16, 6))
        for label in (self._name, self._content, self._why):
            layout.addWidget(label)

    def show_refused(self, one: RefusedRow) -> None:
        """Draws one request."""
        name = who_asks(one.name)
        taken = translate("Requests", "nhận {day}").format(day=formats.short_day(one.taken_at))
        said = translate("Requests", "Lý do: {reason}. Yêu cầu vẫn giữ ở máy này.")
        why = said.format(reason=reason_text(one.reason))
        self._name.set_text(f"{name} · {taken}", "ink")
        self._content.set_text(plain_line(one.content), "ink2")
        set_text(self._why, why)
        self.setAccessibleName(f"{name}, {taken}, {one.content}, {why}")


class DecidedDeeds(QObject):
    """What a person does on any decided request; each tells which by its id.

    notice_asked, slip_asked(str): its notice of a refusal, or its appointment slip.
    note_begun(str): its notice went out: number and day are to be noted. note_edited(str, str),
    noted, note_closed: of what is noted there. note_taken_back(str): it was noted by mistake.
    """

    notice_asked = Signal(str)
    slip_asked = Signal(str)
    note_begun = Signal(str)
    note_edited = Signal(str, str)
    noted = Signal()
    note_closed = Signal()
    note_taken_back = Signal(str)


class DecidedRowControl(RowControl):
    """What was decided, by whom and when, and whether the city has it. deeds: hears presses."""

    def __init__(self, theme: Theme, key: str, deeds: DecidedDeeds) -> None:
        super().__init__(theme, key, f"decided-row-{key}")
        self._theme, self._key, self._deeds = theme, key, deeds
        self._is_sent = False
        self._noting: NotingBox | None = None
        self._due = make_paragraph("", TextRole.SMALL, "ink")
        self._notice = Button(
            theme,
            f"refusal-notice-{key}",
            translate("Requests", "In thông báo từ chối…"),
            size=ButtonSize.SMALL,
            icon=Icon.PRINT,
        )
        self._notice.clicked.connect(lambda: deeds.notice_asked.emit(key))
        self._slip = Button(
            theme,
            f"appointment-{key}",
            translate("Requests", "In phiếu hẹn…"),
            size=ButtonSize.SMALL,
            icon=Icon.PRINT,
        )
        self._slip.clicked.connect(lambda: deeds.slip_asked.emit(key))
        self._note = Button(theme, f"refusal-sent-{key}", "", size=ButtonSize.SMALL)
        self._note.clicked.connect(self._on_note)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = ElidedLabel(theme, TextRole.SMALL_MEDIUM)
        self._facts = WrappedLabel(theme, TextRole.SMALL, "ink2")
        layout = self._layout = column(theme, self, margins=(16, 4, 16, 4))
        layout.addWidget(self._name)
        layout.addWidget(self._facts)
        layout.addWidget(self._due)
        buttons = row(theme, gap=8)
        buttons.addWidget(self._notice)
        buttons.addWidget(self._note)
        buttons.addWidget(self._slip)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_decided(self, one: DecidedRow, noting: NotingView | None = None) -> None:
        """Draws one decision. noting: what is typed of its notice."""
        self._show_noting(noting)
        due = _notice_text(one) or _appointment_text(one)
        set_text(self._due, due, "danger" if one.is_overdue else "ink")
        self._due.setVisible(bool(due))
        self._notice.setVisible(one.notice_due is not None)
        self._slip.setVisible(one.appointment is not None)
        self._is_sent = one.notice_sent is not None
        note = translate("Requests", "Ghi đã gửi…")
        self._note.set_label(translate("Requests", "Bỏ ghi đã gửi") if self._is_sent else note)
        self._note.setVisible(one.notice_due is not None and noting is None)
        decision = word(casework_words.DECISIONS, one.decision)
        name = who_asks(one.name)
        self._name.set_text(f"{name} · {decision}", "ink")
        at = f"{formats.hour(one.decided_at)}, {formats.short_day(one.decided_at)}"
        stored = word(casework_words.DECISIONS_STORED, one.storage)
        facts = " · ".join(part for part in (one.unit_name, one.decided_by, at, stored) if part)
        self._facts.set_text(facts, "ink2")
        self.setAccessibleName(", ".join(one for one in (name, decision, facts, due) if one))

    def _show_noting(self, noting: NotingView | None) -> None:
        if noting is None:
            if self._noting is not None and self._noting.isVisibleTo(self):
                self._noting.hide()
            return
        if self._noting is None:
            self._noting = NotingBox(self._theme, self._key)
            self._noting.edited.connect(self._deeds.note_edited)
            self._noting.noted.connect(self._deeds.noted)
            self._noting.closed.connect(self._deeds.note_closed)
            self._layout.addWidget(self._noting)
            self._noting.hide()
        is_new = not self._noting.isVisibleTo(self)
        self._noting.show()
        self._noting.show_noting(noting)
        if is_new:
            self._noting.take_focus()

    def _on_note(self) -> None:
        told = self._deeds.note_taken_back if self._is_sent else self._deeds.note_begun
        told.emit(self._key)


def _notice_text(one: DecidedRow) -> str:
    """By when a refusal is told in writing, or that it was."""
    if one.notice_due is None:
        return ""
    if one.notice_sent is not None:
        said = translate(
            "Requests", "Đã gửi thông báo bằng văn bản (01/TCD) ngày {day}; ghi: {who}."
        )
        if one.number:
            said = translate(
                "Requests",
                "Đã gửi thông báo số {number} (01/TCD) ngày {day}; ghi: {who}.",
            )
        day = formats.date_text(one.notice_sent)
        return said.format(number=one.number, day=day, who=one.noted_by)
    said = translate("Requests", "Phải thông báo bằng văn bản (01/TCD), hạn {day}.")
    if one.is_overdue:
        said = translate("Requests", "Quá hạn thông báo bằng văn bản (01/TCD): hạn {day}.")
    return said.format(day=formats.date_text(one.notice_due))


def _appointment_text(one: DecidedRow) -> str:
    """When and where the citizen is received."""
    if one.appointment is None:
        return ""
    said = translate("Requests", "Đã xếp lịch: {hour}, ngày {day}, tại {place}.")
    day = formats.day(one.appointment)
    return said.format(hour=formats.hour(one.appointment), day=day, place=one.place)


def who_asks(name: str, group_size: int = 1) -> str:
    """As a list calls them; without a name it is a denunciation."""
    name = name or translate("Requests", "Người tố cáo")
    if group_size > 1:
        return translate("Requests", "{name}, đoàn {n} người").format(name=name, n=group_size)
    return name


def _refused_text(one: RequestRow) -> str:
    """What was decided before and the city would not have."""
    if one.refused is None:
        return ""
    said = translate("Requests", "Thành phố không nhận quyết định “{decision}”: {reason}.")
    decision = word(casework_words.DECISIONS, one.refused)
    return said.format(decision=decision, reason=reason_text(one.reason))


def _days(days: int) -> str:
    if days == 0:
        return translate("Requests", "Hôm nay")
    return counts.days(days)


def _badge(one: RequestRow) -> tuple[str, str]:
    if one.gate is OnlineGate.BLOCKED:
        return translate("Requests", "Chỉ tiếp trực tiếp"), "danger"
    if one.flags:
        flags = [word(words.FLAGS, flag) for flag in sorted(one.flags)]
        return ", ".join(flags), "warn"
    return "", "ink2"
