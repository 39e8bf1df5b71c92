"""Who decides about recordings at the city: proved by PIN, of a role that may, on every list."""

import logging
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, Actor, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.need_to_know import is_known_to, people_of_session
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST
from desktop.domain.access.person import Role
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import UserId

logger = logging.getLogger(__name__)

SUBJECT: Final = "session"
KEPT: Final = "•••"
"""In the place of words that the reader does not need to know."""
NO_USER: Final = "no_user"
WRONG_PIN: Final = "wrong_pin"
WRONG_ROLE: Final = "wrong_role"
NOT_LISTED: Final = "not_listed"
"""The session receives a denunciation that the person does not need to know of."""


class DecisionRefused(ReceptionError):
    """Nothing was decided. word: why, also of PurgeRefusal; day: what it is about."""

    def __init__(self, word: str, day: date | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.day = day


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """A person, by id, who types the PIN."""

    user_id: UserId
    pin: str = field(repr=False)


def check_decider(
    session: DatabaseSession, session_id: str, by: Decider, roles: AbstractSet[Role]
) -> None:
    """Raises DecisionRefused."""
    check_person(session, by, roles)
    if not is_known_to(session, session_id, by.user_id):
        raise DecisionRefused(NOT_LISTED)


def check_person(session: DatabaseSession, by: Decider, roles: AbstractSet[Role]) -> None:
    """Whoever it is, of one of these roles. Raises DecisionRefused."""
    user = people.find_user(session, by.user_id)
    if user is None:
        raise DecisionRefused(NO_USER)
    if not Pins(cost=PRODUCT_KDF_COST).is_right(user.pin_hash, by.pin):
        raise DecisionRefused(WRONG_PIN)
    if user.role not in roles:
        raise DecisionRefused(WRONG_ROLE)


def readable(session: DatabaseSession, session_id: str, reason: str, reader: UserId | None) -> str:
    """What somebody typed about recordings of the session; of a denunciation its list reads it.

    reader: a person who was proved; None: nobody was.
    """
    listed = people_of_session(session, session_id)
    return reason if listed is None or reader in listed else KEPT


@contextmanager
def deciding(
    database: Database, action: Action, session_id: str, by: Decider, now: datetime
) -> Iterator[DatabaseSession]:
    """The transaction of a decision, noted with who decided; what is refused in it is noted too.

    Raises DecisionRefused, as the block does.
    """
    entry = Entry(
        action=action,
        actor=Actor(user_id=by.user_id),
        kind=SUBJECT,
        subject_id=session_id,
    )
    try:
        with database.write() as session:
            yield session
            note(session, now, entry)
    except DecisionRefused as refused:
        _note_refused(database, replace(entry, outcome=refused.word), now)
        raise


def _note_refused(database: Database, entry: Entry, now: datetime) -> None:
    """A name that nobody has does not come into the log."""
    with database.write() as session:
        is_known = people.find_user(session, entry.actor.user_id) is not None
        note(session, now, entry if is_known else replace(entry, actor=Actor()))
    logger.warning(
        "decision refused action=%s session=%s word=%s",
        entry.action, entry.subject_id, entry.outcome,
    )  # fmt: skip
