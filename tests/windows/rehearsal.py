"""The installed program rehearses a whole reception, without a window."""

import json
from typing import Any, Final

from tests.windows.checks import Checks
from tests.windows.wine import Wine

LIMIT_S: Final = 150
WATCHED_S: Final = 8
# Wine on a slow PC is no room: what has to happen happens, how well is told but hardly judged.
LOWEST_FPS: Final = 10
LOWEST_CORRELATION: Final = 0.7


def rehearse(wine: Wine, checks: Checks) -> None:
    """City server, two rooms, two engines on aiortc; figures as the program tells them."""
    ended = wine.programs(
        "rehearse", "--json", "--engine", "aiortc", "--seconds", str(WATCHED_S),
        "--folder", "C:\\rehearsal", limit_s=LIMIT_S,
    )  # fmt: skip
    try:
        figures: dict[str, Any] = json.loads(ended.said[ended.said.index("{") :])
    except ValueError:
        checks.that("a rehearsal tells its figures", is_so=False, seen=ended.said[-2_000:])
        return
    for name in ("join_ms", "first_audio_ms", "hint_visible_ms", "minutes_visible_ms"):
        checks.that(f"rehearsal: {name} {figures[name]}", figures[name] is not None)
    for name in ("engine_recovery_s", "server_recovery_s"):
        checks.that(f"rehearsal: {name} {figures[name]}", figures[name] is not None)
    picture = f"{figures['width']}x{figures['height']}, latency {figures['video_latency_ms_p95']}"
    is_seen = figures["engine"] == "aiortc" and figures["fps"] >= LOWEST_FPS
    checks.that(f"rehearsal: aiortc, {figures['fps']} pictures a second, {picture}", is_seen)
    voice = figures["audio_correlation"]
    checks.that(f"rehearsal: voices, correlation {voice}", voice >= LOWEST_CORRELATION)
    checks.that("rehearsal: the paper is the same everywhere", figures["paper_sha256_equal"])
    checks.that("rehearsal: no line is lost", figures["lost_lines"] == 0, figures)
    print(f"     beyond the limits of a room, under Wine: {figures['shortfalls']}", flush=True)
