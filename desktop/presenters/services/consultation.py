"""What presenters ask of consultations, where the city knows them."""

from collections.abc import Collection
from typing import Protocol

from desktop.domain.ids import SiteId


class ConsultationService(Protocol):
    """Outcomes: LiveSessionChanged with its `consultations`, ActionFailed.

    Of a city without them (`LiveSession.consultations` is None) nothing of this is asked.
    """

    def begin(self, site_ids: Collection[SiteId]) -> None:
        """These sites consult, all others wait; nothing wrong by `sites_fault`."""
        ...

    def end(self) -> None:
        """Everybody comes back to the step from which it was begun."""
        ...
