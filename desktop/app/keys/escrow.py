"""`reception-room escrow`: key pairs for the city's key holders, the seal of this room's key."""

import argparse
import sys
from pathlib import Path

from desktop.app.console import write_in_utf8
from desktop.app.keys.words import (
    FAULTS,
    NOTHING_CHANGED,
    ask_line,
    ask_passphrase,
    is_yes,
    room_of,
    tell,
    tell_refusal,
)
from desktop.app.room.bound_room import BoundRoom
from desktop.app.room.escrow_keeper import (
    EscrowKeeper,
    Keys,
    read_escrow_file,
    read_small_text,
)
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.errors import StorageError
from desktop.files.durable import create_file
from desktop.settings.escrow import FILE_NAME
from desktop.settings.sealing import (
    MIN_PASSPHRASE_CHARS,
    EscrowFault,
    EscrowRefused,
    new_private_key,
    protect,
    public_key_of,
    unprotect,
)
from desktop.settings.secrets import KEY_MISSING, load_or_create_room_key, system_keyring
from desktop.store.database.database import DATABASE_NAME
from desktop.store.store import open_store

_NO_KEYS = "Cấu hình chưa có escrow_keys. · The settings name no escrow_keys."


def run(arguments: argparse.Namespace) -> int:
    """One of make-key, show, renew."""
    write_in_utf8()
    if arguments.action == "make-key":
        return _make_key(arguments.out)
    room = room_of(arguments)
    if room is None:
        return ExitCode.FAILED
    return _show(room) if arguments.action == "show" else _renew(room, arguments.accept)


# ---- make-key ------------------------------------------------------------------------------------


def _make_key(path: Path) -> int:
    if path.exists():
        tell(f"Tệp đã có, không ghi đè. · This file exists, it is left as it is: {path}")
        return ExitCode.FAILED
    try:
        passphrase = _new_passphrase()
        if passphrase is None:
            return ExitCode.FAILED
        private_key = new_private_key()
        create_file(path, protect(private_key, passphrase).encode())
        # what cannot be read back must be found out before anything is sealed with it
        public_key = public_key_of(unprotect(read_small_text(path), passphrase))
    except EscrowRefused as refused:
        tell(FAULTS[refused.fault])
        return ExitCode.FAILED
    except OSError as error:
        tell(f"Không ghi được tệp này. · This file cannot be written: {path} ({error.strerror})")
        return ExitCode.FAILED
    tell(
        "Khóa riêng đã ghi. Cất tệp và mật khẩu ở hai nơi an toàn khác nhau; mất một trong hai là "
        "mất khóa. · The private key is written. Keep file and passphrase in two safe places; "
        "without either it is lost."
    )
    tell("Khóa công khai để ghi vào escrow_keys · public key, for escrow_keys:")
    sys.stdout.write(f"{public_key}\n")
    return ExitCode.OK


def _new_passphrase() -> str | None:
    """Asked twice; None when the second one differs. Raises EscrowRefused: TOO_SHORT."""
    first = ask_passphrase("Mật khẩu mới cho khóa riêng · New passphrase: ")
    if len(first) < MIN_PASSPHRASE_CHARS:
        raise EscrowRefused(EscrowFault.TOO_SHORT)
    if ask_passphrase("Nhập lại mật khẩu · The same again: ") != first:
        tell("Hai lần nhập không giống nhau. · The two are not the same.")
        return None
    return first


# ---- show, renew ---------------------------------------------------------------------------------


def _show(room: BoundRoom) -> int:
    path = room.folders.records / FILE_NAME
    kept, wanted = read_escrow_file(path), room.settings.escrow_keys
    _print_keys("escrow_keys", wanted)
    _print_keys(FILE_NAME, kept.keys if kept is not None else None)
    if kept is None:
        tell(f"Phòng này chưa có khóa dự phòng. · This room has no escrow: {path}")
        return ExitCode.FAILED
    if wanted is not None and set(wanted) != set(kept.keys):
        tell(
            "Khóa trong cấu hình khác khóa đang dùng: reception-room escrow renew. · "
            "The settings name other keys."
        )
        return ExitCode.FAILED
    return ExitCode.OK


def _print_keys(head: str, keys: Keys | None) -> None:
    for key in keys or ("–",):
        sys.stdout.write(f"{head:<12} {key}\n")


def _renew(room: BoundRoom, accepted: str | None) -> int:
    wanted = room.settings.escrow_keys
    if wanted is None:
        tell(_NO_KEYS)
        return ExitCode.FAILED
    if not _is_agreed(room, wanted, accepted):
        tell(NOTHING_CHANGED)
        return ExitCode.FAILED
    try:
        _seal_anew(room, wanted)
    except StorageError as error:
        return tell_refusal(error)
    except OSError as error:
        tell(f"Không ghi được khóa dự phòng. · The escrow was not written: {error.strerror}")
        return ExitCode.FAILED
    tell(
        "Đã niêm phong lại khóa của phòng; lần mở chương trình tới sẽ gửi về thành phố. Bản cũ ở "
        "nơi khác (bản chép, máy chủ trước khi gửi) vẫn mở được bằng khóa cũ. · The room's key is "
        "sealed anew; the city gets it at the program's next start. Older ones elsewhere still "
        "open with the old keys."
    )
    return ExitCode.OK


def _is_agreed(room: BoundRoom, wanted: Keys, accepted: str | None) -> bool:
    if accepted is not None:
        return {part.strip() for part in accepted.split(",")} == set(wanted)
    kept = read_escrow_file(room.folders.records / FILE_NAME)
    _print_keys("cũ · old", kept.keys if kept is not None else None)
    _print_keys("mới · new", wanted)
    return is_yes(
        ask_line(
            'So từng chữ với khóa do Ban Tiếp công dân thông báo. Gõ "đồng ý" để tiếp tục · '
            'Compare them letter by letter, then type "yes": '
        )
    )


def _seal_anew(room: BoundRoom, wanted: Keys) -> None:
    """Raises StorageError, OSError."""
    if not (room.folders.records / DATABASE_NAME).exists():
        raise StorageError(KEY_MISSING)
    key = load_or_create_room_key(room.key, system_keyring()).key
    store = open_store(room.folders.records, key, SystemClock(), copies_folder=room.folders.copies)
    try:
        EscrowKeeper(
            folder=room.folders.records,
            site_id=room.site_id,
            room_key=key,
            memory=store.memory,
        ).renew(wanted)
    finally:
        store.close()
