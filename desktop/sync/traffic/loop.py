"""The sync thread: asks the plan for the next step, and carries it out."""

import logging
import random
import threading
from collections.abc import Callable
from functools import partial
from typing import assert_never

from desktop.contract.escrow import EscrowIn
from desktop.domain.access.kinds import room_kinds, writable_kinds
from desktop.domain.access.need_to_know import listed_cases
from desktop.domain.clock import Clock
from desktop.domain.errors import (
    AccessRefused,
    ProtocolError,
    RetryableError,
    ServerBusy,
    StorageError,
)
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, DocumentId, SessionId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.room.measurements import RoomReport
from desktop.domain.sync.status import Connectivity, SyncStatus, backoff_s
from desktop.store.store import Store
from desktop.sync.access.access import Access
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi
from desktop.sync.recording.uploads import RecordingUploads
from desktop.sync.traffic.exchange import Exchange
from desktop.sync.traffic.news import NewsWatch
from desktop.sync.traffic.plan import (
    IDLE_POLL_S,
    IDLE_RETRY_CAP_S,
    LIVE_POLL_S,
    LIVE_RETRY_CAP_S,
    REPORT_RETRY_CAP_S,
    ROOM_LIFE_S,
    Facts,
    Step,
    Timing,
    next_step,
)
from desktop.sync.traffic.prefetch import Prefetch
from desktop.sync.traffic.preload import Preload
from desktop.sync.traffic.room_errands import RoomErrands
from desktop.sync.traffic.status import StatusBoard
from desktop.sync.traffic.upload_window import PaperHours
from desktop.sync.traffic.uploads import Uploads, each_way

logger = logging.getLogger(__name__)

_JITTER = random.SystemRandom()
STOP_TIMEOUT_S = 5.0
FAULT_DELAY_S = 5.0
REFUSED_DELAY_S = 30.0
STORE_DELAY_S = 2.0


KeptFrom = Callable[[frozenset[CaseId]], frozenset[str]]


def _kept_from_nobody(_listed: frozenset[CaseId]) -> frozenset[str]:
    return frozenset()


class SyncLoop:
    """SyncService (presenters/services/desk.py). The thread `sync` owns everything below it.

    hours: when papers that nobody waits for may be sent; None: at any hour. kept_from:
    denunciations and their sessions into which a person who is on these lists alone may not write.
    preload: brings papers of sessions ahead; None: nobody attends any. recordings: of this PC;
    None: none are sent. Thread: sync.
    """

    def __init__(  # noqa: PLR0913 - the last three have their value in the product
        self,
        *,
        api: CityApi,
        store: Store,
        access: Access,
        clock: Clock,
        emit: EventSink,
        hours: UploadWindow | None = None,
        kept_from: KeptFrom = _kept_from_nobody,
        preload: Preload | None = None,
        recordings: RecordingUploads | None = None,
    ) -> None:
        self._api = api
        self._store = store
        self._access = access
        self._kept_from = kept_from
        self._clock = clock
        self._exchange = Exchange(api=api, store=store)
        self._preload = preload or Preload(store=store, clock=clock, attended=tuple)
        self._paper_hours = PaperHours(
            hours=hours, items=store.items, memory=store.memory, clock=clock
        )
        self._uploads = Uploads(
            api=api,
            blobs=store.blobs,
            transfers=store.transfers,
            clock=clock,
            emit=emit,
            held_until=each_way(self._paper_hours.held_until, self._preload.held_until),
        )
        self._prefetch = Prefetch(store=store)
        self._errands = RoomErrands(
            api=api,
            reports=store.reports,
            room_token=access.room_token,
            clock=clock,
            emit=emit,
            recordings=recordings,
        )
        self._board = StatusBoard(
            store=store,
            clock=clock,
            emit=emit,
            held_until=self._paper_hours.held_until,
            recordings=self._errands.recordings_on_way,
        )
        self._news = NewsWatch(api=api, clock=clock, on_news=self.pull_soon)
        self._timing = Timing()
        self._wakened = threading.Condition()
        self._is_wanted = False
        self._is_trying_now = False
        self._is_pull_wanted = False
        self._is_stopping = False
        self._live: SessionId | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the first thing is to ask whether the city is there."""
        self._store.items.watch(self._on_change)
        self._store.transfers.watch(self._on_change)
        self._access.watch(self.wake)
        self._prefetch.start()
        self._preload.start()
        self._board.refresh()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()
        self._news.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """End after the step that runs; what waits is kept. False when the thread was late."""
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        self._news.stop()
        with self._wakened:
            self._is_stopping = True
            self._wakened.notify_all()
        thread.join(timeout_s / 2)
        if thread.is_alive():
            # a call waits for the network: without its connection it ends
            self._api.close()
            thread.join(timeout_s / 2)
        if thread.is_alive():
            logger.error("sync late timeout_s=%.1f", timeout_s)
        return not thread.is_alive()

    def status(self) -> SyncStatus:
        """What is not yet sent, as last counted."""
        return self._board.status()

    def wake(self) -> None:
        """Send and ask for news now, whatever the back-off says."""
        with self._wakened:
            self._is_trying_now = True
            self._is_pull_wanted = True
            self._wake_locked()

    def send_now(self) -> None:
        """Send papers too, those put aside as well; none waits for its hours until all is sent."""
        again = self._store.transfers.send_refused_again()
        # not before: with nothing left to send the hours would hold again at once
        again.add_done_callback(self._lift_hours)

    def _lift_hours(self, _again: object) -> None:
        self._paper_hours.lift()
        self._errands.lift_hours()
        self.wake()

    def fetch_now(self, document_id: DocumentId) -> None:
        """Somebody waits for the bytes of a paper."""
        self._preload.fetch_now(document_id)
        self.wake()

    def pull_soon(self) -> None:
        """The city says that something new can be pulled."""
        with self._wakened:
            self._is_pull_wanted = True
            self._wake_locked()

    def report_room(self, report: RoomReport) -> None:
        """Send a room check as soon as the city is there; it is kept until then."""
        self._errands.keep_report(report, self.wake)

    def leave_escrow(self, escrow: EscrowIn) -> None:
        """Send the room's sealed key, once, as soon as the city is there."""
        self._errands.offer_escrow(escrow)
        self.wake()

    def set_live(self, session_id: SessionId | None) -> None:
        """A session was joined (None: left): poll closely, fetch its papers, spare the call."""
        with self._wakened:
            self._live = session_id
            self._wake_locked()

    # ---- thread `sync` ---------------------------------------------------------------------

    def _run(self) -> None:
        live: SessionId | None = None
        while True:
            with self._wakened:
                if self._is_stopping:
                    break
                is_trying_now, self._is_trying_now = self._is_trying_now, False
                is_pull_wanted, self._is_pull_wanted = self._is_pull_wanted, False
                self._is_wanted = False
                has_changed, live = live != self._live, self._live
            if is_trying_now:
                self._timing.retry_at_s = 0.0
            if is_pull_wanted:
                self._timing.pull_at_s = 0.0
            self._guard(partial(self._turn, live, has_changed=has_changed))
        self._guard(self._uploads.pause)

    def _turn(self, live: SessionId | None, *, has_changed: bool) -> None:
        if has_changed:
            self._prefetch.follow(live)
            self._paper_hours.follow(live)
            self._timing.pull_at_s = 0.0
        if live is not None or self._access.access_token() is None:
            self._news.rest()
        self._preload.look(live, self._withheld())
        self._paper_hours.begin_pass()
        self._errands.look(is_live=live is not None)
        plan = next_step(self._facts())
        if plan.step is Step.REST:
            self._board.refresh()
            self._rest(plan.rest_s)
            return
        self._carry_out(plan.step, live)
        self._board.refresh()

    def _facts(self) -> Facts:
        timing = self._timing
        move_at_s = self._uploads.due_at_s()
        if move_at_s is None:
            self._paper_hours.restore()
        return Facts(
            now_s=self._clock.monotonic(),
            retry_at_s=timing.retry_at_s,
            is_known=timing.is_known,
            has_token=self._access.access_token() is not None,
            refresh_at_s=self._access.refresh_at_s(),
            update_room_at_s=timing.update_room_at_s,
            must_pull_first=self._exchange.must_pull_first(),
            pull_at_s=timing.pull_at_s,
            has_operations=self._store.outbox.has_unsent(self._sendable(), self._withheld()),
            move_at_s=move_at_s,
            report_at_s=self._errands.due_at_s(timing),
            record_at_s=self._errands.record_at_s(is_live=self._live is not None),
        )

    def _sendable(self) -> frozenset[str]:
        """What the person at the desk may send.

        What another wrote here waits for somebody who may: the city would refuse it for good.
        """
        signed_in = self._access.signed_in()
        if signed_in is None:
            return room_kinds(self._store.kinds)
        return writable_kinds(signed_in.officer.role, self._store.kinds)

    def _withheld(self) -> frozenset[str]:
        """Sessions and cases of which the person at the desk may not know, as the city said last.

        What a listed person wrote into them here waits for such a person, as in `_sendable`.
        """
        signed_in = self._access.signed_in()
        if signed_in is None:
            return frozenset()
        listed = listed_cases(signed_in.officer, self._access.officers())
        return frozenset() if listed is None else self._kept_from(listed)

    def _carry_out(self, step: Step, live: SessionId | None) -> None:
        match step:
            case Step.PROBE:
                self._probe()
            case Step.UPDATE_ROOM:
                self._timing.update_room_at_s = self._clock.monotonic() + ROOM_LIFE_S
                self._update_room()
            case Step.REFRESH:
                self._access.refresh()
            case Step.PULL | Step.PUSH | Step.MOVE:
                self._with_token(step, live)
            case Step.REPORT | Step.RECORD:
                self._errands.carry_out(step, self._timing)
            case Step.REST:
                pass
            case _:
                assert_never(step)

    def _probe(self) -> None:
        info = self._api.server_info()
        self._exchange.meet_epoch(info.epoch)
        self._board.set_clock_offset((info.server_time - self._clock.now()).total_seconds())
        self._access.meet_city(info)
        self._board.set_connectivity(Connectivity.ONLINE)
        self._news.renew()
        self._timing.is_known = True
        self._timing.pull_at_s = 0.0
        if self._access.access_token() is None:
            self._timing.attempt = 0

    def _update_room(self) -> None:
        try:
            self._access.update_room()
        except AccessRefused as refused:
            logger.warning("room not known to the city code=%s", refused.code)
            self._board.set_connectivity(Connectivity.REFUSED)
            self._timing.update_room_at_s = self._clock.monotonic() + REFUSED_DELAY_S
        except RetryableError:
            self._timing.update_room_at_s = 0.0
            raise
        else:
            self._board.set_connectivity(Connectivity.ONLINE)

    def _with_token(self, step: Step, live: SessionId | None) -> None:
        token = self._access.access_token()
        if token is None:
            return
        try:
            self._exchange_or_move(step, token, live)
        except AccessRefused as refused:
            self._mend(refused, token)
            return
        self._timing.attempt = 0
        self._board.set_connectivity(Connectivity.ONLINE)
        self._board.confirm()

    def _mend(self, refused: AccessRefused, token: str) -> None:
        """What can be renewed after a refusal is renewed; raises it when nothing can."""
        if refused.code == AccessCode.SIGNED_OUT:
            self._access.reject_token(token)
        elif refused.code == AccessCode.CERTIFICATE:
            self._access.renew_certificate(refused)
        else:
            raise refused

    def _exchange_or_move(self, step: Step, token: str, live: SessionId | None) -> None:
        if step is Step.PULL:
            has_more = self._exchange.pull(token)
            poll_s = IDLE_POLL_S if live is None else LIVE_POLL_S
            self._timing.pull_at_s = 0.0 if has_more else self._clock.monotonic() + poll_s
            if live is None and not has_more:
                self._news.listen(token, self._store.pulled.position().cursor)
        elif step is Step.PUSH:
            self._exchange.push(token, self._sendable(), self._withheld())
        else:
            self._uploads.move(token, is_calling=live is not None)

    def _rest(self, rest_s: float) -> None:
        with self._wakened:
            if not self._is_wanted and not self._is_stopping:
                self._wakened.wait(rest_s)

    # ---- failures --------------------------------------------------------------------------

    def _guard(self, step: Callable[[], None]) -> None:
        """Do it; whatever goes wrong, the thread lives on and rests a while."""
        try:
            step()
        except RetryableError as error:
            self._on_unreachable(error)
        except AccessRefused as refused:
            self._on_refused(refused.code)
        except ProtocolError as error:
            self._on_refused(error.code)
        except StorageError as error:
            logger.error("sync cannot store code=%s", error.code)  # noqa: TRY400 - the code says all
            self._delay(STORE_DELAY_S)
        except Exception:
            logger.exception("sync step failed")
            self._delay(FAULT_DELAY_S)

    def _on_unreachable(self, error: RetryableError) -> None:
        cap_s = REPORT_RETRY_CAP_S if self._timing.has_report else IDLE_RETRY_CAP_S
        if self._live is not None:
            cap_s = LIVE_RETRY_CAP_S
        delay_s = backoff_s(self._timing.attempt, _JITTER.random(), cap_s=cap_s)
        if isinstance(error, ServerBusy):
            delay_s = max(delay_s, error.retry_after_s)
        if self._timing.is_known:
            logger.info("city does not answer error=%s", type(error).__name__)
        self._timing.attempt += 1
        self._timing.is_known = False
        self._board.set_connectivity(Connectivity.OFFLINE)
        self._delay(delay_s)

    def _on_refused(self, code: str) -> None:
        logger.warning("city refuses code=%s", code)
        # asked anew after the delay: what was refused may be over, as a sign-in that ended is
        self._timing.is_known = False
        self._board.set_connectivity(Connectivity.REFUSED)
        self._delay(REFUSED_DELAY_S)

    def _delay(self, delay_s: float) -> None:
        self._timing.retry_at_s = self._clock.monotonic() + delay_s

    # ---- from other threads ----------------------------------------------------------------

    def _wake_locked(self) -> None:
        self._is_wanted = True
        self._wakened.notify_all()

    def _on_change(self, _changed: object) -> None:
        with self._wakened:
            self._wake_locked()
