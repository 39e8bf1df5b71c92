"""Command line of the rehearsal."""

import argparse
from pathlib import Path

from desktop.app.console import Commands, add_json
from desktop.domain.media.call import MediaEngine, Rung

MIN_REHEARSAL_SITES = 2
MAX_REHEARSAL_SITES = 4
FULL, PREPARE = "full", "prepare"
CLEAN, CUT, BOTH = "clean", "cut", "both"
PICTURES = (Rung.P720, Rung.P480, Rung.P360, Rung.P240)


def add_rehearse(commands: Commands) -> None:
    """Add the sub-command."""
    rehearse = commands.add_parser(
        "rehearse",
        help="diễn tập: the whole path without a window, measured",
        description="Run a reception between rooms of this PC and measure it at the far ends.",
    )
    add_json(rehearse, "figures as JSON on the output")
    rehearse.add_argument("--seconds", type=_seconds, default=20.0, help="how long to watch")
    rehearse.add_argument(
        "--sites",
        type=int,
        choices=range(MIN_REHEARSAL_SITES, MAX_REHEARSAL_SITES + 1),
        default=MIN_REHEARSAL_SITES,
        help="how many rooms meet",
    )
    rehearse.add_argument(
        "--engine",
        choices=[engine.value for engine in MediaEngine],
        default=MediaEngine.AUTO.value,
        help="which WebRTC implementation; auto: libwebrtc when it works on this PC",
    )
    rehearse.add_argument(
        "--picture",
        choices=[rung.value for rung in PICTURES],
        default=Rung.P720.value,
        help="the largest picture of a room; smaller where all rooms share the cores of one PC",
    )
    rehearse.add_argument("--folder", type=Path, help="keep the rehearsal's data and logs here")
    rehearse.add_argument(
        "--script",
        choices=[FULL, PREPARE],
        help="play a whole session instead, step by step, and look for each at every site; or what "
        "comes before it, from the request to the trial",
    )
    rehearse.add_argument(
        "--guest",
        action="store_true",
        help="of the script full: with a guest in a headless Chromium, which this PC must have; "
        "with three sites at most",
    )
    rehearse.add_argument(
        "--line",
        choices=[CLEAN, CUT, BOTH],
        default=BOTH,
        help="of a script: on lines that hold, on lines that are cut again and again, or both",
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not 1.0 <= value <= 24 * 3600.0:
        raise argparse.ArgumentTypeError(text)
    return value
