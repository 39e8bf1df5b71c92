"""Who may do what: one matrix, enforced by the server and drawn by the desk."""

from enum import StrEnum

from desktop.domain.access.person import Role
from desktop.domain.directory.site import SiteKind, SiteRole


class Right(StrEnum):
    """One thing a person may do."""

    READ_DIRECTORY = "read_directory"
    READ_SCHEDULE = "read_schedule"
    READ_REPORTS = "read_reports"
    READ_CASE = "read_case"
    JOIN_SESSION = "join_session"
    OPEN_SESSION = "open_session"
    CLOSE_SESSION = "close_session"
    PAUSE_SESSION = "pause_session"
    SET_STEP = "set_step"
    GIVE_FLOOR = "give_floor"
    ASK_FLOOR = "ask_floor"
    CALL_ROLL = "call_roll"
    WRITE_MINUTES = "write_minutes"
    EXPORT_MINUTES = "export_minutes"
    ADD_PAPER = "add_paper"
    PRESENT_PAPER = "present_paper"
    SEE_DIAGNOSTICS = "see_diagnostics"
    SEE_ROOMS = "see_rooms"
    REPORT_TO_CITY = "report_to_city"
    RECEIVE_REPORTS = "receive_reports"
    EDIT_DIRECTORY = "edit_directory"
    EDIT_CALENDAR = "edit_calendar"
    SCHEDULE_SESSION = "schedule_session"
    TAKE_REQUEST = "take_request"
    READ_REQUESTS = "read_requests"
    DECIDE_REQUEST = "decide_request"
    RECEIVE_CITIZEN = "receive_citizen"
    CALL_AGENCY = "call_agency"
    ANSWER_CALL = "answer_call"


class Scope(StrEnum):
    """How far a leader's word goes (domain.md §1.2)."""

    COMMUNE = "commune"
    CITY = "city"


_DIRECTORY = frozenset({Right.READ_DIRECTORY})
_STATE = _DIRECTORY | {Right.READ_SCHEDULE, Right.READ_REPORTS}
_EVERYDAY = _STATE | frozenset(
    {
        Right.READ_CASE,
        Right.JOIN_SESSION,
        Right.ASK_FLOOR,
        Right.CALL_ROLL,
        Right.ADD_PAPER,
    }
)
_CONDUCT = frozenset(
    {
        Right.OPEN_SESSION,
        Right.CLOSE_SESSION,
        Right.PAUSE_SESSION,
        Right.SET_STEP,
        Right.GIVE_FLOOR,
        Right.PRESENT_PAPER,
        Right.CALL_AGENCY,
        Right.ANSWER_CALL,
    }
)
_WRITING = frozenset({Right.WRITE_MINUTES, Right.EXPORT_MINUTES})
_REPORTING = frozenset({Right.REPORT_TO_CITY})
_TAKING = frozenset({Right.TAKE_REQUEST, Right.READ_REQUESTS})
_DECIDING = frozenset({Right.DECIDE_REQUEST, Right.READ_REQUESTS})

MATRIX: dict[Role, frozenset[Right]] = {
    Role.ROOM_OFFICER: (
        _EVERYDAY
        | _CONDUCT
        | _WRITING
        | _REPORTING
        | _TAKING
        | {Right.SCHEDULE_SESSION, Right.RECEIVE_CITIZEN}
    ),
    Role.SECRETARY: (
        _EVERYDAY | _WRITING | _REPORTING | _TAKING | {Right.SET_STEP, Right.PRESENT_PAPER}
    ),
    Role.LEADER: _EVERYDAY | _CONDUCT | _REPORTING | _DECIDING | {Right.EXPORT_MINUTES},
    Role.HQ_CLERK: (
        _EVERYDAY
        | _CONDUCT
        | _WRITING
        | _REPORTING
        | _TAKING
        | _DECIDING
        | {Right.SEE_ROOMS, Right.RECEIVE_REPORTS, Right.EDIT_DIRECTORY}
        | {Right.SCHEDULE_SESSION, Right.RECEIVE_CITIZEN}
    ),
    Role.AGENCY_USER: _EVERYDAY
    | _REPORTING
    | {Right.PRESENT_PAPER, Right.WRITE_MINUTES, Right.ANSWER_CALL},
    Role.OBSERVER: _STATE | {Right.SEE_ROOMS},
    Role.TECHNICIAN: _DIRECTORY | {Right.SEE_DIAGNOSTICS},
    Role.CITY_ADMIN: (
        _STATE | {Right.SEE_DIAGNOSTICS, Right.SEE_ROOMS, Right.EDIT_DIRECTORY, Right.EDIT_CALENDAR}
    ),
}


def may(role: Role, right: Right) -> bool:
    """Whether a person of this role may do it."""
    return right in MATRIX[role]


CONDUCTING = frozenset(
    {
        Right.OPEN_SESSION,
        Right.CLOSE_SESSION,
        Right.PAUSE_SESSION,
        Right.SET_STEP,
        Right.GIVE_FLOOR,
        Right.CALL_AGENCY,
    }
)
"""Only the central site or a leader of the city does these in a session (domain.md §1.1)."""


def scope_at(site_kind: SiteKind | None) -> Scope:
    """The scope of a leader who signed in at a site of this kind: the city's is headquarters."""
    return Scope.CITY if site_kind is SiteKind.HEADQUARTERS else Scope.COMMUNE


def may_in_session(
    role: Role, right: Right, *, site_role: SiteRole | None, is_practice: bool, scope: Scope
) -> bool:
    """Whether a person may do it from this site of a session; practice lets any site conduct.

    A leader of the city conducts from any site; a commune's, where the commune is the centre.
    """
    if not may(role, right):
        return False
    is_city_leader = role is Role.LEADER and scope is Scope.CITY
    may_conduct = site_role is SiteRole.CENTRAL or is_practice or is_city_leader
    return may_conduct or right not in CONDUCTING
