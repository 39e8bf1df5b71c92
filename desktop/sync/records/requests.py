"""Requests for a reception as this PC has them, who asks, and what is decided."""

from dataclasses import replace

from desktop.domain.casework.events import RequestsChanged
from desktop.domain.casework.matter.reception_request import (
    KnownRequest,
    NoticeSent,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import CitizenId, RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import RECEPTION_REQUEST, REQUEST_DECISION
from desktop.store.records.items import Items
from desktop.sync.records.record_book import FailureNotice, Known, RecordBook

_SUBJECT = "request"


class RequestBook:
    """RequestsService (presenters/services/casework.py). Thread: any.

    citizens: everybody whom the unit took in; whoever hands it in starts it.
    """

    def __init__(
        self,
        *,
        items: Items,
        clock: Clock,
        emit: EventSink,
        citizens: RecordBook[CitizenRecord],
    ) -> None:
        self._emit = emit
        self._taking = FailureNotice(emit=emit, action="take_request", subject=_SUBJECT)
        self._deciding = FailureNotice(emit=emit, action="decide_request", subject=_SUBJECT)
        self._noting = FailureNotice(emit=emit, action="note_refusal", subject=_SUBJECT)
        self._citizens = citizens
        self._requests = RecordBook(
            kind=RECEPTION_REQUEST, items=items, clock=clock, on_change=self._on_change
        )
        self._decisions = RecordBook(
            kind=REQUEST_DECISION, items=items, clock=clock, on_change=self._on_change
        )

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._citizens.follow(self._on_change)
        for book in (self._requests, self._decisions):
            book.start()

    def requests(self) -> tuple[KnownRequest, ...]:
        """Oldest first; what the city would not have stays among them."""
        known = map(self._known, self._requests.known())
        return tuple(sorted(known, key=lambda one: (one.request.created_at, one.request.id)))

    def find(self, request_id: RequestId) -> KnownRequest | None:
        """One of them."""
        known = self._requests.find(request_id)
        return None if known is None else self._known(known)

    def citizen(self, citizen_id: CitizenId) -> CitizenRecord | None:
        """Who asks; None: this unit was not told, or not yet."""
        known = self._citizens.find(citizen_id)
        return None if known is None else known.record

    def take(self, request: ReceptionRequest, citizen: CitizenRecord) -> None:
        """Keep both: first who asks, so that no request is without."""
        self._citizens.save_or_tell(citizen.id, citizen, self._taking)
        self._requests.save_or_tell(request.id, request, self._taking)

    def decide(self, decision: RequestDecision) -> None:
        """Keep a decision. Outcomes: as the Protocol says."""
        self._decisions.save_or_tell(decision.request_id, decision, self._deciding)

    def note_refusal(self, request_id: RequestId, sent: NoticeSent | None) -> None:
        """Keep it with the request."""
        known = self._requests.find(request_id)
        if known is not None:
            noted = replace(known.record, refusal_notice=sent)
            self._requests.save_or_tell(request_id, noted, self._noting)

    # ---- inside ----------------------------------------------------------------------------

    def _known(self, one: Known[ReceptionRequest]) -> KnownRequest:
        known = KnownRequest(request=one.record, storage=one.storage, is_at_city=one.is_at_city)
        decision = self._decisions.find(one.record.id)
        if decision is None:
            return known
        storage = _storage_of(decision)
        return replace(known, decision=decision.record, decision_storage=storage)

    def _on_change(self, _ids: frozenset[str]) -> None:
        self._emit(RequestsChanged())


def _storage_of(decision: Known[RequestDecision]) -> RecordStorage:
    """Of a decision that came too late the city's own took its place."""
    is_replaced = decision.storage is RecordStorage.REFUSED and decision.is_at_city
    return RecordStorage.CITY if is_replaced else decision.storage
