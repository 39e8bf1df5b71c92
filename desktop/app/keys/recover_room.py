"""`reception-room recover-room`: a lost PC's room, opened on this one with a key of the city."""

import argparse
from pathlib import Path

from desktop.app.console import say
from desktop.app.keys.recovery import (
    Recovered,
    RecoveryFault,
    RecoveryRefused,
    RecoveryTask,
    recover_room,
)
from desktop.app.keys.words import (
    FAULTS,
    NOTHING_CHANGED,
    ask_passphrase,
    room_of,
    tell,
    tell_error,
    tell_refusal,
)
from desktop.app.room.bound_room import BoundRoom
from desktop.app.room.escrow_keeper import read_small_text
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.errors import StorageError
from desktop.settings.escrow import open_escrow, read_escrow
from desktop.settings.sealing import EscrowRefused, unprotect
from desktop.settings.secrets import NO_KEYRING, keep_room_key, system_keyring

_RECOVERY_FAULTS = {
    RecoveryFault.NOTHING_FOUND: (
        "Không thấy dữ liệu hay bản sao nào của khóa này. · "
        "No records and no copies of this key were found."
    ),
    RecoveryFault.RECORDS_HERE: (
        "Máy này đã có dữ liệu của phòng; không ghi đè. Nếu chỉ mất kho khóa thì bỏ --from. · "
        "This PC has records of the room; they are left as they are. If only the keyring was "
        "lost, leave out --from."
    ),
}


def run(arguments: argparse.Namespace) -> int:
    """Ask for the passphrase, take the room over, say what was found."""
    room = room_of(arguments)
    if room is None:
        return ExitCode.FAILED
    if system_keyring() is None:
        tell_error(StorageError(NO_KEYRING))
        return ExitCode.MISSING_PREREQUISITE
    for path in (arguments.escrow, arguments.key, *arguments.sources):
        if not path.exists():
            tell(f"Không có tệp hay thư mục này. · No such file or folder: {path}")
            return ExitCode.MISSING_PREREQUISITE
    code = _recover(room, arguments)
    if code != ExitCode.OK:
        tell(NOTHING_CHANGED)
    return code


def _recover(room: BoundRoom, arguments: argparse.Namespace) -> ExitCode:
    try:
        room_key = _room_key(room, arguments.escrow, arguments.key)
        recovered = recover_room(_task(room, room_key, tuple(arguments.sources)), SystemClock())
    except EscrowRefused as refused:
        tell(FAULTS[refused.fault])
        return ExitCode.FAILED
    except RecoveryRefused as refused:
        tell(_RECOVERY_FAULTS[refused.fault])
        return ExitCode.FAILED
    except StorageError as error:
        return tell_refusal(error)
    except OSError as error:
        tell(f"Không đọc hay ghi được: {error.strerror}. · Cannot read or write: {error.filename}")
        return ExitCode.FAILED
    _report(recovered, is_other_pc=bool(arguments.sources))
    return ExitCode.OK


def _room_key(room: BoundRoom, escrow_file: Path, key_file: Path) -> bytes:
    """Raises EscrowRefused, OSError."""
    escrow = read_escrow(read_small_text(escrow_file))
    protected = read_small_text(key_file)
    passphrase = ask_passphrase("Mật khẩu của khóa riêng · Passphrase of the private key: ")
    return open_escrow(escrow, unprotect(protected, passphrase), site_id=room.site_id)


def _task(room: BoundRoom, room_key: bytes, sources: tuple[Path, ...]) -> RecoveryTask:
    return RecoveryTask(
        site_id=room.site_id,
        room_key=room_key,
        target=room.folders,
        sources=sources,
        bind=lambda: keep_room_key(room.key, system_keyring(), room_key),
    )


def _report(recovered: Recovered, *, is_other_pc: bool) -> None:
    say(
        f"Đã khôi phục phòng trên máy này: {recovered.lines} dòng biên bản, "
        f"{recovered.papers} tài liệu, {recovered.unsent} thao tác chưa gửi. · "
        f"The room is recovered: {recovered.lines} lines, {recovered.papers} papers, "
        f"{recovered.unsent} operations not yet sent."
    )
    if recovered.missing_papers:
        say(
            f"{recovered.missing_papers} tài liệu không có tệp ở đây; đã gửi thì sẽ tải lại từ "
            "thành phố. · Their files are not here; what was sent comes back from the city."
        )
    if recovered.was_rebuilt:
        say(
            f"Dữ liệu được dựng lại từ bản sao; {recovered.lost} mục không còn. · "
            f"The records were made anew from copies; {recovered.lost} records are gone."
        )
    if is_other_pc:
        say(
            "Tiếp theo: đặt enrol_code mới, mở chương trình, đăng nhập khi có mạng; báo thành phố "
            "hủy máy cũ. · Next: set a new enrol_code, open the program, sign in with a network; "
            "have the city revoke the old PC."
        )
