"""The program `reception-room`: sub-commands, run mode, exit codes.

Each sub-command lives in its own module and is imported only when it is called, so that the
engine, the preview and the city server start without the rest of the program.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

from desktop import __version__
from desktop.app.city import options as city_options
from desktop.app.commands import options as other_options
from desktop.app.console import Commands, add_settings
from desktop.app.keys import options as key_options
from desktop.app.practice.options import add_practice
from desktop.app.rehearsal.options import add_rehearse
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST, KdfCost

_RUNNERS = {
    "desk": "desktop.app.desk.command:run",
    "practice": "desktop.app.practice.command:run",
    "rehearse": "desktop.app.rehearsal.command:run",
    **city_options.RUNNERS,
    **key_options.RUNNERS,
    **other_options.RUNNERS,
}


def main(argv: Sequence[str] | None = None, *, kdf_cost: KdfCost = PRODUCT_KDF_COST) -> int:
    """Run one sub-command; returns its exit code (desktop/diagnostics/exit_codes.py).

    kdf_cost: of PINs and passwords that it sets; only tests take another.
    """
    arguments = _parser().parse_args(argv, argparse.Namespace(kdf_cost=kdf_cost))
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
    add_practice(commands)
    add_rehearse(commands)
    city_options.add_city_commands(commands)
    key_options.add_key_commands(commands)
    other_options.add_other_commands(commands)
    return parser


def _add_desk(commands: Commands) -> None:
    desk = commands.add_parser(
        "desk", help="open this room (the default)", description="Open this room."
    )
    add_settings(desk)


if __name__ == "__main__":
    sys.exit(main())
