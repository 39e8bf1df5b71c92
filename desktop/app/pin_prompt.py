"""The PIN of a person to add: asked for twice without echo, or read from a file or a pipe."""

import getpass
import sys
from pathlib import Path

from desktop.app.city_data import refuse
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.access import MIN_PIN_DIGITS

STANDARD_INPUT = "-"
MAX_PIN_DIGITS = 32
_MAX_BYTES = 256


def read_pin(pin_file: str | None) -> str:
    """The PIN, checked. pin_file: None asks the person at the terminal. Raises CommandRefused."""
    pin = _asked() if pin_file is None else _first_line(pin_file)
    is_number = pin.isascii() and pin.isdigit()
    if not is_number or not MIN_PIN_DIGITS <= len(pin) <= MAX_PIN_DIGITS:
        refuse(
            "bad_pin",
            f"Mã PIN phải có {MIN_PIN_DIGITS} đến {MAX_PIN_DIGITS} chữ số. "
            f"· A PIN has {MIN_PIN_DIGITS} to {MAX_PIN_DIGITS} digits.",
        )
    return pin


def _asked() -> str:
    if not sys.stdin.isatty():
        refuse(
            "no_terminal",
            "Không có màn hình lệnh để hỏi mã PIN: dùng --pin-file. "
            "· There is no terminal to ask for the PIN: use --pin-file.",
        )
    pin = getpass.getpass("Mã PIN · PIN: ")
    if getpass.getpass("Nhập lại · Again: ") != pin:
        refuse("pins_differ", "Hai lần nhập khác nhau. · The two entries differ.")
    return pin


def _first_line(pin_file: str) -> str:
    if pin_file == STANDARD_INPUT:
        return sys.stdin.readline(_MAX_BYTES).strip()
    try:
        with Path(pin_file).open(encoding="utf-8") as file:
            return file.readline(_MAX_BYTES).strip()
    except (OSError, UnicodeDecodeError):
        refuse(
            "no_pin_file",
            f"Không đọc được tệp này. · Cannot read this file: {pin_file}",
            ExitCode.MISSING_PREREQUISITE,
        )
