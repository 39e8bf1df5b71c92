"""PIN or password of a person: asked for without echo, or read from a file or a pipe."""

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.app.city.command import refuse
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.access.person import MAX_PIN_DIGITS, MIN_PIN_DIGITS
from desktop.domain.access.pin import PinFault, pin_fault

STANDARD_INPUT = "-"
_MAX_CHARACTERS = 256
"""Read of a line at most: more than any PIN or password may have, so a longer one is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Secret:
    """word: in the words of refusals. name: in both languages. option: reads it from a file."""

    word: str
    name: str
    option: str


_PIN = _Secret(word="pin", name="Mã PIN · PIN", option="--pin-file")
_PASSWORD = _Secret(word="password", name="Mật khẩu · Password", option="--password-file")


def read_pin(pin_file: str | None, *, is_new: bool = True) -> str:
    """The PIN, checked. pin_file: None asks the person at the terminal. Raises CommandRefused.

    is_new: it is asked for twice.
    """
    pin = _read(_PIN, pin_file, is_new=is_new).strip()
    fault = pin_fault(pin)
    if is_new and fault is PinFault.EASY:
        refuse(
            "easy_pin",
            "Mã PIN quá dễ đoán (dãy lặp lại hoặc đếm liên tiếp). "
            "· This PIN is easily guessed (digits repeated or counted).",
        )
    if fault is PinFault.FORM:
        refuse(
            "bad_pin",
            f"Mã PIN phải có {MIN_PIN_DIGITS} đến {MAX_PIN_DIGITS} chữ số. "
            f"· A PIN has {MIN_PIN_DIGITS} to {MAX_PIN_DIGITS} digits.",
        )
    return pin


def read_password(password_file: str | None) -> str:
    """The password, not yet checked. password_file as with `read_pin`. Raises CommandRefused."""
    return _read(_PASSWORD, password_file, is_new=True)


def _read(secret: _Secret, file_name: str | None, *, is_new: bool) -> str:
    if file_name is not None:
        return _first_line(secret, file_name)
    return _asked(secret, is_new=is_new)


def _asked(secret: _Secret, *, is_new: bool) -> str:
    if not sys.stdin.isatty():
        refuse(
            "no_terminal",
            f"Không có màn hình lệnh để hỏi: dùng {secret.option}. "
            f"· There is no terminal to ask at: use {secret.option}.",
        )
    found = getpass.getpass(f"{secret.name}: ")
    if is_new and getpass.getpass("Nhập lại · Again: ") != found:
        refuse(f"{secret.word}s_differ", "Hai lần nhập khác nhau. · The two entries differ.")
    return found


def _first_line(secret: _Secret, file_name: str) -> str:
    if file_name == STANDARD_INPUT:
        return sys.stdin.readline(_MAX_CHARACTERS).rstrip("\r\n")
    try:
        with Path(file_name).open(encoding="utf-8") as file:
            return file.readline(_MAX_CHARACTERS).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        refuse(
            f"no_{secret.word}_file",
            f"Không đọc được tệp này. · Cannot read this file: {file_name}",
            ExitCode.MISSING_PREREQUISITE,
        )
