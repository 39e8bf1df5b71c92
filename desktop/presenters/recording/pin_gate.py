"""Nothing of a recording plays, and no copy is made, before the PIN of whoever sits here."""

from desktop.domain.events import ActionFailed
from desktop.presenters.services.access import AccessService
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

PROVE = "prove_pin"


class PinGate:
    """Since the screen was opened. The PIN is kept nowhere. Thread: MainThread.

    is_proved: it was right. is_proving: it is looked at.
    """

    def __init__(self, access: AccessService) -> None:
        self._access = access
        self.is_proved = False
        self.is_proving = False

    def close(self) -> None:
        """The screen is left, or shown anew."""
        self.is_proved = self.is_proving = False

    def prove(self, pin: str) -> None:
        """Nothing happens while one is looked at, or after one was right."""
        if pin and not (self.is_proved or self.is_proving):
            self.is_proving = True
            self._access.prove_pin(pin)

    def ask(self, pin: str) -> Message | None:
        """As `prove`; without a PIN, what is said of that."""
        if not (pin or self.is_proving):
            return Message(code=MessageCode.RECORDING_NO_PIN, tone=Tone.WARN)
        self.prove(pin)
        return None

    def open(self) -> bool:
        """It was right; False: nobody asked for it here."""
        was_asked, self.is_proving = self.is_proving, False
        self.is_proved |= was_asked
        return was_asked

    def refuse(self, failed: ActionFailed) -> Message:
        """It was not; what is said of it."""
        self.is_proving = False
        return Message(code=failed.code, tone=Tone.WARN, data=failed.data)
