"""Bounded queue to the server; the newest message of a kind replaces the older one."""

import json
from collections import deque

from desktop.contract.channel.media import SetMedia, Signal
from desktop.contract.channel.messages import RoomMessage
from desktop.contract.channel.minutes import TypeLine
from desktop.contract.channel.recording import TellLamp
from desktop.contract.channel.signing import TellText
from desktop.contract.channel.trial import SenseSites
from desktop.domain.clock import Clock

MAX_WAITING_COMMANDS = 64
MAX_WAITING_SIGNALS = 128
MAX_WAITING_LINES = 8
SIGNAL_LIFETIME_S = 4.0
"""A signal this old belongs to an attempt that the engines have given up; they try anew."""
TYPED_INTERVAL_S = 0.2
"""The open line travels at most five times a second."""
_NEWEST = ("set_media", "sense_sites", "tell_lamp", "tell_text")
"""In this order they are sent."""


class Outgoing:
    """The queue towards one server. Not thread-safe. Thread: session-channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._commands: deque[RoomMessage] = deque()
        self._signals: deque[tuple[float, Signal]] = deque()
        self._newest: dict[str, RoomMessage] = {}
        self._typed: dict[str, TypeLine] = {}
        self._typed_at = -TYPED_INTERVAL_S

    def put_command(self, message: RoomMessage) -> bool:
        """Wait behind earlier commands; False when too many wait already."""
        if len(self._commands) >= MAX_WAITING_COMMANDS:
            return False
        self._commands.append(message)
        return True

    def put_signal(self, signal: Signal) -> bool:
        """Wait behind earlier signals; False when the oldest had to make room."""
        is_roomy = len(self._signals) < MAX_WAITING_SIGNALS
        if not is_roomy:
            self._signals.popleft()
        self._signals.append((self._clock.monotonic(), signal))
        return is_roomy

    def put_media(self, media: SetMedia) -> None:
        """The newest word on microphone and camera is the only one that counts."""
        self._newest[media.type] = media

    def put_sensed(self, sensed: SenseSites) -> None:
        """The newest word on what is seen and heard is the only one that counts."""
        self._newest[sensed.type] = sensed

    def put_lamp(self, lamp: TellLamp) -> None:
        """The newest word of the recording lamp is the only one that counts."""
        self._newest[lamp.type] = lamp

    def put_text(self, text: TellText) -> None:
        """The newest word on the minutes of this site is the only one that counts."""
        self._newest[text.type] = text

    def put_typed(self, line: TypeLine) -> None:
        """The newest text of a line is the only one that counts."""
        self._typed.pop(line.line_id, None)
        self._typed[line.line_id] = line
        while len(self._typed) > MAX_WAITING_LINES:
            del self._typed[next(iter(self._typed))]

    def take(self) -> RoomMessage | None:
        """The next message that may be sent now."""
        if self._commands:
            return self._commands.popleft()
        for kind in _NEWEST:
            if kind in self._newest:
                return self._newest.pop(kind)
        signal = self._take_signal()
        return signal if signal is not None else self._take_typed()

    def due_in_s(self) -> float | None:
        """Seconds until `take` gives something; None when nothing waits."""
        if self._commands or self._signals or self._newest:
            return 0.0
        if not self._typed:
            return None
        return max(0.0, self._typed_at + TYPED_INTERVAL_S - self._clock.monotonic())

    def take_commands(self) -> tuple[RoomMessage, ...]:
        """Every waiting command: the line broke, and none of them may be carried out later."""
        commands = tuple(self._commands)
        self._commands.clear()
        return commands

    def clear(self) -> None:
        """Forget everything: the seat was left."""
        self._commands.clear()
        self._signals.clear()
        self._newest.clear()
        self._typed.clear()

    def _take_signal(self) -> Signal | None:
        while self._signals:
            put_at, signal = self._signals.popleft()
            if self._clock.monotonic() - put_at <= SIGNAL_LIFETIME_S:
                return signal
        return None

    def _take_typed(self) -> TypeLine | None:
        now = self._clock.monotonic()
        if not self._typed or now - self._typed_at < TYPED_INTERVAL_S:
            return None
        self._typed_at = now
        return self._typed.pop(next(iter(self._typed)))


def text_of(message: RoomMessage) -> str:
    """As it is sent: without what says no more than its default, which an older city refuses."""
    said = message.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"type": message.type, **said}, ensure_ascii=False, separators=(",", ":"))
