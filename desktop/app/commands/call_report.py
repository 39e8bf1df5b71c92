"""`reception-room call-report`: per site, what was really sent and received in the last call."""

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Any

from desktop.app.console import write_in_utf8
from desktop.app.services.call_history import Row, SiteHistory, Value, summary
from desktop.app.services.last_call import RecordedCall, read_last_call
from desktop.diagnostics.exit_codes import ExitCode
from desktop.settings.paths import standard_places

LOOK_EVERY_S = 1.0

_LABEL_WIDTH = 36
_VALUE_WIDTH = 22
_NONE = "–"
_MINUTE_COLUMNS = (
    ("phút", "minute"),
    ("nhận k/s", "in kbit/s"),
    ("mất %", "lost %"),
    ("hình/s", "fps"),
    ("đứng s", "frozen s"),
    ("cỡ hình", "size"),
    ("gửi k/s", "out kbit/s"),
    ("mất %", "lost %"),
    ("nấc", "rung"),
    ("RTT ms", "RTT ms"),
    ("vì", "because"),
)
_CAUSES = {
    "our_line": "mạng phòng này · our line",
    "their_line": "mạng nơi kia · their line",
    "slow_pc": "máy chậm · slow PC",
    "device": "thiết bị · device",
}


def run(arguments: argparse.Namespace) -> int:
    """Print the report; with --live again whenever the desk has written, until Ctrl+C."""
    write_in_utf8()
    folders = _folders(arguments)
    call = read_last_call(folders)
    if call is None:
        sys.stderr.write("Chưa có cuộc gọi nào trên máy này. · No call on this PC yet.\n")
        return ExitCode.FAILED
    _print(call, is_json=arguments.json)
    if arguments.live:
        _follow(folders, call, is_json=arguments.json)
    return ExitCode.OK


def report_as_json(call: RecordedCall) -> dict[str, Any]:
    """Times, and for each site the whole call, its minutes and its last seconds."""
    return {
        "began_at": call.began_at.isoformat(timespec="seconds"),
        "lasted_s": call.lasted_s,
        "has_ended": call.has_ended,
        "sites": {
            site.site_id: {
                "whole": _whole(site),
                "now": dict(site.seconds[-1]) if site.seconds else None,
                "minutes": [dict(row) for row in site.minutes],
                "seconds": [dict(row) for row in site.seconds],
            }
            for site in call.sites
        },
    }


def report_as_text(call: RecordedCall) -> str:
    """A table for each site, then its minutes."""
    began_at = call.began_at.astimezone()
    state = "đã kết thúc · ended" if call.has_ended else "đang diễn ra hoặc bị ngắt · not ended"
    head = (
        f"Cuộc gọi gần nhất · last call: {began_at:%Y-%m-%d %H:%M:%S}, "
        f"{_duration(call.lasted_s)} ({state})"
    )
    parts = [head]
    for site in call.sites:
        parts += ["", *_site_lines(site)]
    return "\n".join(parts) + "\n"


def _folders(arguments: argparse.Namespace) -> list[Path]:
    if arguments.folder is not None:
        return [arguments.folder]
    places = standard_places()
    return [places.log_folder, places.data_folder]


def _print(call: RecordedCall, *, is_json: bool) -> None:
    text = json.dumps(report_as_json(call)) + "\n" if is_json else report_as_text(call)
    sys.stdout.write(text)
    sys.stdout.flush()


def _follow(folders: list[Path], call: RecordedCall, *, is_json: bool) -> None:
    waiting = threading.Event()
    while not waiting.wait(LOOK_EVERY_S):
        newest = read_last_call(folders)
        if newest is not None and newest != call:
            call = newest
            _print(call, is_json=is_json)


def _whole(site: SiteHistory) -> dict[str, Value] | None:
    return summary(site.minutes) if site.minutes else None


def _site_lines(site: SiteHistory) -> list[str]:
    whole = _whole(site)
    if whole is None:
        return [f"{site.site_id}: {_NONE}"]
    lines = [
        _line(f"Điểm cầu · site  {site.site_id}", "nhận · received", "gửi · sent"),
        _line("bộ xử lý · engine", _text(whole, "engine"), ""),
        _line("mã hóa · codec", _text(whole, "codec"), ""),
        _line("đường đi · path", _text(whole, "path"), ""),
        _line("nấc hình · rung", _rung(whole, "their"), _rung(whole, "sent")),
        _line("cỡ hình · size", _size(whole, ""), _size(whole, "sent_")),
        _line("hình/giây · fps", _range(site, "video_fps"), _range(site, "sent_fps")),
        _line("kbit/s", _range(site, "received_kbps", 0), _range(site, "sent_kbps", 0)),
        _line("đường tải được · available kbit/s", "", _range(site, "available_kbps", 0)),
        _line("mất gói · loss %", _range(site, "loss", 1, 100), _range(site, "sent_loss", 1, 100)),
        _line("khứ hồi · RTT ms", _range(site, "round_trip_s", 0, 1000), ""),
        _line("dao động · jitter ms", _range(site, "jitter_s", 0, 1000), ""),
        _line("hình đứng · frozen s", _plain(whole, "freeze_s"), ""),
        _line("tiếng bù · concealed %", _range(site, "concealed", 1, 100), ""),
        _line("mã hóa · encode ms", "", _range(site, "encode_ms")),
        _line("lâu nhất không có gói · silent s", _plain(whole, "silent_s"), ""),
        "",
        _cells(*(vietnamese for vietnamese, _ in _MINUTE_COLUMNS)),
        _cells(*(english for _, english in _MINUTE_COLUMNS)),
    ]
    return [*lines, *(_minute_line(row) for row in site.minutes)]


def _minute_line(row: Row) -> str:
    return _cells(
        f"{int(_number(row, 'at_s') or 0) // 60}",
        _plain(row, "received_kbps", 0),
        _plain(row, "loss", 1, 100),
        _plain(row, "video_fps"),
        _plain(row, "freeze_s"),
        _size(row, ""),
        _plain(row, "sent_kbps", 0),
        _plain(row, "sent_loss", 1, 100),
        _text(row, "sent_rung"),
        _plain(row, "round_trip_s", 0, 1000),
        _cause(row, "sent"),
    )


def _cells(*texts: str) -> str:
    """All to the right but the last one."""
    *numbers, last = texts
    return " ".join(f"{text:>10}" for text in numbers) + (f"  {last}" if last else "")


def _line(label: str, received: str, sent: str) -> str:
    return f"{label:<{_LABEL_WIDTH}}{received:<{_VALUE_WIDTH}}{sent}".rstrip()


def _range(site: SiteHistory, name: str, digits: int = 1, scale: float = 1.0) -> str:
    """The mean, and in brackets the extremes of the minutes when they differ."""
    mean = _number(summary(site.minutes), name)
    values = [value for row in site.minutes if (value := _number(row, name)) is not None]
    if mean is None or not values:
        return _NONE
    low, high = (f"{value * scale:.{digits}f}" for value in (min(values), max(values)))
    text = f"{mean * scale:.{digits}f}"
    return text if low == high else f"{text} ({low}–{high})"


def _plain(row: Row, name: str, digits: int = 1, scale: float = 1.0) -> str:
    value = _number(row, name)
    return _NONE if value is None else f"{value * scale:.{digits}f}"


def _number(row: Row, name: str) -> float | None:
    value = row.get(name)
    return None if value is None or isinstance(value, str) else value


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) and value else _NONE


def _size(row: Row, prefix: str) -> str:
    width, height = _number(row, f"{prefix}width"), _number(row, f"{prefix}height")
    return f"{width:.0f}x{height:.0f}" if width and height else _NONE


def _rung(row: Row, whose: str) -> str:
    cause = _cause(row, whose)
    rung = _text(row, f"{whose}_rung")
    return f"{rung}, {cause}" if cause else rung


def _cause(row: Row, whose: str) -> str:
    return _CAUSES.get(_text(row, f"{whose}_cause"), "")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest} giây · {minutes} min {rest} s"
