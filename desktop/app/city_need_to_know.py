"""`reception-room city-need-to-know`: who may know of a denunciation, for the city's leaders."""

import argparse
import json
import sys
from dataclasses import asdict

from desktop.app.console import write_in_utf8
from desktop.app.secrecy_options import is_city
from desktop.cityserver.admin import open_city
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.denunciations import (
    NeedToKnow,
    UnknownCase,
    UnknownPerson,
    change_readers,
    list_denunciations,
)
from desktop.cityserver.store.database import Database
from desktop.diagnostics.exit_codes import ExitCode


def run(arguments: argparse.Namespace) -> int:
    """List denunciations with their lists, or change one list; beside a running server."""
    write_in_utf8()
    if not is_city(arguments):
        told = f"Không có máy chủ thành phố ở đây. · No city server's data in: {arguments.folder}"
        sys.stderr.write(told + "\n")
        return ExitCode.MISSING_PREREQUISITE
    if arguments.case is None and (arguments.add or arguments.remove):
        sys.stderr.write("Chưa chọn vụ tố cáo. · --add and --remove need --case.\n")
        return ExitCode.BAD_USAGE
    config = CityServerConfig(folder=arguments.folder, database_url=arguments.database_url)
    try:
        with open_city(config) as database:
            found = _carry_out(database, arguments)
    except UnknownCase as unknown:
        sys.stderr.write(f"Không có vụ tố cáo này. · No such denunciation: {unknown}\n")
        return ExitCode.FAILED
    except UnknownPerson as unknown:
        sys.stderr.write(f"Không có người này. · No such person: {unknown}\n")
        return ExitCode.FAILED
    sys.stdout.write((_as_json(found) if arguments.json else _as_text(found)) + "\n")
    return ExitCode.OK


def _carry_out(database: Database, arguments: argparse.Namespace) -> tuple[NeedToKnow, ...]:
    if arguments.case is None:
        return list_denunciations(database)
    changed = change_readers(database, arguments.case, add=arguments.add, remove=arguments.remove)
    return (changed,)


def _as_json(found: tuple[NeedToKnow, ...]) -> str:
    return json.dumps({"denunciations": [asdict(one) for one in found]}, indent=2)


def _as_text(found: tuple[NeedToKnow, ...]) -> str:
    """A line for each: code, id, who may know. No title and no name."""
    lines = [f"{one.code:<16} {one.case_id}  {', '.join(one.user_ids) or '–'}" for one in found]
    return "\n".join(lines or ["no denunciations"])
