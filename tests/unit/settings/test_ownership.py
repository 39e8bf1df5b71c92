"""Who else than an administrator could have written a file, from owner and rights."""

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.settings.ownership import (
    OTHER_OWNER,
    OTHERS_MAY_WRITE,
    administrators_fault,
    mode_fault,
    rights_fault,
)

pytestmark = pytest.mark.unit

PERSON = "S-1-5-21-1004336348-1177238915-682003330-1002"
INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
# As Windows 11 has them: what an administrator makes below C:\ProgramData inherits these.
FILE = "O:BAD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)"
FOLDER = (
    "O:BAD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)"
    "(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)"
)
LOCKED = "O:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"


@pytest.mark.parametrize(
    ("owner", "mode", "fault"),
    [
        (0, 0o644, None),
        (0, 0o755, None),
        (0, 0o600, None),
        (1000, 0o644, OTHER_OWNER),
        (65534, 0o600, OTHER_OWNER),
        (0, 0o664, OTHERS_MAY_WRITE),
        (0, 0o646, OTHERS_MAY_WRITE),
        (0, stat.S_ISVTX | 0o777, OTHERS_MAY_WRITE),
    ],
)
def test_on_linux_root_owns_it_and_nobody_else_writes(
    owner: int, mode: int, fault: str | None
) -> None:
    assert mode_fault(owner, mode) == fault


@pytest.mark.parametrize("described", [FILE, LOCKED, FILE.replace("O:BA", f"O:{INSTALLER}")])
def test_a_file_that_administrators_made_is_believed(described: str) -> None:
    assert rights_fault(described, is_folder=False) is None


@pytest.mark.parametrize("described", [FOLDER, LOCKED])
def test_a_folder_that_they_made_is_too_though_people_may_add_files(described: str) -> None:
    assert rights_fault(described, is_folder=True) is None


@pytest.mark.parametrize("is_folder", [False, True])
@pytest.mark.parametrize("owner", [PERSON, "BU", "LA", "WD"])
def test_what_somebody_else_owns_is_not(owner: str, *, is_folder: bool) -> None:
    for described in (FILE, FOLDER):
        theirs = described.replace("O:BA", f"O:{owner}")
        assert rights_fault(theirs, is_folder=is_folder) == OTHER_OWNER


@pytest.mark.parametrize(
    "right",
    ["FA", "GA", "FW", "GW", "0x1301bf", "DC", "LC", "SD", "WD", "WO", "0x1f01ff", "CCDCLC", "??"],
)
@pytest.mark.parametrize("person", ["BU", "WD", "AU", "IU", PERSON])
def test_a_file_that_somebody_else_may_change_is_not(right: str, person: str) -> None:
    described = f"{FILE}(A;;{right};;;{person})"
    assert rights_fault(described, is_folder=False) == OTHERS_MAY_WRITE


@pytest.mark.parametrize("right", ["FA", "GA", "DT", "SD", "WD", "WO", "0x1301ff", "0x40"])
def test_a_folder_whose_content_somebody_else_may_exchange_is_not(right: str) -> None:
    described = f"{FOLDER}(A;;{right};;;BU)"
    assert rights_fault(described, is_folder=True) == OTHERS_MAY_WRITE


@pytest.mark.parametrize(
    "entry",
    ["(D;;FA;;;BU)", "(A;OICIIO;FA;;;BU)", "(A;;FR;;;BU)", "(A;;FX;;;WD)", "(A;;RC;;;WD)",
     "(A;;FA;;;OW)", "(AU;SAFA;FA;;;WD)"],
)  # fmt: skip
def test_entries_that_give_nothing_away_do_no_harm(entry: str) -> None:
    assert rights_fault(FILE + entry, is_folder=False) is None


@pytest.mark.parametrize(
    "described",
    ["", "O:BA", "O:BAD:NO_ACCESS_CONTROL", "O:BAD:", "D:(A;;FA;;;SY)", "nonsense",
     'O:BAD:(XA;;FA;;;WD;(@User.Title=="PM"))'],
)  # fmt: skip
def test_what_is_not_understood_is_not_believed(described: str) -> None:
    assert rights_fault(described, is_folder=False) == OTHERS_MAY_WRITE


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_file_of_the_system_is_believed_as_it_lies() -> None:
    path = Path("/etc/passwd")
    with path.open("rb") as file:
        assert administrators_fault(file, path) is None


def of_root(folder: Path) -> Path:
    """A file below two folders, as an administrator makes them; without root it stays ours."""
    path = folder / "maker" / "product" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    path.chmod(0o644)
    for one in (path.parent, path.parent.parent):
        one.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
@pytest.mark.parametrize("level", [0, 1, 2])
def test_file_and_both_folders_are_looked_at(tmp_path: Path, level: int) -> None:
    path = of_root(tmp_path)
    one = (path, *path.parents)[level]
    is_root = os.geteuid() == 0
    with path.open("rb") as file:
        assert administrators_fault(file, path) == (None if is_root else OTHER_OWNER)
        one.chmod(one.stat().st_mode | 0o020)
        assert administrators_fault(file, path) == (OTHERS_MAY_WRITE if is_root else OTHER_OWNER)
        if is_root:
            os.chown(one, 1000, -1)
            assert administrators_fault(file, path) == OTHER_OWNER
