"""Who leaves the service comes off every list at once, kept by the city's administration.

As in admin/city.py the function takes an opened `Database` and commits before it returns.
"""

from dataclasses import dataclass
from typing import Final

from desktop.cityserver.access.account_attempts import forget_name
from desktop.cityserver.store.access import accounts, issuers, people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.need_to_know import leave_every_list
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.ids import CaseId, SiteId, UserId

NO_PIN: Final = ""
"""In the place of a hash: no PIN is right for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was taken from a person.

    site_ids: where they could sign in. case_ids: denunciations they knew of. sign_ins: how many
    were ended.
    """

    site_ids: tuple[SiteId, ...]
    case_ids: tuple[CaseId, ...]
    had_account: bool
    had_issuer_link: bool
    sign_ins: int


def remove_user(database: Database, user_id: UserId, *, clock: Clock | None = None) -> Left | None:
    """Take every way in from a person, in one transaction; channels end within seconds.

    Id and name stay with what the person wrote. Again is no error. None: there is nobody with this
    id.
    """
    now = (clock or SystemClock()).now()
    with database.write() as session:
        user = people.find_user(session, user_id)
        if user is None:
            return None
        account = accounts.account_of(session, user_id)
        if account is not None:
            forget_name(session, account.login_name)
        left = Left(
            site_ids=tuple(SiteId(one) for one in people.take_off_every_list(session, user_id)),
            case_ids=tuple(CaseId(one) for one in leave_every_list(session, user_id)),
            had_account=accounts.remove_account(session, user_id),
            had_issuer_link=issuers.forget_link(session, user_id),
            sign_ins=people.end_sign_ins_of(session, user_id, now),
        )
        people.set_pin(session, user_id, NO_PIN)
        note_command(
            session,
            Action.REMOVE_USER,
            ("user", user_id),
            *(("case", case_id) for case_id in left.case_ids),
        )
    return left
