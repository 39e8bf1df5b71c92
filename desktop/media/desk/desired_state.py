"""The desired state of the engine, replayed to a restarted one."""

from dataclasses import dataclass, field

from desktop.domain.devices.device import DeviceRole
from desktop.media.pipe.commands import (
    Command,
    JoinCall,
    OpenDevices,
    RecordPage,
    RecordSession,
    SelectDevices,
    SetCamera,
    SetEchoCancelling,
    SetMicrophone,
    SetTiles,
)


@dataclass(slots=True)
class DesiredState:
    """What a new engine must be told to be where the old one was."""

    devices: dict[DeviceRole, SelectDevices] = field(default_factory=dict)
    has_open_devices: bool = False
    is_microphone_on: bool = False
    is_camera_on: bool = True
    echo: dict[DeviceRole, SetEchoCancelling] = field(default_factory=dict)
    tiles: SetTiles | None = None
    call: JoinCall | None = None
    recording: RecordSession | None = None
    recorded_page: RecordPage | None = None

    def commands(self) -> list[Command]:
        """In the order the engine should hear them."""
        told: list[Command] = [
            SetMicrophone(is_on=self.is_microphone_on),
            SetCamera(is_on=self.is_camera_on),
        ]
        told += self.echo.values()
        told += self.devices.values()
        if self.has_open_devices or self.call is not None:
            told.append(OpenDevices())
        if self.tiles is not None:
            told.append(self.tiles)
        if self.call is not None:
            told.append(self.call)
        if self.recording is not None:
            told.append(self.recording)
        if self.recorded_page is not None:
            told.append(self.recorded_page)
        return told
