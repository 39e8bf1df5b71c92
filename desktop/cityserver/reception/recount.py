"""Due times counted anew when the table of working days changes, in the transaction of the change.

A session that is planned keeps its hour; what moves is by when its gates must have passed.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from desktop.cityserver.reception.calendar import working_days
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.records import sessions
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.records.reception import SessionBody
from desktop.domain.ids import SessionId
from desktop.domain.reception.deadlines import gate_due_times
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import PLANNED_STATUSES
from desktop.domain.reception.working_days import WorkingDays


def begin_recount(
    session: DatabaseSession,
) -> Callable[[RecordWriter], frozenset[SessionId]]:
    """Looks at the table before it is changed.

    Returns what is to be called after that, with the writer of the same transaction: it writes the
    sessions of which a gate is due at another time now, and returns their ids.
    """
    before = working_days(session)

    def finish(writer: RecordWriter) -> frozenset[SessionId]:
        session.flush()
        return frozenset(_recount(session, writer, before, working_days(session)))

    return finish


def _recount(
    session: DatabaseSession, writer: RecordWriter, before: WorkingDays, after: WorkingDays
) -> Iterator[SessionId]:
    if (before.holidays, before.swapped_workdays) == (after.holidays, after.swapped_workdays):
        return
    for row in sessions(session):
        body = SessionBody.model_validate(row.body)
        changed = recounted(body, before, after)
        if changed != body:
            new = changed.model_dump(mode="json")
            writer.save(Record(kind="session", entity_id=row.entity_id, body=new))
            yield SessionId(row.entity_id)


def recounted(body: SessionBody, before: WorkingDays, after: WorkingDays) -> SessionBody:
    """With the due times of the table as it is now.

    A gate that was passed stays as it is, and so does one that was not counted by the table as it
    was: a document with days of its own planned it. A session to which somebody was called stays.
    """
    if body.status not in PLANNED_STATUSES:
        return body
    former, due = _due_times(body, before), _due_times(body, after)
    gates = tuple(
        gate.model_copy(update={"due_at": due[GateKind(gate.kind)]})
        if gate.passed_at is None and gate.due_at == former[GateKind(gate.kind)]
        else gate
        for gate in body.gates
    )
    return body.model_copy(update={"gates": gates})


def _due_times(body: SessionBody, table: WorkingDays) -> dict[GateKind, datetime]:
    return gate_due_times(
        body.scheduled_start, holidays=table.holidays, swapped_workdays=table.swapped_workdays
    )
