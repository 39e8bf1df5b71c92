"""The command lines of what looks after secrecy on the city's server; nothing heavy is imported."""

import argparse
from pathlib import Path


def add_need_to_know(parser: argparse.ArgumentParser) -> None:
    """Which denunciation, and who comes on its list or leaves it."""
    _add_city(parser)
    parser.add_argument("--json", action="store_true", help="as JSON on the output")
    parser.add_argument("--case", help="id or code of one denunciation; without it all are listed")
    for action, what in (("--add", "put on its list"), ("--remove", "take off its list")):
        parser.add_argument(
            action,
            action="append",
            default=[],
            metavar="USER",
            help=f"{what}: id of a person, repeatable",
        )


def _add_city(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, required=True, help="the city server's folder")
    parser.add_argument("--database-url", help="as given to the city server")
