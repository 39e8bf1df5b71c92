"""The windows of a commune and of headquarters over real desks, and the city that both speak to."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from desktop import __version__
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, HQ, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.practice.server import PracticeServer
from desktop.app.units import load_units
from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.plan import DeskPlan
from desktop.app.working_days import load_working_days
from desktop.devices.practice import TEST_PERSON, TEST_VOICE
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.ids import SiteId
from desktop.domain.media.call import MediaEngine
from desktop.domain.media.events import FrameReady
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.files.resources import resource_path
from desktop.forms.reports.readiness_entries import sheet_lines
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.services.desk_context import DeskContext
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.platform.bridge import Bridge
from desktop.ui.platform.ticker import Ticker
from desktop.ui.theme.theme import Theme
from tests.fakes.drawing_printers import DrawingPrinters
from tests.patience import PATIENCE_S
from tests.rigs.desk.window_end import let_go
from tests.rigs.stories.person import Person
from tests.rigs.stories.story_time import StoryTime
from tests.samples.kdf_cost import CHEAPEST_KDF_COST

TICK_MS = 150
"""As the program's."""
WORK_MS = 20
SIZE = (1_366, 768)


class WindowedDesk:
    """A real desk with its real windows, joined as the program joins them; see DeskProgram."""

    def __init__(self, desk: Desk, theme: Theme, facts: DeskContext, clock: Clock) -> None:
        self.desk = desk
        self.windows = DeskWindows(theme=theme, read_frame=desk.media.read_frame, clock=clock)
        self._bridge = Bridge()
        desk.router.add(lambda event: self._bridge.post(partial(self._on_event, event)))
        self._presenter = DeskPresenter(
            services=desk.services(), clock=clock, facts=facts, view=self.windows
        )
        self.windows.bind(self._presenter)
        self._ticker = Ticker(interval_ms=TICK_MS, beat=self._on_tick)

    def start(self) -> None:
        """As the program does it once the desk is opened."""
        self._presenter.start()
        self.windows.main.resize(*SIZE)
        self.windows.show()
        self._ticker.start()

    def stop(self) -> None:
        """Nothing is drawn any more."""
        self._bridge.close()
        self._ticker.stop()
        let_go(self.windows)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, FrameReady):
            self.windows.frames.on_frame_ready(event.track_id)
        else:
            self._presenter.on_event(event)

    def _on_tick(self) -> None:
        self._presenter.on_tick()
        self._presenter.show_tiles(self.windows.frames.tiles())


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """commune, headquarters: who sits there. folder: for files. printed: sheets of both."""

    commune: Person
    headquarters: Person
    time: StoryTime
    folder: Path
    printed: DrawingPrinters


def until(is_so: Callable[[], bool], what: Callable[[], object]) -> None:
    """Let every window work until it is so; PATIENCE_S at most."""
    until_s = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until_s, f"it did not come: {what()}"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, WORK_MS)
        time.sleep(0.005)


@contextmanager
def open_town(
    folder: Path, theme: Theme, hour: StoryTime, printed: DrawingPrinters
) -> Iterator[Town]:
    """Both windows stand at their sign-in; the city has its practice people."""
    clock = SystemClock()
    practice = PracticeFolder(
        folder=folder / "practice",
        units_file=resource_path("units", "haiphong_units.csv"),
        clock=clock,
    )
    practice.prepare()
    server = PracticeServer(
        folder=practice.city,
        command=hour.command("city-server"),
        seed=PracticeCity(practice=practice, kdf_cost=CHEAPEST_KDF_COST).seed,
        clock=clock,
    )
    with ExitStack() as stack:
        stack.callback(server.stop)
        server.start()
        commune, headquarters = (
            stack.enter_context(
                _open_desk(practice, _plan(practice, site_id, server, hour, printed), theme)
            )
            for site_id in (COMMUNE, HQ)
        )
        yield Town(
            commune=Person("commune", commune.windows, until),
            headquarters=Person("headquarters", headquarters.windows, until),
            time=hour,
            folder=folder,
            printed=printed,
        )


def _plan(
    practice: PracticeFolder,
    site_id: str,
    server: PracticeServer,
    hour: StoryTime,
    printed: DrawingPrinters,
) -> DeskPlan:
    """As practice mode's, with the hour of the story and a printer that draws."""
    plan = practice_plan(
        open_practice_room(practice, SiteId(site_id)),
        base_url=server.base_url(),
        allows_hardware=False,
        media_engine=MediaEngine.AIORTC,
    )
    return replace(plan, printers=printed, engine_command=hour.command("media-engine"))


@contextmanager
def _open_desk(practice: PracticeFolder, plan: DeskPlan, theme: Theme) -> Iterator[WindowedDesk]:
    """With the test picture and the test voice chosen."""
    desk = build_desk(plan, practice.clock)
    facts = DeskContext(
        version=__version__,
        support_phone="",
        is_practice=True,
        is_key_in_file=False,
        can_open_second_room=False,
        practice_pin=PRACTICE_PIN,
        sheet_lines=sheet_lines(resource_path("forms", "readiness-v1.json")),
        units=load_units(practice.units_file),
        working_days=load_working_days(resource_path(*PROGRAM_TABLE)),
    )
    with ExitStack() as stack:
        stack.callback(desk.stop)
        desk.start()
        desk.media.select_devices(DeviceRole.CAMERA, (TEST_PERSON.id,))
        desk.media.select_devices(DeviceRole.MICROPHONE, (TEST_VOICE.id,))
        made = WindowedDesk(desk, theme, facts, practice.clock)
        stack.callback(made.stop)
        made.start()
        yield made
