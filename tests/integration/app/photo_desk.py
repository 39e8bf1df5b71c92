"""A real desk without windows at the readiness sheet. Started by test_sheet_photos.py.

`add`: puts a picture on the first line, says so and waits to be killed. `send`: says what stands
there, ticks every line, sends, and ends when the city has everything. `receive`: opens the photos
of the sheet that came to headquarters. Says one JSON per line.
"""

import argparse
import queue
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, HQ, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.wiring.desk import Desk, build_desk
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId, UserId
from desktop.domain.media.events import FrameReady
from desktop.domain.reports.unit_report import ReportState
from desktop.files.resources import resource_path
from desktop.forms.reports.readiness_entries import sheet_lines
from desktop.presenters.reports.readiness_sheet_state import ReadinessSheetViewState, SheetForm
from desktop.presenters.shell.shell_state import Screen
from tests.integration.app.typing_desk import NoWindow, presenter_of, say
from tests.patience import PATIENCE_S

if TYPE_CHECKING:
    from desktop.domain.events import Event

STEP_S = 0.05
LINES = sheet_lines(resource_path("forms", "readiness-v1.json"))


class SheetWindow(NoWindow):
    """Keeps the newest state of the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: ReadinessSheetViewState | None = None

    @override
    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None:
        self.sheet = state


class Officer:
    """The main thread at the readiness sheet."""

    def __init__(self, desk: Desk, practice: PracticeFolder) -> None:
        self._desk = desk
        self._events: queue.Queue[Event] = queue.Queue()
        self._view = SheetWindow()
        desk.router.add(self._events.put)
        self._presenter = presenter_of(desk, practice, self._view, LINES)

    def go_to_the_sheet(self, user: str) -> None:
        self._presenter.start()
        if self._view.screen is Screen.SIGN_IN:
            self._desk.access.sign_in(UserId(user), PRACTICE_PIN)
        self._pump_until(lambda: self._view.screen is Screen.HOME)
        self._pump_until(lambda: bool(self._desk.schedule.sessions()))
        self._presenter.navigate(Screen.READINESS_SHEET)
        self._pump_until(lambda: self._view.sheet is not None)

    def add(self, picture: Path) -> None:
        sheet = self._presenter.readiness_sheet
        sheet.select(LINES[0].code)
        sheet.add_photo(picture)
        self._pump_until(lambda: bool(self._form().rows[0].photos))
        # what was given to the writer before this is on the disk after it
        self._desk.store.database.write(lambda _: None).result(PATIENCE_S)
        say({"added": [photo.sha256 for photo in self._form().rows[0].photos]})
        self._pump_until(lambda: False)

    def send(self) -> None:
        self._pump_until(lambda: all(one.image for one in self._form().rows[0].photos))
        say({"found": [photo.sha256 for photo in self._form().rows[0].photos]})
        for line in LINES:
            self._presenter.readiness_sheet.tick(line.code, "pass")
        self._presenter.readiness_sheet.send()
        reports = self._desk.reports
        self._pump_until(lambda: any(one.state is ReportState.SENT for one in reports.sheets()))
        self._pump_until(lambda: not self._desk.store.transfers.waiting())
        say({"sent": True})

    def receive(self) -> None:
        self._pump_until(lambda: bool(self._desk.reports.sheets()))
        (filed,) = self._desk.reports.sheets()
        self._presenter.readiness_sheet.open_photos(filed.report.id)
        self._pump_until(self._is_photo_seen)
        assert self._view.sheet is not None
        viewer = self._view.sheet.viewer
        assert viewer is not None
        assert viewer.image is not None
        say({"seen": [viewer.code, viewer.image.width, viewer.image.height]})

    def _is_photo_seen(self) -> bool:
        viewer = self._view.sheet.viewer if self._view.sheet is not None else None
        return viewer is not None and viewer.image is not None

    def _form(self) -> SheetForm:
        assert self._view.sheet is not None
        assert self._view.sheet.form is not None
        return self._view.sheet.form

    def _pump_until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            try:
                event = self._events.get(timeout=STEP_S)
            except queue.Empty:
                self._presenter.on_tick()
                continue
            if not isinstance(event, FrameReady):
                self._presenter.on_event(event)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=("add", "send", "receive"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("units", type=Path)
    parser.add_argument("base_url")
    parser.add_argument("picture", type=Path)
    arguments = parser.parse_args()
    practice = PracticeFolder(
        folder=arguments.folder, units_file=arguments.units, clock=SystemClock()
    )
    is_city = arguments.action == "receive"
    plan = practice_plan(
        open_practice_room(practice, SiteId(HQ if is_city else COMMUNE)),
        base_url=arguments.base_url,
        allows_hardware=False,
    )
    desk = build_desk(plan, practice.clock)
    desk.start()
    officer = Officer(desk, practice)
    officer.go_to_the_sheet("clerk" if is_city else "officer")
    match arguments.action:
        case "add":
            officer.add(arguments.picture)
        case "send":
            officer.send()
        case _:
            officer.receive()
    desk.stop()


if __name__ == "__main__":
    main()
