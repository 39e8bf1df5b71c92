"""What commands about keys say at the terminal: Vietnamese first, then English."""

import argparse
import getpass
import sys
import unicodedata
from typing import Final

from desktop.app.console import write_in_utf8
from desktop.app.room.bound_room import BoundRoom, bound_room
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.errors import StorageError, UserFacingError
from desktop.settings.sealing import MIN_PASSPHRASE_CHARS, EscrowFault
from desktop.store.codes import StorageCode

_NOT_BOUND: Final = (
    "Máy này chưa gắn với phòng nào (thiếu site_id). · This PC is bound to no room (no site_id)."
)
RUNS: Final = "Chương trình đang mở; đóng lại đã. · The program runs; close it first."
NOTHING_CHANGED: Final = "Chưa thay đổi gì. · Nothing was changed."
FAULTS: Final = {
    EscrowFault.NOT_A_PUBLIC_KEY: "Không phải khóa công khai. · Not a public key.",
    EscrowFault.TOO_SHORT: (
        f"Mật khẩu phải có ít nhất {MIN_PASSPHRASE_CHARS} ký tự. · "
        f"A passphrase has at least {MIN_PASSPHRASE_CHARS} characters."
    ),
    EscrowFault.NOT_OPENED: (
        "Mật khẩu sai, hoặc tệp khóa riêng bị hỏng. · "
        "The passphrase is wrong, or the private key's file is damaged."
    ),
    EscrowFault.NOT_A_KEY_FILE: (
        "Tệp này không chứa khóa riêng có mật khẩu. · "
        "This file holds no private key under a passphrase."
    ),
    EscrowFault.OTHER_KEY: (
        "Khóa riêng này không phải của bản khóa dự phòng này. · "
        "This escrow was sealed for other keys than this one."
    ),
    EscrowFault.DAMAGED: (
        "Tệp khóa dự phòng bị hỏng, hoặc không phải khóa dự phòng. · "
        "The escrow is damaged, or is none."
    ),
    EscrowFault.OTHER_ROOM: (
        "Đây là khóa dự phòng của phòng khác. · This escrow is another room's."
    ),
}
_YES: Final = frozenset({"đồng ý", "dong y", "yes"})


def room_of(arguments: argparse.Namespace) -> BoundRoom | None:
    """The room that the settings name; None: they name none, and the person was told so."""
    write_in_utf8()
    room = bound_room(arguments.settings)
    if room is None:
        tell(_NOT_BOUND)
    return room


def tell(text: str) -> None:
    """One line for the person, beside the command's own output."""
    sys.stderr.write(f"{text}\n")


def tell_error(error: UserFacingError) -> None:
    """The sentence that the screen would show, with its code."""
    from desktop.ui.texts.texts import sentence_of  # noqa: PLC0415 - Qt, only when it is needed

    tell(f"{sentence_of(error.code, error.data).whole} ({error.code})")


def tell_refusal(error: StorageError) -> ExitCode:
    """Say why the records cannot be opened; the code for it."""
    if error.code == StorageCode.IN_USE:
        tell(RUNS)
        return ExitCode.ROOM_TAKEN
    tell_error(error)
    return ExitCode.STORE_UNREADABLE


def ask_passphrase(prompt: str) -> str:
    """Asked without echo, or the next line of a pipe.

    Marks are composed: two keyboards may write the same Vietnamese word differently.
    """
    typed = getpass.getpass(prompt) if sys.stdin.isatty() else ask_line(prompt)
    return unicodedata.normalize("NFC", typed)


def ask_line(prompt: str) -> str:
    """A line from the person, empty when there is nobody to ask."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def is_yes(answer: str) -> bool:
    """Whether somebody agreed, with marks or without."""
    return unicodedata.normalize("NFC", answer).casefold() in _YES
