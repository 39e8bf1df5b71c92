"""Begins the sign-in of an authenticated person and issues its access and refresh tokens."""

from datetime import datetime, timedelta

from desktop.cityserver.secrets.tokens import new_token, token_hash
from desktop.cityserver.store.access import people
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.need_to_know import cases_known_to
from desktop.cityserver.store.tables.people import FamilyRow, TokenRow, UserRow
from desktop.contract.access import TokenGrant
from desktop.domain.ids import new_id

ACCESS_LIFE_S = 600.0
REFRESH_LIFE_S = 12 * 3600.0
SIGN_IN_LIFE = timedelta(days=7)
"""However often it is refreshed: after it the person shows PIN or account again."""


def ends_at(family: FamilyRow) -> datetime:
    """When a sign-in ends whatever happens."""
    return family.created_at + SIGN_IN_LIFE


def begin_sign_in(
    session: DatabaseSession, user: UserRow, now: datetime, *, site_id: str, room_id: str
) -> TokenGrant:
    """First tokens of a new sign-in at this room; what expired of others is cleared away."""
    family = people.add_family(
        session,
        FamilyRow(
            family_id=new_id(),
            user_id=user.user_id,
            site_id=site_id,
            room_id=room_id,
            created_at=now,
        ),
    )
    people.forget_expired_tokens(session, now)
    return issue_tokens(session, family, user, now)


def issue_tokens(
    session: DatabaseSession,
    family: FamilyRow,
    user: UserRow,
    now: datetime,
    *,
    parent_hash: str | None = None,
) -> TokenGrant:
    """An access and a refresh token of this sign-in; parent_hash: of the one they replace.

    Neither outlives the sign-in.
    """
    left_s = (ends_at(family) - now).total_seconds()
    access_s = min(ACCESS_LIFE_S, left_s)
    access_token, refresh_token = new_token(), new_token()
    for token, purpose, life_s in (
        (access_token, people.ACCESS, access_s),
        (refresh_token, people.REFRESH, min(REFRESH_LIFE_S, left_s)),
    ):
        people.add_token(
            session,
            TokenRow(
                token_hash=token_hash(token),
                family_id=family.family_id,
                purpose=purpose,
                expires_at=now + timedelta(seconds=life_s),
                parent_hash=parent_hash,
            ),
        )
    return TokenGrant(
        user_id=user.user_id,
        display_name=user.display_name,
        role=user.role,
        access_token=access_token,
        refresh_token=refresh_token,
        access_expires_in_s=access_s,
        denunciations=denunciations_of(session, user.user_id),
    )


def denunciations_of(session: DatabaseSession, user_id: str) -> tuple[str, ...]:
    """Cases on whose list the person is, as a room is told of them."""
    return tuple(sorted(cases_known_to(session, user_id)))
