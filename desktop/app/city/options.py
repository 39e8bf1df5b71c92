"""The command lines of the city's IT: units, rooms, people, secrets, backups."""

import argparse
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from desktop.app.console import Commands, add_json
from desktop.cityserver.config.options import add_options, add_recording_store
from desktop.domain.access.person import Role
from desktop.domain.directory.site import SiteKind
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.gate import GateKind

DEFAULT_KEEP = 14
MAX_KEEP = 1_000
MOST_LETTERS = 250
"""Of a reason; the city keeps no more."""

RUNNERS = {
    "city-server": "desktop.app.commands.processes:run_city_server",
    "city-rooms": "desktop.app.city.rooms:run",
    "city-agencies": "desktop.app.city.agencies:run",
    "city-need-to-know": "desktop.app.city.need_to_know:run",
    "city-audit": "desktop.app.city.audit:run",
    "city-escrow": "desktop.app.city.escrow:run",
    "city-recordings": "desktop.app.city.recordings:run",
    "city-create-unit": "desktop.app.city.people:create_unit",
    "city-enrol-room": "desktop.app.city.people:enrol_room",
    "city-create-user": "desktop.app.city.people:create_user",
    "city-remove-user": "desktop.app.city.people:remove_user",
    "city-set-password": "desktop.app.city.accounts:set_password",
    "city-link-person": "desktop.app.city.issuer:link_person",
    "city-room-certificates": "desktop.app.city.certificates:show",
    "city-revoke-room": "desktop.app.city.certificates:revoke",
    "city-schedule": "desktop.app.city.sessions:schedule",
    "city-sessions": "desktop.app.city.sessions:show",
    "city-session": "desktop.app.city.sessions:change",
    "city-backup": "desktop.app.city.backups:back_up",
    "city-restore": "desktop.app.city.backups:restore",
    "city-new-epoch": "desktop.app.city.backups:new_epoch",
    "city-note-backup": "desktop.app.city.dumps:note_backup",
}


def add_city_commands(commands: Commands) -> None:
    """Every sub-command of RUNNERS."""
    _add_server(commands)
    _add_rooms(commands)
    _add_agencies(commands)
    _add_secrecy(commands)
    _add_escrow(commands)
    _add_recordings(commands)
    _add_create_unit(commands)
    _add_enrol_room(commands)
    _add_create_user(commands)
    _add_remove_user(commands)
    _add_set_password(commands)
    _add_link_person(commands)
    _add_certificates(commands)
    _add_revoke_room(commands)
    _add_schedule(commands)
    _add_sessions(commands)
    _add_session(commands)
    _add_backup(commands)
    _add_restore(commands)
    _add_new_epoch(commands)
    _add_note_backup(commands)


def _add_create_unit(commands: Commands) -> None:
    unit = commands.add_parser(
        "city-create-unit",
        help="thêm một đơn vị: a commune, agency or headquarters that has a room",
        description="Add a unit. Name and kind of the 114 communes are known by their code.",
    )
    _add_folder(unit)
    unit.add_argument("--code", type=_word(16), required=True, help="code of the official list")
    unit.add_argument("--site", type=_word(64), help="its id, as rooms are set up; 31-CODE if not")
    unit.add_argument("--name", help="full name, when the code is not in the official list")
    unit.add_argument("--short-name", help="for tiles, at most 24 characters")
    unit.add_argument("--kind", choices=[kind.value for kind in SiteKind])
    unit.add_argument("--address", default="", help="of the room")
    unit.add_argument("--phone", default="", help="to ring when the line is dead")
    unit.add_argument("--replace", action="store_true", help="write over the unit with this id")


def _add_enrol_room(commands: Commands) -> None:
    room = commands.add_parser(
        "city-enrol-room",
        help="cấp mã đăng ký: a one-time code that binds one PC to a unit",
        description="Print a code that binds one PC to a unit, once, within seven days.",
    )
    _add_folder(room)
    room.add_argument("--site", type=_word(64), required=True, help="id of the unit")


def _add_create_user(commands: Commands) -> None:
    user = commands.add_parser(
        "city-create-user",
        help="thêm người dùng: a person who may sign in",
        allow_abbrev=False,  # --pin 246813 would be taken for --pin-file
        description="Add a person. The PIN is asked for, or read from a file or the standard "
        "input; it is never given on the command line.",
    )
    _add_folder(user)
    user.add_argument("--user", type=_word(64), required=True, help="id of the person")
    user.add_argument("--name", required=True, help="as it is shown")
    user.add_argument("--role", choices=[role.value for role in Role], required=True)
    user.add_argument(
        "--site",
        type=_word(64),
        action="append",
        required=True,
        help="where the person may sign in, repeatable",
    )
    user.add_argument("--pin-file", metavar="FILE", help="holds the PIN; -: the standard input")
    user.add_argument("--replace", action="store_true", help="write over the person with this id")
    _add_keep_signed_in(user)


def _add_remove_user(commands: Commands) -> None:
    user = commands.add_parser(
        "city-remove-user",
        help="người thôi việc: off every list, signed out everywhere",
        description="Take every way in from a person who leaves: units, account, account at the "
        "issuer, need-to-know lists, and every sign-in. Id and name stay with what they wrote.",
    )
    _add_folder(user)
    user.add_argument("--user", type=_word(64), required=True, help="id of the person")


def _add_keep_signed_in(person: argparse.ArgumentParser) -> None:
    person.add_argument(
        "--keep-signed-in", action="store_true", help="do not end the sign-ins there are"
    )


def _add_set_password(commands: Commands) -> None:
    account = commands.add_parser(
        "city-set-password",
        help="đặt mật khẩu: the city account of a person, with an authenticator app",
        allow_abbrev=False,  # --password … would be taken for --password-file
        description="Give a person a city account, or a new password. The password is asked for, "
        "or read from a file or the standard input; it is never given on the command line. The "
        "address for the authenticator app is shown once.",
    )
    _add_folder(account)
    account.add_argument("--user", type=_word(64), required=True, help="id of the person")
    account.add_argument("--login-name", help="as it is or as the id of the person if not")
    account.add_argument(
        "--password-file", metavar="FILE", help="holds the password; -: the standard input"
    )
    _add_keep_signed_in(account)
    account.add_argument("--new-totp", action="store_true", help="a new authenticator app too")
    account.add_argument("--remove", action="store_true", help="sign-in by PIN alone from now on")


def _add_link_person(commands: Commands) -> None:
    link = commands.add_parser(
        "city-link-person",
        help="tài khoản cơ quan: how the issuer calls a person",
        description="Say how the issuer (OpenID Connect) calls a person, when it is not their id "
        "here, or let go of the account there that was theirs so far.",
    )
    _add_folder(link)
    link.add_argument("--user", type=_word(64), required=True, help="id of the person")
    what = link.add_mutually_exclusive_group(required=True)
    what.add_argument("--issuer-name", help="the name in the ID token, in any letters")
    what.add_argument("--forget", action="store_true", help="name and account there")


def _add_certificates(commands: Commands) -> None:
    rooms = commands.add_parser(
        "city-room-certificates",
        help="máy nào của phòng nào: enrolled PCs, their certificates, the authority's fingerprint",
        description="Print every enrolled PC, until when its certificate runs, and the fingerprint "
        "of the authority that signs them.",
    )
    _add_folder(rooms)
    rooms.add_argument("--site", type=_word(64), help="of this unit only")


def _add_revoke_room(commands: Commands) -> None:
    room = commands.add_parser(
        "city-revoke-room",
        help="thu hồi một máy: a stolen or retired PC may no longer speak",
        description="Let a PC no longer speak to the city, nor anybody who signed in there. To "
        "come back it needs a new code of city-enrol-room.",
    )
    _add_folder(room)
    room.add_argument("--room", type=_word(64), required=True, help="see city-room-certificates")


def _add_schedule(commands: Commands) -> None:
    schedule = commands.add_parser(
        "city-schedule",
        help="lập lịch: sessions with their cases, from a JSON document",
        description="Plan the sessions of a JSON document, all of them or none. Its form: "
        "docs/city-server.md.",
    )
    _add_folder(schedule)
    schedule.add_argument("file", type=Path, help="the document")
    schedule.add_argument(
        "--replace", action="store_true", help="write over cases and sessions that are there"
    )
    schedule.add_argument(
        "--odd-time", action="store_true", help="days off and other hours are meant"
    )
    schedule.add_argument(
        "--late-notice", action="store_true", help="a leader will let the late notice count"
    )


def _add_sessions(commands: Commands) -> None:
    sessions = commands.add_parser(
        "city-sessions",
        help="các buổi tiếp: how far each has come, which gates it lacks",
        description="Print every session that is not over: id, beginning, status, gates.",
    )
    _add_folder(sessions)
    sessions.add_argument("--all", action="store_true", help="those that are over too")


def _add_session(commands: Commands) -> None:
    session = commands.add_parser(
        "city-session",
        help="một buổi tiếp: its gates, postponed, cancelled",
        allow_abbrev=False,  # --pin 246813 would be taken for --pin-file
        description="Note a gate as passed, let one count that was passed late, call the rooms "
        "before the server does, postpone or cancel a session.",
    )
    _add_folder(session)
    gates = [kind.value for kind in GateKind]
    session.add_argument("--session", type=_word(64), required=True, help="see city-sessions")
    what = session.add_mutually_exclusive_group(required=True)
    what.add_argument("--pass-gate", choices=gates, help="needs --evidence")
    what.add_argument("--allow-late", choices=gates, help="needs --leader and --reason")
    what.add_argument("--call", action="store_true", help="rooms may come from now on")
    what.add_argument("--postpone", action="store_true")
    what.add_argument("--cancel", action="store_true")
    session.add_argument("--evidence", help="what proves it: number and date of the notice, …")
    session.add_argument("--at", type=_instant, help="when it was passed, now if not")
    session.add_argument("--leader", type=_word(64), help="who lets it count")
    session.add_argument("--reason", help="10 to 250 characters; it is shown and printed")
    session.add_argument(
        "--pin-file", metavar="FILE", help="holds the leader's PIN; -: the standard input"
    )


def _add_backup(commands: Commands) -> None:
    backup = commands.add_parser(
        "city-backup",
        help="sao lưu: database and papers, beside the running server",
        description="Write a verified backup of the database and of the papers.",
    )
    _add_folder(backup)
    backup.add_argument("--to", type=Path, required=True, help="folder of all backups")
    backup.add_argument(
        "--keep", type=_count, default=DEFAULT_KEEP, help=f"how many stay, {DEFAULT_KEEP} if not"
    )


def _add_restore(commands: Commands) -> None:
    restore = commands.add_parser(
        "city-restore",
        help="khôi phục: put a backup in the place of the city's data, the server stopped",
        description="Check a backup and put it into the folder. Rooms then send again what it "
        "does not hold.",
    )
    _add_folder(restore)
    restore.add_argument(
        "--from", dest="source", type=Path, required=True, help="folder of all backups"
    )
    restore.add_argument("--backup", type=_word(64), help="its name; the newest if not")
    restore.add_argument(
        "--replace", action="store_true", help="over data that is there; it is put aside"
    )


def _add_new_epoch(commands: Commands) -> None:
    epoch = commands.add_parser(
        "city-new-epoch",
        help="sau khi PostgreSQL được khôi phục: rooms send again what it does not hold",
        description="Say that the database was put back by its own tools. city-restore does it "
        "by itself.",
    )
    _add_folder(epoch)


def _add_note_backup(commands: Commands) -> None:
    note = commands.add_parser(
        "city-note-backup",
        help="ghi nhận bản sao lưu PostgreSQL: before and after pg_dump, so that rooms may let go",
        description="--begin prints a point; then the dump is made and read back; --done POINT "
        "says that it is whole.",
    )
    _add_folder(note)
    what = note.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--begin", action="store_true", help="print what a dump will hold from now on"
    )
    what.add_argument("--done", metavar="POINT", help="as --begin printed it before the dump")
    note.add_argument(
        "--keep",
        type=_count,
        default=DEFAULT_KEEP,
        help=f"how many dumps stay, {DEFAULT_KEEP} if not",
    )


def _add_folder(parser: argparse.ArgumentParser, json_help: str | None = "as JSON") -> None:
    """What every command has: which city, and how the outcome is printed."""
    parser.add_argument("--folder", type=Path, required=True, help="the city server's folder")
    parser.add_argument("--database-url", help="as given to the city server")
    parser.set_defaults(json=False)
    if json_help is not None:
        add_json(parser, json_help)


def _word(limit: int) -> Callable[[str], str]:
    """Letters, digits, `.`, `_`, `-`, beginning with a letter or digit, at most `limit`."""

    def check(text: str) -> str:
        if len(text) > limit or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", text):
            msg = f"not an id: {text}"
            raise argparse.ArgumentTypeError(msg)
        return text

    return check


def _instant(text: str) -> datetime:
    """2026-12-01T09:30, in Hai Phong, or with an offset of its own."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        msg = f"not a time like 2026-12-01T09:30: {text}"
        raise argparse.ArgumentTypeError(msg) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL_ZONE)


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MAX_KEEP):
        msg = f"not a number from 1 to {MAX_KEEP}: {text}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _add_server(commands: Commands) -> None:
    server = commands.add_parser(
        "city-server", help="the city's service", description="Run the city server."
    )
    add_options(server)


def _add_rooms(commands: Commands) -> None:
    rooms = commands.add_parser(
        "city-rooms",
        help="the newest room check of every room, on the city's server",
        description="Print the newest room check of every enrolled room, the worst first.",
    )
    _add_folder(rooms, "as JSON, with every line's value")


def _add_agencies(commands: Commands) -> None:
    agencies = commands.add_parser(
        "city-agencies",
        help="the directory of agencies, on the city's server: list or import",
        description="Print the directory of agencies, or import a table into it. "
        "Nothing is imported when a row is wrong; agencies that the table does not name stay.",
    )
    _add_folder(agencies, "as JSON, also what is wrong")
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


def _add_secrecy(commands: Commands) -> None:
    _add_need_to_know(
        commands.add_parser(
            "city-need-to-know",
            help="who may know of a denunciation, on the city's server",
            description="Print every denunciation and who may know of it, or change one list. "
            "Who is not on it is told neither the case nor its sessions, minutes and papers.",
        )
    )
    _add_audit(
        commands.add_parser(
            "city-audit",
            help="the city server's audit log: verify it, acknowledge an alarm, export a period",
            description="Who read or changed what, signed in or was refused, by ids.",
        )
    )


def _add_need_to_know(parser: argparse.ArgumentParser) -> None:
    """Which denunciation, and who comes on its list or leaves it."""
    _add_folder(parser)
    parser.add_argument("--case", help="id or code of one denunciation; without it all are listed")
    for action, what in (("--add", "put on its list"), ("--remove", "take off its list")):
        parser.add_argument(
            action,
            action="append",
            default=[],
            metavar="USER",
            help=f"{what}: id of a person, repeatable",
        )


def _add_audit(parser: argparse.ArgumentParser) -> None:
    """`verify` the whole log, `acknowledge` an alarm, `export` a period."""
    actions = parser.add_subparsers(dest="audit_action", metavar="ACTION", required=True)
    verify = actions.add_parser(
        "verify",
        help="is every entry there and as it was written?",
        description="Read the whole audit log. Exit codes: 0 OK, 1 broken, with the first entry.",
    )
    _add_folder(verify)
    verify.add_argument(
        "--head",
        action="append",
        default=[],
        type=_head,
        metavar="NUMBER:SEAL",
        help="an entry that a room was told of, repeatable: it must still be there",
    )
    looked_into = actions.add_parser(
        "acknowledge",
        help="an alarm of a room was looked into",
        description="Say that IT has looked into an alarm, for instance after a restored backup: "
        "verify goes past it from now on. The alarm stays, and this becomes an entry of its own.",
    )
    _add_folder(looked_into)
    looked_into.add_argument(
        "--entry",
        nargs="+",
        type=int,
        required=True,
        metavar="NUMBER",
        help="the alarms, as verify names them",
    )
    export = actions.add_parser(
        "export",
        help="a period as a table",
        description="Write the entries of whole days (Hải Phòng time) as CSV.",
    )
    _add_folder(export, json_help=None)  # a table is what it prints
    export.add_argument("--from", dest="first_day", type=_day, required=True, metavar="YYYY-MM-DD")
    export.add_argument("--to", dest="last_day", type=_day, required=True, metavar="YYYY-MM-DD")
    export.add_argument("--output", type=Path, help="a new CSV file instead of the output")


def _add_recordings(commands: Commands) -> None:
    recordings = commands.add_parser(
        "city-recordings",
        help="list recordings that rooms sent, read them again, hold them back, destroy them",
        allow_abbrev=False,  # --pin 246813 would be taken for --pin-file
        description="List recordings that rooms sent and read them again. A hold keeps those of a "
        "session from being destroyed anywhere. Destroying needs two people: one asks, another "
        "confirms, each by their own PIN.",
    )
    _add_folder(recordings)
    add_recording_store(recordings)
    recordings.add_argument("--session", help="of this session only")
    actions = recordings.add_mutually_exclusive_group()
    actions.add_argument("--check", action="store_true", help="read every byte again")
    actions.add_argument("--listened", action="store_true", help="who listened in rooms, and why")
    actions.add_argument("--hold", metavar="REASON", type=_reason, help="purged nowhere")
    actions.add_argument("--release", action="store_true", help="end the hold")
    actions.add_argument(
        "--ask-purge", metavar="REASON", type=_reason, help="ask that they be destroyed"
    )
    actions.add_argument(
        "--withdraw-purge", action="store_true", help="what was asked is asked no more"
    )
    actions.add_argument(
        "--confirm-purge", action="store_true", help="destroy them: what somebody else has asked"
    )
    recordings.add_argument(
        "--by", type=_word(64), help="who decides, or reads reasons of denunciations: id"
    )
    recordings.add_argument(
        "--pin-file", metavar="FILE", help="holds that person's PIN; -: the standard input"
    )


def _add_escrow(commands: Commands) -> None:
    escrow = commands.add_parser(
        "city-escrow",
        help="sealed keys of all rooms, on the city's server: list, export, remove",
        description="List the sealed keys that rooms have left, write them into files for the "
        "key holders, or remove one for good.",
    )
    _add_folder(escrow)
    escrow.add_argument("--site", help="of this site only")
    actions = escrow.add_mutually_exclusive_group()
    actions.add_argument("--out", type=Path, metavar="FOLDER", help="write them here, a file each")
    actions.add_argument(
        "--remove", nargs=2, metavar=("PC", "KEY"), help="remove one, named as in the list"
    )


def _head(text: str) -> tuple[int, str]:
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text)
    if found is None:
        raise _refusal("not NUMBER:SEAL", text)
    return int(found[1]), found[2]


def _reason(text: str) -> str:
    reason = text.strip()
    if not 1 <= len(reason) <= MOST_LETTERS or not reason.isprintable():
        msg = f"not a reason of 1 to {MOST_LETTERS} letters"
        raise _refusal(msg, text)
    return reason


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _refusal("not a day as YYYY-MM-DD", text) from error


def _refusal(reason: str, text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{reason}: {text}")
