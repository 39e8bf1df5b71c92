"""`reception-room city-rooms`: which of the city's rooms would fail today, for IT at the city."""

import argparse
from collections.abc import Iterable
from datetime import datetime, timedelta

from desktop.app.city.command import CommandResult, opened_city, tell
from desktop.cityserver.admin.city import list_rooms
from desktop.contract.rooms import RoomList, RoomState
from desktop.domain.clock import SystemClock
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.room.measurements import CheckResult, Overall

FRESH_FOR = timedelta(hours=24)
NEVER = "never"
OLD = "old"
_ORDER = (Overall.NOT_USABLE.value, NEVER, OLD, Overall.LIMITED.value, Overall.READY.value)


def run(arguments: argparse.Namespace) -> int:
    """Print every enrolled room and its newest check, the worst first; beside a running server."""
    return tell(arguments, _show)


def _show(arguments: argparse.Namespace) -> CommandResult:
    with opened_city(arguments) as city:
        found = list_rooms(city)
    return CommandResult(lines=as_lines(found, now()), facts=found.model_dump(mode="json"))


def now() -> datetime:
    """By this PC's clock."""
    return SystemClock().now()


def as_lines(found: RoomList, at: datetime) -> tuple[str, ...]:
    """A line for each room: state, hour of the check, site, what failed or is limited."""
    rooms = sorted(found.rooms, key=lambda room: (_rank(state_of(room, at)), room.site_name))
    states = [state_of(room, at) for room in rooms]
    counts = ", ".join(f"{name} {states.count(name)}" for name in _ORDER if name in states)
    return (counts or "no rooms", *(_line(room, at) for room in rooms))


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
