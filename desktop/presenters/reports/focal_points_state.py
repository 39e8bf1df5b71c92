"""What the screen "Đầu mối" draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.reports.focal_point import Contact
from desktop.domain.reports.unit_report import ReportState
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class FocalField(StrEnum):
    """Fields of the form; the value is the name a FieldFault uses."""

    LEADER_NAME = "leader.name"
    LEADER_TITLE = "leader.title"
    LEADER_MOBILE = "leader.mobile"
    LEADER_EMAIL = "leader.email"
    OFFICER_NAME = "officer.name"
    OFFICER_TITLE = "officer.title"
    OFFICER_MOBILE = "officer.mobile"
    OFFICER_EMAIL = "officer.email"
    TECHNICIAN_NAME = "technician.name"
    TECHNICIAN_MOBILE = "technician.mobile"
    ROOM_ADDRESS = "room_address"
    CONFERENCE_ENDPOINT = "conference_endpoint"
    DECISION_NUMBER = "decision_number"
    APPROVED_BY = "approved_by"
    EFFECTIVE_FROM = "effective_from"


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalVersion:
    """One version of this unit's list, for the history."""

    version: int
    leader: str
    officer: str
    decision_number: str
    handed_in_at: datetime
    state: ReportState
    received_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalUnitRow:
    """One unit at headquarters. report_id "": it has sent nothing yet."""

    report_id: str
    unit_name: str
    unit_code: str
    leader: Contact
    officer: Contact
    handed_in_at: datetime | None
    state: ReportState | None
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalForm:
    """The form of one unit, filled with what was sent last or with a draft.

    versions: what was sent, newest first. can_send: it says something new, or confirms a list
    of more than 90 days.
    """

    typed: FormState
    versions: tuple[FocalVersion, ...]
    can_send: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalList:
    """All units at headquarters.

    units: what the search left, those that wait for a receipt first. sent of due: of the
    official list, agencies_sent of agencies_due: of the directory. waiting: sent and not yet
    received.
    """

    units: tuple[FocalUnitRow, ...]
    sent: int
    due: int
    agencies_sent: int
    agencies_due: int
    waiting: int
    search: str
    can_receive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPointsViewState:
    """Focal points: exactly one of form and list is there."""

    form: FocalForm | None
    list: FocalList | None
    can_export: bool
    message: Message | None
