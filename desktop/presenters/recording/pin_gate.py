"""Nothing of a recording plays, and no copy is made, before whoever sits here has shown it."""

from collections.abc import Callable

from desktop.domain.events import ActionFailed
from desktop.presenters.services.access import AccessService
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

PROVE = "prove_pin"


class PinGate:
    """By PIN, or by the account of who has none; since the screen was opened. Thread: MainThread.

    The PIN is kept nowhere. open_page: in the system's browser; False: there is none. is_proved: it
    was right. is_proving: it is looked at. is_in_browser: the person is at the issuer's page.
    """

    def __init__(self, access: AccessService, open_page: Callable[[str], bool]) -> None:
        self._access = access
        self._open_page = open_page
        self.is_proved = False
        self.is_proving = False
        self.is_in_browser = False

    @property
    def account(self) -> str | None:
        """How people call accounts that may be shown, "" without a word; None: there are none."""
        return self._access.issuer_title() if self._access.has_issuer() else None

    def close(self) -> None:
        """The screen is left, or shown anew."""
        self.cancel()
        self.is_proved = self.is_proving = False

    def prove(self, pin: str) -> None:
        """Nothing happens while one is looked at, or after one was right."""
        if pin and not (self.is_proved or self.is_proving):
            self.is_proving = True
            self._access.prove_pin(pin)

    def prove_in_browser(self) -> None:
        """Xác nhận bằng tài khoản: as `prove`."""
        if self.account is not None and not (self.is_proved or self.is_proving):
            self.is_proving = self.is_in_browser = True
            self._access.prove_issuer()

    def show_page(self, address: str) -> Message | None:
        """The issuer's page is known; what is said where nothing can show it."""
        if not self.is_in_browser or self._open_page(address):
            return None
        self.cancel()
        return Message(code=MessageCode.NO_BROWSER, tone=Tone.WARN)

    def cancel(self) -> None:
        """The browser is waited for no longer."""
        if self.is_in_browser:
            self.is_proving = self.is_in_browser = False
            self._access.cancel_issuer()

    def ask(self, pin: str) -> Message | None:
        """As `prove`; without a PIN, what is said of that."""
        if not (pin or self.is_proving):
            return Message(code=MessageCode.RECORDING_NO_PIN, tone=Tone.WARN)
        self.prove(pin)
        return None

    def open(self) -> bool:
        """It was right; False: nobody asked for it here."""
        was_asked, self.is_proving = self.is_proving, False
        self.is_in_browser = False
        self.is_proved |= was_asked
        return was_asked

    def refuse(self, failed: ActionFailed) -> Message:
        """It was not; what is said of it."""
        self.is_proving = self.is_in_browser = False
        return Message(code=failed.code, tone=Tone.WARN, data=failed.data)
