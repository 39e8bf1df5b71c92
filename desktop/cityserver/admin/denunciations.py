"""What the city's administration does with denunciations: who needs to know of one.

As in admin.py every function takes an opened `Database` and commits before it returns. Nobody is
on a list until the city puts them there; a case alone tells the denouncer's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.store import people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.need_to_know import is_denunciation, readers_of, save_readers
from desktop.cityserver.store.tables import EntityRow
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import UserId


class UnknownCase(ReceptionError):
    """No denunciation has this id or code."""


class UnknownPerson(ReceptionError):
    """Nobody has this id; the id is the argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedToKnow:
    """One denunciation and its list, by ids: no title, no name."""

    case_id: str
    code: str
    user_ids: tuple[UserId, ...]


def list_denunciations(database: Database) -> tuple[NeedToKnow, ...]:
    """Every denunciation by its code."""
    with database.read() as session:
        return tuple(_with_list(session, case) for case in _denunciations(session))


def change_readers(
    database: Database, case: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> NeedToKnow:
    """Put people on the list of a denunciation (id or code) and take others off it.

    Raises:
        UnknownCase, UnknownPerson: nothing was changed.
    """
    with database.write() as session:
        row = _find(session, case)
        added = list(add)
        for user_id in added:
            if people.find_user(session, user_id) is None:
                raise UnknownPerson(user_id)
        wanted = {*readers_of(session, row.entity_id), *added} - set(remove)
        save_readers(session, row.entity_id, sorted(wanted))
        session.flush()
        note_command(session, Action.CHANGE_READERS, ("case", row.entity_id))
        return _with_list(session, row)


def _denunciations(session: Session) -> list[EntityRow]:
    cases = session.scalars(select(EntityRow).where(EntityRow.kind == "case"))
    found = (case for case in cases if is_denunciation(case.body))
    return sorted(found, key=lambda case: str(case.body["code"]))


def _find(session: Session, case: str) -> EntityRow:
    for row in _denunciations(session):
        if case in {row.entity_id, row.body["code"]}:
            return row
    raise UnknownCase(case)


def _with_list(session: Session, case: EntityRow) -> NeedToKnow:
    return NeedToKnow(
        case_id=case.entity_id,
        code=case.body["code"],
        user_ids=readers_of(session, case.entity_id),
    )
