"""The screen "Vụ việc": the cases that this PC was told of."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from desktop.domain.access.events import AccessChanged
from desktop.domain.casework.events import CasesChanged, RequestsChanged
from desktop.domain.casework.matter.case import Case
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.ids import CaseId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.sessions_of_case import earlier_sessions, next_session
from desktop.domain.text import matches
from desktop.presenters.casework.cases.cases_state import CaseRow, CasesViewState, KeptRow
from desktop.presenters.casework.visible.visible_cases import VisibleCases
from desktop.presenters.services.access import Sitter
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.render_on_change import RenderOnChange

MOST_SHOWN = 100


class CasesPresenter(AsksCity):
    """Lives as long as the desk. Thread: MainThread.

    open_case: to the page of one.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        cases: VisibleCases,
        render: Callable[[CasesViewState], None],
        open_case: Callable[[CaseId], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._cases = cases
        self._open_case = open_case
        self._drawing: RenderOnChange[CasesViewState] = RenderOnChange(render)
        self._sitter = Sitter(services.access)
        self._search = ""
        self._state: CasesViewState | None = None

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown. Whoever sits down finds no search of the one before."""
        if self._sitter.has_changed():
            self._search = ""
        self._draw_anew()

    def search(self, text: str) -> None:
        """F3: by code and title; marks do not matter."""
        self._search = text
        self._draw_anew()

    def open(self, case_id: CaseId) -> None:
        """Enter, or a click."""
        self._open_case(case_id)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, CasesChanged | RequestsChanged | ScheduleChanged | AccessChanged):
            self._draw_anew()

    def on_tick(self) -> None:
        """A session that is over is not the next one any more; looked at once a minute."""
        if self._state is None or self._state.now != self._now():
            self._draw_anew()

    def state(self) -> CasesViewState:
        """What the screen draws now."""
        now = self._now()
        cases, plans = (*self._cases.cases(), *self._cases.requests()), self._plans()
        found = (case for case in cases if matches(self._search, (case.code, case.title)))
        rows = sorted((self._row(case, plans[case.id], now) for case in found), key=_order)
        kept = self._cases.kept_by_code(self._search)
        return CasesViewState(
            now=now,
            search=self._search,
            rows=tuple(rows[:MOST_SHOWN]),
            more=max(0, len(rows) - MOST_SHOWN),
            total=len(cases),
            kept=None if kept is None else KeptRow(case_id=kept.id, code=kept.code),
            message=None if cases else Message(code=MessageCode.CASES_EMPTY, tone=Tone.INFO),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _draw_anew(self) -> None:
        self._state = self.state()
        self._drawing.draw(self._state)

    def _now(self) -> datetime:
        return self._clock.now().replace(second=0, microsecond=0)

    def _row(self, case: Case, plans: Sequence[SessionPlan], now: datetime) -> CaseRow:
        ahead, over = next_session(plans, now), earlier_sessions(plans)
        return CaseRow(
            case_id=case.id,
            code=case.code,
            title=case.title,
            petition_type=case.petition_type,
            flags=case.flags,
            group_size=case.group_size,
            next_at=None if ahead is None else ahead.scheduled_start,
            next_status=None if ahead is None else ahead.status,
            last_at=over[0].scheduled_start if over else None,
            asked_at=self._cases.asked_at(case.id),
        )

    def _plans(self) -> defaultdict[CaseId, list[SessionPlan]]:
        """Sessions by the case that they receive."""
        plans: defaultdict[CaseId, list[SessionPlan]] = defaultdict(list)
        for plan in self._cases.every_session():
            for case_id in plan.case_ids:
                plans[case_id].append(plan)
        return plans


def _order(row: CaseRow) -> tuple[bool, float, str]:
    """What is received next, then the newest of the others."""
    if row.next_at is not None:
        return False, row.next_at.timestamp(), row.code
    return True, -row.last_at.timestamp() if row.last_at is not None else 0.0, row.code
