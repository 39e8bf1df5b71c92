"""`reception-room city-agencies`: the directory of agencies on the city's server, for IT."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NoReturn

from desktop.app.city.agency_table import RowFault, TableRefused, read_agencies, starting_table
from desktop.app.city.command import CommandResult, city_config, opened_city, refuse, tell
from desktop.cityserver.admin.city import City, DirectoryFull, list_agencies, put_agencies
from desktop.contract.records.directory import AgencyBody
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.access.kinds import MAX_AGENCIES
from desktop.domain.directory.agency import Agency, AgencyKind, in_directory_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did to the directory; agencies that the table does not name stay."""

    added: int
    changed: int
    unchanged: int


def run(arguments: argparse.Namespace) -> int:
    """Import a table when one is given, else list the directory; beside a running server."""
    table = starting_table() if arguments.starting else arguments.import_file
    return tell(arguments, _show if table is None else lambda given: _import(given, table))


def import_agencies(city: City, agencies: Iterable[Agency]) -> Imported:
    """Add what is new and change what differs; who was retired stays retired.

    Raises DirectoryFull: nothing was written.
    """
    known = {body.code: body for body in list_agencies(city)}
    wanted = [
        body_of(replace(one, is_active=one.code not in known or known[one.code].active))
        for one in agencies
    ]
    added = sum(body.code not in known for body in wanted)
    written = put_agencies(city, wanted)
    return Imported(added=added, changed=written - added, unchanged=len(wanted) - written)


def body_of(agency: Agency) -> AgencyBody:
    """As it is kept at the city."""
    return AgencyBody(
        code=agency.code,
        name=agency.name,
        kind=agency.kind,
        parent_name=agency.parent_name,
        active=agency.is_active,
    )


def _import(arguments: argparse.Namespace, table: Path) -> CommandResult:
    city_config(arguments)
    try:
        agencies = read_agencies(table)
    except OSError:
        refuse(
            "no_file",
            f"Không đọc được tệp này. · Cannot read this file: {table}",
            ExitCode.MISSING_PREREQUISITE,
        )
    except TableRefused as refused:
        _refuse(refused.faults)
    try:
        with opened_city(arguments) as city:
            imported = import_agencies(city, agencies)
    except DirectoryFull:
        _refuse((RowFault(line=1, field="", fault="directory_full", text=str(MAX_AGENCIES)),))
    counts = asdict(imported)
    return CommandResult(
        lines=(", ".join(f"{name} {count}" for name, count in counts.items()),), facts=counts
    )


def _refuse(faults: tuple[RowFault, ...]) -> NoReturn:
    lines = ["Chưa nhập dòng nào. · Nothing was imported."]
    for fault in faults:
        where = " ".join(part for part in (fault.field, fault.fault) if part)
        lines.append(f"line {fault.line}: {where}: {fault.text!r}")
    refuse("bad_table", "\n".join(lines), facts={"faults": [asdict(fault) for fault in faults]})


def _show(arguments: argparse.Namespace) -> CommandResult:
    with opened_city(arguments) as city:
        bodies = {body.code: body for body in list_agencies(city)}
    ordered = [bodies[one.code] for one in in_directory_order(map(_agency, bodies.values()))]
    return CommandResult(
        lines=(_counts(ordered), *(_line(body) for body in ordered)),
        facts={"agencies": [body.model_dump(mode="json") for body in ordered]},
    )


def _agency(body: AgencyBody) -> Agency:
    return Agency(
        code=body.code,
        name=body.name,
        kind=AgencyKind(body.kind),
        parent_name=body.parent_name,
        is_active=body.active,
    )


def _counts(bodies: list[AgencyBody]) -> str:
    active = sum(body.active for body in bodies)
    return f"in use {active}, retired {len(bodies) - active}" if bodies else "no agencies"


def _line(body: AgencyBody) -> str:
    state = "in use" if body.active else "retired"
    parent = f" ({body.parent_name})" if body.parent_name else ""
    return f"{state:<8} {body.code:<16} {body.kind:<13} {body.name}{parent}"
