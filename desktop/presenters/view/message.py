"""What the officer is told: a code, its data and one action; ui/texts/ has the sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.events import ActionFailed
from desktop.presenters.view.message_code import MessageCode

MessageValue = str | int | datetime


class Tone(StrEnum):
    """How grave a message is; chooses light and tint."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


class MessageAction(StrEnum):
    """The one button of a message."""

    RETRY = "retry"
    TAKE_SEAT_BACK = "take_seat_back"
    JOIN_BESIDE = "join_beside"
    TAKE_OVER = "take_over"
    OPEN_MICROPHONE = "open_microphone"
    LOWER_HAND = "lower_hand"
    CLEAR_FOR_DISPLAY = "clear_for_display"
    OPEN_PAPER = "open_paper"
    SETTLE_CONFLICTS = "settle_conflicts"
    SEND_NOW = "send_now"
    DISMISS = "dismiss"
    RESTART = "restart"
    JOIN_IN = "join_in"
    NOTE_CONNECTED = "note_connected"
    SEEN = "seen"
    TAKE_HELP_CALL = "take_help_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `code` is a MessageCode or a code that a service brought.

    data: values for the sentence; times are aware UTC, shown in Asia/Ho_Chi_Minh.
    """

    code: str
    tone: Tone
    data: Mapping[str, MessageValue] = field(default_factory=dict)
    action: MessageAction | None = None


def offline_message() -> Message:
    """What was pressed needs the city, and the city is not reached: nothing was done."""
    return Message(code=MessageCode.NOT_DONE_OFFLINE, tone=Tone.WARN, action=MessageAction.DISMISS)


def failure_message(
    event: ActionFailed, *, tone: Tone = Tone.DANGER, action: MessageAction | None = None
) -> Message:
    """What was not done, and why, as the service named it."""
    return Message(code=event.code, tone=tone, data=dict(event.data), action=action)
