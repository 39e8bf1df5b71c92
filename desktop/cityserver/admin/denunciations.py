"""Need-to-know lists of denunciations, kept by the city's administration.

As in admin/city.py every function takes an opened `Database` and commits before it returns. Nobody
is on a list until the city puts them there; a case alone tells the denouncer's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.need_to_know import denunciations, readers_of, save_readers
from desktop.cityserver.store.tables.records import EntityRow
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
        return tuple(_with_list(session, case) for case in denunciations(session))


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


def _find(session: DatabaseSession, case: str) -> EntityRow:
    for row in denunciations(session):
        if case in {row.entity_id, row.body["code"]}:
            return row
    raise UnknownCase(case)


def _with_list(session: DatabaseSession, case: EntityRow) -> NeedToKnow:
    return NeedToKnow(
        case_id=case.entity_id,
        code=case.body["code"],
        user_ids=readers_of(session, case.entity_id),
    )
