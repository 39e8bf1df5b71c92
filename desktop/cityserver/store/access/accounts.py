"""City accounts, and attempts to sign in with one."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.people import AccountRow, AttemptRow


def save_account(session: Session, account: AccountRow) -> None:
    """Add or replace a person's account."""
    session.merge(account)


def remove_account(session: Session, user_id: str) -> bool:
    """Forget it; False when there is none."""
    account = session.get(AccountRow, user_id)
    if account is None:
        return False
    session.delete(account)
    return True


def account_of(session: Session, user_id: str) -> AccountRow | None:
    """The account of this person."""
    return session.get(AccountRow, user_id)


def find_account(session: Session, login_name: str) -> AccountRow | None:
    """The account with this login name."""
    return session.scalar(select(AccountRow).where(AccountRow.login_name == login_name))


def find_attempts(session: Session, subject: str) -> AttemptRow | None:
    """What is known of attempts there."""
    return session.get(AttemptRow, subject)


def add_attempts(session: Session, attempts: AttemptRow) -> None:
    """Begin to count there."""
    session.add(attempts)


def forget_attempts(session: Session, subject: str) -> None:
    """None of them counts any more."""
    session.execute(delete(AttemptRow).where(AttemptRow.subject == subject))


def forget_old_attempts(session: Session, before: datetime) -> None:
    """Nothing happened there since."""
    session.execute(delete(AttemptRow).where(AttemptRow.last_at < before))
