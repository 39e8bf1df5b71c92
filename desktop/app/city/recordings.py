"""`reception-room city-recordings`: recordings that rooms sent, for IT and the archive there."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Final

from desktop.app.city.command import CommandResult, city_config, opened_city, refuse, tell
from desktop.app.city.secret_prompt import read_pin
from desktop.cityserver.admin.city import City
from desktop.cityserver.admin.recordings import (
    NO_RECORDING,
    NO_USER,
    NOT_HELD,
    NOT_LISTED,
    WRONG_PIN,
    WRONG_ROLE,
    Decider,
    DecisionRefused,
    KeptListening,
    KeptPurge,
    KeptRecording,
    RecordingPurges,
    UnknownSession,
    check_recordings,
    hold_recordings,
    list_listenings,
    list_recordings,
    prove_reader,
    purges,
    release_recordings,
)
from desktop.cityserver.config.recording_retention import UnfitRetention
from desktop.cityserver.config.recording_store import RecordingsElsewhere
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.ids import UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.recording.retention import PurgeRefusal
from desktop.domain.text import plain_line

_NONE = "Chưa có bản ghi nào. · There is no recording."
_NOBODY = "Chưa ai nghe lại. · Nobody has listened."
_SENTENCES: Final = {
    NO_USER: "Không có người này. · No such person.",
    WRONG_PIN: "Sai mã PIN. · Wrong PIN.",
    WRONG_ROLE: "Vai trò của người này không được quyết định việc đó. "
    "· This person's role may not decide it.",
    NOT_LISTED: "Buổi tiếp có vụ tố cáo mà người này không được biết. "
    "· The session receives a denunciation that this person does not need to know of.",
    NOT_HELD: "Không bị giữ. · Not held.",
    NO_RECORDING: "Chưa có bản ghi nào của buổi tiếp này. · There is no recording of this session.",
    PurgeRefusal.DECIDED: "Đã quyết định hủy rồi. · It is decided already.",
    PurgeRefusal.HELD: "Bản ghi đang bị giữ. · The recordings are held.",
    PurgeRefusal.TO_CONFIRM: "Thành phố chưa quyết định thời hạn bảo quản (TBC). "
    "· The city has not decided how long recordings are kept (TBC): recording-retention.toml.",
    PurgeRefusal.FOR_EVER: "Loại bản ghi này bảo quản vĩnh viễn. · This class is kept for ever.",
    PurgeRefusal.NOT_DUE: "Chưa hết thời hạn bảo quản: đến hết ngày {day}. "
    "· Kept until the end of {day}.",
    PurgeRefusal.ASKED: "Đã có người đề nghị, chờ người khác xác nhận. "
    "· Somebody has asked already; another person confirms.",
    PurgeRefusal.NOT_ASKED: "Chưa ai đề nghị hủy. · Nobody has asked for it.",
    PurgeRefusal.LAPSED: "Đề nghị đã quá 30 ngày: phải đề nghị lại. "
    "· What was asked has lapsed after 30 days: ask anew.",
    PurgeRefusal.SAME_PERSON: "Người đề nghị không được tự xác nhận. "
    "· Who has asked may not confirm.",
}
"""By the word of what was refused."""


def run(arguments: argparse.Namespace) -> int:
    """List, read again, hold back, release or destroy; beside a running server. Needs no key."""
    return tell(arguments, _run)


def _run(arguments: argparse.Namespace) -> CommandResult:
    is_decision = _is_decision(arguments)
    by = _decider(arguments) if is_decision or arguments.by is not None else None
    with opened_city(arguments, has_begun=True) as city, _faults_told():
        destroyed, reader = None, None if by is None else by.user_id
        if by is not None and is_decision:
            destroyed = _decide(city, arguments, by)
        elif by is not None:
            reader = prove_reader(city, arguments.session, by)
        if arguments.listened:
            return _listened(list_listenings(city, arguments.session, reader=reader))
        found = _read(city, arguments, reader)
    is_sound = not any(one.damaged for one in found)
    facts: dict[str, object] = {"recordings": [_facts(one) for one in found]}
    if destroyed is not None:
        facts["destroyed_files"] = destroyed
    return CommandResult(
        lines=tuple(map(_line, found)),
        facts=facts,
        code=ExitCode.OK if is_sound else ExitCode.FAILED,
        warnings=() if found else (_NONE,),
    )


def _is_decision(arguments: argparse.Namespace) -> bool:
    told = (arguments.hold, arguments.ask_purge)
    is_told = arguments.release or arguments.withdraw_purge or arguments.confirm_purge
    return is_told or any(reason is not None for reason in told)


def _decider(arguments: argparse.Namespace) -> Decider:
    if arguments.session is None and _is_decision(arguments):
        refuse(
            "no_session_chosen",
            "Chưa chọn buổi tiếp (--session). · A decision is about a session: --session.",
            ExitCode.BAD_USAGE,
        )
    if arguments.by is None:
        refuse(
            "nobody_named",
            "Chưa nêu người quyết định (--by). · Somebody decides, by name and PIN: --by.",
            ExitCode.BAD_USAGE,
        )
    return Decider(user_id=UserId(arguments.by), pin=read_pin(arguments.pin_file, is_new=False))


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


def _decide(city: City, arguments: argparse.Namespace, by: Decider) -> int | None:
    """How many files were destroyed, where that was decided."""
    session_id, config = arguments.session, city_config(arguments)
    if arguments.hold is not None:
        hold_recordings(city, session_id, by, arguments.hold)
    elif arguments.release:
        release_recordings(city, session_id, by)
    elif arguments.ask_purge is not None:
        purges(city, config).ask(session_id, by, arguments.ask_purge)
    elif arguments.withdraw_purge:
        purges(city, config).withdraw(session_id, by)
    else:
        return _confirm(purges(city, config), session_id, by)
    return None


def _confirm(decided: RecordingPurges, session_id: str, by: Decider) -> int:
    try:
        return decided.confirm(session_id, by)
    except OSError as error:
        refuse(
            "not_done",
            "Đã quyết định nhưng chưa hủy được hết; dịch vụ tự làm tiếp mỗi ngày. "
            f"· Decided, not all is destroyed yet, the service goes on each day: {error.strerror}",
        )


def _read(
    city: City, arguments: argparse.Namespace, reader: UserId | None
) -> tuple[KeptRecording, ...]:
    config = city_config(arguments)
    if arguments.check:
        try:
            check_recordings(city, config, arguments.session)
        except OSError as error:
            where = error.filename or error.strerror
            refuse("unreadable", f"Không đọc được: {error.strerror}. · Cannot read: {where}")
    return list_recordings(city, config, arguments.session, reader=reader)


@contextmanager
def _faults_told() -> Iterator[None]:
    """What was refused in the block becomes a refusal of the command."""
    try:
        yield
    except UnknownSession as unknown:
        refuse("no_session", f"Không có buổi tiếp này. · No such session: {unknown}")
    except DecisionRefused as refused:
        day = "" if refused.day is None else f"{refused.day:%d/%m/%Y}"
        refuse(refused.word, _SENTENCES[refused.word].format(day=day))
    except UnfitRetention as unfit:
        refuse(
            "unfit_retention",
            f"Tệp thời hạn bảo quản chưa đúng. · The retention file is not fit: {unfit}",
            ExitCode.BAD_USAGE,
        )
    except RecordingsElsewhere as elsewhere:
        refuse(
            "elsewhere",
            "Bản ghi nằm ở chỗ khác (xem --recording-store). "
            f"· Recordings lie in {elsewhere.place}",
            ExitCode.BAD_USAGE,
        )


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
    words += _keeping_words(one)
    return " · ".join(words)


def _keeping_words(one: KeptRecording) -> Iterator[str]:
    keeping = one.keeping
    last = "for ever" if keeping.purge_after is None else f"until {keeping.purge_after:%d/%m/%Y}"
    marked = " (TBC)" if keeping.is_to_confirm else ""
    yield f"kept as {keeping.retention}: {last}{marked}"
    if one.held:
        yield f"held by {one.held_by or '?'}: {one.held}"
    purge = one.purge
    if purge is None:
        return
    yield f"purge asked by {purge.asked_by} {_minute(purge.asked_at)}: {purge.reason}"
    if purge.confirmed_at is not None:
        yield f"confirmed by {purge.confirmed_by} {_minute(purge.confirmed_at)}"
        done = "not done yet" if purge.done_at is None else _minute(purge.done_at)
        yield f"DESTROYED by decision: {done}"


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
        "held_by": one.held_by,
        "retention": one.keeping.retention.value,
        "purge_after": _day(one.keeping.purge_after),
        "is_retention_to_confirm": one.keeping.is_to_confirm,
        "purge": None if one.purge is None else _purge_facts(one.purge),
    }


def _purge_facts(purge: KeptPurge) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(purge).items()
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
