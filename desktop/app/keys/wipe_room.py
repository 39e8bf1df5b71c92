"""`reception-room wipe-room`: crypto-erase. Without the key nobody reads this PC's records."""

import argparse
import shutil
from dataclasses import dataclass

from desktop.app.console import say
from desktop.app.keys.words import NOTHING_CHANGED, RUNS, ask_line, room_of, tell, tell_error
from desktop.app.room.bound_room import BoundRoom
from desktop.app.room.folders import RECORDINGS_NAME
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.errors import StorageError
from desktop.domain.sync.status import SyncStatus
from desktop.files.durable import sync_folder
from desktop.settings.escrow import FILE_NAME
from desktop.settings.secrets import (
    NO_KEYRING,
    forget_room_key,
    load_or_create_room_key,
    system_keyring,
)
from desktop.store.codes import StorageCode
from desktop.store.database.database import DATABASE_NAME
from desktop.store.database.folder_lock import FolderLock
from desktop.store.store import open_store
from desktop.sync.traffic.status import StatusBoard


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unsent:
    """What the city has not. error: it could not be counted."""

    status: SyncStatus | None = None
    error: StorageError | None = None


def run(arguments: argparse.Namespace) -> int:
    """Erase the key of the room that the settings name."""
    room = room_of(arguments)
    if room is None:
        return ExitCode.FAILED
    if not room.folders.records.is_dir():
        tell(f"Máy này chưa có dữ liệu của phòng. · No records here: {room.folders.records}")
        return ExitCode.FAILED
    code = _wipe(room, arguments)
    if code != ExitCode.OK:
        tell(NOTHING_CHANGED)
        return code
    if arguments.delete:
        return _delete(room)
    _report(room)
    return code


def _wipe(room: BoundRoom, arguments: argparse.Namespace) -> ExitCode:
    unsent = _count_unsent(room)
    if unsent.error is not None and unsent.error.code == StorageCode.IN_USE:
        tell(RUNS)
        return ExitCode.ROOM_TAKEN
    is_lossless = all((_tell_unsent(unsent), _tell_recordings(room)))
    if not (is_lossless or arguments.force):
        tell("Muốn bỏ phần đó thì thêm --force. · --force gives it up.")
        return ExitCode.FAILED
    if not _is_agreed(room, arguments.confirm):
        return ExitCode.FAILED
    try:
        _erase(room)
    except StorageError as error:
        tell_error(error)
        return ExitCode.FAILED
    return ExitCode.OK


def _count_unsent(room: BoundRoom) -> _Unsent:
    if not (room.folders.records / DATABASE_NAME).exists():
        return _Unsent()
    clock = SystemClock()
    try:
        key = load_or_create_room_key(room.key, system_keyring()).key
        store = open_store(room.folders.records, key, clock, copies_folder=room.folders.copies)
    except StorageError as error:
        return _Unsent(error=error)
    try:
        board = StatusBoard(store=store, clock=clock, emit=lambda _event: None)
        board.refresh()
        return _Unsent(status=board.status())
    finally:
        store.close()


def _tell_unsent(unsent: _Unsent) -> bool:
    """Whether nothing would be lost; says what would."""
    if unsent.error is not None:
        tell_error(unsent.error)
        tell("Không đếm được phần chưa gửi. · What was not sent could not be counted.")
        return False
    status = unsent.status
    if status is None or (status.is_all_sent and not status.pending_views):
        return True
    operations = status.pending_operations + status.pending_views
    tell(
        f"Chưa gửi về thành phố: {operations} thao tác, {status.pending_papers} "
        f"tài liệu, {status.refused_operations} mục bị từ chối. · Not at the city: "
        f"{operations} operations, {status.pending_papers} papers, "
        f"{status.refused_operations} refused."
    )
    return False


def _tell_recordings(room: BoundRoom) -> bool:
    """Whether no recording loses its only key; says how many would, at the city too."""
    roots = (room.folders.records / RECORDINGS_NAME, room.folders.second_recordings)
    folders = (one for root in roots if root and root.is_dir() for one in root.iterdir())
    count = len({one.name for one in folders if one.is_dir()})
    if count:
        tell(
            f"Khóa của {count} bản ghi chỉ có ở máy này: bản ghi đã gửi về thành phố cũng không mở "
            f"được nữa. · The keys of {count} recordings are here alone: those at the city could "
            "not be opened again either."
        )
    return not count


def _is_agreed(room: BoundRoom, confirmed: str | None) -> bool:
    if confirmed is not None:
        return confirmed == room.site_id
    tell(
        "Xóa khóa của phòng trên máy này: biên bản và tài liệu ở đây không ai đọc lại được nữa. · "
        "The room's key is erased here: nobody can read this PC's minutes and papers again."
    )
    return ask_line(f"Gõ {room.site_id} để xóa · Type it to go on: ") == room.site_id


def _erase(room: BoundRoom) -> None:
    """Raises StorageError."""
    folder, backend = room.folders.records, system_keyring()
    if backend is None:
        raise StorageError(NO_KEYRING)
    lock = FolderLock(folder=folder)
    lock.acquire()
    try:
        forget_room_key(room.key, backend)
        (folder / FILE_NAME).unlink(missing_ok=True)
        sync_folder(folder)
    finally:
        lock.release()


def _delete(room: BoundRoom) -> ExitCode:
    """What the key no longer opens; a link in place of a folder is never followed."""
    failed: list[str] = []
    for folder in (room.folders.records, room.folders.copies):
        if folder.is_dir():
            shutil.rmtree(folder, onerror=lambda _call, path, _error: failed.append(str(path)))
    if failed:
        tell(f"Không xóa được · Not deleted: {failed[0]} (+{len(failed) - 1})")
        return ExitCode.FAILED
    say("Đã xóa khóa và dữ liệu của phòng trên máy này. · Key and records are deleted here.")
    return ExitCode.OK


def _report(room: BoundRoom) -> None:
    say("Đã xóa khóa của phòng và khóa dự phòng trên máy này. · Key and escrow are erased here.")
    say(
        "Dữ liệu còn lại chỉ là chữ mã hóa, xóa lúc nào cũng được. · What is left is cipher text "
        f"and may be deleted: {room.folders.records}, {room.folders.copies}"
    )
    say(
        "Thành phố còn giữ khóa dự phòng: ai có bản sao và khóa riêng của thành phố thì vẫn mở "
        "được, cho đến khi thành phố xóa (city-escrow --remove). · The city still has its escrow: "
        "with a copy and a private key of the city the records open, until the city removes it."
    )
