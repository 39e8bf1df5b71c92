"""What a rehearsal measured, and whether that is good enough."""

from dataclasses import asdict, dataclass
from typing import Any

SMALL_MESH_SITES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalLimits:
    """The figures of a good rehearsal; each is the worst of all ends."""

    join_ms: float = 1_000.0
    first_audio_ms: float = 3_000.0
    fps: float = 29.0
    fps_of_many: float = 20.0
    video_latency_ms_p95: float = 400.0
    audio_correlation: float = 0.95
    minutes_visible_ms: float = 300.0
    engine_recovery_s: float = 3.0
    server_recovery_s: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalFigures:
    """Measured at the far ends. None: it never happened within its time limit.

    fps and latency: pictures with a fresh mark, decoded; width and height of the smallest
    picture. engine: what the connections said they are made by, joined by "+" when rooms differ.
    join_ms: the last desk joins → it has decoded every other site's picture.
    """

    sites: int
    engine: str
    seconds: float
    join_ms: float | None
    first_audio_ms: float | None
    fps: float
    width: int
    height: int
    video_latency_ms_p50: float | None
    video_latency_ms_p95: float | None
    audio_correlation: float
    hint_visible_ms: float | None
    minutes_visible_ms: float | None
    paper_sha256_equal: bool
    engine_recovery_s: float | None
    server_recovery_s: float | None
    lost_lines: int

    def shortfalls(self, limits: RehearsalLimits) -> tuple[str, ...]:
        """Names of the figures that miss their limit; empty means a good rehearsal."""
        wanted_fps = limits.fps if self.sites <= SMALL_MESH_SITES else limits.fps_of_many
        checks = {
            "join_ms": _at_most(self.join_ms, limits.join_ms),
            "first_audio_ms": _at_most(self.first_audio_ms, limits.first_audio_ms),
            "fps": self.fps >= wanted_fps,
            "video_latency_ms_p95": _at_most(
                self.video_latency_ms_p95, limits.video_latency_ms_p95
            ),
            "audio_correlation": self.audio_correlation >= limits.audio_correlation,
            "minutes_visible_ms": _at_most(self.minutes_visible_ms, limits.minutes_visible_ms),
            "paper_sha256_equal": self.paper_sha256_equal,
            "engine_recovery_s": _at_most(self.engine_recovery_s, limits.engine_recovery_s),
            "server_recovery_s": _at_most(self.server_recovery_s, limits.server_recovery_s),
            "lost_lines": self.lost_lines == 0,
        }
        return tuple(name for name, is_good in checks.items() if not is_good)

    def as_json(self, limits: RehearsalLimits) -> dict[str, Any]:
        """Everything, with `ok` and the names of what fell short."""
        shortfalls = self.shortfalls(limits)
        return {**asdict(self), "shortfalls": list(shortfalls), "ok": not shortfalls}


def _at_most(figure: float | None, limit: float) -> bool:
    return figure is not None and figure <= limit
