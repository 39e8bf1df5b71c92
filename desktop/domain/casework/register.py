"""Sổ tiếp công dân, Mẫu 03/TCD: a row for each content of a visit (domain.md §4.15 and §7.3).

A row is never deleted: one that is wrong is struck out with a reason, and another may take its
place. What is handled and followed up may be written into a row for years; whatever was said at the
desk stays as it was entered. The city gives the numbers of a unit's year, so that two officers who
write without a network never give the same one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Final

from desktop.domain.casework.intake import Intake, has_come, visit_day
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Petition, Resolution
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.visit import Visit, VisitOutcome, VisitStatus
from desktop.domain.faults import FaultKind, FieldFault, is_reason
from desktop.domain.ids import PetitionId, RegisterEntryId, SiteId, UserId, VisitId
from desktop.domain.text import plain_line

V = VisitStatus
_NOT_YET = frozenset({V.REGISTERED, V.ARRIVED, V.IDENTIFYING, V.IDENTIFIED})
"""Somebody is still being taken in."""
_TAKEN_ON = frozenset({VisitOutcome.ACCEPTED, VisitOutcome.FORWARDED})
_ANSWER_OWED = frozenset({None, VisitOutcome.ACCEPTED})
"""After any other outcome the citizen has an answer, or somebody else is to give it."""
_BETWEEN: Final = "; "
MAX_COLUMN: Final = 2_000
"""Characters of one of the columns 8 to 12."""
MAX_TOLD: Final = 8_000
"""Characters of one of the columns 3 to 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One row; the columns are named as in domain.md §7.3. Personal data.

    year: of the book that it stands in. Of a denunciation name_address, id_document, summary and
    request are empty: who it is stands in the visit alone. struck_out_at, struck_by,
    struck_by_name, struck_reason: together. replaces_id: the row that was struck out for this one.
    Times: aware.
    """

    id: RegisterEntryId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    visit_id: VisitId
    petition_id: PetitionId
    year: int
    reception_date: date
    name_address: str
    id_document: str
    summary: str
    request: str
    petition_type: PetitionType
    same_content_count: int
    resolved_by: str = ""
    within_competence: bool = False
    guided_to: str = ""
    handled_by: str = ""
    follow_up: str = ""
    note: str = ""
    struck_out_at: datetime | None = None
    struck_by: UserId | None = None
    struck_by_name: str = ""
    struck_reason: str = ""
    replaces_id: RegisterEntryId | None = None

    @property
    def is_struck(self) -> bool:
        """Gạch bỏ."""
        return self.struck_out_at is not None

    @property
    def is_restricted(self) -> bool:
        """Who it is and what it is about stand elsewhere (domain.md §9)."""
        return self.petition_type is PetitionType.DENUNCIATION


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNumber:
    """STT of a row in its year, given once by the city."""

    entry_id: RegisterEntryId
    owner_site_id: SiteId
    year: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledColumns:
    """Columns 8 to 12 and the note: what becomes of the matter, written in as it becomes known."""

    resolved_by: str
    within_competence: bool
    guided_to: str
    handled_by: str
    follow_up: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """Somebody strikes a row out. at: aware."""

    at: datetime
    by: UserId
    by_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldColumns:
    """Columns 2 to 7: what was said at the desk, as the row says it that takes another's place."""

    reception_date: date
    name_address: str
    id_document: str
    summary: str
    request: str
    petition_type: PetitionType
    same_content_count: int


def entry_key(visit_id: str, petition_id: str) -> RegisterEntryId:
    """The id of a row: one for each content of a visit, whichever PC enters it."""
    return _key(f"{visit_id}\n{petition_id}")


def replacement_key(entry_id: str) -> RegisterEntryId:
    """The id of the row that takes another's place: there is one at most."""
    return _key(entry_id)


def own_key(entry: RegisterEntry) -> RegisterEntryId:
    """What the id of this row must be."""
    if entry.replaces_id is not None:
        return replacement_key(entry.replaces_id)
    return entry_key(entry.visit_id, entry.petition_id)


def is_due(visit: Visit) -> bool:
    """Whether a visit belongs into the register: they came, and were taken in or turned away."""
    return has_come(visit) and visit.status not in _NOT_YET


def is_answer_owed(entry: RegisterEntry, outcome: VisitOutcome | None) -> bool:
    """Whether the citizen waits to hear what becomes of the matter: column 12 says nothing yet.

    outcome: of the visit. Of what this unit is to handle alone (42/2013/QH13 Đ28.1).
    """
    is_open = not entry.is_struck and not entry.follow_up
    return entry.within_competence and is_open and outcome in _ANSWER_OWED


def rows_of(intake: Intake, zone: tzinfo) -> tuple[RegisterEntry, ...]:
    """The rows that a visit becomes, one for each content; none before it is due.

    The day is the one on which they came, also of a reception over midnight. Made of the visit
    alone, so that two PCs make the same.
    """
    if not is_due(intake.visit):
        return ()
    return tuple(_row(intake, one, zone) for one in intake.petitions)


def without_person(entry: RegisterEntry) -> RegisterEntry:
    """As a denunciation is entered and shown: neither who nor what."""
    return replace(entry, name_address="", id_document="", summary="", request="")


def with_handled(entry: RegisterEntry, columns: HandledColumns) -> RegisterEntry:
    """With these columns 8 to 12."""
    return replace(
        entry,
        resolved_by=plain_line(columns.resolved_by),
        within_competence=columns.within_competence,
        guided_to=plain_line(columns.guided_to),
        handled_by=plain_line(columns.handled_by),
        follow_up=plain_line(columns.follow_up),
        note=plain_line(columns.note),
    )


def struck_out(entry: RegisterEntry, strike: Strike) -> RegisterEntry:
    """The row, struck out; one that is struck out stays as it is."""
    if entry.is_struck:
        return entry
    return replace(
        entry,
        struck_out_at=strike.at,
        struck_by=strike.by,
        struck_by_name=strike.by_name,
        struck_reason=plain_line(strike.reason),
    )


def replacement(
    entry: RegisterEntry, told: ToldColumns, *, by: UserId, at: datetime, zone: tzinfo
) -> RegisterEntry:
    """The row that takes the place of a wrong one, in the book of the year in which it is written.

    A book of last year that is closed gets no further row; the day of the reception stays.
    """
    made = replace(
        entry,
        id=replacement_key(entry.id),
        created_at=at,
        created_by=by,
        year=max(at.astimezone(zone).year, told.reception_date.year),
        reception_date=told.reception_date,
        name_address=plain_line(told.name_address),
        id_document=plain_line(told.id_document),
        summary=plain_line(told.summary),
        request=plain_line(told.request),
        petition_type=told.petition_type,
        same_content_count=told.same_content_count,
        struck_out_at=None,
        struck_by=None,
        struck_by_name="",
        struck_reason="",
        replaces_id=entry.id,
    )
    return without_person(made) if made.is_restricted else made


def told_columns(entry: RegisterEntry) -> ToldColumns:
    """Columns 2 to 7 of a row."""
    return ToldColumns(
        reception_date=entry.reception_date,
        name_address=entry.name_address,
        id_document=entry.id_document,
        summary=entry.summary,
        request=entry.request,
        petition_type=entry.petition_type,
        same_content_count=entry.same_content_count,
    )


def entry_faults(entry: RegisterEntry, *, today: date) -> tuple[FieldFault, ...]:
    """What keeps a row from being entered or changed. today: in Hai Phong."""
    return tuple(_faults(entry, today))


def keeps_strike(former: RegisterEntry, new: RegisterEntry) -> bool:
    """A row that was struck out is never written into again."""
    return not former.is_struck or former == new


def number_after(taken: int, entry: RegisterEntry) -> RegisterNumber:
    """The next number of a year. taken: how many the unit's year has so far."""
    return RegisterNumber(
        entry_id=entry.id,
        owner_site_id=entry.owner_site_id,
        year=entry.year,
        number=taken + 1,
    )


# ---- inside --------------------------------------------------------------------------------


def _key(text: str) -> RegisterEntryId:
    return RegisterEntryId(hashlib.sha256(text.encode()).hexdigest()[:32])


def _row(intake: Intake, petition: Petition, zone: tzinfo) -> RegisterEntry:
    visit, day = intake.visit, visit_day(intake.visit, zone)
    agency = plain_line(petition.competent_agency)
    people = (f"{one.full_name}, {one.address_text}" for one in intake.citizens)
    numbers = (one.id_number for one in intake.citizens if one.id_number)
    is_ours = petition.within_competence is True
    is_taken_on = visit.outcome in _TAKEN_ON or (visit.outcome is None and is_ours)
    is_guided = visit.outcome is VisitOutcome.GUIDED or (
        visit.outcome is None and petition.within_competence is False
    )
    made = RegisterEntry(
        id=entry_key(visit.id, petition.id),
        owner_site_id=visit.owner_site_id,
        created_at=visit.created_at,
        created_by=visit.created_by,
        visit_id=visit.id,
        petition_id=petition.id,
        year=day.year,
        reception_date=day,
        name_address=plain_line(_BETWEEN.join(people))[:MAX_TOLD],
        id_document=_BETWEEN.join(numbers)[:MAX_TOLD],
        summary=plain_line(petition.summary),
        request=plain_line(petition.request),
        petition_type=petition.petition_type,
        same_content_count=_people(intake.group, len(intake.citizens)),
        resolved_by=_resolved(petition.resolution_history)[:MAX_COLUMN],
        within_competence=is_ours,
        guided_to=agency if is_guided else "",
        handled_by=agency if is_taken_on else "",
    )
    return without_person(made) if made.is_restricted else made


def _people(group: Group | None, came: int) -> int:
    return max(1, came) if group is None else max(1, group.group_size)


def _resolved(history: Iterable[Resolution]) -> str:
    """Who decided it last, and by which paper."""
    for one in reversed(tuple(history)):
        day = "" if one.date is None else f"{one.date:%d/%m/%Y}"
        return ", ".join(plain_line(part) for part in (one.body, one.number, day) if part)
    return ""


def _faults(entry: RegisterEntry, today: date) -> Iterator[FieldFault]:
    if entry.id != own_key(entry):
        yield FieldFault(field="id", kind=FaultKind.WRONG)
    if entry.reception_date > today:
        yield FieldFault(field="reception_date", kind=FaultKind.WRONG, code="N-107")
    is_own_year = entry.year == entry.reception_date.year
    is_later = entry.replaces_id is not None and entry.year > entry.reception_date.year
    if not (is_own_year or is_later) or entry.year > today.year:
        yield FieldFault(field="year", kind=FaultKind.WRONG)
    if entry.same_content_count < 1:
        yield FieldFault(field="same_content_count", kind=FaultKind.WRONG)
    yield from _content_faults(entry)
    if not _is_strike_whole(entry):
        yield FieldFault(field="struck_reason", kind=FaultKind.MISSING, code="R-101")


def _is_strike_whole(entry: RegisterEntry) -> bool:
    if entry.is_struck:
        return entry.struck_by is not None and is_reason(entry.struck_reason)
    return entry.struck_by is None and not (entry.struck_by_name or entry.struck_reason)


def _content_faults(entry: RegisterEntry) -> Iterator[FieldFault]:
    if entry.is_restricted:
        if without_person(entry) != entry:
            yield FieldFault(field="name_address", kind=FaultKind.WRONG)
        return
    needed = {"name_address": entry.name_address, "summary": entry.summary}
    for field, text in needed.items():
        if not text.strip():
            yield FieldFault(field=field, kind=FaultKind.MISSING)
