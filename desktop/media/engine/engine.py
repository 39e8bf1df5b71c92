"""The engine: its loop, what it reports, and where picture and sound of the room go."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from desktop.devices.backends.portaudio import PortAudio
from desktop.domain.devices.device import DeviceRole
from desktop.domain.errors import DeviceError
from desktop.domain.media.call import SELF_VIEW
from desktop.domain.media.events import LevelsChanged, StatsChanged
from desktop.domain.recording.part import PartEnd
from desktop.media.engine.call.call import Call
from desktop.media.engine.capture.microphone_mix import MicrophoneMix
from desktop.media.engine.command_handlers import (
    CallCommands,
    DeviceCommands,
    EngineParts,
    EngineTools,
)
from desktop.media.engine.devices.assembly import RoomEnds, build_rack
from desktop.media.engine.devices.device_set import DeviceSet
from desktop.media.engine.devices.device_thread import DeviceThread
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.mixer import Mixer
from desktop.media.engine.playout.speech import Speech
from desktop.media.engine.probes.card_probe import CardProbe
from desktop.media.engine.probes.room_probe import RoomProbe
from desktop.media.engine.probes.speaker_probe import SpeakerProbe
from desktop.media.engine.probes.take_probe import TakeProbe
from desktop.media.engine.publisher import PicturesOut, Publisher
from desktop.media.engine.quality.second import SecondOfFigures
from desktop.media.engine.recorder.player import Player
from desktop.media.engine.recorder.recorder import Recorder
from desktop.media.engine.sound_block import Block
from desktop.media.pipe.commands import Command, FrameTaken, Shutdown
from desktop.media.pipe.events import Heartbeat

if TYPE_CHECKING:
    from desktop.domain.ids import SiteId

STEP_S = 0.05
LEVELS_EVERY = 2
DEVICES_EVERY = 5
HEARTBEAT_EVERY = 10
LOOK_EVERY = 10

logger = logging.getLogger(__name__)


class Engine:
    """Thread: media-loop, but for what says otherwise. Devices have a thread of their own."""

    def __init__(self, tools: EngineTools) -> None:
        self._tools = tools
        self._loop: asyncio.AbstractEventLoop | None = None
        self._recorder = Recorder(
            clock=tools.clock, tell=tools.tell, font_path=tools.options.caption_font_path
        )
        self._mixer = Mixer(heard=self._recorder.hear)
        self._microphones = MicrophoneMix(take=self._take_block)
        self._publisher = Publisher(tell=tools.tell)
        self._figures = SecondOfFigures()
        self._half_packet: Block | None = None
        self._devices = DeviceThread(clock=tools.clock)
        self._portaudio = PortAudio()
        pictures = PicturesOut(publish=self._publisher.publish, end=self._publisher.end)
        self._take = TakeProbe(clock=tools.clock, tell=tools.tell, pictures=pictures)
        self._speech = Speech(clock=tools.clock, tell=tools.tell)
        self._player = Player(clock=tools.clock, tell=tools.tell, pictures=pictures)
        self._probe = RoomProbe(clock=tools.clock, tell=tools.tell, take=self._take)
        self._speaker = SpeakerProbe(sound=self._probe.sound, tell=tools.tell)
        self._card = CardProbe(clock=tools.clock, tell=tools.tell)
        self._rack = self._build_rack()
        parts = EngineParts(
            devices=self._devices,
            rack=self._rack,
            mixer=self._mixer,
            publisher=self._publisher,
            probe=self._probe,
            speaker=self._speaker,
            take=self._take,
            card=self._card,
            recorder=self._recorder,
            player=self._player,
            speech=self._speech,
        )
        self._calls = CallCommands(tools, parts)
        self._device_commands = DeviceCommands(tools, parts, is_in_call=self._calls.is_in_call)
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
            if step % LOOK_EVERY == 0 and self._calls.call is not None:
                await self._look(self._calls.call)
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
            self._tools.tell(StatsChanged(stats=second))

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
        if self._calls.call is not None:
            self._calls.call.step()
        self._speech.step()
        if step % LEVELS_EVERY == 0:
            voices = self._mixer.take_levels().items()
            mixed, microphones = self._microphones.take_levels()
            own: list[tuple[SiteId | None, float]] = [(None, mixed)]
            told = LevelsChanged(levels=(*own, *voices), microphones=tuple(microphones.items()))
            self._tools.tell(told)
        if step % HEARTBEAT_EVERY == 0:
            self._tools.tell(Heartbeat())
        if step % DEVICES_EVERY == 0:
            self._devices.check()
            self._devices.submit(self._rack.check)

    async def _close(self) -> None:
        await self._calls.close()
        self._devices.submit(lambda: self._recorder.end(PartEnd.LEFT))
        self._devices.submit(self._speaker.give_up)
        self._devices.submit(self._take.give_up)
        self._devices.submit(self._player.give_up)
        self._devices.submit(self._card.give_up)
        self._devices.submit(self._probe.stop)
        self._devices.submit(self._rack.end)
        self._devices.submit(self._portaudio.close)
        self._devices.shutdown()
        self._publisher.end_all()

    # ---- commands -------------------------------------------------------------------------------

    def _obey(self, command: Command) -> None:
        try:
            if isinstance(command, Shutdown):
                self._is_over.set()
            elif not (self._device_commands.obey(command) or self._calls.obey(command)):
                logger.info("command without a call command=%s", type(command).__name__)
        except Exception:
            logger.exception("command failed command=%s", type(command).__name__)

    # ---- devices --------------------------------------------------------------------------------

    def _take_block(self, block: Block) -> None:
        """Thread: microphone."""
        self._take.hear(block)
        call = self._calls.call
        if call is not None:
            sound = block if self._calls.is_microphone_on else np.zeros_like(block)
            # Of the microphone, what others may not hear is not recorded; the voice always is.
            self._recorder.hear(None, self._speech.recorded(sound))
            # Two at a time: a packet holds 20 ms, and every wake of the loop costs.
            if self._half_packet is None:
                self._half_packet = sound
            else:
                first, self._half_packet = self._half_packet, None
                self._on_loop(lambda: _send_both(call, first, sound))

    def _take_picture(self, picture: Picture) -> None:
        """Thread: camera."""
        self._probe.camera.see(picture)
        self._take.see(picture)
        self._card.see(picture)
        self._recorder.see(None, picture)
        self._publisher.publish(SELF_VIEW, None, picture)
        call = self._calls.call
        if call is not None and call.dispatch.cutter.cut(picture):
            self._on_loop(self._send_newest)

    def _note_camera_failure(self, role: DeviceRole, error: DeviceError) -> None:
        """Thread: camera."""
        self._rack.report_camera_failure(role, error)

    def _send_newest(self) -> None:
        call = self._calls.call
        if call is not None:
            call.send_video(call.dispatch.cutter.take())

    def _on_loop(self, work: Callable[[], None]) -> None:
        """Thread: any. Before the loop runs and after it ended there is nothing to do."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
                self._loop.call_soon_threadsafe(work)

    def _build_rack(self) -> DeviceSet:
        return build_rack(
            clock=self._tools.clock,
            options=self._tools.options,
            portaudio=self._portaudio,
            ends=RoomEnds(
                microphones=self._microphones,
                take_picture=self._take_picture,
                note_camera_failure=self._note_camera_failure,
                see_card=self._recorder.see_elsewhere,
                hear_line=self._recorder.hear_elsewhere,
                mix=lambda: self._speech.mix(self._player.mix(self._take.mix(self._mixer.mix()))),
                sound_probe=self._probe.sound,
            ),
            tell=self._tools.tell,
        )


def _send_both(call: Call, first: Block, second: Block) -> None:
    call.send_audio(first)
    call.send_audio(second)
