"""What presenters ask of who comes and what for."""

from typing import Protocol

from desktop.domain.casework.citizen import CitizenRecord
from desktop.domain.casework.reception_request import (
    KnownRequest,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.ids import CitizenId, RequestId


class RequestsService(Protocol):
    """Yêu cầu tiếp: of this unit, at headquarters of all. Reads memory; works without a network.

    Events: RequestsChanged, ActionFailed("take_request" or "decide_request") with the request's id
    as `request` in its data.
    """

    def requests(self) -> tuple[KnownRequest, ...]:
        """Oldest first."""
        ...

    def find(self, request_id: RequestId) -> KnownRequest | None:
        """One of them."""
        ...

    def citizen(self, citizen_id: CitizenId) -> CitizenRecord | None:
        """Who asks; only the unit that took the request knows."""
        ...

    def take(self, request: ReceptionRequest, citizen: CitizenRecord) -> None:
        """Keep both and queue them for the city; one that is there is changed."""
        ...

    def decide(self, decision: RequestDecision) -> None:
        """Keep a decision and queue it; the first one that the city has stands."""
        ...
