"""Builds the room's devices and connects their callbacks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.devices.backends.cameras import Cameras
from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.backends.pulse import sound_server_monitor
from desktop.devices.catalogue import Catalogue
from desktop.devices.monitor import NoMonitor
from desktop.domain.clock import Clock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.errors import DeviceError
from desktop.domain.media.events import EchoCancellingChanged
from desktop.media.engine.capture.camera import Camera, TakePicture
from desktop.media.engine.capture.microphone import Microphone, TakeSound
from desktop.media.engine.capture.microphone_mix import MicrophoneMix
from desktop.media.engine.devices.device_parts import DeviceParts
from desktop.media.engine.devices.device_set import DeviceSet
from desktop.media.engine.devices.device_watch import DeviceWatch
from desktop.media.engine.devices.opener import Opener
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.loudspeaker import Loudspeaker
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound.echo_states import EchoStates
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.engine.sound_block import Block
from desktop.media.pipe.commands import EngineStart
from desktop.media.pipe.events import EngineEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEnds:
    """Where picture and sound of the room go and come from; each on its device's thread.

    note_camera_failure: of which camera. see_card, hear_line: of a session elsewhere. mix: the next
    10 ms for the loudspeaker. sound_probe: lies between the loudspeaker and the
    citizens' microphone.
    """

    microphones: MicrophoneMix
    take_picture: Callable[[Picture], None]
    note_camera_failure: Callable[[DeviceRole, DeviceError], None]
    see_card: Callable[[Picture], None]
    hear_line: Callable[[Block], None]
    mix: Callable[[], Block]
    sound_probe: SoundProbe


def build_rack(
    *,
    clock: Clock,
    options: EngineStart,
    portaudio: PortAudio,
    ends: RoomEnds,
    tell: Callable[[EngineEvent], None],
) -> DeviceSet:
    """Nothing is open yet."""
    echo = EchoStates(tell=lambda state: tell(EchoCancellingChanged(state=state)))
    cleaners = {
        role: SoundCleaner(
            clock=clock,
            does_device_cancel=options.device_cancels_echo,
            tell=partial(echo.note, role),
        )
        for role in (DeviceRole.MICROPHONE, DeviceRole.OFFICER_MICROPHONE)
    }

    def microphone(cleaner: SoundCleaner | None, probe: SoundProbe, take: TakeSound) -> Microphone:
        return Microphone(
            clock=clock,
            portaudio=portaudio,
            cleaner=cleaner,
            probe=probe,
            test_voice_path=options.test_voice_path,
            take=take,
        )

    def of_room(role: DeviceRole, probe: SoundProbe) -> Microphone:
        return microphone(cleaners[role], probe, partial(ends.microphones.hear, role))

    def camera(role: DeviceRole, take: TakePicture) -> Camera:
        return Camera(clock=clock, take=take, on_failed=partial(ends.note_camera_failure, role))

    parts = DeviceParts(
        catalogue=Catalogue(backends=(Cameras(), portaudio) if options.allows_hardware else ()),
        monitor=sound_server_monitor(clock) if options.allows_hardware else NoMonitor(),
        camera=camera(DeviceRole.CAMERA, ends.take_picture),
        microphone=of_room(DeviceRole.MICROPHONE, ends.sound_probe),
        officer_microphone=of_room(DeviceRole.OFFICER_MICROPHONE, SoundProbe()),
        capture_card=camera(DeviceRole.CAPTURE_CARD, ends.see_card),
        line_input=microphone(None, SoundProbe(), lambda block, _: ends.hear_line(block)),
        microphones=ends.microphones,
        loudspeaker=Loudspeaker(
            clock=clock,
            portaudio=portaudio,
            cleaners=cleaners.values(),
            probe=ends.sound_probe,
            mix=ends.mix,
        ),
        cleaners=cleaners,
        sound_probe=ends.sound_probe,
    )
    opener = Opener(clock=clock, options=options, parts=parts, tell=tell)
    watch = DeviceWatch(clock=clock, parts=parts, opener=opener)
    return DeviceSet(parts=parts, opener=opener, watch=watch)
