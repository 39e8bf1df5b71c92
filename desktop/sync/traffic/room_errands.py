"""What this PC sends by the room's own token: room checks, its sealed key, its recordings."""

import logging
from collections.abc import Callable

from desktop.contract.escrow import EscrowIn
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused, ProtocolError
from desktop.domain.events import EventSink
from desktop.domain.room.events import RoomReported
from desktop.domain.room.measurements import RoomReport
from desktop.domain.sync.status import RecordingOnWay
from desktop.store.records.room_checks import Reports
from desktop.sync.http.city_api import CityApi
from desktop.sync.recording.uploads import RecordingUploads
from desktop.sync.traffic.plan import ROOM_LIFE_S, Step, Timing
from desktop.sync.traffic.room_checks import RoomReports
from desktop.sync.traffic.room_escrow import RoomEscrow

logger = logging.getLogger(__name__)


class RoomErrands:
    """Nobody needs to be signed in for them. Thread: `keep_report`, `offer_escrow` any; else sync.

    room_token: None before this PC is enrolled. timing: of the loop; says whether a report waits,
    and when the next one may be sent. recordings: None: none are sent.
    """

    def __init__(
        self,
        *,
        api: CityApi,
        reports: Reports,
        room_token: Callable[[], str | None],
        clock: Clock,
        emit: EventSink,
        recordings: RecordingUploads | None = None,
    ) -> None:
        self._recordings = recordings
        self._reports = RoomReports(api=api, reports=reports)
        self._escrow = RoomEscrow(api=api)
        self._room_token = room_token
        self._clock = clock
        self._emit = emit

    def keep_report(self, report: RoomReport, on_kept: Callable[[], None]) -> None:
        """Queue a room check; returns before the commit. on_kept: quick, on store-writer."""
        self._reports.keep(report, on_kept)

    def offer_escrow(self, escrow: EscrowIn) -> None:
        """There is a sealed key to send, once."""
        self._escrow.offer(escrow)

    def due_at_s(self, timing: Timing) -> float | None:
        """When one may be sent, by the monotonic clock; None: there is none, or no room token."""
        timing.has_report = self._reports.is_waiting()
        is_waiting = timing.has_report or self._escrow.is_waiting()
        can_speak = is_waiting and self._room_token() is not None
        return timing.report_at_s if can_speak else None

    # ---- recordings ------------------------------------------------------------------------

    def look(self, *, is_live: bool) -> None:
        """Which recordings are closed; not while a session runs. Reads the disk."""
        if self._recordings is not None and not is_live:
            self._recordings.look()

    def record_at_s(self, *, is_live: bool) -> float | None:
        """When the next block of one may go; None: never while a session runs, or there is none."""
        return None if self._recordings is None or is_live else self._recordings.due_at_s()

    def recordings_on_way(self) -> tuple[RecordingOnWay, ...]:
        """What the city has not whole."""
        return () if self._recordings is None else self._recordings.on_way()

    def lift_hours(self) -> None:
        """They go now, whatever the hours say. Thread: any."""
        if self._recordings is not None:
            self._recordings.lift()

    # ---- one step --------------------------------------------------------------------------

    def carry_out(self, step: Step, timing: Timing) -> None:
        """A report, or a block of a recording. Raises as `send`."""
        if step is not Step.RECORD:
            self.send(timing)
        elif self._recordings is not None:
            self._recordings.move()

    def send(self, timing: Timing) -> None:
        """Send one, the sealed key first. What the city refuses is tried again much later.

        Raises:
            RetryableError: as CityApi.
        """
        token = self._room_token()
        if token is None:
            return
        if self._escrow.is_waiting():
            self._escrow.send(token)
            return
        try:
            sent = self._reports.send(token)
        except (AccessRefused, ProtocolError) as refused:
            # of this PC, or by an older city; people's own work goes on
            logger.warning("room report refused code=%s", refused.code)
            timing.report_at_s = self._clock.monotonic() + ROOM_LIFE_S
            return
        if sent is not None:
            self._emit(RoomReported(checked_at=sent.checked_at))
