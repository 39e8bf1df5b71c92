"""One site of a played script: a desk without windows, with its presenters, and its officer."""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from desktop.app.rehearsal.room import RehearsalRoom
from desktop.app.rehearsal.script.seen import SeenScene, SeenView
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.events import FrameReady
from desktop.media.engine.publisher import track_of_site
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

TICK_S = 0.15
"""As the program's."""

TILE_LINES = 240
"""Pictures are looked at for their marks alone: none needs to be larger."""

ACT_LIMIT_S = 20.0
STOP_LIMIT_S = 5.0

logger = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[DeskPresenter], object]


class Site:
    """Presenters live on the thread `officer-SITE`, in the place of MainThread.

    What was drawn stands in `view`. `faults`: exceptions that a presenter raised, by their type.
    `not_done`: what the desk was told that it had asked for in vain, with time.monotonic() of it.
    """

    def __init__(self, *, room: RehearsalRoom, facts: DeskContext) -> None:
        self.room = room
        self.view = SeenView(room.clock)
        self.faults: list[str] = []
        self.not_done: list[tuple[float, ActionFailed]] = []
        self._facts = facts
        self._work: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._thread = threading.Thread(
            target=self._run, name=f"officer-{room.site_id}", daemon=True
        )

    @property
    def site_id(self) -> SiteId:
        """Whose desk it is."""
        return self.room.site_id

    @property
    def state(self) -> SessionViewState | None:
        """What the session screen shows now."""
        return self.view.session

    def start(self) -> None:
        """The desk runs: begin to draw."""
        self.room.desk.router.add(self._forward)
        self._thread.start()

    def stop(self) -> None:
        """No more is drawn or pressed."""
        self._work.put(None)
        if self._thread.is_alive():
            self._thread.join(STOP_LIMIT_S)

    def enter(self, session_id: SessionId) -> None:
        """From home through the door of the session."""
        self.do(lambda desk: desk.open_pre_join(session_id))
        self.do(_enter)

    def do(self, work: Work) -> None:
        """The officer does something, and it is done when this returns."""
        is_done = threading.Event()

        def work_and_tell(desk: DeskPresenter) -> None:
            try:
                work(desk)
            finally:
                is_done.set()

        self._work.put(work_and_tell)
        is_done.wait(ACT_LIMIT_S)

    def read(self, look: Callable[[DeskPresenter], T]) -> T | None:
        """What a presenter says now, None when it did not answer in time."""
        found: list[T] = []
        self.do(lambda desk: found.append(look(desk)))
        return found[0] if found else None

    def act(self, work: Callable[[SessionPresenter], None]) -> None:
        """The officer does something in the session; nothing while there is none."""
        self.do(lambda desk: _act(desk, work))

    def shows(self, condition: Callable[[SessionViewState], bool]) -> bool:
        """Whether the session screen shows it now."""
        state = self.state
        return state is not None and condition(state)

    def displays(self, condition: Callable[[SeenScene], bool]) -> bool:
        """Whether display 2 shows it now."""
        scene = self.view.scene
        return scene is not None and condition(scene)

    # ---- its own thread --------------------------------------------------------------------

    def _forward(self, event: Event) -> None:
        """Thread: any. Pictures go from the ring to the marks, not through presenters."""
        if isinstance(event, ActionFailed):
            self.not_done.append((self.room.clock.monotonic(), event))
        if not isinstance(event, FrameReady):
            self._work.put(partial(_take, event))

    def _run(self) -> None:
        desk = DeskPresenter(
            services=self.room.desk.services(),
            clock=self.room.clock,
            facts=self._facts,
            view=self.view,
        )
        self._carry_out(desk, DeskPresenter.start)
        ticked_s = self.room.clock.monotonic()
        while True:
            due_s = ticked_s + TICK_S - self.room.clock.monotonic()
            if due_s <= 0.0:
                self._carry_out(desk, self._tick)
                ticked_s = self.room.clock.monotonic()  # on a slow PC others have a turn too
                continue
            try:
                work = self._work.get(timeout=due_s)
            except queue.Empty:
                continue
            if work is None:
                return
            self._carry_out(desk, work)

    def _carry_out(self, desk: DeskPresenter, work: Work) -> None:
        try:
            work(desk)
        except Exception as error:
            logger.exception("presenter failed site=%s", self.site_id)
            self.faults.append(type(error).__name__)

    def _tick(self, desk: DeskPresenter) -> None:
        desk.on_tick()
        state = self.state
        if state is not None:
            others = (row.site_id for row in state.roster.rows if not row.is_own)
            desk.show_tiles({track_of_site(site_id): TILE_LINES for site_id in others})


def _take(event: Event, desk: DeskPresenter) -> None:
    desk.on_event(event)


def _enter(desk: DeskPresenter) -> None:
    if desk.pre_join is not None:
        desk.pre_join.enter()


def _act(desk: DeskPresenter, work: Callable[[SessionPresenter], None]) -> None:
    if desk.session is not None:
        work(desk.session)


def seconds_until(
    condition: Callable[[], bool],
    now_s: Callable[[], float],
    *,
    limit_s: float,
    look_s: float,
) -> float | None:
    """Seconds until it was so, looked at every look_s; None when it was not within the limit."""
    never, began_s = threading.Event(), now_s()
    while not condition():
        if now_s() - began_s >= limit_s:
            return None
        never.wait(look_s)
    return now_s() - began_s
