"""The page of one case: what is asked, its sessions, their gates and people, what came before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.events import CasesChanged, IntakesChanged
from desktop.domain.casework.history import MOST_LINES
from desktop.domain.casework.intake import KnownIntake, came_at
from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType
from desktop.domain.casework.matter.flags import CaseFacts, FlagReason, propose_flags
from desktop.domain.casework.visit import FINAL_VISITS
from desktop.domain.clock import Clock
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.conduct.signing.version import short_code
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import CaseId, SessionId, SiteId, UserId, VisitId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.session import SessionPlan, site_role
from desktop.domain.reception.sessions_of_case import (
    earlier_sessions,
    next_session,
    times_received,
)
from desktop.domain.record.events import AmendmentsChanged, IncidentsChanged
from desktop.domain.record.incident import Incident, incident_text
from desktop.domain.recording.events import RecordingsChanged
from desktop.domain.room.condition import checked
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import Connectivity
from desktop.presenters.casework.cases.amending import AmendingPresenter
from desktop.presenters.casework.cases.archiving import ArchivingPresenter, is_archive_outcome
from desktop.presenters.casework.cases.case_papers import CasePapers
from desktop.presenters.casework.cases.cases_state import (
    AddedAmendment,
    CasePage,
    CaseSession,
    CaseViewState,
    CaseVisit,
    FlagView,
    InvitedPerson,
    KnownGate,
    NotedIncident,
    RoomAtOpening,
    SigningFact,
    SitePeople,
)
from desktop.presenters.casework.intake.intake_mending import is_to_be_mended
from desktop.presenters.casework.visible.visible_cases import VisibleCases
from desktop.presenters.services.access import person_may
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.gate_cell import gate_cell, local_day
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.session_verb import SessionVerb, session_verb

_FACTS = (
    CasesChanged, IntakesChanged, IncidentsChanged, AmendmentsChanged, ScheduleChanged,
    AccessChanged, SyncChanged, RecordingsChanged,
)  # fmt: skip
_REASONS_OF = {
    CaseFlag.LARGE_GROUP: frozenset({FlagReason.GROUP_SIZE}),
    CaseFlag.COMPLEX: frozenset(),
    CaseFlag.PROLONGED: frozenset({FlagReason.RECEPTIONS}),
}
"""By which of the facts that this PC knows a flag is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDoors:
    """Where one goes from a case: into the room of a session, its trial, its dossier.

    mend: to a visit that the city would not have. open_recording: to what this PC recorded of it.
    """

    enter: Callable[[SessionId], None]
    try_out: Callable[[SessionId], None]
    open_dossier: Callable[[SessionId], None]
    mend: Callable[[VisitId], None]
    open_recording: Callable[[SessionId], None]


class CasePagePresenter(AsksCity, DrawnScreen[CaseViewState]):
    """Lives as long as the desk, with the case that was opened last. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        cases: VisibleCases,
        render: Callable[[CaseViewState], None],
        doors: CaseDoors,
    ) -> None:
        self._services = services
        self._clock = clock
        self._cases = cases
        self._doors = doors
        self.papers = CasePapers(services=services, clock=clock, cases=cases)
        self.amending = AmendingPresenter(services=services, now=self._now, on_changed=self.draw)
        self.archiving = ArchivingPresenter(services=services, on_changed=self.draw)
        super().__init__(render)
        self._case_id: CaseId | None = None
        self._noted: tuple[UserId | None, bool] | None = None

    # ---- what the person does --------------------------------------------------------------

    def choose(self, case_id: CaseId) -> None:
        """The case that is shown from now on."""
        self._case_id = case_id
        self.papers.choose(case_id)

    def start(self) -> None:
        """The screen is shown: that is the opening of a case."""
        self._noted = None
        self.papers.expect()
        self._note_and_draw()

    def leave(self) -> None:
        """Another screen is shown, or the cover: no sheet waits below for who comes next."""
        self.papers.leave()
        self.archiving.leave(self._case_id)

    def activate(self, session_id: SessionId) -> None:
        """The button of the next session: its room, or its trial."""
        page = self.state().page
        one = None if page is None else page.next
        if one is None or one.session_id != session_id:
            return
        if one.verb is SessionVerb.ENTER:
            self._doors.enter(session_id)
        elif one.verb is SessionVerb.TRY:
            self._doors.try_out(session_id)

    def open_session(self, session_id: SessionId) -> None:
        """A row of the sessions: its dossier."""
        page = self.state().page
        shown = () if page is None else page.sessions
        if any(one.session_id == session_id and one.has_seat for one in shown):
            self._doors.open_dossier(session_id)

    def open_recording(self, session_id: SessionId) -> None:
        """Bản ghi, of a session that is shown with one."""
        page = self.state().page
        shown = () if page is None else page.sessions
        if any(one.session_id == session_id and one.has_recording for one in shown):
            self._doors.open_recording(session_id)

    def amend(self, session_id: SessionId) -> None:
        """Bổ sung, of a closed session that is shown."""
        plan = _plan(self._cases, self._case_id, session_id)
        if plan is not None:
            self.amending.open(plan)

    def archive(self, session_id: SessionId) -> None:
        """Xuất hồ sơ, of a session that is over and shown."""
        plan = _plan(self._cases, self._case_id, session_id)
        if plan is not None:
            self.archiving.open(plan)

    def mend(self, visit_id: VisitId) -> None:
        """Mở lại để sửa, of a visit that is shown."""
        page = self.state().page
        shown = () if page is None else page.visits
        if any(one.visit_id == visit_id and one.can_mend for one in shown):
            self._doors.mend(visit_id)

    def print_receipt(self, visit_id: VisitId) -> None:
        """In giấy biên nhận, of a visit that is shown."""
        page = self.state().page
        shown = () if page is None else page.visits
        if any(one.visit_id == visit_id and one.can_print for one in shown):
            self.papers.print_receipt(visit_id)
        self.draw()

    def turn_page(self, steps: int) -> None:
        """Ctrl+PgDn (1), Ctrl+PgUp (-1) in the open paper."""
        self.papers.turn(steps)
        self.draw()

    def close_paper(self) -> None:
        """Esc, or the × of the open paper."""
        self.papers.close()
        self.draw()

    def dismiss(self) -> None:
        """The message over the papers was read."""
        self.papers.dismiss()
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        self.amending.on_event(event)
        if isinstance(event, _FACTS) or is_amend_failure(event):
            self._note_and_draw()
        elif is_archive_outcome(event) or self.papers.take(event):
            self.draw()

    def on_tick(self) -> None:
        """Countdowns run on."""
        self.draw()

    @override
    def state(self) -> CaseViewState:
        """What the screen draws now."""
        case = None if self._case_id is None else self._cases.find(self._case_id)
        if case is not None:
            plans = self._cases.sessions(case.id)
            papers = self.papers.view(case, plans)
            return CaseViewState(
                page=self._page(case, plans),
                papers=papers,
                message=None,
                amend=self.amending.sheet(self._is_shown),
                archive=self.archiving.sheet(self._is_shown),
            )
        kept = None if self._case_id is None else self._cases.kept(self._case_id)
        if kept is None:
            gone = Message(code=MessageCode.CASE_GONE, tone=Tone.WARN)
            return CaseViewState(page=None, papers=None, message=gone)
        data = {"unit": kept.unit_name}
        message = Message(code=MessageCode.CASE_KEPT, tone=Tone.WARN, data=data)
        return CaseViewState(page=None, papers=None, message=message)

    # ---- inside ----------------------------------------------------------------------------

    def _note_and_draw(self) -> None:
        """Who looks is noted once for each person, and once more if it is kept from them."""
        if self._case_id is not None:
            signed_in = self._services.access.signed_in()
            seat = None if signed_in is None else signed_in.officer.id
            view = seat, self._cases.find(self._case_id) is None
            if view != self._noted:
                self._noted = view
                self._cases.note_opening(self._case_id)
        self.draw()

    def _now(self) -> datetime:
        """The city's time, in whole seconds."""
        offset_s = self._services.sync.status().clock_offset_s
        return (self._clock.now() + timedelta(seconds=offset_s)).replace(microsecond=0)

    def _page(self, case: Case, plans: Sequence[SessionPlan]) -> CasePage:
        now = self._now()
        ahead = next_session(plans, now)
        shown = ahead or (plans[-1] if plans else None)
        has_history = case.petition_type is not PetitionType.DENUNCIATION
        earlier = earlier_sessions(plans)[:MOST_LINES] if has_history else ()
        visits = self._visits(case.id) if has_history else ()
        times = times_received(plans, (one.intake.visit for one in visits))
        may_take = person_may(self._services.access, Right.RECEIVE_CITIZEN)
        return CasePage(
            case_id=case.id,
            code=case.code,
            asked_at=self._cases.asked_at(case.id),
            title=case.title,
            petition_type=case.petition_type,
            flags=_flags(case, times, local_day(now)),
            group_size=case.group_size,
            times_received=times,
            request=case.request,
            previous_result=case.told_result,
            sessions=tuple(self._session(plan, now) for plan in reversed(plans)),
            next=None if ahead is None else self._session(ahead, now),
            gates=() if ahead is None else self._gates(ahead, now),
            people_at=None if shown is None else shown.scheduled_start,
            people=() if shown is None else self._people(shown),
            history=tuple(self._session(plan, now) for plan in earlier),
            visits=tuple(self._visit(case.id, one, now, may_take=may_take) for one in visits),
            has_history=has_history,
        )

    def _visits(self, case_id: CaseId) -> tuple[KnownIntake, ...]:
        """Of this unit: no other is told of them."""
        if not person_may(self._services.access, Right.READ_REQUESTS):
            return ()
        return self._services.intakes.of_case(case_id)

    def _visit(
        self, case_id: CaseId, known: KnownIntake, now: datetime, *, may_take: bool
    ) -> CaseVisit:
        given = self.papers.handed_in_at(case_id, known)
        can_print = may_take and given is not None and bool(given.papers)
        is_today = local_day(came_at(known.intake.visit)) == local_day(now)
        return _visit(known, may_take=may_take, can_print=can_print, is_today=is_today)

    def _session(self, plan: SessionPlan, now: datetime) -> CaseSession:
        schedule = self._services.schedule
        has_seat = site_role(plan, schedule.own_site().id) is not None
        may_join = has_seat and person_may(self._services.access, Right.JOIN_SESSION)
        ending = plan.ending
        return CaseSession(
            session_id=plan.id,
            starts_at=plan.scheduled_start,
            chair_label=plan.chair_label,
            central_site_name=self._site_name(plan.central_site_id),
            status=plan.status if ending is None else ending.status,
            reason=plan.call_off_reason if ending is None else ending.reason,
            verb=session_verb(plan, may_join=may_join),
            has_seat=has_seat,
            is_today=local_day(plan.scheduled_start) == local_day(now),
            rooms=self._rooms(plan),
            incidents=self._incidents(plan.id),
            has_recording=plan.id in self._services.recordings.sessions(),
            signing=_signing(schedule.signing(plan.id)),
            amendments=self._amendments(plan.id),
            can_amend=self.amending.can_open(plan, self._is_shown),
            can_archive=self.archiving.can_open(plan, self._is_shown),
        )

    def _is_shown(self, session_id: SessionId) -> bool:
        """Whether it is of the case that is open: sheets of another one wait there."""
        return _plan(self._cases, self._case_id, session_id) is not None

    def _amendments(self, session_id: SessionId) -> tuple[AddedAmendment, ...]:
        return tuple(
            AddedAmendment(
                at=one.at,
                author=one.author,
                site_name=self._site_name(one.owner_site_id),
                text=one.text,
                reason=one.reason,
                storage=one.storage,
            )
            for one in self._services.amendments.of_session(session_id)
        )

    def _incidents(self, session_id: SessionId) -> tuple[NotedIncident, ...]:
        """As they were noted, with what became of their lines of the minutes."""
        noted = self._services.incidents.of_session(session_id)
        lines = self._services.minutes.lines(session_id) if noted else ()
        texts = {line.id: line.text for line in lines}
        return tuple(
            _incident(one, self._site_name(one.owner_site_id), texts.get(one.line_id, ""))
            for one in noted
        )

    def _rooms(self, plan: SessionPlan) -> tuple[RoomAtOpening, ...]:
        """As they were when it was opened."""
        kept = self._cases.condition(plan.id)
        if kept is None:
            return ()
        return tuple(
            RoomAtOpening(
                site_name=self._site_name(one.site_id),
                checked=checked(one, kept.opened_at),
                check=one.check,
            )
            for one in kept.sites
        )

    def _gates(self, plan: SessionPlan, now: datetime) -> tuple[KnownGate, ...]:
        is_offline = self._services.sync.status().connectivity is not Connectivity.ONLINE
        return tuple(
            KnownGate(cell=gate_cell(gate, now, is_offline=is_offline), evidence=gate.evidence)
            for gate in plan.gates
        )

    def _people(self, plan: SessionPlan) -> tuple[SitePeople, ...]:
        """By site, the central one first; sites without anybody are not there."""
        by_site = {
            site_id: tuple(
                InvitedPerson(label=one.label, role=one.role)
                for one in plan.participants
                if one.site_id == site_id
            )
            for site_id in plan.site_ids
        }
        return tuple(
            SitePeople(site_name=self._site_name(site_id), people=people)
            for site_id, people in by_site.items()
            if people
        )

    def _site_name(self, site_id: SiteId) -> str:
        site = self._services.schedule.site(site_id)
        return "" if site is None else site.short_name


def _visit(known: KnownIntake, *, may_take: bool, can_print: bool, is_today: bool) -> CaseVisit:
    visit, citizens = known.intake.visit, known.intake.citizens
    return CaseVisit(
        visit_id=visit.id,
        at=came_at(visit),
        ticket=visit.ticket_no,
        number=visit.visit_number,
        names=tuple(one.full_name for one in citizens),
        status=visit.status if is_today or visit.status in FINAL_VISITS else None,
        outcome=visit.outcome,
        storage=known.storage,
        can_mend=may_take and is_to_be_mended(known),
        can_print=can_print,
    )


def _plan(cases: VisibleCases, case_id: CaseId | None, session_id: SessionId) -> SessionPlan | None:
    """A session of the case, if that is shown to this person."""
    if case_id is None or cases.find(case_id) is None:
        return None
    return next((one for one in cases.sessions(case_id) if one.id == session_id), None)


def is_amend_failure(event: Event) -> bool:
    """Something that was added could not be kept."""
    return isinstance(event, ActionFailed) and event.action == "amend"


def _signing(kept: SessionSigning | None) -> SigningFact | None:
    """Of the version that is signed; of one that is read back anew nothing is signed."""
    version = None if kept is None or not kept.is_frozen else kept.signing.version
    if kept is None or version is None:
        return None
    noted = [one for one in kept.signatures if one.version == version.number]
    refused = sum(one.form is SignatureForm.NOT_SIGNED for one in noted)
    return SigningFact(
        number=0 if kept.number is None else kept.number.number,
        version=version.number,
        code=short_code(version.sha256),
        signed=len(noted) - refused,
        refused=refused,
    )


def _incident(incident: Incident, site_name: str, text: str) -> NotedIncident:
    is_as_noted = text == incident_text(incident.kind, site_name)
    return NotedIncident(
        at=incident.at,
        kind=incident.kind,
        site_name=site_name,
        noted_by=incident.noted_by,
        text="" if is_as_noted else text,
    )


def _flags(case: Case, times: int, today: date) -> tuple[FlagView, ...]:
    facts = CaseFacts(people=case.group_size, receptions=times)
    proposed = propose_flags(facts, today).reasons
    return tuple(
        FlagView(flag=flag, reasons=tuple(one for one in proposed if one in _REASONS_OF[flag]))
        for flag in CaseFlag
        if flag in case.flags
    )
