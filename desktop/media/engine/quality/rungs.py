"""The rungs of the ladder: the size, pace and rate of each, and what an encoder may spend on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.media.call import Rung, lowest_rung
from desktop.media.engine.peer.connection import SendLimits

FULL_FPS = 30
PACES_FPS = (30, 20, 15)
"""What a slow PC goes through before its picture becomes smaller."""

LEAVE_SHARE = 0.7
"""A rung is left when the line carries less than this share of its rate."""

FITS_SHARE = 0.85
"""A rung is gone down to when the line carries this share of its rate."""

LOWEST_AUDIO_KBPS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RungRules:
    """kbps: what the rung is made for. fps: on a line that carries no more than this rung.

    A line with room to spare may spend up to max_kbps; its estimate cannot show more than that
    plus a little, so that max_kbps must stand well above the rate at which the next rung is left.
    """

    width: int
    height: int
    fps: int
    kbps: int
    min_kbps: int
    max_kbps: int
    audio_kbps: int


RULES: Mapping[Rung, RungRules] = {
    Rung.P720: RungRules(
        width=1280, height=720, fps=30, kbps=1_200, min_kbps=80, max_kbps=2_500, audio_kbps=32
    ),
    Rung.P480: RungRules(
        width=854, height=480, fps=30, kbps=500, min_kbps=80, max_kbps=1_000, audio_kbps=32
    ),
    Rung.P360: RungRules(
        width=640, height=360, fps=30, kbps=300, min_kbps=60, max_kbps=600, audio_kbps=32
    ),
    Rung.P240: RungRules(
        width=426, height=240, fps=15, kbps=120, min_kbps=40, max_kbps=250, audio_kbps=24
    ),
    # Small on purpose: below 60 kbit/s libwebrtc's encoder drops pictures above 320x240.
    Rung.STILL: RungRules(
        width=320, height=180, fps=1, kbps=40, min_kbps=20, max_kbps=100, audio_kbps=20
    ),
    # With the pictures gone there is room for a voice with its error correction again.
    Rung.SOUND: RungRules(width=0, height=0, fps=0, kbps=0, min_kbps=0, max_kbps=0, audio_kbps=24),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoPolicy:
    """What IT allows. max_kbps: of pictures in all, shared by the sites of a call; None: any."""

    max_rung: Rung = Rung.P720
    max_kbps: int | None = None

    def share_kbps(self, site_count: int) -> int | None:
        """What one of so many sites gets of it."""
        return None if self.max_kbps is None else self.max_kbps // max(1, site_count)


def mesh_rung(site_count: int) -> Rung:
    """720p for one other site; 360p for two or three, who each get an encoding of their own."""
    return Rung.P720 if site_count <= 1 else Rung.P360


def rung_within(kbps: int | None) -> Rung:
    """The best rung that a fixed rate lets live; None: no limit."""
    if kbps is None:
        return Rung.P720
    return next(rung for rung in Rung if kbps >= LEAVE_SHARE * RULES[rung].kbps)


def rung_for_lines(lines: int | None) -> Rung:
    """What a tile of this height needs; None: nobody said what is shown. Never less than a face.

    lines: device pixels; 0: it is not shown now, but may be the next moment.
    """
    if lines is None:
        return Rung.P720
    moving = (Rung.P240, Rung.P360, Rung.P480, Rung.P720)
    return next((rung for rung in moving if RULES[rung].height >= lines * FITS_SHARE), Rung.P720)


def cap_of(*, site_count: int, policy: VideoPolicy, wanted_lines: int | None) -> Rung:
    """The best rung that is any use for one site of this call."""
    return lowest_rung(
        mesh_rung(site_count),
        policy.max_rung,
        rung_within(policy.share_kbps(site_count)),
        rung_for_lines(wanted_lines),
    )


def limits_of(rung: Rung, *, share_kbps: int | None, audio_kbps: int) -> SendLimits:
    """What a connection may send on this rung."""
    rules = RULES[rung]
    most = rules.max_kbps if share_kbps is None else min(rules.max_kbps, share_kbps)
    return SendLimits(
        max_video_kbps=most,
        start_video_kbps=min(rules.kbps, most),
        min_video_kbps=min(rules.min_kbps, most),
        max_audio_kbps=audio_kbps,
        is_narrow=rung in {Rung.STILL, Rung.SOUND},
    )
