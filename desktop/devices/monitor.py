"""Hot-plug notices of devices, on systems that send them."""

from enum import Enum, auto
from typing import Protocol


class DeviceChange(Enum):
    """COME: something came, and other things may have gone."""

    GONE = auto()
    COME = auto()


class DeviceMonitor(Protocol):
    """Listens to the system. Thread: any; never raises."""

    @property
    def is_listening(self) -> bool:
        """Whether it would know of a sound device that comes or goes now."""
        ...

    def start(self) -> None:
        """Listen from now on."""
        ...

    def take_change(self) -> DeviceChange | None:
        """How sound devices came or went since the last look, once all is still again."""
        ...

    def stop(self) -> None:
        """Listen no more. Idempotent."""
        ...


class NoMonitor:
    """A system that tells nothing: whoever asks finds out by looking."""

    is_listening = False

    def start(self) -> None:
        """There is nothing to listen to."""

    def take_change(self) -> DeviceChange | None:
        """None, always."""
        return None

    def stop(self) -> None:
        """There is nothing to end."""
