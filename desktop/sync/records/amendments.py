"""What is added to closed minutes: kept here, sent like every record, and never changed."""

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import SessionId
from desktop.domain.record.amendment import MinutesAmendment, in_time_order
from desktop.domain.record.events import AmendmentsChanged
from desktop.mapping.records import MINUTES_AMENDMENT
from desktop.store.records.items import Items
from desktop.sync.records.record_book import FailureNotice, RecordBook


class AmendmentBook:
    """AmendmentsService (presenters/services/record.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._emit = emit
        self._notice = FailureNotice(emit=emit, action="amend", subject="amendment_id")
        self._book = RecordBook(
            kind=MINUTES_AMENDMENT, items=items, clock=clock, on_change=self._on_change
        )

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def amend(self, amendment: MinutesAmendment) -> None:
        """Keep it and queue it for the city. Outcomes: AmendmentsChanged, ActionFailed("amend")."""
        self._book.save_or_tell(amendment.id, amendment, self._notice)

    def of_session(self, session_id: SessionId) -> tuple[MinutesAmendment, ...]:
        """From memory, in the order of time."""
        known = (one.record for one in self._book.known())
        return in_time_order(one for one in known if one.session_id == session_id)

    def _on_change(self, _changed: frozenset[str]) -> None:
        """Thread: store-writer."""
        self._emit(AmendmentsChanged())
