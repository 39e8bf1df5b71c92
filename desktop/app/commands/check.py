"""`reception-room check`: the room check without a window, for IT and its scripts."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from desktop.app.commands.check_sending import Kept, RoomInUse, Sending, read_kept, send_check
from desktop.app.console import write_in_utf8
from desktop.app.desk.virtual_display import current_has_display
from desktop.app.room.engine_options import engine_options
from desktop.app.room.folders import UNBOUND_ROOM, copies_folder, room_folder
from desktop.app.room.room_key import room_key_request
from desktop.app.services.device_choice import ChosenDevices
from desktop.app.services.room_check import CheckSources, RoomChecker
from desktop.devices.backends.power import power_of_this_pc
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.events import Event
from desktop.domain.media.call import IceServer
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.room.events import RoomChecked
from desktop.domain.room.measurements import CheckItem, LineFacts, Overall, RoomReport
from desktop.media.desk.client import MediaClient
from desktop.settings.load import load_settings, log_problems
from desktop.settings.model import Settings
from desktop.settings.paths import standard_places
from desktop.settings.proxy import proxy_of
from desktop.settings.secrets import KeyRequest
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.http.line_probe import LineProbe, relays_of

ENGINE_LIMIT_S = 12.0
CHECK_LIMIT_S = 60.0


class CheckExit(IntEnum):
    """Exit codes of this sub-command; its standard output is empty when no check was made."""

    READY = 0
    LIMITED = 1
    NOT_USABLE = 2


_EXITS = {
    Overall.READY: CheckExit.READY,
    Overall.LIMITED: CheckExit.LIMITED,
    Overall.NOT_USABLE: CheckExit.NOT_USABLE,
}


def run(arguments: argparse.Namespace) -> int:
    """Check this PC's room as its settings say; prints and returns how it is."""
    write_in_utf8()
    places = standard_places()
    if arguments.settings is not None:
        places = replace(places, user_file=arguments.settings)
    loaded = load_settings(places, os.environ)
    log_problems(loaded)  # on standard error
    settings = loaded.settings
    room = settings.site_id or UNBOUND_ROOM
    folder = room_folder(places, settings, room)
    clock = SystemClock()
    key = room_key_request(room, folder, copies_folder(places, settings, room))
    try:
        kept = read_kept(folder, key, clock)
    except RoomInUse:
        # Its chirp would be heard in a reception, and its camera is the program's.
        sys.stderr.write("Chương trình đang mở và tự kiểm tra. · The program runs and checks.\n")
        return ExitCode.ROOM_TAKEN
    address = city_address(settings)
    report = check_room(settings, folder, kept, address)
    if report is None:
        sys.stderr.write("Bộ xử lý hình và tiếng không chạy. · The media engine did not start.\n")
        return ExitCode.MISSING_PREREQUISITE
    sending = _send(report, _api(address, clock, kept), folder, key)
    if arguments.json:
        text = json.dumps({**as_json(report), "sending": sending.value}, indent=2)
    else:
        text = f"{as_text(report)}\nreport: {sending.value}"
    sys.stdout.write(text + "\n")
    return _EXITS[report.overall]


def _send(report: RoomReport, api: HttpCityApi | None, folder: Path, key: KeyRequest) -> Sending:
    """To the city that this PC is bound to."""
    if api is None:
        return Sending.NOT_BOUND
    try:
        return send_check(report, folder=folder, key=key, api=api, clock=SystemClock())
    finally:
        api.close()


def check_room(
    settings: Settings, folder: Path, kept: Kept, address: CityAddress | None
) -> RoomReport | None:
    """The whole check; None when no engine came up to make it. Takes about ten seconds.

    kept: without a room token line and relay are left out, without choices any device is measured.
    address: as `city_address` gave it.
    """
    clock = SystemClock()
    events: Queue[Event] = Queue()
    media = MediaClient(clock=clock, emit=events.put, engine=engine_options(settings))
    api = _api(address, clock, kept)
    checker = RoomChecker(
        media=media,
        sources=CheckSources(
            folder=folder if folder.exists() else Path(tempfile.gettempdir()),
            server_time=_server_time(api),
            line=_line(api, kept.room_token, clock),
            relays=_relays(api, kept.room_token),
            sync_status=None,  # the store belongs to the program that may be running
            power=power_of_this_pc(),
        ),
        clock=clock,
        emit=events.put,
        limits=settings.check_limits,
    )
    checker.second_displays = _count_displays()
    devices = ChosenDevices(memory=kept, media=media)
    devices.start()
    media.start()
    try:
        for event in _until(events, clock, ENGINE_LIMIT_S):
            devices.on_event(event)
            if isinstance(event, EngineStateChanged) and event.is_up:
                break
        checker.begin()
        for event in _until(events, clock, CHECK_LIMIT_S):
            checker.on_event(event)
            devices.on_event(event)
            if isinstance(event, RoomChecked):
                return event.report
    except Empty:
        pass
    finally:
        checker.stop()
        media.stop()
        if api is not None:
            api.close()
    return None


def _until(events: Queue[Event], clock: Clock, limit_s: float) -> Iterator[Event]:
    """Events as they come. Raises Empty when the time is over, however many come."""
    ends_s = clock.monotonic() + limit_s
    while (left_s := ends_s - clock.monotonic()) > 0:
        yield events.get(timeout=left_s)
    raise Empty


def as_json(report: RoomReport) -> dict[str, Any]:
    """As scripts read it; times in ISO 8601."""
    return {
        "overall": report.overall.value,
        "checked_at": report.checked_at.isoformat(timespec="seconds"),
        "took_s": report.took_s,
        "items": [_item_as_json(item) for item in report.items],
    }


def as_text(report: RoomReport) -> str:
    """A line for each item."""
    head = f"{report.overall.value}, {report.took_s:.0f} s"
    return "\n".join([head, *(_item_as_text(item) for item in report.items)])


def _item_as_json(item: CheckItem) -> dict[str, Any]:
    return {
        "code": item.code.value,
        "value": item.value,
        "unit": item.unit.value,
        "limit": item.limit,
        "result": item.result.value,
        "next_step": item.next_step.value,
        "note": dict(item.note),
    }


def _item_as_text(item: CheckItem) -> str:
    value = "–" if item.value is None else f"{item.value:g} {item.unit.value}".rstrip()
    limit = "" if item.limit is None else f"({item.limit:g})"
    note = " ".join(f"{name}={text}" for name, text in item.note)
    cells = (
        f"{item.code.value:<22}{item.result.value:<14}{value:<14}{limit:<10}",
        item.next_step.value,
        note,
    )
    return " ".join(cell for cell in cells if cell).rstrip()


def city_address(settings: Settings) -> CityAddress | None:
    """The city that this PC is bound to, and the way there; None: bound to none."""
    if settings.server_url is None:
        return None
    return CityAddress(
        base_url=settings.server_url, ca_file=settings.ca_file, proxy=proxy_of(settings)
    )


def _api(address: CityAddress | None, clock: SystemClock, kept: Kept) -> HttpCityApi | None:
    if address is None:
        return None
    return HttpCityApi(address=address, clock=clock, certificate=kept.certificate)


def _server_time(api: HttpCityApi | None) -> Callable[[], datetime] | None:
    return None if api is None else lambda: api.server_info().server_time


def _line(
    api: HttpCityApi | None, room_token: str | None, clock: SystemClock
) -> Callable[[], LineFacts | None] | None:
    if api is None or room_token is None:
        return None
    return partial(LineProbe(api=api, clock=clock).measure, room_token)


def _relays(
    api: HttpCityApi | None, room_token: str | None
) -> Callable[[], tuple[IceServer, ...]] | None:
    if api is None or room_token is None:
        return None
    return lambda: relays_of(api.relays(room_token))


def _count_displays() -> int | None:
    """Screens beside the first one; None where there is no screen at all."""
    if not current_has_display():
        return None
    from desktop.ui.platform.displays import count_displays  # noqa: PLC0415 - Qt, only with a screen

    return max(0, count_displays() - 1)
