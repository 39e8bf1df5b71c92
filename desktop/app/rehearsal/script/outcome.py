"""What a played script found: its acts, its figures, its faults, and whether that is good."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FIGURES = (
    "step_visible_ms",
    "floor_visible_ms",
    "pause_media_stop_ms",
    "page_visible_ms",
    "zero_spread_ms",
    "recording_alarm_ms",
    "recording_back_ms",
)
"""Figures that have a limit; an outcome without one of them is not ok."""

LOST_LINES = "lost_lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was not as it must be. site_id: where it was seen, or "city". what: in plain words.

    there: what that desk showed and was told meanwhile, for whoever looks for the cause.
    """

    act: str
    site_id: str
    what: str
    there: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Milliseconds until it was so at the far ends, over all of them. None: not measured."""

    p95: float | None
    worst: float | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedAct:
    """One act. took_s: with all its waiting. was_cut: every line was cut in the midst of it."""

    name: str
    is_ok: bool
    took_s: float
    was_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One run of a script on one kind of line. samples: milliseconds by the name of a figure.

    lost_lines: how often a desk that was asked for something had lost its city by itself, or was
    told that it was not done.
    """

    line: str
    sites: int
    acts: tuple[PlayedAct, ...]
    samples: Mapping[str, Sequence[float]]
    faults: tuple[Fault, ...]
    lost_lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLimits:
    """The figures of a good reception on a clean line, p95 in milliseconds.

    lost_lines: as in Played, at most.
    """

    lost_lines: int = 0
    p95_ms: Mapping[str, float] = field(
        default_factory=lambda: {
            "step_visible_ms": 300.0,
            "floor_visible_ms": 300.0,
            "pause_media_stop_ms": 500.0,
            "page_visible_ms": 300.0,
            "zero_spread_ms": 100.0,
            "recording_alarm_ms": 4_500.0,
            "recording_back_ms": 5_000.0,
        }
    )


def figure_of(samples: Sequence[float]) -> Figure:
    """The figure of these samples; p95 is the smallest that 95 of 100 do not exceed."""
    if not samples:
        return Figure(p95=None, worst=None, count=0)
    ordered = sorted(samples)
    place = math.ceil(0.95 * len(ordered)) - 1
    return Figure(p95=round(ordered[place], 1), worst=round(ordered[-1], 1), count=len(ordered))


def shortfalls(played: Played, limits: ScriptLimits) -> tuple[str, ...]:
    """Names of figures that miss their limit; of a line that is cut none is judged."""
    if played.line != "clean":
        return ()
    found = {name: figure_of(played.samples.get(name, ())).p95 for name in limits.p95_ms}
    missed = [name for name, p95 in found.items() if p95 is None or p95 > limits.p95_ms[name]]
    if played.lost_lines > limits.lost_lines:
        missed.append(LOST_LINES)
    return tuple(missed)


def as_json(runs: Sequence[Played], limits: ScriptLimits) -> dict[str, Any]:
    """Everything: `ok`, acts, figures of each kind of line, faults, and figures that fall short."""
    faults = [(run.line, one) for run in runs for one in run.faults]
    short = [name for run in runs for name in shortfalls(run, limits)]
    return {
        "ok": bool(runs) and not faults and not short,
        "acts": [
            {
                "line": run.line,
                "act": act.name,
                "ok": act.is_ok,
                "took_s": act.took_s,
                "cut": act.was_cut,
            }
            for run in runs
            for act in run.acts
        ],
        "figures": {run.line: _figures(run) for run in runs},
        "faults": [
            {
                "line": line,
                "act": one.act,
                "site": one.site_id,
                "what": one.what,
                "there": one.there,
            }
            for line, one in faults
        ],
        "shortfalls": short,
    }


def as_text(runs: Sequence[Played], limits: ScriptLimits) -> str:
    """The same for a person."""
    answer = as_json(runs, limits)
    lines = [f"ok {answer['ok']}"]
    for run in runs:
        lines.append(f"\n{run.line} line, {run.sites} sites")
        for act in run.acts:
            word = "ok   " if act.is_ok else "FAULT"
            cut = "  (lines cut)" if act.was_cut else ""
            lines.append(f"  {word} {act.name:18} {act.took_s:5.1f} s{cut}")
        for one in run.faults:
            there = f" ({one.there})" if one.there else ""
            lines.append(f"    {one.act} at {one.site_id}: {one.what}{there}")
        for name, samples in run.samples.items():
            figure = figure_of(samples)
            lines.append(f"  {name:22} p95 {figure.p95}  worst {figure.worst}  of {figure.count}")
    if answer["shortfalls"]:
        lines.append("\nmisses its limit: " + " ".join(answer["shortfalls"]))
    return "\n".join(lines) + "\n"


def _figures(run: Played) -> dict[str, dict[str, float | int | None]]:
    names = dict.fromkeys((*FIGURES, *run.samples))
    found = {name: figure_of(run.samples.get(name, ())) for name in names}
    return {
        name: {"p95": one.p95, "worst": one.worst, "count": one.count}
        for name, one in found.items()
    }
