"""`reception-room city-agencies`: the directory of agencies on the city's server, for IT."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from desktop.app.agency_table import RowFault, TableRefused, read_agencies, starting_table
from desktop.app.console import write_in_utf8
from desktop.cityserver.admin import DirectoryFull, list_agencies, open_city, put_agencies
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.store.database import Database
from desktop.contract.agencies import AgencyBody
from desktop.contract.version import MAX_AGENCIES
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.agency import Agency, AgencyKind, in_directory_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did to the directory; agencies that the table does not name stay."""

    added: int
    changed: int
    unchanged: int


def run(arguments: argparse.Namespace) -> int:
    """Import a table when one is given, else list the directory; beside a running server."""
    write_in_utf8()
    if not arguments.folder.is_dir() and arguments.database_url is None:
        sys.stderr.write(f"Không có thư mục này. · No such folder: {arguments.folder}\n")
        return ExitCode.MISSING_PREREQUISITE
    table = starting_table() if arguments.starting else arguments.import_file
    agencies: tuple[Agency, ...] = ()
    if table is not None:
        try:
            agencies = read_agencies(table)
        except OSError:
            sys.stderr.write(f"Không đọc được tệp này. · Cannot read this file: {table}\n")
            return ExitCode.MISSING_PREREQUISITE
        except TableRefused as refused:
            _write_faults(refused.faults, as_json=arguments.json)
            return ExitCode.FAILED
    config = CityServerConfig(folder=arguments.folder, database_url=arguments.database_url)
    try:
        with open_city(config) as database:
            text = (
                _list(database, as_json=arguments.json)
                if table is None
                else _done(import_agencies(database, agencies), as_json=arguments.json)
            )
    except DirectoryFull:
        full = RowFault(line=1, field="", fault="directory_full", text=str(MAX_AGENCIES))
        _write_faults((full,), as_json=arguments.json)
        return ExitCode.FAILED
    sys.stdout.write(text + "\n")
    return ExitCode.OK


def import_agencies(database: Database, agencies: Iterable[Agency]) -> Imported:
    """Add what is new and change what differs; who was retired stays retired.

    Raises DirectoryFull: nothing was written.
    """
    known = {body.code: body for body in list_agencies(database)}
    wanted = [
        body_of(replace(one, is_active=one.code not in known or known[one.code].active))
        for one in agencies
    ]
    added = sum(body.code not in known for body in wanted)
    written = put_agencies(database, wanted)
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


def _list(database: Database, *, as_json: bool) -> str:
    bodies = {body.code: body for body in list_agencies(database)}
    ordered = [bodies[one.code] for one in in_directory_order(map(_agency, bodies.values()))]
    if as_json:
        found = [body.model_dump(mode="json") for body in ordered]
        return json.dumps({"agencies": found}, ensure_ascii=False, indent=2)
    return "\n".join([_counts(ordered), *(_line(body) for body in ordered)])


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


def _done(imported: Imported, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(asdict(imported), indent=2)
    return ", ".join(f"{name} {count}" for name, count in asdict(imported).items())


def _write_faults(faults: tuple[RowFault, ...], *, as_json: bool) -> None:
    if as_json:
        told = {"faults": [asdict(fault) for fault in faults]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    sys.stderr.write("Chưa nhập dòng nào. · Nothing was imported.\n")
    for fault in faults:
        where = " ".join(part for part in (fault.field, fault.fault) if part)
        sys.stderr.write(f"line {fault.line}: {where}: {fault.text!r}\n")
