"""`reception-room city-recordings`: recordings that rooms sent, for IT and the archive there."""

import argparse
from dataclasses import asdict
from datetime import datetime

from desktop.app.city.command import CommandResult, city_config, opened_city, refuse, tell
from desktop.cityserver.admin.city import City
from desktop.cityserver.admin.recordings import (
    KeptListening,
    KeptRecording,
    UnknownSession,
    check_recordings,
    hold_recordings,
    list_listenings,
    list_recordings,
    release_recordings,
)
from desktop.cityserver.config.recording_store import RecordingsElsewhere
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.text import plain_line

_NONE = "Chưa có bản ghi nào. · There is no recording."
_NOBODY = "Chưa ai nghe lại. · Nobody has listened."


def run(arguments: argparse.Namespace) -> int:
    """List, read again, hold back or release; beside a running server. No key is needed."""
    return tell(arguments, _run)


def _run(arguments: argparse.Namespace) -> CommandResult:
    is_change = arguments.hold is not None or arguments.release
    if is_change and arguments.session is None:
        refuse(
            "no_session_chosen",
            "Chưa chọn buổi tiếp. · --hold and --release need --session.",
            ExitCode.BAD_USAGE,
        )
    with opened_city(arguments, has_begun=True) as city:
        if arguments.listened:
            return _listened(list_listenings(city, arguments.session))
        if is_change:
            _change(city, arguments)
        found = _read(city, arguments)
    is_sound = not any(one.damaged for one in found)
    return CommandResult(
        lines=tuple(map(_line, found)),
        facts={"recordings": [_facts(one) for one in found]},
        code=ExitCode.OK if is_sound else ExitCode.FAILED,
        warnings=() if found else (_NONE,),
    )


def _listened(heard: tuple[KeptListening, ...]) -> CommandResult:
    return CommandResult(
        lines=tuple(
            " · ".join(
                (
                    _hour(one.at),
                    one.user_id,
                    one.session_id,
                    f"from {_hour(one.from_at)}",
                    plain_line(one.reason),
                )
            )
            for one in heard
        ),
        facts={
            "listenings": [
                {**asdict(one), "at": one.at.isoformat(), "from_at": one.from_at.isoformat()}
                for one in heard
            ]
        },
        warnings=() if heard else (_NOBODY,),
    )


def _change(city: City, arguments: argparse.Namespace) -> None:
    if arguments.release:
        if not release_recordings(city, arguments.session):
            refuse("not_held", f"Không bị giữ. · Not held: {arguments.session}")
        return
    try:
        hold_recordings(city, arguments.session, arguments.hold)
    except UnknownSession:
        refuse("no_session", f"Không có buổi tiếp này. · No such session: {arguments.session}")


def _read(city: City, arguments: argparse.Namespace) -> tuple[KeptRecording, ...]:
    if not arguments.check:
        return list_recordings(city, arguments.session)
    try:
        return check_recordings(city, city_config(arguments), arguments.session)
    except RecordingsElsewhere as elsewhere:
        refuse(
            "elsewhere",
            "Bản ghi nằm ở chỗ khác (xem --recording-store). "
            f"· Recordings lie in {elsewhere.place}",
            ExitCode.BAD_USAGE,
        )
    except OSError as error:
        where = error.filename or error.strerror
        refuse("unreadable", f"Không đọc được: {error.strerror}. · Cannot read: {where}")


def _line(one: KeptRecording) -> str:
    words = [
        one.site_id,
        one.session_id,
        one.room_id,
        _minute(one.received_at),
        f"{one.parts} parts",
        f"{one.size_bytes} bytes",
        f"seal: {one.seal}",
        "whole" if one.is_whole else "NOT whole",
    ]
    for name in ("missing", "refused", "damaged"):
        numbers = getattr(one, name)
        if numbers:
            words.append(f"{name}: {' '.join(map(str, numbers))}")
    if one.held:
        words.append(f"held: {one.held}")
    return " · ".join(words)


def _minute(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"


def _hour(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M:%S}"


def _facts(one: KeptRecording) -> dict[str, object]:
    return {
        "session_id": one.session_id,
        "room_id": one.room_id,
        "site_id": one.site_id,
        "received_at": one.received_at.isoformat(),
        "parts": one.parts,
        "size_bytes": one.size_bytes,
        "missing": list(one.missing),
        "refused": list(one.refused),
        "damaged": list(one.damaged),
        "is_whole": one.is_whole,
        "seal": one.seal,
        "held": one.held,
    }
