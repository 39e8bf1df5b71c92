"""The schedule file: sessions as IT plans them, one JSON document, checked whole."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from desktop.contract.base import Identifier, Instant, Received, ShortText, Text
from desktop.contract.records.casework import CaseBody
from desktop.contract.records.reception import ParticipantBody, SessionBody
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper, CopyKind
from desktop.domain.papers.paper import PaperKind
from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.status import SessionStatus
from desktop.mapping.codec import Unfit
from desktop.mapping.records import CASE, SESSION

MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_ENTRIES = 1_000
MAX_FAULTS = 20
ADMINISTRATION = UserId("city-administration")
"""Who entered what a file brings: no person of a room."""


class PlannedEntry(Received):
    """An entry of a site's dossier, without bytes: only paper is there."""

    id: Identifier
    site_id: Identifier
    title: Annotated[ShortText, Field(min_length=1)]
    page_count: Annotated[int, Field(ge=1, le=100_000)]
    kind: Annotated[Text, Field(max_length=24)] = PaperKind.OTHER.value
    copy_kind: Annotated[Text, Field(max_length=24)] = CopyKind.PHOTOCOPY.value


class PlannedCase(CaseBody):
    """A case with its id, and the index of its dossier."""

    id: Identifier
    dossier: Annotated[tuple[PlannedEntry, ...], Field(max_length=MAX_ENTRIES)] = ()


class PlannedParticipant(ParticipantBody):
    """Everybody who is invited is expected to come."""

    attended: bool = True
    absent_reason: str = ""


class PlannedSession(SessionBody):
    """A session with its id. Its gates and its status are not written down: commands set them."""

    id: Identifier
    scheduled_start: Instant
    scheduled_end: Instant
    participants: Annotated[tuple[PlannedParticipant, ...], Field(max_length=200)] = ()
    gates: Annotated[tuple[()], Field(max_length=0)] = ()
    status: Literal["scheduled"] = SessionStatus.SCHEDULED.value
    is_practice: Literal[False] = False
    ending: None = None


class Schedule(Received):
    """The document. holidays, swapped_workdays: of Hai Phong, for the days that gates count."""

    holidays: Annotated[tuple[date, ...], Field(max_length=MAX_ENTRIES)] = ()
    swapped_workdays: Annotated[tuple[date, ...], Field(max_length=MAX_ENTRIES)] = ()
    cases: Annotated[tuple[PlannedCase, ...], Field(max_length=MAX_ENTRIES)] = ()
    sessions: Annotated[tuple[PlannedSession, ...], Field(max_length=MAX_ENTRIES)] = ()


class ScheduleUnreadable(ReceptionError):
    """The document cannot be taken. faults: `place: what is wrong`, never what stands there."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


def read_schedule(path: Path) -> Schedule:
    """The document in this file.

    Raises:
        OSError: it cannot be read.
        ScheduleUnreadable: too long, no JSON, or not of this form.
    """
    with path.open("rb") as file:
        untrusted = file.read(MAX_FILE_BYTES + 1)
    if len(untrusted) > MAX_FILE_BYTES:
        raise ScheduleUnreadable("file: too long")
    try:
        schedule = Schedule.model_validate_json(untrusted)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise ScheduleUnreadable(
            *(_told(one["loc"], one["msg"]) for one in found[:MAX_FAULTS])
        ) from None
    _check(schedule)
    return schedule


def body_of(planned: PlannedCase | PlannedSession) -> CaseBody | SessionBody:
    """As it is kept at the city, without gates yet."""
    model = CaseBody if isinstance(planned, PlannedCase) else SessionBody
    return model.model_validate(planned.model_dump(exclude={"id", "dossier"}))


def papers_of(schedule: Schedule, now: datetime) -> tuple[CasePaper, ...]:
    """What is entered into dossiers, by the administration. Its words were checked."""
    return tuple(
        CasePaper(
            id=DocumentId(entry.id),
            case_id=CaseId(case.id),
            owner_site_id=SiteId(entry.site_id),
            site_id=SiteId(entry.site_id),
            title=entry.title,
            kind=PaperKind(entry.kind),
            copy_kind=CopyKind(entry.copy_kind),
            handed_in=None,
            mime="",
            size_bytes=0,
            sha256="",
            page_count=entry.page_count,
            added_at=now,
            added_by=ADMINISTRATION,
        )
        for case in schedule.cases
        for entry in case.dossier
    )


def days_of(schedule: Schedule) -> tuple[CalendarDay, ...]:
    """What it says of single days; they come before the city's own."""
    kinds = ((DayKind.HOLIDAY, schedule.holidays), (DayKind.WORKDAY, schedule.swapped_workdays))
    return tuple(CalendarDay(day=day, kind=kind) for kind, days in kinds for day in days)


def _check(schedule: Schedule) -> None:
    faults: list[str] = []
    found: dict[str, tuple[PlannedCase | PlannedSession, ...]] = {
        "cases": schedule.cases,
        "sessions": schedule.sessions,
    }
    for name, entries in found.items():
        ids = [one.id for one in entries]
        for place, planned in enumerate(entries):
            if planned.id in ids[:place]:
                faults.append(_told((name, place, "id"), "stands here twice"))
            try:
                kind = CASE if isinstance(planned, PlannedCase) else SESSION
                kind.check(body_of(planned).model_dump(mode="json"))
            except Unfit as unfit:
                faults += (f"{name}.{place}.{fault}" for fault in unfit.faults)
    faults += _dossier_faults(schedule)
    for place, session in enumerate(schedule.sessions):
        faults += (_told(("sessions", place, field), what) for field, what in _faults_of(session))
    if not schedule.cases and not schedule.sessions:
        faults.append("file: neither cases nor sessions")
    if faults:
        raise ScheduleUnreadable(*faults[:MAX_FAULTS])


def _dossier_faults(schedule: Schedule) -> Iterator[str]:
    """Where in a dossier a word is none of its set."""
    for place, case in enumerate(schedule.cases):
        for number, entry in enumerate(case.dossier):
            for name, word, words in (
                ("kind", entry.kind, set(PaperKind)),
                ("copy_kind", entry.copy_kind, set(CopyKind)),
            ):
                if word not in words:
                    yield _told(("cases", place, "dossier", number, name), "no such word")


def _faults_of(session: PlannedSession) -> list[tuple[str, str]]:
    faults = []
    if session.scheduled_end <= session.scheduled_start:
        faults.append(("scheduled_end", "not after scheduled_start"))
    site_ids = (session.central_site_id, *session.component_site_ids)
    if len(set(site_ids)) < len(site_ids):
        faults.append(("component_site_ids", "a site stands here twice"))
    if any(person.site_id not in site_ids for person in session.participants):
        faults.append(("participants", "somebody sits at a site that has no seat"))
    faults += [
        (f"participants.{place}.full_name", "empty")
        for place, person in enumerate(session.participants)
        if not person.full_name.strip()
    ]
    return faults


def _told(place: tuple[str | int, ...], what: str) -> str:
    return f"{'.'.join(map(str, place)) or 'file'}: {what}"
