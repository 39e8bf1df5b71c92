"""Installs, upgrades and removes the product under Wine, and looks at what is there."""

from pathlib import Path
from typing import Final

from installers.msi.database import Database
from installers.msi.product import (
    MAIN_PROGRAM,
    MAKER_FOLDER,
    NAME,
    RUN_KEY,
    SETTINGS_KEY,
    SETUP_KEY,
    product_version,
)
from tests.windows.checks import Checks
from tests.windows.guard_answers import ask_guard
from tests.windows.guide import follow_guide
from tests.windows.parts import look_at_parts
from tests.windows.rehearsal import rehearse
from tests.windows.running import (
    ask_to_end,
    end_as_windows_does,
    look_at_window,
    upgrade_while_it_runs,
)
from tests.windows.wine import FATAL, STANDARD_PLACE, Wine

POLICY_KEY: Final = r"Software\Policies\HaiPhong\ReceptionRoom"
UNINSTALL_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
SERVER: Final = "https://tiepdan.example"
STORE: Final = (
    "store.db"  # desktop/store/database/database.py, which needs more than is installed here
)
# Without a blank: Wine's msiexec takes such a folder apart.
ELSEWHERE: Final = "Rooms"
TOLD: Final = (f"SERVER_URL={SERVER}", "ROOM_CODE=31-11629", "ENROL_CODE=one-time", "AUTOSTART=1")


def live(old: Path, new: Path, embeddable: Path, checks: Checks) -> None:
    """The whole life of an installation.

    old, new: two versions of the product. embeddable: CPython as its publisher built it.
    """
    with Wine() as wine:
        wine.look_in(ELSEWHERE)
        with checks.step("installed to removed"):
            with checks.step("installation"):
                _install(wine, old, checks, f"INSTALLDIR=C:\\{ELSEWHERE}")
            with checks.step("program"):
                _run(wine, checks)
            with checks.step("parts"):
                look_at_parts(wine, embeddable, checks)
            with checks.step("rehearsal"):
                rehearse(wine, checks)
            _upgrade_and_remove(wine, old, new, checks)
        wine.look_in()
        with checks.step("guard"):
            ask_guard(wine, new, checks)
        with checks.step("guide"):
            room = follow_guide(wine, new, checks)
        _purge(wine, new, room, checks)


def live_briefly(package: Path, embeddable: Path, checks: Checks) -> None:
    """Installed, run with its window, repaired and removed; nothing is upgraded."""
    with Wine() as wine, checks.step("installed to removed"):
        _install(wine, package, checks)
        _run(wine, checks)
        look_at_parts(wine, embeddable, checks)
        ask_to_end(wine, look_at_window(wine, checks), checks)
        _repair(wine, package, checks)
        _remove(wine, package, checks)
        ask_guard(wine, package, checks)


def _upgrade_and_remove(wine: Wine, old: Path, new: Path, checks: Checks) -> None:
    with checks.step("window"):
        program = look_at_window(wine, checks)
    with checks.step("upgrade"):
        upgrade_while_it_runs(wine, program, new, checks)
        _look_at_upgrade(wine, old, new, checks)
    with checks.step("window of the new version"):
        end_as_windows_does(wine, checks)
    with checks.step("repair"):
        _repair(wine, new, checks)
    with checks.step("removal"):
        _remove(wine, new, checks, "PURGE_DATA=1")


def _install(wine: Wine, package: Path, checks: Checks, *more: str) -> None:
    told = (*TOLD, "DESKTOP_SHORTCUT=0", *more)
    ended = wine.msiexec("/i", wine.put(package), *told, "/l*v", "C:\\install.log")
    checks.that("silent installation ends with 0", ended.code == 0, ended)
    expected = len(Database(package).rows("File"))
    checks.that("every file is there", len(wine.files()) == expected, len(wine.files()))
    written = wine.values(SETTINGS_KEY)
    for name, value in (("ServerUrl", SERVER), ("SiteId", "31-11629"), ("EnrolCode", "one-time")):
        checks.that(f"{name} is in the registry", written.get(name) == value, written)
    checks.that("what was not told is not written", "Proxy" not in written, written)
    checks.that("it starts with Windows", MAIN_PROGRAM in wine.value(RUN_KEY, NAME))
    links = [path.parent.name for path in wine.drive.rglob("*.lnk")]
    checks.that("a link in the Start menu, none on the desktop", links == ["Programs"], links)


def _run(wine: Wine, checks: Checks) -> None:
    before = wine.files()
    ended = wine.program("--version")
    is_told = ended.said.split()[-1:] == [product_version()]
    checks.that("--version tells the program's version", is_told, ended)
    ended = wine.program("-c", "import os")
    checks.that("it runs no code from its command line", ended.code == 2, ended)
    said = _room(wine)
    checks.that("the installer's settings reach the program", "31-11629" in said, said)
    wine.set_value(POLICY_KEY, "SiteId", "policy-room")
    said = _room(wine)
    checks.that("a policy stands above them", "policy-room" in said, said)
    wine.remove_value(POLICY_KEY, "SiteId")
    wine.set_value(POLICY_KEY, "ServerUrl", "https://policy.example")
    _plant_settings(wine, checks)
    checks.that("nothing was written into its folder", wine.files() == before)


def _plant_settings(wine: Wine, checks: Checks) -> None:
    """Wine gives what is made there to the person, as a standard user's file is theirs."""
    folder = _settings_folder(wine)
    checks.that("the folder of the PC's settings is made", folder.is_dir())
    planted = folder / "settings.toml"
    planted.write_text('site_id = "planted"\n', encoding="ascii")
    said = _room(wine)
    is_told = "code=C-110" in said and "other_owner" in said
    checks.that("a person's file there is told and not heeded", is_told, said)
    planted.unlink()


def _settings_folder(wine: Wine) -> Path:
    return wine.drive / "ProgramData" / MAKER_FOLDER / NAME


def _room(wine: Wine) -> str:
    """What the installed program says of the room that its settings name."""
    return wine.program("wipe-room", "--confirm", "none").said


def _look_at_upgrade(wine: Wine, old: Path, new: Path, checks: Checks) -> None:
    checks.that("settings are kept", wine.value(SETTINGS_KEY, "ServerUrl") == SERVER)
    checks.that("it still starts with Windows", MAIN_PROGRAM in wine.value(RUN_KEY, NAME))
    links = [path.parent.name for path in wine.drive.rglob("*.lnk")]
    checks.that("still no link on the desktop", links == ["Programs"], links)
    entries = [key for key in wine.keys(UNINSTALL_KEY) if "{" in key]
    checks.that("one product is installed", len(entries) == 1, entries)
    expected = len(Database(new).rows("File"))
    is_there = len(wine.files()) == expected
    checks.that("in the folder of the old version, no file of that is left", is_there)
    checks.that("and nothing elsewhere", not (wine.drive / STANDARD_PLACE).exists())
    version = wine.value(SETUP_KEY, "Version")
    checks.that("a detection rule sees the new version", version in new.name, version)
    ended = wine.msiexec("/i", wine.put(old))
    checks.that("a downgrade is refused with 1603", ended.code == FATAL, ended)
    checks.that("and changes nothing", wine.value(SETUP_KEY, "Version") == version)


def _repair(wine: Wine, package: Path, checks: Checks) -> None:
    (wine.program_folder / MAIN_PROGRAM).unlink()
    told = ("REINSTALL=ALL", "REINSTALLMODE=amus", "PROXY=none")
    wine.msiexec("/i", wine.put(package), *told)
    checks.that("repair brings a file back", MAIN_PROGRAM in wine.files())
    written = wine.values(SETTINGS_KEY)
    is_added = written.get("Proxy") == "none" and written.get("ServerUrl") == SERVER
    checks.that("and adds what it is told to the settings", is_added, written)


def _remove(wine: Wine, package: Path, checks: Checks, *more: str) -> None:
    """more: even with PURGE_DATA=1 records stay of which nobody knows whether the city has them."""
    data = wine.drive / "users" / "person" / "AppData" / "Local" / "HaiPhong" / "record"
    data.parent.mkdir(parents=True)
    data.write_text("of the room")
    room = _records(wine, "31-11629")
    (room / STORE).write_bytes(bytes(4096))  # its key is not on this PC
    before = sorted(room.rglob("*"))
    ended = wine.msiexec("/x", _product(package), *more)
    checks.that("removal ends with 0", ended.code == 0, ended)
    checks.that("its folder is gone", not wine.program_folder.exists(), wine.files()[:5])
    checks.that("the folder of its settings is gone", not _settings_folder(wine).exists())
    checks.that("its settings are gone", not wine.value(SETTINGS_KEY, "ServerUrl"))
    checks.that("it no longer starts with Windows", not wine.value(RUN_KEY, NAME))
    checks.that("no link is left", not list(wine.drive.rglob("*.lnk")))
    checks.that("the city's policy stays", bool(wine.value(POLICY_KEY, "ServerUrl")))
    is_kept = data.exists() and sorted(room.rglob("*")) == before
    checks.that("records of everybody stay, those that were not sent too", is_kept)


def _purge(wine: Wine, package: Path, room_code: str, checks: Checks) -> None:
    own, other = _records(wine, room_code), wine.drive / "users" / "person"
    before = sorted(other.rglob("*"))
    ended = wine.msiexec("/x", _product(package), "PURGE_DATA=1")
    checks.that("removal with PURGE_DATA=1 ends with 0", ended.code == 0, ended)
    checks.that("the person's records of this room are gone", not own.exists())
    checks.that("other people's stay", bool(before) and sorted(other.rglob("*")) == before)


def _records(wine: Wine, room_code: str) -> Path:
    """What a room leaves behind where nobody ever signed in."""
    local = wine.drive / "users" / wine.person / "AppData" / "Local"
    folder = local / "HaiPhong" / "ReceptionRoom" / "rooms" / room_code
    folder.mkdir(parents=True)
    (folder / "room.escrow").write_text("sealed")
    return folder


def _product(package: Path) -> str:
    properties = {row["Property"]: row["Value"] for row in Database(package).rows("Property")}
    return properties["ProductCode"]
