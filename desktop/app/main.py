"""The program `reception-room`: sub-commands, run mode, exit codes.

Each sub-command lives in its own module and is imported only when it is called, so that the
engine, the preview and the city server start without the rest of the house.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from desktop import __version__
from desktop.app import city_options
from desktop.app.key_options import RUNNERS as KEY_RUNNERS
from desktop.app.key_options import add_key_commands
from desktop.app.practice_names import SITE_NAMES
from desktop.app.secrecy_options import add_audit, add_need_to_know
from desktop.cityserver.options import add_options
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.enums import MediaEngine

MIN_REHEARSAL_SITES = 2
MAX_REHEARSAL_SITES = 4

_RUNNERS = {
    "desk": "desktop.app.run_desk:run",
    "practice": "desktop.app.practice:run",
    "rehearse": "desktop.app.rehearse:run",
    "city-server": "desktop.app.services:run_city_server",
    "city-rooms": "desktop.app.city_rooms:run",
    "city-agencies": "desktop.app.city_agencies:run",
    "city-need-to-know": "desktop.app.city_need_to_know:run",
    "city-audit": "desktop.app.city_audit:run",
    "media-engine": "desktop.app.services:run_media_engine",
    "preview-worker": "desktop.app.services:run_preview_worker",
    "check": "desktop.app.check:run",
    "call-report": "desktop.app.call_report:run",
    "support-bundle": "desktop.app.support:run",
    **city_options.RUNNERS,
    **KEY_RUNNERS,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit code (desktop/diagnostics/exit_codes.py)."""
    arguments = _parser().parse_args(argv)
    runner = _load(_RUNNERS[arguments.command])
    try:
        return runner(arguments)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def _load(name: str) -> Callable[[argparse.Namespace], int]:
    module, _, function = name.partition(":")
    runner: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(module), function)
    return runner


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reception-room",
        description="Phòng tiếp công dân trực tuyến / online citizen-reception room",
        epilog="Exit codes are listed in docs/it-guide/.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    parser.set_defaults(command="desk", settings=None)
    _add_desk(commands)
    _add_practice(commands)
    _add_rehearse(commands)
    _add_city_server(commands)
    _add_city_rooms(commands)
    _add_city_agencies(commands)
    city_options.add_city_commands(commands)
    _add_city_secrecy(commands)
    _add_check(commands)
    _add_call_report(commands)
    _add_support_bundle(commands)
    add_key_commands(commands)
    # Started by the desk, not by people.
    commands.add_parser("preview-worker")
    engine = commands.add_parser("media-engine")
    engine.add_argument("--self-test", action="store_true")
    engine.add_argument("--test-recording", type=Path)
    return parser


# argparse gives its table of sub-commands no public name
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


def _add_desk(commands: _Commands) -> None:
    desk = commands.add_parser(
        "desk", help="open this room (the default)", description="Open this room."
    )
    desk.add_argument("--settings", type=Path, help="a settings file instead of the usual places")


def _add_practice(commands: _Commands) -> None:
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
        "--seconds", type=float, help="leave by itself after this time (for scripts)"
    )


def _add_rehearse(commands: _Commands) -> None:
    rehearse = commands.add_parser(
        "rehearse",
        help="diễn tập: the whole path without a window, measured",
        description="Run a reception between rooms of this PC and measure it at the far ends.",
    )
    rehearse.add_argument("--json", action="store_true", help="figures as JSON on the output")
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
    rehearse.add_argument("--folder", type=Path, help="keep the rehearsal's data and logs here")


def _add_city_server(commands: _Commands) -> None:
    server = commands.add_parser(
        "city-server", help="the city's service", description="Run the city server."
    )
    add_options(server)


def _add_city_rooms(commands: _Commands) -> None:
    rooms = commands.add_parser(
        "city-rooms",
        help="the newest room check of every room, on the city's server",
        description="Print the newest room check of every enrolled room, the worst first.",
    )
    rooms.add_argument("--folder", type=Path, required=True, help="the city server's folder")
    rooms.add_argument("--database-url", help="as given to the city server")
    rooms.add_argument("--json", action="store_true", help="as JSON, with every line's value")


def _add_city_agencies(commands: _Commands) -> None:
    agencies = commands.add_parser(
        "city-agencies",
        help="the directory of agencies, on the city's server: list or import",
        description="Print the directory of agencies, or import a table into it. "
        "Nothing is imported when a row is wrong; agencies that the table does not name stay.",
    )
    agencies.add_argument("--folder", type=Path, required=True, help="the city server's folder")
    agencies.add_argument("--database-url", help="as given to the city server")
    agencies.add_argument("--json", action="store_true", help="as JSON, also what is wrong")
    tables = agencies.add_mutually_exclusive_group()
    tables.add_argument(
        "--import",
        dest="import_file",
        type=Path,
        metavar="CSV",
        help="a table in UTF-8 with the columns code,name,kind,parent_name",
    )
    tables.add_argument(
        "--starting",
        action="store_true",
        help="import the short table that comes with the program",
    )


def _add_city_secrecy(commands: _Commands) -> None:
    add_need_to_know(
        commands.add_parser(
            "city-need-to-know",
            help="who may know of a denunciation, on the city's server",
            description="Print every denunciation and who may know of it, or change one list. "
            "Who is not on it is told neither the case nor its sessions, minutes and papers.",
        )
    )
    add_audit(
        commands.add_parser(
            "city-audit",
            help="the city server's audit log: verify it, export a period",
            description="Who read or changed what, signed in or was refused, by ids.",
        )
    )


def _add_check(commands: _Commands) -> None:
    check = commands.add_parser(
        "check",
        help="kiểm tra phòng: is this room ready?",
        description="Measure devices, this PC and the city server. "
        "Exit codes: 0 ready, 1 usable with limits, 2 not usable.",
    )
    check.add_argument("--json", action="store_true", help="as JSON on the output")
    check.add_argument("--settings", type=Path, help="a settings file instead of the usual places")


def _add_call_report(commands: _Commands) -> None:
    report = commands.add_parser(
        "call-report",
        help="what was really sent and received in the last call, per site",
        description="What was really sent to and received from each site in the last call.",
    )
    report.add_argument("--json", action="store_true", help="as JSON, with every kept second")
    report.add_argument("--live", action="store_true", help="go on while a call runs (Ctrl+C ends)")
    report.add_argument("--folder", type=Path, help="look below this folder only")


def _add_support_bundle(commands: _Commands) -> None:
    support = commands.add_parser(
        "support-bundle",
        help="logs and versions for IT, without personal data",
        description="Collect logs, versions and settings for IT, without personal data.",
    )
    support.add_argument("--output", type=Path, help="the ZIP file to write")
    support.add_argument(
        "--settings", type=Path, help="a settings file instead of the usual places"
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not 1.0 <= value <= 24 * 3600.0:
        raise argparse.ArgumentTypeError(text)
    return value


if __name__ == "__main__":
    sys.exit(main())
