"""Looks at a finished installer as Microsoft's validation (ICE) would, where Linux can.

Each check is a function that yields findings; what it asks for is told by its docstring.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from installers.msi.action_checks import guard_comes_first, no_code_runs, records_stay
from installers.msi.linted import Contents, Finding, folder_parts, long_name
from installers.msi.property_checks import (
    found_is_secure,
    searches_exist,
    secrets_are_hidden,
    settings_are_remembered,
    told_is_secure,
    written_is_secure,
)
from installers.msi.settings_folder import settings_folder_is_locked
from installers.msi.tables import REMOVAL, TRANSITIVE

_GUID: Final = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
_VERSION: Final = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})")
_FORBIDDEN_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|]')
_VERSION_LIMITS: Final = (256, 256, 65_536)
_PATH_LIMIT: Final = 240
_IS_64_BIT: Final = 256
_DETECTS_ONLY: Final = 2
_LOCAL_MACHINE: Final = "2"
_COMPRESSED: Final = frozenset({"2", "10"})  # no short names needed; elevation needed

Check = Callable[[Contents], Iterator[str]]


def find(contents: Contents) -> list[Finding]:
    """Everything that any check finds."""
    return [
        Finding(check=name, text=text) for name, check in CHECKS.items() for text in check(contents)
    ]


def _required_properties(contents: Contents) -> Iterator[str]:
    """ICE24: the properties that every product has."""
    have = contents.properties()
    for name in ("ProductCode", "UpgradeCode", "ProductVersion", "ProductName", "Manufacturer"):
        if not have.get(name):
            yield f"{name} is missing"


def _product_guids(contents: Contents) -> Iterator[str]:
    """ICE08, ICE24: codes are GUIDs in capitals."""
    for name in ("ProductCode", "UpgradeCode"):
        if not _GUID.fullmatch(contents.properties().get(name, "")):
            yield f"{name} is no GUID in capitals"


def _product_version(contents: Contents) -> Iterator[str]:
    """ICE24: a version that Windows Installer can compare."""
    match = _VERSION.fullmatch(contents.properties().get("ProductVersion", ""))
    if not match or any(
        int(part) >= limit for part, limit in zip(match.groups(), _VERSION_LIMITS, strict=True)
    ):
        yield "ProductVersion is not a.b.c within 255.255.65535"


def _language(contents: Contents) -> Iterator[str]:
    """ICE24: one language, the one of the summary."""
    if contents.properties().get("ProductLanguage") != "1033":
        yield "ProductLanguage is not 1033"


def _per_machine(contents: Contents) -> Iterator[str]:
    """For the whole PC, never for one person."""
    if contents.properties().get("ALLUSERS") != "1":
        yield "ALLUSERS is not 1"


def _reinstall_mode(contents: Contents) -> Iterator[str]:
    """A library whose version goes down is copied all the same."""
    if contents.properties().get("REINSTALLMODE") != "amus":
        yield "REINSTALLMODE is not amus"


def _no_restart(contents: Contents) -> Iterator[str]:
    """Nobody is surprised by a restart, and no session is closed."""
    if contents.properties().get("REBOOT") != "ReallySuppress":
        yield "REBOOT is not ReallySuppress"
    if contents.properties().get("MSIRESTARTMANAGERCONTROL") != "DisableShutdown":
        yield "MSIRESTARTMANAGERCONTROL is not DisableShutdown"
    if {"ForceReboot", "ScheduleReboot"} & set(contents.sequence()):
        yield "the sequence restarts the PC"


def _component_guids(contents: Contents) -> Iterator[str]:
    """ICE08: every component has a GUID of its own."""
    ids = [row["ComponentId"] for row in contents.rows("Component")]
    for one, count in Counter(ids).items():
        if count > 1 or not _GUID.fullmatch(one):
            yield f"component GUID {one} is not one of its own"


def _component_folders(contents: Contents) -> Iterator[str]:
    """Every component lies in a folder that exists."""
    folders = {row["Directory"] for row in contents.rows("Directory")}
    for row in contents.rows("Component"):
        if row["Directory_"] not in folders:
            yield f"{row['Component']} lies nowhere"


def _key_paths(contents: Contents) -> Iterator[str]:
    """ICE18, ICE19: what tells that a component is installed is its own file or value."""
    owners = {row["File"]: row["Component_"] for row in contents.rows("File")}
    owners |= {row["Registry"]: row["Component_"] for row in contents.rows("Registry")}
    for row in contents.rows("Component"):
        if owners.get(row["KeyPath"]) != row["Component"]:
            yield f"{row['Component']} has no key path of its own"


def _64_bit(contents: Contents) -> Iterator[str]:
    """ICE80: 64-bit components in a 64-bit package."""
    for row in contents.rows("Component"):
        if not int(row["Attributes"]) & _IS_64_BIT:
            yield f"{row['Component']} lacks the 64-bit flag"


def _conditions_hold_later(contents: Contents) -> Iterator[str]:
    """What a repair is told counts: a component's condition is looked at again."""
    for row in contents.rows("Component"):
        if row["Condition"] and not int(row["Attributes"]) & TRANSITIVE:
            yield f"{row['Component']} lacks the transitive flag"


def _features(contents: Contents) -> Iterator[str]:
    """ICE21, ICE22: every component belongs to the feature, and to one that exists."""
    features = {row["Feature"] for row in contents.rows("Feature")}
    used = {row["Component_"] for row in contents.rows("FeatureComponents")}
    for row in contents.rows("Component"):
        if row["Component"] not in used:
            yield f"{row['Component']} is in no feature"
    for row in contents.rows("FeatureComponents"):
        if row["Feature_"] not in features:
            yield f"{row['Feature_']} is no feature"


def _file_sequence(contents: Contents) -> Iterator[str]:
    """ICE04: files are numbered without gaps up to the medium's last."""
    numbers = sorted(int(row["Sequence"]) for row in contents.rows("File"))
    last = [int(row["LastSequence"]) for row in contents.rows("Media")]
    if numbers != list(range(1, len(numbers) + 1)) or last != [len(numbers)]:
        yield "file numbers and Media.LastSequence differ"


def _version_or_hash(contents: Contents) -> Iterator[str]:
    """ICE60: a file has a version or a hash, or Windows asks for the package again and again."""
    hashed = {row["File_"] for row in contents.rows("MsiFileHash")}
    for row in contents.rows("File"):
        if bool(row["Version"]) == (row["File"] in hashed):
            yield f"{row['FileName']} needs exactly one of version and hash"


def _file_languages(contents: Contents) -> Iterator[str]:
    """ICE60: a versioned file has a language."""
    for row in contents.rows("File"):
        if row["Version"] and not row["Language"].isdigit():
            yield f"{row['FileName']} has a version but no language"


def _file_names(contents: Contents) -> Iterator[str]:
    """ICE03: names that Windows allows."""
    for row in contents.rows("File"):
        name = long_name(row["FileName"])
        if _FORBIDDEN_IN_NAMES.search(name) or name.endswith((" ", ".")) or not name.isascii():
            yield f"Windows cannot keep a file named {name!r}"


def _same_target(contents: Contents) -> Iterator[str]:
    """ICE30: no two files become one, capitals aside."""
    places = {row["Component"]: row["Directory_"] for row in contents.rows("Component")}
    targets = Counter(
        (places.get(row["Component_"], ""), long_name(row["FileName"]).lower())
        for row in contents.rows("File")
    )
    for (_, name), count in targets.items():
        if count > 1:
            yield f"{count} files become one: {name}"


def _path_lengths(contents: Contents) -> Iterator[str]:
    """Paths that every program of Windows can open."""
    folders = {row["Directory"]: row for row in contents.rows("Directory")}
    places = {row["Component"]: row["Directory_"] for row in contents.rows("Component")}
    for row in contents.rows("File"):
        parts = [*folder_parts(folders, places[row["Component_"]]), long_name(row["FileName"])]
        if len("C:\\" + "\\".join(parts)) >= _PATH_LIMIT:
            yield f"the path of {parts[-1]} is too long"


def _launch_condition(contents: Contents) -> Iterator[str]:
    """An old Windows is told, after its build was looked up."""
    conditions = [row["Condition"] for row in contents.rows("LaunchCondition")]
    if not any("WINDOWSBUILD" in one and "VersionNT64" in one for one in conditions):
        yield "no condition on the build of Windows"
    if not contents.is_in_order("AppSearch", "LaunchConditions"):
        yield "LaunchConditions does not follow AppSearch"


def _old_version_can_come_back(contents: Contents) -> Iterator[str]:
    """ICE27, ICE63: the older version goes as the first step of what a failure takes back."""
    sequence = contents.sequence()
    order = sorted(sequence, key=lambda action: sequence[action])
    if ("InstallInitialize", REMOVAL) not in pairwise(order):
        yield f"{REMOVAL} does not directly follow InstallInitialize"
    if not contents.is_in_order("FindRelatedProducts", REMOVAL, "InstallFinalize"):
        yield f"{REMOVAL} stands in a wrong place"


def _upgrade_rows(contents: Contents) -> Iterator[str]:
    """ICE61: an older version is replaced and a newer one refuses."""
    rows = contents.rows("Upgrade")
    code = contents.properties().get("UpgradeCode")
    if not any(int(row["Attributes"]) & _DETECTS_ONLY for row in rows):
        yield "a newer version is not noticed"
    if not any(not int(row["Attributes"]) & _DETECTS_ONLY for row in rows):
        yield "an older version is not removed"
    if any(row["UpgradeCode"] != code for row in rows):
        yield "another product would be replaced"


def _downgrade_refused(contents: Contents) -> Iterator[str]:
    """A downgrade ends with an error, not in silence."""
    conditions = [row["Condition"] for row in contents.rows("LaunchCondition")]
    actions = [row["Type"] for row in contents.rows("CustomAction")]
    if not any("WIX_DOWNGRADE_DETECTED" in one for one in conditions) and "19" not in actions:
        yield "a downgrade is not refused"


def _registry_roots(contents: Contents) -> Iterator[str]:
    """ICE57: a package for the whole PC writes nothing of one person."""
    for row in contents.rows("Registry"):
        if row["Root"] != _LOCAL_MACHINE:
            yield f"{row['Key']} is not below HKLM"


def _icons(contents: Contents) -> Iterator[str]:
    """ICE36, ICE50: icons that are used exist."""
    icons = {row["Name"] for row in contents.rows("Icon")}
    if contents.properties().get("ARPPRODUCTICON") not in icons:
        yield "ARPPRODUCTICON names no icon"
    for row in contents.rows("Shortcut"):
        if row["Icon_"] and row["Icon_"] not in icons:
            yield f"{row['Shortcut']} names no icon"


def _shortcuts(contents: Contents) -> Iterator[str]:
    """ICE43: a shortcut goes with a value of the PC."""
    marked = {row["Component_"] for row in contents.rows("Registry")}
    for row in contents.rows("Shortcut"):
        if row["Component_"] not in marked:
            yield f"{row['Shortcut']} has no registry value as its key path"


def _no_extra_content(contents: Contents) -> Iterator[str]:
    """Nothing is installed that starts by itself with rights or reaches the network."""
    for table in ("ServiceInstall", "ServiceControl", "ODBCDriver", "Environment"):
        if contents.rows(table):
            yield f"{table} is not empty"


def _summary(contents: Contents) -> Iterator[str]:
    """ICE39: for x64, of Windows Installer 5, compressed, asking for rights."""
    if contents.summary.get("Template") != "x64;1033":
        yield "the template is not x64;1033"
    if contents.summary.get("Version", "").split(" ")[0] != "500":
        yield "it is not a package of Windows Installer 5"
    if contents.summary.get("Source", "").split(" ")[0] not in _COMPRESSED:
        yield "its word count does not say compressed"


def _package_code(contents: Contents) -> Iterator[str]:
    """ICE39: a package code in capitals, other than the product's."""
    code = contents.summary.get("Revision number (UUID)", "")
    if not _GUID.fullmatch(code) or code == contents.properties().get("ProductCode"):
        yield "no package code of its own"


def _cabinet(contents: Contents) -> Iterator[str]:
    """The cabinet holds what the File table says."""
    rows = contents.rows("File")
    told = (len(rows), sum(int(row["FileSize"]) for row in rows))
    if contents.unpacked != told:
        yield f"the cabinet holds {contents.unpacked}, the table says {told}"


CHECKS: Final[Mapping[str, Check]] = {
    check.__name__.removeprefix("_"): check
    for check in (
        _required_properties, _product_guids, _product_version, _language, _per_machine,
        _reinstall_mode, _no_restart, told_is_secure, found_is_secure, secrets_are_hidden,
        _component_guids, _component_folders, _key_paths, _64_bit, _conditions_hold_later,
        _features, _file_sequence, _version_or_hash, _file_languages, _file_names, _same_target,
        _path_lengths, _launch_condition, _old_version_can_come_back, _upgrade_rows,
        _downgrade_refused, no_code_runs, records_stay, guard_comes_first, settings_are_remembered,
        searches_exist, _registry_roots, written_is_secure, _icons, _shortcuts, _no_extra_content,
        _summary, _package_code, _cabinet, settings_folder_is_locked,
    )
}  # fmt: skip
