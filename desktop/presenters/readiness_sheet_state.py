"""What the screen "Phiếu rà soát" draws."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.readiness_sheet import SheetOverall, SheetResult
from desktop.domain.unit_report import FaultKind, ReportState
from desktop.presenters.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One line. seen_by: "" for the program's own measurement; seen_at None: nobody saw it."""

    code: str
    label: str
    is_required: bool
    group: str
    result: SheetResult
    value: str
    remark: str
    seen_by: str
    seen_at: datetime | None
    fix: str
    fault: FaultKind | None
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDetail:
    """The texts of the chosen line. needs_fix: it is not met, somebody must mend it."""

    code: str
    label: str
    remark: str
    fix_by: str
    fix_due: str
    needs_fix: bool
    is_due_wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetForm:
    """The sheet of this room. seen of total: of the required lines."""

    rows: tuple[SheetRow, ...]
    detail: SheetDetail | None
    seen: int
    total: int
    unmet: int
    overall: SheetOverall
    can_send: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySheet:
    """A unit's newest sheet at headquarters. unmet: lines with what is said of them."""

    report_id: str
    unit_name: str
    overall: SheetOverall
    unmet: tuple[str, ...]
    handed_in_at: datetime
    state: ReportState


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySheets:
    """Newest sheets of all units, those that wait for a receipt first."""

    sheets: tuple[CitySheet, ...]
    waiting: int
    can_receive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSheetViewState:
    """Exactly one of form and city is there."""

    form: SheetForm | None
    city: CitySheets | None
    can_export: bool
    message: Message | None
