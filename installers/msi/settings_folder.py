"""The folder of the PC's settings file below %ProgramData%: made with rights for administrators.

Without it any person of the PC could make it first. desktop/settings/ownership.py believes a file
there only when nobody else could have written it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from installers.msi.database import Row
from installers.msi.linted import Contents
from installers.msi.product import MAKER_FOLDER, NAME, SETUP_KEY, guid

# The system and administrators own and write; people read. Inherited rights end here: sddl.h.
RIGHTS: Final = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
TABLE: Final = "MsiLockPermissionsEx"
HEAD: Final = (
    "MsiLockPermissionsEx\tLockObject\tTable\tSDDLText\tCondition",
    "s72\ts72\ts32\ts0\tS255",
    f"{TABLE}\tMsiLockPermissionsEx",
)
# Directory and component; the names have small letters: nobody leads them elsewhere.
FOLDERS: Final = (
    ("MakerSettings", "maker_settings", MAKER_FOLDER),
    ("ProductSettings", "product_settings", NAME),
)
_PARENT: Final = "CommonAppDataFolder"


def settings_folders() -> str:
    """The two folders, one inside the other, each with the component that makes it."""
    inner = ""
    for directory, component, name in reversed(FOLDERS):
        mark = (
            f'<RegistryValue Root="HKLM" Key="{SETUP_KEY}" Name="Has_{component}" Type="string"'
            ' Value="1" KeyPath="yes"/>'
        )
        made = (
            f'<Component Id="{component}" Guid="{guid(component)}" Win64="yes">'
            f"<CreateFolder/>{mark}</Component>"
        )
        inner = f'<Directory Id="{directory}" Name="{name}">\n{made}\n{inner}</Directory>\n'
    return f'<Directory Id="{_PARENT}">\n{inner}</Directory>'


def rights_rows() -> list[Row]:
    """Rows of MsiLockPermissionsEx, which wixl does not know."""
    return [
        {
            "MsiLockPermissionsEx": f"rights_{component}",
            "LockObject": directory,
            "Table": "CreateFolder",
            "SDDLText": RIGHTS,
            "Condition": "",
        }
        for directory, component, _ in FOLDERS
    ]


def settings_folder_is_locked(contents: Contents) -> Iterator[str]:
    """Nobody but administrators writes where settings of the whole PC lie."""
    made = {row["Directory_"] for row in contents.rows("CreateFolder")}
    places = {row["Directory"]: row["Directory_Parent"] for row in contents.rows("Directory")}
    parent = _PARENT
    for directory, _, _ in FOLDERS:
        if directory not in made or places.get(directory) != parent:
            yield f"{directory} is not made below {parent}"
        if _rights_of(contents.rows(TABLE), directory) != [RIGHTS]:
            yield f"{directory} has other rights"
        parent = directory
    if contents.rows("LockPermissions"):  # both tables together: error 1941
        yield "LockPermissions is not empty"


def _rights_of(rows: Sequence[Row], directory: str) -> list[str]:
    return [
        row["SDDLText"]
        for row in rows
        if row["LockObject"] == directory and row["Table"] == "CreateFolder"
    ]
