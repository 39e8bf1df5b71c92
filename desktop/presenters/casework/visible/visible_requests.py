"""What the person at the desk may see of the requests that this PC holds.

As the city tells them (`cityserver/access/disclosure.py`): of a denunciation only the unit that
took it knows who it is, and only who decides what. One PC has one store and many people.
"""

from dataclasses import replace

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import (
    KnownRequest,
    NoticeSent,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.ids import CitizenId, RequestId, SiteId
from desktop.presenters.services.access import AccessService, person_may
from desktop.presenters.services.casework import RequestsService


class VisibleRequests:
    """RequestsService for one desk; asks at each call who sits there. Thread: MainThread.

    Requests that are kept from the person are there, without name and matter: what waits is
    counted whoever sits there. own_site_id: of this PC.
    """

    def __init__(
        self, *, requests: RequestsService, access: AccessService, own_site_id: SiteId
    ) -> None:
        self._requests = requests
        self._access = access
        self._own_site_id = own_site_id

    def requests(self) -> tuple[KnownRequest, ...]:
        """Oldest first."""
        return tuple(map(self._seen, self._requests.requests()))

    def find(self, request_id: RequestId) -> KnownRequest | None:
        """One of them."""
        known = self._requests.find(request_id)
        return None if known is None else self._seen(known)

    def citizen(self, citizen_id: CitizenId) -> CitizenRecord | None:
        """Who asks; None also for who reads no requests."""
        may_read = person_may(self._access, Right.READ_REQUESTS)
        return self._requests.citizen(citizen_id) if may_read else None

    def take(self, request: ReceptionRequest, citizen: CitizenRecord) -> None:
        """Keep both and queue them for the city."""
        self._requests.take(request, citizen)

    def decide(self, decision: RequestDecision) -> None:
        """Keep a decision and queue it."""
        self._requests.decide(decision)

    def note_refusal(self, request_id: RequestId, sent: NoticeSent | None) -> None:
        """Keep it with the request."""
        self._requests.note_refusal(request_id, sent)

    def _seen(self, known: KnownRequest) -> KnownRequest:
        request = known.request
        if not person_may(self._access, Right.READ_REQUESTS):
            return replace(known, request=_without_matter(_without_name(request)))
        is_own = request.owner_site_id == self._own_site_id
        if is_own or request.petition_type is not PetitionType.DENUNCIATION:
            return known
        seen = _without_name(request)
        may_decide = person_may(self._access, Right.DECIDE_REQUEST)
        return replace(known, request=seen if may_decide else _without_matter(seen))


def _without_name(request: ReceptionRequest) -> ReceptionRequest:
    return replace(request, requester_name="", requester_ward="")


def _without_matter(request: ReceptionRequest) -> ReceptionRequest:
    return replace(request, content="", assistance_reason="")
