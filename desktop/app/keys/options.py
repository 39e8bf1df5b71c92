"""Sub-commands about keys: for IT in a room, and for the city's key holders."""

from pathlib import Path

from desktop.app.console import Commands, add_settings

RUNNERS = {
    "escrow": "desktop.app.keys.escrow:run",
    "recover-room": "desktop.app.keys.recover_room:run",
    "wipe-room": "desktop.app.keys.wipe_room:run",
}


def add_key_commands(commands: Commands) -> None:
    """Add them all."""
    _add_escrow(commands)
    _add_recover_room(commands)
    _add_wipe_room(commands)


def _add_escrow(commands: Commands) -> None:
    escrow = commands.add_parser(
        "escrow",
        help="khóa dự phòng: the city's escrow keys, and this room's key sealed with them",
        description="The city's escrow keys, and this room's key sealed with them.",
    )
    actions = escrow.add_subparsers(dest="action", metavar="ACTION", required=True)
    make = actions.add_parser(
        "make-key",
        help="for a key holder of the city: a new key pair",
        description="Make a key pair: the private key goes into a file under a passphrase, "
        "the public key is printed. Nothing is overwritten.",
    )
    make.add_argument("--out", type=Path, required=True, help="the private key's file")
    show = actions.add_parser("show", help="what this room's key is sealed with")
    renew = actions.add_parser(
        "renew",
        help="seal this room's key anew, for the keys that the settings name now",
        description="Seal this room's key anew, for the keys that the settings name now. "
        "The room's key and its records stay as they are.",
    )
    renew.add_argument(
        "--accept", metavar="KEY,KEY", help="do not ask: these are the keys that are meant"
    )
    for each in (show, renew):
        add_settings(each)


def _add_recover_room(commands: Commands) -> None:
    recover = commands.add_parser(
        "recover-room",
        help="khôi phục phòng: open a lost PC's records on this one, with the city's key",
        description="Open the escrow with a private key of the city, take over the records of "
        "a lost PC, and bind them to this PC's keyring. Without --from: the records that lie on "
        "this PC already. Nothing is overwritten.",
    )
    recover.add_argument("--escrow", type=Path, required=True, help="the room's escrow")
    recover.add_argument("--key", type=Path, required=True, help="a private key of the city")
    recover.add_argument(
        "--from",
        dest="sources",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="where the lost PC's records, or copies of them, are; may be given twice",
    )
    add_settings(recover)


def _add_wipe_room(commands: Commands) -> None:
    wipe = commands.add_parser(
        "wipe-room",
        help="xóa khóa của phòng: the records of this PC can never be read again",
        description="Erase the room's key on this PC: its records can never be read again here. "
        "Refused while something was not sent to the city.",
    )
    wipe.add_argument("--force", action="store_true", help="give up what was not sent")
    wipe.add_argument("--confirm", metavar="SITE_ID", help="do not ask: this room is meant")
    wipe.add_argument("--delete", action="store_true", help="delete what is left of them as well")
    add_settings(wipe)
