"""Kết luận: what a chair tells a body to do, by when, and what became of it (domain.md §4.16, §5).

An item is made of a line of the minutes and never deleted: one made by mistake is struck out with a
reason. Once it stands in a notice its words stay; its day moves by an extension alone, which names
who approved it and why. Whether it is overdue is computed, never kept.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from desktop.domain.faults import FaultKind, FieldFault, is_reason
from desktop.domain.ids import (
    CaseId,
    ConclusionItemId,
    DocumentId,
    MinuteLineId,
    SessionId,
    SiteId,
    UserId,
)
from desktop.domain.text import plain_line

MAX_TASK: Final = 8_000
MAX_NOTE: Final = 2_000
"""Characters of a result."""
MAX_NAME: Final = 250
MAX_REASON: Final = 500
MAX_EXTENSIONS: Final = 50
MAX_URGES: Final = 50
MAX_RESULT_PAPERS: Final = 50


class ItemStatus(StrEnum):
    """Where an item stands, in the order in which it goes on.

    DRAFT: noted, something is lacking. ANNOUNCED: spoken by the chair, whole. ISSUED: in a notice.
    REPORTED: to whoever forwarded the matter. ANSWERED: the citizen was told.
    """

    DRAFT = "draft"
    ANNOUNCED = "announced"
    ISSUED = "issued"
    IN_PROGRESS = "in_progress"
    EXTENDED = "extended"
    DONE = "done"
    REPORTED = "reported"
    ANSWERED = "answered"
    CLOSED = "closed"


S = ItemStatus
ITEM_MOVES: Final[Mapping[ItemStatus, frozenset[ItemStatus]]] = MappingProxyType(
    {
        S.DRAFT: frozenset({S.ANNOUNCED}),
        S.ANNOUNCED: frozenset({S.ISSUED}),
        S.ISSUED: frozenset({S.IN_PROGRESS, S.EXTENDED}),
        S.IN_PROGRESS: frozenset({S.DONE, S.EXTENDED}),
        S.EXTENDED: frozenset({S.IN_PROGRESS}),
        S.DONE: frozenset({S.REPORTED}),
        S.REPORTED: frozenset({S.ANSWERED}),
        S.ANSWERED: frozenset({S.CLOSED}),
        S.CLOSED: frozenset(),
    }
)
"""What follows what; a pair that is not here is refused."""
NOT_ISSUED: Final = frozenset({S.DRAFT, S.ANNOUNCED})
"""Its words may still change, and it may be struck out."""
AT_WORK: Final = frozenset({S.ISSUED, S.IN_PROGRESS, S.EXTENDED})
"""Somebody is to do it: its day may be moved and its result noted."""
WITH_RESULT: Final = frozenset({S.DONE, S.REPORTED, S.ANSWERED, S.CLOSED})
FINISHED: Final = frozenset({S.ANSWERED, S.CLOSED})
"""The citizen was told: nobody waits any more."""
_STEPS: Final = MappingProxyType(
    {
        S.ISSUED: S.IN_PROGRESS,
        S.EXTENDED: S.IN_PROGRESS,
        S.DONE: S.REPORTED,
        S.REPORTED: S.ANSWERED,
        S.ANSWERED: S.CLOSED,
    }
)
"""What is said by one key; the other moves need something written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Gia hạn. former, deadline: the day before and after it. noted_at: aware."""

    former: date
    deadline: date
    approver: str
    reason: str
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge:
    """Đôn đốc: a letter went to whoever is to do it. answer_by: until then an answer is waited for.

    number: of the letter. noted_at: aware.
    """

    number: str
    answer_by: date
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStep:
    """Since when a task has been so far, from DONE on: a term of the law runs from that day.

    noted_at: aware.
    """

    status: ItemStatus
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionItem:
    """One task of a conclusion.

    giving_site_id: the unit that wrote it down and gives the task. given_on: the day of the session
    in Hai Phong. agency, agency_site_id: who must do it; None for a body without a desk. deadline:
    None where no_deadline_reason says why. contact_person, contact_phone: đầu mối; else
    no_contact_reason. result_document_ids: papers of the case. struck_out_at, struck_by_name,
    struck_reason: together. Times: aware.
    """

    id: ConclusionItemId
    session_id: SessionId
    case_id: CaseId
    giving_site_id: SiteId
    line_id: MinuteLineId
    created_at: datetime
    created_by: UserId
    given_on: date
    task: str
    status: ItemStatus = ItemStatus.DRAFT
    agency: str = ""
    agency_site_id: SiteId | None = None
    co_agencies: str = ""
    deadline: date | None = None
    no_deadline_reason: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    no_contact_reason: str = ""
    notice_number: str = ""
    extensions: tuple[Extension, ...] = ()
    result: str = ""
    result_document_ids: tuple[DocumentId, ...] = ()
    struck_out_at: datetime | None = None
    struck_by_name: str = ""
    struck_reason: str = ""
    urges: tuple[Urge, ...] = ()
    steps: tuple[ItemStep, ...] = ()

    @property
    def is_struck(self) -> bool:
        """Gạch bỏ."""
        return self.struck_out_at is not None

    @property
    def given_deadline(self) -> date | None:
        """The day that the chair named, whatever it was moved to since."""
        return self.extensions[0].former if self.extensions else self.deadline

    @property
    def came_so_far_at(self) -> datetime | None:
        """Since when it stands where it stands; None: nobody noted it, or it is not done."""
        last = self.steps[-1] if self.steps else None
        return last.noted_at if last is not None and last.status is self.status else None

    @property
    def is_open(self) -> bool:
        """Chưa xong: the citizen was not told yet."""
        return not self.is_struck and self.status not in FINISHED

    @property
    def is_waited_for(self) -> bool:
        """Given and not done: its day counts."""
        return not self.is_struck and (self.status in AT_WORK or self.status is S.ANNOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """What the chair said, as it may be written until it is issued."""

    task: str
    agency: str
    agency_site_id: SiteId | None
    co_agencies: str
    deadline: date | None
    no_deadline_reason: str
    contact_person: str
    contact_phone: str
    no_contact_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStrike:
    """Somebody strikes an item out. at: aware."""

    at: datetime
    by_name: str
    reason: str


def item_key(line_id: str) -> ConclusionItemId:
    """The id of an item: one for each line of the minutes, whichever PC makes it."""
    return ConclusionItemId(hashlib.sha256(f"conclusion\n{line_id}".encode()).hexdigest()[:32])


def may_item_become(origin: ItemStatus, target: ItemStatus) -> bool:
    """Whether lawful moves lead from one to the other; none is needed for the same.

    A desk without a network makes several, and the city hears of the last alone.
    """
    reached, due = {origin}, [origin]
    while due:
        new = ITEM_MOVES[due.pop()] - reached
        reached |= new
        due += new
    return target in reached


def next_step(item: ConclusionItem) -> ItemStatus | None:
    """What one key says of it next; None: something must be written, or it is over."""
    return None if item.is_struck else _STEPS.get(item.status)


def words_of(item: ConclusionItem) -> ItemWords:
    """What the chair said."""
    return ItemWords(
        task=item.task,
        agency=item.agency,
        agency_site_id=item.agency_site_id,
        co_agencies=item.co_agencies,
        deadline=item.deadline,
        no_deadline_reason=item.no_deadline_reason,
        contact_person=item.contact_person,
        contact_phone=item.contact_phone,
        no_contact_reason=item.no_contact_reason,
    )


def with_words(item: ConclusionItem, words: ItemWords) -> ConclusionItem:
    """With these words; a draft that lacks nothing any more is announced."""
    said = replace(
        item,
        task=plain_line(words.task),
        agency=plain_line(words.agency),
        agency_site_id=words.agency_site_id,
        co_agencies=plain_line(words.co_agencies),
        deadline=words.deadline,
        no_deadline_reason="" if words.deadline else plain_line(words.no_deadline_reason),
        contact_person=plain_line(words.contact_person),
        contact_phone=plain_line(words.contact_phone),
        no_contact_reason=plain_line(words.no_contact_reason),
    )
    announced = replace(said, status=S.ANNOUNCED)
    is_whole = said.status is S.DRAFT and not item_faults(announced)
    return announced if is_whole else said


def issued(item: ConclusionItem, notice_number: str) -> ConclusionItem:
    """It stands in a notice of this number."""
    return replace(item, status=S.ISSUED, notice_number=plain_line(notice_number))


def extended(item: ConclusionItem, extension: Extension) -> ConclusionItem:
    """With another day."""
    told = replace(
        extension,
        approver=plain_line(extension.approver),
        reason=plain_line(extension.reason),
    )
    return replace(
        item,
        status=S.EXTENDED,
        deadline=told.deadline,
        extensions=(*item.extensions, told),
    )


def urged(item: ConclusionItem, urge: Urge) -> ConclusionItem:
    """Whoever is to do it was urged once more; how far the task is stays as it was."""
    told = replace(urge, number=plain_line(urge.number))
    return replace(item, urges=(*item.urges, told))


def with_result(
    item: ConclusionItem, result: str, document_ids: tuple[DocumentId, ...]
) -> ConclusionItem:
    """What became of it: done once a paper says so, else somebody is at it."""
    is_at_work = item.status in AT_WORK
    status = (S.DONE if document_ids else S.IN_PROGRESS) if is_at_work else item.status
    return replace(item, status=status, result=plain_line(result), result_document_ids=document_ids)


def with_step(
    former: ConclusionItem, made: ConclusionItem, *, at: datetime, by: str
) -> ConclusionItem:
    """`made`, and when it came so far if that is further than `former` and there is a result."""
    if made.status is former.status or made.status not in WITH_RESULT:
        return made
    step = ItemStep(status=made.status, noted_at=at, noted_by=plain_line(by))
    return replace(made, steps=(*made.steps, step))


def struck_item(item: ConclusionItem, strike: ItemStrike) -> ConclusionItem:
    """The item, struck out; one that is struck out stays as it is."""
    if item.is_struck:
        return item
    return replace(
        item,
        struck_out_at=strike.at,
        struck_by_name=strike.by_name,
        struck_reason=plain_line(strike.reason),
    )


def item_faults(item: ConclusionItem) -> tuple[FieldFault, ...]:
    """What keeps an item from being kept so; of a draft little is asked."""
    return tuple(_faults(item))


def keeps_promise(former: ConclusionItem, new: ConclusionItem) -> bool:
    """Whether what was there may become this: nothing that was given is written over.

    What is struck out stays so. Extensions, urges and steps are only added, papers of a result that
    is done too; nobody is urged to what is not given, or is done.
    """
    if former == new:
        return True
    if former.is_struck or not may_item_become(former.status, new.status):
        return False
    count = len(former.extensions)
    if not _only_adds(former, new):
        return False
    if former.status in WITH_RESULT:
        papers = frozenset(new.result_document_ids)
        is_less = not papers.issuperset(former.result_document_ids)
        if is_less or len(new.extensions) > count:
            return False
    if former.status in NOT_ISSUED:
        return True
    is_same_day = former.deadline == new.deadline
    was_moved = len(new.extensions) > count and new.extensions[count].former == former.deadline
    said, now_said = words_of(former), words_of(new)
    return (
        (is_same_day or was_moved)
        and replace(said, deadline=None) == replace(now_said, deadline=None)
        and former.notice_number == new.notice_number
        and not new.is_struck
    )


def is_givers_word(former: ConclusionItem | None, new: ConclusionItem) -> bool:
    """Whether only the unit that gave the task may say this.

    Who is to do it says how far they are; what they are to do, and by when, they do not.
    """
    if former is None:
        return True
    return (
        words_of(former) != words_of(new)
        or former.extensions != new.extensions
        or former.urges != new.urges
        or former.is_struck != new.is_struck
    )


# ---- inside --------------------------------------------------------------------------------


def _faults(item: ConclusionItem) -> Iterator[FieldFault]:
    if item.id != item_key(item.line_id):
        yield FieldFault(field="id", kind=FaultKind.WRONG)
    if not item.task.strip():
        yield FieldFault(field="task", kind=FaultKind.MISSING)
    if item.deadline is not None and item.deadline < item.given_on:
        yield FieldFault(field="deadline", kind=FaultKind.WRONG)
    if item.status is not S.DRAFT:
        yield from _unsaid(item)
    if item.status not in NOT_ISSUED and not item.notice_number.strip():
        yield FieldFault(field="notice_number", kind=FaultKind.MISSING)
    yield from _extension_faults(item)
    yield from _urges_faults(item)
    yield from _steps_faults(item)
    if item.status in WITH_RESULT and not item.result_document_ids:
        yield FieldFault(field="result", kind=FaultKind.MISSING, code="R-112")
    if not _is_strike_whole(item):
        yield FieldFault(field="struck_reason", kind=FaultKind.MISSING, code="R-101")


def _unsaid(item: ConclusionItem) -> Iterator[FieldFault]:
    """What a task lacks that was given."""
    if not item.agency.strip():
        yield FieldFault(field="agency", kind=FaultKind.MISSING)
    if item.deadline is None and not is_reason(item.no_deadline_reason):
        yield FieldFault(field="deadline", kind=FaultKind.MISSING, code="R-111")
    if not item.contact_person.strip() and not is_reason(item.no_contact_reason):
        yield FieldFault(field="contact_person", kind=FaultKind.REASON)


def _extension_faults(item: ConclusionItem) -> Iterator[FieldFault]:
    if item.status is S.EXTENDED and not item.extensions:
        yield FieldFault(field="extensions", kind=FaultKind.MISSING)
    if item.extensions and (
        item.status in NOT_ISSUED or item.extensions[-1].deadline != item.deadline
    ):
        yield FieldFault(field="deadline", kind=FaultKind.WRONG)
    day = None
    for one in item.extensions:
        yield from extension_faults(one, day or one.former)
        day = one.deadline


def extension_faults(extension: Extension, former: date) -> Iterator[FieldFault]:
    """What keeps an extension from being kept. former: the day before it."""
    if extension.former != former or extension.deadline <= former:
        yield FieldFault(field="new_deadline", kind=FaultKind.WRONG)
    if not extension.approver.strip():
        yield FieldFault(field="approver", kind=FaultKind.MISSING)
    if not is_reason(extension.reason):
        yield FieldFault(field="extension_reason", kind=FaultKind.MISSING)


def urge_faults(urge: Urge, noted_on: date) -> Iterator[FieldFault]:
    """What keeps an urge from being kept. noted_on: the day of `noted_at` in Hai Phong."""
    if not urge.number.strip():
        yield FieldFault(field="urge_number", kind=FaultKind.MISSING)
    if urge.answer_by < noted_on:
        yield FieldFault(field="answer_by", kind=FaultKind.WRONG)


def _only_adds(former: ConclusionItem, new: ConclusionItem) -> bool:
    extensions = new.extensions[: len(former.extensions)]
    steps = new.steps[: len(former.steps)]
    is_kept = (extensions, steps) == (former.extensions, former.steps)
    return is_kept and _keeps_urges(former, new)


def _keeps_urges(former: ConclusionItem, new: ConclusionItem) -> bool:
    count = len(former.urges)
    is_added = len(new.urges) > count
    return new.urges[:count] == former.urges and not (is_added and former.status not in AT_WORK)


def _urges_faults(item: ConclusionItem) -> Iterator[FieldFault]:
    if item.urges and item.status in NOT_ISSUED:
        yield FieldFault(field="urges", kind=FaultKind.WRONG)
    for one in item.urges:
        # a PC's clock may be a day off, and its zone is not asked for here
        yield from urge_faults(one, (one.noted_at - timedelta(days=1)).date())


def _steps_faults(item: ConclusionItem) -> Iterator[FieldFault]:
    """They rise, and none is further than the task; a program of before noted none."""
    order = list(ItemStatus)
    reached = [order.index(one.status) for one in item.steps]
    is_rising = all(one < other for one, other in pairwise(reached))
    is_reached = all(one.status in WITH_RESULT for one in item.steps) and (
        not reached or reached[-1] <= order.index(item.status)
    )
    if not (is_rising and is_reached):
        yield FieldFault(field="steps", kind=FaultKind.WRONG)


def _is_strike_whole(item: ConclusionItem) -> bool:
    if item.is_struck:
        return item.status in NOT_ISSUED and is_reason(item.struck_reason)
    return not (item.struck_by_name or item.struck_reason)
