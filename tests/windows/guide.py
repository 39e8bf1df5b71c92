"""The guide for IT, followed word for word: every block of `bat` in docs/it-guide/windows.md."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from installers.msi.product import ROOT, SETTINGS_KEY, product_version
from tests.windows.checks import Checks
from tests.windows.wine import Wine

GUIDE: Final = ROOT / "docs" / "it-guide" / "windows.md"
SCRIPT: Final = "install-room.bat"
LIMIT_S: Final = 120
QUICK_S: Final = 3  # an installation takes longer
_BLOCK: Final = re.compile(r"^```bat\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_IS_SCRIPT: Final = "@echo off"
_IS_REPAIR: Final = "REINSTALL=ALL"
_ROOM: Final = "31-11407"


def follow_guide(wine: Wine, package: Path, checks: Checks) -> str:
    """As its reader does, in a folder with what it names. package: the program's own version.

    Returns the code of the room that is installed at the end.
    """
    folder = wine.drive / "guide"
    folder.mkdir()
    shutil.copyfile(package, folder / f"ReceptionRoom-{product_version()}-x64.msi")
    (folder / "city-ca.pem").write_text("-----BEGIN CERTIFICATE-----\n", encoding="ascii")
    for block in blocks(GUIDE.read_text(encoding="utf-8")):
        if block.startswith(_IS_SCRIPT):
            (folder / SCRIPT).write_bytes(block.replace("\n", "\r\n").encode("ascii"))
            _type(wine, SCRIPT, checks)  # installed already: it leaves it alone
            continue
        for line in lines(block):
            _type(wine, line, checks)
            if _IS_REPAIR in line:
                _look_at_repair(wine, line, checks)
    _roll_out(wine, folder, checks)
    return _ROOM


def blocks(text: str) -> list[str]:
    """What the reader is told to type."""
    return _BLOCK.findall(text)


def lines(block: str) -> Iterator[str]:
    """One command each: a caret at the end of a line joins it with the next."""
    yield from re.sub(r"\s*\^\n\s*", " ", block).strip().splitlines()


def _type(wine: Wine, line: str, checks: Checks) -> None:
    command = wine.drive / "guide" / "typed.bat"
    text = f"@cd /d C:\\guide\r\n@{line}\r\n@exit /b %ERRORLEVEL%\r\n"
    command.write_bytes(text.encode("ascii"))
    ended = wine.run("cmd", "/c", "C:\\guide\\typed.bat", limit_s=LIMIT_S)
    checks.that(f"guide: {line[:90]}", ended.code == 0, ended)


def _look_at_repair(wine: Wine, line: str, checks: Checks) -> None:
    """The reader took Proxy out of the registry before the first one."""
    written = wine.values(SETTINGS_KEY)
    is_so = ("Proxy" in written) == (" PROXY=" in line) and "" not in written.values()
    checks.that("the repair writes what it is told, and nothing empty", is_so, written)


def _roll_out(wine: Wine, folder: Path, checks: Checks) -> None:
    """The start-up script on a PC that has nothing, and the night after."""
    name = wine.run("cmd", "/c", "echo", "%COMPUTERNAME%").said.strip()
    (folder / "rooms").mkdir()
    for pc, line in (("OTHER", "1,2"), (name, f"{_ROOM},code")):
        (folder / "rooms" / f"{pc}.csv").write_text(f"{line}\r\n", encoding="ascii")
    _type(wine, SCRIPT, checks)
    checks.that("the script gives this PC its room", wine.value(SETTINGS_KEY, "SiteId") == _ROOM)
    wine.set_value(SETTINGS_KEY, "Proxy", "none")
    began_s = time.monotonic()
    _type(wine, SCRIPT, checks)
    is_quick = time.monotonic() - began_s < QUICK_S
    is_kept = wine.value(SETTINGS_KEY, "Proxy") == "none"
    checks.that("and does nothing twice", is_kept and is_quick)
