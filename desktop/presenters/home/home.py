"""Home, "Buổi tiếp hôm nay": what is due, what can be entered, what is not sent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_never

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.events import ConclusionsChanged, RegisterChanged, RequestsChanged
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.ids import SessionId
from desktop.domain.papers.events import DossierChanged, PapersChanged
from desktop.domain.reception.events import CalendarChanged, ScheduleChanged
from desktop.domain.reception.session import OVER_STATUSES, SessionPlan
from desktop.domain.record.events import MinutesChanged, SearchAnswered
from desktop.domain.room.events import RoomChecked
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import Connectivity, SyncStatus
from desktop.domain.text import matches
from desktop.presenters.home.home_due import HomeDoors, HomeDue
from desktop.presenters.home.home_export import DossierExport
from desktop.presenters.home.home_hits import home_hits
from desktop.presenters.home.home_rows import (
    RowFacts,
    build_row,
    is_in_period,
    missing_trial,
    row_order,
)
from desktop.presenters.home.home_state import (
    DossierPanel,
    DossierPerson,
    HomeHit,
    HomePeriod,
    HomeRow,
    HomeViewState,
    UnsentSummary,
)
from desktop.presenters.room.room_check_state import RoomReadiness
from desktop.presenters.services.access import Sitter, person_may
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.sync.unsent_items import age_s, unsent_count
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.gate_cell import local_day
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.render_on_change import Panel
from desktop.presenters.view.session_verb import SessionVerb, session_verb

_NOTHING = SearchAnswered(search="", hits=())

_EMPTY = {
    HomePeriod.TODAY: MessageCode.SCHEDULE_EMPTY,
    HomePeriod.WEEK: MessageCode.WEEK_EMPTY,
    HomePeriod.AHEAD: MessageCode.AHEAD_EMPTY,
}


class HomePresenter(AsksCity, DrawnScreen[HomeViewState]):
    """doors: where the officer goes from here. room: says how ready this room is."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        render: Callable[[HomeViewState], None],
        days: WorkingDaysSource,
        doors: HomeDoors,
        room: Callable[[], RoomReadiness],
    ) -> None:
        self._services = services
        self._clock = clock
        self._doors = doors
        self._due = HomeDue(
            services=services, days=days, doors=doors, open_dossier=self.open_dossier
        )
        self._room = room
        super().__init__(render)
        self._rows: Panel[tuple[HomeRow, ...]] = Panel()
        self._period = HomePeriod.TODAY
        self._search = ""
        self._found = _NOTHING
        self._hits: tuple[tuple[HomeHit, ...], int] = ((), 0)
        self._hits_of: tuple[SearchAnswered, frozenset[SessionId]] | None = None
        self._sitter = Sitter(services.access)
        self._dossier: SessionId | None = None
        self._export = DossierExport(services=services)

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown. Whoever sits down finds no search of the one before."""
        self._export.start()
        if self._sitter.has_changed():
            self._search, self._found = "", _NOTHING
        elif self._found.search != self._search:
            self._ask()  # the answer may have come while another screen was shown
        self._note_dossier()
        self.draw()

    def choose_period(self, period: HomePeriod) -> None:
        """Hôm nay, Tuần."""
        self._period = period
        self.draw()

    def search(self, text: str) -> None:
        """F3: narrow the list, and look through all that is kept; marks do not matter."""
        if text != self._search:
            self._search = text
            self._ask()
        self.draw()

    def activate(self, session_id: SessionId) -> None:
        """Enter, or the button of a row."""
        row = next((one for one in self._all_rows() if one.session_id == session_id), None)
        if row is None:
            return
        match row.verb:
            case SessionVerb.ENTER:
                self._doors.enter(session_id)
            case SessionVerb.TRY:
                self._doors.try_out(session_id)
            case SessionVerb.OPEN_DOSSIER:
                self.open_dossier(session_id)
            case other:
                assert_never(other)

    def open_dossier(self, session_id: SessionId) -> None:
        """Mở hồ sơ."""
        self._dossier = session_id
        self._export.forget()
        self._note_dossier()
        self.draw()

    def close_dossier(self) -> None:
        """Back to the list alone."""
        self._dossier = None
        self._export.forget()
        self.draw()

    def export(self, session_id: SessionId, path: Path) -> None:
        """Xuất biên bản in the dossier of this session."""
        self._export.begin(session_id, path)
        self.draw()

    def show_all_due(self, *, is_whole: bool) -> None:
        """Xem tất cả, Thu gọn."""
        self._due.show_all(is_whole=is_whole)
        self.draw()

    def open_due(self, key: str) -> None:
        """The button of what is due."""
        self._due.open(key, self._now(self._services.sync.status()))

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case ScheduleChanged() | AccessChanged():
                self._hits_of = None
                self.draw()
            case SyncChanged() | MinutesChanged() | RoomChecked() | RequestsChanged():
                self.draw()
            case PapersChanged():
                self.draw()
            case CalendarChanged() | DossierChanged() | ConclusionsChanged() | RegisterChanged():
                self.draw()
            case SearchAnswered():
                self._found = event
                self.draw()
            case _:
                if self._export.take(event):
                    self.draw()

    def on_tick(self) -> None:
        """Countdowns run on."""
        self.draw()

    @override
    def state(self) -> HomeViewState:
        """What the screen draws now."""
        status = self._services.sync.status()
        now = self._now(status)
        rows = self._rows.kept(self._all_rows())
        shown = tuple(row for row in rows if self._is_found(row))
        hits, more_hits = self._found_beside(shown)
        return HomeViewState(
            now=now,
            room=self._room(),
            may_receive=person_may(self._services.access, Right.RECEIVE_CITIZEN),
            due=self._due.view(now),
            may_see_requests=any(
                person_may(self._services.access, right)
                for right in (Right.TAKE_REQUEST, Right.DECIDE_REQUEST)
            ),
            waiting_requests=self._waiting_requests(),
            may_schedule=person_may(self._services.access, Right.SCHEDULE_SESSION),
            site_name=self._services.schedule.own_site().name,
            period=self._period,
            search=self._search,
            rows=shown,
            total_rows=len(rows),
            hits=hits,
            more_hits=more_hits,
            is_searching=self._may_search() and self._found.search != self._search,
            schedule_at=status.confirmed_at,
            message=self._message(status, rows),
            dossier=self._dossier_panel(),
            unsent=UnsentSummary(
                items=unsent_count(status),
                size_bytes=status.pending_bytes,
                refused=status.refused_operations,
                oldest_s=age_s(status, now.replace(second=0)),
            ),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _waiting_requests(self) -> int:
        """Requests that this person could decide."""
        if not person_may(self._services.access, Right.DECIDE_REQUEST):
            return 0
        return sum(one.is_waiting for one in self._services.requests.requests())

    def _now(self, status: SyncStatus) -> datetime:
        """The city's time, in whole seconds: a tick within the second draws nothing."""
        now = self._clock.now() + timedelta(seconds=status.clock_offset_s)
        return now.replace(microsecond=0)

    def _plans(self) -> list[SessionPlan]:
        today = local_day(self._now(self._services.sync.status()))
        plans = self._services.schedule.sessions()
        return [plan for plan in plans if is_in_period(plan, self._period, today)]

    def _all_rows(self) -> tuple[HomeRow, ...]:
        schedule = self._services.schedule
        status = self._services.sync.status()
        facts = RowFacts(
            now=self._now(status),
            own_site_id=schedule.own_site().id,
            may_join=self._may_join(),
            is_offline=status.connectivity is not Connectivity.ONLINE,
        )
        rows = []
        for plan in self._plans():
            cases = [schedule.case(case_id) for case_id in plan.case_ids]
            site = schedule.site(plan.central_site_id)
            rows.append(
                build_row(
                    plan,
                    next((case for case in cases if case is not None), None),
                    central_site_name=site.short_name if site else "",
                    facts=facts,
                )
            )
        return tuple(sorted(rows, key=row_order))

    def _ask(self) -> None:
        if self._may_search():
            self._services.search.find(self._search)

    def _may_join(self) -> bool:
        return person_may(self._services.access, Right.JOIN_SESSION)

    def _may_search(self) -> bool:
        return person_may(self._services.access, Right.READ_CASE)

    def _found_beside(self, shown: tuple[HomeRow, ...]) -> tuple[tuple[HomeHit, ...], int]:
        """Made anew only when something changed: this is asked for at every tick."""
        if self._found.search != self._search or not self._may_search():
            return (), 0
        of = self._found, frozenset(row.session_id for row in shown)
        if of != self._hits_of:
            self._hits_of = of
            self._hits = home_hits(self._found, self._services.schedule, listed=of[1])
        return self._hits

    def _is_found(self, row: HomeRow) -> bool:
        if not self._search.strip():
            return True
        plan = self._plan(row.session_id)
        cases = [self._services.schedule.case(one) for one in plan.case_ids] if plan else []
        names = [person.full_name for person in plan.participants] if plan else []
        codes = [case.code for case in cases if case is not None]
        code = plan.code if plan else ""
        return matches(self._search, (row.title, row.citizen_label, code, *codes, *names))

    def _plan(self, session_id: SessionId) -> SessionPlan | None:
        plans = self._services.schedule.sessions()
        return next((plan for plan in plans if plan.id == session_id), None)

    def _note_dossier(self) -> None:
        """Whoever sits down next may find it open."""
        if self._dossier is not None and self._plan(self._dossier) is not None:
            self._services.views.note(self._dossier, Viewing.DOSSIER)

    def _message(self, status: SyncStatus, rows: tuple[HomeRow, ...]) -> Message | None:
        at = status.confirmed_at
        data = {"at": at} if at is not None else {}
        if status.connectivity is not Connectivity.ONLINE:
            return Message(code=MessageCode.SCHEDULE_STALE, tone=Tone.WARN, data=data)
        if not rows:
            return Message(code=_EMPTY[self._period], tone=Tone.INFO, data=data)
        gate = missing_trial(self._plans(), self._now(status))
        if gate is None:
            return None
        return Message(code=MessageCode.TRIAL_MISSING, tone=Tone.WARN, data={"due": gate.due_at})

    def _dossier_panel(self) -> DossierPanel | None:
        plan = self._plan(self._dossier) if self._dossier else None
        if plan is None:
            return None
        schedule = self._services.schedule
        cases = [schedule.case(case_id) for case_id in plan.case_ids]
        case = next((one for one in cases if one is not None), None)
        return DossierPanel(
            session_id=plan.id,
            session_code=plan.code,
            starts_at=plan.scheduled_start,
            case_code=case.code if case else "",
            title=plan.title,
            petition_type=case.petition_type if case else None,
            flags=case.flags if case else frozenset(),
            request=case.request if case else "",
            previous_result=case.told_result if case else "",
            ending=plan.ending,
            people=tuple(
                DossierPerson(
                    label=person.label,
                    title=person.title,
                    agency=person.agency,
                    role=person.role,
                    site_name=site.short_name if (site := schedule.site(person.site_id)) else "",
                )
                for person in plan.participants
            ),
            verb=session_verb(plan, may_join=self._may_join()),
            is_over=plan.status in OVER_STATUSES,
            export=self._export.offer(plan.id),
            export_message=self._export.message(plan.id),
        )
