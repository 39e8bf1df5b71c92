"""Who may say what in a session, and what each message does to its live state. Pure."""

from dataclasses import dataclass
from datetime import datetime

from desktop.cityserver import live as moves
from desktop.cityserver.live import Live, NotDone
from desktop.cityserver.route_rules import MESSAGE_RIGHTS
from desktop.contract.channel import (
    AskFloor,
    CloseSession,
    EndSession,
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
from desktop.domain.ending import ENDINGS, SessionEnding, plain_reason, reason_fault
from desktop.domain.enums import PauseReason, Role, SessionStatus, SiteRole, Step
from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.rights import Right, Scope, may_in_session
from desktop.domain.roster import Stage

StateMessage = (
    MediaReady
    | SetMedia
    | OpenSession
    | PauseSession
    | ResumeSession
    | CloseSession
    | EndSession
    | SetStep
    | AskFloor
    | GiveFloor
    | PresentPage
)
"""Messages that change the live state."""

_NOTED = (
    OpenSession,
    PauseSession,
    ResumeSession,
    CloseSession,
    EndSession,
    SetStep,
    GiveFloor,
    PresentPage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks: the person's role and scope, and the site's part in this session."""

    site_id: SiteId
    role: Role
    is_central: bool
    is_practice: bool
    scope: Scope


def check_right(actor: Actor, right: Right) -> None:
    """Refuse what this person may not do at this site.

    Raises:
        NotDone: forbidden.
    """
    site_role = SiteRole.CENTRAL if actor.is_central else SiteRole.COMPONENT
    if not may_in_session(
        actor.role,
        right,
        site_role=site_role,
        is_practice=actor.is_practice,
        scope=actor.scope,
    ):
        raise NotDone(ProblemCode.FORBIDDEN)


def apply(live: Live, message: StateMessage, actor: Actor, now: datetime) -> Live:
    """The state after the message.

    Raises:
        NotDone: no right, not allowed in this state, or an unknown word.
    """
    check_right(actor, MESSAGE_RIGHTS[type(message)])
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


def outcome_of(message: StateMessage) -> str | None:
    """What the audit log says of a message that was carried out, None when it is not noted.

    Never a reason: what a person typed may name somebody.
    """
    match message:
        case SetStep():
            return message.step
        case EndSession():
            return message.status
        case _:
            return "done" if isinstance(message, _NOTED) else None


_Course = OpenSession | PauseSession | ResumeSession | CloseSession | EndSession


def _conduct(live: Live, message: _Course | SetStep | GiveFloor, now: datetime) -> Live:
    match message:
        case SetStep():
            return moves.set_step(live, _step(message.step))
        case GiveFloor():
            site_id = None if message.site_id is None else SiteId(message.site_id)
            return moves.give_floor(live, site_id, now)
        case _:
            return _go_on(live, message, now)


def _go_on(live: Live, message: _Course, now: datetime) -> Live:
    match message:
        case OpenSession():
            return moves.open_session(live, now)
        case PauseSession():
            return moves.pause_session(live, _pause_reason(message.reason))
        case ResumeSession():
            return moves.resume_session(live)
        case CloseSession():
            return moves.close_session(live)
        case EndSession():
            return moves.end_session(live, _ending(message, now))


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


def _ending(message: EndSession, now: datetime) -> SessionEnding:
    if message.status not in ENDINGS or reason_fault(message.reason) is not None:
        raise NotDone(ProblemCode.BAD_REQUEST)
    return SessionEnding(
        status=SessionStatus(message.status), reason=plain_reason(message.reason), at=now
    )


def _step(untrusted: str) -> Step:
    try:
        return Step(untrusted)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
