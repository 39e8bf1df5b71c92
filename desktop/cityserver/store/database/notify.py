"""What workers ask of the database itself: to be told at a commit, who else is connected."""

from collections.abc import Callable, Sequence

from sqlalchemy import event, make_url, text
from sqlalchemy.orm import Session

_HOLDERS = text(
    "SELECT CAST(objid AS bigint) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
    " AND granted AND CAST(classid AS bigint) = :locks"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_TELL = text("SELECT pg_notify(:channel, piece) FROM unnest(CAST(:pieces AS text[])) AS piece")


def call_after_commit(session: Session, call: Callable[[], None]) -> None:
    """Call it once, when this transaction has committed, and only then; on the same thread."""
    event.listen(session, "after_commit", lambda _: call(), once=True)


def notify_with(session: Session, channel: str, pieces: Sequence[str]) -> None:
    """Let PostgreSQL tell all who listen to the channel when this transaction commits."""
    session.execute(_TELL, {"channel": channel, "pieces": list(pieces)})


def lock_holders(session: Session, locks: int) -> frozenset[int]:
    """Second halves of the advisory locks of PostgreSQL that are held, by their first half."""
    return frozenset(session.scalars(_HOLDERS, {"locks": locks}))


def driver_address(url: str) -> str:
    """Where a city's PostgreSQL is, as its driver reads it, with the password."""
    plain = make_url(url).set(drivername="postgresql")
    return plain.render_as_string(hide_password=False)
