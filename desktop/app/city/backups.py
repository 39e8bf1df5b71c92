"""`reception-room city-backup` and `city-restore`, for IT at the city."""

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from desktop.app.city.command import (
    CommandResult,
    city_config,
    data_faults_told,
    opened_city,
    refuse,
    tell,
)
from desktop.cityserver.admin.city import begin_epoch, open_city
from desktop.cityserver.backup.folder import BackupFolder
from desktop.cityserver.backup.making import BackupMade, make_backup
from desktop.cityserver.backup.refusals import REFUSALS, BackupRefusal
from desktop.cityserver.backup.restoring import DamagedBackup, Restored, restore_backup
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.reception.deadlines import LOCAL_ZONE

SHOWN = 5
"""So many names of damaged files are printed; JSON has all."""

_SENTENCES: dict[BackupRefusal, tuple[str, ExitCode]] = {
    BackupRefusal.NOT_SQLITE: (
        "Chỉ sao lưu được SQLite. · Only SQLite; other databases have tools of their own.",
        ExitCode.FAILED,
    ),
    BackupRefusal.IN_USE: (
        "Máy chủ hoặc một lần sao lưu đang chạy. · The server runs, or another backup.",
        ExitCode.ROOM_TAKEN,
    ),
    BackupRefusal.NO_BACKUP: (
        "Không có bản sao này. · No such backup.",
        ExitCode.MISSING_PREREQUISITE,
    ),
    BackupRefusal.DATA_THERE: (
        "Đã có dữ liệu, dùng --replace để thay. · Data is there, --replace puts it aside.",
        ExitCode.FAILED,
    ),
    BackupRefusal.UNREADABLE: (
        "Cơ sở dữ liệu hỏng. · The city's database is damaged.",
        ExitCode.STORE_UNREADABLE,
    ),
}


def back_up(arguments: argparse.Namespace) -> int:
    """`reception-room city-backup`: beside a running server."""
    return tell(arguments, _back_up)


def restore(arguments: argparse.Namespace) -> int:
    """`reception-room city-restore`: the server stopped."""
    return tell(arguments, _restore)


def new_epoch(arguments: argparse.Namespace) -> int:
    """`reception-room city-new-epoch`: after PostgreSQL's own tools put a copy back."""
    return tell(arguments, _new_epoch)


def _new_epoch(arguments: argparse.Namespace) -> CommandResult:
    with _faults_told(), opened_city(arguments, has_begun=True) as city:
        epoch = begin_epoch(city)
    lines = (
        "Các phòng sẽ tự gửi lại phần còn thiếu. · Rooms will send again what is missing.",
        "Mọi người nhập lại mã PIN một lần. · Everybody enters the PIN once more.",
        "Làm lại những gì đã đổi sau lúc sao lưu · Set again what was changed since the dump:",
        "  mật khẩu, tài khoản, mã PIN, máy bị thu hồi · passwords, accounts, PINs, revoked rooms.",
    )
    return CommandResult(lines=lines, facts={"epoch": epoch})


def _back_up(arguments: argparse.Namespace) -> CommandResult:
    config = city_config(arguments, has_begun=True)
    if config.is_on_postgresql:
        _refuse(BackupRefusal.NOT_SQLITE)
    folder = _backup_folder(arguments.to)
    with _faults_told(), data_faults_told(), open_city(config) as city:
        made = make_backup(config, city, folder, keep=arguments.keep, clock=SystemClock())
    return _told_of_backup(made)


def _told_of_backup(made: BackupMade) -> CommandResult:
    manifest = made.manifest
    lines = [
        f"Đã sao lưu và kiểm tra · Backed up and verified: {made.name}",
        f"  revision {manifest.revision}, database {manifest.database_bytes} bytes",
        f"  tài liệu · papers: {len(manifest.papers)}, mới · new: {made.new_papers}",
        f"  an toàn đến · safe up to: {made.safe_revision}",
    ]
    if made.damaged:
        lines.append(
            "Tài liệu hỏng trên máy chủ, không có trong bản sao · Damaged papers of the city, "
            f"not in the backup: {_some(made.damaged)}"
        )
    if made.mended:
        lines.append(
            "Tài liệu hỏng trên máy chủ, đã lấy lại từ bản sao trước · Damaged papers of the city, "
            f"whole again from an earlier backup: {_some(made.mended)}"
        )
    facts = {
        "name": made.name,
        "made_at": manifest.made_at.isoformat(),
        "revision": manifest.revision,
        "safe_revision": made.safe_revision,
        "papers": len(manifest.papers),
        "new_papers": made.new_papers,
        "damaged_papers": list(made.damaged),
        "mended_papers": list(made.mended),
    }
    code = ExitCode.FAILED if made.damaged else ExitCode.OK
    return CommandResult(lines=tuple(lines), facts=facts, code=code)


def _restore(arguments: argparse.Namespace) -> CommandResult:
    config = city_config(arguments)
    with _faults_told(), data_faults_told():
        restored = restore_backup(
            config,
            _backup_folder(arguments.source),
            name=arguments.backup,
            may_replace=arguments.replace,
            clock=SystemClock(),
        )
    return _told_of_restore(restored)


def _told_of_restore(restored: Restored) -> CommandResult:
    manifest = restored.backup.manifest
    made_at = manifest.made_at.astimezone(LOCAL_ZONE)
    lines = [
        f"Đã khôi phục bản sao · Restored: {restored.backup.name} ({made_at:%d/%m/%Y %H:%M})",
        f"  revision {manifest.revision}, tài liệu · papers: {len(manifest.papers)}",
        "Khởi động máy chủ: các phòng tự gửi lại · Start the server: rooms send again.",
    ]
    if not restored.has_sign_ins:
        lines.append("Mọi người nhập lại mã PIN một lần · Everybody enters the PIN once more.")
    if restored.put_aside is not None:
        lines.append(f"Dữ liệu cũ · Former database: {restored.put_aside}")
    facts = {
        "name": restored.backup.name,
        "made_at": manifest.made_at.isoformat(),
        "revision": manifest.revision,
        "papers": len(manifest.papers),
        "epoch": restored.epoch,
        "sign_ins_kept": restored.has_sign_ins,
        "put_aside": None if restored.put_aside is None else str(restored.put_aside),
    }
    return CommandResult(lines=tuple(lines), facts=facts)


def _backup_folder(path: Path) -> BackupFolder:
    """The folder must be there: a disk that is not mounted would be backed up onto itself."""
    if not path.is_dir():
        refuse(
            "no_backup_folder",
            f"Không có thư mục sao lưu này, ổ đĩa đã gắn chưa? "
            f"· No such folder, is the disk mounted? {path}",
            ExitCode.MISSING_PREREQUISITE,
        )
    return BackupFolder(path)


@contextmanager
def _faults_told() -> Iterator[None]:
    """What making and restoring raise becomes a refusal."""
    try:
        yield
    except tuple(REFUSALS) as fault:
        _refuse(REFUSALS[type(fault)])
    except DamagedBackup as damaged:
        refuse(
            "damaged_backup",
            f"Bản sao hỏng, không thay đổi gì. · The backup is damaged, nothing was changed: "
            f"{_some(damaged.names)}",
            ExitCode.STORE_UNREADABLE,
        )
    except sqlite3.Error as error:
        refuse(
            "not_copied",
            "Không sao chép được cơ sở dữ liệu. · The database cannot be copied: "
            f"{error.sqlite_errorname}",
        )
    except OSError as error:
        refuse("disk", f"Lỗi ổ đĩa. · The disk refuses: {error.strerror}")


def _refuse(refusal: BackupRefusal) -> NoReturn:
    sentence, code = _SENTENCES[refusal]
    refuse(refusal.value, sentence, code)


def _some(names: tuple[str, ...]) -> str:
    more = f" … ({len(names)})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
