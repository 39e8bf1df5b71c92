"""What the guard of a package answers to administrators and to other people of a PC."""

from pathlib import Path
from typing import Final

from desktop.app.desk.installer_signal import IN_SESSION
from tests.windows.checks import Checks
from tests.windows.wine import Wine

_GOES_ON: Final = "answer=0"
_PUT_OFF: Final = "answer=1602"
_REFUSED: Final = "answer=1603"
_INSTALLED: Final = "Installed=1"
_HELD_S: Final = "120"


def ask_guard(wine: Wine, package: Path, checks: Checks) -> None:
    """In a process of its own: Wine's installer gives an administrator's rights to everybody."""
    place = wine.put(package)

    def answers(expected: str, *words: str, is_person: bool = False) -> bool:
        before = ("C:\\as_person.exe",) if is_person else ()
        said = wine.run(*before, "C:\\ask_guard.exe", place, *words).said
        return expected in said.split()

    checks.that("an administrator may repair", answers(_GOES_ON, _INSTALLED))
    is_refused = answers(_REFUSED, _INSTALLED, "PROXY=http://other:1", is_person=True)
    checks.that("a standard user's repair is refused with 1603", is_refused)
    is_left = answers(_GOES_ON, _INSTALLED, "REMOVE=ALL", is_person=True)
    checks.that("a removal is left to Windows' own question for rights", is_left)
    holder = wine.start("C:\\hold_name.exe", IN_SESSION, _HELD_S)
    while holder.is_running and not answers(_PUT_OFF):
        pass
    checks.that("who holds the name of a session puts an upgrade off", answers(_PUT_OFF))
    checks.that("an administrator's FORCE=1 goes on", answers(_GOES_ON, "FORCE=1"))
    is_nothing = answers(_PUT_OFF, "FORCE=1", is_person=True)
    checks.that("a standard user's FORCE=1 is nothing", is_nothing)
    holder.end()
