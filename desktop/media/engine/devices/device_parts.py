"""The parts that open and close a room's devices."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.devices.catalogue import Catalogue
from desktop.devices.monitor import DeviceMonitor
from desktop.domain.devices.device import DeviceRole
from desktop.media.engine.capture.camera import Camera
from desktop.media.engine.capture.microphone import Microphone
from desktop.media.engine.capture.microphone_mix import MicrophoneMix
from desktop.media.engine.playout.loudspeaker import Loudspeaker
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound.sound_probe import SoundProbe


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceParts:
    """What the rack opens and closes, and what cleans and mixes the microphones' sound.

    cleaners: of each microphone of the room. capture_card, line_input: of a session elsewhere;
    closed where nobody chose one. sound_probe: lies in the citizens' microphone and the
    loudspeaker.
    """

    catalogue: Catalogue
    monitor: DeviceMonitor
    camera: Camera
    microphone: Microphone
    officer_microphone: Microphone
    microphones: MicrophoneMix
    loudspeaker: Loudspeaker
    capture_card: Camera
    line_input: Microphone
    cleaners: Mapping[DeviceRole, SoundCleaner]
    sound_probe: SoundProbe

    @property
    def sounds(self) -> "dict[DeviceRole, Microphone | Loudspeaker]":
        """Whatever may hold a sound card; in the order in which they are opened again."""
        return {
            DeviceRole.MICROPHONE: self.microphone,
            DeviceRole.LOUDSPEAKER: self.loudspeaker,
            DeviceRole.OFFICER_MICROPHONE: self.officer_microphone,
            DeviceRole.LINE_INPUT: self.line_input,
        }

    @property
    def cameras(self) -> dict[DeviceRole, Camera]:
        """Whatever may hold a camera."""
        return {DeviceRole.CAMERA: self.camera, DeviceRole.CAPTURE_CARD: self.capture_card}
