"""`reception-room city-escrow`: sealed keys that rooms left on the city's server, for IT there."""

import argparse
import sys
from pathlib import Path

from desktop.app.console import say, write_in_utf8
from desktop.app.escrow_keeper import write_new
from desktop.app.key_words import tell
from desktop.cityserver.admin import list_escrows, open_city, remove_escrow
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.tables import RoomEscrowRow
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.deadlines import LOCAL_ZONE
from desktop.settings.escrow import Escrow, escrow_text


def run(arguments: argparse.Namespace) -> int:
    """List, export or remove; beside a running server. The server itself can open none of them."""
    write_in_utf8()
    if not arguments.folder.is_dir() and arguments.database_url is None:
        tell(f"Không có thư mục này. · No such folder: {arguments.folder}")
        return ExitCode.MISSING_PREREQUISITE
    config = CityServerConfig(folder=arguments.folder, database_url=arguments.database_url)
    with open_city(config) as database:
        if arguments.remove is not None:
            return _remove(database, *arguments.remove)
        rows = [row for row in list_escrows(database) if arguments.site in {None, row.site_id}]
    if arguments.out is not None:
        return _export(rows, arguments.out)
    for row in rows:
        sys.stdout.write(_line(row) + "\n")
    if not rows:
        tell("Chưa có khóa dự phòng nào. · There is no escrow.")
    return ExitCode.OK


def _remove(database: Database, room_id: str, label: str) -> int:
    if not remove_escrow(database, room_id, label):
        tell(f"Không có khóa dự phòng này. · There is no such escrow: {room_id} {label}")
        return ExitCode.FAILED
    say(f"Đã xóa. · Removed: {room_id} {label}")
    return ExitCode.OK


def _export(rows: list[RoomEscrowRow], folder: Path) -> int:
    code = ExitCode.OK
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for row in rows:
            path = folder / _file_name(row)
            try:
                write_new(path, escrow_text(_escrow(row)))
            except FileExistsError:
                tell(f"Tệp đã có, không ghi đè. · This file exists, it is left as it is: {path}")
                code = ExitCode.FAILED
            else:
                say(str(path))
    except OSError as error:
        tell(f"Không ghi được: {error.strerror}. · Cannot write: {error.filename}")
        code = ExitCode.FAILED
    if not rows:
        tell("Chưa có khóa dự phòng nào. · There is no escrow.")
        code = ExitCode.FAILED
    return code


def _escrow(row: RoomEscrowRow) -> Escrow:
    return Escrow(
        site_id=row.site_id,
        label=row.label,
        keys=tuple(row.keys.split(",")),
        sealed=row.sealed,
    )


def _file_name(row: RoomEscrowRow) -> str:
    # an id may hold a colon, which Windows takes for something else
    return f"{row.site_id}-{row.room_id}-{row.label}.escrow".replace(":", "_")


def _line(row: RoomEscrowRow) -> str:
    at = f"{row.received_at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"
    keys = " ".join(f"{key[:12]}…" for key in row.keys.split(","))
    return f"{row.site_id} {row.room_id} {row.label} {at} {keys}"
