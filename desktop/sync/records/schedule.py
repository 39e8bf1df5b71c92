"""The schedule: sessions, cases and sites as last pulled, answered from memory."""

import threading
from collections.abc import Callable
from typing import Any

from desktop.domain.access.need_to_know import needs_to_know
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.conduct.calls.agency_call import Calls, SessionCalls
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.session import SessionPlan, site_role
from desktop.domain.room.condition import RoomCondition
from desktop.domain.sync.operation import EntityKind
from desktop.domain.text import folded
from desktop.store.records.items import Items, StoredItem
from desktop.sync.access.memory import SiteName
from desktop.sync.records.mapping import (
    calls_of,
    case_of,
    condition_of,
    read_item,
    session_of,
    signing_of,
    site_of,
    ticket_of,
)

_KINDS = (
    EntityKind.SITE,
    EntityKind.CASE,
    EntityKind.SESSION,
    EntityKind.AGENCY_CALLS,
    EntityKind.ROOM_CONDITION,
    EntityKind.WAITING_TICKET,
    EntityKind.MINUTES_SIGNING,
)


class Schedule:
    """ScheduleService (presenters/services/reception.py). Thread: any.

    own_site_id: this room. own_name: how the city calls it; until the record was pulled once
    that is all that is known of it.
    """

    def __init__(
        self,
        *,
        items: Items,
        emit: EventSink,
        own_site_id: SiteId,
        own_name: Callable[[], SiteName | None],
    ) -> None:
        self._items = items
        self._emit = emit
        self._own_site_id = own_site_id
        self._own_name = own_name
        self._lock = threading.Lock()
        self._sites: dict[str, Site] = {}
        self._cases: dict[str, Case] = {}
        self._sessions: dict[str, SessionPlan] = {}
        self._revisions: dict[str, int] = {}
        self._tickets: dict[str, WaitingTicket] = {}
        self._calls: dict[str, SessionCalls] = {}
        self._signings: dict[str, StoredItem] = {}
        self._conditions: dict[str, StoredItem] = {}
        """As they are kept: of thousands only those that somebody looks at are read."""

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._items.watch(self._on_items)
        for kind in _KINDS:
            self._take(self._items.list(kind))

    def own_site(self) -> Site:
        """The site of this PC, by its name alone until its record was pulled."""
        return self.site(self._own_site_id) or _little_known(self._own_site_id, self._own_name())

    def site(self, site_id: SiteId) -> Site | None:
        """A site by its id."""
        with self._lock:
            return self._sites.get(site_id)

    def known_sites(self) -> tuple[Site, ...]:
        """Every site that this PC knows, by name."""
        with self._lock:
            sites = tuple(self._sites.values())
        return tuple(sorted(sites, key=lambda site: (folded(site.name), site.id)))

    def revision(self, session_id: SessionId) -> int:
        """The city's revision of a session as it is shown, 0 of one that is not known."""
        with self._lock:
            return self._revisions.get(session_id, 0)

    def sessions(self) -> tuple[SessionPlan, ...]:
        """Sessions this site has a seat in, by scheduled start."""
        return tuple(plan for plan in self.every_session() if self._has_seat(plan))

    def every_session(self) -> tuple[SessionPlan, ...]:
        """Sessions this site is told of, with a seat or without, by scheduled start."""
        with self._lock:
            plans = tuple(self._sessions.values())
        return tuple(sorted(plans, key=lambda plan: (plan.scheduled_start, plan.id)))

    def case(self, case_id: CaseId) -> Case | None:
        """A case by its id."""
        with self._lock:
            return self._cases.get(case_id)

    def condition(self, session_id: SessionId) -> RoomCondition | None:
        """What was measured of its rooms before the opening, None when this PC was not told."""
        with self._lock:
            item = self._conditions.get(session_id)
        return None if item is None else read_item(item, condition_of)

    def calls(self, session_id: SessionId) -> Calls:
        """Who was called into the session, as the city keeps it for its minutes."""
        with self._lock:
            kept = self._calls.get(session_id)
        return () if kept is None else kept.calls

    def signing(self, session_id: SessionId) -> SessionSigning | None:
        """What was frozen of its minutes and who signed them, as the city keeps it; None: nothing.

        A city of before keeps none.
        """
        with self._lock:
            item = self._signings.get(session_id)
        return None if item is None else read_item(item, signing_of)

    def ticket(self, session_id: SessionId) -> WaitingTicket | None:
        """Who waits for a session, None when nobody came for it yet."""
        with self._lock:
            return self._tickets.get(session_id)

    def session(self, session_id: SessionId) -> SessionPlan | None:
        """A session by its id."""
        with self._lock:
            return self._sessions.get(session_id)

    def kept_from(self, listed: frozenset[CaseId]) -> frozenset[str]:
        """Denunciations, as far as this PC knows, which are none of these, and their sessions."""
        with self._lock:
            secret = {
                one.id
                for one in self._cases.values()
                if one.petition_type is PetitionType.DENUNCIATION
            }
            sessions = frozenset(
                plan.id
                for plan in self._sessions.values()
                if not needs_to_know(
                    plan.denunciations.union(secret.intersection(plan.case_ids)), listed
                )
            )
            told = secret.union(*(plan.denunciations for plan in self._sessions.values()))
            return sessions | (told - listed)

    def _has_seat(self, plan: SessionPlan) -> bool:
        return site_role(plan, self._own_site_id) is not None

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        due = tuple(item for item in items if item.kind in _KINDS)
        if due:
            self._take(due)
            self._emit(ScheduleChanged())

    def _take(self, items: tuple[StoredItem, ...]) -> None:
        for item in items:
            match item.kind:
                case EntityKind.SITE:
                    self._replace(self._sites, item, site_of)
                case EntityKind.CASE:
                    self._replace(self._cases, item, case_of)
                case EntityKind.AGENCY_CALLS:
                    self._replace(self._calls, item, calls_of)
                case EntityKind.ROOM_CONDITION:
                    with self._lock:
                        self._conditions[item.entity_id] = item
                case EntityKind.MINUTES_SIGNING:
                    with self._lock:
                        self._signings[item.entity_id] = item
                case EntityKind.WAITING_TICKET:
                    self._replace(self._tickets, item, ticket_of)
                case _:
                    self._replace(self._sessions, item, session_of)
                    with self._lock:
                        self._revisions[item.entity_id] = item.revision

    def _replace(
        self, known: dict[str, Any], item: StoredItem, convert: Callable[[StoredItem], object]
    ) -> None:
        found = read_item(item, convert)
        with self._lock:
            if found is None:
                # what cannot be read any more is not shown in its old form either
                known.pop(item.entity_id, None)
            else:
                known[item.entity_id] = found


def _little_known(site_id: SiteId, named: SiteName | None) -> Site:
    name = named.name if named is not None else site_id
    return Site(
        id=site_id,
        name=name,
        short_name=name[:24],
        kind=SiteKind.XA,
        unit_code=named.unit_code if named is not None else "",
        address="",
        fallback_phone="",
    )
