"""`reception-room city-note-backup`, for IT of a city on PostgreSQL."""

import argparse

from desktop.app.city.command import CommandResult, city_config, data_faults_told, refuse, tell
from desktop.cityserver.admin.city import City, open_city
from desktop.cityserver.backup.dumps import (
    DumpPoint,
    UnknownPoint,
    begin_dump,
    note_dump,
    parse_point,
)
from desktop.domain.clock import SystemClock


def note_backup(arguments: argparse.Namespace) -> int:
    """`reception-room city-note-backup`: before and after PostgreSQL's own tools."""
    return tell(arguments, _note_backup)


def _note_backup(arguments: argparse.Namespace) -> CommandResult:
    config = city_config(arguments)
    if not config.is_on_postgresql:
        refuse(
            "not_postgresql",
            "Lệnh này dành cho PostgreSQL; với SQLite dùng city-backup. "
            "· For PostgreSQL only; of SQLite city-backup takes care.",
        )
    with data_faults_told(), open_city(config) as city:
        if arguments.begin:
            return _told_of_point(begin_dump(city, SystemClock()))
        return _noted(city, arguments.done, arguments.keep)


def _told_of_point(point: DumpPoint) -> CommandResult:
    # nothing but the point, for a script to catch
    facts = {"point": point.text(), "epoch": point.epoch, "revision": point.revision}
    return CommandResult(lines=(point.text(),), facts=facts)


def _noted(city: City, untrusted_point: str, keep: int) -> CommandResult:
    try:
        point = parse_point(untrusted_point)
        safe_revision = note_dump(city, point, keep=keep)
    except UnknownPoint:
        refuse(
            "unknown_point",
            "Mốc này không phải do --begin của dữ liệu này in ra. "
            "· No point that --begin printed of this data, in this epoch.",
        )
    lines = [
        f"Đã ghi nhận bản sao lưu · Backup noted: revision {point.revision}",
        f"  an toàn đến · safe up to: {safe_revision}",
    ]
    if not safe_revision:
        lines.append(
            f"  chưa đủ {keep} bản được ghi nhận · fewer than {keep} were noted so far: rooms keep "
            "what they have sent"
        )
    return CommandResult(
        lines=tuple(lines), facts={"revision": point.revision, "safe_revision": safe_revision}
    )
