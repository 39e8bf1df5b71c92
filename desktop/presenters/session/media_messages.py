"""Messages about pictures held down and about devices that were lost or are used again."""

from collections.abc import Iterable

from desktop.domain.devices.events import DeviceLost, DeviceReturned
from desktop.domain.media.call import LINE_CAUSES, PeerStats, QualityCause, Rung
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode


def picture_message(context: SessionContext, facts: SessionFacts) -> Message | None:
    """The gravest thing that holds our picture down, None when it is as good as it should be.

    A smaller picture that still moves is a matter for the word of the line, not for a banner.
    """
    if facts.is_paused:
        return None
    figures = facts.media.heard_figures()
    held = [one for one in figures if one.sent_rung.is_below(Rung.P240)]
    ours = [one for one in held if one.sent_cause is QualityCause.OUR_LINE]
    if ours:
        is_off = any(one.sent_rung is Rung.SOUND for one in ours)
        code = MessageCode.PICTURE_OFF if is_off else MessageCode.PICTURE_STILL
        return Message(code=code, tone=Tone.WARN)
    theirs = [one for one in held if one.sent_cause in LINE_CAUSES]
    if theirs:
        return _at_their_line(context, theirs[0])
    if any(one.sent_cause is QualityCause.SLOW_PC for one in figures):
        return Message(code=MessageCode.SLOW_PC, tone=Tone.WARN)
    return None


def _at_their_line(context: SessionContext, figures: PeerStats) -> Message:
    return Message(
        code=MessageCode.PICTURE_HELD_THERE,
        tone=Tone.WARN,
        data={"site": context.site_name(figures.site_id)},
    )


_LOSSES = frozenset({MessageCode.DEVICE_REPLACED, MessageCode.DEVICE_LOST})


def device_message(event: DeviceLost | DeviceReturned) -> Message:
    """What is used now."""
    if isinstance(event, DeviceReturned):
        data = {"now": event.now.name}
        return Message(code=MessageCode.DEVICE_RETURNED, tone=Tone.OK, data=data)
    if event.now is None:
        code, data = MessageCode.DEVICE_LOST, {"lost": event.lost.name}
    else:
        code = MessageCode.DEVICE_REPLACED
        data = {"lost": event.lost.name, "now": event.now.name}
    return Message(code=code, tone=Tone.WARN, data=data, action=MessageAction.DISMISS)


def outdated_codes(
    event: DeviceLost | DeviceReturned, messages: Iterable[Message]
) -> tuple[str, ...]:
    """Of the messages that this makes untrue."""
    now = event.now
    return tuple(
        message.code
        for message in messages
        if now is not None and message.code in _LOSSES and message.data["lost"] == now.name
    )
