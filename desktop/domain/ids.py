"""Identifiers: every record has a UUIDv7 as text, every kind of record its own type."""

from typing import NewType

from uuid_utils import uuid7

SiteId = NewType("SiteId", str)
SessionId = NewType("SessionId", str)
CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
CitizenId = NewType("CitizenId", str)
IdentityCheckId = NewType("IdentityCheckId", str)
StandingId = NewType("StandingId", str)
GroupId = NewType("GroupId", str)
MemberId = NewType("MemberId", str)
PetitionId = NewType("PetitionId", str)
RequestId = NewType("RequestId", str)
VisitId = NewType("VisitId", str)
RegisterEntryId = NewType("RegisterEntryId", str)
ConclusionItemId = NewType("ConclusionItemId", str)
DocumentId = NewType("DocumentId", str)
MinuteLineId = NewType("MinuteLineId", str)
IncidentId = NewType("IncidentId", str)
AmendmentId = NewType("AmendmentId", str)
OperationId = NewType("OperationId", str)
UserId = NewType("UserId", str)
DeviceId = NewType("DeviceId", str)
CallId = NewType("CallId", str)
ConnectionId = NewType("ConnectionId", str)
TrackId = NewType("TrackId", str)


def new_id() -> str:
    """A fresh UUIDv7 as lower-case text: identity only, its order decides nothing.

    Source: RFC 9562 §5.7.
    """
    return str(uuid7())
