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
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from desktop.app.practice.names import SITE_NAMES
from desktop.app.practice.server import PracticeServer
from desktop.app.rehearsal.call import CallActs, RehearsalFailed
from desktop.app.rehearsal.figures import RehearsalFigures, RehearsalLimits
from desktop.app.rehearsal.options import BOTH, PREPARE
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.record import RecordActs
from desktop.app.rehearsal.room import RehearsalRoom
from desktop.app.rehearsal.rooms import (
    decided,
    open_room,
    prepare_city,
    session_of_today,
    sign_in,
)
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.guest.browser import GuestBrowser, find_chromium
from desktop.app.rehearsal.script.guest.guest_acts import GuestActs
from desktop.app.rehearsal.script.outcome import Played, ScriptLimits, as_json, as_text
from desktop.app.rehearsal.script.prepare.prepare import play_prepare
from desktop.app.rehearsal.script.run import LineKind, play_full
from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.plan import DeskPlan
from desktop.diagnostics.exit_codes import ExitCode
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SessionId
from desktop.domain.media.call import MediaEngine, Rung
from desktop.domain.reception.session import MAX_SITES
from desktop.files.resources import resource_path

logger = logging.getLogger(__name__)

BuildDesk = Callable[[DeskPlan, Clock], Desk]


def run(arguments: argparse.Namespace) -> int:
    """The sub-command; returns OK only if every figure holds."""
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
            max_rung=Rung(arguments.picture),
        )
        try:
            text, is_good = _told(arguments, plan)
        except (RehearsalFailed, ReceptionError) as error:
            logger.warning("rehearsal failed reason=%s", error)
            sys.stderr.write(f"rehearsal failed: {error}\n")
            return ExitCode.FAILED
    sys.stdout.write(text)
    return ExitCode.OK if is_good else ExitCode.FAILED


def _told(arguments: argparse.Namespace, plan: RehearsalPlan) -> tuple[str, bool]:
    """What is printed, and whether it was good."""
    clock = SystemClock()
    if arguments.script is not None:
        limits = ScriptLimits()
        if arguments.script == PREPARE:
            runs, limits = [play_prepare(plan, clock=clock)], ScriptLimits(p95_ms={})
        else:
            kinds = list(LineKind) if arguments.line == BOTH else [LineKind(arguments.line)]
            runs = _play_full(plan, kinds, clock, with_guest=arguments.guest)
        found = {**as_json(runs, limits), "sites": plan.sites, "picture": plan.max_rung.value}
        text = json.dumps(found, indent=2) + "\n" if arguments.json else as_text(runs, limits)
        return text, found["ok"]
    answer = rehearse(plan, clock=clock).as_json(RehearsalLimits())
    return _as_text(answer, is_json=arguments.json), answer["ok"]


def _play_full(
    plan: RehearsalPlan, kinds: Sequence[LineKind], clock: Clock, *, with_guest: bool
) -> list[Played]:
    if not with_guest:
        return [play_full(plan, kind, clock=clock) for kind in kinds]
    if plan.sites >= MAX_SITES:
        raise RehearsalFailed("--guest needs a free seat: three sites at most", ())
    with ExitStack() as stack:
        browser = GuestBrowser(find_chromium())
        stack.callback(browser.close)
        script = partial(full_script, guest=GuestActs(browser=browser).acts())
        return [play_full(plan, kind, clock=clock, script=script) for kind in kinds]


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
    practice, server = prepare_city(plan.folder, clock)
    plan = replace(plan, engine=decided(plan.engine))
    with ExitStack() as stack:
        stack.callback(server.stop)
        server.start()
        rooms = tuple(
            open_room(
                plan,
                (practice, site_id),
                server.base_url(),
                lambda desk_plan: build(desk_plan, clock),
                stack,
            )
            for site_id in SITE_NAMES[: plan.sites]
        )
        sign_in(rooms, practice)
        return _play(plan, rooms, server, session_of_today(practice))


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
