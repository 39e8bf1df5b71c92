"""What the screen "Phiếu rà soát" draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.faults import FaultKind
from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.readiness_sheet import SheetOverall, SheetResult
from desktop.domain.reports.unit_report import ReportState
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class SheetField(StrEnum):
    """What is written on a line; who mends it by when only where it is not met."""

    REMARK = "remark"
    FIX_BY = "fix_by"
    FIX_DUE = "fix_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoThumb:
    """A photo, small. image None: not drawn yet; is_lost: it cannot be had."""

    sha256: str
    image: PageImage | None
    is_lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoView:
    """One photo, large. unit_name: "" in the unit itself. number: of count, from 1."""

    unit_name: str
    code: str
    label: str
    number: int
    count: int
    image: PageImage | None
    is_lost: bool


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
    photos: tuple[PhotoThumb, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDetail:
    """The texts and photos of the chosen line.

    typed: of a line that is not met also who mends it, until when. is_adding: a photo is on its
    way in; has_room: the line takes one more.
    """

    code: str
    label: str
    typed: FormState
    photos: tuple[PhotoThumb, ...]
    is_adding: bool
    has_room: bool
    can_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetForm:
    """The sheet of this room. seen of total: of the required lines.

    is_adding: a photo is on its way in, the sheet waits for it. refusals: presses so far that did
    not send it.
    """

    rows: tuple[SheetRow, ...]
    detail: SheetDetail | None
    seen: int
    total: int
    unmet: int
    overall: SheetOverall
    can_send: bool
    is_adding: bool
    refusals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetLine:
    """A line that is not met. fix_by, fix_due: who mends it by when, "" where nobody said."""

    label: str
    remark: str
    fix_by: str
    fix_due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySheet:
    """A unit's newest sheet at headquarters."""

    report_id: str
    unit_name: str
    overall: SheetOverall
    unmet: tuple[UnmetLine, ...]
    handed_in_at: datetime
    state: ReportState
    photo_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySheets:
    """Newest sheets, those that wait for a receipt first.

    sheets: of the units that the search finds. total, waiting: of all units.
    """

    sheets: tuple[CitySheet, ...]
    search: str
    total: int
    waiting: int
    can_receive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSheetViewState:
    """Exactly one of form and city is there; viewer: the photo that is shown large."""

    form: SheetForm | None
    city: CitySheets | None
    can_export: bool
    message: Message | None
    viewer: PhotoView | None = None
