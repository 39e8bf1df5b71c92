"""What each command of the desk does: to the devices of the room, and to the call."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import SELF_VIEW, MediaEngine
from desktop.domain.recording.events import PlaybackTold
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.playback import PlaybackFault, PlaybackStage
from desktop.media.engine.call.call import Call
from desktop.media.engine.call.legs import LinkConfig
from desktop.media.engine.call.link_events import LinkNews
from desktop.media.engine.devices.device_set import DeviceSet
from desktop.media.engine.devices.device_thread import DeviceThread
from desktop.media.engine.peer.connection import PeerConnectionFactory
from desktop.media.engine.playout.mixer import Mixer
from desktop.media.engine.playout.speech import Speech
from desktop.media.engine.probes.card_probe import CardProbe
from desktop.media.engine.probes.relay_test import RelayTest
from desktop.media.engine.probes.room_probe import RoomProbe
from desktop.media.engine.probes.speaker_probe import SpeakerProbe
from desktop.media.engine.probes.take_probe import TakeProbe
from desktop.media.engine.publisher import Publisher, track_of_site
from desktop.media.engine.quality.dispatch import PicturePlan
from desktop.media.engine.quality.rungs import VideoPolicy
from desktop.media.engine.recorder.player import Player
from desktop.media.engine.recorder.recorder import Recorder
from desktop.media.engine.relays.relays import Relays, relays_of_calls
from desktop.media.pipe import commands
from desktop.media.pipe.events import EngineEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineTools:
    """What the process gives its engine.

    use_media_engine: changes what `connect` makes; slow, so on the thread of devices.
    """

    clock: Clock
    options: commands.EngineStart
    connect: PeerConnectionFactory
    tell: Callable[[EngineEvent], None]
    use_media_engine: Callable[[MediaEngine], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineParts:
    """What commands act on. devices: the thread on which `rack` is used."""

    devices: DeviceThread
    rack: DeviceSet
    mixer: Mixer
    publisher: Publisher
    probe: RoomProbe
    speaker: SpeakerProbe
    take: TakeProbe
    card: CardProbe
    recorder: Recorder
    player: Player
    speech: Speech


class DeviceCommands:
    """Commands to the devices and to what measures them. Thread: media-loop, unless said."""

    def __init__(
        self, tools: EngineTools, parts: EngineParts, *, is_in_call: Callable[[], bool]
    ) -> None:
        self._use_media_engine = tools.use_media_engine
        self._devices = parts.devices
        self._rack = parts.rack
        self._publisher = parts.publisher
        self._probe = parts.probe
        self._speaker = parts.speaker
        self._take = parts.take
        self._card = parts.card
        self._recorder = parts.recorder
        self._player = parts.player
        self._speech = parts.speech
        self._tell = tools.tell
        self._is_in_call = is_in_call

    def obey(self, command: commands.Command) -> bool:
        """Whether it was one of ours; it may still be on its way to the devices."""
        return (
            self._choose(command)
            or self._switch(command)
            or self._search(command)
            or self._record(command)
            or self._speak(command)
        )

    def _choose(self, command: commands.Command) -> bool:
        match command:
            case commands.ListDevices():
                self._devices.submit(self._rack.refresh)
            case commands.SelectDevices(role=role, wanted=wanted, barred=barred):
                self._devices.submit(lambda: self._rack.select(role, wanted, barred))
            case commands.OpenDevices():
                self._devices.submit(self._rack.open_all)
            case commands.CloseDevices():
                self._devices.submit(self._close)
            case commands.MeasureRoom():
                self._devices.submit(lambda: self._measure(command))
            case commands.MeasureSpeaker():
                self._devices.submit(self._measure_speaker)
            case commands.RecordTake(folder=folder):
                self._devices.submit(lambda: self._take.begin(folder))
            case _:
                return False
        return True

    def _switch(self, command: commands.Command) -> bool:
        match command:
            case commands.SetCamera(is_on=is_on):
                self._devices.submit(lambda: self._rack.set_camera(is_on=is_on))
            case commands.SetEchoCancelling(role=role, does_device_cancel=does):
                self._devices.submit(lambda: self._rack.set_device_cancels(role, does=does))
            case commands.UseMediaEngine(media_engine=media_engine):
                self._use(media_engine)
            case _:
                return False
        return True

    def _search(self, command: commands.Command) -> bool:
        match command:
            case commands.LookForCard():
                self._devices.submit(self._card.begin)
            case commands.StopLooking():
                self._devices.submit(self._card.give_up)
            case _:
                return False
        return True

    def _record(self, command: commands.Command) -> bool:
        match command:
            case commands.RecordSession():
                self._devices.submit(lambda: self._begin_recording(command))
            case commands.RecordPage():
                self._devices.submit(lambda: self._recorder.show_page(command))
            case commands.StopRecording(why=why):
                self._devices.submit(lambda: self._end_recording(why))
            case commands.PlayRecording():
                self._devices.submit(lambda: self._play(command))
            case commands.StopPlaying():
                self._devices.submit(self._stop_playing)
            case _:
                return False
        return True

    def _speak(self, command: commands.Command) -> bool:
        """At once, not behind what devices are asked for: a voice stops when it is told to."""
        match command:
            case commands.SpeakPiece():
                self._speech.add(command)
            case commands.StopSpeaking(order=order):
                self._speech.stop(order)
            case _:
                return False
        return True

    def _begin_recording(self, order: commands.RecordSession) -> None:
        """Thread: devices. Until a device of a session elsewhere brings something, it is missed."""
        self._recorder.begin(order)
        if order.is_elsewhere:
            self._rack.open_elsewhere()
        else:
            self._rack.close_elsewhere()

    def _end_recording(self, why: PartEnd) -> None:
        """Thread: devices."""
        self._recorder.end(why)
        self._rack.close_elsewhere()

    def _use(self, media_engine: MediaEngine) -> None:
        use = self._use_media_engine
        if use is not None:
            self._devices.submit(lambda: use(media_engine))

    def _play(self, order: commands.PlayRecording) -> None:
        """Thread: devices. Of the devices the loudspeaker alone."""
        if self._is_in_call():
            self._tell(
                PlaybackTold(
                    session_id=order.session_id,
                    order=order.order,
                    stage=PlaybackStage.FAILED,
                    part=order.parts[0],
                    at_ms=order.from_ms,
                    fault=PlaybackFault.IN_CALL,
                )
            )
            return
        self._rack.open_loudspeaker()
        self._player.begin(order, lambda: self._devices.submit(self._let_loudspeaker_go))

    def _stop_playing(self) -> None:
        """Thread: devices."""
        self._player.give_up()
        self._rack.close_loudspeaker()

    def _let_loudspeaker_go(self) -> None:
        """Thread: devices. Another order may play by now."""
        if not self._player.is_running:
            self._rack.close_loudspeaker()

    def _close(self) -> None:
        """Thread: devices."""
        self._speaker.give_up()
        self._take.give_up()
        self._player.give_up()
        self._card.give_up()
        if self._rack.let_go():
            self._publisher.end(SELF_VIEW)

    def _measure(self, command: commands.MeasureRoom) -> None:
        """Thread: devices. A test of the loudspeaker alone gives way: it says less."""
        self._speaker.give_up()
        self._rack.borrow()
        self._probe.begin(
            devices=self._rack.in_use(),
            folder=command.folder,
            shows_card=self._rack.shows_card,
            is_in_call=self._is_in_call,
            officer_microphone=self._rack.officer_microphone_fault,
            on_done=lambda: self._devices.submit(self._give_back),
        )

    def _measure_speaker(self) -> None:
        """Thread: devices."""
        self._speaker.begin(
            devices=self._rack.in_use(),
            is_in_call=self._is_in_call,
            is_room_probed=self._probe.is_running,
        )

    def _give_back(self) -> None:
        """Thread: devices. Another measurement may run by now."""
        if not self._probe.is_running and self._rack.give_back():
            self._publisher.end(SELF_VIEW)


class CallCommands:
    """Commands to the call, which is made and ended here. Thread: media-loop.

    call: the one that goes on, None without. is_microphone_on: what is sent of the room's sound.
    Both may be read on any thread.
    """

    def __init__(self, tools: EngineTools, parts: EngineParts) -> None:
        self.call: Call | None = None
        self.is_microphone_on = False
        self._tools = tools
        self._parts = parts
        self._news = LinkNews(
            tell=tools.tell,
            publisher=parts.publisher,
            see=parts.recorder.see,
            note_line=parts.recorder.note_line,
        )
        self._relays = relays_of_calls(tools.options, tools.tell)
        self._tiles: commands.SetTiles | None = None
        self._relay_test = RelayTest(
            clock=tools.clock,
            options=tools.options,
            connect=tools.connect,
            tell=tools.tell,
            is_in_call=self.is_in_call,
        )
        self._leaving: set[asyncio.Task[None]] = set()

    def is_in_call(self) -> bool:
        """Thread: any."""
        return self.call is not None

    def obey(self, command: commands.Command) -> bool:
        """Whether it was one of ours, and there is the call that it needs."""
        return self._switch(command) or self._change(command)

    async def close(self) -> None:
        """End the call and what is measured; until every connection is closed."""
        self._leave()
        await self._relay_test.stop()
        if self._leaving:
            await asyncio.wait(self._leaving)

    def _switch(self, command: commands.Command) -> bool:
        match command:
            case commands.SetMicrophone(is_on=is_on):
                self.is_microphone_on = is_on
            case commands.SetTiles():
                self._tiles = command
                if self.call is not None:
                    self.call.dispatch.set_tiles(dict(command.tiles))
            case commands.MeasureRelay(ice_servers=ice_servers):
                self._relay_test.begin(ice_servers)
            case _:
                return False
        return True

    def _change(self, command: commands.Command) -> bool:
        match command:
            case commands.JoinCall():
                self._join(command)
            case commands.SetRoster() if self.call is not None:
                self.call.set_roster(command.own_media_number, command.peers, command.session_id)
                self._tune_in(self.call, command.heard)
            case commands.DeliverSignal(site_id=site_id, untrusted_payload=payload) if self.call:
                self.call.deliver(site_id, payload)
            case commands.RenewLine(ice_servers=ice_servers) if self.call is not None:
                self.call.set_ice_servers(self._relays.reach(ice_servers))
                self.call.renew_silent()
            case commands.LeaveCall():
                self._leave()
            case _:
                return False
        return True

    def _join(self, command: commands.JoinCall) -> None:
        options, parts = self._tools.options, self._parts
        self._leave()
        self._relays = relays_of_calls(options, self._tools.tell)
        config = LinkConfig(
            clock=self._tools.clock,
            own_site_id=command.own_site_id,
            connect=self._tools.connect,
            ice_servers=self._relays.reach(command.ice_servers),
            loopback_only=options.loopback_only,
            relay_only=options.relay_only,
            ice_port_range=options.ice_port_range,
        )
        policy = VideoPolicy(max_rung=options.max_rung, max_kbps=options.max_video_kbps)
        plan = PicturePlan(start_rung=command.start_rung, policy=policy)
        self.call = Call(config=config, owner=self._news, plan=plan)
        parts.probe.make_way()
        parts.speaker.make_way()
        parts.player.make_way()
        self._relay_test.make_way()
        if self._tiles is not None:
            self.call.dispatch.set_tiles(dict(self._tiles.tiles))
        parts.devices.submit(parts.rack.open_all)

    def _leave(self) -> None:
        call, self.call = self.call, None
        if call is None:
            return
        self._parts.mixer.set_voices({})
        self._parts.recorder.note_heard(())
        for link in call.links:
            self._parts.publisher.end(track_of_site(link.peer.site_id))
        call.shut()
        leaving = asyncio.ensure_future(_end(call, self._relays))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    def _tune_in(self, call: Call, heard: tuple[SiteId, ...] | None) -> None:
        """Voices and pictures of the sites that are in the call, and of no others."""
        mixer = self._parts.mixer
        gone = mixer.sites() - {link.peer.site_id for link in call.links}
        voices = {link.peer.site_id: link.pull_audio for link in call.links}
        mixer.set_voices(voices, heard)
        is_heard = voices if heard is None else set(heard) & set(voices)
        self._parts.recorder.note_heard(tuple(is_heard))
        for site_id in gone:
            self._parts.publisher.end(track_of_site(site_id))


async def _end(call: Call, relays: Relays) -> None:
    await call.wait_closed()
    await relays.close()
