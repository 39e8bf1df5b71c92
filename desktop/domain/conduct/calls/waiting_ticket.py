"""Hàng chờ: who waits for a session today, and how they are called (ux-2.md §7). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SessionId, SiteId, VisitId
from desktop.domain.reception.session import (
    AHEAD_STATUSES,
    CALLED_STATUSES,
    OPEN_STATUSES,
    SessionPlan,
)
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.measurements import Overall

LONG_WAIT: Final = timedelta(minutes=30)
"""From then on the wait is marked."""
UNDO_S: Final = 30
"""So long a call is offered to be taken back by one key."""

_BEFORE_OPENING = AHEAD_STATUSES | CALLED_STATUSES
_TAKES_THE_CHAIR = OPEN_STATUSES - {SessionStatus.PAUSED}


class TicketAct(StrEnum):
    """What who conducts does with a ticket.

    WARN: the room is told that it is next. CALL: it is asked in. WITHDRAW: neither of them.
    """

    WARN = "warn"
    CALL = "call"
    WITHDRAW = "withdraw"


class CallFault(StrEnum):
    """Why nobody is called.

    NOT_WAITING: nobody waits for this session, or it was opened. NOT_HERE: their room is not
    connected. NOT_CLOSED: another session of this chair goes on. CALLED: another one was called.
    """

    NOT_WAITING = "not_waiting"
    NOT_HERE = "not_here"
    NOT_CLOSED = "not_closed"
    CALLED = "called"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTicket:
    """Somebody waits at a site for a session. Written by the city; it names nobody.

    number: of the site's day, as the visitor's receipt has it. waits_since: when they came.
    left_at: when the visit ended otherwise. is_here: the site's seat in the session is connected.
    checked_at, overall: of the newest check of that room which the city had. Times: aware.
    """

    session_id: SessionId
    site_id: SiteId
    visit_id: VisitId
    number: int
    waits_since: datetime
    warned_at: datetime | None = None
    called_at: datetime | None = None
    left_at: datetime | None = None
    is_here: bool = False
    checked_at: datetime | None = None
    overall: Overall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSession:
    """Another session of the same chair. number: of its ticket, None without one."""

    status: SessionStatus
    number: int | None
    is_called: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCalled:
    """fault: why. number: of the other session's ticket, where it has one."""

    fault: CallFault
    number: int | None = None


NOBODY_WAITS: Final = NotCalled(fault=CallFault.NOT_WAITING)


def waits(ticket: WaitingTicket | None, status: SessionStatus) -> bool:
    """Whether somebody still waits for a session in this status."""
    return ticket is not None and ticket.left_at is None and status in _BEFORE_OPENING


def is_called(ticket: WaitingTicket | None, status: SessionStatus) -> bool:
    """Whether they were asked in, and the session was not opened yet."""
    return ticket is not None and waits(ticket, status) and ticket.called_at is not None


def act_fault(
    act: TicketAct,
    ticket: WaitingTicket | None,
    status: SessionStatus,
    others: Iterable[OtherSession],
) -> NotCalled | None:
    """What stands against it, the worst first. status: of the ticket's session.

    others: sessions of the same central site.
    """
    if ticket is None or not waits(ticket, status):
        return NOBODY_WAITS
    if act is not TicketAct.CALL:
        return None
    others = tuple(others)
    for one in others:
        if one.status in _TAKES_THE_CHAIR:
            return NotCalled(fault=CallFault.NOT_CLOSED, number=one.number)
    for one in others:
        if one.is_called:
            return NotCalled(fault=CallFault.CALLED, number=one.number)
    return None if ticket.is_here else NotCalled(fault=CallFault.NOT_HERE)


def acted(ticket: WaitingTicket, act: TicketAct, now: datetime) -> WaitingTicket:
    """The ticket afterwards; the same once more changes nothing."""
    if act is TicketAct.WITHDRAW:
        return replace(ticket, warned_at=None, called_at=None)
    if act is TicketAct.WARN:
        return replace(ticket, warned_at=ticket.warned_at or now)
    return replace(ticket, called_at=ticket.called_at or now)


def calling_order(
    plan: SessionPlan, ticket: WaitingTicket | None
) -> tuple[datetime, datetime, str]:
    """By the hour of the session, then by who came first: the same at every site."""
    came = plan.scheduled_start if ticket is None else ticket.waits_since
    return plan.scheduled_start, came, plan.id
