"""Where things are kept on this PC: settings, data, logs, practice folders."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import PlatformDirs

_MAKER: Final = "HaiPhong"
_PRODUCT: Final = "ReceptionRoom" if sys.platform == "win32" else "reception-room"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Folders and files of the program; nothing is made here.

    policy_file: read where there is no registry. machine_file: written by IT for every officer.
    user_file: what this person chose. data_folder: records, one folder per room.
    log_folder: one folder per room. is_own: all of it lies in one folder of the person's own, who
    may write the machine file there; else only administrators may.
    """

    policy_file: Path
    machine_file: Path
    user_file: Path
    data_folder: Path
    log_folder: Path
    is_own: bool = False

    def room_folder(self, room: str) -> Path:
        """Where the records of a room that is bound to a city are kept. room: its site id.

        Raises: ValueError for a name that could leave the folder.
        """
        return self.data_folder / "rooms" / _checked_name(room)

    def room_copies_folder(self, room: str) -> Path:
        """Where copies of such a room's records go while nobody named another disk.

        Raises: ValueError, as `room_folder`.
        """
        return self.data_folder / "copies" / _checked_name(room)

    def room_log_folder(self, room: str) -> Path:
        """Where the processes of such a room write their logs.

        Raises: ValueError, as `room_folder`.
        """
        return self.log_folder / "rooms" / _checked_name(room)

    def practice_folder(self) -> Path:
        """Everything of practice mode, its logs too: no real room's folder is ever touched."""
        return self.data_folder / "practice"


def standard_places() -> Places:
    """The places this platform has for such things; on Linux the XDG folders."""
    dirs = PlatformDirs(_PRODUCT, _MAKER, roaming=False)
    return Places(
        # Not site_config_path: XDG_CONFIG_DIRS is the person's, a policy is the city's.
        policy_file=Path("/etc/xdg") / _PRODUCT / "policy.toml",
        machine_file=dirs.site_config_path / "settings.toml",
        user_file=dirs.user_config_path / "settings.toml",
        data_folder=dirs.user_data_path,
        log_folder=dirs.user_log_path,
    )


def places_below(folder: Path) -> Places:
    """All places inside one folder: for tests, rehearsals and practice on a stick."""
    return Places(
        policy_file=folder / "policy.toml",
        machine_file=folder / "machine.toml",
        user_file=folder / "settings.toml",
        data_folder=folder / "data",
        log_folder=folder / "logs",
        is_own=True,
    )


def _checked_name(room: str) -> str:
    if not _NAME.fullmatch(room) or room.endswith("."):
        message = "not a room name"
        raise ValueError(message)
    return room
