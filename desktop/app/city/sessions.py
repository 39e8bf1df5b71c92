"""`city-schedule`, `city-sessions`, `city-session`: the city's sessions, for IT at the city."""

import argparse
import sys
from datetime import datetime
from typing import NoReturn

from desktop.app.city.command import CommandRefused, CommandResult, opened_city, refuse, tell
from desktop.app.city.secret_prompt import read_pin
from desktop.cityserver.reception import sessions
from desktop.cityserver.reception.schedule_file import Schedule, ScheduleUnreadable, read_schedule
from desktop.cityserver.reception.sessions import Passed, SessionEntry, SessionRefused
from desktop.contract.records.reception import GateBody
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.ids import UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.gate import GateKind, Leave
from desktop.domain.reception.scheduling import ODD_TIMES, ObstacleKind
from desktop.domain.reception.session import MAX_SITES
from desktop.domain.reception.status import SessionStatus

_SENTENCES = {
    "exists": "Đã có, dùng --replace để ghi đè. · There already, --replace writes over it.",
    "begun": "Buổi tiếp đã mời các điểm cầu hoặc đã xong. · Its rooms were called, or it is over.",
    "past": "Giờ bắt đầu đã qua. · It would begin in the past.",
    "too_many_sites": (
        "Buổi có {count} điểm cầu, nhiều hơn {max}. Chưa xếp lịch. Bớt điểm cầu. (L-318) · "
        "The session has {count} sites, more than {max}. Nothing was planned. Take sites out."
    ),
    "ends_before": "Kết thúc trước khi bắt đầu. (L-334) · It would end before it begins.",
    "site_twice": "Một điểm cầu ghi hai lần. (L-335) · A site stands there twice.",
    "too_long": "Buổi tiếp dài hơn một ngày. (L-347) · The session is longer than a day.",
    "chair_busy": (
        "Người chủ trì đã có buổi vào giờ đó. (L-310) · The chair has a session at that time."
    ),
    "site_busy": "Có điểm cầu đã có buổi vào giờ đó. (L-311) · A site has a session at that time.",
    "case_busy": "Vụ việc đã có buổi vào giờ đó. (L-338) · The case has a session at that time.",
    "request_planned": ("Yêu cầu đã có buổi tiếp. (L-348) · The request has a session already."),
    "too_near": (
        "Quá gần, thông báo sẽ muộn, dùng --late-notice nếu lãnh đạo cho phép. (L-316) · "
        "Too near, the notice would be late, --late-notice says that a leader lets it."
    ),
    "odd_time": (
        "Ngoài giờ làm việc hoặc ngày nghỉ, dùng --odd-time nếu đúng vậy. (L-315) · "
        "Outside office hours or a day off, --odd-time says that it is meant."
    ),
    "unknown_year": (
        "Chưa có bảng ngày nghỉ của năm đó, dùng --odd-time nếu vẫn xếp. (L-349) · "
        "No table of days of that year, --odd-time says that it is meant."
    ),
    "no_dossier": (
        "Vụ việc có cờ còn thiếu hồ sơ của điểm cầu này, ghi vào mục dossier. (L-312) · "
        "A flagged case lacks the dossier of this site, write it under dossier."
    ),
    "no_participants": (
        "Vụ việc có cờ còn thiếu thành phần của điểm cầu này. (L-313) · "
        "A flagged case lacks somebody of this site."
    ),
    "no_unit": "Chưa có đơn vị này. · No such unit.",
    "no_case": "Không có vụ việc này. · No such case.",
    "no_session": "Không có buổi tiếp này. · No such session.",
    "over": "Buổi tiếp đã kết thúc hoặc đã hoãn, hủy. · The session is over or was called off.",
    "no_gate": "Buổi tiếp không có mốc này. · The session has no such gate.",
    "passed_already": "Mốc này đã ghi đạt. · This gate was noted as passed before.",
    "future": "Thời điểm đạt mốc chưa tới. · It would have been passed in the future.",
    "bad_evidence": "Minh chứng trống hoặc dài quá 250 ký tự. · Evidence is empty or too long.",
    "not_late": "Mốc này chưa cần cho phép. · This gate needs no leave now.",
    "bad_reason": "Lý do cần 10 đến 250 ký tự. · The reason needs 10 to 250 characters.",
    "no_leader": "Không phải lãnh đạo. · Not a leader.",
    "wrong_pin": "Sai mã PIN. · Wrong PIN.",
    "not_allowed_now": "Trạng thái hiện tại không cho phép. · Not allowed in its present state.",
    "too_early": "Chưa tới 120 phút trước giờ tiếp. · More than 120 minutes before it begins.",
}


def schedule(arguments: argparse.Namespace) -> int:
    """`reception-room city-schedule`."""
    return tell(arguments, _schedule)


def show(arguments: argparse.Namespace) -> int:
    """`reception-room city-sessions`."""
    return tell(arguments, _show)


def change(arguments: argparse.Namespace) -> int:
    """`reception-room city-session`."""
    return tell(arguments, _change)


def _schedule(arguments: argparse.Namespace) -> CommandResult:
    document = _document(arguments)
    try:
        with opened_city(arguments) as database:
            planned = sessions.plan_sessions(
                database,
                document,
                now=SystemClock().now(),
                replaces=arguments.replace,
                meant=_meant(arguments),
            )
    except SessionRefused as refused:
        _refuse(refused)
    counts = f"{len(document.cases)} vụ việc · cases, {len(planned)} buổi tiếp · sessions"
    return CommandResult(
        lines=(f"Đã lưu · Saved: {counts}", *(_line(one) for one in planned)),
        facts={"cases": len(document.cases), "sessions": [_facts(one) for one in planned]},
    )


def _meant(arguments: argparse.Namespace) -> frozenset[ObstacleKind]:
    late = frozenset({ObstacleKind.NOTICE_TOO_LATE} if arguments.late_notice else ())
    return late | ODD_TIMES if arguments.odd_time else late


def _document(arguments: argparse.Namespace) -> Schedule:
    try:
        return read_schedule(arguments.file)
    except OSError:
        refuse(
            "no_file",
            f"Không đọc được tệp này. · Cannot read this file: {arguments.file}",
            ExitCode.MISSING_PREREQUISITE,
        )
    except ScheduleUnreadable as unreadable:
        sys.stderr.write("".join(f"{fault}\n" for fault in unreadable.faults))
        refuse("bad_document", "Chưa lưu gì. · Nothing was saved.")


def _show(arguments: argparse.Namespace) -> CommandResult:
    with opened_city(arguments) as database:
        found = sessions.list_sessions(database, with_over=arguments.all)
    return CommandResult(
        lines=tuple(_line(one) for one in found) or ("Không có buổi tiếp. · No sessions.",),
        facts={"sessions": [_facts(one) for one in found]},
    )


def _change(arguments: argparse.Namespace) -> CommandResult:
    try:
        changed = _changed(arguments, SystemClock().now())
    except SessionRefused as refused:
        _refuse(refused)
    return CommandResult(lines=(_line(changed),), facts=_facts(changed))


def _changed(arguments: argparse.Namespace, now: datetime) -> SessionEntry:
    session_id = arguments.session
    if arguments.pass_gate:
        passed = Passed(
            kind=GateKind(arguments.pass_gate),
            at=arguments.at or now,
            evidence=arguments.evidence or "",
        )
        with opened_city(arguments) as database:
            return sessions.pass_gate(database, session_id, passed, now=now)
    if arguments.allow_late:
        if not arguments.leader:
            refuse("bad_usage", "Cần --leader. · --leader is needed.", ExitCode.BAD_USAGE)
        leave = Leave(
            kind=GateKind(arguments.allow_late),
            leader=UserId(arguments.leader),
            pin=read_pin(arguments.pin_file, is_new=False),
            reason=arguments.reason or "",
        )
        with opened_city(arguments) as database:
            return sessions.let_late_gate_count(database, session_id, leave, now=now)
    with opened_city(arguments) as database:
        return sessions.set_status(database, session_id, _target(arguments), now=now)


def _target(arguments: argparse.Namespace) -> SessionStatus:
    if arguments.call:
        return SessionStatus.CONNECTING
    return SessionStatus.POSTPONED if arguments.postpone else SessionStatus.CANCELLED


def _refuse(refused: SessionRefused) -> NoReturn:
    sentence = _SENTENCES[refused.word].format(count=refused.count, max=MAX_SITES)
    raise CommandRefused(refused.word, f"{sentence} {refused.subject}".rstrip())


def _line(one: SessionEntry) -> str:
    """Id, beginning, status, gates: no title and no name."""
    begins = one.body.scheduled_start.astimezone(LOCAL_ZONE)
    gates = " ".join(f"{gate.kind}={_state(gate)}" for gate in one.body.gates)
    return f"{one.id:<32} {begins:%d/%m/%Y %H:%M} {one.body.status:<14} {gates}"


def _state(gate: GateBody) -> str:
    if gate.passed_at is None and gate.override_by and gate.kind == GateKind.TRIAL:
        return "left"
    if gate.passed_at is None:
        return f"–({gate.due_at.astimezone(LOCAL_ZONE):%d/%m %H:%M})"
    if gate.passed_at <= gate.due_at:
        return "passed"
    return "allowed" if gate.override_by else "late"


def _facts(one: SessionEntry) -> dict[str, object]:
    return {
        "session_id": one.id,
        "code": one.body.code,
        "starts_at": one.body.scheduled_start.isoformat(),
        "status": one.body.status,
        "gates": {
            gate.kind: {
                "due_at": gate.due_at.isoformat(),
                "passed_at": gate.passed_at and gate.passed_at.isoformat(),
                "allowed_by": gate.override_by,
            }
            for gate in one.body.gates
        },
    }
