"""`reception-room city-audit`: is the city's audit log whole, and a period of it as a table."""

import argparse
import contextlib
import json
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from desktop.app.console import write_in_utf8
from desktop.app.secrecy_options import is_city
from desktop.cityserver.admin import open_city
from desktop.cityserver.audit import Fault, Verified, export_audit, verify_audit
from desktop.cityserver.audit_keys import ensure_audit_keys
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.key_files import KeyUnreadable
from desktop.cityserver.store.audit import Head
from desktop.cityserver.store.database import Database
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.deadlines import LOCAL_ZONE

_WORDS = {
    Fault.MISSING: "mục này bị xóa · the entry is missing",
    Fault.CHANGED: "mục này bị sửa · the entry was changed, removed or moved",
    Fault.NO_KEY: "không có khóa của mục này · its secret is not in audit.key",
    Fault.CUT: "phần cuối bị cắt · the end was cut off here",
    Fault.NOT_AS_TOLD: "khác mục đã báo cho phòng · not the entry that a room was told of",
    Fault.MISSED_BY_ROOM: "có phòng báo thiếu mục · a room missed an entry it was told of",
}


def run(arguments: argparse.Namespace) -> int:
    """Verify or export; beside a running server."""
    write_in_utf8()
    if not is_city(arguments):
        told = f"Không có máy chủ thành phố ở đây. · No city server's data in: {arguments.folder}"
        sys.stderr.write(told + "\n")
        return ExitCode.MISSING_PREREQUISITE
    config = CityServerConfig(folder=arguments.folder, database_url=arguments.database_url)
    try:
        with open_city(config) as database:
            if arguments.audit_action == "verify":
                return _verify(database, config.folder, arguments)
            return _export(database, arguments)
    except KeyUnreadable as error:
        sys.stderr.write(f"Không đọc được khóa. · Cannot read the secret: {error}\n")
        return ExitCode.STORE_UNREADABLE


def _verify(database: Database, folder: Path, arguments: argparse.Namespace) -> int:
    told = [Head(seq=seq, seal=seal) for seq, seal in arguments.head]
    found = verify_audit(database, ensure_audit_keys(folder), told)
    sys.stdout.write((_as_json(found) if arguments.json else _as_text(found)) + "\n")
    return ExitCode.OK if found.fault is None else ExitCode.FAILED


def _as_json(found: Verified) -> str:
    fault = None if found.fault is None else {"seq": found.seq, "fault": found.fault.value}
    return json.dumps({"entries": found.head.seq, "head": str(found.head), "broken": fault})


def _as_text(found: Verified) -> str:
    if found.fault is None:
        return f"OK, {found.head.seq} entries, head {found.head}"
    return f"BROKEN at {found.seq}: {_WORDS[found.fault]}"


def _export(database: Database, arguments: argparse.Namespace) -> int:
    start = _midnight(arguments.first_day)
    end = _midnight(arguments.last_day + timedelta(days=1))
    if end <= start:
        sys.stderr.write("Ngày cuối trước ngày đầu. · --to is before --from.\n")
        return ExitCode.BAD_USAGE
    with contextlib.ExitStack() as stack:
        file = sys.stdout
        if arguments.output is not None:
            try:
                file = stack.enter_context(arguments.output.open("x", encoding="utf-8", newline=""))
            except OSError as error:
                told = f"{arguments.output}: {error.strerror}"
                sys.stderr.write(f"Không ghi được tệp này. · Cannot write this file: {told}\n")
                return ExitCode.FAILED
        now = SystemClock().now()
        count = export_audit(database, file, start=start, end=end, at=now)
    if arguments.output is not None:
        sys.stdout.write(f"{count} entries\n")
    return ExitCode.OK


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_ZONE).astimezone(UTC)
