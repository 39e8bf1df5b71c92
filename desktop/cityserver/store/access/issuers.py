"""Accounts at the issuer, whose they are, and sign-ins there that have not come back."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.people import IssuerAttemptRow, IssuerLinkRow


def link_of(session: Session, user_id: str) -> IssuerLinkRow | None:
    """What is known of this person at the issuer."""
    return session.get(IssuerLinkRow, user_id)


def link_by_subject(session: Session, subject_hash: str) -> IssuerLinkRow | None:
    """Whose account this is, when it was here before."""
    return session.scalar(select(IssuerLinkRow).where(IssuerLinkRow.subject_hash == subject_hash))


def link_by_name(session: Session, name: str) -> IssuerLinkRow | None:
    """Whom the administration has said this name to be."""
    return session.scalar(select(IssuerLinkRow).where(IssuerLinkRow.name == name))


def save_link(session: Session, link: IssuerLinkRow) -> None:
    """Add or replace what is known of a person."""
    session.merge(link)
    session.flush()


def forget_link(session: Session, user_id: str) -> bool:
    """Forget it; False when there is none."""
    link = session.get(IssuerLinkRow, user_id)
    if link is None:
        return False
    session.delete(link)
    session.flush()
    return True


def add_attempt(session: Session, attempt: IssuerAttemptRow) -> None:
    """Somebody goes to the issuer's page."""
    session.add(attempt)


def take_attempt(session: Session, state_hash: str) -> IssuerAttemptRow | None:
    """Somebody came back: the attempt, which is then forgotten."""
    attempt = session.get(IssuerAttemptRow, state_hash, with_for_update=True)
    if attempt is not None:
        session.delete(attempt)
    return attempt


def keep_newest_attempts(session: Session, room_id: str, keep: int) -> None:
    """Of visits from this PC that have not come back so many stay, the newest."""
    query = (
        select(IssuerAttemptRow)
        .where(IssuerAttemptRow.room_id == room_id)
        .order_by(IssuerAttemptRow.begun_at.desc())
    )
    for old in session.scalars(query).all()[keep:]:
        session.delete(old)


def forget_old_attempts(session: Session, before: datetime) -> None:
    """Nobody comes back from these."""
    session.execute(delete(IssuerAttemptRow).where(IssuerAttemptRow.begun_at < before))
