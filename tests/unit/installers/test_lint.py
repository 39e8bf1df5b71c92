"""The lint passes a sound installer and notices each fault that was made in it."""

import re
from collections.abc import Callable

import pytest

from installers.msi.lint import CHECKS, find
from installers.msi.linted import Contents
from installers.msi.product import PROPERTIES, ROOT, SETTINGS_KEY
from installers.msi.settings_folder import rights_rows
from installers.msi.tables import hidden_properties, secure_properties
from installers.msi.wxs import GUARD, GUARD_CONDITION

pytestmark = pytest.mark.unit

CODE = "{0D6B9D3A-6C0F-4F0E-9B53-3F6F5A5F0C1%s}"
Tables = dict[str, list[dict[str, str]]]


def sound() -> Tables:
    return {
        "Property": [
            {"Property": name, "Value": value}
            for name, value in {
                "ProductCode": CODE % "1",
                "UpgradeCode": CODE % "2",
                "ProductVersion": "1.2.3",
                "ProductName": "Reception Room",
                "ProductLanguage": "1033",
                "Manufacturer": "Hai Phong",
                "ALLUSERS": "1",
                "REINSTALLMODE": "amus",
                "REBOOT": "ReallySuppress",
                "MSIRESTARTMANAGERCONTROL": "DisableShutdown",
                "ARPPRODUCTICON": "program.ico",
                "SecureCustomProperties": ";".join(secure_properties()),
                "MsiHiddenProperties": ";".join(hidden_properties()),
            }.items()
        ],
        "Directory": [
            {"Directory": "TARGETDIR", "Directory_Parent": "", "DefaultDir": "SourceDir"},
            {"Directory": "INSTALLDIR", "Directory_Parent": "TARGETDIR", "DefaultDir": "Room"},
            {"Directory": "MakerSettings", "Directory_Parent": "CommonAppDataFolder",
             "DefaultDir": "HaiPhong"},
            {"Directory": "ProductSettings", "Directory_Parent": "MakerSettings",
             "DefaultDir": "ReceptionRoom"},
        ],
        "CreateFolder": [{"Directory_": "MakerSettings"}, {"Directory_": "ProductSettings"}],
        "MsiLockPermissionsEx": [dict(row) for row in rights_rows()],
        "Component": [
            {"Component": "c1", "ComponentId": CODE % "3", "Directory_": "INSTALLDIR",
             "Attributes": "256", "Condition": "", "KeyPath": "f1"},
            {"Component": "c2", "ComponentId": CODE % "4", "Directory_": "INSTALLDIR",
             "Attributes": "324", "Condition": "SERVER_URL", "KeyPath": "r1"},
        ],
        "Feature": [{"Feature": "Main"}],
        "FeatureComponents": [
            {"Feature_": "Main", "Component_": "c1"}, {"Feature_": "Main", "Component_": "c2"},
        ],
        "File": [
            {"File": "f1", "Component_": "c1", "FileName": "a.dll", "Version": "1.0.0.0",
             "Language": "1033", "FileSize": "10", "Sequence": "1"},
            {"File": "f2", "Component_": "c1", "FileName": "b.pyc", "Version": "",
             "Language": "", "FileSize": "5", "Sequence": "2"},
        ],
        "MsiFileHash": [{"File_": "f2"}],
        "Media": [{"LastSequence": "2"}],
        "Registry": [
            {"Registry": "r1", "Root": "2", "Key": SETTINGS_KEY, "Name": "ServerUrl",
             "Value": "[SERVER_URL]", "Component_": "c2"},
        ],
        "Shortcut": [{"Shortcut": "s1", "Icon_": "program.ico", "Component_": "c2"}],
        "Icon": [{"Name": "program.ico"}],
        "LaunchCondition": [
            {"Condition": "Installed OR (VersionNT64 AND WINDOWSBUILD >= 18362)"},
            {"Condition": "NOT WIX_DOWNGRADE_DETECTED"},
        ],
        "InstallExecuteSequence": [
            {
                "Action": action,
                "Sequence": str(place),
                "Condition": GUARD_CONDITION if action == GUARD else "",
            }
            for place, action in enumerate(
                ("FindRelatedProducts", "AppSearch", "Keep_SERVER_URL", "LaunchConditions",
                 "CostInitialize", "CostFinalize", GUARD, "InstallValidate",
                 "InstallInitialize", "RemoveExistingProducts", "InstallFinalize"),
                start=1,
            )
        ],
        "InstallUISequence": [
            {"Action": action, "Sequence": str(place), "Condition": ""}
            for place, action in enumerate(
                ("AppSearch", "Keep_SERVER_URL", "LaunchConditions", "CostInitialize"), start=1
            )
        ],
        "Upgrade": [
            {"UpgradeCode": CODE % "2", "Attributes": "1"},
            {"UpgradeCode": CODE % "2", "Attributes": "2"},
        ],
        "CustomAction": [
            {"Action": "Keep_SERVER_URL", "Type": "51", "Source": "", "Target": ""},
            {"Action": GUARD, "Type": "1", "Source": "guard", "Target": "LetProgramLeave"},
        ],
        "Binary": [{"Name": "guard"}],
        "RegLocator": [{"Signature_": "search_SERVER_URL", "Type": "18"}],
        "AppSearch": [{"Property": "PREV_SERVER_URL", "Signature_": "search_SERVER_URL"}],
    }  # fmt: skip


SUMMARY = {
    "Template": "x64;1033",
    "Version": "500 (1f4)",
    "Source": "2 (2)",
    "Revision number (UUID)": CODE % "9",
}


def failing(
    tables: Tables, summary: dict[str, str] = SUMMARY, unpacked: tuple[int, int] = (2, 15)
) -> set[str]:
    contents = Contents(tables=tables, summary=summary, unpacked=unpacked)
    return {finding.check for finding in find(contents)}


def put(table: str, row: int, **values: str) -> Callable[[Tables], None]:
    return lambda tables: tables[table][row].update(values)


def put_property(name: str, value: str) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        next(row for row in tables["Property"] if row["Property"] == name)["Value"] = value

    return change


def without_secure(name: str) -> Callable[[Tables], None]:
    have = [one for one in secure_properties() if one != name]
    return put_property("SecureCustomProperties", ";".join(have))


def add(table: str, **values: str) -> Callable[[Tables], None]:
    return lambda tables: tables.setdefault(table, []).append(values)


def drop(table: str, row: int) -> Callable[[Tables], None]:
    return lambda tables: tables[table].remove(tables[table][row])


FAULTS: tuple[tuple[str, Callable[[Tables], None]], ...] = (
    ("required_properties", put_property("Manufacturer", "")),
    ("product_guids", put_property("ProductCode", "{0d6b9d3a}")),
    ("product_version", put_property("ProductVersion", "1.2.70000")),
    ("product_version", put_property("ProductVersion", "2026.11")),
    ("language", put_property("ProductLanguage", "1066")),
    ("per_machine", put_property("ALLUSERS", "")),
    ("reinstall_mode", put_property("REINSTALLMODE", "omus")),
    ("no_restart", put_property("REBOOT", "")),
    ("no_restart", put_property("MSIRESTARTMANAGERCONTROL", "0")),
    ("no_restart", add("InstallExecuteSequence", Action="ScheduleReboot", Sequence="99")),
    ("told_is_secure", put_property("SecureCustomProperties", "SERVER_URL")),
    ("found_is_secure", add("LaunchCondition", Condition='NOT OTHER = "NO"')),
    ("found_is_secure", add("AppSearch", Property="OTHER", Signature_="search_SERVER_URL")),
    ("found_is_secure", without_secure("WINDOWSBUILD")),
    ("found_is_secure", without_secure("WIX_DOWNGRADE_DETECTED")),
    ("secrets_are_hidden", put_property("MsiHiddenProperties", "")),
    ("component_guids", put("Component", 1, ComponentId=CODE % "3")),
    ("component_folders", put("Component", 1, Directory_="nowhere")),
    ("key_paths", put("Component", 1, KeyPath="f1")),
    ("64_bit", put("Component", 1, Attributes="4")),
    ("conditions_hold_later", put("Component", 1, Attributes="260")),
    ("features", drop("FeatureComponents", 0)),
    ("features", put("FeatureComponents", 0, Feature_="Other")),
    ("file_sequence", put("File", 1, Sequence="3")),
    ("file_sequence", put("Media", 0, LastSequence="3")),
    ("version_or_hash", drop("MsiFileHash", 0)),
    ("version_or_hash", put("File", 1, Version="1.0.0.0", Language="0")),
    ("file_languages", put("File", 0, Language="")),
    ("file_names", put("File", 1, FileName="x|a?.pyc")),
    ("file_names", put("File", 1, FileName="phòng.pyc")),
    ("same_target", put("File", 1, FileName="A.DLL")),
    ("path_lengths", put("File", 1, FileName="x" * 236)),
    ("launch_condition", put("LaunchCondition", 0, Condition="VersionNT64")),
    ("launch_condition", put("InstallExecuteSequence", 1, Sequence="4")),
    ("old_version_can_come_back", put("InstallExecuteSequence", 9, Sequence="12")),
    ("old_version_can_come_back", put("InstallExecuteSequence", 9, Sequence="8")),
    ("old_version_can_come_back", drop("InstallExecuteSequence", 9)),
    ("old_version_can_come_back", drop("InstallExecuteSequence", 8)),
    ("old_version_can_come_back", drop("InstallExecuteSequence", 0)),
    (
        "old_version_can_come_back",
        add("InstallExecuteSequence", Action="ProcessComponents", Sequence="9"),
    ),
    ("upgrade_rows", drop("Upgrade", 0)),
    ("upgrade_rows", drop("Upgrade", 1)),
    ("upgrade_rows", put("Upgrade", 0, UpgradeCode=CODE % "7")),
    ("downgrade_refused", drop("LaunchCondition", 1)),
    ("no_code_runs", put("CustomAction", 0, Type="3090")),
    ("no_code_runs", add("CustomAction", Action="PurgeData", Type="3154")),
    ("no_code_runs", put("CustomAction", 1, Type="3073")),
    ("no_code_runs", add("Binary", Name="other")),
    ("guard_comes_first", put("InstallExecuteSequence", 6, Sequence="8")),
    ("guard_comes_first", put("InstallExecuteSequence", 6, Sequence="3")),
    ("guard_comes_first", put("InstallExecuteSequence", 6, Condition="")),
    ("guard_comes_first", drop("InstallExecuteSequence", 6)),
    ("guard_comes_first", put("CustomAction", 1, Source="other")),
    ("guard_comes_first", drop("CustomAction", 1)),
    (
        "records_stay",
        add("InstallExecuteSequence", Action="PurgeData", Sequence="99", Condition="REMOVE"),
    ),
    ("records_stay", add("RemoveFile", FileKey="x")),
    ("settings_are_remembered", put("InstallExecuteSequence", 2, Sequence="1")),
    ("settings_are_remembered", put("InstallExecuteSequence", 2, Sequence="6")),
    ("settings_are_remembered", put("InstallUISequence", 1, Sequence="5")),
    ("settings_are_remembered", drop("InstallUISequence", 1)),
    ("settings_are_remembered", put("RegLocator", 0, Type="2")),
    ("searches_exist", drop("RegLocator", 0)),
    ("registry_roots", put("Registry", 0, Root="1")),
    ("written_is_secure", put("Registry", 0, Value="[OTHER]")),
    ("icons", put_property("ARPPRODUCTICON", "other.ico")),
    ("icons", put("Shortcut", 0, Icon_="other.ico")),
    ("shortcuts", put("Shortcut", 0, Component_="c1")),
    ("no_extra_content", add("ServiceInstall", ServiceInstall="s")),
    ("settings_folder_is_locked", drop("CreateFolder", 0)),
    ("settings_folder_is_locked", put("Directory", 2, Directory_Parent="INSTALLDIR")),
    ("settings_folder_is_locked", drop("MsiLockPermissionsEx", 1)),
    ("settings_folder_is_locked", put("MsiLockPermissionsEx", 0, SDDLText="D:(A;;FA;;;WD)")),
    ("settings_folder_is_locked", put("MsiLockPermissionsEx", 1, Table="Registry")),
    ("settings_folder_is_locked", add("LockPermissions", LockObject="MakerSettings")),
)


def test_a_sound_installer_has_no_findings() -> None:
    assert not failing(sound())


def test_words_of_windows_installer_itself_need_not_be_told_to_the_other_part() -> None:
    tables = sound()
    tables["LaunchCondition"].append({"Condition": 'Installed OR NOT (VersionNT64 = "NO PC" )'})
    assert not failing(tables)


def test_there_are_enough_checks_and_each_is_tried_here() -> None:
    assert len(CHECKS) >= 30
    tried = {name for name, _ in FAULTS} | {"summary", "package_code", "cabinet"}
    assert tried == set(CHECKS)


@pytest.mark.parametrize(("check", "change"), FAULTS)
def test_a_fault_is_found(check: str, change: Callable[[Tables], None]) -> None:
    tables = sound()
    change(tables)
    assert check in failing(tables)


@pytest.mark.parametrize("name", ["Template", "Version", "Source"])
def test_a_wrong_summary_is_found(name: str) -> None:
    assert failing(sound(), {**SUMMARY, name: "0"}) == {"summary"}


def test_a_package_code_that_is_the_product_code_is_found() -> None:
    assert failing(sound(), {**SUMMARY, "Revision number (UUID)": CODE % "1"}) == {"package_code"}


def test_a_cabinet_that_holds_less_is_found() -> None:
    assert failing(sound(), unpacked=(1, 10)) == {"cabinet"}


def test_secrets_never_stand_in_a_log() -> None:
    assert hidden_properties() == ("ENROL_CODE", "PREV_ENROL_CODE")
    assert [one.name for one in PROPERTIES if one.is_secret] == ["ENROL_CODE"]


@pytest.mark.parametrize("page", ["it-guide/windows.md", "it-guide/windows-vi.md"])
def test_the_guides_count_the_checks(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (told,) = re.findall(r"^\| `--lint MSI` \| \D*(\d+)", text, re.MULTILINE)
    assert int(told) == len(CHECKS)
