"""kill -9 of a commune's desk in a step of a session: it is back in its seat, without a question.

STEP_KILLS says how often in every step and in a pause; without it once in three of them.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from desktop.app.practice.data import build_practice_data
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, HQ, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.rehearsal.room import RehearsalRoom
from desktop.app.wiring.desk import build_desk
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.media.call import MediaEngine
from desktop.domain.reception.session import STEPS
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.integration.app.seated_desk import DRAFT
from tests.integration.app.test_kill import UNITS, practice_room
from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.timeout(1_800),
    pytest.mark.usefixtures("untraced_children"),
]

START_LIMIT_S = 120.0
REASON = "Diễn tập máy khởi động lại"
PAUSED = "paused"
_STEPS = [one.value for one in STEPS[:-1]]
_PAUSE_AFTER = _STEPS.index(Step.PRESENTATION.value) + 1
EVERYWHERE = (*_STEPS[:_PAUSE_AFTER], PAUSED, *_STEPS[_PAUSE_AFTER:])
"""In the order of a session; the closing ends it."""

FEW = (Step.PRESENTATION.value, PAUSED, Step.READ_BACK.value)
TIMES = int(os.environ.get("STEP_KILLS", "0"))


class SeatedDesk:
    """The desk's process and what it says."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._words: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, **wanted: object) -> dict[str, Any]:
        """Until it says all of this at once."""
        until_s = monotonic() + START_LIMIT_S
        while True:
            word = self._words.get(timeout=max(0.0, until_s - monotonic()))
            if wanted.items() <= word.items():
                return word

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                if line.endswith("\n"):
                    self._words.put(json.loads(line))


@contextmanager
def seated_desk(
    practice: PracticeFolder, base_url: str, *, begins: bool = False
) -> Iterator[SeatedDesk]:
    script = Path(__file__).with_name("seated_desk.py")
    command = [sys.executable, str(script), str(practice.folder), str(UNITS), base_url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, "--begins"] if begins else command,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    try:
        yield SeatedDesk(process)
    finally:
        process.kill()
        process.wait(PATIENCE_S)


class Chair:
    """Headquarters' desk: it conducts, and sees who sits."""

    def __init__(self, room: RehearsalRoom, session_id: SessionId) -> None:
        self._room = room
        self._channel = room.desk.channel
        self._session_id = session_id

    def open(self) -> None:
        self._channel.join(self._session_id)
        self._wait(lambda: self._seats(COMMUNE))
        self._channel.open_session()
        self._wait(lambda: self._status() is SessionStatus.IN_SESSION)

    def go_to(self, place: str) -> None:
        """The next step, or a pause in the present one."""
        if self._status() is SessionStatus.PAUSED:
            self._channel.resume_session()
            self._wait(lambda: self._status() is SessionStatus.IN_SESSION)
        if place == PAUSED:
            self._channel.pause_session(PauseReason.BREAK)
            self._wait(lambda: self._status() is SessionStatus.PAUSED)
            return
        while (step := self._step()).value != place:
            after = STEPS[STEPS.index(step) + 1]
            self._channel.set_step(after, REASON)
            self._wait(lambda after=after: self._step() is after)

    def sees_commune(self, *, is_there: bool) -> None:
        self._wait(lambda: self._seats(COMMUNE) is is_there)

    def _seats(self, site_id: str) -> bool:
        live = self._channel.live()
        seat = None if live is None else live.seat(SiteId(site_id))
        return seat is not None and seat.is_connected

    def _status(self) -> SessionStatus | None:
        live = self._channel.live()
        return None if live is None else live.status

    def _step(self) -> Step:
        live = self._channel.live()
        assert live is not None
        return live.step

    def _wait(self, condition: Any) -> None:
        assert self._room.wait_for(condition, PATIENCE_S) is not None, self._room.failures()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[tuple[PracticeFolder, str]]:
    with practice_room(tmp_path) as room:
        yield room


@pytest.fixture
def chair(town: tuple[PracticeFolder, str]) -> Iterator[Chair]:
    practice, base_url = town
    plan = practice_plan(
        open_practice_room(practice, SiteId(HQ)),
        base_url=base_url,
        allows_hardware=False,
        media_engine=MediaEngine.AIORTC,
    )
    desk = build_desk(plan, practice.clock)
    room = RehearsalRoom(
        desk=desk, clock=SystemClock(), loudspeaker_file=practice.folder / "hq.s16"
    )
    data = build_practice_data(units_file=practice.units_file, now=practice.clock.now())
    session_id = SessionId(min(data.sessions))
    desk.start()
    try:
        desk.access.sign_in(UserId("clerk"), PRACTICE_PIN)
        known = room.wait_for(
            lambda: session_id in {one.id for one in desk.schedule.sessions()}, PATIENCE_S
        )
        assert known is not None, room.failures()
        yield Chair(room, session_id)
    finally:
        desk.stop()


def test_a_desk_killed_in_a_step_is_in_the_same_seat_again(
    town: tuple[PracticeFolder, str], chair: Chair
) -> None:
    back_s: list[tuple[str, float]] = []
    with seated_desk(*town, begins=True) as desk:
        desk.wait_for(is_connected=True)
        chair.open()
        desk.wait_for(has_hand_up=True, draft=DRAFT, is_kept=True)
    for place in EVERYWHERE if TIMES else FEW:
        chair.go_to(place)
        for _ in range(max(1, TIMES)):
            chair.sees_commune(is_there=False)
            began_s = monotonic()
            with seated_desk(*town) as desk:
                word = desk.wait_for(is_connected=True, has_hand_up=True, **_where(place))
                back_s.append((place, round(monotonic() - began_s, 1)))
                if place != Step.SIGNING:  # whose minutes take no line any more
                    assert word["draft"] == DRAFT, place
                chair.sees_commune(is_there=True)
        print({"place": place, "back_s": [took_s for at, took_s in back_s if at == place]})


def _where(place: str) -> dict[str, object]:
    """What it must say of the session; of a pause its step does not matter."""
    return {"status": PAUSED} if place == PAUSED else {"step": place}
