"""Who may do what: one matrix, enforced by the server and drawn by the desk."""

from enum import StrEnum

from desktop.domain.enums import Role, SiteRole
from desktop.domain.sync import EntityKind


class Right(StrEnum):
    """One thing a person may do."""

    READ_SCHEDULE = "read_schedule"
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


_EVERYDAY = frozenset(
    {
        Right.READ_SCHEDULE,
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
    Role.OBSERVER: frozenset({Right.READ_SCHEDULE}),
    Role.TECHNICIAN: frozenset({Right.SEE_DIAGNOSTICS}),
    Role.CITY_ADMIN: frozenset(
        {Right.READ_SCHEDULE, Right.SEE_DIAGNOSTICS, Right.SEE_ROOMS, Right.EDIT_DIRECTORY}
    ),
}


RIGHT_TO_WRITE: dict[EntityKind, Right] = {
    EntityKind.MINUTE_LINE: Right.WRITE_MINUTES,
    EntityKind.PAPER: Right.ADD_PAPER,
    EntityKind.FOCAL_POINT: Right.REPORT_TO_CITY,
    EntityKind.DIFFICULTY: Right.REPORT_TO_CITY,
    EntityKind.READINESS_SHEET: Right.REPORT_TO_CITY,
    EntityKind.RECEIPT: Right.RECEIVE_REPORTS,
    EntityKind.AGENCY: Right.EDIT_DIRECTORY,
}
"""Of every kind of record that a room writes; the others are the city's."""


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
"""Only the central site or a leader does these in a session (domain.md §1.1)."""


def may_in_session(
    role: Role, right: Right, *, site_role: SiteRole | None, is_practice: bool
) -> bool:
    """Whether a person may do it from this site of a session; practice lets any site conduct."""
    if not may(role, right):
        return False
    may_conduct = site_role is SiteRole.CENTRAL or is_practice or role is Role.LEADER
    return may_conduct or right not in CONDUCTING
