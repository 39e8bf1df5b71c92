"""Command line of the practice mode."""

from pathlib import Path

from desktop.app.console import Commands
from desktop.app.practice.names import SITE_NAMES


def add_practice(commands: Commands) -> None:
    """Add the sub-command."""
    practice = commands.add_parser(
        "practice",
        help="chế độ diễn tập: try everything on this PC alone",
        description="Practice mode: an embedded city server and believable data on this PC.",
    )
    practice.add_argument("--site", choices=SITE_NAMES, default="commune", help="whose room")
    practice.add_argument("--reset", action="store_true", help="start anew with fresh data")
    practice.add_argument("--folder", type=Path, help="keep practice data here")
    practice.add_argument("--language", choices=("vi", "en"), help="language of the screens")
    practice.add_argument(
        "--test-devices", action="store_true", help="use only the drawn person and the test voice"
    )
    practice.add_argument(
        "--picture", type=Path, help="write a picture of the first window to this PNG file"
    )
    practice.add_argument(
        "--seconds", type=float, help="leave when the window has stood so long (for scripts)"
    )
