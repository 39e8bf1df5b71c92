"""Live typing: the own line is shown to the other sites, rate-limited, and theirs here."""

from desktop.domain.clock import Clock
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.ids import SiteId
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.record.draft_line import HINT_INTERVAL_S
from desktop.presenters.services.conduct import ChannelService

WITHDRAW_AFTER_S = 1.5
"""A finished line has reached the others as a stored one by then; its hint is taken back."""


class LiveTyping:
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


class OthersTyping:
    """The open line of each other site, while that site is there."""

    def __init__(self, *, own_site_id: SiteId, facts: SessionFacts) -> None:
        self._own_site_id = own_site_id
        self._facts = facts
        self._lines: dict[SiteId, OpenLine] = {}

    def take(self, line: OpenLine) -> None:
        """A site types this now; an empty text takes its line back."""
        if line.site_id == self._own_site_id:
            return
        if line.text:
            self._lines[line.site_id] = line
        else:
            self._lines.pop(line.site_id, None)

    def lines(self) -> tuple[OpenLine, ...]:
        """What is typed at sites that are connected now; without the city nobody knows."""
        if not self._facts.is_connected:
            return ()
        return tuple(
            line
            for site_id, line in self._lines.items()
            if (seat := self._facts.seat(site_id)) is not None and seat.is_connected
        )


def _emptied(line: OpenLine) -> OpenLine:
    return OpenLine(
        line_id=line.line_id, site_id=line.site_id, speaker=line.speaker, text="", at=line.at
    )
