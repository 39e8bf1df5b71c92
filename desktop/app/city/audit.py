"""`reception-room city-audit`: is the city's audit log whole, alarms, and a period as a table."""

import argparse
import contextlib
import sys
from datetime import UTC, date, datetime, time, timedelta

from desktop.app.city.command import CommandResult, city_config, opened_city, refuse, tell
from desktop.cityserver.admin.audit_check import (
    Fault,
    NoSuchAlarm,
    acknowledge,
    export_audit,
    told_head,
    verify_audit,
)
from desktop.cityserver.secrets.audit_keys import ensure_audit_keys
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.reception.deadlines import LOCAL_ZONE

_WORDS = {
    Fault.MISSING: "mục này bị xóa · the entry is missing",
    Fault.CHANGED: "mục này bị sửa · the entry was changed, removed or moved",
    Fault.NO_KEY: "không có khóa của mục này · its secret is not in audit.key",
    Fault.CUT: "phần cuối bị cắt · the end was cut off here",
    Fault.NOT_AS_TOLD: "khác mục đã báo cho phòng · not the entry that a room was told of",
    Fault.MISSED_BY_ROOM: "có phòng báo thiếu mục · a room missed an entry it was told of",
}


def run(arguments: argparse.Namespace) -> int:
    """Verify, acknowledge or export; beside a running server."""
    works = {"verify": _verify, "acknowledge": _acknowledge, "export": _export}
    return tell(arguments, works[arguments.audit_action])


def _verify(arguments: argparse.Namespace) -> CommandResult:
    folder = city_config(arguments, has_begun=True).folder
    with opened_city(arguments) as city:
        told = [told_head(seq, seal) for seq, seal in arguments.head]
        found = verify_audit(city, ensure_audit_keys(folder), told)
    facts: dict[str, object] = {
        "entries": found.head.seq,
        "head": str(found.head),
        "broken": None,
        "alarms": list(found.alarms),
        "acknowledged": found.acknowledged,
    }
    if found.fault is None:
        line = f"OK, {found.head.seq} entries, head {found.head}"
        looked_into = f", {found.acknowledged} acknowledged" if found.acknowledged else ""
        return CommandResult(lines=(line + looked_into,), facts=facts)
    every = f" ({' '.join(map(str, found.alarms))})" if found.alarms else ""
    return CommandResult(
        lines=(f"BROKEN at {found.seq}: {_WORDS[found.fault]}{every}",),
        facts={**facts, "broken": {"seq": found.seq, "fault": found.fault.value}},
        code=ExitCode.FAILED,
    )


def _acknowledge(arguments: argparse.Namespace) -> CommandResult:
    with opened_city(arguments, has_begun=True) as city:
        try:
            count = acknowledge(city, arguments.entry, at=SystemClock().now())
        except NoSuchAlarm as missing:
            refuse(
                "no_alarm",
                "Mục này không phải cảnh báo của phòng. "
                f"· No alarm of a room at this entry: {missing.seq}",
            )
    return CommandResult(lines=(f"{count} alarms acknowledged",), facts={"acknowledged": count})


def _export(arguments: argparse.Namespace) -> CommandResult:
    """Prints the table itself, as it comes, unless a file is named."""
    start = _midnight(arguments.first_day)
    end = _midnight(arguments.last_day + timedelta(days=1))
    if end <= start:
        refuse(
            "bad_period", "Ngày cuối trước ngày đầu. · --to is before --from.", ExitCode.BAD_USAGE
        )
    with contextlib.ExitStack() as stack:
        city = stack.enter_context(opened_city(arguments, has_begun=True))
        file = sys.stdout
        if arguments.output is not None:
            try:
                file = stack.enter_context(arguments.output.open("x", encoding="utf-8", newline=""))
            except OSError as error:
                told = f"{arguments.output}: {error.strerror}"
                refuse("no_output", f"Không ghi được tệp này. · Cannot write this file: {told}")
        count = export_audit(city, file, start=start, end=end, at=SystemClock().now())
    lines = () if arguments.output is None else (f"{count} entries",)
    return CommandResult(lines=lines, facts={"entries": count})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL_ZONE).astimezone(UTC)
