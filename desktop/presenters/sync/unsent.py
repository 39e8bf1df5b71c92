"""The screen "Dữ liệu chưa gửi": proves that nothing is lost, says what waits."""

from collections.abc import Callable, Mapping

from desktop.domain.clock import Clock
from desktop.domain.events import (
    Event,
    MinutesChanged,
    PapersChanged,
    ScheduleChanged,
    SyncChanged,
    UnitReportsChanged,
)
from desktop.domain.sync import Connectivity, SyncStatus
from desktop.presenters.drawing import Drawing
from desktop.presenters.message import Message, MessageAction, MessageCode, MessageValue, Tone
from desktop.presenters.services import Services
from desktop.presenters.unsent_items import age_s, minutes_cell, papers_cell, reports_cell
from desktop.presenters.unsent_state import SendCell, SendState, UnsentRow, UnsentViewState

_FACTS = (SyncChanged, MinutesChanged, PapersChanged, ScheduleChanged, UnitReportsChanged)
_QUIET = frozenset({SendState.NOTHING, SendState.CONFIRMED})


class UnsentPresenter:
    """One row per session that holds something of ours; what waits stands first."""

    def __init__(
        self, *, services: Services, clock: Clock, render: Callable[[UnsentViewState], None]
    ) -> None:
        self._services = services
        self._clock = clock
        self._drawing: Drawing[UnsentViewState] = Drawing(render)

    def start(self) -> None:
        """The screen is shown."""
        self.draw()

    def send_now(self) -> None:
        """Gửi ngay."""
        self._services.sync.send_now()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, _FACTS):
            self.draw()

    def on_tick(self) -> None:
        """Ages grow."""
        self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> UnsentViewState:
        """What the screen draws now."""
        status = self._services.sync.status()
        # The minute is fine enough for an age, and a picture of it does not change every tick.
        age = age_s(status, self._clock.now())
        return UnsentViewState(
            connectivity=status.connectivity,
            reports=self._reports(),
            rows=self._rows(),
            lines=status.pending_operations,
            papers=status.pending_papers,
            size_bytes=status.pending_bytes,
            oldest_s=age - age % 60 if age is not None else None,
            confirmed_at=status.confirmed_at,
            can_send_now=not status.is_all_sent and status.connectivity is not Connectivity.REFUSED,
            message=sending_message(status),
        )

    def _reports(self) -> SendCell:
        own_site_id = self._services.schedule.own_site().id
        reports = self._services.reports
        states = [
            *(
                one.state
                for one in reports.focal_points()
                if one.report.unit.site_id == own_site_id
            ),
            *(
                one.state
                for one in reports.difficulties()
                if one.report.unit.site_id == own_site_id
            ),
            *(one.state for one in reports.sheets() if one.report.unit.site_id == own_site_id),
        ]
        return reports_cell(states)

    def _rows(self) -> tuple[UnsentRow, ...]:
        own_site_id = self._services.schedule.own_site().id
        rows = []
        for plan in self._services.schedule.sessions():
            minutes = minutes_cell(self._services.minutes.lines(plan.id), own_site_id)
            papers = papers_cell(self._services.papers.papers(plan.id), own_site_id)
            if minutes.items or papers.items:
                rows.append(
                    UnsentRow(
                        session_id=plan.id,
                        code=plan.code,
                        title=plan.title,
                        starts_at=plan.scheduled_start,
                        minutes=minutes,
                        papers=papers,
                    )
                )
        rows.sort(key=lambda row: row.starts_at, reverse=True)
        return tuple(sorted(rows, key=_is_quiet))


def sending_message(status: SyncStatus) -> Message:
    """S-000, S-110, S-111 or S-220."""
    if status.refused_operations:
        return Message(
            code=MessageCode.SEND_REFUSED,
            tone=Tone.DANGER,
            data={"count": status.refused_operations},
        )
    if status.is_all_sent:
        confirmed = status.confirmed_at
        return Message(
            code=MessageCode.ALL_SENT,
            tone=Tone.OK,
            data={"at": confirmed} if confirmed is not None else {},
        )
    if status.held_until is not None:
        return Message(
            code=MessageCode.UNSENT_HELD,
            tone=Tone.INFO,
            data={**unsent_data(status), "at": status.held_until},
            action=MessageAction.SEND_NOW,
        )
    return Message(
        code=MessageCode.UNSENT,
        tone=Tone.WARN,
        data=unsent_data(status),
        action=MessageAction.SEND_NOW,
    )


def unsent_data(status: SyncStatus) -> Mapping[str, MessageValue]:
    """Values for sentences about what waits."""
    return {
        "items": status.pending_operations + status.pending_papers,
        "bytes": status.pending_bytes,
    }


def _is_quiet(row: UnsentRow) -> bool:
    return row.minutes.state in _QUIET and row.papers.state in _QUIET
