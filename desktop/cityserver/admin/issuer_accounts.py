"""Links between people and accounts at the issuer, set by the administration; see admin/city.py."""

from desktop.cityserver.store.access import issuers, people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.people import IssuerLinkRow
from desktop.domain.access.account import plain_login_name
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import UserId

MAX_NAME = 250


class LinkRefused(ReceptionError):
    """Nothing was changed. word: no_user, bad_name, name_taken."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def set_issuer_name(database: Database, user_id: UserId, untrusted_name: str) -> str:
    """How the issuer calls this person; the account there that was theirs so far is let go.

    Returns the name as it is kept. Raises LinkRefused.
    """
    name = plain_login_name(untrusted_name)
    if not (0 < len(name) <= MAX_NAME and name.isprintable()):
        raise LinkRefused("bad_name")
    with database.write() as session:
        if people.find_user(session, user_id) is None:
            raise LinkRefused("no_user")
        holder = issuers.link_by_name(session, name)
        namesake = people.find_user(session, name)
        is_other = holder is not None and holder.user_id != user_id
        if is_other or (namesake is not None and namesake.user_id != user_id):
            raise LinkRefused("name_taken")
        issuers.save_link(session, IssuerLinkRow(user_id=user_id, name=name, subject_hash=None))
        note_command(session, Action.LINK_ISSUER, ("user", user_id))
    return name


def forget_issuer_link(database: Database, user_id: UserId) -> bool:
    """The next account there that bears the person's id is theirs; False: none was known."""
    with database.write() as session:
        was_there = issuers.forget_link(session, user_id)
        if was_there:
            note_command(session, Action.LINK_ISSUER, ("user", user_id))
    return was_there
