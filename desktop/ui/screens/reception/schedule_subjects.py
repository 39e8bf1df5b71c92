"""What can be planned: requests that wait, sessions that may still change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.reception.schedule_state import (
    PlanView,
    ScheduleViewState,
    SubjectKind,
    SubjectRow,
)
from desktop.ui.screens.reception import schedule_words
from desktop.ui.texts import casework_words, formats, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, row, rule, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import make_label, make_note, set_text


class ScheduleSubjects(QFrame):
    """The left column. selected(str): the key of a row, by Enter or a click."""

    selected = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scheduleSubjects")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._about = make_note("", TextRole.BODY_STRONG)
        self._facts = make_note("", TextRole.SMALL, "ink2")
        self._ground = make_note("", TextRole.SMALL)
        self._flags = make_note("", TextRole.SMALL, "warn")
        self._selected = QWidget()
        self._lists = {kind: RowList(theme, f"subjects-{kind}") for kind in SubjectKind}
        self._captions = {
            kind: make_label(
                word(schedule_words.SUBJECT_KINDS, kind), TextRole.SMALL_MEDIUM, "ink2"
            )
            for kind in SubjectKind
        }
        self._empty = EmptyState(theme, "scheduleEmpty", Icon.CALENDAR)
        said = sentence_of("L-300", {})
        self._empty.show_text(said.fact, said.rest, said.code)
        self._build()

    def show_state(self, state: ScheduleViewState) -> None:
        """Draws the lists and what is selected."""
        for kind, rows in self._lists.items():
            of_kind = [one for one in state.rows if one.kind is kind]
            rows.keep([one.key for one in of_kind], self._make_row)
            self._captions[kind].setVisible(bool(of_kind))
            for one in of_kind:
                control = rows.row(one.key)
                if isinstance(control, _SubjectRowControl):
                    control.show_subject(one)
        self._empty.setVisible(not state.rows)
        self._show_selected(state.plan)

    def take_focus(self) -> None:
        """To the first that can be planned."""
        for rows in self._lists.values():
            first = rows.row(rows.keys()[0]) if rows.keys() else None
            if first is not None:
                first.setFocus()
                return

    def focus_row(self, key: str) -> None:
        """To this row, if it is there."""
        found = self._lists[SubjectKind.SESSION].row(key)
        if found is not None:
            found.show()  # one that was made just now is hidden still, and takes no focus
            found.setFocus()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, margins=(1, 10, 1, 1))
        title = row(theme, margins=(16, 0, 16, 8))
        heading = translate("Schedule", "Yêu cầu và quyết định")
        title.addWidget(make_label(heading, TextRole.ROW_TITLE))
        title.addStretch(1)
        layout.addLayout(title)
        content = QWidget()
        inside = column(theme, content)
        about = column(theme, self._selected, gap=4, margins=(16, 0, 16, 12))
        for label in (self._about, self._facts, self._ground, self._flags):
            about.addWidget(label)
        inside.addWidget(self._selected)
        inside.addWidget(rule())
        for kind, rows in self._lists.items():
            caption = column(theme, margins=(16, 8, 16, 2))
            caption.addWidget(self._captions[kind])
            inside.addLayout(caption)
            inside.addWidget(rows)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)

    def _make_row(self, key: str) -> RowControl:
        control = _SubjectRowControl(self._theme, key)
        control.activated.connect(self.selected)
        return control

    # ---- drawing ---------------------------------------------------------------------------

    def _show_selected(self, plan: PlanView | None) -> None:
        subject = plan.subject if plan is not None else None
        self._selected.setVisible(plan is not None and subject is not None)
        if plan is None or subject is None:
            return
        set_text(self._about, _name(subject))
        set_text(self._facts, _facts(subject))
        ground = ""
        if plan.ground is not None:
            label = translate("Words", str(casework_words.ONLINE_GROUNDS[plan.ground]))
            ground = translate("Schedule", "Căn cứ tiếp trực tuyến (Điều 20 NĐ 154/2026): {ground}")
            ground = ground.format(ground=label)
        set_text(self._ground, ground)
        self._ground.setVisible(bool(ground))
        self._flags.setVisible(bool(subject.flags))
        said = translate("Schedule", "{flags}: phải đủ hồ sơ và thành phần mới xếp lịch được.")
        set_text(self._flags, said.format(flags=_flags(subject)))


class _SubjectRowControl(PressedRowControl):
    """One line of what, one of who and when."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"subject-row-{key}")
        self._title = make_note("", TextRole.BODY_STRONG)
        self._facts = make_note("", TextRole.SMALL, "ink2")
        self._badge = Badge(theme, is_small=True)
        layout = column(theme, self, gap=2, margins=(16, 8, 16, 8))
        layout.addWidget(self._title)
        layout.addWidget(self._facts)
        line = row(theme)
        line.addWidget(self._badge)
        line.addStretch(1)
        layout.addLayout(line)

    def show_subject(self, one: SubjectRow) -> None:
        """Draws it."""
        name, facts, flags = _name(one), _short_facts(one), _flags(one)
        set_text(self._title, name)
        set_text(self._facts, facts)
        self._badge.setVisible(bool(flags))
        self._badge.show_state(flags, "warn")
        self.set_look(is_selected=one.is_selected)
        self.setAccessibleName(", ".join(part for part in (name, facts, flags) if part))


def _name(one: SubjectRow) -> str:
    """Who asks, else what the session is about."""
    if one.kind is not SubjectKind.REQUEST:
        return one.title
    name = one.name or translate("Schedule", "Người tố cáo")
    if one.group_size > 1:
        said = translate("Schedule", "{name}, đoàn {n} người")
        return said.format(name=name, n=one.group_size)
    return name


def _facts(one: SubjectRow) -> str:
    at = f"{formats.hour(one.at)}, {formats.day(one.at)}"
    if one.status is not None:
        status = word(words.STATUSES, one.status)
        parts = (at, status, one.unit_name)
        return " · ".join(part for part in parts if part)
    said = translate("Schedule", "{by} quyết định tiếp trực tuyến {day}")
    decided = said.format(by=one.by, day=formats.day(one.at))
    return " · ".join(part for part in (one.title, one.unit_name, decided) if part)


def _short_facts(one: SubjectRow) -> str:
    """Of the list; all of them stand above once it is selected."""
    if one.status is not None:
        return _facts(one)
    said = translate("Schedule", "quyết định {day}").format(day=formats.day(one.at))
    return " · ".join(part for part in (one.unit_name, said) if part)


def _flags(one: SubjectRow) -> str:
    return ", ".join(word(words.FLAGS, flag) for flag in sorted(one.flags))
