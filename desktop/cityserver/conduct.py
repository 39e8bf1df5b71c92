"""Who may say what in a session, and what each message does to its live state. Pure."""

from dataclasses import dataclass
from datetime import datetime

from desktop.cityserver import live as moves
from desktop.cityserver.live import Live, NotDone
from desktop.contract.channel import (
    AskFloor,
    CloseSession,
    GiveFloor,
    MediaReady,
    OpenSession,
    PauseSession,
    PresentPage,
    ResumeSession,
    SetMedia,
    SetStep,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.enums import PauseReason, Role, Step
from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.rights import Right, may
from desktop.domain.roster import Stage

StateMessage = (
    MediaReady
    | SetMedia
    | OpenSession
    | PauseSession
    | ResumeSession
    | CloseSession
    | SetStep
    | AskFloor
    | GiveFloor
    | PresentPage
)
"""Messages that change the live state."""

_RIGHTS: dict[type[StateMessage], Right] = {
    MediaReady: Right.JOIN_SESSION,
    SetMedia: Right.JOIN_SESSION,
    OpenSession: Right.OPEN_SESSION,
    PauseSession: Right.PAUSE_SESSION,
    ResumeSession: Right.PAUSE_SESSION,
    CloseSession: Right.CLOSE_SESSION,
    SetStep: Right.SET_STEP,
    AskFloor: Right.ASK_FLOOR,
    GiveFloor: Right.GIVE_FLOOR,
    PresentPage: Right.PRESENT_PAPER,
}
_CONDUCTING = frozenset(
    {
        Right.OPEN_SESSION,
        Right.PAUSE_SESSION,
        Right.CLOSE_SESSION,
        Right.SET_STEP,
        Right.GIVE_FLOOR,
    }
)
"""Only the central site or a leader does these (domain.md §1.1); in practice, any site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks: the person's role, and the site's part in this session."""

    site_id: SiteId
    role: Role
    is_central: bool
    is_practice: bool


def check_right(actor: Actor, right: Right) -> None:
    """Refuse what this person may not do at this site.

    Raises:
        NotDone: forbidden.
    """
    if not may(actor.role, right):
        raise NotDone(ProblemCode.FORBIDDEN)
    may_conduct = actor.is_central or actor.is_practice or actor.role is Role.LEADER
    if right in _CONDUCTING and not may_conduct:
        raise NotDone(ProblemCode.FORBIDDEN)


def apply(live: Live, message: StateMessage, actor: Actor, now: datetime) -> Live:
    """The state after the message.

    Raises:
        NotDone: no right, not allowed in this state, or an unknown word.
    """
    check_right(actor, _RIGHTS[type(message)])
    match message:
        case MediaReady():
            return moves.ready_media(live, actor.site_id)
        case SetMedia():
            return moves.set_media(
                live,
                actor.site_id,
                is_microphone_on=message.is_microphone_on,
                is_camera_on=message.is_camera_on,
            )
        case AskFloor():
            return moves.raise_hand(live, actor.site_id, has_hand_up=message.has_hand_up)
        case PresentPage():
            return moves.present(live, _stage(message))
        case _:
            return _conduct(live, message, now)


def _conduct(
    live: Live,
    message: OpenSession | PauseSession | ResumeSession | CloseSession | SetStep | GiveFloor,
    now: datetime,
) -> Live:
    match message:
        case OpenSession():
            return moves.open_session(live, now)
        case PauseSession():
            return moves.pause_session(live, _pause_reason(message.reason))
        case ResumeSession():
            return moves.resume_session(live)
        case CloseSession():
            return moves.close_session(live)
        case SetStep():
            return moves.set_step(live, _step(message.step))
        case GiveFloor():
            site_id = None if message.site_id is None else SiteId(message.site_id)
            return moves.give_floor(live, site_id, now)


def _stage(message: PresentPage) -> Stage | None:
    if message.document_id is None:
        return None
    return Stage(
        document_id=DocumentId(message.document_id),
        page=message.page,
        page_count=message.page_count,
        title=message.title,
    )


def _pause_reason(untrusted: str) -> PauseReason:
    try:
        return PauseReason(untrusted)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error


def _step(untrusted: str) -> Step:
    try:
        return Step(untrusted)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
