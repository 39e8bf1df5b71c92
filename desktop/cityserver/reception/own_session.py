"""Whose a planned session is: who may plan it, call it off and note what was done for it."""

from desktop.cityserver.access.callers import Person
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.records.writer import RecordWriter
from desktop.contract.problem import ProblemCode
from desktop.contract.records.reception import SessionBody
from desktop.domain.ids import SessionId
from desktop.domain.sync.operation import EntityKind


def is_theirs(person: Person, writer: RecordWriter, central_site_id: str) -> bool:
    """Headquarters plans for everybody; a unit plans what its own chair receives."""
    return person.site_id in writer.headquarters() or person.site_id == central_site_id


def own_session(
    writer: RecordWriter, person: Person, session_id: SessionId
) -> tuple[SessionBody, int]:
    """With its revision, a session that the person may change.

    One that there is not and one that is kept from the person are answered alike. Raises Rejected:
    not_found, forbidden.
    """
    row = writer.find(EntityKind.SESSION, session_id)
    if row is None or not writer.is_known_to(session_id, person.user_id):
        raise Rejected(ProblemCode.NOT_FOUND)
    body = SessionBody.model_validate(row.body)
    if not is_theirs(person, writer, body.central_site_id):
        raise Rejected(ProblemCode.FORBIDDEN)
    return body, row.revision
