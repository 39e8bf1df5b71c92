"""What the city keeps of one session: live state, steps, lines, papers, incidents, tasks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from desktop.cityserver.store.audit import Action, entries_about
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.live_states import load_live
from desktop.cityserver.store.records.records import bodies_of_session
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import Step

_TOLD: TypeAdapter[LiveSession] = TypeAdapter(LiveSession)
_STEPPED = "set_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """Of one session. told: None before any site took its seat. steps: in order.

    They are those of the audit log, the opening that of the live state. lines, papers, incidents,
    tasks: bodies by entity id, as they travel.
    """

    told: LiveSession | None
    steps: tuple[Step, ...]
    lines: Mapping[str, dict[str, Any]]
    papers: Mapping[str, dict[str, Any]]
    incidents: Mapping[str, dict[str, Any]]
    tasks: Mapping[str, dict[str, Any]]


def read_session_record(database: Database, session_id: SessionId) -> SessionRecord:
    """All of it, as it was at one instant. Thread: any that may wait for the disk."""
    with database.read() as session:
        document = load_live(session, session_id)
        told = None if document is None else _TOLD.validate_python(json.loads(document)["told"])
        return SessionRecord(
            told=told,
            steps=_steps(session, session_id, told),
            lines=bodies_of_session(session, "minute_line", session_id),
            papers=bodies_of_session(session, "paper", session_id),
            incidents=bodies_of_session(session, "incident", session_id),
            tasks=bodies_of_session(session, "conclusion_item", session_id),
        )


def _steps(
    session: DatabaseSession, session_id: SessionId, told: LiveSession | None
) -> tuple[Step, ...]:
    steps = () if told is None or told.opened_at is None else (Step.OPENING,)
    words = frozenset(Step)
    stepped = (
        Step(entry.outcome)
        for entry in entries_about(session, Action.CONDUCT, session_id)
        if entry.kind == _STEPPED and entry.outcome in words  # any other word: it was refused
    )
    return (*steps, *stepped)
