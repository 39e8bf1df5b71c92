"""Who may use which route and say which message of the channel: the server asks here alone.

Together with desktop/domain/access/rights.py (role x right, kind of record x right) this is the
whole matrix; `docs/api/rights.json` and `docs/api/rights.md` are written from both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from starlette.routing import BaseRoute, Route, WebSocketRoute

from desktop.contract.base import Received
from desktop.contract.channel import conduct, floor
from desktop.contract.channel.agency_call import JoinIn, LetGo, RingAgency, WithdrawRing
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.channel.guests import RingGuest
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.channel.media import MediaReady, SetMedia, Signal
from desktop.contract.channel.minutes import ReadLine, TypeLine
from desktop.contract.channel.pause import CountDown, PauseUntil
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.roll_call import (
    AddPerson,
    DropPerson,
    NoteAnnouncement,
    NotePresence,
)
from desktop.contract.channel.seat import Hello, Leave, Ping
from desktop.contract.channel.signing import NoteObjection, NoteSignature, SetCopies, TellText
from desktop.contract.channel.stage import PresentPage
from desktop.contract.channel.trial import (
    ConfirmTrial,
    DoubtSite,
    FetchTrialPage,
    SenseSites,
    ShowTrialPage,
    TellSoak,
    TrialPageDrawn,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, may

WEBSOCKET = "WS"


class Caller(StrEnum):
    """What a caller must show."""

    ANYBODY = "anybody"
    ROOM = "room"
    PERSON = "person"
    GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """rights: one of them is enough, none is needed when empty. refusal: told to all others."""

    caller: Caller
    rights: frozenset[Right] = frozenset()
    refusal: ProblemCode = ProblemCode.FORBIDDEN

    def lets(self, role: Role) -> bool:
        """Whether a signed-in person of this role may use the route."""
        is_allowed = not self.rights or any(may(role, right) for right in self.rights)
        return self.caller is Caller.PERSON and is_allowed


_ANYBODY = RouteRule(caller=Caller.ANYBODY)
_ROOM = RouteRule(caller=Caller.ROOM)
_GUEST = RouteRule(caller=Caller.GUEST)
_EVERY_PERSON = RouteRule(caller=Caller.PERSON)
# That there are such bytes is not told to whom they do not concern.
_READ_BYTES = RouteRule(
    caller=Caller.PERSON,
    rights=frozenset({Right.READ_CASE, Right.READ_REPORTS}),
    refusal=ProblemCode.NOT_FOUND,
)
_SEND_BYTES = RouteRule(
    caller=Caller.PERSON,
    rights=frozenset({Right.ADD_PAPER, Right.REPORT_TO_CITY}),
    refusal=ProblemCode.NOT_FOUND,
)

_SCHEDULE = RouteRule(caller=Caller.PERSON, rights=frozenset({Right.SCHEDULE_SESSION}))
_JOIN = RouteRule(caller=Caller.PERSON, rights=frozenset({Right.JOIN_SESSION}))

ROUTE_RULES: dict[tuple[str, str], RouteRule] = {
    ("GET", "/healthz"): _ANYBODY,
    # Rooms do not ask: the route itself answers this PC only (routes/server.py).
    ("GET", "/metrics"): _ANYBODY,
    ("GET", "/v1/server"): _ANYBODY,
    ("POST", "/v1/rooms/enrol"): _ANYBODY,
    ("POST", "/v1/access/refresh"): _ANYBODY,
    ("GET", "/v1/rooms/officers"): _ROOM,
    ("POST", "/v1/access/sign-in"): _ROOM,
    ("POST", "/v1/access/sign-in-account"): _ROOM,
    ("POST", "/v1/access/oidc/begin"): _ROOM,
    ("POST", "/v1/access/oidc/finish"): _ROOM,
    ("POST", "/v1/rooms/reports"): _ROOM,
    ("PUT", "/v1/rooms/escrow"): _ROOM,
    ("POST", "/v1/rooms/certificate"): _ROOM,
    # That there are such sessions is not told to whom they do not concern: the route answers 404.
    ("GET", "/v1/recording-parts/{session_id}/{number}/{sha256}"): _ROOM,
    ("PATCH", "/v1/recording-parts/{session_id}/{number}/{sha256}"): _ROOM,
    ("POST", "/v1/recordings/{session_id}/receipt"): _ROOM,
    ("GET", "/v1/recordings/{session_id}/receipt"): _ROOM,
    ("GET", "/v1/line"): _ROOM,
    ("POST", "/v1/line"): _ROOM,
    ("GET", "/v1/line/relays"): _ROOM,
    ("POST", "/v1/access/sign-out"): _EVERY_PERSON,
    ("GET", "/v1/rooms/reports"): RouteRule(
        caller=Caller.PERSON, rights=frozenset({Right.SEE_ROOMS})
    ),
    # Everybody may ask; what is taken and told is decided for each record by its kind.
    ("POST", "/v1/operations"): _EVERY_PERSON,
    ("GET", "/v1/changes"): _EVERY_PERSON,
    ("GET", "/v1/changes/wait"): _EVERY_PERSON,
    ("HEAD", "/v1/blobs/{sha256}"): _SEND_BYTES,
    ("PATCH", "/v1/blobs/{sha256}"): _SEND_BYTES,
    ("GET", "/v1/blobs/{sha256}"): _READ_BYTES,
    ("PUT", "/v1/sessions/{session_id}"): _SCHEDULE,
    ("POST", "/v1/sessions/{session_id}/call-off"): _SCHEDULE,
    ("POST", "/v1/sessions/{session_id}/notice"): _SCHEDULE,
    ("POST", "/v1/sessions/{session_id}/witness"): _SCHEDULE,
    ("POST", "/v1/sessions/{session_id}/leave"): _SCHEDULE,
    ("POST", "/v1/sessions/{session_id}/near"): _SCHEDULE,
    ("POST", "/v1/sessions/{session_id}/take"): _JOIN,
    ("POST", "/v1/sessions/{session_id}/take-leave"): _JOIN,
    # Of another site, or of a session that is kept from the person, nobody is told that it rings.
    ("POST", "/v1/sessions/{session_id}/calls/{call_id}/answer"): RouteRule(
        caller=Caller.PERSON, rights=frozenset({Right.ANSWER_CALL})
    ),
    ("POST", "/v1/sessions/{session_id}/waiting"): RouteRule(
        caller=Caller.PERSON, rights=frozenset({Right.OPEN_SESSION})
    ),
    ("PUT", "/v1/sessions/{session_id}/stage-page"): RouteRule(
        caller=Caller.PERSON, rights=frozenset({Right.PRESENT_PAPER})
    ),
    (WEBSOCKET, "/v1/sessions/{session_id}/channel"): _JOIN,
    ("GET", "/guest"): _ANYBODY,
    ("GET", "/guest/files/{name}"): _ANYBODY,
    # It spends the token of a link, which is all that a guest has to show.
    ("POST", "/guest/open"): _ANYBODY,
    ("GET", "/guest/call"): _GUEST,
    ("POST", "/guest/answer"): _GUEST,
    ("GET", "/guest/page"): _GUEST,
    (WEBSOCKET, "/guest/channel"): _GUEST,
}

MESSAGE_RIGHTS: dict[type[Received], Right] = {
    Hello: Right.JOIN_SESSION,
    Ping: Right.JOIN_SESSION,
    Leave: Right.JOIN_SESSION,
    Signal: Right.JOIN_SESSION,
    MediaReady: Right.JOIN_SESSION,
    SetMedia: Right.JOIN_SESSION,
    TellLamp: Right.JOIN_SESSION,
    TypeLine: Right.WRITE_MINUTES,
    conduct.OpenSession: Right.OPEN_SESSION,
    conduct.PauseSession: Right.PAUSE_SESSION,
    PauseUntil: Right.PAUSE_SESSION,
    CountDown: Right.PAUSE_SESSION,
    conduct.ResumeSession: Right.PAUSE_SESSION,
    conduct.CloseSession: Right.CLOSE_SESSION,
    conduct.EndSession: Right.CLOSE_SESSION,
    conduct.SetStep: Right.SET_STEP,
    BeginConsultation: Right.PAUSE_SESSION,
    EndConsultation: Right.PAUSE_SESSION,
    NotePresence: Right.CALL_ROLL,
    AddPerson: Right.CALL_ROLL,
    DropPerson: Right.CALL_ROLL,
    NoteAnnouncement: Right.SET_STEP,
    ReadLine: Right.SET_STEP,
    TellText: Right.READ_CASE,
    NoteObjection: Right.WRITE_MINUTES,
    NoteSignature: Right.CALL_ROLL,
    SetCopies: Right.SET_STEP,
    floor.AskFloor: Right.ASK_FLOOR,
    floor.GiveFloor: Right.GIVE_FLOOR,
    floor.LowerHands: Right.GIVE_FLOOR,
    floor.MoveHand: Right.GIVE_FLOOR,
    floor.LockMicrophone: Right.GIVE_FLOOR,
    PresentPage: Right.PRESENT_PAPER,
    SenseSites: Right.JOIN_SESSION,
    DoubtSite: Right.JOIN_SESSION,
    ShowTrialPage: Right.PRESENT_PAPER,
    FetchTrialPage: Right.JOIN_SESSION,
    TrialPageDrawn: Right.JOIN_SESSION,
    TellSoak: Right.JOIN_SESSION,
    ConfirmTrial: Right.SCHEDULE_SESSION,
    RingAgency: Right.CALL_AGENCY,
    RingGuest: Right.CALL_AGENCY,
    WithdrawRing: Right.CALL_AGENCY,
    LetGo: Right.CALL_AGENCY,
    JoinIn: Right.JOIN_SESSION,
    CallHelp: Right.JOIN_SESSION,
    TakeHelpCall: Right.JOIN_SESSION,
}
"""Who has no seat says nothing at all; a seat needs JOIN_SESSION.

CALL_ROLL is for people of the own site; for those of another one SET_STEP is needed as well: of a
signer too.
"""

GUEST_MESSAGES: frozenset[type[Received]] = frozenset(
    {Hello, Ping, Leave, Signal, MediaReady, SetMedia, JoinIn, floor.AskFloor}
)
"""All that a guest in a browser may say, whose only right it is to sit there and to be called."""


SEAT_MESSAGES: frozenset[type[Received]] = frozenset(
    {MediaReady, SetMedia, Signal, SenseSites, TellLamp, TellText}
)
"""Said by the desk that has the seat: a companion desk has no media, whoever sits there."""


def places_of(routes: Iterable[BaseRoute]) -> frozenset[tuple[str, str]]:
    """Every (method, path) that these routes answer."""
    places = set[tuple[str, str]]()
    for route in routes:
        if isinstance(route, WebSocketRoute):
            places.add((WEBSOCKET, route.path))
        elif isinstance(route, Route):
            places.update((method, route.path) for method in route.methods or ())
    return frozenset(places)


def check_complete(routes: Iterable[BaseRoute]) -> None:
    """A route that nobody gave a rule keeps the server from starting.

    Raises:
        RuntimeError: names the routes, and rules without a route.
    """
    odd = places_of(routes) ^ ROUTE_RULES.keys()
    if odd:
        msg = f"routes and rules differ: {sorted(odd)}"
        raise RuntimeError(msg)
