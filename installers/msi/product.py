"""What the installer is called, what it may be told, and the identities that never change."""

import hashlib
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError

ROOT: Final = Path(__file__).parents[2]
NAME: Final = "ReceptionRoom"
TITLE: Final = "Reception Room"
MAKER: Final = "Hai Phong"
MAKER_FOLDER: Final = "HaiPhong"  # as desktop/settings/paths.py names it
MAIN_PROGRAM: Final = "ReceptionRoom.exe"
CONSOLE_PROGRAM: Final = "ReceptionRoomCtl.exe"
# desktop/settings/sources.py reads this key; the installer's own notes stand below it.
SETTINGS_KEY: Final = r"Software\HaiPhong\ReceptionRoom"
SETUP_KEY: Final = SETTINGS_KEY + r"\Setup"
RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
FIRST_WINDOWS_BUILD: Final = 18_362  # Windows 10 1903: the first with the icu.dll that Qt needs
DEFAULT_EPOCH: Final = 1_767_225_600  # of every file, where SOURCE_DATE_EPOCH says nothing
# Upgrades and shared components are known by names below this; it never changes.
NAMESPACE: Final = uuid.UUID("0d6b9d3a-6c0f-4f0e-9b53-3f6f5a5f0c11")
_VERSION: Final = re.compile(r"^__version__ = \"(\d{1,3}\.\d{1,3}\.\d{1,5})\"$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallProperty:
    """A word of the msiexec line that is kept across upgrades.

    value_name: in the registry, as the program reads it. is_setting: stands below SETTINGS_KEY,
    else below SETUP_KEY. is_secret: never in the installer's log.
    """

    name: str
    value_name: str
    is_setting: bool = True
    is_secret: bool = False

    @property
    def key(self) -> str:
        """Where its value is kept below HKLM."""
        return SETTINGS_KEY if self.is_setting else SETUP_KEY

    @property
    def remembered(self) -> str:
        """The property that holds what the last installation was told."""
        return f"PREV_{self.name}"


PROPERTIES: Final = (
    InstallProperty(name="SERVER_URL", value_name="ServerUrl"),
    InstallProperty(name="ROOM_CODE", value_name="SiteId"),
    InstallProperty(name="ENROL_CODE", value_name="EnrolCode", is_secret=True),
    InstallProperty(name="PROXY", value_name="Proxy"),
    InstallProperty(name="CA_FILE", value_name="CaFile"),
    InstallProperty(name="AUTOSTART", value_name="Autostart", is_setting=False),
    InstallProperty(name="DESKTOP_SHORTCUT", value_name="DesktopShortcut", is_setting=False),
)


def product_version(root: Path = ROOT) -> str:
    """The version of the program in this checkout. Raises: BuildError."""
    text = (root / "desktop" / "__init__.py").read_text(encoding="utf-8")
    if match := _VERSION.search(text):
        return match[1]
    message = "desktop/__init__.py names no version that Windows Installer can count"
    raise BuildError(message)


def package_name(version: str) -> str:
    """The file name of an installer."""
    return f"{NAME}-{version}-x64.msi"


def guid(name: str) -> str:
    """The GUID of a name, the same in every build: upper case, without braces."""
    return str(uuid.uuid5(NAMESPACE, name)).upper()


def upgrade_code() -> str:
    """By which Windows knows older and newer versions of this product."""
    return guid("upgrade-code")


def row_id(prefix: str, path: str) -> str:
    """A key of an installer's table for a path below the installation folder."""
    return prefix + hashlib.sha256(path.encode()).hexdigest()[:24]
