"""What the screen "Kết luận" and the panel of one conclusion draw."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import ItemQuery, Pressing
from desktop.domain.ids import ConclusionItemId, DocumentId
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class ItemAct(StrEnum):
    """What is written into an item.

    GIVE: what the chair said. ISSUE: in which notice it stands. STEP: on by one key. EXTEND:
    another day. URGE: a letter to whoever is to do it. RESULT: what became of it. STRIKE: it was
    made by mistake.
    """

    GIVE = "give"
    ISSUE = "issue"
    STEP = "step"
    EXTEND = "extend"
    URGE = "urge"
    RESULT = "result"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyChoice:
    """A body that may be named: a site, or OTHER_AGENCY with an empty name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPaper:
    """A paper that says what became of it. title: "" of one that is not known here."""

    document_id: DocumentId
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionPanel:
    """What is being written into one item.

    agencies: choices of AGENCY_SITE. papers: of the result, as it would be. can_attach: a paper may
    be added; is_coming: one is being looked at. other: what was written here and lost a clash, in
    one line, else "". can_save: False while the last press is under way.
    """

    act: ItemAct
    task: str
    status: ItemStatus
    deadline: date | None
    typed: FormState
    agencies: tuple[AgencyChoice, ...]
    papers: tuple[ResultPaper, ...]
    can_attach: bool
    is_coming: bool
    other: str
    can_save: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionRow:
    """One item of the list.

    overdue_days: calendar days since its day, 0 when it is not past. working_days: until its day,
    which is counted; 0 of one that is not to come. phone: hidden but for its end. step: what one
    key would say of it. acts: what the person may write, the first is the button's. is_refused: the
    city would not have it. has_clash: it was written into here and elsewhere at once. urges: how
    often somebody was urged; answer_by: of the last time.
    """

    item_id: ConclusionItemId
    pressing: Pressing
    status: ItemStatus
    task: str
    agency: str
    co_agencies: str
    contact: str
    phone: str
    deadline: date | None
    no_deadline_reason: str
    overdue_days: int
    working_days: int
    extensions: int
    given_on: date
    case_code: str
    notice_number: str
    result: str
    papers: int
    struck_reason: str
    step: ItemStatus | None
    acts: tuple[ItemAct, ...]
    is_refused: bool
    has_clash: bool
    urges: int = 0
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionsViewState:
    """The list.

    agencies: that are named in any item, by name. open_count, finished_count: whatever is looked
    for. more: found, and not among the rows. groups: how many of each, as found. looked_to: the
    last day that counts as soon. selected: a row that is shown, or None. acts: what may be written
    into it now. notice_of: the code of its session, whose tasks this unit may tell in a notice;
    "": nothing to tell.
    """

    query: ItemQuery
    agencies: tuple[str, ...]
    open_count: int
    finished_count: int
    rows: tuple[ConclusionRow, ...]
    groups: tuple[tuple[Pressing, int], ...]
    more: int
    looked_to: date
    selected: ConclusionItemId | None
    acts: tuple[ItemAct, ...]
    panel: ConclusionPanel | None
    message: Message | None
    notice_of: str = ""
