"""The desk's end of the media engine: what services ask of it, and what it tells them."""

import contextlib
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.events import EventSink
from desktop.domain.ids import DeviceId, SessionId, SiteId, TrackId
from desktop.domain.media.call import I420Frame, IceServer, MediaEngine, PeerNumber, Rung
from desktop.domain.media.events import FrameReady, TrackAdded, TrackRemoved
from desktop.domain.room.take import OLD_TAKE_FILES, TAKE_FILE
from desktop.media.desk.card_look import CardLook
from desktop.media.desk.desired_state import DesiredState
from desktop.media.desk.engine_keeper import DEFAULT_COMMAND, EngineHooks, EngineKeeper
from desktop.media.desk.recording_orders import RecordingOrders
from desktop.media.desk.speech_orders import SpeechOrders
from desktop.media.desk.video_tracks import Tracks
from desktop.media.pipe.commands import (
    CloseDevices,
    Command,
    DeliverSignal,
    EngineStart,
    JoinCall,
    LeaveCall,
    ListDevices,
    MeasureRelay,
    MeasureRoom,
    MeasureSpeaker,
    OpenDevices,
    RecordTake,
    RenewLine,
    SelectDevices,
    SetCamera,
    SetEchoCancelling,
    SetMicrophone,
    SetRoster,
    SetTiles,
)
from desktop.media.pipe.events import EngineEvent, EngineReady, Heartbeat
from desktop.media.pipe.tables import MAX_SIGNAL_CHARS

logger = logging.getLogger(__name__)


class MediaClient:
    """Implements `MediaService`, and the call's commands for the wiring.

    take_folder: on the disk that recordings go to; None: no take is recorded.

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
        take_folder: Path | None = None,
    ) -> None:
        self._emit = emit
        self._take_folder = take_folder
        self._lock = threading.Lock()
        self._wanted = DesiredState()
        self._present: tuple[Device, ...] = ()
        self._in_use: dict[DeviceRole, Device | None] = {}
        self._tracks = Tracks(send=self._send, emit=emit)
        self.card_look = CardLook(send=self._send)
        self.speech = SpeechOrders(send=self._send)
        self.recording = RecordingOrders(send=self._send, wanted=self._wanted, lock=self._lock)
        self._keeper = EngineKeeper(
            clock=clock,
            options=engine,
            command=command,
            choice_path=choice_path,
            hooks=EngineHooks(
                hold_wanted=self._hold_wanted,
                on_event=self._handle,
                on_gone=partial(_forget_engine, self._tracks, take_folder),
                emit=emit,
            ),
        )

    # ---- life -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine and keep it running. A take that a kill left behind is deleted."""
        _delete_take(self._take_folder)
        self._keeper.start()

    def stop(self) -> None:
        """End the engine; blocks up to STOP_LIMIT_S of `EngineKeeper`."""
        self._keeper.stop()

    @property
    def engine_pid(self) -> int | None:
        """Process id of the engine that is up, None while there is none."""
        return self._keeper.engine_pid

    @property
    def implementation(self) -> MediaEngine | None:
        """What the engine that is up makes connections by."""
        return self._keeper.implementation

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

    def record_take(self) -> None:
        """Answered by `TakeChanged`, unless the engine is gone; it lies in `take_folder`."""
        if self._take_folder is not None:
            self._send(RecordTake(folder=self._take_folder))

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

    def set_roster(
        self,
        own_media_number: int,
        peers: tuple[PeerNumber, ...],
        session_id: SessionId,
        heard: tuple[SiteId, ...] | None = None,
    ) -> None:
        """Who has media in this session now, own seat not among them.

        heard: whose microphone is played here, None: of everybody.
        """
        told = SetRoster(
            own_media_number=own_media_number, peers=peers, session_id=session_id, heard=heard
        )
        self._send(told)

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

    # ---- the engine -----------------------------------------------------------------------------

    def _send(self, command: Command) -> None:
        self._keeper.send(command)

    @contextlib.contextmanager
    def _hold_wanted(self) -> Iterator[list[Command]]:
        with self._lock:
            yield self._wanted.commands()

    def _handle(self, event: EngineEvent) -> None:
        """Thread: engine-events."""
        match event:
            case TrackAdded():
                self._tracks.add(event)
            case TrackRemoved(track_id=track_id):
                self._tracks.remove(track_id)
            case FrameReady(track_id=track_id):
                self._tracks.note_frame(track_id)
            case EngineReady() | Heartbeat():
                pass
            case _:
                if isinstance(event, DevicesChanged):
                    self._present = event.present
                    self._in_use = dict(event.in_use)
                self._emit(event)


def _forget_engine(tracks: Tracks, take_folder: Path | None) -> None:
    """It has ended: what it drew and recorded goes with it."""
    tracks.forget_all()
    _delete_take(take_folder)


def _delete_take(take_folder: Path | None) -> None:
    if take_folder is not None:
        for name in (TAKE_FILE, *OLD_TAKE_FILES):
            with contextlib.suppress(OSError):
                (take_folder / name).unlink(missing_ok=True)
