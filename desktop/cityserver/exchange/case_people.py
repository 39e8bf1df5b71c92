"""Whom a case names: who asked for it, and everybody whom their unit took in for it.

Only the unit knows its citizens; what a session and its minutes need of them stands in the case.
"""

from collections.abc import Iterator
from dataclasses import replace

from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.records import petitions_of, sessions_with
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.domain.access.kinds import CASE_FIELD, OWNER_FIELD
from desktop.domain.casework.matter.reception_request import ReceptionRequest
from desktop.domain.casework.people.citizen import Citizen, as_citizen, people_of_case
from desktop.domain.casework.people.group import ALONE
from desktop.domain.ids import CaseId, SiteId
from desktop.domain.reception.session import ENDED_STATUSES, SIGNED_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.codec import JsonBody
from desktop.mapping.records import CASE, CITIZEN, RECEPTION_REQUEST

_OVER = ENDED_STATUSES | SIGNED_STATUSES


def people_of_request(
    session: DatabaseSession, writer: RecordWriter, request: ReceptionRequest, case_id: CaseId
) -> tuple[Citizen, ...]:
    """Those of the unit of the request, as the case that it becomes names them."""
    session.flush()  # what this transaction wrote is found too
    petitions = petitions_of(session, request.owner_site_id, case_id)
    taken_in = (one for key in sorted(petitions) for one in petitions[key]["citizen_ids"])
    everybody = dict.fromkeys((request.requester_id, *taken_in))
    is_group = request.group_size > ALONE
    return people_of_case(
        _citizens(writer, request.owner_site_id, everybody, is_representative=is_group)
    )


def name_people(session: DatabaseSession, writer: RecordWriter, petition: JsonBody) -> None:
    """Somebody was taken in for a case that is planned already: it names them too.

    A case whose sessions are all over says for ever whom they received.
    """
    case_id = petition[CASE_FIELD]
    row = None if case_id is None else writer.find(EntityKind.CASE, case_id)
    asked = None if row is None else writer.find(EntityKind.RECEPTION_REQUEST, case_id)
    if row is None or asked is None or asked.body[OWNER_FIELD] != petition[OWNER_FIELD]:
        return
    statuses = {SessionStatus(one.body["status"]) for one in sessions_with(session, [case_id])}
    if statuses and statuses <= _OVER:
        return
    request = RECEPTION_REQUEST.codec.read(asked.body, id=case_id)
    case = CASE.codec.read(row.body, id=case_id)
    people = people_of_request(session, writer, request, CaseId(case_id))
    if people != case.citizens:
        body = CASE.codec.write(replace(case, citizens=people))
        writer.save(Record(kind=EntityKind.CASE, entity_id=case_id, body=body))


def _citizens(
    writer: RecordWriter, site_id: SiteId, citizen_ids: dict[str, None], *, is_representative: bool
) -> Iterator[Citizen]:
    for citizen_id in citizen_ids:
        row = writer.find(EntityKind.CITIZEN, citizen_id)
        if row is not None and row.body[OWNER_FIELD] == site_id:
            citizen = CITIZEN.codec.read(row.body, id=citizen_id)
            yield as_citizen(citizen, is_representative=is_representative)
