"""Revision numbers over all epochs: never given out twice, so that no text is taken for another."""

from datetime import datetime

from sqlalchemy.orm import Session

from desktop.cityserver.store.records.records import REVISION
from desktop.cityserver.store.tables.records import CounterRow

EPOCH_STRIDE = 2**32
"""More revisions than an epoch gives out; 2**30 epochs fit below what an operation may carry."""


def likely_known(now: datetime) -> int:
    """A floor for what was given out when nobody knows: restores of one backup must not meet.

    As many epochs as minutes: more than anybody restores, and they fit for two thousand years.
    """
    return int(now.timestamp() // 60) * EPOCH_STRIDE


def skip_known_revisions(session: Session, known: int = 0) -> None:
    """Go on beyond every revision that a room may have met. Needs a write transaction.

    A city put back to a backup has forgotten how far it had counted. Counted on from there, a new
    text could have a revision at which a room knows an older text of the same record: the room
    would think it had seen the new one, and write over it. known: a revision that was given out
    and is not in the data any more.
    """
    counter = session.get(CounterRow, REVISION, with_for_update=True)
    if counter is None:
        counter = CounterRow(name=REVISION, value=0)
        session.add(counter)
    counter.value = (max(counter.value, known) // EPOCH_STRIDE + 1) * EPOCH_STRIDE


class Counters:
    """Counters of their own beside the revision, of one transaction; writers take turns."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count_up(self, name: str) -> int:
        """The next number, from 1. name: at most 32 letters."""
        with self._session.no_autoflush:
            counter = self._session.get(CounterRow, name)
            if counter is None:
                counter = CounterRow(name=name, value=0)
                self._session.add(counter)
            counter.value += 1
            value = counter.value
            self._session.flush()
        return value
