"""`reception-room city-rooms`: which of the city's rooms would fail today, for IT at the city."""

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta

from desktop.app.console import write_in_utf8
from desktop.cityserver.admin import list_rooms, open_city
from desktop.cityserver.config import CityServerConfig
from desktop.contract.rooms import RoomList, RoomState
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.deadlines import LOCAL_ZONE
from desktop.domain.readiness import CheckResult, Overall

FRESH_FOR = timedelta(hours=24)
NEVER = "never"
OLD = "old"
_ORDER = (Overall.NOT_USABLE.value, NEVER, OLD, Overall.LIMITED.value, Overall.READY.value)


def run(arguments: argparse.Namespace) -> int:
    """Print every enrolled room and its newest check, the worst first; beside a running server."""
    write_in_utf8()
    if not arguments.folder.is_dir() and arguments.database_url is None:
        sys.stderr.write(f"Không có thư mục này. · No such folder: {arguments.folder}\n")
        return ExitCode.MISSING_PREREQUISITE
    config = CityServerConfig(folder=arguments.folder, database_url=arguments.database_url)
    with open_city(config) as database:
        found = list_rooms(database)
    text = found.model_dump_json(indent=2) if arguments.json else as_text(found, now())
    sys.stdout.write(text + "\n")
    return ExitCode.OK


def now() -> datetime:
    """By this PC's clock."""
    return SystemClock().now()


def as_text(found: RoomList, at: datetime) -> str:
    """A line for each room: state, hour of the check, site, what failed or is limited."""
    rooms = sorted(found.rooms, key=lambda room: (_rank(state_of(room, at)), room.site_name))
    states = [state_of(room, at) for room in rooms]
    counts = ", ".join(f"{name} {states.count(name)}" for name in _ORDER if name in states)
    return "\n".join([counts or "no rooms", *(_line(room, at) for room in rooms)])


def state_of(room: RoomState, at: datetime) -> str:
    """Of the newest check: its own word, `old` after a day, `never` without one."""
    if room.newest is None:
        return NEVER
    overall = room.newest.report.overall
    is_old = at - room.newest.received_at > FRESH_FOR
    return OLD if is_old and overall != Overall.NOT_USABLE else overall


def _rank(state: str) -> int:
    return _ORDER.index(state) if state in _ORDER else len(_ORDER)


def _line(room: RoomState, at: datetime) -> str:
    cells = [f"{state_of(room, at):<11}", f"{_hour(room):<17}", f"{room.unit_code:<6}"]
    return " ".join([*cells, room.site_name or room.site_id, *_wrong(room)]).rstrip()


def _hour(room: RoomState) -> str:
    if room.newest is None:
        return "–"
    return f"{room.newest.received_at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"


def _wrong(room: RoomState) -> Iterable[str]:
    if room.newest is None:
        return
    for item in room.newest.report.items:
        if item.result in {CheckResult.FAILED.value, CheckResult.LIMITED.value}:
            mark = "!" if item.result == CheckResult.FAILED.value else "~"
            value = "" if item.value is None else f"={item.value:g}{item.unit}"
            yield f"{mark}{item.code}{value}"
