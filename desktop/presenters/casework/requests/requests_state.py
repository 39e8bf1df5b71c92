"""What the screen "Yêu cầu tiếp công dân" draws."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import OnlineGate
from desktop.domain.casework.matter.reception_request import Decision
from desktop.domain.ids import RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingView:
    """The left half: a request being written.

    proposed: what the answers speak for, None for nothing or for several; is_mixed: for several,
    so it is to be split. gate: whether it may be received online, as far as is known. kept_at: of
    the draft, aware, None while nothing is kept. unsent: requests of this unit that the city does
    not have yet.
    """

    form: FormState
    proposed: PetitionType | None
    is_mixed: bool
    gate: OnlineGate
    is_denunciation: bool
    kept_at: datetime | None
    can_take: bool
    unsent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request that waits for a decision. waited_days: whole days; is_late: longer than it should.

    name, content: as this person may know them, "" of what is kept from them. gate: BLOCKED ones
    are never received online. refused: what was decided of it and the city would not have; reason:
    the city's word why, machine-readable, "" without one.
    """

    id: RequestId
    waited_days: int
    is_late: bool
    name: str
    group_size: int
    content: str
    unit_name: str
    flags: frozenset[CaseFlag]
    gate: OnlineGate
    is_selected: bool
    refused: Decision | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A request of this unit that the city would not have: it stays here. reason: as of RequestRow.

    taken_at: aware.
    """

    id: RequestId
    name: str
    content: str
    taken_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    """A request of which something was decided, the newest first. storage: of the decision.

    notice_due: of a refusal that this unit has to tell in writing, the last day for it; is_overdue:
    it is over. notice_sent: on which it was told; number: of the letter, where it was noted;
    noted_by: who says so. appointment: of a request of this unit that led to a session to come;
    place: where its citizen sits then.
    """

    id: RequestId
    name: str
    unit_name: str
    decision: Decision
    decided_by: str
    decided_at: datetime
    storage: RecordStorage
    notice_due: date | None = None
    is_overdue: bool = False
    notice_sent: date | None = None
    number: str = ""
    noted_by: str = ""
    appointment: datetime | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotingView:
    """That the notice of this request went out: it stands in its row."""

    id: RequestId
    form: FormState
    can_press: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingView:
    """The right half: what waits, and the decision of the one that is selected.

    refused: requests that the city would not have. oldest_days: of what waits, None when nothing
    does. received_at: of the selected one; wants_online: of its citizen. first_day: of what is
    chosen to be received online, the first day on which that could lawfully be, when its notice
    goes out today. choice: what is chosen, for the words of the button. is_flagged: it needs
    dossier and participants before it can be scheduled. decides: who does. may_decide: the person;
    others see what waits and what was decided. to_schedule: the request that was decided "online"
    just now, for who plans its session. noting: None while nobody notes that a notice went out.
    """

    refused: tuple[RefusedRow, ...]
    rows: tuple[RequestRow, ...]
    decided: tuple[DecidedRow, ...]
    oldest_days: int | None
    selected: RequestRow | None
    received_at: datetime | None
    wants_online: bool
    first_day: date | None
    choice: Decision | None
    is_flagged: bool
    form: FormState
    can_press: bool
    decides: str
    may_decide: bool
    to_schedule: RequestId | None = None
    noting: NotingView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsViewState:
    """taking: None for who does not take requests. deciding: what waits and what was decided."""

    taking: TakingView | None
    deciding: DecidingView
    today: date
    message: Message | None
