"""The desk's end of the media engine: starts it, watches it, speaks to it, reads its pictures."""

import logging
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desktop.domain.call import I420Frame, IceServer, PeerNumber, Rung
from desktop.domain.clock import Clock
from desktop.domain.device import Device, DeviceRole
from desktop.domain.enums import MediaEngine
from desktop.domain.events import EngineStateChanged, EventSink
from desktop.domain.ids import DeviceId, SiteId, TrackId
from desktop.media.choice import EngineChoice
from desktop.media.engine.device_thread import EXIT_DEVICES_STUCK
from desktop.media.engine_process import EngineGone, EngineProcess
from desktop.media.mapping import to_domain
from desktop.media.messages import (
    MESSAGES_VERSION,
    CloseDevices,
    Command,
    DeliverSignal,
    DeviceList,
    EngineEvent,
    EngineReady,
    EngineStart,
    FramePending,
    JoinCall,
    LeaveCall,
    ListDevices,
    MeasureRelay,
    MeasureRoom,
    MeasureSpeaker,
    OpenDevices,
    RenewLine,
    SelectDevices,
    SetCamera,
    SetEchoCancelling,
    SetMicrophone,
    SetRoster,
    SetTiles,
    Shutdown,
    UseMediaEngine,
    VideoEnded,
    VideoStarted,
)
from desktop.media.proof import EngineProof, this_pc
from desktop.media.restart_pause import RestartPause
from desktop.media.ring import remove_abandoned_rings
from desktop.media.tracks import Tracks
from desktop.media.wanted import Wanted

DEFAULT_COMMAND = (sys.executable, "-m", "desktop", "media-engine")
SILENCE_LIMIT_S = 2.0
READY_LIMIT_S = 8.0
POLL_S = 0.1
STANDSTILL_S = 1.0
"""After such a turn nobody knows of the engine: a laptop slept, which counts as time on Windows."""

LEAVE_GRACE_S = 2.0
DEATH_GRACE_S = 0.3
"""For the last words of an engine whose pipe broke."""

STOP_LIMIT_S = 5.0
MAX_SIGNAL_CHARS = 131_072

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


class MediaClient:
    """Implements `MediaService`, and the call's commands for the wiring.

    Every method but `stop` returns at once. Thread: any. Events are emitted on the thread
    `engine-events`. After each `EngineStateChanged(is_up=True)` during a call the desk asks the
    channel for a new media number and passes the roster on by `set_roster`.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        emit: EventSink,
        engine: EngineStart,
        command: Sequence[str] = DEFAULT_COMMAND,
        choice_path: Path | None = None,
    ) -> None:
        self._clock = clock
        self._emit = emit
        self._options = engine
        self._command = tuple(command)
        self._choice = EngineChoice(
            clock=clock, wish=engine.media_engine, this_pc=this_pc, path=choice_path
        )
        self._proof = EngineProof(command=command, on_done=self._note_proof)
        self._implementation: MediaEngine | None = None
        self._lock = threading.Lock()
        self._wanted = Wanted()
        self._engine: EngineProcess | None = None
        self._pid: int | None = None
        self._present: tuple[Device, ...] = ()
        self._in_use: dict[DeviceRole, Device | None] = {}
        self._tracks = Tracks(send=self._send, emit=emit)
        self._is_stopping = threading.Event()
        self._thread: threading.Thread | None = None

    # ---- life -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine and keep it running."""
        self._is_stopping.clear()
        if self._choice.needs_proof():
            self._proof.start()
        self._thread = threading.Thread(target=self._run, name="engine-events")
        self._thread.start()

    def stop(self) -> None:
        """End the engine; blocks up to STOP_LIMIT_S."""
        self._send(Shutdown())
        self._is_stopping.set()
        self._proof.stop()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)
            if self._thread.is_alive():
                logger.warning("media client late thread=engine-events limit_s=%s", STOP_LIMIT_S)

    @property
    def engine_pid(self) -> int | None:
        """Process id of the engine that is up, None while there is none."""
        return self._pid

    @property
    def implementation(self) -> MediaEngine | None:
        """What the engine that is up makes connections by."""
        return self._implementation

    # ---- MediaService ---------------------------------------------------------------------------

    def open_devices(self) -> None:
        """Own picture and microphone level, nothing sent."""
        with self._lock:
            self._wanted.has_open_devices = True
        self._send(OpenDevices())

    def close_devices(self) -> None:
        """Let go of every device."""
        with self._lock:
            self._wanted.has_open_devices = False
        self._send(CloseDevices())

    def refresh_devices(self) -> None:
        """Look again at what is plugged in."""
        self._send(ListDevices())

    def devices(self) -> tuple[Device, ...]:
        """What is present, as last known."""
        return self._present

    def device_in_use(self, role: DeviceRole) -> Device | None:
        """What is used now."""
        return self._in_use.get(role)

    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        """Ranked choice; kept across restarts of the engine."""
        told = SelectDevices(role=role, wanted=wanted, barred=barred)
        with self._lock:
            self._wanted.devices[role] = told
        self._send(told)

    def set_microphone(self, *, is_on: bool) -> None:
        """Off sends silence."""
        with self._lock:
            self._wanted.is_microphone_on = is_on
        self._send(SetMicrophone(is_on=is_on))

    def set_camera(self, *, is_on: bool) -> None:
        """Off sends a card."""
        with self._lock:
            self._wanted.is_camera_on = is_on
        self._send(SetCamera(is_on=is_on))

    def set_tiles(self, tiles: Mapping[TrackId, int]) -> None:
        """The tallest picture of each track on the screens, in device pixels; 0: hidden."""
        told = SetTiles(tiles=tuple(sorted(tiles.items())))
        with self._lock:
            if told == self._wanted.tiles:
                return
            self._wanted.tiles = told
        self._send(told)

    def measure_room(self, folder: Path) -> None:
        """Answered by `RoomMeasured`, unless the engine is gone; folder: where recordings go."""
        self._send(MeasureRoom(folder=folder))

    def measure_relay(self, ice_servers: tuple[IceServer, ...]) -> None:
        """Answered by `RelayMeasured`, unless the engine is gone."""
        self._send(MeasureRelay(ice_servers=ice_servers))

    def measure_speaker(self) -> None:
        """Answered by `SpeakerTested`, unless the engine is gone."""
        self._send(MeasureSpeaker())

    def set_echo_cancelling(self, role: DeviceRole, *, does_device_cancel: bool) -> None:
        """Whether a microphone takes out its echo by itself, in place of `EngineStart`."""
        told = SetEchoCancelling(role=role, does_device_cancel=does_device_cancel)
        with self._lock:
            self._wanted.echo[role] = told
        self._send(told)

    def read_frame(self, track_id: TrackId) -> I420Frame | None:
        """The newest picture of a track, None before the first one; asks for the next notice."""
        return self._tracks.read(track_id)

    def dropped_frames(self, track_id: TrackId) -> int:
        """Pictures of a track that were decoded and never read."""
        return self._tracks.dropped(track_id)

    @property
    def is_in_call(self) -> bool:
        """Whether the desk wants a call now."""
        with self._lock:
            return self._wanted.call is not None

    # ---- the call, for the wiring ---------------------------------------------------------------

    def join_call(
        self,
        own_site_id: SiteId,
        ice_servers: tuple[IceServer, ...],
        start_rung: Rung = Rung.P720,
    ) -> None:
        """Take part under this name; peers come with `set_roster`."""
        call = JoinCall(own_site_id=own_site_id, ice_servers=ice_servers, start_rung=start_rung)
        with self._lock:
            self._wanted.call = call
        self._send(call)

    def set_roster(self, own_media_number: int, peers: tuple[PeerNumber, ...]) -> None:
        """Who has media now, own seat not among them."""
        self._send(SetRoster(own_media_number=own_media_number, peers=peers))

    def deliver_signal(self, site_id: SiteId, untrusted_payload: str) -> None:
        """What another site's engine sent ours; too long a text is dropped."""
        if len(untrusted_payload) > MAX_SIGNAL_CHARS:
            logger.warning("signal dropped site=%s chars=%d", site_id, len(untrusted_payload))
            return
        self._send(DeliverSignal(site_id=site_id, untrusted_payload=untrusted_payload))

    def renew_line(self, ice_servers: tuple[IceServer, ...]) -> None:
        """The channel is back, or its relays have new credentials; engines to come have them."""
        with self._lock:
            if self._wanted.call is None:
                return
            self._wanted.call = replace(self._wanted.call, ice_servers=ice_servers)
        self._send(RenewLine(ice_servers=ice_servers))

    def leave_call(self) -> None:
        """Close every connection; devices stay as they are."""
        with self._lock:
            self._wanted.call = None
        self._send(LeaveCall())

    # ---- engine-events --------------------------------------------------------------------------

    def _send(self, command: Command) -> None:
        engine = self._engine
        if engine is not None:
            engine.send(command)

    def _run(self) -> None:
        """Thread: engine-events."""
        restarts = 0
        pause = RestartPause()
        self._guard(remove_abandoned_rings)
        while not self._is_stopping.is_set():
            lived_s = self._guard(self._run_engine, restarts) or 0.0
            if self._is_stopping.is_set():
                break
            restarts += 1
            self._guard(self._emit, EngineStateChanged(is_up=False, restarts=restarts))
            self._is_stopping.wait(pause.after(lived_s))

    def _guard(self, act: Callable[..., Result], *arguments: object) -> Result | None:
        """Whatever goes wrong with one engine: without this thread there would be no other."""
        try:
            return act(*arguments)
        except Exception:
            logger.exception("engine supervision failed")
            return None

    def _run_engine(self, restarts: int) -> float:
        """One engine from start to end; returns how long it was up, in seconds."""
        process = EngineProcess(command=self._command)
        is_lost = False
        ready_at_s: float | None = None
        choice = self._choice.now()
        self._implementation = choice.media_engine
        try:
            process.start(replace(self._options, media_engine=choice.media_engine))
            self._await_ready(process)
            ready_at_s = self._clock.monotonic()
            self._welcome(process)
            if choice.media_engine is MediaEngine.AIORTC:
                self._use_what_is_proved()  # perhaps while this engine came up
            logger.info("engine up pid=%s restarts=%d", process.pid, restarts)
            logger.info("engine uses implementation=%s why=%s", self._implementation, choice.why)
            self._emit(EngineStateChanged(is_up=True, restarts=restarts))
            self._listen(process)
        except EngineGone:
            is_lost = not self._is_stopping.is_set()
        except Exception:
            logger.exception("engine supervision failed")
        finally:
            self._engine = None
            used, self._implementation = self._implementation, None
            self._pid = None
            process.end(LEAVE_GRACE_S if self._is_stopping.is_set() else DEATH_GRACE_S)
            if is_lost:
                self._note_lost(process, used, restarts)
            process.log_last_words()
            self._tracks.forget_all()
        return 0.0 if ready_at_s is None else self._clock.monotonic() - ready_at_s

    def _note_lost(self, process: EngineProcess, used: MediaEngine | None, restarts: int) -> None:
        code = process.exit_code
        logger.warning("engine lost pid=%s exit=%s restarts=%d", process.pid, code, restarts)
        if code != EXIT_DEVICES_STUCK:
            self._choice.note_crash(used)

    def _await_ready(self, process: EngineProcess) -> None:
        deadline_s = self._clock.monotonic() + READY_LIMIT_S
        while self._clock.monotonic() < deadline_s and not self._is_stopping.is_set():
            event = process.receive(POLL_S)
            if isinstance(event, EngineReady):
                if event.version != MESSAGES_VERSION:
                    logger.error("engine refused version=%d", event.version)
                    raise EngineGone
                if event.implementation in tuple(MediaEngine):
                    self._implementation = MediaEngine(event.implementation)
                return
        raise EngineGone

    def _welcome(self, process: EngineProcess) -> None:
        """Tell it where the one before was, with no command of another thread in between."""
        with self._lock:
            for command in self._wanted.commands():
                process.send(command)
            self._engine = process
        self._pid = process.pid

    def _note_proof(self, failure: str | None) -> None:
        """Thread: engine-proof. The engine that runs uses it from its next connection on."""
        self._choice.note_proof(failure)
        self._use_what_is_proved()

    def _use_what_is_proved(self) -> None:
        """Thread: any."""
        chosen = self._choice.now().media_engine
        is_news = self._engine is not None and chosen is not self._implementation
        if is_news and chosen is MediaEngine.LIBWEBRTC:
            self._implementation = chosen
            self._send(UseMediaEngine(media_engine=chosen))

    def _listen(self, process: EngineProcess) -> None:
        heard_at_s = looked_at_s = self._clock.monotonic()
        while not self._is_stopping.is_set():
            event = process.receive(POLL_S)
            now_s = self._clock.monotonic()
            stood_s, looked_at_s = now_s - looked_at_s, now_s
            if event is not None:
                heard_at_s = now_s
                self._handle(event)
            elif stood_s > STANDSTILL_S:
                logger.info("desk stood still pid=%s stood_s=%.1f", process.pid, stood_s)
                heard_at_s = now_s
            elif now_s - heard_at_s > SILENCE_LIMIT_S:
                logger.warning("engine silent pid=%s limit_s=%s", process.pid, SILENCE_LIMIT_S)
                raise EngineGone

    def _handle(self, event: EngineEvent) -> None:
        match event:
            case VideoStarted():
                self._tracks.add(event)
            case VideoEnded(track_id=track_id):
                self._tracks.remove(track_id)
            case FramePending(track_id=track_id):
                self._tracks.note_frame(track_id)
            case _:
                if isinstance(event, DeviceList):
                    self._present = event.present
                    self._in_use = dict(event.in_use)
                told = to_domain(event)
                if told is not None:
                    self._emit(told)
