"""Who cancels the echo in a room with two microphones, as one word."""

from collections.abc import Callable

from desktop.domain.devices.device import DeviceRole
from desktop.domain.media.call import EchoCancelling


class EchoStates:
    """Thread: any that cleans or opens; a word that did not change is not told again."""

    def __init__(self, *, tell: Callable[[EchoCancelling], None]) -> None:
        self._tell = tell
        self._states: dict[DeviceRole, EchoCancelling] = {}
        self._told: EchoCancelling | None = None

    def note(self, role: DeviceRole, state: EchoCancelling) -> None:
        """What holds for this microphone from now on."""
        self._states[role] = state
        state = self._of_room()
        if state is not self._told:
            self._told = state
            self._tell(state)

    def _of_room(self) -> EchoCancelling:
        """A failure of either; else the citizens' word, and the officer's where they have none."""
        citizens = self._states.get(DeviceRole.MICROPHONE, EchoCancelling.IDLE)
        officers = self._states.get(DeviceRole.OFFICER_MICROPHONE, EchoCancelling.IDLE)
        if EchoCancelling.FAILED in (citizens, officers):
            return EchoCancelling.FAILED
        return officers if citizens is EchoCancelling.IDLE else citizens
