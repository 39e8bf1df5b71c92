"""A new sign-in of somebody who proved who they are, and its tokens."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from desktop.cityserver.store import people
from desktop.cityserver.store.tables import FamilyRow, TokenRow, UserRow
from desktop.cityserver.tokens import new_token, token_hash
from desktop.contract.access import TokenGrant
from desktop.domain.ids import new_id

ACCESS_LIFE_S = 600.0
REFRESH_LIFE_S = 12 * 3600.0


def begin_sign_in(
    session: Session, user: UserRow, now: datetime, *, site_id: str, room_id: str
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
    session: Session,
    family: FamilyRow,
    user: UserRow,
    now: datetime,
    *,
    parent_hash: str | None = None,
) -> TokenGrant:
    """An access and a refresh token of this sign-in; parent_hash: of the one they replace."""
    access_token, refresh_token = new_token(), new_token()
    for token, purpose, life_s in (
        (access_token, people.ACCESS, ACCESS_LIFE_S),
        (refresh_token, people.REFRESH, REFRESH_LIFE_S),
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
        access_expires_in_s=ACCESS_LIFE_S,
    )
