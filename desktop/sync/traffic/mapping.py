"""Operations, verdicts and pulled changes between the store and the wire."""

from desktop.contract.operations import ChangeOut, OperationIn, VerdictOut
from desktop.domain.ids import OperationId, SessionId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import Operation, Verdict
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion, Judged


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
    mark = change.accepted_after
    return PulledChange(
        kind=change.kind,
        entity_id=change.entity_id,
        session_id=SessionId(session_id) if isinstance(session_id, str) else None,
        version=CityVersion(revision=change.revision, body=change.body),
        accepted_after=None if mark is None else AcceptedAfter(status=mark.status, at=mark.at),
    )
