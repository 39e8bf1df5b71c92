"""Who may do what: one matrix, enforced by the server and drawn by the desk."""

from enum import StrEnum

from desktop.domain.enums import Role, SiteKind, SiteRole
from desktop.domain.sync import EntityKind


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
    WRITE_MINUTES = "write_minutes"
    EXPORT_MINUTES = "export_minutes"
    ADD_PAPER = "add_paper"
    PRESENT_PAPER = "present_paper"
    SEE_DIAGNOSTICS = "see_diagnostics"
    SEE_ROOMS = "see_rooms"
    REPORT_TO_CITY = "report_to_city"
    RECEIVE_REPORTS = "receive_reports"
    EDIT_DIRECTORY = "edit_directory"


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
    }
)
_WRITING = frozenset({Right.WRITE_MINUTES, Right.EXPORT_MINUTES})
_REPORTING = frozenset({Right.REPORT_TO_CITY})

MATRIX: dict[Role, frozenset[Right]] = {
    Role.ROOM_OFFICER: _EVERYDAY | _CONDUCT | _WRITING | _REPORTING,
    Role.SECRETARY: _EVERYDAY | _WRITING | _REPORTING | {Right.SET_STEP, Right.PRESENT_PAPER},
    Role.LEADER: _EVERYDAY | _CONDUCT | _REPORTING | {Right.EXPORT_MINUTES},
    Role.HQ_CLERK: (
        _EVERYDAY
        | _CONDUCT
        | _WRITING
        | _REPORTING
        | {Right.SEE_ROOMS, Right.RECEIVE_REPORTS, Right.EDIT_DIRECTORY}
    ),
    Role.AGENCY_USER: _EVERYDAY | _REPORTING | {Right.PRESENT_PAPER, Right.WRITE_MINUTES},
    Role.OBSERVER: _STATE | {Right.SEE_ROOMS},
    Role.TECHNICIAN: _DIRECTORY | {Right.SEE_DIAGNOSTICS},
    Role.CITY_ADMIN: _STATE | {Right.SEE_DIAGNOSTICS, Right.SEE_ROOMS, Right.EDIT_DIRECTORY},
}


RIGHT_TO_WRITE: dict[EntityKind, Right] = {
    EntityKind.MINUTE_LINE: Right.WRITE_MINUTES,
    EntityKind.PAPER: Right.ADD_PAPER,
    EntityKind.FOCAL_POINT: Right.REPORT_TO_CITY,
    EntityKind.DIFFICULTY: Right.REPORT_TO_CITY,
    EntityKind.READINESS_SHEET: Right.REPORT_TO_CITY,
    EntityKind.RECEIPT: Right.RECEIVE_REPORTS,
    EntityKind.AGENCY: Right.EDIT_DIRECTORY,
    EntityKind.VIEW: Right.READ_CASE,
}
"""Of every kind of record that a room writes; the others are the city's."""

RIGHT_TO_READ: dict[EntityKind, Right] = {
    EntityKind.SITE: Right.READ_DIRECTORY,
    EntityKind.AGENCY: Right.READ_DIRECTORY,
    EntityKind.SESSION: Right.READ_SCHEDULE,
    EntityKind.CASE: Right.READ_CASE,
    EntityKind.MINUTE_LINE: Right.READ_CASE,
    EntityKind.PAPER: Right.READ_CASE,
    EntityKind.FOCAL_POINT: Right.READ_REPORTS,
    EntityKind.DIFFICULTY: Right.READ_REPORTS,
    EntityKind.READINESS_SHEET: Right.READ_REPORTS,
    EntityKind.RECEIPT: Right.READ_REPORTS,
}
"""Of every kind of record that is told; a session without READ_CASE without the citizens' side."""

NEVER_TOLD = frozenset({EntityKind.VIEW})
"""Kinds that nobody is told of, whatever the role: they are for the city's audit log alone."""


def writable_kinds(role: Role) -> frozenset[EntityKind]:
    """What a person of this role may send to the city, whoever wrote it on this PC."""
    return frozenset(kind for kind, right in RIGHT_TO_WRITE.items() if may(role, right))


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
