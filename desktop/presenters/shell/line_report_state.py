"""What the panel of technical figures shows: both ways of every other site, measured."""

from dataclasses import dataclass

from desktop.domain.media.call import QualityCause, Rung
from desktop.domain.media.code_words import CodeWords, NoCodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFigures:
    """Received, or sent. loss: share of packets in [0, 1]; fps: pictures a second.

    rung, cause: how much of the picture, and why not more.
    """

    rung: Rung
    cause: QualityCause
    width: int
    height: int
    fps: float
    kbps: int
    loss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFigures:
    """One other site. frozen_s: since the call began. concealed: share of its sound, in [0, 1].

    code_words: what both rooms read to each other, or why there is nothing to read.
    path: "host", "srflx", "relay" or another word of ICE; empty before there is one.
    """

    site_name: str
    code_words: CodeWords | NoCodeWords
    engine: str
    codec: str
    path: str
    received: WayFigures
    sent: WayFigures
    available_kbps: int | None
    round_trip_ms: int
    jitter_ms: int
    silent_s: float
    frozen_s: float
    concealed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReportViewState:
    """is_running: false after a call, whose last figures stay until the next one."""

    is_open: bool
    is_running: bool
    sites: tuple[SiteFigures, ...]
