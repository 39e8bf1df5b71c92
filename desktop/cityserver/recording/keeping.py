"""How long the city keeps the recordings of a session: by its cases, its newest byte, the rules."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.records import cases_of_session, find_record
from desktop.cityserver.store.rooms.recordings import last_received_at
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.recording.retention import (
    Keeping,
    Retention,
    RetentionClass,
    class_of,
    keeping_of,
    retention_on,
)
from desktop.domain.sync.operation import EntityKind

RetentionSets = Callable[[], Iterable[Retention]]
"""The city's own, as they stand now; none: everything is to be confirmed."""
_KNOWN = frozenset(PetitionType)


def no_retention() -> tuple[Retention, ...]:
    """A city that has decided nothing."""
    return ()


def keeping_at(
    session: DatabaseSession, session_id: str, sets: Iterable[Retention], now: datetime
) -> Keeping | None:
    """None: the city has no recording of the session. now: aware."""
    received_at = last_received_at(session, session_id)
    if received_at is None:
        return None
    rules = retention_on(now.astimezone(LOCAL_ZONE).date(), sets)
    return keeping_of(retention_class(session, session_id), received_at, rules)


def retention_class(session: DatabaseSession, session_id: str) -> RetentionClass:
    """By its cases as they stand now: what became a denunciation is kept as one."""
    row = find_record(session, EntityKind.SESSION, session_id)
    is_practice = row is not None and bool(row.body["is_practice"])
    return class_of(_petitions(session, session_id), is_practice=is_practice)


def _petitions(session: DatabaseSession, session_id: str) -> Iterator[PetitionType]:
    for case_id in cases_of_session(session, session_id):
        for kind in (EntityKind.CASE, EntityKind.RECEPTION_REQUEST):
            row = find_record(session, kind, case_id)
            told = None if row is None else row.body.get("petition_type")
            if told in _KNOWN:
                yield PetitionType(str(told))
