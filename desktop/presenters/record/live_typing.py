"""The live hint: shows the line being typed to the other sites, gently."""

from desktop.domain.clock import Clock
from desktop.domain.roster import OpenLine
from desktop.presenters.open_line import HINT_INTERVAL_S
from desktop.presenters.services import ChannelService

WITHDRAW_AFTER_S = 1.5
"""A finished line has reached the others as a stored one by then; its hint is taken back."""


class HintSender:
    """At most one hint per HINT_INTERVAL_S; of several the newest counts."""

    def __init__(self, *, channel: ChannelService, clock: Clock) -> None:
        self._channel = channel
        self._clock = clock
        self._next_at_s = 0.0
        self._pending: OpenLine | None = None
        self._shown: OpenLine | None = None
        self._withdraw_at_s: float | None = None

    def show(self, line: OpenLine) -> None:
        """Show this text, now or as soon as allowed; an empty text withdraws the line."""
        self._withdraw_at_s = None
        self._pending = line
        self.on_tick()

    def finish(self) -> None:
        """The line is complete: what is shown of it will be taken back."""
        self._withdraw_at_s = self._clock.monotonic() + WITHDRAW_AFTER_S

    def on_tick(self) -> None:
        """Send what waits, if its time has come."""
        now_s = self._clock.monotonic()
        if now_s < self._next_at_s:
            return
        if self._pending is not None:
            self._send(self._pending)
        elif self._withdraw_at_s is not None and now_s >= self._withdraw_at_s:
            self._withdraw_at_s = None
            if self._shown is not None:
                self._send(_emptied(self._shown))

    def _send(self, line: OpenLine) -> None:
        self._pending = None
        self._shown = line if line.text else None
        self._next_at_s = self._clock.monotonic() + HINT_INTERVAL_S
        self._channel.type_line(line)


def _emptied(line: OpenLine) -> OpenLine:
    return OpenLine(
        line_id=line.line_id, site_id=line.site_id, speaker=line.speaker, text="", at=line.at
    )
