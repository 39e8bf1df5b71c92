"""Calls of a desk in memory, with the same events; the city is told by the test."""

from desktop.domain.conduct.calls.agency_call import CallStage, Ring
from desktop.domain.conduct.events import RingAnswered, RingsChanged
from desktop.domain.events import ActionFailed, EventSink


class FakeRings:
    """Answers are taken; the record of a call follows when the test puts it.

    fails_with: no answer is taken, for this reason.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._rings: dict[str, Ring] = {}
        self.accepted: list[Ring] = []
        self.refused: list[tuple[Ring, str]] = []
        self.fails_with: str | None = None

    # ---- RingsService ----

    def rings(self) -> tuple[Ring, ...]:
        return tuple(self._rings.values())

    def accept(self, ring: Ring) -> None:
        self.accepted.append(ring)
        self._take(ring, CallStage.LISTENING)

    def refuse(self, ring: Ring, reason: str) -> None:
        self.refused.append((ring, reason))
        self._take(ring, CallStage.REFUSED)

    # ---- what the city does ----

    def put(self, ring: Ring) -> None:
        self._rings[ring.id] = ring
        self._emit(RingsChanged())

    # ---- inside ----

    def _take(self, ring: Ring, stage: CallStage) -> None:
        if self.fails_with is not None:
            self._emit(ActionFailed(action="answer_call", code=self.fails_with, data={}))
            return
        self._emit(RingAnswered(call_id=ring.id, session_id=ring.session_id, stage=stage))
