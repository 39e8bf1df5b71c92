"""Which fields of the account form are filled; never their content."""

from dataclasses import dataclass

from desktop.domain.access.account import CODE_DIGITS
from desktop.domain.access.person import MIN_PIN_DIGITS


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEntry:
    """How much of the form is filled; the texts stay in their fields.

    is_new_pin_same: both fields of the new PIN hold the same. is_new_pin_easy: a stranger would try
    it first (domain/access/pin.py).
    """

    has_login_name: bool = False
    has_password: bool = False
    code_digits: int = 0
    new_pin_digits: int = 0
    new_pin_again_digits: int = 0
    is_new_pin_same: bool = True
    is_new_pin_easy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountViewState:
    """The form as it is drawn in the place of the PIN.

    clears_secrets: password, code and new PIN are emptied when it grows. wants_new_pin: its two
    fields are there. is_new_pin_odd: they are filled and differ. is_new_pin_easy: the city would
    not take it.
    """

    can_submit: bool
    clears_secrets: int
    wants_new_pin: bool
    is_new_pin_odd: bool
    is_new_pin_easy: bool = False


class AccountForm:
    """The form while it is open."""

    def __init__(self) -> None:
        self._entry = AccountEntry()
        self._wants_new_pin = False
        self._clears_secrets = 0
        self.is_open = False

    def open(self) -> None:
        """Empty, in the place of the PIN."""
        self.is_open = True
        self._entry = AccountEntry()
        self._wants_new_pin = False
        self._clears_secrets += 1

    def close(self) -> None:
        """Back to the PIN."""
        self.is_open = False

    def edit(self, entry: AccountEntry) -> None:
        """Something was typed."""
        self._entry = entry

    def toggle_new_pin(self) -> None:
        """A new PIN is wanted, or no longer."""
        self._wants_new_pin = not self._wants_new_pin

    def empty_secrets(self) -> None:
        """Refused: the login name stays."""
        self._entry = AccountEntry(has_login_name=self._entry.has_login_name)
        self._clears_secrets += 1

    def is_whole(self) -> bool:
        """Whether everything needed is there."""
        entry = self._entry
        is_filled = entry.has_login_name and entry.has_password
        return is_filled and entry.code_digits == CODE_DIGITS and self._is_new_pin_right()

    def state(self, *, can_submit: bool) -> AccountViewState | None:
        """As it is drawn; None while it is closed. can_submit: nothing else is in the way."""
        if not self.is_open:
            return None
        return AccountViewState(
            can_submit=can_submit and self.is_whole(),
            clears_secrets=self._clears_secrets,
            wants_new_pin=self._wants_new_pin,
            is_new_pin_odd=self._wants_new_pin and self._is_new_pin_odd(),
            is_new_pin_easy=self._wants_new_pin and self._is_new_pin_easy(),
        )

    def _is_new_pin_odd(self) -> bool:
        """Not while the second field is still being typed into."""
        entry = self._entry
        is_typed = entry.new_pin_again_digits >= max(entry.new_pin_digits, 1)
        return is_typed and not entry.is_new_pin_same

    def _is_new_pin_easy(self) -> bool:
        """Not while a longer one may still come of it."""
        return self._entry.is_new_pin_easy and self._entry.new_pin_digits >= MIN_PIN_DIGITS

    def _is_new_pin_right(self) -> bool:
        entry = self._entry
        is_long = entry.new_pin_digits >= MIN_PIN_DIGITS
        is_right = is_long and entry.is_new_pin_same and not entry.is_new_pin_easy
        return is_right or not self._wants_new_pin
