"""The desk with its windows: opens them at once, builds the desk behind them, ends in order."""

import logging
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.desk.installer_signal import InstallerSignal
from desktop.app.desk.opening_screen import opening_shell, opening_sign_in
from desktop.app.desk.single_instance import SingleInstance, knock
from desktop.app.desk.windows_objects import system_objects
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import Clock
from desktop.domain.devices.display import SecondDisplay
from desktop.domain.errors import Offline, SettingsError, StorageError, UserFacingError
from desktop.domain.events import Event
from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame
from desktop.domain.media.events import FrameReady
from desktop.store.codes import StorageCode
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.platform.application import DeskApplication
from desktop.ui.platform.bridge import Bridge
from desktop.ui.platform.capture_guard import CaptureGuard, system_affinity
from desktop.ui.platform.displays import count_displays
from desktop.ui.platform.first_paint import FirstPaint
from desktop.ui.platform.ticker import Ticker
from desktop.ui.windows.screens_ahead import ScreensAhead

if TYPE_CHECKING:  # loaded after the first window stands
    from desktop.app.wiring.desk import Desk
    from desktop.presenters.desk import DeskPresenter
    from desktop.presenters.services.desk_context import DeskContext

TICK_MS = 150
OPENING_LIMIT_S = 30.0
PICTURE_AFTER_S = 1.5
SETTLE_LIMIT_S = 3.0
"""Windows calls a window hung when it answers later than after five seconds."""
ASKED_ALL_S = 1.0
"""Each window of a program is asked: the last one must still be there to answer."""
MOST_EARLY_EVENTS = 1_000
NO_SERVER = "D-130"
NOT_OPENED = "D-131"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDesk:
    """A desk that is built but not yet started, and what goes with it.

    room_folder: where the front door stands. second_room: the command that opens the other end
    on this PC, None outside practice. close: called after the desk was stopped.
    """

    desk: "Desk"
    facts: "DeskContext"
    room_folder: Path
    close: Callable[[], None]
    second_room: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramOptions:
    """How the windows look, and what scripts ask for.

    room_folder: to knock at when another program holds the room. is_capture_allowed: other
    programs may copy the windows from the screen. setting_problems: told on the first screen.
    picture: the first screen is written to this PNG. seconds: leave by itself when the first screen
    has stood so long, None never.
    """

    language: str
    text_scale: float
    is_high_contrast: bool
    room_folder: Path
    version: str
    support_phone: str
    is_capture_allowed: bool = False
    second_display: SecondDisplay = SecondDisplay.AUTO
    setting_problems: tuple[SettingsError, ...] = ()
    picture: Path | None = None
    seconds: float | None = None


class DeskProgram:
    """Runs one desk with windows on the main thread.

    open_desk: builds the desk; called on the thread `opening`, may take seconds.
    installer: None for the one of this system.
    """

    def __init__(
        self,
        *,
        open_desk: Callable[[], OpenedDesk],
        options: ProgramOptions,
        clock: Clock,
        installer: InstallerSignal | None = None,
    ) -> None:
        self._open_desk = open_desk
        self._options = options
        self._clock = clock
        self._application = DeskApplication(
            language=options.language,
            scale=options.text_scale,
            is_high_contrast=options.is_high_contrast,
        )
        self._opened: OpenedDesk | None = None
        self._presenter: DeskPresenter | None = None
        self._opening = threading.Thread(target=self._open, name="opening", daemon=True)
        self._early = deque[Event](maxlen=MOST_EARLY_EVENTS)
        self._door: SingleInstance | None = None
        self._began_s = 0.0
        self._drawn_s: float | None = None
        self._has_picture = False
        self._exit_code: int | None = None
        self._signal: int | None = None
        self._leave_at_s: float | None = None
        self._is_leaving = threading.Event()
        self._is_restarting = False
        self._installer = installer or InstallerSignal(system_objects())

    @property
    def is_to_start_again(self) -> bool:
        """The officer left by "Khởi động lại ngay"; said after `run`."""
        return self._is_restarting and self._exit_code is None

    def run(self) -> int:
        """Show the windows until the officer leaves; returns the exit code."""
        theme = self._application.start()
        self._bridge = Bridge()
        self._windows = DeskWindows(
            theme=theme,
            read_frame=self._read_frame,
            clock=self._clock,
            second_display=self._options.second_display,
        )
        self._guard_windows()
        self._windows.closed.connect(self._leave)
        self._windows.restart_asked.connect(self._restart)
        self._windows.second_room_asked.connect(self._open_second_room)
        self._ticker = Ticker(interval_ms=TICK_MS, beat=self._on_tick)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        self._application.ask_before_end(self._may_end)
        self._installer.open()
        self._began_s = self._clock.monotonic()
        self._show_opening(None)
        FirstPaint(self._windows.main, self._opening.start)
        self._windows.show()
        logger.info("first window shown")
        self._ticker.start()
        code = self._application.run()
        self._is_leaving.set()
        self._bridge.close()
        self._ticker.stop()
        if self._opening.ident is not None:
            self._opening.join(OPENING_LIMIT_S)
        self._close()
        self._windows.close()
        return code if self._exit_code is None else self._exit_code

    def _guard_windows(self) -> None:
        set_affinity = None if self._options.is_capture_allowed else system_affinity()
        if set_affinity is None:
            return
        self._capture_guard = CaptureGuard(set_affinity)
        for window in (self._windows.main, self._windows.chair):
            self._capture_guard.protect(window)

    # ---- opening ---------------------------------------------------------------------------

    def _open(self) -> None:
        """Thread: opening."""
        try:
            opened = self._open_desk()
            self._opened = opened
            opened.desk.router.add(self._forward)
            self._door = SingleInstance(folder=opened.room_folder, on_knock=self._on_knock)
            self._door.start()
            make_presenter = _load_presenter()
            if not self._is_leaving.is_set():
                opened.desk.start()
                self._bridge.post(partial(self._attach, opened, make_presenter))
        except UserFacingError as error:
            self._bridge.post(partial(self._on_not_opened, error))
        except Offline:
            self._bridge.post(partial(self._on_not_opened, UserFacingError(NO_SERVER)))
        except Exception:
            logger.exception("desk not opened")
            self._bridge.post(partial(self._on_not_opened, UserFacingError(NOT_OPENED)))

    def _attach(self, opened: OpenedDesk, make_presenter: type["DeskPresenter"]) -> None:
        """Every part runs: who sits here is known, and what presenters ask for is heard."""
        presenter = make_presenter(
            services=opened.desk.services(),
            clock=self._clock,
            facts=opened.facts,
            view=self._windows,
        )
        self._windows.bind(presenter)
        presenter.start()
        ScreensAhead(self._windows.main).start()
        self._presenter = presenter
        self._drawn_s = self._clock.monotonic()
        logger.info("desk opened took_ms=%.0f", (self._drawn_s - self._began_s) * 1_000)
        while self._early:
            presenter.on_event(self._early.popleft())

    def _on_not_opened(self, error: UserFacingError) -> None:
        logger.warning("desk not opened code=%s", error.code)
        is_taken = isinstance(error, StorageError) and error.code == StorageCode.IN_USE
        if is_taken and knock(self._options.room_folder):
            logger.info("the program that holds this room was brought to the front")
            self._exit_code = ExitCode.ROOM_TAKEN
            self._application.quit(ExitCode.ROOM_TAKEN)
            return
        self._exit_code = exit_code_of(error)
        self._show_opening(error)
        self._drawn_s = self._clock.monotonic()

    def _show_opening(self, error: UserFacingError | None) -> None:
        options = self._options
        self._windows.render_shell(opening_shell())
        self._windows.render_sign_in(
            opening_sign_in(
                error=error,
                version=options.version,
                support_phone=options.support_phone,
                setting_problems=options.setting_problems,
            )
        )

    # ---- running ---------------------------------------------------------------------------

    def _forward(self, event: Event) -> None:
        """Thread: any."""
        self._bridge.post(partial(self._on_event, event))

    def _on_event(self, event: Event) -> None:
        if isinstance(event, FrameReady):
            self._windows.frames.on_frame_ready(event.track_id)
        elif self._presenter is not None:
            self._presenter.on_event(event)
        else:
            self._early.append(event)

    def _on_tick(self) -> None:
        if self._signal is not None:
            self._leave_at_once()
            return
        if self._presenter is not None:
            self._presenter.on_tick()
            self._presenter.show_tiles(self._windows.frames.tiles())
        self._heed_installer()
        if self._opened is not None:
            self._opened.desk.room_checker.second_displays = count_displays() - 1
        self._take_picture_when_due()
        if self._leave_at_s is not None and self._clock.monotonic() >= self._leave_at_s:
            self._leave_at_once()
        seconds, drawn_s = self._options.seconds, self._drawn_s
        if seconds is None or drawn_s is None:
            return
        if self._clock.monotonic() - drawn_s >= seconds:
            self._leave_at_once()

    def _read_frame(self, track_id: TrackId) -> I420Frame | None:
        return self._opened.desk.media.read_frame(track_id) if self._opened else None

    def _take_picture_when_due(self) -> None:
        picture = self._options.picture
        if picture is None or self._has_picture or self._drawn_s is None:
            return
        if self._clock.monotonic() - self._drawn_s >= PICTURE_AFTER_S:
            self._has_picture = True
            picture.parent.mkdir(parents=True, exist_ok=True)
            self._windows.main.grab().save(str(picture))
            logger.info("picture written")

    def _on_knock(self) -> None:
        """Thread: front-door."""
        self._bridge.post(self._windows.main.come_to_front)

    def _open_second_room(self) -> None:
        command = self._opened.second_room if self._opened else None
        if command is not None:
            subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.DEVNULL, start_new_session=True
            )

    # ---- leaving ---------------------------------------------------------------------------

    def _on_signal(self, number: int, _frame: object) -> None:
        self._signal = number
        self._exit_code = ExitCode.INTERRUPTED if number == signal.SIGINT else ExitCode.TERMINATED

    def _leave_at_once(self) -> None:
        """Without asking: everything typed is given to the store first."""
        if self._presenter is not None:
            self._presenter.keep_everything()
        self._leave()

    def _may_end(self) -> bool:
        """The system asks. What was typed is on the disk before it hears a yes."""
        presenter, opened = self._presenter, self._opened
        if presenter is not None and opened is not None:
            presenter.keep_everything()
            if not opened.desk.store.settle(SETTLE_LIMIT_S):
                logger.error("typed text is late to the disk limit_s=%s", SETTLE_LIMIT_S)
                return False
            if presenter.is_in_session:
                return False
        self._leave_at_s = self._clock.monotonic() + ASKED_ALL_S
        return True

    def _heed_installer(self) -> None:
        """Also while the room is not open: the installer may be the one that brings its address."""
        presenter = self._presenter
        is_in_session = presenter is not None and presenter.is_in_session
        self._installer.tell_in_session(is_in_session=is_in_session)
        if self._installer.is_asked_to_leave():
            logger.info("installer waits for this program to end")
            self._leave_at_once()

    def _restart(self) -> None:
        logger.info("restart asked for")
        self._is_restarting = True
        self._leave()

    def _leave(self) -> None:
        self._application.quit(ExitCode.OK)

    def _close(self) -> None:
        if self._door is not None:
            self._door.stop()
        if self._opened is not None:
            self._opened.desk.stop()
            self._opened.close()


def _load_presenter() -> type["DeskPresenter"]:
    """Thread: opening, so that neither the first window nor the main thread waits for it."""
    from desktop.presenters.desk import DeskPresenter  # noqa: PLC0415 - as said

    return DeskPresenter


def exit_code_of(error: UserFacingError) -> ExitCode:
    """The code for a desk that could not be opened."""
    if isinstance(error, StorageError):
        is_taken = error.code == StorageCode.IN_USE
        return ExitCode.ROOM_TAKEN if is_taken else ExitCode.STORE_UNREADABLE
    return ExitCode.SERVER_UNREACHABLE if error.code == NO_SERVER else ExitCode.FAILED
