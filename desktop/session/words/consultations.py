"""Consultations, between the wire's words and the domain's.

What comes from the server is untrusted; what does not fit raises Misfit.
"""

from collections.abc import Callable, Collection

from desktop.contract.channel.consultation import (
    MOST_SITES,
    BeginConsultation,
    ConsultationState,
    EndConsultation,
)
from desktop.contract.channel.messages import RoomMessage
from desktop.domain.conduct.consultation import MAX_CONSULTATIONS, Consultation
from desktop.domain.ids import SiteId
from desktop.session.words.misfit import Misfit


class ConsultationOrders:
    """Implements ConsultationService (presenters/services/consultation.py).

    order: sends a command, or tells that it cannot. Thread of every method: any.
    """

    def __init__(self, order: Callable[[RoomMessage], None]) -> None:
        self._order = order

    def begin(self, site_ids: Collection[SiteId]) -> None:
        """These sites consult, all others wait."""
        self._order(BeginConsultation(site_ids=tuple(sorted(site_ids))))

    def end(self) -> None:
        """Everybody comes back."""
        self._order(EndConsultation())


def consultations_from(
    untrusted: tuple[ConsultationState, ...] | None,
) -> tuple[Consultation, ...] | None:
    """Oldest first; None of a city where no sites consult. Raises: Misfit."""
    if untrusted is None:
        return None
    if len(untrusted) > MAX_CONSULTATIONS:
        raise Misfit("consultations")
    return tuple(map(_consultation_from, untrusted))


def _consultation_from(untrusted: ConsultationState) -> Consultation:
    if not 0 < len(untrusted.site_ids) <= MOST_SITES:
        raise Misfit("consulting sites")
    times = (untrusted.at, untrusted.ended_at)
    if any(at is not None and at.tzinfo is None for at in times):
        raise Misfit("naive time")
    return Consultation(
        site_ids=tuple(map(SiteId, untrusted.site_ids)),
        at=untrusted.at,
        ended_at=untrusted.ended_at,
    )
