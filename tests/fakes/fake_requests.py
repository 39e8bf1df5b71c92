"""Requests for a reception in memory, with the same events."""

from dataclasses import replace

from desktop.domain.casework.events import RequestsChanged
from desktop.domain.casework.matter.reception_request import (
    KnownRequest,
    NoticeSent,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import CitizenId, RequestId
from desktop.domain.sync.operation import RecordStorage


class FakeRequests:
    """Requests; what is saved waits for the city until a test says otherwise.

    `fails_with` refuses everything.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._known: dict[RequestId, KnownRequest] = {}
        self._citizens: dict[CitizenId, CitizenRecord] = {}
        self.fails_with: str | None = None
        self.asked: list[tuple[RequestId, CitizenId]] = []
        """What was to be taken, kept or not."""

    def requests(self) -> tuple[KnownRequest, ...]:
        known = self._known.values()
        return tuple(sorted(known, key=lambda one: (one.request.created_at, one.request.id)))

    def find(self, request_id: RequestId) -> KnownRequest | None:
        return self._known.get(request_id)

    def citizen(self, citizen_id: CitizenId) -> CitizenRecord | None:
        return self._citizens.get(citizen_id)

    def take(self, request: ReceptionRequest, citizen: CitizenRecord) -> None:
        self.asked.append((request.id, citizen.id))
        if self._fails("take_request", request.id):
            return
        self.learn(KnownRequest(request=request, storage=RecordStorage.HERE), citizen)

    def decide(self, decision: RequestDecision) -> None:
        if self._fails("decide_request", decision.request_id):
            return
        known = self._known[decision.request_id]
        self.learn(replace(known, decision=decision, decision_storage=RecordStorage.HERE))

    def note_refusal(self, request_id: RequestId, sent: NoticeSent | None) -> None:
        known = self._known.get(request_id)
        if known is None or self._fails("note_refusal", request_id):
            return
        noted = replace(known.request, refusal_notice=sent)
        self.learn(replace(known, request=noted, storage=RecordStorage.HERE))

    def learn(self, known: KnownRequest, citizen: CitizenRecord | None = None) -> None:
        """A request is known, or came further."""
        if citizen is not None:
            self._citizens[citizen.id] = citizen
        self._known[known.request.id] = known
        self._emit(RequestsChanged())

    def _fails(self, action: str, request_id: RequestId) -> bool:
        if self.fails_with is not None:
            data = {"request": request_id}
            self._emit(ActionFailed(action=action, code=self.fails_with, data=data))
        return self.fails_with is not None
