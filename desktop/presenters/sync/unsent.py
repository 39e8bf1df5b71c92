"""The screen "Dữ liệu chưa gửi": proves that nothing is lost, says what waits."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from typing_extensions import override

from desktop.domain.access.need_to_know import listed_cases, needs_to_know
from desktop.domain.casework.events import (
    ConclusionsChanged,
    IntakesChanged,
    RegisterChanged,
    RequestsChanged,
)
from desktop.domain.casework.intake import part_ids
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.papers.events import DossierChanged, PapersChanged
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.record.events import MinutesChanged
from desktop.domain.reports.difficulty import Difficulty
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.focal_point import FocalPoint
from desktop.domain.reports.readiness_sheet import ReadinessSheet
from desktop.domain.reports.unit_report import FiledReport, ReportState
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.domain.sync.status import Connectivity, RecordingWay, SyncStatus
from desktop.presenters.services.services import Services
from desktop.presenters.sync.unsent_items import (
    Reasons,
    age_s,
    dossier_cell,
    minutes_cell,
    papers_cell,
    reports_cell,
    unsent_count,
)
from desktop.presenters.sync.unsent_recordings import recordings_cell
from desktop.presenters.sync.unsent_state import SendState, UnsentRow, UnsentViewState
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, MessageAction, MessageValue, Tone
from desktop.presenters.view.message_code import MessageCode

_FACTS = (
    SyncChanged,
    MinutesChanged,
    PapersChanged,
    DossierChanged,
    ScheduleChanged,
    UnitReportsChanged,
    RequestsChanged,
    IntakesChanged,
    RegisterChanged,
    ConclusionsChanged,
)
Filed = FiledReport[FocalPoint] | FiledReport[Difficulty] | FiledReport[ReadinessSheet]
Own = tuple[EntityKind, str, ReportState]
"""Something of this unit: its kind, its id, how far it came."""
_QUIET = frozenset({SendState.NOTHING, SendState.CONFIRMED})


_SENT = {
    RecordStorage.HERE: ReportState.HERE,
    RecordStorage.CITY: ReportState.SENT,
    RecordStorage.REFUSED: ReportState.REFUSED,
}
"""How far a request or an intake came, as reports say it."""


class UnsentPresenter(DrawnScreen[UnsentViewState]):
    """One row per session that holds something of ours; what waits stands first."""

    def __init__(
        self, *, services: Services, clock: Clock, render: Callable[[UnsentViewState], None]
    ) -> None:
        self._services = services
        self._clock = clock
        super().__init__(render)

    def start(self) -> None:
        """The screen is shown."""
        self.draw()

    def send_now(self) -> None:
        """The button "Gửi ngay"."""
        self._services.sync.send_now()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, _FACTS):
            self.draw()

    def on_tick(self) -> None:
        """The ages of what waits grow."""
        self.draw()

    @override
    def state(self) -> UnsentViewState:
        """What the screen draws now."""
        status = self._services.sync.status()
        # The minute is fine enough for an age, and a picture of it does not change every tick.
        age = age_s(status, self._clock.now())
        reasons = {one.entity_id: one.reason for one in status.refusals}
        intakes = (*self._unsent_intakes(reasons), *self._unsent_rows())
        own = (*self._own_reports(), *self._own_requests(), *intakes)
        return UnsentViewState(
            connectivity=status.connectivity,
            reports=reports_cell([(one, state) for _kind, one, state in own], reasons),
            refused_reports=next(
                (kind for kind, _one, state in own if state is ReportState.REFUSED), None
            ),
            dossiers=dossier_cell(self._services.dossier.unsent(), reasons),
            recordings=recordings_cell(
                status.recordings,
                {plan.id: plan.code for plan in self._services.schedule.sessions()},
            ),
            kept_entries=self._kept_entries(),
            rows=self._rows(reasons),
            items=unsent_count(status),
            refused=status.refused_operations,
            size_bytes=status.pending_bytes,
            oldest_s=age - age % 60 if age is not None else None,
            confirmed_at=status.confirmed_at,
            can_send_now=_is_waiting(status) and status.connectivity is not Connectivity.REFUSED,
            message=sending_message(status),
        )

    def _kept_entries(self) -> int:
        """Of denunciations on whose list the person at the desk is not: the city refuses it."""
        access = self._services.access
        seat = access.signed_in()
        listed = None if seat is None else listed_cases(seat.officer, access.officers())
        secret = {
            one.id
            for one in self._services.cases.cases()
            if one.petition_type is PetitionType.DENUNCIATION
        }
        return sum(
            one.paper.case_id in secret and not needs_to_know([one.paper.case_id], listed)
            for one in self._services.dossier.unsent()
        )

    def _own_requests(self) -> Iterator[Own]:
        """Requests that were taken here, and what was decided here: each as a report of its own."""
        own_site_id = self._services.schedule.own_site().id
        for known in self._services.requests.requests():
            request, decision = known.request, known.decision
            if request.owner_site_id == own_site_id:
                yield EntityKind.RECEPTION_REQUEST, request.id, _SENT[known.storage]
            if decision is not None and decision.owner_site_id == own_site_id:
                yield EntityKind.REQUEST_DECISION, request.id, _SENT[known.decision_storage]

    def _unsent_intakes(self, reasons: Reasons) -> Iterator[Own]:
        """Each as a report of its own, by the part that the city would not have."""
        for known in self._services.intakes.intakes():
            if known.storage is not RecordStorage.CITY:
                visit = known.intake.visit
                refused = (one for one in part_ids(visit) if one in reasons)
                yield EntityKind.VISIT, next(refused, visit.id), _SENT[known.storage]

    def _unsent_rows(self) -> Iterator[Own]:
        """Of the register, and tasks of conclusions."""
        for row in self._services.register.unsent():
            yield EntityKind.REGISTER_ENTRY, row.entry.id, _SENT[row.storage]
        for known in self._services.conclusions.unsent():
            yield EntityKind.CONCLUSION_ITEM, known.item.id, _SENT[known.storage]

    def _own_reports(self) -> Iterator[Own]:
        own_site_id = self._services.schedule.own_site().id
        reports = self._services.reports
        kinds: tuple[tuple[EntityKind, Iterable[Filed]], ...] = (
            (EntityKind.FOCAL_POINT, reports.focal_points()),
            (EntityKind.DIFFICULTY, reports.difficulties()),
            (EntityKind.READINESS_SHEET, reports.sheets()),
        )
        for kind, filed in kinds:
            for one in filed:
                if one.report.unit.site_id == own_site_id:
                    yield kind, one.report.id, one.state

    def _rows(self, reasons: Reasons) -> tuple[UnsentRow, ...]:
        own_site_id = self._services.schedule.own_site().id
        rows = []
        for plan in self._services.schedule.sessions():
            minutes = minutes_cell(self._services.minutes.lines(plan.id), own_site_id, reasons)
            papers = papers_cell(self._services.papers.papers(plan.id), own_site_id, reasons)
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
    """S-000, S-110, S-111, S-112 or S-220."""
    if status.refused_operations:
        return Message(
            code=MessageCode.SEND_REFUSED,
            tone=Tone.DANGER,
            data={"count": status.refused_operations},
        )
    if status.is_all_sent and status.recordings:
        return Message(code=MessageCode.RECORDINGS_LEFT, tone=Tone.INFO)
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
        "items": unsent_count(status),
        "bytes": status.pending_bytes,
    }


def _is_waiting(status: SyncStatus) -> bool:
    """Something is left that could go now."""
    left = (one.way is not RecordingWay.FAULTY for one in status.recordings)
    return not status.is_all_sent or any(left)


def _is_quiet(row: UnsentRow) -> bool:
    return row.minutes.state in _QUIET and row.papers.state in _QUIET
