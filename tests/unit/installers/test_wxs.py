"""The installer's source says what the program reads, and the same things every time."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desktop.settings.model import KEYS, SECRET_KEYS
from desktop.settings.ownership import rights_fault
from desktop.settings.sources import MACHINE_KEY
from installers.msi.guard import ENTRY, SOURCE
from installers.msi.product import (
    PROPERTIES,
    SETTINGS_KEY,
    SETUP_KEY,
    guid,
    product_version,
    upgrade_code,
)
from installers.msi.settings_folder import RIGHTS
from installers.msi.wxs import GUARD, PURGE, Sources, build_source, file_id

pytestmark = pytest.mark.unit

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
FILES = ["ReceptionRoom.exe", "runtime/lib/a & b.pyc", "runtime/python313.dll"]


def source(version: str = "1.2.3", folder: str = "/payload") -> ET.Element:
    sources = Sources(
        folder=Path(folder),
        files=FILES,
        version=version,
        icon=Path("program.ico"),
        guard=Path("guard.dll"),
    )
    return ET.fromstring(build_source(sources))  # noqa: S314 - our own text


def names(element: ET.Element, kind: str, attribute: str = "Id") -> list[str]:
    return [one.attrib[attribute] for one in element.iter(WIX + kind)]


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_settings_are_written_where_the_program_reads_them() -> None:
    assert SETTINGS_KEY == MACHINE_KEY
    settings = {snake(one.value_name): one for one in PROPERTIES if one.is_setting}
    assert set(settings) <= set(KEYS)
    assert {name for name, one in settings.items() if one.is_secret} == SECRET_KEYS


def test_the_installers_own_notes_are_no_settings_of_the_program() -> None:
    keys = {value.attrib["Key"] for value in source().iter(WIX + "RegistryValue")}
    assert keys == {SETTINGS_KEY, SETUP_KEY, r"Software\Microsoft\Windows\CurrentVersion\Run"}
    written = {
        value.attrib["Name"]
        for value in source().iter(WIX + "RegistryValue")
        if value.attrib["Key"] == SETTINGS_KEY
    }
    assert written == {one.value_name for one in PROPERTIES if one.is_setting}


def test_every_property_is_looked_up_and_kept() -> None:
    root = source()
    searches = names(root, "RegistrySearch", "Name")
    kept = [custom for custom in names(root, "Custom", "Action") if custom.startswith("Keep_")]
    for one in PROPERTIES:
        assert one.value_name in searches
        assert f"Keep_{one.name}" in kept
    assert "Keep_INSTALLDIR" in kept


def test_an_installation_with_a_window_remembers_too() -> None:
    root = source()
    kept = [
        names(part, "Custom", "Action")
        for part in (
            *root.iter(WIX + "InstallUISequence"),
            *root.iter(WIX + "InstallExecuteSequence"),
        )
    ]
    assert len(kept) == 2
    assert kept[0] == [action for action in kept[1] if action.startswith("Keep_")]
    assert "Keep_INSTALLDIR" in kept[0]


def test_the_folder_of_the_settings_file_is_made_where_the_program_reads_it() -> None:
    (parent,) = (
        one for one in source().iter(WIX + "Directory") if one.attrib["Id"] == "CommonAppDataFolder"
    )
    names_below = [
        one.attrib["Name"] for one in parent.iter(WIX + "Directory") if one is not parent
    ]
    assert names_below == ["HaiPhong", "ReceptionRoom"]
    assert len([*parent.iter(WIX + "CreateFolder")]) == len(names_below)


@pytest.mark.parametrize("is_folder", [False, True])
def test_what_lies_in_that_folder_is_believed_by_the_program(*, is_folder: bool) -> None:
    """Owner and rights as the installer gives them, without the group, which nobody asks for."""
    assert rights_fault(RIGHTS.replace("G:BA", ""), is_folder=is_folder) is None


def test_every_file_and_component_is_installed_once() -> None:
    root = source()
    components = names(root, "Component")
    assert sorted(components) == sorted(names(root, "ComponentRef"))
    assert len(set(components)) == len(components)
    assert len(names(root, "File")) == len(FILES)
    assert file_id("ReceptionRoom.exe") in names(root, "File")


def test_components_keep_their_identity_and_products_do_not() -> None:
    first, second = source("1.2.3", "/one"), source("1.2.4", "/two")
    assert names(first, "Component", "Guid") == names(second, "Component", "Guid")
    assert names(first, "Product") != names(second, "Product")
    assert names(first, "Product", "UpgradeCode") == names(second, "Product", "UpgradeCode")


def test_identities_of_the_product_never_change() -> None:
    assert upgrade_code() == "DC5F19E4-F69D-5667-9C58-D8430E6D5101"
    assert guid("component/ReceptionRoom.exe") == "55F52726-2DAB-5002-B7C5-7D8B76878B96"


def test_the_one_action_that_runs_a_program_has_no_rights_and_is_asked_for() -> None:
    root = source()
    (action,) = (one for one in root.iter(WIX + "CustomAction") if "FileKey" in one.attrib)
    assert action.attrib["Id"] == PURGE
    assert action.attrib["Execute"] == "immediate"
    assert "Impersonate" not in action.attrib
    (place,) = (one for one in root.iter(WIX + "Custom") if one.attrib["Action"] == PURGE)
    assert place.text == 'REMOVE = "ALL" AND PURGE_DATA = "1" AND NOT UPGRADINGPRODUCTCODE'


def test_a_running_program_is_asked_to_leave_and_its_answer_is_heeded() -> None:
    root = source()
    (action,) = (one for one in root.iter(WIX + "CustomAction") if "DllEntry" in one.attrib)
    assert action.attrib == {
        "Id": GUARD, "BinaryKey": "guard", "DllEntry": ENTRY, "Return": "check",
        "Execute": "immediate",
    }  # fmt: skip
    assert f"UINT __stdcall {ENTRY}(" in SOURCE.read_text(encoding="ascii")


def test_every_action_has_its_own_place() -> None:
    (sequence,) = source().iter(WIX + "InstallExecuteSequence")
    places = names(sequence, "Custom", "Sequence")
    assert len(set(places)) == len(places)


def test_the_version_is_the_programs() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", product_version())
