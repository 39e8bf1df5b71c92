"""The desk: makes presenters, hands them facts and time, and knows where the officer goes next.

Wiring builds one `DeskPresenter`, calls `start()` once, `on_event` for every fact and `on_tick`
every 100 to 250 ms, all on the main thread.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.person import SignedIn
from desktop.domain.access.rights import MATRIX, Right
from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.trial import may_be_tried, trial_id
from desktop.domain.events import Event, SettingSaved
from desktop.domain.ids import CaseId, SessionId, TrackId
from desktop.domain.media.events import FrameReady
from desktop.domain.reception.session import JOINABLE_STATUSES
from desktop.presenters.access.idle_lock import IdleLock
from desktop.presenters.access.sign_in import SignInPresenter
from desktop.presenters.casework.cases.case_page import CaseDoors, CasePagePresenter
from desktop.presenters.casework.cases.cases import CasesPresenter
from desktop.presenters.casework.conclusions.conclusions import ConclusionsPresenter
from desktop.presenters.casework.conclusions.visible_conclusions import VisibleConclusions
from desktop.presenters.casework.intake.intake import IntakePresenter
from desktop.presenters.casework.list_screen import ListGround
from desktop.presenters.casework.register.register import RegisterPresenter
from desktop.presenters.casework.requests.requests import RequestsPresenter
from desktop.presenters.casework.visible.visible_cases import VisibleCases
from desktop.presenters.casework.visible.visible_requests import VisibleRequests
from desktop.presenters.conduct.calls.ringing import RingingPresenter
from desktop.presenters.desk_view import DeskView
from desktop.presenters.display.chair_display import ChairDisplayPresenter
from desktop.presenters.home.home import HomePresenter
from desktop.presenters.home.home_due import HomeDoors
from desktop.presenters.home.visible_schedule import VisibleSchedule
from desktop.presenters.home.waiting import WaitingDoors, WaitingPresenter
from desktop.presenters.live.resume_point import (
    recall_session,
    remember_session,
    was_beside,
)
from desktop.presenters.live.session_context import SessionContext, build_session_context
from desktop.presenters.printing.form_print import FormPrintPresenter
from desktop.presenters.reception.calendar.calendar import CalendarPresenter
from desktop.presenters.reception.schedule import SchedulePresenter
from desktop.presenters.reception.schedule_state import SubjectKind
from desktop.presenters.recording.playback import RecordingPresenter
from desktop.presenters.recording.shelf import ShelfPresenter
from desktop.presenters.reports.agencies import AgenciesPresenter
from desktop.presenters.reports.difficulties import DifficultiesPresenter
from desktop.presenters.reports.focal_points import FocalPointsPresenter
from desktop.presenters.reports.readiness_sheet import ReadinessSheetPresenter
from desktop.presenters.room.devices import DevicesPresenter
from desktop.presenters.room.kept_take import KeptTake
from desktop.presenters.room.room_check import RoomCheckPresenter
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.session.pre_join import Doors, PreJoinPresenter
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.trial import TrialDoors, TrialPresenter
from desktop.presenters.settings.settings import SettingsPresenter
from desktop.presenters.shell.line_report import LineReportPresenter
from desktop.presenters.shell.menu import first_screen, may_open
from desktop.presenters.shell.retained_events import RetainedEvents
from desktop.presenters.shell.shell import ShellPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.shell.status_bar import StatusBarPresenter
from desktop.presenters.shell.tile_sizes import TileSizes
from desktop.presenters.sync.unsent import UnsentPresenter


class ScreenPresenter(Protocol):
    """What every screen's presenter takes."""

    def on_event(self, event: Event) -> None:
        """Take in one event; those of other subjects are passed over."""
        ...

    def on_tick(self) -> None:
        """Time went on."""
        ...


class MenuPresenter(ScreenPresenter, Protocol):
    """Of a screen that lives as long as the desk."""

    def start(self) -> None:
        """The screen is shown."""
        ...


class DraftKeeper(MenuPresenter, Protocol):
    """Of a screen where something is written that is kept until it is sent."""

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        ...


class DeskPresenter:
    """All presenters of one desk. `pre_join` and `session` exist while the officer is there."""

    pre_join: PreJoinPresenter | None = None
    trial: TrialPresenter | None = None
    session: SessionPresenter | None = None

    def __init__(
        self, *, services: Services, clock: Clock, facts: DeskContext, view: DeskView
    ) -> None:
        services, cases = _for_the_person(services)
        self._services, self._clock, self._facts, self._view = services, clock, facts, view
        self._standing, self._tiles = RetainedEvents(), TileSizes(media=services.media, clock=clock)
        self._cover, self._take = (
            IdleLock(memory=services.memory, clock=clock),
            KeptTake(media=services.media, memory=services.memory, clock=clock),
        )
        self.ringing = RingingPresenter(
            services=services,
            clock=clock,
            render=view.ringing.render_ring,
            is_away=lambda: self.is_in_session or self._cover.is_down,
            enter=lambda session_id: _enter_called(self, session_id),
        )
        self.shell = ShellPresenter(
            services=services, clock=clock, facts=facts, render=view.render_shell
        )
        self.sign_in = SignInPresenter(
            services=services,
            clock=clock,
            facts=facts,
            render=view.render_sign_in,
            open_page=view.open_page,
        )
        self.room_check = RoomCheckPresenter(
            services=services,
            clock=clock,
            facts=facts,
            render=view.render_room_check,
            go_to=self.open_pre_join,
        )
        days = self._days = WorkingDaysSource(
            calendar=services.calendar, standing=facts.working_days
        )
        self.home = HomePresenter(
            services=services,
            clock=clock,
            render=view.render_home,
            days=days,
            doors=HomeDoors(
                enter=self.open_pre_join,
                try_out=self.open_trial,
                plan=lambda one: _open_at(
                    self,
                    Screen.SCHEDULE,
                    lambda: self.schedule.select(f"{SubjectKind.SESSION}:{one}"),
                ),
                open_case=self.open_case,
                decide=lambda one: _open_at(
                    self, Screen.REQUESTS, lambda: self.requests.select(one)
                ),
                follow_up=lambda one: _open_at(
                    self, Screen.CONCLUSIONS, lambda: self.conclusions.point_to(one)
                ),
                note_answer=lambda one: _open_at(
                    self, Screen.REGISTER, lambda: self.register.point_to(one)
                ),
            ),
            room=self.room_check.readiness,
        )
        self.waiting = WaitingPresenter(
            services=services,
            clock=clock,
            render=view.casework.render_waiting,
            doors=WaitingDoors(enter=self.open_pre_join, open_dossier=self.open_dossier),
        )
        self.requests = RequestsPresenter(
            services=services, clock=clock, days=days, render=view.casework.render_requests
        )
        self.intake = IntakePresenter(
            services=services,
            clock=clock,
            facts=facts,
            cases=cases,
            render=view.casework.render_intake,
        )
        self.schedule = SchedulePresenter(
            services=services, clock=clock, days=days, render=view.render_schedule
        )
        self.cases = CasesPresenter(
            services=services,
            clock=clock,
            cases=cases,
            render=view.casework.render_cases,
            open_case=self.open_case,
        )
        self.case_page = CasePagePresenter(
            services=services,
            clock=clock,
            cases=cases,
            render=view.casework.render_case,
            doors=CaseDoors(
                enter=self.open_pre_join,
                try_out=self.open_trial,
                open_dossier=self.open_dossier,
                mend=lambda one: _open_at(self, Screen.INTAKE, lambda: self.intake.open(one)),
                open_recording=lambda one: _open_recording(self, one),
            ),
        )
        self.recordings = ShelfPresenter(
            services=services,
            render=view.casework.render_recordings,
            open_recording=lambda one: _open_recording(self, one, is_from_list=True),
        )
        self.recording = RecordingPresenter(
            services=services,
            clock=clock,
            is_in_session=lambda: self.is_in_session,
            open_page=view.open_page,
            render=view.casework.render_recording,
        )
        self.register = RegisterPresenter(
            ListGround(
                services=services,
                clock=clock,
                render=view.casework.render_register,
                open_case=self.open_case,
            )
        )
        self.conclusions = ConclusionsPresenter(
            ListGround(
                services=services,
                clock=clock,
                render=view.casework.render_conclusions,
                open_case=self.open_case,
            ),
            days,
        )
        self.devices = DevicesPresenter(
            services=services,
            clock=clock,
            standing=self._standing.events,
            render=view.render_devices,
        )
        self.readiness_sheet = ReadinessSheetPresenter(
            services=services, clock=clock, facts=facts, render=view.render_readiness_sheet
        )
        self.focal_points = FocalPointsPresenter(
            services=services, clock=clock, facts=facts, render=view.render_focal_points
        )
        self.agencies = AgenciesPresenter(
            services=services, clock=clock, render=view.render_agencies
        )
        self.difficulties = DifficultiesPresenter(
            services=services, clock=clock, render=view.render_difficulties
        )
        self.calendar = CalendarPresenter(
            services=services,
            clock=clock,
            days=WorkingDaysSource(calendar=services.calendar, standing=facts.working_days),
            render=view.render_calendar,
        )
        self.unsent = UnsentPresenter(services=services, clock=clock, render=view.render_unsent)
        self.chair_display = ChairDisplayPresenter(
            services=services,
            clock=clock,
            trial=lambda: self.trial,
            faces_leader=facts.faces_leader,
            render=view.render_chair_display,
        )
        self.status_bar = StatusBarPresenter(
            services=services,
            chair_display=self.chair_display,
            render=view.render_status_bar,
            may_go=self._may_go,
            is_at_door=lambda: self.pre_join is not None,
            trial=lambda: self.trial,
        )
        self.line_report = LineReportPresenter(
            schedule=services.schedule, render=view.render_line_report
        )
        self.form_print = FormPrintPresenter(
            printing=services.printing, render=view.casework.render_form_print
        )
        self.settings = SettingsPresenter(settings=services.settings, render=view.render_settings)
        self._look = self.settings.look()
        self._keepers: tuple[DraftKeeper, ...] = (
            self.intake,
            self.requests,
            self.schedule,
            self.register,
            self.conclusions,
            self.readiness_sheet,
            self.focal_points,
            self.agencies,
            self.difficulties,
            self.calendar,
            self.recording,
        )
        self._screens: Mapping[Screen, MenuPresenter] = {
            Screen.SIGN_IN: self.sign_in,
            Screen.HOME: self.home,
            Screen.WAITING: self.waiting,
            Screen.INTAKE: self.intake,
            Screen.REQUESTS: self.requests,
            Screen.SCHEDULE: self.schedule,
            Screen.CASES: self.cases,
            Screen.CASE: self.case_page,
            Screen.RECORDINGS: self.recordings,
            Screen.RECORDING: self.recording,
            Screen.REGISTER: self.register,
            Screen.CONCLUSIONS: self.conclusions,
            Screen.ROOM_CHECK: self.room_check,
            Screen.DEVICES: self.devices,
            Screen.READINESS_SHEET: self.readiness_sheet,
            Screen.FOCAL_POINTS: self.focal_points,
            Screen.AGENCIES: self.agencies,
            Screen.DIFFICULTIES: self.difficulties,
            Screen.CALENDAR: self.calendar,
            Screen.UNSENT: self.unsent,
            Screen.SETTINGS: self.settings,
        }

    @property
    def is_in_session(self) -> bool:
        """In a session, at its door or in a trial: nobody else may end the program."""
        return not (self.session is None and self.pre_join is None and self.trial is None)

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """First picture; a session that was running when the program ended is entered again."""
        self.status_bar.draw()
        self.chair_display.draw()
        seat = self._services.access.signed_in()
        if seat is None:
            self._cover.lift()
            self._go(Screen.SIGN_IN)
        elif self._cover.was_down():
            self._lower_cover(seat)
        else:
            self._go_in(seat)

    def touch(self) -> None:
        """Somebody is there: a key, the mouse or a finger moved."""
        self._cover.touch()

    def navigate(self, screen: Screen) -> None:
        """An entry of the side menu."""
        if not self._may_navigate(screen):
            return
        if self.pre_join is not None:
            self.pre_join.back()
        if self.trial is not None:
            self.trial.leave()
        self._go(screen)

    def take_in(self) -> None:
        """Ctrl+N: to the intake, but not away from a session, its door or a trial."""
        if not self.is_in_session:
            self.navigate(Screen.INTAKE)

    def open_pre_join(self, session_id: SessionId) -> None:
        """To the room before a session."""
        context = self._context(session_id)
        if context is None or not context.may(Right.JOIN_SESSION):
            return
        self.form_print.close()
        self.pre_join = PreJoinPresenter(
            services=self._services,
            clock=self._clock,
            facts=self._facts,
            context=context,
            doors=Doors(on_enter=lambda way: self._enter(context, way), on_back=self._back_home),
            render=self._view.render_pre_join,
        )
        self.pre_join.start(self._standing.events())
        self.shell.show(Screen.PRE_JOIN)
        self.status_bar.draw()

    def open_trial(self, session_id: SessionId) -> None:
        """To the trial of a planned session."""
        context, call_id = self._context(session_id), trial_id(session_id)
        if context is None or call_id is None or self.is_in_session:
            return
        if not (may_be_tried(context.plan) and context.may(Right.JOIN_SESSION)):
            return
        self._keep_drafts()
        self.trial = TrialPresenter(
            services=self._services,
            clock=self._clock,
            context=context,
            call_id=call_id,
            doors=TrialDoors(
                on_changed=self._draw_around,
                on_left=self._back_home,
                has_second_display=lambda: self.status_bar.has_own_screen,
                is_covered=lambda: self.chair_display.is_covered,
            ),
            render=self._view.render_trial,
        )
        self.trial.start(self._standing.events())
        self.shell.show(Screen.TRIAL)
        self.status_bar.draw()

    def open_dossier(self, session_id: SessionId) -> None:
        """The dossier of a session, on home."""
        _open_at(self, Screen.HOME, lambda: self.home.open_dossier(session_id))

    def open_case(self, case_id: CaseId) -> None:
        """To the page of a case."""
        self.case_page.choose(case_id)
        self.navigate(Screen.CASE)

    def sign_out(self) -> None:
        """Khóa; not while in a session."""
        if self.session is None:
            self._services.access.sign_out()

    def ask_to_exit(self) -> None:
        """Ctrl+Q or ×; a running session is remembered and entered again at the next start."""
        self.keep_everything()
        self.shell.ask_to_exit()

    def keep_everything(self) -> None:
        """Whatever was typed goes to the store: the program may end now, asked or not."""
        if self.session is not None:
            self.session.minutes.flush()
            self.session.concluding.writing.leave()
        self._keep_drafts()

    def restart(self) -> None:
        """Khởi động lại ngay: for settings that need it; never under a session."""
        if self.is_in_session:
            return
        self.keep_everything()
        self._view.start_again()

    def show_tiles(self, tiles: Mapping[TrackId, int]) -> None:
        """How large each picture is shown now, in device pixels; 0: hidden."""
        self._tiles.look(tiles)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """One fact, to everybody it may concern."""
        if isinstance(event, FrameReady):
            return  # pictures go from the ring to the tiles, thirty times a second
        self._standing.take(event)
        self._take.on_event(event)
        self.shell.on_event(event)
        self.chair_display.on_event(event)
        self.status_bar.on_event(event)
        self.line_report.on_event(event)
        self.form_print.on_event(event)
        self.case_page.archiving.on_event(event)  # it is written on behind another screen
        self.ringing.on_event(event)
        self.room_check.on_event(event)
        self.settings.on_event(event)
        shown = self._shown()
        for standing in self._keepers:
            if standing is not shown:
                standing.on_event(event)  # what became of a draft is not missed elsewhere
        shown.on_event(event)
        if isinstance(event, AccessChanged):
            self._on_access_changed(event)
        if isinstance(event, SettingSaved):
            self._show_look()

    def on_tick(self) -> None:
        """Time went on."""
        is_busy = self.is_in_session
        self.room_check.look_at_time(is_in_session=is_busy)
        seat = self._services.access.signed_in()
        if seat is not None and self._cover.is_due(is_busy=is_busy):
            self._lower_cover(seat)
        self.ringing.on_tick()
        self._shown().on_tick()

    # ---- inside ----------------------------------------------------------------------------

    def _shown(self) -> ScreenPresenter:
        """The presenter of the present screen; the others draw when they are shown."""
        screen = self.shell.screen
        if screen is Screen.PRE_JOIN:
            return self.pre_join or self.home
        if screen is Screen.TRIAL:
            return self.trial or self.home
        if screen is Screen.SESSION:
            return self.session or self.home
        return self._screens[screen]

    def _may_navigate(self, screen: Screen) -> bool:
        """Not under the cover, and not out of a running session."""
        seat = self._services.access.signed_in()
        if seat is None or self._cover.is_down or self.session is not None:
            return False
        return may_open(screen, MATRIX[seat.officer.role])

    def _may_go(self, screen: Screen) -> bool:
        """Whether going there shows something else than now."""
        return self.shell.screen is not screen and self._may_navigate(screen)

    def _lower_cover(self, seat: SignedIn) -> None:
        """What is being written is kept first; sync goes on below."""
        self._cover.lower(seat)
        self._go(Screen.SIGN_IN)
        self.sign_in.tell_covered()

    def _on_access_changed(self, event: AccessChanged) -> None:
        if not self._cover.is_lifted_by(event.signed_in):
            self.sign_in.tell_covered()
            return
        self._cover.lift()
        is_at_door = self.shell.screen is Screen.SIGN_IN
        if event.signed_in is None and not is_at_door:
            self._go(Screen.SIGN_IN)
        elif event.signed_in is not None and is_at_door:
            self._go_in(event.signed_in)

    def _go_in(self, seat: SignedIn) -> None:
        """Into the remembered session if it can still be joined, else to the first of the menu."""
        session_id = recall_session(self._services.memory)
        context = self._context(session_id) if session_id else None
        if context is not None and _may_enter(context):
            is_beside = was_beside(self._services.memory, context.session_id)
            self._enter(context, JoinWay.BESIDE if is_beside else JoinWay.ASK)
            return
        if session_id is not None:
            remember_session(self._services.memory, None)
        self._go(first_screen(MATRIX[seat.officer.role]))

    def _context(self, session_id: SessionId) -> SessionContext | None:
        signed_in = self._services.access.signed_in()
        if signed_in is None:
            return None
        context = build_session_context(self._services.schedule, session_id, signed_in.officer)
        if context is None:
            return None
        facts = self._facts
        return replace(context, turn_s=facts.turn_s, phrases=facts.phrases, days=self._days.table())

    def _enter(self, context: SessionContext, way: JoinWay) -> None:
        has_joined = self.pre_join is not None
        self.pre_join = None
        session = SessionPresenter(
            services=self._services,
            clock=self._clock,
            context=context,
            render=self._view.render_session,
            on_changed=self._draw_around,
            on_left=self._back_home,
        )
        self.session = session
        session.start(self._standing.events(), has_joined=has_joined, way=way)
        self.chair_display.follow(session)
        self.status_bar.follow(session)
        self.shell.show(Screen.SESSION)

    def _back_home(self) -> None:
        self.pre_join = None
        self.trial = None
        self.session = None
        self._standing.forget_session()
        self.chair_display.follow(None)
        self.status_bar.follow(None)
        self._go(Screen.HOME)
        self._show_look()

    def _show_look(self) -> None:
        """As it was chosen; nothing is drawn anew while somebody works in a session."""
        look = self.settings.look()
        if look != self._look and not self.is_in_session:
            self._look = look
            self._view.apply_look(look)

    def _keep_drafts(self) -> None:
        self.form_print.close()
        self.intake.card.stop()
        for keeper in self._keepers:
            keeper.leave()

    def _draw_around(self) -> None:
        self.chair_display.draw()
        self.status_bar.draw()

    def _go(self, screen: Screen) -> None:
        if self.shell.screen is Screen.DEVICES:
            self.devices.leave()
        if self.shell.screen is Screen.CASE:
            self.case_page.leave()
        self._keep_drafts()
        self._screens[screen].start()
        self.shell.show(screen)
        self.status_bar.draw()


def _enter_called(desk: DeskPresenter, session_id: SessionId) -> None:
    """The desk was rung and accepted: it listens at once, whatever screen was shown."""
    context = desk._context(session_id)  # noqa: SLF001 - of this module
    if context is not None and _may_enter(context):
        desk._keep_drafts()  # noqa: SLF001 - of this module
        desk._enter(context, JoinWay.ASK)  # noqa: SLF001 - of this module


def _may_enter(context: SessionContext) -> bool:
    return context.plan.status in JOINABLE_STATUSES and context.may(Right.JOIN_SESSION)


def _open_at(desk: DeskPresenter, screen: Screen, show: Callable[[], None]) -> None:
    """To one thing of a screen."""
    desk.navigate(screen)
    show()


def _open_recording(
    desk: DeskPresenter, session_id: SessionId, *, is_from_list: bool = False
) -> None:
    """To the recording of a session, from the page of a case or the list of recordings."""
    desk.recording.choose(session_id, is_from_list=is_from_list)
    desk.navigate(Screen.RECORDING)


def leave_recording(desk: DeskPresenter) -> None:
    """Back to where it was opened from."""
    desk.navigate(Screen.RECORDINGS if desk.recording.is_from_list else Screen.CASE)


def _for_the_person(services: Services) -> tuple[Services, VisibleCases]:
    """Services that tell what the person at the desk may see, and the cases of them."""
    shown = VisibleSchedule(schedule=services.schedule, access=services.access)
    cases = VisibleCases(
        cases=services.cases,
        told=services.schedule,
        shown=shown,
        access=services.access,
        views=services.views,
        requests=services.requests,
    )
    requests = VisibleRequests(
        requests=services.requests,
        access=services.access,
        own_site_id=services.schedule.own_site().id,
    )
    conclusions = VisibleConclusions(conclusions=services.conclusions, shown=shown)
    made = replace(services, schedule=shown, requests=requests, conclusions=conclusions)
    return made, cases
