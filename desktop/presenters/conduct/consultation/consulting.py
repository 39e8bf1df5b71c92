"""Hội ý: who consults while the others wait."""

from typing_extensions import override

from desktop.domain.conduct.consultation import (
    MAX_CONSULTATIONS,
    SitesFault,
    sites_fault,
    sites_with_citizens,
)
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import can_go_to, can_move
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.presenters.conduct.consultation.consulting_state import (
    ConsultingSheet,
    ConsultingSite,
)
from desktop.presenters.conduct.deeds.asked_deed import AskedDeed
from desktop.presenters.conduct.live_sheet import SheetParts
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.live.seated_sites import seated_sites, site_name
from desktop.presenters.live.session_context import SessionContext


class ConsultingPresenter(AskedDeed[ConsultingSheet]):
    """The sheet. When it opens, sites without citizens are chosen, if others are left to wait."""

    action = "begin_consultation"

    def __init__(self, parts: SheetParts, *, context: SessionContext) -> None:
        super().__init__(parts)
        self._context = context
        self._chosen = frozenset[SiteId]()
        self._fault: SitesFault | None = None

    # ---- what the officer does -------------------------------------------------------------

    def open(self) -> None:
        """The verb was pressed; the session draws. A city without consultations pauses for it."""
        live = self._facts.live
        if live is None or live.consultations is None:
            self._channel.pause_session(PauseReason.CONSULTATION)
            return
        plan = self._context.plan
        waiting = sites_with_citizens(plan.participants) & set(plan.component_site_ids)
        chosen = set(plan.component_site_ids) - waiting if waiting and self._can_join() else set()
        self._chosen = frozenset(chosen & self._here())
        self._is_open = True
        self._is_waiting = False
        self._fault = None

    def toggle(self, site_id: SiteId) -> None:
        """A site takes part, or waits."""
        sheet = self.sheet()
        sites = () if sheet is None else sheet.sites
        if any(one.site_id == site_id and one.can_choose for one in sites) and self._can_join():
            self._chosen ^= {site_id}
            self._fault = None
        self._on_changed()

    def end(self) -> None:
        """Trở lại: everybody comes back."""
        self._channel.consultation.end()

    # ---- reading ---------------------------------------------------------------------------

    @property
    def verb(self) -> Verb:
        """What stands in the place of the consultation's button."""
        return Verb.CONSULT if self._facts.consultation is None else Verb.END_CONSULT

    def obstacle_of(self, verb: Verb) -> Obstacle | None:
        """In a session that goes on: why it is not begun, or not ended."""
        if verb is Verb.END_CONSULT:
            return None if self._facts.consultation is not None else Obstacle.NOT_IN_THIS_STATE
        if self._facts.platform:
            return Obstacle.ELSEWHERE
        if self._facts.consultation is not None:
            return Obstacle.CONSULTING
        if not self._can_begin():
            return Obstacle.NOT_IN_THIS_STATE
        return Obstacle.CONSULTING_ASKED if self._is_open else None

    # ---- what happens ----------------------------------------------------------------------

    @override
    def on_event(self, event: Event) -> None:
        """The city does it or refuses, or the line is gone; the session draws."""
        super().on_event(event)
        if isinstance(event, ActionFailed) and event.action == "pause_session":
            self._is_waiting = False
        if isinstance(event, LiveSessionChanged) and not self._can_begin():
            self._is_open = False

    @override
    def sheet(self) -> ConsultingSheet | None:
        if not self._is_open:
            return None
        return ConsultingSheet(
            sites=self._sites(),
            can_join=self._can_join(),
            fault=self._fault,
            obstacle=self._obstacle(),
            is_waiting=self._is_waiting,
        )

    def _sites(self) -> tuple[ConsultingSite, ...]:
        plan, here = self._context.plan, self._here()
        citizens = sites_with_citizens(plan.participants)
        return tuple(
            ConsultingSite(
                site_id=site_id,
                name=site_name(self._context, self._facts, site_id),
                is_central=site_id == plan.central_site_id,
                is_here=site_id in here,
                has_citizens=site_id in citizens,
                is_chosen=site_id == plan.central_site_id or site_id in self._chosen,
            )
            for site_id in seated_sites(self._context, self._facts)
        )

    @override
    def _ask(self, sheet: ConsultingSheet) -> None:
        if sheet.is_alone:
            self._is_waiting = True
            self._channel.pause_session(PauseReason.CONSULTATION)
            return
        chosen = [one.site_id for one in sheet.sites if one.is_chosen]
        self._fault = sites_fault(
            chosen,
            central=self._context.plan.central_site_id,
            planned=seated_sites(self._context, self._facts),
            present=self._here(),
        )
        if self._fault is None:
            self._is_waiting = True
            self._channel.consultation.begin(chosen)

    def _here(self) -> frozenset[SiteId]:
        live = self._facts.live
        seats = () if live is None else live.seats
        return frozenset(seat.site_id for seat in seats if seat.is_connected)

    def _can_begin(self) -> bool:
        """The session goes on, and nobody consults."""
        is_under_way = can_move(self._facts.status, SessionStatus.PAUSED)
        return is_under_way and self._facts.step is not Step.CONSULTATION

    def _can_join(self) -> bool:
        """At this step sites may consult, and they have not done so too often."""
        live = self._facts.live
        told = 0 if live is None else len(live.consultations or ())
        step, status = self._facts.step, self._facts.status
        return told < MAX_CONSULTATIONS and can_go_to(Step.CONSULTATION, status=status, step=step)
