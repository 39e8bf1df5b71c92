"""The screen "Kiểm tra phòng": one press, and by itself before every session."""

from collections.abc import Callable
from datetime import datetime, timedelta

from desktop.domain.call import SELF_VIEW
from desktop.domain.clock import Clock
from desktop.domain.deadlines import LOCAL_ZONE
from desktop.domain.events import (
    Event,
    RoomChecked,
    RoomReported,
    TrackAdded,
    TrackRemoved,
)
from desktop.domain.readiness import CheckResult, Overall, RoomReport
from desktop.presenters.drawing import Drawing
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.room_check_state import RoomCheckViewState
from desktop.presenters.services import Services

BEFORE_A_SESSION = (timedelta(minutes=30), timedelta(minutes=10), timedelta(minutes=2))
AFTER_START_S = 5.0
"""The program has drawn its first screen and looked for its devices."""

RUN_LIMIT_S = 30.0
"""A check whose engine died on the way brings no report."""

_MESSAGES = {
    Overall.READY: (MessageCode.ROOM_READY, Tone.OK),
    Overall.LIMITED: (MessageCode.ROOM_LIMITED, Tone.WARN),
    Overall.NOT_USABLE: (MessageCode.ROOM_NOT_USABLE, Tone.DANGER),
}


class RoomCheckPresenter:
    """Lives as long as the desk: the times of checks go on whichever screen is shown."""

    def __init__(
        self, *, services: Services, clock: Clock, render: Callable[[RoomCheckViewState], None]
    ) -> None:
        self._services = services
        self._clock = clock
        self._drawing: Drawing[RoomCheckViewState] = Drawing(render)
        self._report: RoomReport | None = None
        self._reported_at: datetime | None = None
        self._running_since_s: float | None = None
        self._has_picture = False
        self._started_s = clock.monotonic()
        self._is_first_due = True
        self._looked_at = clock.now()

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self.draw()

    def check(self) -> None:
        """F5, or when it is due."""
        if self._is_running():
            return
        self._running_since_s = self._clock.monotonic()
        self._services.room_check.begin()
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; every one, whichever screen is shown."""
        match event:
            case RoomChecked(report=report):
                self._report = report
                self._running_since_s = None
            case RoomReported(checked_at=checked_at):
                self._reported_at = checked_at
            case TrackAdded(track=track) if track.id == SELF_VIEW:
                self._has_picture = True
            case TrackRemoved(track_id=track_id) if track_id == SELF_VIEW:
                self._has_picture = False
            case _:
                return
        self.draw()

    def on_tick(self) -> None:
        """The wait for a report that never comes ends."""
        if self._running_since_s is not None and not self._is_running():
            self._running_since_s = None
            self.draw()

    def look_at_time(self, *, is_in_session: bool) -> None:
        """Check when it is due; never while the officer is in a session or before its door."""
        before, self._looked_at = self._looked_at, self._clock.now()
        is_due = self._is_first_due and (self._clock.monotonic() - self._started_s >= AFTER_START_S)
        if is_due:
            self._is_first_due = False
        is_due |= any(before < moment <= self._looked_at for moment in self._moments())
        if is_due and not is_in_session:
            self.check()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> RoomCheckViewState:
        """What the screen draws now."""
        report = self._report
        items = report.items if report is not None else ()
        results = [item.result for item in items]
        return RoomCheckViewState(
            items=items,
            good=results.count(CheckResult.OK),
            limited=results.count(CheckResult.LIMITED),
            failed=results.count(CheckResult.FAILED),
            checked_at=report.checked_at if report is not None else None,
            took_s=report.took_s if report is not None else 0.0,
            is_running=self._is_running(),
            is_at_city=report is not None and report.checked_at == self._reported_at,
            preview_track_id=SELF_VIEW if self._has_picture else None,
            message=self._message(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _is_running(self) -> bool:
        since_s = self._running_since_s
        return since_s is not None and self._clock.monotonic() - since_s < RUN_LIMIT_S

    def _moments(self) -> list[datetime]:
        """When checks before sessions are due."""
        return [
            plan.scheduled_start - earlier
            for plan in self._services.schedule.sessions()
            for earlier in BEFORE_A_SESSION
        ]

    def _is_of_today(self, report: RoomReport) -> bool:
        now = self._clock.now().astimezone(LOCAL_ZONE)
        return report.checked_at.astimezone(LOCAL_ZONE).date() == now.date()

    def _message(self) -> Message | None:
        if self._report is None or not self._is_of_today(self._report):
            return Message(code=MessageCode.ROOM_NOT_CHECKED, tone=Tone.INFO)
        code, tone = _MESSAGES[self._report.overall]
        return Message(code=code, tone=tone)
