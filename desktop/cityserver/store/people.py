"""People who may sign in, their sign-ins and tokens."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables import FamilyRow, TokenRow, UserRow, UserSiteRow

ACCESS = "access"
REFRESH = "refresh"


def save_user(session: Session, user: UserRow, site_ids: Iterable[str]) -> None:
    """Add or replace a person and the sites where they may sign in."""
    session.merge(user)
    session.execute(delete(UserSiteRow).where(UserSiteRow.user_id == user.user_id))
    session.add_all(
        UserSiteRow(user_id=user.user_id, site_id=site_id) for site_id in dict.fromkeys(site_ids)
    )


def find_user(session: Session, user_id: str) -> UserRow | None:
    """The person with this id."""
    return session.get(UserRow, user_id)


def may_sign_in(session: Session, user_id: str, site_id: str) -> bool:
    """Whether the person is on the list of this site."""
    return session.get(UserSiteRow, (user_id, site_id)) is not None


def users_of_site(session: Session, site_id: str) -> Sequence[UserRow]:
    """People on the list of this site, by name."""
    query = (
        select(UserRow)
        .join(UserSiteRow, UserSiteRow.user_id == UserRow.user_id)
        .where(UserSiteRow.site_id == site_id)
        .order_by(UserRow.display_name, UserRow.user_id)
    )
    return session.scalars(query).all()


def clear_attempts(session: Session, user_id: str) -> None:
    """The PIN was right: earlier wrong ones no longer count."""
    user = session.get(UserRow, user_id)
    if user is not None:
        user.failed_attempts = 0
        user.locked_until = None


def set_pin(session: Session, user_id: str, pin_hash: str) -> None:
    """Another PIN from now on."""
    session.get_one(UserRow, user_id).pin_hash = pin_hash


def add_family(session: Session, family: FamilyRow) -> FamilyRow:
    """A sign-in."""
    session.add(family)
    return family


def find_family(session: Session, family_id: str) -> FamilyRow | None:
    """The sign-in with this id."""
    return session.get(FamilyRow, family_id)


def revoke_family(session: Session, family_id: str, now: datetime) -> None:
    """End a sign-in."""
    family = session.get(FamilyRow, family_id)
    if family is not None and family.revoked_at is None:
        family.revoked_at = now


def end_every_sign_in(session: Session, now: datetime) -> None:
    """Nobody is signed in any more, wherever."""
    session.execute(delete(TokenRow))
    session.execute(update(FamilyRow).where(FamilyRow.revoked_at.is_(None)).values(revoked_at=now))


def add_token(session: Session, token: TokenRow) -> None:
    """Keep the hash of a token."""
    session.add(token)


def note_use(session: Session, token: TokenRow, now: datetime) -> None:
    """First use of a token: the answer that carried it has arrived."""
    if token.used_at is not None:
        return
    token.used_at = now
    parent = None if token.parent_hash is None else session.get(TokenRow, token.parent_hash)
    if parent is not None:
        parent.settled_at = now


def withdraw_successors(session: Session, parent_hash: str) -> None:
    """Tokens whose answer was lost on its way stop working."""
    session.execute(delete(TokenRow).where(TokenRow.parent_hash == parent_hash))


def find_token(session: Session, token_hash: str, purpose: str) -> TokenRow | None:
    """The token with this hash, when it was made for this purpose."""
    row = session.get(TokenRow, token_hash, with_for_update=purpose == REFRESH)
    return row if row is not None and row.purpose == purpose else None


def forget_expired_tokens(session: Session, now: datetime) -> None:
    """Tokens that can do nothing any more."""
    session.execute(delete(TokenRow).where(TokenRow.expires_at <= now))
