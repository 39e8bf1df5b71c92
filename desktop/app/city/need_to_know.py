"""`reception-room city-need-to-know`: who may know of a denunciation, for the city's leaders."""

import argparse
from dataclasses import asdict

from desktop.app.city.command import CommandResult, opened_city, refuse, tell
from desktop.cityserver.admin.city import City
from desktop.cityserver.admin.denunciations import (
    NeedToKnow,
    UnknownCase,
    UnknownPerson,
    change_readers,
    list_denunciations,
)
from desktop.diagnostics.exit_codes import ExitCode


def run(arguments: argparse.Namespace) -> int:
    """List denunciations with their lists, or change one list; beside a running server."""
    return tell(arguments, _run)


def _run(arguments: argparse.Namespace) -> CommandResult:
    if arguments.case is None and (arguments.add or arguments.remove):
        refuse(
            "no_case_chosen",
            "Chưa chọn vụ tố cáo. · --add and --remove need --case.",
            ExitCode.BAD_USAGE,
        )
    with opened_city(arguments, has_begun=True) as city:
        found = _carry_out(city, arguments)
    # a line for each: code, id, who may know. No title and no name
    lines = [f"{one.code:<16} {one.case_id}  {', '.join(one.user_ids) or '–'}" for one in found]
    return CommandResult(
        lines=tuple(lines or ["no denunciations"]),
        facts={"denunciations": [asdict(one) for one in found]},
    )


def _carry_out(city: City, arguments: argparse.Namespace) -> tuple[NeedToKnow, ...]:
    if arguments.case is None:
        return list_denunciations(city)
    try:
        changed = change_readers(city, arguments.case, add=arguments.add, remove=arguments.remove)
    except UnknownCase as unknown:
        refuse("no_case", f"Không có vụ tố cáo này. · No such denunciation: {unknown}")
    except UnknownPerson as unknown:
        refuse("no_user", f"Không có người này. · No such person: {unknown}")
    return (changed,)
