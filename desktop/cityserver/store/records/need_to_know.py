"""Denunciations: who needs to know of one, and which sessions receive one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.records import EntityRow
from desktop.cityserver.store.tables.sessions import CaseReaderRow, SessionCaseRow
from desktop.domain.access.need_to_know import needs_to_know
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import UserId
from desktop.domain.sync.operation import EntityKind


def is_denunciation(case: Mapping[str, Any]) -> bool:
    """Whether the case with this body is told only to those on its list."""
    return bool(case["petition_type"] == PetitionType.DENUNCIATION)


def cases_known_to(session: Session, user_id: str) -> frozenset[str]:
    """Cases on whose list the person is."""
    query = select(CaseReaderRow.case_id).where(CaseReaderRow.user_id == user_id)
    return frozenset(session.scalars(query))


def readers_of(session: Session, case_id: str) -> tuple[UserId, ...]:
    """The list of a case, by id."""
    query = select(CaseReaderRow.user_id).where(CaseReaderRow.case_id == case_id)
    return tuple(UserId(user_id) for user_id in session.scalars(query.order_by("user_id")))


def save_readers(session: Session, case_id: str, user_ids: Iterable[str]) -> None:
    """Replace the list of a case."""
    session.execute(delete(CaseReaderRow).where(CaseReaderRow.case_id == case_id))
    session.add_all(
        CaseReaderRow(case_id=case_id, user_id=user_id) for user_id in dict.fromkeys(user_ids)
    )


def leave_every_list(session: Session, user_id: str) -> tuple[str, ...]:
    """The person needs to know of no denunciation any more. Returns the cases, by id."""
    case_ids = tuple(sorted(cases_known_to(session, user_id)))
    session.execute(delete(CaseReaderRow).where(CaseReaderRow.user_id == user_id))
    return case_ids


def denunciations(session: Session) -> list[EntityRow]:
    """Every denunciation by its code."""
    cases = session.scalars(select(EntityRow).where(EntityRow.kind == "case"))
    found = (case for case in cases if is_denunciation(case.body))
    return sorted(found, key=lambda case: str(case.body["code"]))


def denunciations_in(session: Session, session_ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The denunciations that each of these sessions receives; sessions without one are left out."""
    query = (
        select(SessionCaseRow.session_id, EntityRow)
        .join(EntityRow, EntityRow.entity_id == SessionCaseRow.case_id)
        .where(EntityRow.kind == "case", SessionCaseRow.session_id.in_(tuple(session_ids)))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for session_id, case in session.execute(query):
        if is_denunciation(case.body):
            found[session_id].add(case.entity_id)
    return {session_id: frozenset(cases) for session_id, cases in found.items()}


def secret_matters(session: Session, case_ids: Iterable[str]) -> Mapping[str, EntityKind]:
    """Those of the cases that are denunciations: CASE, or RECEPTION_REQUEST while only that is."""
    kinds = (EntityKind.RECEPTION_REQUEST, EntityKind.CASE)
    query = select(EntityRow).where(
        EntityRow.kind.in_(kinds), EntityRow.entity_id.in_(tuple(case_ids))
    )
    rows = {(row.kind, row.entity_id): row for row in session.scalars(query)}
    newest = {one: rows.get((EntityKind.CASE, one), row) for (_, one), row in rows.items()}
    return {
        case_id: EntityKind(row.kind)
        for case_id, row in newest.items()
        if is_denunciation(row.body)
    }


def people_of_session(session: Session, session_id: str) -> frozenset[UserId] | None:
    """Who is on the list of every denunciation of the session; None when it has none."""
    cases = denunciations_in(session, [session_id]).get(session_id)
    if cases is None:
        return None
    lists = [frozenset(readers_of(session, case_id)) for case_id in cases]
    return frozenset.intersection(*lists)


def is_known_to(session: Session, session_id: str, user_id: str) -> bool:
    """Whether the person may know of the session: read of it, and write into it."""
    # Before each push: of nearly every session the answer is here, without reading a case.
    secret = (
        select(SessionCaseRow.case_id)
        .join(EntityRow, EntityRow.entity_id == SessionCaseRow.case_id)
        .where(
            SessionCaseRow.session_id == session_id,
            EntityRow.kind == EntityKind.CASE.value,
            EntityRow.body["petition_type"].as_string() == PetitionType.DENUNCIATION.value,
        )
    )
    if session.scalar(secret.limit(1)) is None:
        return True
    cases = denunciations_in(session, [session_id]).get(session_id, frozenset())
    return needs_to_know(cases, cases_known_to(session, user_id))
