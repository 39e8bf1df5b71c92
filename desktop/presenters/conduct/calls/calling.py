"""Mời cơ quan (Ctrl+K): whom to ring, what became of calls, and who is let go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.conduct.calls.agency_call import (
    IN_STAGES,
    AgencyCall,
    CallFault,
    Calls,
    CallStage,
    active_call,
    call_of,
    is_listening,
    ring_fault,
)
from desktop.domain.conduct.events import ChannelChanged, GuestLinkMade, LiveSessionChanged
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import CallId, SiteId
from desktop.domain.text import matches, plain_line
from desktop.presenters.conduct.calls.guest_links import GuestLinkLine, GuestLinks
from desktop.presenters.conduct.calls.help_calling import HelpCalling
from desktop.presenters.conduct.live_sheet import LiveSheet, SheetParts
from desktop.presenters.conduct.two_press import TwoPress
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.live.seated_sites import seated_sites
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode

ACTIONS = frozenset({"ring_agency", "ring_guest", "withdraw_ring", "let_go", "join_in"})
"""Messages of calls, as a refusal of the city names them."""

MOST_LISTED = 50
"""Sites that are offered; who looks for another one types its name."""

OUTCOMES = {
    CallStage.NO_ANSWER: MessageCode.CALL_NOT_ANSWERED,
    CallStage.REFUSED: MessageCode.CALL_REFUSED,
    CallStage.BUSY: MessageCode.CALL_BUSY,
    CallStage.LISTENING: MessageCode.CALL_LISTENS,
}


class PlaceFreed(StrEnum):
    """How a place in a session that is full gets free. LET_GO before WITHDRAW, where both do.

    BY_NOBODY: all of its sites stand in the plan.
    """

    LET_GO = "let_go"
    WITHDRAW = "withdraw"
    BY_NOBODY = "by_nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledLine:
    """One call of the session. seconds: it rings, or since it was answered, or 0 of one over.

    is_armed: one press more lets it go. is_waiting: the city was asked. left_itself: nobody let
    it go.
    """

    call_id: CallId
    name: str
    stage: CallStage
    seconds: int
    reason: str
    at: datetime
    is_armed: bool = False
    is_waiting: bool = False
    left_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallableSite:
    """A site that may be rung."""

    site_id: SiteId
    name: str
    kind: SiteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """calls: newest first. sites: found by what was typed; more: how many more there are.

    guest: as who is typed would be called, empty where nobody is. link: of a guest, to be copied.
    fault: why nobody can be rung now; place_freed: of a session that is full. is_waiting: the city
    was asked to ring.
    """

    search: str
    question: str
    calls: tuple[CalledLine, ...]
    sites: tuple[CallableSite, ...]
    more: int
    fault: CallFault | None
    obstacle: Obstacle | None
    is_waiting: bool
    place_freed: PlaceFreed = PlaceFreed.BY_NOBODY
    guest: str = ""
    link: GuestLinkLine | None = None


class CallingPresenter(LiveSheet):
    """The sheet, and what is told of calls over the pictures."""

    def __init__(
        self, parts: SheetParts, *, on_open: Callable[[], None], tell: Callable[[Message], None]
    ) -> None:
        super().__init__(parts, on_open=on_open)
        entry = parts.entry
        self._calls = entry.services.channel.calls
        self._schedule = entry.services.schedule
        self._clock = entry.clock
        self._tell = tell
        self._search = ""
        self._question = ""
        self._waiting: str | None = None
        self._two_press = TwoPress(clock=entry.clock)
        self._armed: CallId | None = None
        self._stages: dict[CallId, CallStage] | None = None
        self._links = GuestLinks()
        self.help = HelpCalling(entry=entry, tell=tell, on_offline=parts.on_offline)

    # ---- what the officer does -------------------------------------------------------------

    @override
    def toggle(self) -> None:
        if not self._is_open:
            self._search = ""
            self._waiting = None
        super().toggle()

    @override
    def close(self) -> None:
        self._is_open = False  # what rings rings on
        self._on_changed()

    def edit_search(self, text: str) -> None:
        """A key in the field of names."""
        self._search = text
        self._on_changed()

    def edit_question(self, text: str) -> None:
        """A key in the field of what the chair wants to know."""
        self._question = text
        self._on_changed()

    def ring(self, site_id: SiteId) -> None:
        """Gọi."""
        if self._is_asked(site_id) and self._fault(site_id) is None:
            self._waiting = site_id
            self._calls.ring(site_id, self._question, self._context.ring_s)
            self._search = self._question = ""
        self._on_changed()

    def ring_guest(self) -> None:
        """Tạo liên kết: who was typed has no desk, and comes by a browser."""
        name = plain_line(self._search)
        if name and self._is_asked(name) and self._fault(SiteId("")) is None:
            self._waiting = name
            self._calls.ring_guest(name, self._question)
            self._search = self._question = ""
        self._on_changed()

    def ring_first(self) -> None:
        """Enter in the field of names: the first that is found."""
        sheet = self.sheet()
        if sheet is not None and sheet.sites:
            self.ring(sheet.sites[0].site_id)

    def press_call(self, call_id: CallId) -> None:
        """The button of a call: no longer rung, or let go by a second press."""
        call = call_of(self._known(), call_id)
        if call is None or not self._is_asked(call_id):
            return
        if call.stage is CallStage.RINGING:
            self._waiting = call_id
            self._calls.withdraw(call_id)
        elif call.stage in IN_STAGES:
            self._press_let_go(call_id)
        self._on_changed()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """What became of calls is told once; the session draws."""
        match event:
            case LiveSessionChanged():
                self._waiting = None
                self._links.follow(self._known())
                self._follow()
            case GuestLinkMade():
                self._links.keep(event)
            case ActionFailed(action=action) if action in ACTIONS:
                self._waiting = None
            case ChannelChanged():
                self._waiting = None
            case _:
                pass

    # ---- reading ---------------------------------------------------------------------------

    @override
    def can_show(self) -> bool:
        """Whether this officer may ring somebody, in this city, while the session is open."""
        live = self._session.live
        knows_calls = live is not None and live.calls is not None
        is_ready = knows_calls and self._session.is_open and not self._session.platform
        return is_ready and self._entry.may(Right.CALL_AGENCY)

    def obstacle(self, verb: Verb) -> Obstacle | None:
        """Why CALL_AGENCY, or JOIN_IN, cannot be pressed now."""
        if self._session.platform:
            return Obstacle.ELSEWHERE
        can_do = self.can_show()
        if verb is Verb.JOIN_IN:
            can_do = is_listening(self._session.calls, self._context.own_site_id)
        return None if can_do else Obstacle.NOT_IN_THIS_STATE

    def sheet(self) -> CallSheet | None:
        """What is drawn; None while it is shut."""
        if not (self._is_open and self.can_show()):
            return None
        found = [one for one in self._others() if matches(self._search, (one.name, one.unit_code))]
        return CallSheet(
            search=self._search,
            question=self._question,
            calls=tuple(map(self._line, reversed(self._known()))),
            sites=tuple(map(_offered, found[:MOST_LISTED])),
            more=max(0, len(found) - MOST_LISTED),
            fault=self._fault(SiteId("")),
            obstacle=None if self._session.is_connected else Obstacle.CITY_LOST,
            is_waiting=self._waiting is not None,
            place_freed=place_freed(self._known()),
            guest=plain_line(self._search),
            link=self._links.line(self._known()),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _is_asked(self, _subject: str) -> bool:
        """Whether a press reaches the city; without a line it is told why not."""
        return self._is_reached() and self.can_show() and self._waiting is None

    def _press_let_go(self, call_id: CallId) -> None:
        if self._armed != call_id:
            self._two_press.disarm()
            self._armed = call_id
        if self._two_press.press(Verb.CALL_AGENCY):
            self._waiting, self._armed = call_id, None
            self._calls.let_go(call_id)

    def _known(self) -> Calls:
        return self._session.calls

    def _site_ids(self) -> tuple[SiteId, ...]:
        return seated_sites(self._context, self._session)

    def _fault(self, site_id: SiteId) -> CallFault | None:
        return ring_fault(
            self._known(), site_id, site_ids=self._site_ids(), status=self._session.status
        )

    def _others(self) -> list[Site]:
        """Agencies first; those that are in the session, or rung, are not offered."""
        calls, there = self._known(), set(self._site_ids())
        others = [
            one
            for one in self._schedule.known_sites()
            if one.id not in there and active_call(calls, one.id) is None
        ]
        return sorted(others, key=lambda one: one.kind is not SiteKind.AGENCY)

    def _line(self, call: AgencyCall) -> CalledLine:
        since = call.answered_at if call.stage in IN_STAGES else call.rung_at
        now = self._session.city_now()
        lasts = 0 if since is None else max(0, int((now - since).total_seconds()))
        return CalledLine(
            call_id=call.id,
            name=call.name,
            stage=call.stage,
            seconds=lasts if call.is_active else 0,
            reason=call.reason,
            at=call.ended_at or call.joined_at or call.answered_at or call.rung_at,
            is_armed=call.id == self._armed and self._two_press.is_armed(Verb.CALL_AGENCY),
            is_waiting=self._waiting == call.id,
            left_itself=call.left_itself,
        )

    def _follow(self) -> None:
        """Who conducts is told of every call whose stage is another one than before."""
        stages = {one.id: one.stage for one in self._known()}
        former, self._stages = self._stages, stages
        if former is None or not self._entry.may(Right.CALL_AGENCY):
            return
        for call in self._known():
            was_seen = call.id in former or call.stage is CallStage.BUSY
            if was_seen and former.get(call.id) is not call.stage and call.stage in OUTCOMES:
                self._tell(outcome_message(call))


def place_freed(calls: Calls) -> PlaceFreed:
    """What the officer can press to make room for another call."""
    stages = {one.stage for one in calls}
    if stages & IN_STAGES:
        return PlaceFreed.LET_GO
    return PlaceFreed.WITHDRAW if CallStage.RINGING in stages else PlaceFreed.BY_NOBODY


def outcome_message(call: AgencyCall) -> Message:
    """What became of a call, for who rang."""
    return Message(
        code=OUTCOMES[call.stage],
        tone=Tone.INFO if call.is_active else Tone.WARN,
        data={"site": call.name, "seconds": call.ring_s, "reason": call.reason.rstrip(" .")},
        action=MessageAction.DISMISS,
    )


def _offered(site: Site) -> CallableSite:
    return CallableSite(site_id=site.id, name=site.name, kind=site.kind)
