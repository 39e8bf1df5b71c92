"""What a PIN is, and which PINs a stranger tries first."""

from enum import StrEnum
from itertools import pairwise
from typing import Final

from desktop.domain.access.person import MAX_PIN_DIGITS, MIN_PIN_DIGITS

_MAX_PERIOD: Final = 3
_DIGITS: Final = 10
_TURN: Final = frozenset({1, _DIGITS - 1})
"""Steps from digit to digit, modulo ten, of 123456, 890123 and 654321."""


class PinFault(StrEnum):
    """Why a new PIN is not taken."""

    FORM = "form"
    EASY = "easy"


def pin_fault(pin: str) -> PinFault | None:
    """FORM: too short, too long or not of digits. EASY: see `is_easy_pin`."""
    if not (pin.isascii() and pin.isdigit()):
        return PinFault.FORM
    if not MIN_PIN_DIGITS <= len(pin) <= MAX_PIN_DIGITS:
        return PinFault.FORM
    return PinFault.EASY if is_easy_pin(pin) else None


def is_easy_pin(digits: str) -> bool:
    """Up to three digits again and again (111111, 121212, 123123), or counted (123456, 987654)."""
    if not digits:
        return False
    for period in range(1, _MAX_PERIOD + 1):
        if all(digits[at] == digits[at - period] for at in range(period, len(digits))):
            return True
    steps = {(int(after) - int(before)) % _DIGITS for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= _TURN
