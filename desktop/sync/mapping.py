"""Contract bodies and domain words, converted here and nowhere else.

A record this program cannot read (a newer city's value of an enum, a damaged body) is passed
over and logged by its id; it stays in the store for a newer program.
"""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from desktop.contract.access import OfficerInfo, TokenGrant
from desktop.contract.operations import ChangeOut, OperationIn, VerdictOut
from desktop.contract.records import (
    CaseBody,
    CitizenBody,
    EndingBody,
    GateBody,
    MinuteLineBody,
    ParticipantBody,
    SessionBody,
    SiteBody,
)
from desktop.domain.access import Officer
from desktop.domain.case import Case
from desktop.domain.citizen import Citizen
from desktop.domain.ending import SessionEnding
from desktop.domain.enums import (
    CaseFlag,
    GateKind,
    MinuteLineKind,
    ParticipantRole,
    PetitionType,
    ReceptionKind,
    Role,
    SessionStatus,
    SiteKind,
)
from desktop.domain.gate import Gate
from desktop.domain.ids import CaseId, MinuteLineId, OperationId, SessionId, SiteId, UserId
from desktop.domain.minutes import LineVersion, MinuteLine
from desktop.domain.participant import Participant
from desktop.domain.session import SessionPlan
from desktop.domain.site import Site
from desktop.domain.sync import Operation, Verdict
from desktop.store.items import StoredItem
from desktop.store.merge import Body, CityVersion, Judged
from desktop.store.pulled import PulledChange

logger = logging.getLogger(__name__)

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


def officer_of(info: OfficerInfo | TokenGrant) -> Officer | None:
    """A person as the city names them; None for a role that this program does not know."""
    try:
        role = Role(info.role)
    except ValueError:
        logger.warning("officer passed over user=%s: unknown role", info.user_id)
        return None
    known = info.denunciations if isinstance(info, OfficerInfo) else None
    return Officer(
        id=UserId(info.user_id),
        display_name=info.display_name,
        role=role,
        denunciations=None if known is None else frozenset(CaseId(one) for one in known),
    )


def readable(items: Iterable[StoredItem], convert: Callable[[StoredItem], T]) -> tuple[T, ...]:
    """The items that `convert` can read; the others are logged by id."""
    found = (read_item(item, convert) for item in items)
    return tuple(each for each in found if each is not None)


def read_item(item: StoredItem, convert: Callable[[StoredItem], T]) -> T | None:
    """One item, None (and a line in the log) when this program cannot read it."""
    try:
        return convert(item)
    except ValueError as error:
        # of a ValidationError only kind and id: its text would repeat personal data
        logger.warning(
            "record passed over kind=%s id=%s error=%s",
            item.kind,
            item.entity_id,
            type(error).__name__,
        )
        return None


def site_of(item: StoredItem) -> Site:
    """Raises ValueError when it cannot be read."""
    body = read_body(SiteBody, item.body)
    return Site(
        id=SiteId(item.entity_id),
        name=body.name,
        short_name=body.short_name,
        kind=SiteKind(body.kind),
        unit_code=body.unit_code,
        address=body.address,
        fallback_phone=body.fallback_phone,
    )


def case_of(item: StoredItem) -> Case:
    """Raises ValueError when it cannot be read."""
    body = read_body(CaseBody, item.body)
    return Case(
        id=CaseId(item.entity_id),
        code=body.code,
        title=body.title,
        petition_type=PetitionType(body.petition_type),
        flags=frozenset(CaseFlag(flag) for flag in body.flags),
        request=body.request,
        previous_result=body.previous_result,
        group_size=body.group_size,
        citizens=tuple(_citizen(citizen) for citizen in body.citizens),
    )


def session_of(item: StoredItem) -> SessionPlan:
    """Raises ValueError when it cannot be read."""
    body = read_body(SessionBody, item.body)
    return SessionPlan(
        id=SessionId(item.entity_id),
        code=body.code,
        title=body.title,
        reception_kind=ReceptionKind(body.reception_kind),
        online_ground=body.online_ground,
        scheduled_start=body.scheduled_start,
        scheduled_end=body.scheduled_end,
        central_site_id=SiteId(body.central_site_id),
        component_site_ids=tuple(SiteId(site) for site in body.component_site_ids),
        chair_label=body.chair_label,
        chair_title=body.chair_title,
        secretary_label=body.secretary_label,
        case_ids=tuple(CaseId(case) for case in body.case_ids),
        gates=tuple(_gate(gate) for gate in body.gates),
        participants=tuple(_participant(person) for person in body.participants),
        status=SessionStatus(body.status),
        is_practice=body.is_practice,
        ending=None if body.ending is None else _ending(body.ending),
    )


def line_of(item: StoredItem) -> MinuteLine:
    """Raises ValueError when it cannot be read."""
    body = read_body(MinuteLineBody, item.body)
    conflict = None
    if item.conflict_body is not None:
        other = _version(read_body(MinuteLineBody, item.conflict_body))
        # equal while the city's version is still on its way: nothing to choose from yet
        conflict = other if other != _version(body) else None
    return MinuteLine(
        id=MinuteLineId(item.entity_id),
        session_id=SessionId(body.session_id),
        owner_site_id=SiteId(body.owner_site_id),
        at=body.at,
        speaker=body.speaker,
        kind=MinuteLineKind(body.kind),
        text=body.text,
        revision=item.revision,
        storage=item.storage,
        conflict=conflict,
    )


def body_of_line(line: MinuteLine) -> Body:
    """What of a line travels. Raises ValueError when the contract does not allow it."""
    body = MinuteLineBody(
        session_id=line.session_id,
        owner_site_id=line.owner_site_id,
        at=line.at,
        speaker=line.speaker,
        kind=line.kind,
        text=line.text,
    )
    return body.model_dump(mode="json")


def operation_out(operation: Operation) -> OperationIn:
    """An operation as it is sent. Raises ValueError when the contract does not allow it."""
    return OperationIn(
        id=operation.id,
        kind=operation.kind,
        entity_id=operation.entity_id,
        base_revision=operation.base_revision,
        body=dict(operation.body),
        made_at=operation.made_at,
    )


def judged_of(verdict: VerdictOut) -> Judged:
    """A verdict as the store takes it."""
    return Judged(
        operation_id=OperationId(verdict.id),
        verdict=Verdict(verdict.verdict),
        revision=verdict.revision,
        reason=verdict.reason,
    )


def pulled_of(change: ChangeOut) -> PulledChange:
    """A change as the store takes it; the body stays as the city wrote it."""
    session_id = change.body.get("session_id")
    return PulledChange(
        kind=change.kind,
        entity_id=change.entity_id,
        session_id=SessionId(session_id) if isinstance(session_id, str) else None,
        version=CityVersion(revision=change.revision, body=change.body),
    )


def read_body(model: type[M], body: Body) -> M:
    """A body by its model; what a newer city added is left out. Raises ValueError."""
    try:
        # the city may add fields, at any depth
        return model.model_validate(dict(body), extra="ignore")
    except ValidationError as error:
        raise ValueError(model.__name__) from error


def _version(body: MinuteLineBody) -> LineVersion:
    return LineVersion(speaker=body.speaker, kind=MinuteLineKind(body.kind), text=body.text)


def _citizen(body: CitizenBody) -> Citizen:
    return Citizen(
        full_name=body.full_name,
        id_number=body.id_number,
        id_issue_date=body.id_issue_date,
        id_issue_place=body.id_issue_place,
        address=body.address,
        is_representative=body.is_representative,
    )


def _ending(body: EndingBody) -> SessionEnding:
    return SessionEnding(status=SessionStatus(body.status), reason=body.reason, at=body.at)


def _gate(body: GateBody) -> Gate:
    return Gate(
        kind=GateKind(body.kind),
        due_at=body.due_at,
        passed_at=body.passed_at,
        evidence=body.evidence,
        is_practice=body.is_practice,
        override_by=body.override_by or "",
        override_label=body.override_label,
        override_reason=body.override_reason,
    )


def _participant(body: ParticipantBody) -> Participant:
    return Participant(
        full_name=body.full_name,
        label=body.label,
        title=body.title,
        agency=body.agency,
        role=ParticipantRole(body.role),
        site_id=SiteId(body.site_id),
        attended=body.attended,
        absent_reason=body.absent_reason,
    )
