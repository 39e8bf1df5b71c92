"""Push and pull: operations out, changes in, verdicts into the store."""

import logging

from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_PUSH_BYTES
from desktop.domain.errors import ProtocolError, ServerBusy, TimedOut
from desktop.domain.sync.operation import Operation, Verdict
from desktop.store.rows.merge import Judged
from desktop.store.store import Store
from desktop.sync.http.city_api import CityApi
from desktop.sync.traffic.mapping import judged_of, operation_out, pulled_of

logger = logging.getLogger(__name__)

COMMIT_LIMIT_S = 30.0
AT_ONCE = 75
"""Operations of one push, far fewer than the city takes: when it was away every room comes back in
the same instant, and each waits for what all others send in their turn. So everybody hears soon."""
ENVELOPE_BYTES = 512
"""Room left in a push for the fields around each body."""
_BAD_BATCH = frozenset({ProblemCode.BAD_REQUEST, ProblemCode.TOO_LARGE})
"""Said by the city itself, in a problem document: see sync/http/problems.py."""


class Exchange:
    """Push and pull, each call one round trip. Thread: sync. Raises as CityApi and Store."""

    def __init__(self, *, api: CityApi, store: Store) -> None:
        self._api = api
        self._store = store
        self._max_operations = AT_ONCE
        self._is_city_text_due = False
        self._safe_revision = 0

    def must_pull_first(self) -> bool:
        """Nothing of this epoch was pulled yet, or a clash waits for its text. Reads the disk."""
        return self._is_city_text_due or self._store.pulled.position().cursor == ""

    def meet_epoch(self, epoch: str) -> None:
        """The city says which epoch it is in; a new one starts everything over."""
        known = self._store.pulled.position().epoch
        if epoch == known:
            return
        if known:
            logger.warning("city is in another epoch")
        self._safe_revision = 0
        self._store.pulled.start_epoch(epoch).result(COMMIT_LIMIT_S)

    def pull(self, access_token: str) -> bool:
        """Take one page of changes. Returns whether there is more."""
        position = self._store.pulled.position()
        try:
            answer = self._api.changes(access_token, position.cursor)
        except ProtocolError as error:
            if error.code != ProblemCode.GONE or not position.cursor:
                raise
            # the city lost what the cursor stands on, perhaps operations of ours with it
            self._store.pulled.start_epoch(position.epoch).result(COMMIT_LIMIT_S)
            return True
        if answer.epoch != position.epoch:
            # that answer's items belong to the new epoch's order: they come again from the start
            self.meet_epoch(answer.epoch)
            return True
        changes = [pulled_of(change) for change in answer.changes]
        applied = self._store.pulled.apply(changes, answer.cursor, is_last=not answer.has_more)
        changed = applied.result(COMMIT_LIMIT_S)
        self._is_city_text_due = self._is_city_text_due and answer.has_more
        if not answer.has_more:
            self._forget_safe(answer.safe_revision)
        logger.debug("pulled changes=%d changed=%d", len(changes), len(changed))
        return answer.has_more

    def push(
        self,
        access_token: str,
        kinds: frozenset[str] | None = None,
        withheld: frozenset[str] = frozenset(),
    ) -> int:
        """Send one batch and carry its verdicts home. Returns how many were sent.

        kinds: what the person of the token may send; None: all that rooms write. withheld:
        sessions and cases into which that person may not write.
        """
        max_bytes = MAX_PUSH_BYTES // 2
        taking = self._store.outbox.take(self._max_operations, max_bytes, kinds, withheld)
        taken = taking.result(COMMIT_LIMIT_S)
        batch = self._speakable(taken)
        if not batch:
            return len(taken)
        try:
            answer = self._api.push(access_token, [operation_out(each) for each in batch])
        except ProtocolError as error:
            self._on_bad_batch(batch, error)
            return len(batch)
        except (ServerBusy, TimedOut):
            # perhaps too much for a thin line, or for what stands before the city
            self._max_operations = max(1, self._max_operations // 2)
            raise
        if answer.epoch != self._store.pulled.position().epoch:
            # the verdicts were made on revisions we have never seen
            self.meet_epoch(answer.epoch)
            return len(batch)
        judged = [judged_of(verdict) for verdict in answer.verdicts]
        self._store.outbox.settle(judged).result(COMMIT_LIMIT_S)
        self._max_operations = min(AT_ONCE, self._max_operations * 2)
        for each in judged:
            if each.verdict is Verdict.CONFLICT:
                self._is_city_text_due = True
            if each.verdict is not Verdict.ACCEPTED:
                logger.warning(
                    "operation %s op=%s reason=%s", each.verdict, each.operation_id, each.reason
                )
        return len(batch)

    def _forget_safe(self, revision: int) -> None:
        """What every backup of the city holds need not be kept here to be sent again."""
        if revision <= self._safe_revision:
            return
        forgotten = self._store.outbox.forget_safe(revision).result(COMMIT_LIMIT_S)
        self._safe_revision = revision
        logger.info("city keeps revision=%d safe, operations let go count=%d", revision, forgotten)

    def _speakable(self, taken: tuple[Operation, ...]) -> tuple[Operation, ...]:
        """What the contract can carry; the rest is put aside where a person sees it."""
        good = []
        for operation in taken:
            try:
                operation_out(operation)
            except ValueError:
                self._refuse(operation, ProblemCode.BAD_REQUEST)
            else:
                good.append(operation)
        return tuple(good)

    def _on_bad_batch(self, batch: tuple[Operation, ...], error: ProtocolError) -> None:
        """One of these cannot be taken at all: send them alone until it is found."""
        if error.code not in _BAD_BATCH:
            raise error
        if len(batch) > 1:
            self._max_operations = 1
            return
        self._refuse(batch[0], error.code)

    def _refuse(self, operation: Operation, reason: str) -> None:
        logger.error("operation put aside op=%s reason=%s", operation.id, reason)
        judged = Judged(
            operation_id=operation.id, verdict=Verdict.REFUSED, revision=0, reason=reason
        )
        self._store.outbox.settle([judged]).result(COMMIT_LIMIT_S)
