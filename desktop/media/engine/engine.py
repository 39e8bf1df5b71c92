"""The engine: obeys the desk's commands, keeps devices and call together, reports."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop.devices.backends.portaudio import PortAudio
from desktop.domain.call import SELF_VIEW
from desktop.domain.clock import Clock
from desktop.domain.enums import MediaEngine
from desktop.domain.errors import DeviceError
from desktop.media.engine.call import Call
from desktop.media.engine.capture.microphone_mix import MicrophoneMix
from desktop.media.engine.device_thread import DeviceThread
from desktop.media.engine.link import LinkConfig
from desktop.media.engine.link_news import LinkNews
from desktop.media.engine.peer.connection import Block, PeerConnectionFactory
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.mixer import Mixer
from desktop.media.engine.probes.room_probe import RoomProbe
from desktop.media.engine.probes.speaker_probe import SpeakerProbe
from desktop.media.engine.publisher import Publisher, track_of_site
from desktop.media.engine.quality.dispatch import PicturePlan
from desktop.media.engine.quality.rungs import VideoPolicy
from desktop.media.engine.quality.second import SecondOfFigures
from desktop.media.engine.rack import Rack
from desktop.media.engine.relay_test import RelayTest
from desktop.media.engine.relays import Relays, relays_of_calls
from desktop.media.engine.room import RoomEnds, build_rack
from desktop.media.messages import (
    CloseDevices,
    Command,
    DeliverSignal,
    EngineEvent,
    EngineStart,
    FrameTaken,
    Heartbeat,
    JoinCall,
    LeaveCall,
    Levels,
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
    Stats,
    UseMediaEngine,
)

if TYPE_CHECKING:
    from desktop.domain.ids import SiteId

STEP_S = 0.05
LEVELS_EVERY = 2
DEVICES_EVERY = 5
HEARTBEAT_EVERY = 10
LOOK_EVERY = 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineTools:
    """What the process gives its engine.

    use_media_engine: changes what `connect` makes; slow, so on the thread of devices.
    """

    clock: Clock
    options: EngineStart
    connect: PeerConnectionFactory
    tell: Callable[[EngineEvent], None]
    use_media_engine: Callable[[MediaEngine], None] | None = None


class Engine:
    """Thread: media-loop, but for what says otherwise. Devices have a thread of their own."""

    def __init__(self, tools: EngineTools) -> None:
        self._tools = tools
        self._loop: asyncio.AbstractEventLoop | None = None
        self._call: Call | None = None
        self._relays = relays_of_calls(tools.options, tools.tell)
        self._mixer = Mixer()
        self._microphones = MicrophoneMix(take=self._take_block)
        self._publisher = Publisher(tell=tools.tell)
        self._news = LinkNews(tell=tools.tell, publisher=self._publisher)
        self._is_microphone_on = False
        self._tiles: SetTiles | None = None
        self._figures = SecondOfFigures()
        self._half_packet: Block | None = None
        self._devices = DeviceThread(clock=tools.clock)
        self._portaudio = PortAudio()
        self._probe = RoomProbe(clock=tools.clock, tell=tools.tell)
        self._speaker = SpeakerProbe(sound=self._probe.sound, tell=tools.tell)
        self._relay_test = RelayTest(
            clock=tools.clock,
            options=tools.options,
            connect=tools.connect,
            tell=tools.tell,
            is_in_call=lambda: self._call is not None,
        )
        self._rack = self._build_rack()
        self._leaving: set[asyncio.Task[None]] = set()
        self._is_over = asyncio.Event()

    # ---- life -----------------------------------------------------------------------------------

    async def run(self) -> None:
        """Work until `Shutdown` or `end`.

        Raises:
            DevicesStuck: nothing can be done with devices any more, nor can this be ended in order.
        """
        self._loop = asyncio.get_running_loop()
        self._devices.submit(self._rack.begin)
        step = 0
        while not self._is_over.is_set():
            self._step(step)
            if step % LOOK_EVERY == 0 and self._call is not None:
                await self._look(self._call)
            step += 1
            try:
                await asyncio.wait_for(self._is_over.wait(), STEP_S)
            except TimeoutError:
                continue
        await self._close()

    async def _look(self, call: Call) -> None:
        """Twice a second for what is sent, once a second for the desk."""
        second = self._figures.add(await call.stats())
        if second is not None:
            self._tools.tell(Stats(stats=second))

    def end(self) -> None:
        """Stop working. Thread: any."""
        self._on_loop(self._is_over.set)

    def obey(self, command: Command) -> None:
        """Take a command to the media loop. Thread: any."""
        if isinstance(command, FrameTaken):
            self._publisher.take(command.track_id)
        else:
            self._on_loop(lambda: self._obey(command))

    def _step(self, step: int) -> None:
        if self._call is not None:
            self._call.step()
        if step % LEVELS_EVERY == 0:
            voices = self._mixer.take_levels().items()
            mixed, microphones = self._microphones.take_levels()
            own: list[tuple[SiteId | None, float]] = [(None, mixed)]
            told = Levels(levels=(*own, *voices), microphones=tuple(microphones.items()))
            self._tools.tell(told)
        if step % HEARTBEAT_EVERY == 0:
            self._tools.tell(Heartbeat())
        if step % DEVICES_EVERY == 0:
            self._devices.check()
            self._devices.submit(self._rack.check)

    async def _close(self) -> None:
        self._leave()
        await self._relay_test.stop()
        if self._leaving:
            await asyncio.wait(self._leaving)
        self._devices.submit(self._speaker.give_up)
        self._devices.submit(self._probe.stop)
        self._devices.submit(self._rack.end)
        self._devices.submit(self._portaudio.close)
        self._devices.shutdown()
        self._publisher.end_all()

    # ---- commands -------------------------------------------------------------------------------

    def _obey(self, command: Command) -> None:
        try:
            if not (self._obey_devices(command) or self._obey_switches(command)):
                self._obey_call(command)
        except Exception:
            logger.exception("command failed command=%s", type(command).__name__)

    def _obey_devices(self, command: Command) -> bool:
        match command:
            case ListDevices():
                self._devices.submit(self._rack.refresh)
            case SelectDevices(role=role, wanted=wanted, barred=barred):
                self._devices.submit(lambda: self._rack.select(role, wanted, barred))
            case OpenDevices():
                self._devices.submit(self._rack.open_all)
            case CloseDevices():
                self._devices.submit(self._close_devices)
            case MeasureRoom():
                self._devices.submit(lambda: self._measure(command))
            case MeasureSpeaker():
                self._devices.submit(self._measure_speaker)
            case MeasureRelay(ice_servers=ice_servers):
                self._relay_test.begin(ice_servers)
            case _:
                return False
        return True

    def _obey_switches(self, command: Command) -> bool:
        match command:
            case SetMicrophone(is_on=is_on):
                self._is_microphone_on = is_on
            case SetCamera(is_on=is_on):
                self._devices.submit(lambda: self._rack.set_camera(is_on=is_on))
            case SetEchoCancelling(role=role, does_device_cancel=does):
                self._devices.submit(lambda: self._rack.set_device_cancels(role, does=does))
            case UseMediaEngine(media_engine=media_engine):
                self._use(media_engine)
            case SetTiles():
                self._tiles = command
                if self._call is not None:
                    self._call.dispatch.set_tiles(dict(command.tiles))
            case _:
                return False
        return True

    def _obey_call(self, command: Command) -> None:
        match command:
            case JoinCall():
                self._join(command)
            case SetRoster(own_media_number=own, peers=peers) if self._call is not None:
                self._call.set_roster(own, peers)
                self._tune_in()
            case DeliverSignal(site_id=site_id, untrusted_payload=payload) if self._call:
                self._call.deliver(site_id, payload)
            case RenewLine(ice_servers=ice_servers) if self._call is not None:
                self._call.set_ice_servers(self._relays.reach(ice_servers))
                self._call.renew_silent()
            case LeaveCall():
                self._leave()
            case Shutdown():
                self._is_over.set()
            case _:
                logger.info("command without a call command=%s", type(command).__name__)

    def _join(self, command: JoinCall) -> None:
        options = self._tools.options
        self._leave()
        self._relays = relays_of_calls(options, self._tools.tell)
        config = LinkConfig(
            clock=self._tools.clock,
            connect=self._tools.connect,
            ice_servers=self._relays.reach(command.ice_servers),
            loopback_only=options.loopback_only,
            relay_only=options.relay_only,
            ice_port_range=options.ice_port_range,
        )
        policy = VideoPolicy(max_rung=options.max_rung, max_kbps=options.max_video_kbps)
        plan = PicturePlan(start_rung=command.start_rung, policy=policy)
        self._call = Call(config=config, owner=self._news, plan=plan)
        self._probe.make_way()
        self._speaker.make_way()
        self._relay_test.make_way()
        if self._tiles is not None:
            self._call.dispatch.set_tiles(dict(self._tiles.tiles))
        self._devices.submit(self._rack.open_all)

    def _use(self, media_engine: MediaEngine) -> None:
        use = self._tools.use_media_engine
        if use is not None:
            self._devices.submit(lambda: use(media_engine))

    def _leave(self) -> None:
        call, self._call = self._call, None
        if call is None:
            return
        self._mixer.set_voices({})
        for link in call.links:
            self._publisher.end(track_of_site(link.peer.site_id))
        call.shut()
        leaving = asyncio.ensure_future(_end(call, self._relays))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    def _tune_in(self) -> None:
        """Voices and pictures of the sites that are in the call, and of no others."""
        if self._call is None:
            return
        links = self._call.links
        gone = self._mixer.sites() - {link.peer.site_id for link in links}
        self._mixer.set_voices({link.peer.site_id: link.pull_audio for link in links})
        for site_id in gone:
            self._publisher.end(track_of_site(site_id))

    # ---- devices --------------------------------------------------------------------------------

    def _take_block(self, block: Block) -> None:
        """Thread: microphone."""
        call = self._call
        if call is not None:
            sound = block if self._is_microphone_on else np.zeros_like(block)
            # Two at a time: a packet holds 20 ms, and every wake of the loop costs.
            if self._half_packet is None:
                self._half_packet = sound
            else:
                first, self._half_packet = self._half_packet, None
                self._on_loop(lambda: _send_both(call, first, sound))

    def _take_picture(self, picture: Picture) -> None:
        """Thread: camera."""
        self._probe.camera.see(picture)
        self._publisher.publish(SELF_VIEW, None, picture)
        call = self._call
        if call is not None and call.dispatch.cutter.cut(picture):
            self._on_loop(self._send_newest)

    def _note_camera_failure(self, error: DeviceError) -> None:
        """Thread: camera."""
        self._rack.report_camera_failure(error)

    def _send_newest(self) -> None:
        if self._call is not None:
            self._call.send_video(self._call.dispatch.cutter.take())

    def _close_devices(self) -> None:
        """Thread: devices."""
        self._speaker.give_up()
        if self._rack.let_go():
            self._publisher.end(SELF_VIEW)

    def _measure(self, command: MeasureRoom) -> None:
        """Thread: devices. A test of the loudspeaker alone gives way: it says less."""
        self._speaker.give_up()
        self._rack.borrow()
        self._probe.begin(
            devices=self._rack.in_use(),
            folder=command.folder,
            shows_card=self._rack.shows_card,
            is_in_call=lambda: self._call is not None,
            officer_microphone=self._rack.officer_microphone_fault,
            on_done=lambda: self._devices.submit(self._give_back),
        )

    def _measure_speaker(self) -> None:
        """Thread: devices."""
        self._speaker.begin(
            devices=self._rack.in_use(),
            is_in_call=lambda: self._call is not None,
            is_room_probed=self._probe.is_running,
        )

    def _give_back(self) -> None:
        """Thread: devices."""
        if self._rack.give_back():
            self._publisher.end(SELF_VIEW)

    def _on_loop(self, work: Callable[[], None]) -> None:
        """Thread: any. Before the loop runs and after it ended there is nothing to do."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
                self._loop.call_soon_threadsafe(work)

    def _build_rack(self) -> Rack:
        return build_rack(
            clock=self._tools.clock,
            options=self._tools.options,
            portaudio=self._portaudio,
            ends=RoomEnds(
                microphones=self._microphones,
                take_picture=self._take_picture,
                note_camera_failure=self._note_camera_failure,
                mix=self._mixer.mix,
                sound_probe=self._probe.sound,
            ),
            tell=self._tools.tell,
        )


async def _end(call: Call, relays: Relays) -> None:
    await call.wait_closed()
    await relays.close()


def _send_both(call: Call, first: Block, second: Block) -> None:
    call.send_audio(first)
    call.send_audio(second)
