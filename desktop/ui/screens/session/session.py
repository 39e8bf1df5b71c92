"""The session: case and conduct, pictures, minutes; three fixed columns."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.reception.ending import ENDINGS
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.verb import Verb, VerbState
from desktop.presenters.display.chair_display_state import ChairScene
from desktop.presenters.session.session_state import SessionViewState
from desktop.ui.panels.conduct.calls.call_panel import CallPanel
from desktop.ui.panels.conduct.case_column import CaseColumn, group_text
from desktop.ui.panels.conduct.countdown_card import CountdownCard
from desktop.ui.panels.conduct.deeds.consulting_panel import ConsultingPanel
from desktop.ui.panels.conduct.deeds.ending_panel import EndingPanel
from desktop.ui.panels.conduct.deeds.pause_panel import PausePanel
from desktop.ui.panels.conduct.deeds.skip_panel import SkipPanel
from desktop.ui.panels.conduct.incident_panel import IncidentPanel
from desktop.ui.panels.conduct.picture_column import PictureColumn
from desktop.ui.panels.conduct.roll.roll_panel import RollPanel
from desktop.ui.panels.conduct.signing.signing_panel import SigningPanel
from desktop.ui.panels.papers.papers_panel import PapersColumn
from desktop.ui.panels.record.conclusion_panel import ConclusionSidePanel
from desktop.ui.panels.record.conflict_panel import ConflictPanel
from desktop.ui.panels.record.minutes_panel import MinutesColumn
from desktop.ui.panels.record.recording_alarm import RecordingAlarm
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.file_dialogs import ask_where
from desktop.ui.widgets.fitted.short_paragraph import ShortParagraph
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.crest import Crest
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.rows.fitting_row import FittingRow
from desktop.ui.widgets.text import make_label, set_text

_SMALL_WIDTH = 1366
_USUAL_WIDTH = 1920
_LEFT = (312, 440)
_RIGHT = (400, 576)
_NARROWEST_LEFT = 280
_TAB_BELOW = 1100
_LOW_BELOW = 900
_CODE_FROM = 1500


class SessionScreen(QWidget):
    """Runs a reception without leaving the keyboard.

    verb_pressed(str): a Verb; cover_pressed: F8; export_chosen(str): a path for the file.
    The signals of the panels are reached as `case`, `pictures`, `minutes`, `papers`,
    `ending`, `skipping`, `calling`, `roll`, `signing`, `conflicts`, `concluding`.
    """

    verb_pressed = Signal(str)
    cover_pressed = Signal()
    export_chosen = Signal(str)

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("sessionScreen")
        self._theme = theme
        self._state: SessionViewState | None = None
        self.case = CaseColumn(theme)
        self.pictures = PictureColumn(theme, frames)
        self.minutes = MinutesColumn(theme)
        self.papers = PapersColumn(theme)
        self._left = panel("left-column")
        self._right = panel("right-column")
        self._title = ShortParagraph(theme, TextRole.ROW_TITLE)
        self._small_title = ShortParagraph(theme, TextRole.BODY_STRONG)
        self._crest = Crest(theme, 36)
        self._code = make_label("", TextRole.BODY, "ink2")
        self._badges = FittingRow(theme, gap=8)
        self._case_tab = self._tool("caseTab", translate("Session", "Vụ việc"), Icon.LIST_STEPS)
        self._papers_tab = self._tool("papersTab", translate("Session", "Hồ sơ"), Icon.DOCUMENT)
        cover = translate("Session", "Che màn hình 2")
        self._cover = self._tool("coverDisplay", cover, Icon.MONITOR).with_key("F8")
        leave = words.word(words.VERBS, Verb.LEAVE)
        self._leave = self._tool("verb-leave", leave, Icon.LEAVE)
        self._leave.set_role(ButtonRole.DESTRUCTIVE)
        self._was_narrow: bool | None = None
        self._is_covered = self._is_papers_open = self._is_case_open = False
        self._build()
        self.ending = EndingPanel(theme, self)
        self.skipping = SkipPanel(theme, self)
        self.pausing, self.consulting = PausePanel(theme, self), ConsultingPanel(theme, self)
        self.incident, self.roll = IncidentPanel(theme, self), RollPanel(theme, self)
        self._countdown = CountdownCard(theme, self.pictures)
        self.calling, self.signing = CallPanel(theme, self), SigningPanel(theme, self)
        self.conflicts = ConflictPanel(theme, self)
        self.concluding = ConclusionSidePanel(theme, self, is_left=True)
        self._alarm = RecordingAlarm(self)
        self._connect()

    def show_state(self, state: SessionViewState) -> None:
        """Draws only the panels that changed."""
        former, self._state = self._state, state
        self._title.set_text(state.title)
        self._small_title.set_text(state.title)
        code = translate("Session", "Vụ việc {code}").format(code=state.case.code)
        set_text(self._code, code if state.case.code else "")
        if former is None or former.case is not state.case or _told(former) != _told(state):
            self._show_badges()
            self.case.show_case(state.case)
        if former is None or former.steps is not state.steps:
            self.case.show_steps(state.steps)
        if former is None or former.roster is not state.roster:
            self.case.show_roster(state.roster)
            self.pictures.show_roster(state.roster)
        self.minutes.show_panel(state.minutes)
        self.minutes.signing.show_bar(state.signing)
        self.minutes.show_reading(state.read_back)
        self.minutes.show_loss(state.loss)
        self.minutes.foot.show_concluding(
            is_offered=state.can_conclude, is_open=state.concluding is not None
        )
        self.papers.show_panel(state.papers)
        self.pictures.show_papers(state.papers)
        self.pictures.show_banners(state.banners, is_small=state.is_banner_small)
        self._alarm.sound(is_on=state.is_alarm)
        self.pictures.verbs.show_verbs(state.verbs)
        verbs = self.pictures.verbs
        verbs.show_microphone(state.microphone_switch, is_on=state.is_microphone_on)
        verbs.show_camera(state.camera_switch, is_on=state.is_camera_on)
        self._show_leave(state.verbs)
        self._show_sheets(state)
        self.conflicts.show_conflicts(state.minutes.conflicts)
        self.concluding.show_panel(state.concluding)
        self._show_tools()
        if former is None or former.session_id != state.session_id:
            self.show_papers(is_open=False)
            self.take_focus()

    def _show_sheets(self, state: SessionViewState) -> None:
        """What lies over the left, and the countdown."""
        self.ending.show_sheet(state.ending)
        self.skipping.show_sheet(state.skipping)
        self.pausing.show_sheet(state.pausing)
        self.consulting.show_sheet(state.consulting)
        self.incident.show_card(state.incident)
        self.calling.show_sheet(state.calling)
        is_opening = state.status is SessionStatus.READY
        self._countdown.show_number(state.counted, is_opening=is_opening)
        self.case.show_roll(state.roll_button)
        self.roll.show_sheet(state.roll)
        self.signing.show_sheet(state.signing_sheet)

    def show_scene(self, scene: ChairScene, *, is_covered: bool) -> None:
        """The miniature of display 2."""
        self.pictures.show_scene(scene)
        self._is_covered = is_covered
        self._show_tools()

    def show_papers(self, *, is_open: bool) -> None:
        """Papers take the place of case and pictures; the minutes stay."""
        self._is_papers_open = is_open
        self._papers_tab.setChecked(is_open)
        self._show_columns()

    @property
    def is_papers_open(self) -> bool:
        """Whether the papers are in front."""
        return self._is_papers_open

    def ask_page(self) -> None:
        """Ctrl+G: of the paper in front, else of the one that every screen shows."""
        if self._is_papers_open:
            self.papers.turner.ask()
        else:
            self.pictures.ask_page()

    def take_focus(self) -> None:
        """The minutes have the keyboard unless something else is asked for."""
        sheets = (
            *(self.ending, self.skipping, self.pausing, self.consulting),
            *(self.incident, self.calling, self.roll, self.signing),
        )
        for sheet in sheets:
            if sheet.isVisibleTo(self):
                sheet.take_focus()
                return
        self.minutes.focus_editor()

    def ask_export_path(self) -> None:
        """Asks where the file goes; the answer comes as `export_chosen`."""
        name = ""
        if self._state is not None:
            day = formats.day(self._state.starts_at).replace("/", "-")
            prefix = translate("Session", "Biên bản")
            name = f"{prefix} {self._state.session_code} {day}"
        ask_where(self, translate("Session", "Xuất biên bản"), name, self.export_chosen.emit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = self._theme.scale
        width, height = self.width() / scale, self.height() / scale
        share = (width - _SMALL_WIDTH) / (_USUAL_WIDTH - _SMALL_WIDTH)
        share = min(1.0, max(0.0, share))
        left = _LEFT[0] + share * (_LEFT[1] - _LEFT[0])
        right = _RIGHT[0] + share * (_RIGHT[1] - _RIGHT[0])
        if width < _SMALL_WIDTH:
            left = max(_NARROWEST_LEFT, left * width / _SMALL_WIDTH)
            right = max(340.0, right * width / _SMALL_WIDTH)
        self._left.setFixedWidth(self._theme.px(left))
        self._right.setFixedWidth(self._theme.px(right))
        self.case.set_low(is_low=height < _LOW_BELOW)
        self._show_columns()
        if self._is_narrow() is not self._was_narrow:
            self._was_narrow = self._is_narrow()
            self._show_tools()
            self._show_badges()
        self.ending.place()
        self.skipping.place()
        self.pausing.place()
        self.consulting.place()
        self.incident.place()
        self.calling.place()
        self.roll.place()
        self.signing.place()
        self.conflicts.place()
        self.concluding.place()

    # ---- building --------------------------------------------------------------------------

    def _tool(self, name: str, text: str, icon: Icon) -> Button:
        return Button(self._theme, name, text, ButtonRole.PLAIN, ButtonSize.SMALL, icon)

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self)
        layout.addWidget(self._build_header())
        columns = row(theme)
        column(theme, self._left).addWidget(self.case)
        column(theme, self._right).addWidget(self.minutes)
        columns.addWidget(self._left)
        columns.addWidget(self.pictures, 1)
        columns.addWidget(self.papers, 1)
        columns.addWidget(self._right)
        layout.addLayout(columns, 1)
        self.papers.hide()

    def _build_header(self) -> QFrame:
        theme = self._theme
        header = panel("header", "sessionHeader")
        header.setFixedHeight(theme.px(61))
        line = row(theme, header, gap=12, margins=(20, 0, 20, 0))
        line.addWidget(self._crest)
        line.addWidget(self._title, 1)
        line.addWidget(self._small_title, 1)
        line.addWidget(self._code)
        line.addWidget(self._badges)
        line.addSpacing(theme.px(12))
        for tab in (self._case_tab, self._papers_tab):
            tab.setCheckable(True)
            tab.setProperty("segment", "tool")
            line.addWidget(tab)
        line.addWidget(self._cover)
        line.addWidget(self._leave)
        return header

    def _connect(self) -> None:
        self._case_tab.clicked.connect(self._on_case_tab)
        self._papers_tab.clicked.connect(self._on_papers_tab)
        self._cover.clicked.connect(self._on_cover)
        self._leave.clicked.connect(self._on_leave)
        self.case.next_step_pressed.connect(self._on_next_step)
        self.case.skip_pressed.connect(self._on_skip)
        self.pictures.verbs.verb_pressed.connect(self._on_verb)
        self.pictures.papers_opened.connect(self._on_papers_opened)
        self.papers.closed.connect(self._on_papers_closed)
        self.minutes.export_asked.connect(self.ask_export_path)
        self.minutes.conflict_asked.connect(self.conflicts.open_at)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_tools(self) -> None:
        """Names of the tools: short ones in a narrow window, where the case needs the room."""
        is_narrow = self._is_narrow()
        count = 0 if self._state is None else len(self._state.papers.rows)
        papers = translate("Session", "Hồ sơ ({count})").format(count=count)
        self._papers_tab.set_label(papers)
        if is_narrow:
            cover, show = translate("Session", "Che MH2"), translate("Session", "Hiện MH2")
        else:
            cover = translate("Session", "Che màn hình 2")
            show = translate("Session", "Hiện màn hình 2")
        self._cover.set_label(show if self._is_covered else cover)
        self._cover.with_key("" if is_narrow else "F8")
        self._leave.with_armed_text("" if is_narrow else words.word(words.ARMED, Verb.LEAVE))

    def _show_badges(self) -> None:
        """The state first: it stays where there is room for one badge only."""
        state, theme = self._state, self._theme
        if state is None:
            return
        status = _status_text(state)
        badges = [Badge(theme, status, _status_tone(state.status))]
        if state.case.group_size > 1 and CaseFlag.LARGE_GROUP not in state.case.flags:
            text = group_text(state.case.group_size)
            badges.append(Badge(theme, text, "warn", Icon.PEOPLE))
        flags = (words.word(words.FLAGS, flag) for flag in sorted(state.case.flags))
        badges += [Badge(theme, flag, "warn") for flag in flags]
        if state.back_at is not None and self._is_narrow():
            badges = badges[:1]  # the title needs the room
        if state.is_practice and not self._is_narrow():
            badges.append(Badge(theme, translate("Session", "Diễn tập")))
        self._badges.show_widgets(badges)

    def _show_leave(self, verbs: tuple[VerbState, ...]) -> None:
        state = next((one for one in verbs if one.verb is Verb.LEAVE), None)
        self._leave.setVisible(state is not None)
        if state is None:
            return
        reason = "" if state.obstacle is None else words.word(words.OBSTACLES, state.obstacle)
        self._leave.set_available(is_available=state.is_enabled, reason=reason)
        self._leave.set_armed(is_armed=state.is_armed)

    def _is_narrow(self) -> bool:
        return self.width() / self._theme.scale < _TAB_BELOW

    def _show_columns(self) -> None:
        is_narrow = self._is_narrow()
        self._crest.setVisible(not is_narrow)
        self._title.setVisible(not is_narrow)
        self._small_title.setVisible(is_narrow)
        self._case_tab.setVisible(is_narrow)
        self._code.setVisible(self.width() / self._theme.scale >= _CODE_FROM)
        self._case_tab.setChecked(self._is_case_open)
        has_case = (self._is_case_open or not is_narrow) and not self._is_papers_open
        self._left.setVisible(has_case)
        self.pictures.setVisible(
            not self._is_papers_open and not (is_narrow and self._is_case_open)
        )
        self.papers.setVisible(self._is_papers_open)

    # ---- events ----------------------------------------------------------------------------

    def _on_case_tab(self) -> None:
        self._is_case_open = not self._is_case_open
        self.show_papers(is_open=False)

    def _on_papers_tab(self) -> None:
        self.show_papers(is_open=not self._is_papers_open)
        self.take_focus()

    def _on_papers_opened(self) -> None:
        self.show_papers(is_open=True)

    def _on_papers_closed(self) -> None:
        self.show_papers(is_open=False)
        self.take_focus()

    def _on_cover(self) -> None:
        self.cover_pressed.emit()
        self.take_focus()

    def _on_leave(self) -> None:
        self.verb_pressed.emit(Verb.LEAVE.value)

    def _on_next_step(self) -> None:
        self.verb_pressed.emit(Verb.NEXT_STEP.value)
        self.take_focus()

    def _on_skip(self) -> None:
        self.verb_pressed.emit(Verb.SKIP_STEP.value)

    def _on_verb(self, verb: str) -> None:
        self.verb_pressed.emit(verb)
        if verb == Verb.EXPORT:
            self.ask_export_path()
        self.take_focus()


def _told(state: SessionViewState) -> tuple[object, ...]:
    is_noted = state.signing is not None and state.signing.is_noted
    return state.status, state.pause_reason, state.back_at, is_noted, _is_signed_now(state)


def _is_signed_now(state: SessionViewState) -> bool:
    """The minutes are frozen, and not everybody has a state."""
    is_frozen = state.signing is not None and state.signing.version is not None
    return is_frozen and state.status is SessionStatus.MINUTES_REVIEW


def _status_text(state: SessionViewState) -> str:
    """Of a pause its reason, and when it goes on."""
    if state.status is SessionStatus.SIGNED and state.signing and state.signing.is_noted:
        return translate("Session", "Đã ghi trạng thái ký")
    if _is_signed_now(state):
        return translate("Session", "Ký biên bản")
    if state.status is not SessionStatus.PAUSED or state.pause_reason is None:
        return _sentence_case(words.word(words.STATUSES, state.status))
    reason = words.word(words.PAUSES, state.pause_reason)
    if state.back_at is None:
        return reason
    text = translate("Session", "{reason} đến {hour}")
    return text.format(reason=reason, hour=formats.hour(state.back_at))


def _sentence_case(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _status_tone(status: SessionStatus) -> str:
    if status is SessionStatus.PAUSED or status in ENDINGS:
        return "warn"
    return "ink2" if status is SessionStatus.CLOSED else "accent"
