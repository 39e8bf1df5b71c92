"""The command lines of what looks after secrecy on the city's server; nothing heavy is imported."""

import argparse
import re
from datetime import date
from pathlib import Path

from desktop.cityserver.config import DATABASE_FILE


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


def add_audit(parser: argparse.ArgumentParser) -> None:
    """`verify` the whole log, `export` a period."""
    actions = parser.add_subparsers(dest="audit_action", metavar="ACTION", required=True)
    verify = actions.add_parser(
        "verify",
        help="is every entry there and as it was written?",
        description="Read the whole audit log. Exit codes: 0 OK, 1 broken, with the first entry.",
    )
    _add_city(verify)
    verify.add_argument("--json", action="store_true", help="as JSON on the output")
    verify.add_argument(
        "--head",
        action="append",
        default=[],
        type=_head,
        metavar="NUMBER:SEAL",
        help="an entry that a room was told of, repeatable: it must still be there",
    )
    export = actions.add_parser(
        "export",
        help="a period as a table",
        description="Write the entries of whole days (Hải Phòng time) as CSV.",
    )
    _add_city(export)
    export.add_argument("--from", dest="first_day", type=_day, required=True, metavar="YYYY-MM-DD")
    export.add_argument("--to", dest="last_day", type=_day, required=True, metavar="YYYY-MM-DD")
    export.add_argument("--output", type=Path, help="a new CSV file instead of the output")


def _head(text: str) -> tuple[int, str]:
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text)
    if found is None:
        raise _refusal("not NUMBER:SEAL", text)
    return int(found[1]), found[2]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _refusal("not a day as YYYY-MM-DD", text) from error


def _refusal(reason: str, text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{reason}: {text}")


def is_city(arguments: argparse.Namespace) -> bool:
    """Whether a city server keeps its data there: a wrong folder must not look like a good one."""
    return arguments.database_url is not None or (arguments.folder / DATABASE_FILE).is_file()


def _add_city(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, required=True, help="the city server's folder")
    parser.add_argument("--database-url", help="as given to the city server")
