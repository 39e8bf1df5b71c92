"""Devices that a room needs to be seen and heard; of all others it may have none."""

from typing import Final

from desktop.domain.devices.device import DeviceRole

NEEDED_ROLES: Final = (DeviceRole.CAMERA, DeviceRole.MICROPHONE, DeviceRole.LOUDSPEAKER)
