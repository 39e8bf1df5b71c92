"""Two desks without windows and their embedded city: real stores, engines, channels, presenters.

Everything of the presenters happens on the thread of the test, as on MainThread in the program.
"""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.app.own_command import own_command
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, HQ, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.practice.server import PracticeServer
from desktop.app.rehearsal.room import RehearsalRoom
from desktop.app.wiring.desk import Desk, build_desk
from desktop.devices.practice import FILE_PREFIX, TEST_PERSON, TEST_VOICE
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId, SessionId, SiteId, UserId
from desktop.domain.media.call import MediaEngine, PeerStats
from desktop.domain.media.events import FrameReady, StatsChanged
from desktop.files.resources import resource_path
from desktop.media.engine.publisher import track_of_site
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.shell.status_bar_state import DisplayPlace
from tests.rigs.desk.desk_room import RecordingView

LIMIT_S = 120.0
"""For what must come on a busy PC; only what hangs takes so long."""

LOOK_S = 0.02
TILE_LINES = 240
OFFICERS = {COMMUNE: "officer", HQ: "clerk"}


class HeadlessDesk:
    """A desk with its presenters; what they draw stands in `view`, newest last.

    figures: the newest second of its engine, by the site at the other end.
    """

    def __init__(self, room: RehearsalRoom) -> None:
        self.room = room
        self.desk: Desk = room.desk
        self.view = RecordingView()
        self.figures: dict[SiteId, PeerStats] = {}
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.desk.router.add(self._take)
        facts = DeskContext(
            version="test",
            support_phone="",
            is_practice=True,
            is_key_in_file=True,
            can_open_second_room=False,
        )
        self.presenter = DeskPresenter(
            services=self.desk.services(), clock=room.clock, facts=facts, view=self.view
        )

    @property
    def site_id(self) -> SiteId:
        """Whose desk it is."""
        return self.room.site_id

    @property
    def session(self) -> SessionPresenter:
        """The session that it is in."""
        assert self.presenter.session is not None
        return self.presenter.session

    def pump(self) -> None:
        """Everything that came in, then a tick."""
        while True:
            try:
                event = self._events.get_nowait()
            except queue.Empty:
                break
            self.presenter.on_event(event)
        self.presenter.on_tick()
        if self.presenter.session is not None:
            rows = self.presenter.session.state().roster.rows
            tiles = {track_of_site(row.site_id): TILE_LINES for row in rows if not row.is_own}
            self.presenter.show_tiles(tiles)

    def sign_in(self) -> None:
        """Its officer."""
        self.desk.access.sign_in(UserId(OFFICERS[self.site_id]), PRACTICE_PIN)

    def go_to_door(self, session_id: SessionId) -> None:
        """From home to the room before the session."""
        self.presenter.open_pre_join(session_id)

    def go_in(self) -> None:
        """Through the door."""
        assert self.presenter.pre_join is not None
        self.presenter.pre_join.enter()

    def _take(self, event: Event) -> None:
        """Thread: any. Pictures go from the ring to the marks, not through presenters."""
        if isinstance(event, FrameReady):
            return
        if isinstance(event, StatsChanged):
            self.figures = {one.site_id: one for one in event.stats}
        self._events.put(event)


class HeadlessDesks:
    """The desk that conducts, the desk of the citizens, and the server of their city."""

    def __init__(
        self,
        *,
        headquarters: HeadlessDesk,
        commune: HeadlessDesk,
        server: PracticeServer,
        practice: PracticeFolder,
    ) -> None:
        self.headquarters = headquarters
        self.commune = commune
        self.server = server
        self.practice = practice
        data = PracticeCity(practice=practice).data()
        self.session_id = SessionId(min(data.sessions))

    @property
    def both(self) -> tuple[HeadlessDesk, HeadlessDesk]:
        """In the order of the plan."""
        return self.headquarters, self.commune

    def across(self, site_id: SiteId) -> HeadlessDesk:
        """The desk at which one sees what that site really sends."""
        return self.commune if site_id == self.headquarters.site_id else self.headquarters

    def until(self, is_so: Callable[[], bool], what: Callable[[], object]) -> None:
        """Let both desks work until it is so. what: told when it does not come in LIMIT_S."""
        until_s = time.monotonic() + LIMIT_S
        while True:
            for one in self.both:
                one.pump()
            if is_so():
                return
            assert time.monotonic() < until_s, f"it did not come: {what()}"
            time.sleep(LOOK_S)


@contextmanager
def headless_desks(folder: Path) -> Iterator[HeadlessDesks]:
    """Signed in and at home; the session of today can be joined at once."""
    clock = SystemClock()
    practice = PracticeFolder(
        folder=folder / "practice",
        units_file=resource_path("units", "haiphong_units.csv"),
        clock=clock,
    )
    practice.prepare()
    server = PracticeServer(
        folder=practice.city,
        command=own_command("city-server"),
        seed=PracticeCity(practice=practice).seed,
        clock=clock,
    )
    with ExitStack() as stack:
        stack.callback(server.stop)
        server.start()
        desks = HeadlessDesks(
            headquarters=_open(practice, HQ, server.base_url(), folder, stack),
            commune=_open(practice, COMMUNE, server.base_url(), folder, stack),
            server=server,
            practice=practice,
        )
        _come_home(desks)
        yield desks


def _open(
    practice: PracticeFolder, site_id: str, base_url: str, folder: Path, stack: ExitStack
) -> HeadlessDesk:
    loudspeaker = folder / f"{site_id}-loudspeaker.s16"
    plan = practice_plan(
        open_practice_room(practice, SiteId(site_id)),
        base_url=base_url,
        allows_hardware=False,
        media_engine=MediaEngine.AIORTC,  # `auto` would prove libwebrtc first
    )
    desk = build_desk(plan, practice.clock)
    made = HeadlessDesk(
        RehearsalRoom(desk=desk, clock=practice.clock, loudspeaker_file=loudspeaker)
    )
    stack.callback(desk.stop)
    desk.start()
    desk.media.select_devices(DeviceRole.CAMERA, (TEST_PERSON.id,))
    desk.media.select_devices(DeviceRole.MICROPHONE, (TEST_VOICE.id,))
    desk.media.select_devices(DeviceRole.LOUDSPEAKER, (DeviceId(f"{FILE_PREFIX}{loudspeaker}"),))
    return made


def _come_home(desks: HeadlessDesks) -> None:
    for one in desks.both:
        one.presenter.start()
        one.presenter.status_bar.set_display_place(DisplayPlace.SCREEN)
        one.sign_in()
    desks.until(
        lambda: all(_is_ready(one.desk) for one in desks.both),
        lambda: [one.room.failures() for one in desks.both],
    )


def _is_ready(desk: Desk) -> bool:
    is_in = desk.access.signed_in() is not None
    return is_in and bool(desk.schedule.sessions()) and desk.media.engine_pid is not None
