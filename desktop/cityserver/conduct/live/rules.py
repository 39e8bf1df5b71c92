"""Who may say what in a session, and what each message does to its live state. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.cityserver.access.route_rights import (
    GUEST_MESSAGES,
    MESSAGE_RIGHTS,
    SEAT_MESSAGES,
)
from desktop.cityserver.conduct.live.calls.calls import Called, CallMessage, join_in, keep_calls
from desktop.cityserver.conduct.live.calls.guests import NewLink, check_seated, ring_guest
from desktop.cityserver.conduct.live.course.consultations import (
    ConsultationMessage,
    begin_consultation,
    end_consultation,
)
from desktop.cityserver.conduct.live.course.countdowns import start_countdown, stop_countdown
from desktop.cityserver.conduct.live.course.transitions import (
    Transition,
    apply_transition,
    set_step,
    step_of,
)
from desktop.cityserver.conduct.live.floor.floor import FloorMessage, ask_floor, keep_floor
from desktop.cityserver.conduct.live.floor.read_back import read_line, without_reading
from desktop.cityserver.conduct.live.floor.seat_media import check_room_for, ready_media, set_media
from desktop.cityserver.conduct.live.floor.stage import present, stage_of
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.cityserver.conduct.live.people.help_calls import HelpMessage, keep_help
from desktop.cityserver.conduct.live.people.roll_call import (
    RollCaller,
    RollMessage,
    call_roll,
    noted_as,
)
from desktop.cityserver.conduct.live.signing.deeds import follow_step, sign
from desktop.cityserver.conduct.live.signing.freezing import CityText
from desktop.cityserver.conduct.live.signing.signers import Noter
from desktop.cityserver.conduct.live.signing.signers import noted_as as signed_as
from desktop.cityserver.conduct.live.trial import TrialMessage, try_out
from desktop.contract.base import Received
from desktop.contract.channel.agency_call import JoinIn, LetGo, RingAgency, WithdrawRing
from desktop.contract.channel.conduct import (
    EndSession,
    SetStep,
)
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.channel.floor import (
    AskFloor,
    GiveFloor,
    LockMicrophone,
    LowerHands,
    MoveHand,
)
from desktop.contract.channel.guests import RingGuest
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.channel.media import MediaReady, SetMedia
from desktop.contract.channel.minutes import ReadLine
from desktop.contract.channel.pause import CountDown
from desktop.contract.channel.roll_call import (
    AddPerson,
    DropPerson,
    NoteAnnouncement,
    NotePresence,
)
from desktop.contract.channel.signing import NoteObjection, NoteSignature, SetCopies, TellText
from desktop.contract.channel.stage import PresentPage
from desktop.contract.channel.trial import (
    DoubtSite,
    SenseSites,
    ShowTrialPage,
    TellSoak,
    TrialPageDrawn,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, Scope, may_in_session
from desktop.domain.conduct.deputy import may_as_deputy
from desktop.domain.conduct.roll_call import RollCall, not_noted
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import PersonId, SiteId, UserId
from desktop.domain.reception.session import CALLED_STATUSES
from desktop.domain.reception.status import SessionStatus, Step

Noted = (
    Transition
    | CountDown
    | SetStep
    | ConsultationMessage
    | FloorMessage
    | PresentPage
    | DoubtSite
    | TellSoak
    | RollMessage
    | CallMessage
    | RingGuest
    | JoinIn
    | NoteObjection
    | NoteSignature
    | SetCopies
    | HelpMessage
)
"""Messages that the audit log keeps when they were carried out."""

StateMessage = (
    Noted | MediaReady | SetMedia | AskFloor | SenseSites | TrialMessage | ReadLine | TellText
)
"""Messages that change the live state."""

_OF_A_CALL = (
    MediaReady | SetMedia | SenseSites | LockMicrophone | BeginConsultation | RingAgency | RingGuest
)
"""What has no meaning where this program makes no call."""

_RIGHTS_OF_GUESTS = frozenset({Right.JOIN_SESSION, Right.ASK_FLOOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks: the person's role and scope, and the site's part in this session.

    is_trial: it is no session but the call in which one is tried. user_id: who it is. expected:
    the people of the plan and their sites. sites: with a seat in the plan; central_site_id: one of
    them. hides_citizens: their names are a secret of the session. called: whom this one rings.
    is_guest: in a browser; no role counts. new_link: for a guest that is rung now.
    is_beside: at a companion desk. is_deputy: of the site that conducts while the chair is lost.
    signers: those of the plan who sign, and where. city: what its records say of the minutes.
    """

    site_id: SiteId
    role: Role
    is_central: bool
    is_practice: bool
    scope: Scope
    is_trial: bool = False
    user_id: UserId | None = None
    expected: Mapping[PersonId, SiteId] = field(default_factory=dict)
    sites: frozenset[SiteId] = frozenset()
    central_site_id: SiteId | None = None
    hides_citizens: bool = False
    called: Called | None = None
    is_guest: bool = False
    new_link: NewLink | None = None
    is_beside: bool = False
    is_deputy: bool = False
    signers: Mapping[PersonId, SiteId] = field(default_factory=dict)
    city: CityText = field(default_factory=CityText)


def check_right(actor: Actor, right: Right) -> None:
    """Refuse what this person may not do at this site.

    Raises:
        NotDone: forbidden.
    """
    if not _may(actor, right):
        raise NotDone(ProblemCode.FORBIDDEN)


def check_may_say(actor: Actor, kind: type[Received]) -> None:
    """Refuse a message that this person may not say at this desk.

    Raises:
        NotDone: forbidden.
    """
    check_right(actor, MESSAGE_RIGHTS[kind])
    if actor.is_beside and kind in SEAT_MESSAGES:
        raise NotDone(ProblemCode.FORBIDDEN)


def _may(actor: Actor, right: Right) -> bool:
    if actor.is_guest:
        return right in _RIGHTS_OF_GUESTS
    if actor.is_deputy and may_as_deputy(actor.role, right):
        return True
    site_role = SiteRole.CENTRAL if actor.is_central else SiteRole.COMPONENT
    return may_in_session(
        actor.role,
        right,
        site_role=site_role,
        is_practice=actor.is_practice,
        scope=actor.scope,
    )


def apply(live: Live, message: StateMessage, actor: Actor, now: datetime) -> Live:
    """The state after the message.

    Raises:
        NotDone: no right, media of a companion desk, not allowed in this state, or an unknown word.
    """
    actor = replace(actor, is_deputy=_is_deputy(live, actor))
    check_may_say(actor, type(message))
    if actor.is_guest:
        _check_guest(live, message, actor)
    if not _is_heard(live, message, actor) or _needs_call(live, message):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    match message:
        case MediaReady() | SetMedia() | AskFloor() | JoinIn() | CallHelp() | TakeHelpCall():
            return _at_seat(live, message, actor.site_id, now)
        case PresentPage() | ReadLine():
            return _show(live, message)
        case SenseSites() | DoubtSite() | ShowTrialPage() | TrialPageDrawn() | TellSoak():
            return try_out(live, message, actor.site_id, actor.user_id, now)
        case NotePresence() | AddPerson() | DropPerson() | NoteAnnouncement():
            return call_roll(live, message, _caller(actor), now)
        case TellText() | NoteObjection() | NoteSignature() | SetCopies():
            return sign(live, message, _noter(actor), actor.city, now)
        case _:
            return _conduct(live, message, actor, now)


def _check_guest(live: Live, message: StateMessage, actor: Actor) -> None:
    if type(message) not in GUEST_MESSAGES:
        raise NotDone(ProblemCode.FORBIDDEN)
    check_seated(live, actor.site_id)


def _is_deputy(live: Live, actor: Actor) -> bool:
    deputy = live.told.deputy
    return deputy is not None and deputy.site_id == actor.site_id


def outcome_of(message: StateMessage) -> str | None:
    """What the audit log says of a message that was carried out, None when it is not noted.

    Never a reason: what a person typed may name somebody.
    """
    match message:
        case SetStep():
            return message.step
        case EndSession():
            return message.status
        case DoubtSite() | LockMicrophone() | CountDown():
            return _turned(message)
        case TellSoak():
            return message.stage
        case NotePresence() | NoteAnnouncement() | NoteSignature():
            return _noted(message)
        case _:
            return "done" if isinstance(message, Noted) else None


def _noted(message: NotePresence | NoteAnnouncement | NoteSignature) -> str:
    return signed_as(message) if isinstance(message, NoteSignature) else noted_as(message)


def _turned(message: DoubtSite | LockMicrophone | CountDown) -> str:
    """Of what is set and taken back, which it was."""
    if isinstance(message, DoubtSite):
        return "doubted" if message.is_doubted else "taken back"
    if isinstance(message, CountDown):
        return "counting" if message.is_on else "stopped"
    return "locked" if message.is_locked else "unlocked"


def _is_heard(live: Live, message: StateMessage, actor: Actor) -> bool:
    """Nothing is conducted in a trial; what is sensed is asked for before the opening alone."""
    if isinstance(message, SenseSites):
        return actor.is_trial or live.told.status in CALLED_STATUSES
    if isinstance(message, TrialMessage):
        return actor.is_trial
    return not actor.is_trial or isinstance(message, MediaReady | SetMedia)


def _needs_call(live: Live, message: StateMessage) -> bool:
    """On a platform of somebody else nobody has media here: none is muted, apart or called in."""
    return bool(live.told.platform) and isinstance(message, _OF_A_CALL)


def _caller(actor: Actor) -> RollCaller:
    """Who conducts notes the people of every site, all others those of their own."""
    return RollCaller(
        site_id=actor.site_id,
        role=actor.role,
        notes_all=_may(actor, Right.SET_STEP),
        expected=actor.expected,
        sites=actor.sites,
        hides_citizens=actor.hides_citizens,
    )


def _noter(actor: Actor) -> Noter:
    """Who conducts notes the signers of every site, all others those of their own."""
    return Noter(
        site_id=actor.site_id,
        role=actor.role,
        notes_all=_may(actor, Right.SET_STEP),
        planned=actor.signers,
        central=actor.central_site_id,
    )


def _at_seat(
    live: Live,
    message: MediaReady | SetMedia | AskFloor | JoinIn | HelpMessage,
    site_id: SiteId,
    now: datetime,
) -> Live:
    match message:
        case MediaReady():
            check_room_for(live, site_id)
            return ready_media(live, site_id)
        case SetMedia():
            return set_media(
                live,
                site_id,
                is_microphone_on=message.is_microphone_on,
                is_camera_on=message.is_camera_on,
            )
        case AskFloor():
            return ask_floor(live, site_id, message, now)
        case JoinIn():
            return join_in(live, site_id, now)
        case CallHelp() | TakeHelpCall():
            return keep_help(live, message, site_id, now)


def _conduct(
    live: Live,
    message: Transition
    | CountDown
    | SetStep
    | ConsultationMessage
    | FloorMessage
    | CallMessage
    | RingGuest,
    actor: Actor,
    now: datetime,
) -> Live:
    match message:
        case BeginConsultation() | EndConsultation():
            return _consult(live, message, actor, now)
        case CountDown():
            return _count_down(live, message, actor, now)
        case SetStep():
            return without_reading(_go_to(live, message, actor, now))
        case GiveFloor() | LowerHands() | MoveHand() | LockMicrophone():
            return keep_floor(live, message, now)
        case RingAgency() | WithdrawRing() | LetGo() | RingGuest():
            return _call(live, message, actor, now)
        case _:
            return apply_transition(live, message, now)


def _call(live: Live, message: CallMessage | RingGuest, actor: Actor, now: datetime) -> Live:
    if isinstance(message, RingGuest):
        return ring_guest(live, message, now, site_ids=actor.sites, link=actor.new_link)
    return keep_calls(live, message, now, site_ids=actor.sites, called=actor.called)


def _go_to(live: Live, message: SetStep, actor: Actor, now: datetime) -> Live:
    """To a step; a consultation is begun by naming who consults."""
    step, roll = step_of(message.step), live.told.roll or RollCall()
    if step is Step.CONSULTATION:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    there = set_step(
        live,
        step,
        message.reason,
        now,
        is_roll_whole=not not_noted(actor.expected, roll),
        calls_roll=message.calls_roll,
    )
    notes_signers = message.notes_signers
    return follow_step(there, _noter(actor), actor.city, now, notes_signers=notes_signers)


def _consult(live: Live, message: ConsultationMessage, actor: Actor, now: datetime) -> Live:
    if isinstance(message, EndConsultation):
        return end_consultation(live, now)
    chosen = frozenset(map(SiteId, message.site_ids))
    central = actor.central_site_id
    return begin_consultation(live, chosen, now, central=central, planned=actor.sites)


def _show(live: Live, message: PresentPage | ReadLine) -> Live:
    """What every display 2 shows."""
    return read_line(live, message) if isinstance(message, ReadLine) else _present(live, message)


def _present(live: Live, message: PresentPage) -> Live:
    """While some consult and others wait, the page that everybody is told of stays."""
    if live.told.consultation is not None:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return present(live, stage_of(message))


def _count_down(live: Live, message: CountDown, actor: Actor, now: datetime) -> Live:
    """To the opening counts who may open, to the end of a pause who may end it."""
    if live.told.status is SessionStatus.READY:
        check_right(actor, Right.OPEN_SESSION)
    return start_countdown(live, now) if message.is_on else stop_countdown(live, now)
