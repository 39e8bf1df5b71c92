"""What the city writes of calls: with the session, for its minutes, and to the desk that rings."""

from collections.abc import Iterable

from desktop.cityserver.conduct.live.live_state import Live
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.records.reception import SessionBody
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.conduct.calls.agency_call import (
    AgencyCall,
    Calls,
    CallStage,
    CallSummary,
    CallTarget,
    Ring,
    SessionCalls,
)
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import CaseId
from desktop.domain.reception.participant import CITIZEN_ROLES
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import AGENCY_CALLS, CASE, RING


def keep_call_records(writer: RecordWriter, body: SessionBody, before: Live, after: Live) -> bool:
    """Write what changed of the calls of a session; whether anything did.

    writer: of the transaction of the change. body: of the session's record.
    """
    former, calls = before.told.calls or (), after.told.calls or ()
    if former == calls:
        return False
    told = after.told
    kept = SessionCalls(session_id=told.session_id, calls=calls)
    writer.save(
        Record(
            kind=EntityKind.AGENCY_CALLS,
            entity_id=told.session_id,
            session_id=told.session_id,
            body=AGENCY_CALLS.codec.write(kept),
        )
    )
    for call in _changed(former, calls):
        ring = _ring(writer, body, told, call)
        writer.save(Record(kind=EntityKind.RING, entity_id=call.id, body=RING.codec.write(ring)))
    return True


def _changed(former: Calls, calls: Calls) -> Iterable[AgencyCall]:
    """Those of sites whose stage is another one; who was busy is told nothing."""
    stages = {one.id: one.stage for one in former}
    return (
        one
        for one in calls
        if one.target is CallTarget.SITE
        and one.stage is not CallStage.BUSY
        and stages.get(one.id) is not one.stage
    )


def _ring(writer: RecordWriter, body: SessionBody, told: LiveSession, call: AgencyCall) -> Ring:
    is_due = call.stage is CallStage.RINGING
    return Ring(
        id=call.id,
        owner_site_id=call.site_id,
        session_id=told.session_id,
        rung_at=call.rung_at,
        ring_s=call.ring_s,
        stage=call.stage,
        question=call.question if is_due else "",
        summary=summary_of(writer, body, told) if is_due else None,
    )


def summary_of(writer: RecordWriter, body: SessionBody, told: LiveSession) -> CallSummary:
    """What who is rung is told before an answer: nobody's name of the citizens' side."""
    central, *components = (body.central_site_id, *body.component_site_ids)
    case = _case(writer, body)
    places = [one.site_id for one in body.participants if one.role in CITIZEN_ROLES] or components
    return CallSummary(
        session_code=body.code,
        title=body.title,
        petition_type=PetitionType.COMPLAINT if case is None else case.petition_type,
        group_size=0 if case is None else case.group_size,
        place=_name(writer, places[0]),
        request="" if case is None else case.request,
        previous_result="" if case is None else case.told_result,
        chair=", ".join(filter(None, (body.chair_label, body.chair_title))),
        site_names=tuple(_name(writer, one) for one in (central, *components)),
        opened_at=told.opened_at,
        step=told.step,
    )


def _case(writer: RecordWriter, body: SessionBody) -> Case | None:
    """The first of the session's that the city knows."""
    rows = ((one, writer.find(EntityKind.CASE, one)) for one in body.case_ids)
    found = (CASE.codec.read(row.body, id=CaseId(one)) for one, row in rows if row is not None)
    return next(found, None)


def _name(writer: RecordWriter, site_id: str) -> str:
    row = writer.find(EntityKind.SITE, site_id)
    if row is None:
        return ""
    return str(row.body["name"])
