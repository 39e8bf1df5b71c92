"""People who may sign in, their sign-ins and tokens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.people import FamilyRow, TokenRow, UserRow, UserSiteRow
from desktop.cityserver.store.tables.rooms import RoomRow

ACCESS = "access"
REFRESH = "refresh"


class SignedIn(NamedTuple):
    """Whose access token it is. used_at: of the token; room: the PC of the sign-in."""

    expires_at: datetime
    used_at: datetime | None
    family_id: str
    site_id: str
    user_id: str
    role: str
    room: RoomRow


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


def seen_at_room(session: Session, room_id: str, since: datetime, now: datetime) -> frozenset[str]:
    """People who have signed in at this PC since then, or whose sign-in there still lives."""
    lives = exists().where(
        TokenRow.family_id == FamilyRow.family_id,
        TokenRow.purpose == REFRESH,
        TokenRow.expires_at > now,
    )
    query = select(FamilyRow.user_id).where(
        FamilyRow.room_id == room_id,
        (FamilyRow.created_at >= since) | (FamilyRow.revoked_at.is_(None) & lives),
    )
    return frozenset(session.scalars(query))


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


def living_sign_ins(session: Session, user_id: str) -> Sequence[str]:
    """Sign-ins of this person that nothing has ended, by their ids."""
    query = select(FamilyRow.family_id).where(
        FamilyRow.user_id == user_id, FamilyRow.revoked_at.is_(None)
    )
    return session.scalars(query).all()


def end_sign_ins_of(session: Session, user_id: str, now: datetime) -> int:
    """The person is signed in nowhere any more. Returns how many sign-ins ended."""
    living = living_sign_ins(session, user_id)
    for family_id in living:
        revoke_family(session, family_id, now)
    return len(living)


def take_off_every_list(session: Session, user_id: str) -> Sequence[str]:
    """The person may sign in nowhere any more. Returns the sites where they could, by id."""
    mine = UserSiteRow.user_id == user_id
    query = select(UserSiteRow.site_id).where(mine).order_by(UserSiteRow.site_id)
    site_ids = session.scalars(query).all()
    session.execute(delete(UserSiteRow).where(mine))
    return site_ids


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


def note_first_use(session: Session, token_hash: str, now: datetime) -> bool:
    """The same of an access token that was not used when it was looked at.

    False: it is not there any more.
    """
    own = (TokenRow.token_hash == token_hash) & (TokenRow.purpose == ACCESS)
    used = session.execute(
        update(TokenRow)
        .where(own, TokenRow.used_at.is_(None))
        .values(used_at=now)
        .returning(TokenRow.parent_hash)
    ).one_or_none()
    if used is None:  # by somebody else meanwhile
        return session.scalar(select(TokenRow.token_hash).where(own)) is not None
    if used.parent_hash is not None:
        parent = TokenRow.token_hash == used.parent_hash
        session.execute(update(TokenRow).where(parent).values(settled_at=now))
    return True


def withdraw_successors(session: Session, parent_hash: str) -> None:
    """Tokens whose answer was lost on its way stop working."""
    session.execute(delete(TokenRow).where(TokenRow.parent_hash == parent_hash))


def find_token(session: Session, token_hash: str, purpose: str) -> TokenRow | None:
    """The token with this hash, when it was made for this purpose."""
    row = session.get(TokenRow, token_hash, with_for_update=purpose == REFRESH)
    return row if row is not None and row.purpose == purpose else None


def find_signed_in(session: Session, token_hash: str) -> SignedIn | None:
    """Who holds this access token, in one question: it stands before every request.

    None: there is no such token, its sign-in has ended, the person may not sign in at the site any
    more, or the PC was revoked.
    """
    query = (
        select(
            TokenRow.expires_at,
            TokenRow.used_at,
            FamilyRow.family_id,
            FamilyRow.site_id,
            UserRow.user_id,
            UserRow.role,
            RoomRow,
        )
        .join(FamilyRow, FamilyRow.family_id == TokenRow.family_id)
        .join(UserRow, UserRow.user_id == FamilyRow.user_id)
        .join(
            UserSiteRow,
            (UserSiteRow.user_id == UserRow.user_id) & (UserSiteRow.site_id == FamilyRow.site_id),
        )
        .join(RoomRow, RoomRow.room_id == FamilyRow.room_id)
        .where(
            TokenRow.token_hash == token_hash,
            TokenRow.purpose == ACCESS,
            FamilyRow.revoked_at.is_(None),
            RoomRow.revoked_at.is_(None),
        )
    )
    found = session.execute(query).one_or_none()
    return None if found is None else SignedIn(*found)


def forget_expired_tokens(session: Session, now: datetime) -> None:
    """Tokens that can do nothing any more."""
    session.execute(delete(TokenRow).where(TokenRow.expires_at <= now))
