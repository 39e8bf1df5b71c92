"""Messages over the pictures that stay while their cause stays: pure, from what is known now."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.access.rights import Right
from desktop.domain.conduct.calls.agency_call import has_left, is_listening, ringing, was_let_go
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.trial import directions
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import SiteId
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.domain.room.door_take import SiteTake, TakeWord, lacking_takes
from desktop.presenters.conduct.calls.help_calling import help_asked_message, help_wanted_message
from desktop.presenters.conduct.deeds.ending import ended_message
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts, has_call
from desktop.presenters.session.media_messages import picture_message
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.ticket import called_message


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What these messages are built from.

    is_out: this desk has no seat any more. refusal: why the city gave none; None: another
    program took the seat. is_speaking_muted: somebody speaks into a microphone that is off.
    ticket: who waits for the session in this room.
    """

    context: SessionContext
    facts: SessionFacts
    is_out: bool
    refusal: str | None
    is_speaking_muted: bool
    ticket: WaitingTicket | None = None


def standing_messages(standing: Standing) -> tuple[Message, ...]:
    """Every message whose cause is there."""
    messages = (build(standing) for build in _BUILDERS)
    return tuple(message for message in messages if message is not None)


def _out(standing: Standing) -> Message | None:
    if not standing.is_out:
        return None
    if standing.refusal == MessageCode.SEAT_IN_USE:
        action = MessageAction.JOIN_BESIDE
        return Message(code=standing.refusal, tone=Tone.WARN, action=action)
    if standing.refusal is not None and was_let_go(standing.facts.calls, _own(standing)):
        has_gone = has_left(standing.facts.calls, _own(standing))
        code = MessageCode.LEFT_FROM_HERE if has_gone else MessageCode.LET_GO
        return Message(code=code, tone=Tone.INFO)
    if standing.refusal is not None:
        return Message(code=standing.refusal, tone=Tone.DANGER, action=MessageAction.RETRY)
    return Message(
        code=MessageCode.SEAT_TAKEN, tone=Tone.DANGER, action=MessageAction.TAKE_SEAT_BACK
    )


def _ended(standing: Standing) -> Message | None:
    return ended_message(standing.facts)


def _help_wanted(standing: Standing) -> Message | None:
    return help_wanted_message(standing.context, standing.facts)


def _help_asked(standing: Standing) -> Message | None:
    return help_asked_message(standing.context, standing.facts)


def _city_lost(standing: Standing) -> Message | None:
    facts, context = standing.facts, standing.context
    is_first_try = not facts.has_been_connected and facts.attempt == 0
    if standing.is_out or facts.is_connected or is_first_try:
        return None
    site = context.site(context.plan.central_site_id)
    return Message(
        code=MessageCode.CITY_LOST,
        tone=Tone.WARN,
        data={
            "attempt": facts.attempt,
            "seconds": facts.seconds_since(facts.lost_since_s),
            "phone": site.fallback_phone if site else "",
        },
    )


def _chair_lost(standing: Standing) -> Message | None:
    """The city paused a session that nobody conducted, and it still lacks its chair."""
    facts = standing.facts
    is_technical = facts.live is not None and facts.live.pause_reason is PauseReason.TECHNICAL
    seat = facts.seat(standing.context.plan.central_site_id)
    is_there = seat is not None and seat.is_connected
    if not (facts.is_connected and facts.is_paused and is_technical) or is_there:
        return None
    return Message(code=MessageCode.CHAIR_LOST, tone=Tone.WARN)


def _deputy(standing: Standing) -> Message | None:
    """The right to conduct has passed on, here or elsewhere, until the chair is back."""
    facts, context = standing.facts, standing.context
    deputy = facts.live.deputy if facts.live else None
    if deputy is None or standing.is_out or not facts.is_connected:
        return None
    if facts.is_deputy:
        return Message(code=MessageCode.CONDUCTS_FOR_CHAIR, tone=Tone.WARN)
    data = {
        "person": context.deputy_label(deputy.site_id),
        "site": context.site_name(deputy.site_id),
    }
    return Message(code=MessageCode.DEPUTY_CONDUCTS, tone=Tone.WARN, data=data)


def _beside(standing: Standing) -> Message | None:
    """At a companion desk; when the other PC is gone, its media may be taken over."""
    facts = standing.facts
    if not facts.is_beside or standing.is_out or not facts.is_connected or facts.is_over:
        return None
    seat = facts.seat(standing.context.own_site_id)
    if seat is not None and seat.is_connected:
        return Message(code=MessageCode.BESIDE, tone=Tone.INFO)
    action = MessageAction.TAKE_OVER
    return Message(code=MessageCode.BESIDE_ALONE, tone=Tone.WARN, action=action)


def _consultation(standing: Standing) -> Message | None:
    """Who consults is told that nothing is recorded, who waits that it is a consultation."""
    facts, context = standing.facts, standing.context
    consultation = facts.consultation
    if consultation is None or facts.is_paused:
        return None
    if facts.waits:
        return Message(code=MessageCode.CONSULTATION_WAITS, tone=Tone.INFO)
    sites = ", ".join(map(context.site_name, consultation.site_ids))
    can_end = context.may(Right.PAUSE_SESSION)
    code = MessageCode.CONSULTING if can_end else MessageCode.CONSULTING_WITH_CHAIR
    return Message(code=code, tone=Tone.INFO, data={"sites": sites})


def _engine(standing: Standing) -> Message | None:
    facts = standing.facts
    if not has_call(facts):
        return None
    if not facts.media.is_engine_up:
        data = {"restarts": facts.media.engine_restarts}
        return Message(code=MessageCode.ENGINE_LOST, tone=Tone.WARN, data=data)
    if facts.media.is_relay_lacking:
        return Message(code=MessageCode.RELAY_LACKING, tone=Tone.WARN)
    return None


def _picture(standing: Standing) -> Message | None:
    return picture_message(standing.context, standing.facts)


def _speaking_muted(standing: Standing) -> Message | None:
    if not standing.is_speaking_muted:
        return None
    return Message(
        code=MessageCode.SPEAKING_MUTED, tone=Tone.WARN, action=MessageAction.OPEN_MICROPHONE
    )


def _rings(standing: Standing) -> Message | None:
    """Of who conducts: the oldest call that nobody has answered."""
    facts = standing.facts
    calls = ringing(facts.calls) if standing.context.may(Right.CALL_AGENCY) else ()
    if not calls or not facts.is_connected:
        return None
    seconds = max(0, int((facts.city_now() - calls[0].rung_at).total_seconds()))
    return Message(
        code=MessageCode.CALL_RINGS,
        tone=Tone.INFO,
        data={"site": calls[0].name, "seconds": seconds},
    )


def _listens_here(standing: Standing) -> Message | None:
    if standing.is_out or not is_listening(standing.facts.calls, _own(standing)):
        return None
    return Message(code=MessageCode.LISTENS_HERE, tone=Tone.INFO, action=MessageAction.JOIN_IN)


def _own(standing: Standing) -> SiteId:
    return standing.context.own_site_id


def _not_opened(standing: Standing) -> Message | None:
    facts = standing.facts
    if facts.is_open or facts.is_over or not facts.is_connected:
        return None
    called = None if standing.ticket is None else called_message(standing.ticket)
    not_opened = Message(code=MessageCode.NOT_OPENED, tone=Tone.INFO)
    return called or _unnoted(standing) or _lacking_connection(standing) or not_opened


def _takes_lacking(standing: Standing) -> Message | None:
    """Sites that did not show that they record are not ready, whoever waits for them."""
    lacking = lacking_takes(_asked_takes(standing))
    if not lacking:
        return None
    sites = ", ".join(map(standing.context.site_name, lacking))
    return Message(code=MessageCode.TAKES_LACKING, tone=Tone.WARN, data={"sites": sites})


def _takes_waived(standing: Standing) -> Message | None:
    """Whom a leader lets come in without it, everybody is told: it is no readiness."""
    waived = [one for one in _asked_takes(standing) if one.word is TakeWord.WAIVED]
    if not waived:
        return None
    name = standing.context.site_name
    said = "; ".join(f"{name(one.site_id)} ({one.by}: {one.reason})" for one in waived)
    return Message(code=MessageCode.TAKES_WAIVED, tone=Tone.INFO, data={"said": said})


def _asked_takes(standing: Standing) -> tuple[SiteTake, ...]:
    """Until the opening."""
    facts = standing.facts
    is_past = facts.is_open or facts.is_over or not facts.is_connected
    return () if is_past or facts.live is None else facts.live.takes


def may_witness(context: SessionContext) -> bool:
    """Whether the officer here notes gates of this session: as the city lets plan it."""
    own = context.own_site
    is_theirs = own.kind is SiteKind.HEADQUARTERS or own.id == context.plan.central_site_id
    return is_theirs and context.may(Right.SCHEDULE_SESSION)


def _unnoted(standing: Standing) -> Message | None:
    """Elsewhere a person notes that the sites are connected; this program cannot know it."""
    facts, gates = standing.facts, standing.context.plan.gates
    is_open = any(gate.kind is GateKind.CONNECTED and gate.passed_at is None for gate in gates)
    if not facts.platform or not is_open or facts.status is not SessionStatus.CONNECTING:
        return None
    data = {"platform": facts.platform}
    if not may_witness(standing.context):
        return Message(code=MessageCode.CONNECTION_UNNOTED, tone=Tone.INFO, data=data)
    action = MessageAction.NOTE_CONNECTED
    code = MessageCode.CONNECTION_TO_NOTE
    return Message(code=code, tone=Tone.INFO, data=data, action=action)


def _paused_elsewhere(standing: Standing) -> Message | None:
    """A pause stops no picture and no sound of another platform: people do it there."""
    facts = standing.facts
    if not facts.platform or not facts.is_paused or standing.is_out:
        return None
    data = {"platform": facts.platform}
    return Message(code=MessageCode.PAUSED_ELSEWHERE, tone=Tone.WARN, data=data)


def _lacking_connection(standing: Standing) -> Message | None:
    """While the gate before the opening follows from what the sites see and hear."""
    live, plan = standing.facts.live, standing.context.plan
    is_open = any(gate.kind is GateKind.CONNECTED and gate.passed_at is None for gate in plan.gates)
    if live is None or not live.takes_senses or not is_open:
        return None
    if live.status is not SessionStatus.CONNECTING:
        return None
    ways = len(list(directions(plan.site_ids)))
    there = {seat.site_id for seat in live.seats if seat.is_connected}
    good = sum(one.is_good and {one.by_site_id, one.of_site_id} <= there for one in live.sensed)
    data = {"good": good, "ways": ways}
    return Message(code=MessageCode.CONNECTION_LACKING, tone=Tone.INFO, data=data)


_BUILDERS: tuple[Callable[[Standing], Message | None], ...] = (
    _out,
    _ended,
    _help_wanted,
    _help_asked,
    _city_lost,
    _paused_elsewhere,
    _chair_lost,
    _deputy,
    _beside,
    _consultation,
    _engine,
    _picture,
    _speaking_muted,
    _listens_here,
    _rings,
    _takes_lacking,
    _takes_waived,
    _not_opened,
)
"""In the order in which messages of one tone are shown."""
