"""The cards of a case: a title with its icon, and what stands below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.presenters.casework.cases.cases_state import CasePage, CaseSession, CaseVisit
from desktop.ui.panels.desk.gate_texts import gate_words
from desktop.ui.screens.casework.cases import case_words
from desktop.ui.texts import formats
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, row, rule
from desktop.ui.widgets.lists.row_list import PressedRowControl, RowControl, RowList
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.rows.flow_row import FlowRow, LightWords
from desktop.ui.widgets.text import keep_width, make_label, make_note, set_text

_DAY_WIDTH = 112
_SITE_WIDTH = 152
_SHORT_DAY_WIDTH = 88


class CaseCard(QFrame):
    """A sheet with a heading; the body is filled by whoever made it."""

    def __init__(self, theme: Theme, name: str, icon: Icon, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("panel", "sheet")
        self.theme = theme
        self._title = make_label(title, TextRole.BODY_STRONG)
        outer = column(theme, self, margins=(1, 1, 1, 1))
        self.head = row(theme, gap=10, margins=(16, 9, 16, 9))
        self.head.addWidget(IconLabel(theme, icon, 20, "ink2"))
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        outer.addLayout(self.head)
        outer.addWidget(rule())
        self.content = QWidget()
        self.body = column(theme, self.content, gap=6, margins=(16, 9, 16, 10))
        outer.addWidget(self.content)

    def set_title(self, text: str) -> None:
        """Another heading."""
        set_text(self._title, text)

    def add_line(self, left: str, right: str, width: float) -> None:
        """One line in two columns; width: of the left one, of the design."""
        line = row(self.theme, gap=12)
        name = make_note(left, TextRole.SMALL, "ink2")
        keep_width(name, self.theme.px(width))
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(make_note(right, TextRole.SMALL), 1)
        self.body.addLayout(line)


class SessionsCard(CaseCard):
    """The sessions of a case. opened(str): the session whose dossier was asked for.

    recording_asked(str): the session whose recording was. amending_asked(str): the closed session
    to whose minutes something is added. archive_asked(str): the session whose file is wanted.
    """

    opened = Signal(str)
    recording_asked = Signal(str)
    amending_asked = Signal(str)
    archive_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "caseSessions", Icon.CALENDAR, translate("Case", "Buổi tiếp"))
        self._rows = RowList(theme, "caseSessionList")
        self._seated: frozenset[str] = frozenset()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._rows)

    def show_sessions(self, sessions: tuple[CaseSession, ...], *, after: QWidget) -> None:
        """Draws them; one in which this site has no seat is not opened. Tab comes from `after`."""
        self.setVisible(bool(sessions))
        self._seated = frozenset(str(one.session_id) for one in sessions if one.has_seat)
        self._rows.keep([str(one.session_id) for one in sessions], self._make_row)
        self._rows.follow(after)
        for one in sessions:
            control = self._rows.row(str(one.session_id))
            if isinstance(control, _SessionRow):
                control.show_session(one, is_last=one is sessions[-1])

    def take_focus(self) -> None:
        """To the newest that can be opened."""
        first = next((key for key in self._rows.keys() if key in self._seated), None)  # noqa: SIM118
        control = None if first is None else self._rows.row(first)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_row(self, key: str) -> RowControl:
        control = _SessionRow(self.theme, key)
        control.recording_asked.connect(self.recording_asked)
        control.amending_asked.connect(self.amending_asked)
        control.archive_asked.connect(self.archive_asked)
        if key in self._seated:
            control.activated.connect(self.opened)
            control.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            control.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return control


class _SessionRow(PressedRowControl):
    recording_asked = Signal(str)
    amending_asked = Signal(str)
    archive_asked = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"case-session-{key}")
        self._look = theme
        self._day = make_label("", TextRole.BODY_STRONG)
        self._day.setMinimumWidth(theme.px(_DAY_WIDTH))
        self._facts = make_note("", TextRole.SMALL)
        self._drawn: CaseSession | None = None
        self._state = column(theme)
        self._doors = FlowRow(theme, gap=4)
        layout = row(theme, self, gap=16, margins=(16, 7, 16, 7))
        layout.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        middle = column(theme, gap=2)
        middle.addWidget(self._facts)
        middle.addWidget(self._doors)
        middle.addLayout(self._state)
        layout.addLayout(middle, 1)
        self._recording = Button(
            theme, f"recording-{key}", translate("Case", "Bản ghi"), ButtonRole.QUIET,
            ButtonSize.SMALL, Icon.PLAY,
        )  # fmt: skip
        self._recording.clicked.connect(self._ask_recording)
        self._amend = Button(
            theme, f"amend-{key}", translate("Case", "Bổ sung"), ButtonRole.QUIET,
            ButtonSize.SMALL, Icon.PEN,
        )  # fmt: skip
        self._amend.clicked.connect(self._ask_amending)
        self._archive = Button(
            theme, f"archive-{key}", translate("Case", "Xuất hồ sơ"), ButtonRole.QUIET,
            ButtonSize.SMALL, Icon.EXPORT,
        )  # fmt: skip
        self._archive.clicked.connect(self._ask_archive)
        self._doors.show_widgets([self._archive, self._amend, self._recording])

    def show_session(self, one: CaseSession, *, is_last: bool) -> None:
        """Draws the session."""
        self.set_look(is_selected=False, has_line=not is_last)
        if one == self._drawn:
            return
        self._drawn = one
        day, facts = formats.day(one.starts_at), case_words.session_facts(one)
        status = case_words.session_status(one)
        set_text(self._day, day)
        set_text(self._facts, facts)
        clear(self._state)
        self._state.addWidget(LightWords(self._look, case_words.session_light(one), status))
        rooms = [case_words.room_text(each) for each in one.rooms]
        for each, said in zip(one.rooms, rooms, strict=True):
            self._state.addWidget(LightWords(self._look, case_words.room_light(each), said))
        minutes = case_words.minutes_texts(one)
        for said in minutes:
            self._state.addWidget(make_note(said, TextRole.SMALL))
        incidents = [case_words.incident_text(each) for each in one.incidents]
        for said in incidents:
            self._state.addWidget(LightWords(self._look, LightState.LOWER, said))
        self.setAccessibleName(", ".join((day, facts, status, *rooms, *minutes, *incidents)))
        label = translate("Case", "Bản ghi")
        self._recording.setAccessibleName(f"{label}: {day}, {facts}")
        label = translate("Case", "Xuất hồ sơ")
        self._archive.setAccessibleName(f"{label}: {day}, {facts}")

        add = translate("Case", "Bổ sung")
        self._amend.setAccessibleName(f"{add}: {day}, {facts}")
        offered = (
            (self._archive, one.can_archive),
            (self._amend, one.can_amend),
            (self._recording, one.has_recording),
        )
        buttons = [button for button, is_offered in offered if is_offered]
        self._doors.arrange(buttons)
        self._doors.setVisible(bool(buttons))

    def _ask_amending(self) -> None:
        self.amending_asked.emit(self.key)

    def _ask_archive(self) -> None:
        self.archive_asked.emit(self.key)

    def _ask_recording(self) -> None:
        self.recording_asked.emit(self.key)


class GatesCard(CaseCard):
    """The three gates of the next session, as home says them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "caseGates", Icon.TIMER, "")

    def show_gates(self, page: CasePage) -> None:
        """Draws them; without a session to come there are none."""
        self.setVisible(bool(page.gates) and page.next is not None)
        if page.next is None:
            return
        day = formats.short_day(page.next.starts_at)
        self.set_title(translate("Case", "Mốc của buổi {day}").format(day=day))
        clear(self.body)
        for gate in page.gates:
            light, text, clock = gate_words(gate.cell)
            is_noted = gate.cell.passed_at is not None
            said = f"{text} · {gate.evidence}" if is_noted and gate.evidence else text
            self.body.addWidget(LightWords(self.theme, light, said, clock))


class PeopleCard(CaseCard):
    """Who is invited, by site."""

    def __init__(self, theme: Theme) -> None:
        title = translate("Case", "Thành phần theo điểm cầu")
        super().__init__(theme, "casePeople", Icon.PEOPLE, title)

    def show_people(self, page: CasePage) -> None:
        """Draws each site in a line."""
        self.setVisible(bool(page.people))
        clear(self.body)
        for site in page.people:
            self.add_line(site.site_name, case_words.people_text(site.people), _SITE_WIDTH)


class HistoryCard(CaseCard):
    """What came of earlier receptions; of a denunciation none is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "caseHistory", Icon.HISTORY, translate("Case", "Lịch sử"))

    def show_history(self, page: CasePage) -> None:
        """Draws the result of the last one, and at most five sessions that are over."""
        self.setVisible(page.has_history)
        clear(self.body)
        if page.previous_result:
            caption = translate("Case", "Kết quả lần trước: {result}")
            said = caption.format(result=page.previous_result)
            self.body.addWidget(make_note(said, TextRole.SMALL))
        for one in page.history:
            day, status = formats.day(one.starts_at), case_words.session_status(one)
            self.add_line(day, status, _SHORT_DAY_WIDTH)
        if not (page.previous_result or page.history):
            none = sentence_of("V-002", {})
            self.body.addWidget(make_note(f"{none.whole} ({none.code})", TextRole.SMALL, "ink2"))


class VisitsCard(CaseCard):
    """The visits that this unit took in.

    mended(str): one is opened again. printed(str): its receipt is wanted.
    """

    mended = Signal(str)
    printed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        title = translate("Case", "Lượt tiếp của đơn vị")
        super().__init__(theme, "caseVisits", Icon.PEOPLE, title)

    def show_visits(self, visits: tuple[CaseVisit, ...]) -> None:
        """A line each."""
        self.setVisible(bool(visits))
        clear(self.body)
        for one in visits:
            self.add_line(formats.day(one.at), case_words.visit_facts(one), _SHORT_DAY_WIDTH)
            line = row(self.theme, gap=8)
            if one.can_print:
                label = translate("Case", "In giấy biên nhận…")
                line.addWidget(self._button("receipt", label, one, self._on_printed))
            if one.can_mend:
                label = translate("Intake", "Mở lại để sửa")
                line.addWidget(self._button("mend", label, one, self._on_mended))
            line.addStretch(1)
            self.body.addLayout(line)

    def _button(self, name: str, label: str, one: CaseVisit, act: Callable[[], None]) -> Button:
        button = Button(self.theme, f"{name}-{one.visit_id}", label, size=ButtonSize.SMALL)
        button.setAccessibleName(f"{label}: {case_words.visit_facts(one)}")
        button.setProperty("visit", one.visit_id)
        button.clicked.connect(act)
        return button

    def _on_mended(self) -> None:
        self.mended.emit(str(self.sender().property("visit")))

    def _on_printed(self) -> None:
        self.printed.emit(str(self.sender().property("visit")))


class RequestCard(QFrame):
    """What the citizen asks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("caseRequest")
        self.setProperty("panel", "sheet")
        self._request = make_note("", TextRole.BODY)
        layout = column(theme, self, gap=4, margins=(16, 10, 16, 12))
        caption = translate("Case", "Yêu cầu của công dân")
        layout.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
        layout.addWidget(self._request)

    def show_request(self, text: str) -> None:
        """Draws it."""
        self.setVisible(bool(text))
        set_text(self._request, text)
