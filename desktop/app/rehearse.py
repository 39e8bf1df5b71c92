"""`reception-room rehearse`: a whole reception between rooms of this PC, measured at the far ends.

The parts are the real ones: an embedded city server as a child, a desk with its encrypted store
and its own media engine for every room. Only the windows are missing, and the devices are the
drawn test person, the spoken test voice and a loudspeaker that writes what it plays to a file.
"""

import argparse
import json
import logging
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

from desktop.app.desk_plan import DeskPlan
from desktop.app.practice_city import PracticeCity
from desktop.app.practice_folder import PracticeFolder
from desktop.app.practice_names import PRACTICE_PIN, SITE_NAMES
from desktop.app.practice_plan import open_practice_room, practice_plan
from desktop.app.practice_server import PracticeServer, own_command
from desktop.app.rehearsal_call import CallActs, RehearsalFailed
from desktop.app.rehearsal_figures import RehearsalFigures, RehearsalLimits
from desktop.app.rehearsal_record import RecordActs
from desktop.app.rehearsal_room import RehearsalRoom
from desktop.app.wiring import Desk, build_desk
from desktop.devices.practice import FILE_PREFIX, TEST_PERSON, TEST_VOICE
from desktop.diagnostics.exit_codes import ExitCode
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.device import DeviceRole
from desktop.domain.enums import MediaEngine
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import DeviceId, SessionId, SiteId, UserId
from desktop.media.proof import prove
from desktop.ui.resources import resource_path

START_LIMIT_S = 20.0

logger = logging.getLogger(__name__)

BuildDesk = Callable[[DeskPlan, Clock], Desk]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalPlan:
    """What is rehearsed. sites: 2 to 4. seconds: how long pictures and voices are watched.

    engine: AUTO tests libwebrtc first, here and now.
    cameras and microphones: devices by site id, in place of test person and test voice.
    """

    folder: Path
    sites: int = 2
    seconds: float = 20.0
    engine: MediaEngine = MediaEngine.AUTO
    cameras: dict[str, DeviceId] = field(default_factory=dict)
    microphones: dict[str, DeviceId] = field(default_factory=dict)


def run(arguments: argparse.Namespace) -> int:
    """The sub-command; returns OK only if every figure holds."""
    limits = RehearsalLimits()
    with ExitStack() as stack:
        folder = arguments.folder or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="reception-room-rehearsal-"))
        )
        stack.enter_context(ProcessLog(LogPlan(folder=folder / "logs", process="rehearsal")))
        signal.signal(signal.SIGTERM, _leave)
        plan = RehearsalPlan(
            folder=folder,
            sites=arguments.sites,
            seconds=arguments.seconds,
            engine=MediaEngine(arguments.engine),
        )
        try:
            figures = rehearse(plan, clock=SystemClock())
        except (RehearsalFailed, ReceptionError) as error:
            logger.warning("rehearsal failed reason=%s", error)
            sys.stderr.write(f"rehearsal failed: {error}\n")
            return ExitCode.FAILED
    answer = figures.as_json(limits)
    sys.stdout.write(_as_text(answer, is_json=arguments.json))
    return ExitCode.OK if answer["ok"] else ExitCode.FAILED


def rehearse(
    plan: RehearsalPlan,
    *,
    clock: Clock,
    build: BuildDesk = build_desk,
) -> RehearsalFigures:
    """Run it and measure.

    build: makes each desk; tests hand in one that spoils something.
    Raises RehearsalFailed when a step that everything else needs did not happen.
    """
    practice = PracticeFolder(
        folder=plan.folder / "practice",
        units_file=resource_path("units", "haiphong_units.csv"),
        clock=clock,
    )
    practice.prepare()
    plan = replace(plan, engine=_decided(plan.engine))
    server = PracticeServer(
        folder=practice.city,
        command=own_command("city-server"),
        seed=PracticeCity(practice=practice).seed,
        clock=clock,
    )
    with ExitStack() as stack:
        stack.callback(server.stop)
        server.start()
        rooms = tuple(
            _open_room(plan, practice, server.base_url(), site_id, build, stack)
            for site_id in SITE_NAMES[: plan.sites]
        )
        _sign_in(rooms, practice)
        return _play(plan, rooms, server, _session_id(practice))


def _play(
    plan: RehearsalPlan,
    rooms: tuple[RehearsalRoom, ...],
    server: PracticeServer,
    session_id: SessionId,
) -> RehearsalFigures:
    clock = rooms[0].clock
    call = CallActs(rooms=rooms, session_id=session_id, clock=clock)
    record = RecordActs(rooms=rooms, session_id=session_id, server=server, clock=clock)
    joined = call.join()
    watched = call.watch(plan.seconds, resource_path("sounds", "test_voice.opus"))
    hint_s, line_s = record.write_lines()
    is_paper_equal = record.send_paper(plan.folder)
    engine_s = call.kill_engine()
    server_s = record.kill_server()
    latencies = [one.latency_ms for one in watched.sightings]
    return RehearsalFigures(
        sites=len(rooms),
        engine="+".join(sorted(set().union(*(room.engines() for room in rooms)))),
        seconds=plan.seconds,
        join_ms=_ms(joined.picture_s),
        first_audio_ms=_ms(joined.sound_s),
        fps=round(watched.fps, 2),
        width=min((one.width for one in watched.sightings), default=0),
        height=min((one.height for one in watched.sightings), default=0),
        video_latency_ms_p50=_percentile(latencies, 50),
        video_latency_ms_p95=_percentile(latencies, 95),
        audio_correlation=round(watched.audio_correlation, 4),
        hint_visible_ms=_ms(hint_s),
        minutes_visible_ms=_ms(line_s),
        paper_sha256_equal=is_paper_equal,
        engine_recovery_s=_rounded(engine_s),
        server_recovery_s=_rounded(server_s),
        lost_lines=record.count_lost_lines(),
    )


def _open_room(
    plan: RehearsalPlan,
    practice: PracticeFolder,
    base_url: str,
    site_id: str,
    build: BuildDesk,
    stack: ExitStack,
) -> RehearsalRoom:
    loudspeaker = plan.folder / f"{site_id}-loudspeaker.s16"
    desk_plan = practice_plan(
        open_practice_room(practice, SiteId(site_id)),
        base_url=base_url,
        allows_hardware=False,
        media_engine=plan.engine,
    )
    desk = build(desk_plan, practice.clock)
    room = RehearsalRoom(desk=desk, clock=practice.clock, loudspeaker_file=loudspeaker)
    stack.callback(desk.stop)
    desk.start()
    media = desk.media
    media.select_devices(DeviceRole.CAMERA, (plan.cameras.get(site_id, TEST_PERSON.id),))
    media.select_devices(DeviceRole.MICROPHONE, (plan.microphones.get(site_id, TEST_VOICE.id),))
    media.select_devices(DeviceRole.LOUDSPEAKER, (DeviceId(f"{FILE_PREFIX}{loudspeaker}"),))
    media.set_microphone(is_on=False)
    media.open_devices()
    return room


def _decided(wish: MediaEngine) -> MediaEngine:
    """Of AUTO what every room would find out by itself, before the first one opens."""
    if wish is not MediaEngine.AUTO:
        return wish
    failure = prove(own_command("media-engine"))
    logger.info("media engine proved failure=%s", failure)
    return MediaEngine.LIBWEBRTC if failure is None else MediaEngine.AIORTC


def _sign_in(rooms: Sequence[RehearsalRoom], practice: PracticeFolder) -> None:
    data = PracticeCity(practice=practice).data()
    users = {user.site_id: user.user_id for user in reversed(data.users)}
    for room in rooms:
        room.desk.access.sign_in(UserId(users[room.site_id]), PRACTICE_PIN)
    for room in rooms:
        _require(room, "sign_in", partial(_is_signed_in, room.desk))
        _require(room, "schedule", partial(_has_schedule, room.desk))
        _require(room, "engine", partial(_has_engine, room.desk))


def _require(room: RehearsalRoom, step: str, condition: Callable[[], bool]) -> None:
    if room.wait_for(condition, START_LIMIT_S) is None:
        raise RehearsalFailed(step, room.failures())


def _is_signed_in(desk: Desk) -> bool:
    return desk.access.signed_in() is not None


def _has_schedule(desk: Desk) -> bool:
    return bool(desk.schedule.sessions())


def _has_engine(desk: Desk) -> bool:
    return desk.media.engine_pid is not None


def _session_id(practice: PracticeFolder) -> SessionId:
    data = PracticeCity(practice=practice).data()
    return SessionId(min(data.sessions))


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1_000, 1)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 2)


def _percentile(values: Sequence[int], per_cent: float) -> float | None:
    return float(np.percentile(values, per_cent)) if values else None


def _as_text(answer: dict[str, object], *, is_json: bool) -> str:
    if is_json:
        return json.dumps(answer, indent=2) + "\n"
    return "".join(f"{name:24} {value}\n" for name, value in answer.items())


def _leave(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
