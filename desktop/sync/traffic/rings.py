"""Calls of this site's desk: the city tells them as records, and takes the answer at once."""

import logging

from desktop.contract.calls import CallAnswerRequest
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import CallStage, Ring
from desktop.domain.conduct.events import RingAnswered, RingsChanged
from desktop.domain.errors import ProtocolError, RetryableError, UserFacingError
from desktop.domain.text import plain_line
from desktop.mapping.records import RING
from desktop.store.records.items import Items
from desktop.sync.codes import CallCode
from desktop.sync.records.record_book import RecordBook
from desktop.sync.task_thread import TaskThread
from desktop.sync.traffic.with_token import PersonAtCity

logger = logging.getLogger(__name__)


class RingBook:
    """RingsService (presenters/services/calls.py). Thread: any."""

    def __init__(self, *, items: Items, city: PersonAtCity, clock: Clock) -> None:
        self._city = city
        self._emit = city.emit
        self._rings = RecordBook(kind=RING, items=items, clock=clock, on_change=self._on_change)
        self._tasks = TaskThread(name="rings", emit=city.emit)

    def start(self) -> None:
        """Read the store once, then follow it; start the thread."""
        self._rings.start()
        self._tasks.start()

    def stop(self) -> bool:
        """End the thread; False when it was late."""
        return self._tasks.stop()

    def rings(self) -> tuple[Ring, ...]:
        """Every ring of this site that is kept here, those that are over too, oldest first."""
        rings = (known.record for known in self._rings.known())
        return tuple(sorted(rings, key=lambda ring: (ring.rung_at, ring.id)))

    def accept(self, ring: Ring) -> None:
        """Be in its session, and listen first."""
        request = CallAnswerRequest(accepts=True)
        self._tasks.attempt("answer_call", lambda: self._answer(ring, request))

    def refuse(self, ring: Ring, reason: str) -> None:
        """reason: of at most MAX_CALL_REASON_CHARACTERS."""
        request = CallAnswerRequest(accepts=False, reason=plain_line(reason))
        self._tasks.attempt("answer_call", lambda: self._answer(ring, request))

    # ---- thread `rings` ----------------------------------------------------------------------

    def _answer(self, ring: Ring, request: CallAnswerRequest) -> None:
        try:
            answered = self._city.ask(
                lambda token: self._city.api.call_answers.answer(token, ring, request)
            )
            stage = CallStage(answered.stage)
        except RetryableError as error:
            raise UserFacingError(CallCode.NO_CITY) from error
        except (ProtocolError, ValueError) as error:
            logger.warning("answer to a call not taken error=%s", type(error).__name__)
            self._city.wake()
            raise UserFacingError(CallCode.NOT_TAKEN) from error
        self._city.wake()
        self._emit(RingAnswered(call_id=ring.id, session_id=ring.session_id, stage=stage))

    def _on_change(self, _changed: frozenset[str]) -> None:
        self._emit(RingsChanged())
