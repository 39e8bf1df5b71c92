"""Believable figures of two lines: a good one and one that carries little."""

from desktop.domain.call import Rung
from desktop.domain.enums import QualityCause
from desktop.presenters.line_report_state import LineReportViewState, SiteFigures, WayFigures


def line_report() -> LineReportViewState:
    good = WayFigures(
        rung=Rung.P720, cause=QualityCause.NONE, width=1280, height=720, fps=29.9, kbps=1_240,
        loss=0.002,
    )  # fmt: skip
    poor = WayFigures(
        rung=Rung.P240, cause=QualityCause.THEIR_LINE, width=426, height=240, fps=14.8, kbps=168,
        loss=0.071,
    )  # fmt: skip
    return LineReportViewState(
        is_open=True,
        is_running=True,
        sites=(
            SiteFigures(
                site_name="Trụ sở Tiếp công dân thành phố",
                code_words=("xuân", "dây", "thuyền", "chanh"), engine="libwebrtc", codec="VP8",
                path="host", received=good, sent=good, available_kbps=3_100, round_trip_ms=24,
                jitter_ms=3, silent_s=0.0, frozen_s=0.0, concealed=0.001,
            ),
            SiteFigures(
                site_name="Sở Nông nghiệp và Môi trường",
                code_words=("núi", "kèn", "ổi", "phố"), engine="libwebrtc", codec="VP8",
                path="relay", received=good, sent=poor, available_kbps=190, round_trip_ms=310,
                jitter_ms=22, silent_s=0.1, frozen_s=3.4, concealed=0.038,
            ),
        ),
    )  # fmt: skip
