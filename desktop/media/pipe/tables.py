"""The two tables of the pipe: what the desk says, and what the engine says."""

from desktop.domain.media.events import SignalProduced
from desktop.media.pipe.codec import MessageTable
from desktop.media.pipe.commands import Command, DeliverSignal, EngineStart
from desktop.media.pipe.events import EngineEvent

MAX_SIGNAL_CHARS = 131_072
"""Of an SDP with its candidates, as text for the channel."""

COMMANDS: MessageTable[EngineStart | Command] = MessageTable(
    EngineStart | Command,
    long_texts={(DeliverSignal, "untrusted_payload"): MAX_SIGNAL_CHARS},
)
EVENTS: MessageTable[EngineEvent] = MessageTable(
    EngineEvent,
    long_texts={(SignalProduced, "payload"): MAX_SIGNAL_CHARS},
)
