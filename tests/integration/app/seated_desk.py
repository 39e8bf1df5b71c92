"""A real desk without windows that sits in a session until it is killed.

Started by test_killed_in_a_step.py. Says on its output, one JSON per line, whatever of this has
changed: {"is_connected", "step", "status", "has_hand_up", "page", "draft", "is_kept"}. With
--begins it asks for the floor and writes a draft once the session is open; without, it touches
nothing.
"""

import argparse
import queue
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.practice.data import build_practice_data
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.wiring.desk import Desk, build_desk
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.media.call import MediaEngine
from desktop.domain.media.events import FrameReady
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.record.minutes_state import Kept
from desktop.presenters.shell.shell_state import Screen
from tests.integration.app.typing_desk import NoWindow, presenter_of, say

if TYPE_CHECKING:
    from desktop.domain.events import Event

DRAFT = "Gia đình đề nghị đo lại thực địa"
LOOK_S = 0.05


class Seated:
    """The main thread: facts in, words out."""

    def __init__(self, desk: Desk, practice: PracticeFolder, *, begins: bool) -> None:
        self._desk = desk
        self._begins = begins
        self._events: queue.Queue[Event] = queue.Queue()
        self._view = NoWindow()
        desk.router.add(self._events.put)
        self._presenter = presenter_of(desk, practice, self._view)
        data = build_practice_data(units_file=practice.units_file, now=practice.clock.now())
        self._session_id = SessionId(min(data.sessions))
        self._said: dict[str, object] = {}

    def run(self) -> None:
        self._presenter.start()
        if self._view.screen is Screen.SIGN_IN:
            self._desk.access.sign_in(UserId("officer"), PRACTICE_PIN)
        while self._view.screen is not Screen.SESSION:
            self._pump()
            self._enter()
        while True:
            self._pump()
            self._tell()

    def _enter(self) -> None:
        """On the way into the session; a desk that was killed there comes back by itself."""
        if not self._begins:
            return
        if self._view.screen is Screen.HOME and self._desk.schedule.sessions():
            self._presenter.open_pre_join(self._session_id)
        elif self._view.screen is Screen.PRE_JOIN and self._presenter.pre_join is not None:
            self._presenter.pre_join.enter()

    def _tell(self) -> None:
        live, state = self._desk.channel.live(), self._view.session
        session = self._presenter.session
        if live is None or state is None or session is None:
            return
        if self._begins and live.status is SessionStatus.IN_SESSION:
            self._begins = False
            session.press(Verb.ASK_FLOOR)
            session.minutes.edit_text(DRAFT)
        seat = live.seat(self._desk.plan.own_site_id)
        word: dict[str, object] = {
            "is_connected": state.is_connected,
            "step": live.step.value,
            "status": live.status.value,
            "has_hand_up": seat is not None and seat.has_hand_up,
            "page": None if live.stage is None else live.stage.page,
            "draft": state.minutes.editor.text,
            "is_kept": state.minutes.kept in (Kept.HERE, Kept.CITY),
        }
        if word != self._said:
            self._said = word
            say(word)

    def _pump(self) -> None:
        try:
            event = self._events.get(timeout=LOOK_S)
        except queue.Empty:
            self._presenter.on_tick()
            return
        if not isinstance(event, FrameReady):
            self._presenter.on_event(event)
            self._presenter.on_tick()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("units", type=Path)
    parser.add_argument("base_url")
    parser.add_argument("--begins", action="store_true")
    arguments = parser.parse_args()
    practice = PracticeFolder(
        folder=arguments.folder, units_file=arguments.units, clock=SystemClock()
    )
    plan = practice_plan(
        open_practice_room(practice, SiteId(COMMUNE)),
        base_url=arguments.base_url,
        allows_hardware=False,
        media_engine=MediaEngine.AIORTC,
    )
    desk = build_desk(plan, practice.clock)
    desk.start()
    Seated(desk, practice, begins=arguments.begins).run()


if __name__ == "__main__":
    main()
