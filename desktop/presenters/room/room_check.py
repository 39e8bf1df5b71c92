"""The screen "Kiểm tra phòng": one press, and by itself before every session."""

from collections.abc import Callable
from datetime import datetime, timedelta

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.ids import SessionId
from desktop.domain.media.call import SELF_VIEW
from desktop.domain.media.events import TrackAdded, TrackRemoved
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import JOINABLE_STATUSES
from desktop.domain.room.events import RoomChecked, RoomReported
from desktop.domain.room.measurements import CheckResult, Overall, RoomReport
from desktop.presenters.room.room_check_state import (
    NextSession,
    RoomCheckViewState,
    RoomReadiness,
)
from desktop.presenters.services.access import person_may
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

BEFORE_A_SESSION = (timedelta(minutes=30), timedelta(minutes=10), timedelta(minutes=2))
AFTER_START_S = 5.0
"""The program has drawn its first screen and looked for its devices."""

RUN_LIMIT_S = 45.0
"""A check whose engine died on the way brings no report."""

_MESSAGES = {
    Overall.READY: (MessageCode.ROOM_READY, Tone.OK),
    Overall.LIMITED: (MessageCode.ROOM_LIMITED, Tone.WARN),
    Overall.NOT_USABLE: (MessageCode.ROOM_NOT_USABLE, Tone.DANGER),
}


class RoomCheckPresenter(DrawnScreen[RoomCheckViewState]):
    """Lives as long as the desk: the times of checks go on whichever screen is shown.

    `go_to` takes the officer to the room of a session.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        render: Callable[[RoomCheckViewState], None],
        go_to: Callable[[SessionId], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._facts = facts
        self._go_to = go_to
        super().__init__(render)
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

    def enter(self) -> None:
        """The button "Vào buổi"."""
        entry = self._entry()
        if entry is not None:
            self._go_to(entry.session_id)

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

    @override
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
            entry=self._entry(),
            support_phone=self._facts.support_phone,
        )

    def readiness(self) -> RoomReadiness:
        """What home says of this room."""
        report = self._report_of_today()
        if report is None:
            return RoomReadiness(overall=None, good=0, total=0, checked_at=None, age_min=0)
        age = self._clock.now() - report.checked_at
        return RoomReadiness(
            overall=report.overall,
            good=sum(item.result is CheckResult.OK for item in report.items),
            total=len(report.items),
            checked_at=report.checked_at,
            age_min=max(0, int(age.total_seconds() // 60)),
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

    def _report_of_today(self) -> RoomReport | None:
        report = self._report
        return report if report is not None and self._is_today(report.checked_at) else None

    def _is_today(self, at: datetime) -> bool:
        now = self._clock.now().astimezone(LOCAL_ZONE)
        return at.astimezone(LOCAL_ZONE).date() == now.date()

    def _entry(self) -> NextSession | None:
        report = self._report_of_today()
        is_usable = report is not None and report.overall is not Overall.NOT_USABLE
        may_join = person_may(self._services.access, Right.JOIN_SESSION)
        if not (is_usable and may_join) or self._is_running():
            return None
        open_now = [
            plan
            for plan in self._services.schedule.sessions()
            if plan.status in JOINABLE_STATUSES and self._is_today(plan.scheduled_start)
        ]
        first = min(open_now, key=lambda plan: plan.scheduled_start, default=None)
        if first is None:
            return None
        return NextSession(session_id=first.id, starts_at=first.scheduled_start)

    def _message(self) -> Message:
        if self._is_running():
            return Message(code=MessageCode.ROOM_CHECKING, tone=Tone.INFO)
        report = self._report_of_today()
        if report is None:
            return Message(code=MessageCode.ROOM_NOT_CHECKED, tone=Tone.INFO)
        code, tone = _MESSAGES[report.overall]
        return Message(code=code, tone=tone)
