"""What feeds a PC, as a test says it."""

from typing_extensions import override

from desktop.devices.backends.power import PowerSource
from desktop.domain.room.measurements import PowerFacts


class FakePower(PowerSource):
    """facts: what the operating system would say; None: it does not know."""

    def __init__(self, facts: PowerFacts | None) -> None:
        self.facts = facts

    @override
    def read(self) -> PowerFacts | None:
        return self.facts
