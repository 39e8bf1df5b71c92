"""A real desk without windows whose line comes and goes. Started by cut_off_city.py.

`first-day`: is bound to the city, somebody signs in, the schedule comes. `cut-off`: the same PC
without any route does a whole case, says so, waits until the city has everything, and dies of an
error that quotes a citizen and of a native crash. Says one JSON per line.
"""

import argparse
import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.desk.crash import CrashRecorder
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE as PRACTICE_SITE
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.wiring.desk import Desk, build_desk
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.domain.clock import SystemClock
from desktop.domain.ids import MinuteLineId, SessionId, SiteId, new_id
from desktop.domain.papers.events import PreviewReady
from desktop.domain.record.events import MinutesExported
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.files.resources import resource_path
from tests.integration.app.seeded_names import DIFFICULTY, FILE_NAME, NAME, WORDS
from tests.integration.app.typing_desk import say
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN, SESSION
from tests.samples.papers import pdf
from tests.samples.unit_reports import a_difficulty

if TYPE_CHECKING:
    from desktop.domain.events import Event

TODAY = SessionId(SESSION)
STEP_S = 0.02
LIMIT_S = 120.0
LINES = 5
ROUTES = Path("/proc/net/route")


class Officer:
    """What a person does at this desk."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder
        self._events: list[Event] = []
        desk.router.add(self._events.append)

    def go_in(self) -> None:
        self._wait_until(lambda: bool(self._desk.access.officers()))
        self._desk.access.sign_in(OFFICER, PIN)
        self._wait_until(lambda: self._desk.access.signed_in() is not None)

    def see_schedule(self) -> None:
        self._wait_until(lambda: bool(self._desk.schedule.sessions()))
        self._wait_until(lambda: self._desk.sync.status().is_all_sent)

    def do_a_case(self) -> dict[str, object]:
        """Read the case, write the minutes, take a paper in and look at it, report, print."""
        desk = self._desk
        plan = next(one for one in desk.schedule.sessions() if one.id == TODAY)
        case = desk.schedule.case(plan.case_ids[0])
        assert case is not None
        for number in range(LINES):
            desk.minutes.save_line(self._line(f"{WORDS}, phần {number}"))
        self._wait_until(lambda: len(desk.minutes.lines(TODAY)) == LINES)
        desk.minutes.save_line(replace(desk.minutes.lines(TODAY)[0], text="Đã sửa lại"))
        paper = self._folder / FILE_NAME
        paper.write_bytes(pdf())
        desk.papers.add_paper(TODAY, paper)
        self._wait_until(lambda: bool(desk.papers.papers(TODAY)))
        desk.papers.request_preview(desk.papers.papers(TODAY)[0].id, 0, 400)
        self._wait_until(lambda: self._has(PreviewReady))
        desk.reports.hand_in(replace(a_difficulty(COMMUNE), description=DIFFICULTY))
        self._wait_until(lambda: bool(desk.reports.difficulties()))
        desk.search.find(NAME)
        printed = self._folder / "bien-ban.docx"
        desk.minutes.export(TODAY, printed)
        self._wait_until(lambda: self._has(MinutesExported))
        now = desk.access.signed_in()
        return {
            "case": case.title,
            "is_offline": now is not None and now.is_offline,
            "routes": len(ROUTES.read_text().splitlines()[1:]),
            "printed": printed.read_bytes()[:4].decode(),
            "waiting": desk.store.outbox.counts().pending,
        }

    def wait_for_the_city(self) -> dict[str, object]:
        """Nobody touches anything."""
        self._wait_until(lambda: self._desk.sync.status().is_all_sent)
        return {
            "texts": sorted(line.text for line in self._desk.minutes.lines(TODAY)),
            "papers": [paper.sha256 for paper in self._desk.papers.papers(TODAY)],
        }

    def _line(self, text: str) -> MinuteLine:
        return MinuteLine(
            id=MinuteLineId(new_id()),
            session_id=TODAY,
            owner_site_id=COMMUNE,
            at=SystemClock().now(),
            speaker=NAME,
            kind=MinuteLineKind.STATEMENT,
            text=text,
        )

    def _has(self, kind: type[object]) -> bool:
        return any(isinstance(event, kind) for event in self._events)

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        limit_s = time.monotonic() + LIMIT_S
        while not is_so():
            assert time.monotonic() < limit_s, "it did not come"
            time.sleep(STEP_S)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("act", choices=("first-day", "cut-off"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("base_url")
    parser.add_argument("enrol_code")
    options = parser.parse_args()
    units = resource_path("units", "haiphong_units.csv")
    practice = PracticeFolder(folder=options.folder, units_file=units, clock=SystemClock())
    practice.prepare()
    room = open_practice_room(practice, SiteId(PRACTICE_SITE))
    plan = practice_plan(room, base_url=options.base_url, allows_hardware=False)
    own = replace(plan, own_site_id=COMMUNE, enrol_code=lambda: str(options.enrol_code))
    logs = options.folder / "logs"
    with ExitStack() as stack:
        stack.enter_context(ProcessLog(LogPlan(folder=logs, process="desk", level=logging.DEBUG)))
        recorder = CrashRecorder(logs, "desk")
        recorder.install()
        desk = build_desk(own, practice.clock)
        officer = Officer(desk, options.folder)
        desk.start()
        stack.callback(desk.stop)
        officer.go_in()
        if options.act == "first-day":
            officer.see_schedule()
            return
        say({"done": officer.do_a_case()})
        say({"sent": officer.wait_for_the_city()})
        desk.stop()
        die()


def die() -> None:
    """Of an error nobody foresaw, whose message quotes what it was given; then as C++ does."""

    def fail() -> None:
        int(WORDS)

    thread = threading.Thread(target=fail, name="worker")
    thread.start()
    thread.join()
    os.abort()


if __name__ == "__main__":
    main()
