"""The devices of the room, built: what each is given, and who hears of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.devices.backends.cameras import Cameras
from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.backends.pulse import sound_server_monitor
from desktop.devices.catalogue import Catalogue
from desktop.devices.monitor import NoMonitor
from desktop.domain.clock import Clock
from desktop.domain.device import DeviceRole
from desktop.domain.errors import DeviceError
from desktop.media.engine.capture.camera import Camera
from desktop.media.engine.capture.microphone import Microphone
from desktop.media.engine.capture.microphone_mix import MicrophoneMix
from desktop.media.engine.peer.connection import Block
from desktop.media.engine.picture import Picture
from desktop.media.engine.playout.loudspeaker import Loudspeaker
from desktop.media.engine.probes.sound_probe import SoundProbe
from desktop.media.engine.rack import Rack
from desktop.media.engine.rack_parts import RackParts
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound.echo_states import EchoStates
from desktop.media.messages import EchoCancellingChanged, EngineEvent, EngineStart


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEnds:
    """Where picture and sound of the room go and come from; each on its device's thread.

    mix: the next 10 ms for the loudspeaker. sound_probe: lies between the loudspeaker and the
    citizens' microphone.
    """

    microphones: MicrophoneMix
    take_picture: Callable[[Picture], None]
    note_camera_failure: Callable[[DeviceError], None]
    mix: Callable[[], Block]
    sound_probe: SoundProbe


def build_rack(
    *,
    clock: Clock,
    options: EngineStart,
    portaudio: PortAudio,
    ends: RoomEnds,
    tell: Callable[[EngineEvent], None],
) -> Rack:
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

    def microphone(role: DeviceRole, probe: SoundProbe) -> Microphone:
        return Microphone(
            clock=clock,
            portaudio=portaudio,
            cleaner=cleaners[role],
            probe=probe,
            test_voice_path=options.test_voice_path,
            take=partial(ends.microphones.hear, role),
        )

    parts = RackParts(
        catalogue=Catalogue(backends=(Cameras(), portaudio) if options.allows_hardware else ()),
        monitor=sound_server_monitor(clock) if options.allows_hardware else NoMonitor(),
        camera=Camera(clock=clock, take=ends.take_picture, on_failed=ends.note_camera_failure),
        microphone=microphone(DeviceRole.MICROPHONE, ends.sound_probe),
        officer_microphone=microphone(DeviceRole.OFFICER_MICROPHONE, SoundProbe()),
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
    return Rack(clock=clock, options=options, parts=parts, tell=tell)
