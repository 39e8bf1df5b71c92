"""What a PIN is, and which ones a stranger tries first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.access.person import MAX_PIN_DIGITS
from desktop.domain.access.pin import PinFault, is_easy_pin, pin_fault

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("246813", None),
        ("975310", None),
        ("12345", PinFault.FORM),
        ("", PinFault.FORM),
        ("12345a", PinFault.FORM),
        ("１２３４５６", PinFault.FORM),
        ("1" * (MAX_PIN_DIGITS + 1), PinFault.FORM),
        ("000000", PinFault.EASY),
        ("121212", PinFault.EASY),
        ("12121212121", PinFault.EASY),
        ("123123", PinFault.EASY),
        ("123456", PinFault.EASY),
        ("890123", PinFault.EASY),
        ("3210987", PinFault.EASY),
        ("123457", None),
        ("123124", None),
    ],
)
def test_faults_of_a_pin(pin: str, fault: PinFault | None) -> None:
    assert pin_fault(pin) is fault


@given(st.text("0123456789", min_size=1, max_size=3), st.integers(6, 20))
def test_digits_that_come_again_and_again_are_easy(part: str, length: int) -> None:
    assert is_easy_pin((part * length)[:length])


def test_nothing_is_not_easy() -> None:
    assert not is_easy_pin("")
