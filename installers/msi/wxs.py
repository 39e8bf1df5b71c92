"""The source of the installer: one component for each file, identities that never change.

wixl understands a part of WiX 3 only and drops much in silence; installers/msi/tables.py completes
what it leaves out, and installers/msi/lint.py looks at the result.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from installers.msi.guard import ENTRY as GUARD_ENTRY
from installers.msi.product import (
    CONSOLE_PROGRAM,
    FIRST_WINDOWS_BUILD,
    MAIN_PROGRAM,
    MAKER,
    NAME,
    PROPERTIES,
    RUN_KEY,
    SETUP_KEY,
    TITLE,
    guid,
    row_id,
    upgrade_code,
)
from installers.msi.settings_folder import FOLDERS, settings_folders

MAIN_FILE: Final = "MainProgram"
CONSOLE_FILE: Final = "ConsoleProgram"
HELP_LINK: Final = "https://haiphong.gov.vn"
ICON: Final = "program.ico"
CABINET: Final = "program.cab"
# Windows picks what to copy before it removes the older version: without "a", a library whose
# version goes down would be passed over and then removed.
REINSTALL_MODE: Final = "amus"
GUARD: Final = "LetProgramLeave"
GUARD_BINARY: Final = "guard"
# The older version is removed inside the newer one's installation: asked once is enough.
GUARD_CONDITION: Final = "NOT UPGRADINGPRODUCTCODE"
PURGE: Final = "PurgeData"
PURGE_CONDITION: Final = 'REMOVE = "ALL" AND PURGE_DATA = "1" AND NOT UPGRADINGPRODUCTCODE'
# Of Windows Installer's own actions: AppSearch 50, CostFinalize 1000, InstallValidate 1400,
# RemoveFiles 3500.
_AFTER_APP_SEARCH: Final = 51
_AFTER_COST_FINALIZE: Final = 1_001
_BEFORE_INSTALL_VALIDATE: Final = 1_390
_BEFORE_REMOVE_FILES: Final = 3_490
_TOO_OLD: Final = (
    f"{TITLE} needs 64-bit Windows 10 version 1903 (build {FIRST_WINDOWS_BUILD}) or newer."
)
_KNOWN_FILES: Final = {MAIN_PROGRAM: MAIN_FILE, CONSOLE_PROGRAM: CONSOLE_FILE}
_FIXED_PROPERTIES: Final = {
    "ARPPRODUCTICON": ICON,
    "ARPNOMODIFY": "1",
    "ARPHELPLINK": HELP_LINK,
    "ARPCONTACT": "IT support of the city",
    "REINSTALLMODE": REINSTALL_MODE,
    # Never restart the PC; the guard lets the program leave, nothing else closes it.
    "REBOOT": "ReallySuppress",
    "MSIRESTARTMANAGERCONTROL": "DisableShutdown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What goes into one installer. files: paths below `folder`, with "/", sorted."""

    folder: Path
    files: Sequence[str]
    version: str
    icon: Path
    guard: Path


def file_id(path: str) -> str:
    """The key of a file in the installer's tables. path: below the installation folder."""
    return _KNOWN_FILES.get(path) or row_id("f", path)


def build_source(sources: Sources) -> str:
    """The text for wixl."""
    settings = "\n".join(_setting_components())
    shortcuts = "\n".join(_shortcut_components())
    components = [*map(_component_id, sources.files), *_COMPONENTS]
    references = "\n".join(f'<ComponentRef Id="{one}"/>' for one in components)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{guid("product/" + sources.version)}" Name="{TITLE}" Language="1033" Codepage="1252"
 Version="{sources.version}" Manufacturer="{MAKER}" UpgradeCode="{upgrade_code()}">
<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"
 Description="{TITLE} {sources.version}" Manufacturer="{MAKER}"/>
<MajorUpgrade DowngradeErrorMessage="A newer version of {TITLE} is installed already."/>
<Media Id="1" Cabinet="{CABINET}" EmbedCab="yes"/>
<Icon Id="{ICON}" SourceFile={quoteattr(str(sources.icon))}/>
<Binary Id="{GUARD_BINARY}" SourceFile={quoteattr(str(sources.guard))}/>
{"".join(_properties())}
<Condition Message="{_TOO_OLD}">
Installed OR (VersionNT64 AND WINDOWSBUILD &gt;= {FIRST_WINDOWS_BUILD})</Condition>
{"".join(_actions())}
<InstallUISequence>
{"".join(_keep())}
</InstallUISequence>
<InstallExecuteSequence>
{"".join(_keep())}
{"".join(_sequence())}
</InstallExecuteSequence>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramMenuFolder"/>
<Directory Id="DesktopFolder"/>
<Directory Id="ProgramFiles64Folder">
<Directory Id="INSTALLDIR" Name="{NAME}">
{"".join(_tree(sources))}
{settings}
{shortcuts}
</Directory>
</Directory>
{settings_folders()}
</Directory>
<Feature Id="Main" Title="{TITLE}" Level="1" ConfigurableDirectory="INSTALLDIR" Absent="disallow">
{references}
</Feature>
</Product>
</Wix>
"""


_COMPONENTS: Final = (
    *(f"value_{one.name}" for one in PROPERTIES),
    "about",
    "autostart",
    "start_menu",
    "desktop_icon",
    *(component for _, component, _ in FOLDERS),
)


def _component_id(path: str) -> str:
    return row_id("c", path)


def _properties() -> Iterator[str]:
    for name, value in _FIXED_PROPERTIES.items():
        yield f'<Property Id="{name}" Value="{value}"/>\n'
    yield '<Property Id="PURGE_DATA" Secure="yes"/>\n'
    for one in PROPERTIES:
        search = _search(f"search_{one.name}", one.key, one.value_name)
        yield f'<Property Id="{one.name}" Secure="yes"/>\n'
        yield f'<Property Id="{one.remembered}" Secure="yes">{search}</Property>\n'
    folder = _search("search_folder", SETUP_KEY, "InstallFolder")
    yield f'<Property Id="PREV_INSTALLDIR" Secure="yes">{folder}</Property>\n'
    windows = _search(
        "search_windows", r"SOFTWARE\Microsoft\Windows NT\CurrentVersion", "CurrentBuildNumber"
    )
    yield f'<Property Id="WINDOWSBUILD" Secure="yes">{windows}</Property>\n'


def _search(name: str, key: str, value: str) -> str:
    return (
        f'<RegistrySearch Id="{name}" Root="HKLM" Key="{key}" Name="{value}" Type="raw"'
        ' Win64="yes"/>'
    )


def _remembered() -> Iterator[tuple[str, str]]:
    for one in PROPERTIES:
        yield one.name, one.remembered
    yield "INSTALLDIR", "PREV_INSTALLDIR"


def _actions() -> Iterator[str]:
    # Of type 51: they set a property.
    for name, remembered in _remembered():
        yield f'<CustomAction Id="Keep_{name}" Property="{name}" Value="[{remembered}]"/>\n'
    # In the installer itself, before anything is changed: see guard.c.
    yield (
        f'<CustomAction Id="{GUARD}" BinaryKey="{GUARD_BINARY}" DllEntry="{GUARD_ENTRY}"'
        ' Return="check" Execute="immediate"/>\n'
    )
    # The only action that runs a program: as the person who removes the product, without rights, so
    # that no link in somebody's folder can lead it elsewhere.
    yield (
        f'<CustomAction Id="{PURGE}" FileKey="{CONSOLE_FILE}" Return="ignore" Execute="immediate"'
        " ExeCommand='wipe-room --delete --confirm \"[ROOM_CODE]\"'/>\n"
    )
    yield '<CustomAction Id="TellFolder" Property="ARPINSTALLLOCATION" Value="[INSTALLDIR]"/>\n'


def _keep() -> Iterator[str]:
    # Numbers, not "After" and "Before": wixl would choose among several places, and not always the
    # same one. In the part with a window too: it settles on a folder and hands that on.
    for place, (name, remembered) in enumerate(_remembered(), start=_AFTER_APP_SEARCH):
        yield _placed(f"Keep_{name}", place, f"NOT {name} AND {remembered}")


def _sequence() -> Iterator[str]:
    yield _placed("TellFolder", _AFTER_COST_FINALIZE)
    yield _placed(GUARD, _BEFORE_INSTALL_VALIDATE, GUARD_CONDITION)
    yield _placed(PURGE, _BEFORE_REMOVE_FILES, PURGE_CONDITION)


def _placed(action: str, place: int, condition: str = "") -> str:
    return f'<Custom Action="{action}" Sequence="{place}">{escape(condition)}</Custom>\n'


def _tree(sources: Sources, folder: str = "") -> Iterator[str]:
    start = len(folder) + 1 if folder else 0
    inside = [path for path in sources.files if not folder or path.startswith(folder + "/")]
    for path in inside:
        if "/" not in path[start:]:
            yield _file(sources.folder / path, path)
    for name in sorted({path[start:].split("/")[0] for path in inside if "/" in path[start:]}):
        below = f"{folder}/{name}" if folder else name
        yield f'<Directory Id="{row_id("d", below)}" Name={quoteattr(name)}>\n'
        yield from _tree(replace(sources, files=inside), below)
        yield "</Directory>\n"


def _file(source: Path, path: str) -> str:
    name = path.rpartition("/")[2]
    return (
        f'<Component Id="{_component_id(path)}" Guid="{guid("component/" + path)}" Win64="yes">'
        f'<File Id="{file_id(path)}" Name={quoteattr(name)} Source={quoteattr(str(source))}'
        ' KeyPath="yes"/></Component>\n'
    )


def _component(name: str, content: str, *, condition: str = "") -> str:
    only = f"<Condition>{condition}</Condition>" if condition else ""
    return f'<Component Id="{name}" Guid="{guid(name)}" Win64="yes">{only}{content}</Component>'


def _value(key: str, name: str, value: str, *, is_key_path: bool = True) -> str:
    key_path = ' KeyPath="yes"' if is_key_path else ""
    return (
        f'<RegistryValue Root="HKLM" Key="{key}" Name="{name}" Type="string"'
        f" Value={quoteattr(value)}{key_path}/>"
    )


def _setting_components() -> Iterator[str]:
    for one in PROPERTIES:
        value = _value(one.key, one.value_name, f"[{one.name}]")
        yield _component(f"value_{one.name}", value, condition=one.name)
    version = _value(SETUP_KEY, "Version", "[ProductVersion]")
    folder = _value(SETUP_KEY, "InstallFolder", "[INSTALLDIR]", is_key_path=False)
    yield _component("about", version + folder)
    command = f'"[INSTALLDIR]{MAIN_PROGRAM}"'
    yield _component("autostart", _value(RUN_KEY, NAME, command), condition='AUTOSTART = "1"')


def _shortcut_components() -> Iterator[str]:
    places = (
        ("start_menu", "ProgramMenuFolder", ""),
        ("desktop_icon", "DesktopFolder", 'DESKTOP_SHORTCUT &lt;&gt; "0"'),
    )
    for name, folder, condition in places:
        shortcut = (
            f'<Shortcut Id="{name}_link" Directory="{folder}" Name="{TITLE}"'
            f' Target="[INSTALLDIR]{MAIN_PROGRAM}" WorkingDirectory="INSTALLDIR" Icon="{ICON}"'
            ' Description="Phong tiep cong dan truc tuyen"/>'
        )
        mark = _value(SETUP_KEY, f"Has_{name}", "1")
        yield _component(name, shortcut + mark, condition=condition)
