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
    """The open line of each other desk, of this site's too, while that site is there."""

    def __init__(self, *, own_site_id: SiteId, facts: SessionFacts) -> None:
        self._own_site_id = own_site_id
        self._facts = facts
        self._lines: dict[tuple[SiteId, str], OpenLine] = {}

    def take(self, line: OpenLine) -> None:
        """A desk types this now; an empty text takes its line back."""
        is_ours = line.site_id == self._own_site_id and not line.typist
        if is_ours and not self._facts.is_beside:
            return
        key = (line.site_id, line.typist)
        known = self._desks() | {key}
        self._lines = {one: kept for one, kept in self._lines.items() if one in known}
        if line.text:
            self._lines[key] = line
        else:
            self._lines.pop(key, None)

    def lines(self) -> tuple[OpenLine, ...]:
        """What is typed at desks that are connected now; without the city nobody knows."""
        if not self._facts.is_connected:
            return ()
        desks = self._desks()
        return tuple(line for desk, line in self._lines.items() if desk in desks)

    def _desks(self) -> set[tuple[SiteId, str]]:
        """Those that are there, by site and typist."""
        live = self._facts.live
        if live is None:
            return set()
        seated = {(seat.site_id, "") for seat in live.seats if seat.is_connected}
        return seated | {(one.site_id, one.typist) for one in live.companions or ()}


def _emptied(line: OpenLine) -> OpenLine:
    return OpenLine(
        line_id=line.line_id, site_id=line.site_id, speaker=line.speaker, text="", at=line.at
    )
