"""Consultations of the city behind a fake channel: who takes part, and that all come back."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from desktop.domain.conduct.consultation import Consultation, sites_fault, with_end
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import can_go_to
from desktop.domain.reception.status import Step
from tests.samples.receptions import HQ


class ConsultingCity(Protocol):
    """What a fake consultation needs of its city, as a fake floor does."""

    def allowed(self, action: str) -> LiveSession | None: ...
    def refuse(self, action: str) -> None: ...
    def change(self, change: Callable[[LiveSession], LiveSession]) -> None: ...
    def now(self) -> datetime: ...


class FakeConsultation:
    """What one seat orders of consultations, and the city that does it."""

    def __init__(self, *, city: ConsultingCity) -> None:
        self._city = city

    # ---- ConsultationService ----

    def begin(self, site_ids: Collection[SiteId]) -> None:
        live = self._city.allowed("begin_consultation")
        if live is None:
            return
        present = [seat.site_id for seat in live.seats if seat.is_connected]
        fault = sites_fault(site_ids, central=HQ, planned=[*present, SiteId("-")], present=present)
        if fault or not can_go_to(Step.CONSULTATION, status=live.status, step=live.step):
            self._city.refuse("begin_consultation")
            return
        self._city.change(lambda one: with_consultation(one, site_ids, self._city.now()))

    def end(self) -> None:
        live = self._city.allowed("end_consultation")
        if live is None:
            return
        if live.consultation is None:
            self._city.refuse("end_consultation")
            return
        self._city.change(lambda one: without_consultation(one, self._city.now()))


def with_consultation(
    live: LiveSession, site_ids: Collection[SiteId], now: datetime
) -> LiveSession:
    """The session while these sites consult."""
    one = Consultation(site_ids=tuple(sorted(site_ids)), at=now)
    return replace(
        live,
        step=Step.CONSULTATION,
        consultation_from=live.step,
        consultations=(*(live.consultations or ()), one),
    )


def without_consultation(live: LiveSession, now: datetime) -> LiveSession:
    """The session when everybody is back."""
    return replace(
        live,
        step=live.consultation_from or Step.PRESENTATION,
        consultation_from=None,
        consultations=with_end(live.consultations or (), now),
    )
