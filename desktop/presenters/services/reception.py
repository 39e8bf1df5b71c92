"""What presenters ask of the schedule: what is planned, what is to be, which days count."""

from datetime import datetime
from typing import Protocol

from desktop.domain.casework.matter.case import Case
from desktop.domain.conduct.calls.waiting_ticket import TicketAct, WaitingTicket
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.directory.site import Site
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.calendar_day import CalendarDay, KnownDay
from desktop.domain.reception.gate import GateKind, Leave
from desktop.domain.reception.notice import Notice
from desktop.domain.reception.planning import NearLeave, SessionWish
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.condition import RoomCondition


class ScheduleService(Protocol):
    """What is due. Reads memory, so it answers without a network. Event: ScheduleChanged."""

    def own_site(self) -> Site:
        """The site of this PC."""
        ...

    def site(self, site_id: SiteId) -> Site | None:
        """A site by its id."""
        ...

    def known_sites(self) -> tuple[Site, ...]:
        """Every site that this PC knows, by name."""
        ...

    def sessions(self) -> tuple[SessionPlan, ...]:
        """Sessions this site has a seat in, by scheduled start."""
        ...

    def every_session(self) -> tuple[SessionPlan, ...]:
        """Sessions this site is told of, by scheduled start.

        At headquarters also those in which it has no seat: they are planned there, and nobody of
        it can enter them.
        """
        ...

    def revision(self, session_id: SessionId) -> int:
        """The city's revision of a session as it is shown, 0 of one that is not known."""
        ...

    def case(self, case_id: CaseId) -> Case | None:
        """A case by its id."""
        ...

    def condition(self, session_id: SessionId) -> RoomCondition | None:
        """What was measured of the rooms of a session before its opening.

        None before it, and where the city of that day did not keep it.
        """
        ...

    def signing(self, session_id: SessionId) -> SessionSigning | None:
        """What was frozen of its minutes and who signed them; None where the city keeps nothing."""
        ...

    def ticket(self, session_id: SessionId) -> WaitingTicket | None:
        """Who waits for a session; None: nobody came yet, or the city keeps no queue."""
        ...


class CalendarService(Protocol):
    """Ngày nghỉ, ngày làm bù. Reads memory. Events: CalendarChanged, ActionFailed("save_day")."""

    def known(self) -> tuple[KnownDay, ...]:
        """Every day that headquarters has changed, with where its text is, by date."""
        ...

    def days(self) -> tuple[CalendarDay, ...]:
        """The days, without those that the city would not have, by date."""
        ...

    def save(self, day: CalendarDay) -> None:
        """Keep a tidied day and queue it for the city: one transaction. Settles a clash.

        What failed has the day as `day` in its data.
        """
        ...


class PlanningService(Protocol):
    """Lập lịch: the city decides at once, so it needs the city.

    Events: SessionPlanned, PlanRefused, GateNoted, TicketTurned, TicketRefused, TakeNoted,
    ActionFailed("plan_session", "call_off_session", "note_notice", "witness_gate", "allow_late",
    "turn_ticket", "tell_take" or "allow_without_take").
    """

    def plan(self, wish: SessionWish) -> None:
        """Plan a session, or give one that is planned another hour, place or people."""
        ...

    def plan_near(self, wish: SessionWish, leave: NearLeave) -> None:
        """As `plan`, although its notice is late: by a leader. The PIN is kept nowhere."""
        ...

    def call_off(self, session_id: SessionId, status: SessionStatus, reason: str) -> None:
        """Postpone or cancel (status) a session that was not opened."""
        ...

    def note_notice(self, session_id: SessionId, notice: Notice) -> None:
        """The notice of a session went out."""
        ...

    def witness(self, session_id: SessionId, kind: GateKind, words: str) -> None:
        """A person notes a gate of a session elsewhere, which this program cannot measure."""
        ...

    def turn_ticket(self, session_id: SessionId, act: TicketAct) -> None:
        """Warn, call or take back who waits for a session."""
        ...

    def allow_late(self, session_id: SessionId, leave: Leave) -> None:
        """A leader lets a gate count that was passed late. The PIN is kept nowhere."""
        ...

    def tell_take(self, session_id: SessionId, made_at: datetime | None) -> None:
        """When this room's last good take was, aware; None: it has none that counts."""
        ...

    def allow_without_take(self, session_id: SessionId, leave: NearLeave) -> None:
        """A leader lets this site come in without a take. The PIN is kept nowhere."""
        ...
