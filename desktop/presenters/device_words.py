"""What the officer is told of a device that is lost, or is used again."""

from collections.abc import Iterable

from desktop.domain.events import DeviceLost, DeviceReturned
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone

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
