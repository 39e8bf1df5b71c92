"""Who opened a denunciation at this PC, also without the city: notes for the city's audit log."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from desktop.domain.access.person import SignedIn
from desktop.domain.access.rights import Right, may
from desktop.domain.casework.matter.case import Case, CaseView, PetitionType, Viewing
from desktop.domain.clock import Clock
from desktop.domain.ids import CaseId, SessionId, UserId, new_id
from desktop.domain.reception.session import SessionPlan
from desktop.mapping.operations import operation_of
from desktop.mapping.records import VIEW
from desktop.store.records.items import Items, StoredItem

logger = logging.getLogger(__name__)

ONE_VIEW_S = 600.0
"""Opening the same again within this time is no view of its own."""
_View = tuple[UserId, SessionId, Viewing]


class ViewBook:
    """ViewsService (presenters/services/record.py). Thread: any.

    seated: who is at the desk. session, case: as this PC knows them, whoever may see them.
    """

    def __init__(
        self,
        *,
        items: Items,
        clock: Clock,
        seated: Callable[[], SignedIn | None],
        session: Callable[[SessionId], SessionPlan | None],
        case: Callable[[CaseId], Case | None],
    ) -> None:
        self._items = items
        self._clock = clock
        self._seated = seated
        self._session = session
        self._case = case
        self._lock = threading.Lock()
        self._noted_at_s: dict[_View, float] = {}

    def note(self, session_id: SessionId, what: Viewing) -> None:
        """Queue a note for the city; it is logged when that cannot be done."""
        seat, case_id = self._seated(), self._denunciation_in(session_id)
        # without the right to a case only the state of the session is on the screen
        if seat is None or case_id is None or not may(seat.officer.role, Right.READ_CASE):
            return
        view = (seat.officer.id, session_id, what)
        if self._is_due(view):
            self._keep(view, case_id)

    # ---- inside ----------------------------------------------------------------------------

    def _denunciation_in(self, session_id: SessionId) -> CaseId | None:
        """The first of the session that is known here."""
        plan = self._session(session_id)
        cases = [] if plan is None else [self._case(case_id) for case_id in plan.case_ids]
        return next(
            (one.id for one in cases if one and one.petition_type is PetitionType.DENUNCIATION),
            None,
        )

    def _is_due(self, view: _View) -> bool:
        now_s = self._clock.monotonic()
        with self._lock:
            self._noted_at_s = {
                one: at_s for one, at_s in self._noted_at_s.items() if now_s - at_s < ONE_VIEW_S
            }
            if view in self._noted_at_s:
                return False
            self._noted_at_s[view] = now_s
        return True

    def _keep(self, view: _View, case_id: CaseId) -> None:
        user_id, session_id, what = view
        now = self._clock.now()
        seen = CaseView(session_id=session_id, case_id=case_id, user_id=user_id, what=what, at=now)
        try:
            operation = operation_of(VIEW, new_id(), seen, made_at=now)
        except ValueError as error:
            self._miss(view, error)
            return
        future = self._items.record(operation, session_id)
        future.add_done_callback(partial(self._on_written, view))

    def _on_written(self, view: _View, future: Future[StoredItem]) -> None:
        error = future.exception()
        if error is not None:
            self._miss(view, error)

    def _miss(self, view: _View, error: BaseException) -> None:
        """The officer's work goes on; opening it again is another try."""
        logger.error(
            "view not kept session=%s what=%s error=%s", view[1], view[2], type(error).__name__
        )
        with self._lock:
            self._noted_at_s.pop(view, None)
