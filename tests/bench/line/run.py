"""One call over one line, from the start of both ends to its figures."""

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from desktop.domain.media.call import Rung
from tests.bench.line.candidates import redirected
from tests.bench.line.condition import Step
from tests.bench.line.emulator import Emulator, Side
from tests.bench.line.ends import End, EndPlan, make_end
from tests.bench.line.figures import (
    Figures,
    join_ms,
    newer_pictures,
    percentile,
    picture_figures,
    sync_figures,
)
from tests.bench.line.seen import Seen
from tests.bench.line.speech import found_windows, voice_between, voice_figures

SETTLE_S = 2.0
"""Both ends show their pictures to themselves before they meet; their start costs nothing then."""

_LOOK_S = 0.01
_NUMBERS = {Side.SENDER: 2, Side.RECEIVER: 1}  # the larger one offers


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlan:
    """What is measured. warm_s: figures begin so long after "go"; join_ms excepted.

    records: at which ends a desk records the session; both rooms do.
    """

    engine: str
    peer: str
    steps: tuple[Step, ...]
    seconds: float
    warm_s: float
    seed: int
    keeps_size: bool = False
    start_rung: str = Rung.P720.value
    goes_both_ways: bool = False
    records: frozenset[Side] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was noted of a call.

    begun_s: "go", monotonic. cpu: cores of each side. others_cpu: cores that nobody of ours used,
    which tells a disturbed measurement.
    """

    begun_s: float
    cpu: dict[Side, float]
    others_cpu: float
    seen: dict[Side, Seen]
    stats: dict[Side, list[dict[str, Any]]]
    kbps_curve: list[int]
    recorded_s: float


class LineCall:
    """The channel between two ends: carries their signals and puts the line between them."""

    def __init__(self, plan: CallPlan) -> None:
        self._plan = plan
        self._emulator = Emulator(line=plan.steps[0].line, seed=plan.seed)
        self._ends: dict[Side, End] = {}

    def observe(self) -> Observation:
        """Do it all; takes the plan's seconds and the start of both ends."""
        plan = self._plan
        engines = {Side.SENDER: plan.engine, Side.RECEIVER: plan.peer}
        try:
            self._emulator.start()
            for side in Side:
                self._ends[side] = make_end(self._end_plan(side, engines[side]))
                self._ends[side].start()
            time.sleep(SETTLE_S)
            self._ends[Side.RECEIVER].meet()
            begun_s = time.monotonic()
            self._ends[Side.SENDER].meet()
            cpu, others_cpu = self._watch(begun_s)
            with tempfile.TemporaryDirectory(prefix="reception-room-line-") as folder:
                seen = {
                    side: self._ends[side].finish(Path(folder) / f"{side}.npz") for side in Side
                }
            return Observation(
                begun_s=begun_s,
                cpu=cpu,
                others_cpu=others_cpu,
                seen=seen,
                stats={side: self._ends[side].stats for side in Side},
                kbps_curve=self._emulator.kbps_curve(Side.SENDER, begun_s, int(plan.seconds)),
                recorded_s=min((self._ends[side].recorded_s for side in plan.records), default=0.0),
            )
        finally:
            for end in self._ends.values():
                end.stop()
            self._emulator.stop()

    def _watch(self, begun_s: float) -> tuple[dict[Side, float], float]:
        """Until the end of the call; changes the line and reads the processors."""
        plan = self._plan
        coming = list(plan.steps[1:])
        before: dict[Side, float] = {}
        counted_from_s = begun_s
        others_before_s = 0.0
        while (now_s := time.monotonic()) < begun_s + plan.seconds:
            if coming and now_s >= begun_s + coming[0].at_s:
                self._emulator.change(coming.pop(0).line)
            if not before and now_s >= begun_s + plan.warm_s:
                before = {side: end.cpu_s() for side, end in self._ends.items()}
                counted_from_s = time.monotonic()
                others_before_s = busy_s() - time.process_time() - sum(before.values())
            time.sleep(_LOOK_S)
        elapsed_s = time.monotonic() - counted_from_s
        after = {side: end.cpu_s() for side, end in self._ends.items()}
        others_s = busy_s() - time.process_time() - sum(after.values()) - others_before_s
        cpu = {side: (after[side] - before[side]) / elapsed_s for side in after}
        return cpu, max(0.0, others_s / elapsed_s)

    def _end_plan(self, side: Side, engine: str) -> EndPlan:
        other = Side.RECEIVER if side is Side.SENDER else Side.SENDER
        return EndPlan(
            name=side.name.lower(),
            engine=engine,
            own_number=_NUMBERS[side],
            peer_number=_NUMBERS[other],
            sends_pictures=side is Side.SENDER or self._plan.goes_both_ways,
            keeps_size=self._plan.keeps_size,
            start_rung=self._plan.start_rung,
            records=side in self._plan.records,
            tell=lambda payload: self._carry(side, other, payload),
        )

    def _carry(self, sender: Side, receiver: Side, payload: str) -> None:
        """Thread: any."""
        signal = json.loads(payload)
        if signal.get("sdp"):
            signal["sdp"] = redirected(
                signal["sdp"], lambda address: self._emulator.represent(sender, address)
            )
        self._ends[receiver].deliver(json.dumps(signal))


def busy_s() -> float:
    """Seconds of all processors of this PC that were not idle."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))


def figures_of(plan: CallPlan, observation: Observation) -> Figures:
    """The flat figures of the whole call after its warm-up, then those of each step."""
    sender, receiver = observation.seen[Side.SENDER], observation.seen[Side.RECEIVER]
    pictures = newer_pictures(receiver.pictures)
    voice = voice_between(sender, receiver)
    begun_s = observation.begun_s
    ended_s = begun_s + plan.seconds

    def between(from_s: float, to_s: float) -> Figures:
        found = found_windows(voice, from_s, to_s)
        return {
            **picture_figures(pictures, from_s, to_s),
            **voice_figures(voice, found, from_s, to_s),
            **sync_figures(pictures, [(one.at_s, one.delay_s) for one in found]),
        }

    edges = [*(step.at_s for step in plan.steps), plan.seconds]
    return {
        "send_cpu": round(observation.cpu[Side.SENDER], 3),
        "recv_cpu": round(observation.cpu[Side.RECEIVER], 3),
        "others_cpu": round(observation.others_cpu, 2),
        "recorded_s": round(observation.recorded_s, 1),
        "join_ms": join_ms(pictures, begun_s),
        **between(begun_s + plan.warm_s, ended_s),
        "kbps_curve": observation.kbps_curve,
        "kbps_p50": percentile(observation.kbps_curve[int(plan.warm_s) :], 50),
        "steps": [
            {
                "at_s": step.at_s,
                "line": step.text,
                "kbps_p50": percentile(observation.kbps_curve[int(step.at_s) : int(end)], 50),
                **between(begun_s + step.at_s, begun_s + end),
            }
            for step, end in zip(plan.steps, edges[1:], strict=True)
        ]
        if len(plan.steps) > 1
        else [],
    }
