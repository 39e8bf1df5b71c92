"""What presenters ask of media and devices."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from desktop.domain.devices.device import Device, DeviceKind, DeviceRole, RankedDevice
from desktop.domain.devices.echo import EchoRule
from desktop.domain.ids import DeviceId, TrackId
from desktop.domain.media.call import I420Frame


class CardLookService(Protocol):
    """The open camera's pictures are searched for the code of a card. Event: CardLooked."""

    def begin(self) -> None:
        """One look; nothing happens while one runs."""
        ...

    def stop(self) -> None:
        """The card is typed by hand."""
        ...


class MediaService(Protocol):
    """Picture and sound. Events: Engine…, Track…, FrameReady, Levels…, Peer…, Stats…, Device…."""

    def open_devices(self) -> None:
        """Own picture and microphone level, nothing sent."""
        ...

    def close_devices(self) -> None:
        """Let go of every device."""
        ...

    def refresh_devices(self) -> None:
        """Look again at what is plugged in."""
        ...

    def devices(self) -> tuple[Device, ...]:
        """What is present, as last known."""
        ...

    def device_in_use(self, role: DeviceRole) -> Device | None:
        """What is used now."""
        ...

    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        """Ranked choice, until another one; see DeviceChoiceService for what lasts.

        barred: never opened, also where nothing else is there.
        """
        ...

    def set_microphone(self, *, is_on: bool) -> None:
        """Off sends silence."""
        ...

    def set_camera(self, *, is_on: bool) -> None:
        """Off sends a card."""
        ...

    def measure_speaker(self) -> None:
        """A chirp through the open loudspeaker for the open microphone. Event: SpeakerTested."""
        ...

    def record_take(self) -> None:
        """Ten seconds of this room, recorded, played here and deleted. Events: TakeChanged."""
        ...

    @property
    def card_look(self) -> CardLookService:
        """Cards before the camera."""
        ...

    def set_tiles(self, tiles: Mapping[TrackId, int]) -> None:
        """The tallest picture of each track on the screens, in device pixels; 0: hidden."""
        ...

    def read_frame(self, track_id: TrackId) -> I420Frame | None:
        """The newest picture of a track, None before the first one. Thread: any."""
        ...


class DeviceChoiceService(Protocol):
    """Devices chosen once: remembered across restarts, ports and names. Event: DevicesChanged."""

    def choose(self, kind: DeviceKind, device_id: DeviceId) -> None:
        """This one from now on, the earlier choices when it is away."""
        ...

    def rank(self, role: DeviceRole, device_ids: Sequence[DeviceId]) -> None:
        """Exactly these from now on, best first; ids of `ranked` and `offered`."""
        ...

    def ranked(self, role: DeviceRole) -> tuple[RankedDevice, ...]:
        """What was chosen for the role, best first, also what is away."""
        ...

    def offered(self, role: DeviceRole) -> tuple[RankedDevice, ...]:
        """What is present, could play the role and was not chosen; a camera for no other either."""
        ...


class EchoService(Protocol):
    """Who takes out the echo of the devices in use. Event: EchoCancellingChanged."""

    def rule(self) -> EchoRule:
        """What holds for the devices in use now."""
        ...

    def set_device_cancels(self, *, does: bool) -> None:
        """Remember it for the devices in use; nothing happens where the rule cannot change."""
        ...
