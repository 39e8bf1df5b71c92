"""`reception-room city-escrow`: sealed keys that rooms left on the city's server, for IT there."""

import argparse

from desktop.app.city.command import CommandResult, opened_city, refuse, tell
from desktop.cityserver.admin.city import KeptEscrow, list_escrows, remove_escrow
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.files.durable import create_file
from desktop.settings.escrow import Escrow, escrow_text

_NONE = "Chưa có khóa dự phòng nào. · There is no escrow."


def run(arguments: argparse.Namespace) -> int:
    """List, export or remove; beside a running server. The server itself can open none of them."""
    if arguments.remove is not None:
        return tell(arguments, _remove)
    return tell(arguments, _show if arguments.out is None else _export)


def _show(arguments: argparse.Namespace) -> CommandResult:
    found = _found(arguments)
    return CommandResult(
        lines=tuple(map(_line, found)),
        facts={"escrows": [_facts(one) for one in found]},
        warnings=() if found else (_NONE,),
    )


def _found(arguments: argparse.Namespace) -> list[KeptEscrow]:
    with opened_city(arguments) as city:
        return [one for one in list_escrows(city) if arguments.site in {None, one.site_id}]


def _remove(arguments: argparse.Namespace) -> CommandResult:
    room_id, label = arguments.remove
    with opened_city(arguments) as city:
        is_removed = remove_escrow(city, room_id, label)
    if not is_removed:
        refuse(
            "no_escrow",
            f"Không có khóa dự phòng này. · There is no such escrow: {room_id} {label}",
        )
    return CommandResult(
        lines=(f"Đã xóa. · Removed: {room_id} {label}",),
        facts={"room_id": room_id, "label": label},
    )


def _export(arguments: argparse.Namespace) -> CommandResult:
    """A file each; one that is there is left as it is, and told."""
    found, folder = _found(arguments), arguments.out
    if not found:
        refuse("no_escrow", _NONE)
    written, warnings = list[str](), list[str]()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in found:
            path = folder / _file_name(one)
            try:
                create_file(path, escrow_text(_escrow(one)).encode())
            except FileExistsError:
                warnings.append(
                    f"Tệp đã có, không ghi đè. · This file exists, it is left as it is: {path}"
                )
            else:
                written.append(str(path))
    except OSError as error:
        warnings.append(f"Không ghi được: {error.strerror}. · Cannot write: {folder}")
    return CommandResult(
        lines=tuple(written),
        facts={"written": written},
        code=ExitCode.FAILED if warnings else ExitCode.OK,
        warnings=tuple(warnings),
    )


def _escrow(kept: KeptEscrow) -> Escrow:
    return Escrow(site_id=kept.site_id, label=kept.label, keys=kept.keys, sealed=kept.sealed)


def _file_name(kept: KeptEscrow) -> str:
    # an id may hold a colon, which Windows takes for something else
    return f"{kept.site_id}-{kept.room_id}-{kept.label}.escrow".replace(":", "_")


def _line(kept: KeptEscrow) -> str:
    at = f"{kept.received_at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"
    keys = " ".join(f"{key[:12]}…" for key in kept.keys)
    return f"{kept.site_id} {kept.room_id} {kept.label} {at} {keys}"


def _facts(kept: KeptEscrow) -> dict[str, object]:
    """Which there are; the sealed key itself goes into a file only."""
    return {
        "site_id": kept.site_id,
        "room_id": kept.room_id,
        "label": kept.label,
        "received_at": kept.received_at.isoformat(),
        "keys": list(kept.keys),
    }
