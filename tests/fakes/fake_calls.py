"""Calls of the city behind a fake channel, by the domain's rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop.domain.conduct.calls.agency_call import (
    IN_STAGES,
    AgencyCall,
    Calls,
    CallStage,
    CallTarget,
    accepted,
    active_call,
    call_of,
    joined,
    let_go,
    refused,
    ring_fault,
    withdrawn,
)
from desktop.domain.conduct.calls.guest import GUEST_PREFIX, LINK_S
from desktop.domain.conduct.calls.help_call import with_help_call, with_taken
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.ids import CallId, SiteId
from tests.fakes.fake_floor import FloorCity


class FakeCalls:
    """What one seat orders of calls, and the city that does it.

    site_ids: of the plan, beside those that have a seat. names: of sites that may be rung.
    """

    def __init__(self, *, city: FloorCity, own_site_id: SiteId) -> None:
        self._city = city
        self._own_site_id = own_site_id
        self.site_ids: tuple[SiteId, ...] = ()
        self.names: dict[SiteId, str] = {}

    # ---- CallsService ----

    def ring(self, site_id: SiteId, question: str, ring_s: int) -> None:
        live = self._city.allowed("ring_agency")
        if live is None:
            return
        calls = live.calls or ()
        site_ids = {*self.site_ids, *(seat.site_id for seat in live.seats)}
        fault = ring_fault(calls, site_id, site_ids=site_ids, status=live.status)
        if fault is not None or site_id not in self.names:
            self._city.refuse("ring_agency")
            return
        call = AgencyCall(
            id=CallId(f"call-{len(calls) + 1}"),
            target=CallTarget.SITE,
            site_id=site_id,
            name=self.names[site_id],
            rung_at=self._city.now(),
            ring_s=ring_s,
            question=question,
        )
        self._put((*calls, call))

    def ring_guest(self, name: str, question: str) -> CallId:
        live = self._city.allowed("ring_guest")
        calls = () if live is None else live.calls or ()
        call_id = CallId(f"call-{len(calls) + 1}")
        if live is None:
            return call_id
        site_id = SiteId(f"{GUEST_PREFIX}{len(calls) + 1}")
        site_ids = {*self.site_ids, *(seat.site_id for seat in live.seats)}
        if ring_fault(calls, site_id, site_ids=site_ids, status=live.status) is not None:
            self._city.refuse("ring_guest")
            return call_id
        call = AgencyCall(
            id=call_id,
            target=CallTarget.GUEST,
            site_id=site_id,
            name=name,
            rung_at=self._city.now(),
            ring_s=LINK_S,
            question=question,
        )
        self._put((*calls, call))
        return call_id

    def withdraw(self, call_id: CallId) -> None:
        self._change("withdraw_ring", call_id, {CallStage.RINGING}, withdrawn)

    def let_go(self, call_id: CallId) -> None:
        self._change("let_go", call_id, IN_STAGES, let_go)

    def join_in(self) -> None:
        live = self._city.allowed("join_in")
        if live is None:
            return
        call = active_call(live.calls or (), self._own_site_id)
        if call is None or call.stage is not CallStage.LISTENING:
            self._city.refuse("join_in")
            return
        self._put(joined(live.calls or (), call.id, self._city.now()))

    def call_help(self) -> None:
        live = self._city.allowed("call_help")
        if live is None:
            return
        self.ask_help(self._own_site_id)

    def take_help_call(self, site_id: SiteId) -> None:
        live = self._city.allowed("take_help_call")
        if live is None:
            return
        calls, own = live.help_calls or (), self._own_site_id
        taken = with_taken(calls, site_id, own, self._city.now())
        if taken is None:
            self._city.refuse("take_help_call")
            return
        self._city.change(lambda live: replace(live, help_calls=taken))

    # ---- what others do ----

    def ask_help(self, site_id: SiteId) -> None:
        """A site asks for people who keep order."""
        now = self._city.now()
        self._city.change(
            lambda live: replace(
                live, help_calls=with_help_call(live.help_calls or (), site_id, now)
            )
        )

    def see_to(self, site_id: SiteId, taken_by: SiteId) -> None:
        """Another site sees to it."""
        now = self._city.now()

        def change(live: LiveSession) -> LiveSession:
            taken = with_taken(live.help_calls or (), site_id, taken_by, now)
            assert taken is not None
            return replace(live, help_calls=taken)

        self._city.change(change)

    def accept(self, call_id: CallId) -> None:
        """The desk that was rung accepts, and takes its seat."""

        def change(live: LiveSession) -> LiveSession:
            calls = accepted(live.calls or (), call_id, self._city.now())
            call = call_of(calls, call_id)
            assert call is not None
            seat = Seat(
                site_id=call.site_id,
                is_connected=True,
                media_number=0,
                is_microphone_on=False,
                is_camera_on=False,
                has_hand_up=False,
            )
            return replace(live, calls=calls, seats=(*live.seats, seat))

        self._city.change(change)

    def say_no(self, call_id: CallId, reason: str) -> None:
        """The desk that was rung refuses."""
        self._city.change(
            lambda live: replace(
                live, calls=refused(live.calls or (), call_id, reason, self._city.now())
            )
        )

    # ---- inside ----

    def _change(
        self,
        action: str,
        call_id: CallId,
        stages: frozenset[CallStage] | set[CallStage],
        change: Callable[[Calls, CallId, datetime], Calls],
    ) -> None:
        live = self._city.allowed(action)
        if live is None:
            return
        call = call_of(live.calls or (), call_id)
        if call is None or call.stage not in stages:
            self._city.refuse(action)
            return
        self._put(change(live.calls or (), call_id, self._city.now()))

    def _put(self, calls: Calls) -> None:
        gone = {one.site_id for one in calls if not one.is_active}
        gone -= {one.site_id for one in calls if one.is_active}
        self._city.change(
            lambda live: replace(
                live,
                calls=calls,
                seats=tuple(seat for seat in live.seats if seat.site_id not in gone),
            )
        )
