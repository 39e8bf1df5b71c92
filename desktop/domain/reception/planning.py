"""What a clerk asks the city to plan, and why the city may not (ux-2.md §3)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import CaseId, RequestId, SessionId, UserId
from desktop.domain.reception.session import PlannedSession, SessionPlan, was_broken_off
from desktop.domain.reception.status import SessionStatus


class PlanFault(StrEnum):
    """Why nothing was planned. PlanProblem.subject: what it is about.

    CHAIR_BUSY, SITE_BUSY, CASE_BUSY: in another session at that time; of a chair the subject is
    the central site there. ODD_TIME: outside office hours or on a day off, and the clerk did not
    say that it is meant. UNKNOWN_YEAR: the same of a day off that nobody may know of yet; the
    subject is the year. TOO_NEAR: the notice would be late; the subject is the first lawful day.
    REQUEST_PLANNED: another session receives the request; the subject is its case.
    NO_PARTICIPANTS, NO_DOSSIER: of a flagged case, the site that owes them.
    NOT_DECIDED: nobody decided that the request is received online; the subject is its id.
    CHANGED: somebody was faster. BEGUN: its rooms were called, or it is over. UNKNOWN: a reason
    that only a newer city knows.
    """

    PAST = "past"
    ENDS_BEFORE = "ends_before"
    TOO_LONG = "too_long"
    TOO_MANY_SITES = "too_many_sites"
    SITE_TWICE = "site_twice"
    UNKNOWN_SITE = "unknown_site"
    UNKNOWN_CASE = "unknown_case"
    CHAIR_BUSY = "chair_busy"
    SITE_BUSY = "site_busy"
    CASE_BUSY = "case_busy"
    REQUEST_PLANNED = "request_planned"
    ODD_TIME = "odd_time"
    UNKNOWN_YEAR = "unknown_year"
    TOO_NEAR = "too_near"
    NO_PARTICIPANTS = "no_participants"
    NO_DOSSIER = "no_dossier"
    BLOCKED_ONLINE = "blocked_online"
    NOT_DECIDED = "not_decided"
    FOREIGN_CENTRE = "foreign_centre"
    CHANGED = "changed"
    BEGUN = "begun"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProblem:
    """One reason. subject: the site, case or number it is about; at: when that one is busy."""

    fault: PlanFault
    subject: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCase:
    """A case that a session receives, as it is at the city.

    request_id: the request that it is made of, by the city, which alone knows who asks; its id is
    `case_of_request`.
    """

    id: CaseId
    request_id: RequestId | None = None


def holds_its_cases(other: SessionPlan, continued: SessionId | None) -> bool:
    """Whether requests of another session are received there, and nowhere else.

    continued: the session that is gone on with. What was broken off is received again with it.
    """
    if other.status is SessionStatus.CANCELLED:
        return False
    return continued is None or not was_broken_off(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLeave:
    """A leader lets a session be planned although its notice is late. pin: shows that it is."""

    leader: UserId
    pin: str = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionWish(PlannedSession):
    """A session as a clerk wants it. Code, gates and status are the city's.

    base_revision: of the session as the clerk saw it, 0 for a new one.
    """

    base_revision: int
    cases: tuple[PlannedCase, ...]
    is_odd_time_meant: bool = False
