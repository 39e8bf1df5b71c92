"""Command lines of check, call-report, support-bundle, verify and of the desk's children."""

from pathlib import Path

from desktop.app.console import Commands, add_json, add_settings

RUNNERS = {
    "check": "desktop.app.commands.check:run",
    "call-report": "desktop.app.commands.call_report:run",
    "support-bundle": "desktop.app.commands.support_bundle:run",
    "verify": "desktop.app.commands.verify:run",
    "verify-copy": "desktop.app.commands.verify_copy:run",
    "media-engine": "desktop.app.commands.processes:run_media_engine",
    "preview-worker": "desktop.app.commands.processes:run_preview_worker",
    "signature-worker": "desktop.app.commands.processes:run_signature_worker",
}


def add_other_commands(commands: Commands) -> None:
    """Every sub-command of RUNNERS."""
    _add_check(commands)
    _add_call_report(commands)
    _add_support_bundle(commands)
    _add_verify(commands)
    _add_verify_copy(commands)
    # Started by the desk, not by people.
    commands.add_parser("preview-worker")
    commands.add_parser("signature-worker").add_argument("--token", action="store_true")
    engine = commands.add_parser("media-engine")
    engine.add_argument("--self-test", action="store_true")
    engine.add_argument("--lock-in", action="store_true")


def _add_check(commands: Commands) -> None:
    check = commands.add_parser(
        "check",
        help="kiểm tra phòng: is this room ready?",
        description="Measure devices, this PC and the city server. "
        "Exit codes: 0 ready, 1 usable with limits, 2 not usable.",
    )
    add_json(check)
    add_settings(check)


def _add_call_report(commands: Commands) -> None:
    report = commands.add_parser(
        "call-report",
        help="what was really sent and received in the last call, per site",
        description="What was really sent to and received from each site in the last call.",
    )
    add_json(report, "as JSON, with every kept second")
    report.add_argument("--live", action="store_true", help="go on while a call runs (Ctrl+C ends)")
    report.add_argument("--folder", type=Path, help="look below this folder only")


def _add_support_bundle(commands: Commands) -> None:
    support = commands.add_parser(
        "support-bundle",
        help="logs and versions for IT, without personal data",
        description="Collect logs, versions and settings for IT, without personal data.",
    )
    support.add_argument("--output", type=Path, help="the ZIP file to write")
    add_settings(support)


def _add_verify(commands: Commands) -> None:
    verify = commands.add_parser(
        "verify",
        help="is this recording, or this file of a session, what was written?",
        description="Check every piece of a session's recording against its chain; or every file, "
        "the signature and the code of a session's ZIP, packed or unpacked. "
        "Exit codes: 0 whole, 1 something is missing or was changed. No key is needed.",
    )
    verify.add_argument(
        "folder", type=Path, help="of one session, below `recordings`; or a ZIP of a session"
    )
    verify.add_argument(
        "second", type=Path, nargs="?", help="of the same session, on the PC's second disk"
    )
    verify.add_argument(
        "--authority",
        type=Path,
        metavar="PEM",
        help="certificates of those who may vouch for rooms; the seal must be of one of them",
    )
    verify.add_argument("--code", metavar="TEXT", help="as the QR code of the ZIP says")
    add_json(verify)


def _add_verify_copy(commands: Commands) -> None:
    verify = commands.add_parser(
        "verify-copy",
        help="is this sealed copy what was sealed?",
        description="Check every byte of a sealed copy of a recording, its signature and its code. "
        "Exit codes: 0 as it was sealed, 1 something is wrong. No key is needed.",
    )
    verify.add_argument("file", type=Path, help="a ZIP as a room gave it to a citizen")
    verify.add_argument(
        "--authority",
        type=Path,
        metavar="PEM",
        help="certificates of those who may vouch for rooms; the signature must be of one of them",
    )
    verify.add_argument("--code", metavar="TEXT", help="as the QR code of the copy says")
    add_json(verify)
